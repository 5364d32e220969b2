"""`gongkai rules export`: a ruleset as YAML, or as a workbook that an office edits (导出规则集)."""

from pathlib import Path
from typing import Annotated

import typer

from auditing.exits import BadInputError
from rulesets.faults import FaultyRulesetError
from rulesets.loading import load
from rulesets.model import Ruleset
from rulesets.writing import ruleset_yaml

HELP = "导出规则集：默认写成 YAML；加 --xlsx 写成 Excel、WPS 能改的工作簿，改好后用 rules import 导回。"
BOOK_SUFFIX = ".xlsx"


def export(
    name: Annotated[str, typer.Argument(metavar="编号或文件", help="内置规则集的编号，或规则集文件")],
    target: Annotated[Path | None, typer.Argument(metavar="导出文件", help="与 --out 相同", show_default=False)] = None,
    as_book: Annotated[bool, typer.Option("--xlsx", help="写成工作簿；不写文件名时为“编号.xlsx”")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="写到哪个文件；YAML 不写文件名时输出到屏幕")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="导出文件已经存在时覆盖它")] = False,
) -> None:
    """Write one ruleset."""
    if out and target:
        raise BadInputError(f"{target}: 导出文件写了两次 —— 只留 --out {out}，或去掉 --out")
    path = out or target
    try:
        ruleset = load(name)
        if as_book or (path and path.suffix.lower() == BOOK_SUFFIX):
            write(path or Path(f"{ruleset.id}{BOOK_SUFFIX}"), book_of(ruleset), force=force)
        elif path:
            write(path, ruleset_yaml(ruleset).encode(), force=force)
        else:
            typer.echo(ruleset_yaml(ruleset), nl=False)
    except FaultyRulesetError as error:
        raise BadInputError(str(error)) from error


def book_of(ruleset: Ruleset) -> bytes:
    """The workbook of a ruleset."""
    from rulesets.spreadsheet.book import ruleset_book  # a third of a second, which only workbooks are worth

    return ruleset_book(ruleset)


def write(path: Path, body: bytes, *, force: bool) -> None:
    """Write a file; one that is there already may hold somebody's edits and stays, unless forced."""
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(body)
    except FileExistsError as error:
        raise BadInputError(f"{path}: 文件已经存在，没有覆盖 —— 换一个文件名，或加 --force 覆盖") from error
    except OSError as error:
        raise BadInputError(f"{path}: 写不了这个文件（{error.strerror or error}） —— 核对文件夹和权限") from error
    typer.echo(f"已写到 {path}")
