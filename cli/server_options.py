"""Options of `gongkai audit --server` (交给服务检查时的选项): those the service can carry out; any other that was given is refused, never ignored."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from auditing.exits import BadInputError
from cli import options
from cli.export_formats import Format

CRAWLING = ("max_pages", "max_depth", "rate", "concurrency", "render", "max_rendered", "timeout", "robots", "off_peak")
CARRIED = {
    *CRAWLING,
    "targets",
    "ruleset",
    "as_of",
    "year",
    "quick",
    "out",
    "formats",
    "json",
    "server",
    "token",
    "at_once",
}
IN_THE_LIST = "请写在站点清单里，或在服务的网站资料里填写"
IN_THE_SERVICE = "请在服务的控制台里登记或设置"
MENDS = {"level": IN_THE_LIST, "kind": IN_THE_LIST, "waivers": IN_THE_SERVICE, "attestations": IN_THE_SERVICE}
USUAL_MEND = "这由服务端决定，请去掉"
ONLY_WITH_SERVER = ("token", "at_once")


@dataclass(frozen=True)
class Wanted:
    """What the service is asked for. `out` None: results stay there."""

    targets: list[str]
    rulesets: list[str] = field(default_factory=list)
    as_of: str | None = None
    year: int | None = None
    quick: bool = False
    at_once: bool = False
    crawl: dict[str, Any] = field(default_factory=dict)
    out: Path | None = None
    formats: tuple[Format, ...] = ()
    as_json: bool = False


def wanted_of(context: typer.Context) -> Wanted:
    """What was asked for; raises BadInputError for options the service cannot carry out."""
    given = {name: value for name, value in context.params.items() if _is_given(context, name)}
    _refuse_others(context, given)
    names = list(given.get("ruleset") or [])
    _refuse_files(names)
    if given.get("formats") and "out" not in given:
        raise BadInputError("--format 与 --server 一起用时要写 --out：结果取回本机才能另写")
    as_of = given.get("as_of")
    return Wanted(
        targets=list(given["targets"]),
        rulesets=names,
        as_of=options.parse_date(as_of).isoformat() if as_of else None,
        year=given.get("year"),
        quick=bool(given.get("quick")),
        at_once=bool(given.get("at_once")),
        crawl={name: getattr(given[name], "value", given[name]) for name in CRAWLING if name in given},
        out=given.get("out"),
        formats=tuple(given.get("formats") or ()),
        as_json=bool(given.get("json")),
    )


def refuse_without_server(context: typer.Context) -> None:
    """Raise BadInputError for options that mean something to a service only. A token in the environment is none that was given."""
    for name in ONLY_WITH_SERVER:
        if _source(context, name) in ("COMMANDLINE", "DEFAULT_MAP"):
            raise BadInputError(f"{_written(context, name)} 只与 --server 一起用，请补上服务的网址或去掉它")


def _is_given(context: typer.Context, name: str) -> bool:
    return _source(context, name) != "DEFAULT"


def _source(context: typer.Context, name: str) -> str:
    """Where a value comes from, as the parser calls it."""
    source = context.get_parameter_source(name)
    return source.name if source else "DEFAULT"


def _refuse_others(context: typer.Context, given: dict[str, Any]) -> None:
    lines = [
        f"{_written(context, name)} 不能与 --server 一起用：{MENDS.get(name, USUAL_MEND)}"
        for name in given
        if name not in CARRIED
    ]
    if lines:
        raise BadInputError("\n".join(lines))


def _written(context: typer.Context, name: str) -> str:
    """An option as it is written on the command line."""
    parameter = next(each for each in context.command.params if each.name == name)
    return str(parameter.opts[0])


def _refuse_files(names: list[str]) -> None:
    for name in names:
        if Path(name).suffix or len(Path(name).parts) > 1:
            raise BadInputError(f"--ruleset {name}：服务端读不到本机的文件，请先在控制台上传，再写它的编号")
