"""`gongkai compare`: what changed between two runs, site by site."""

import json as jsonlib
import sys
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from auditing.comparison import snapshot_beside, with_present_rules
from auditing.earlier_runs import Told
from auditing.exits import BadInputError
from auditing.judgement import read_card
from auditing.runs import site_folders
from cli.ledger_table import PIPED_WIDTH
from cli.summary_changes import print_changes
from reports.comparison.comparing import Previous, compare
from reports.comparison.page import FILE_NAME, ComparedRuns, ComparedSite, is_comparison, write_comparison
from reports.comparison.rows import SCHEMA, site_data
from reports.comparison.sight import CardSight, SnapshotSight
from reports.scorecard import Scorecard


@dataclass(frozen=True)
class Pair:
    """A site's folders in both runs."""

    before: Path
    now: Path


def compare_runs(
    before: Annotated[Path, typer.Argument(metavar="上次", help="上次检查的文件夹，或其中一个网站的文件夹")],
    now: Annotated[Path, typer.Argument(metavar="本次", help="本次检查的文件夹，或其中一个网站的文件夹")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件", help="网页报告写到哪里（默认写在“本次”的文件夹里，compare.html）"),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")] = False,
) -> None:
    """比较两次检查：哪些问题是新出现的，哪些已整改、再次出现、仍未整改，哪些没能复查。"""
    pairs, runs = _pairs(before, now)
    path = _page_path(out, now)
    sites = [_compared(pair, _tell) for pair in pairs]
    runs = replace(runs, sites=tuple(sites))
    if any(site.now.run.started < site.before.run.started for site in sites):
        _tell("注意：“本次”比“上次”早，结果按给出的先后比较；要看从早到晚的变化，请把两个文件夹对调")
    write_comparison(runs, path)
    if json:
        typer.echo(jsonlib.dumps(_data(runs), ensure_ascii=False, indent=2))
        return
    console = Console()
    print_changes(console if console.is_terminal else Console(width=PIPED_WIDTH), runs)
    console.print(f"\n网页报告：{path}", markup=False, highlight=False, soft_wrap=True)


def _pairs(before: Path, now: Path) -> tuple[list[Pair], ComparedRuns]:
    """Sites that are in both; raises BadInputError when there is none, or a card is missing."""
    if before.resolve() == now.resolve():
        raise BadInputError(f"{now}: 两次检查是同一个文件夹，请给出两个不同的")
    theirs = {folder.resolve().name: folder for folder in site_folders(before)}
    mine = {folder.resolve().name: folder for folder in site_folders(now)}
    shared = [name for name in mine if name in theirs]
    if not shared:
        raise BadInputError(f"{before} 和 {now} 里没有相同的网站，不能比较")
    runs = ComparedRuns(
        before=_run_name(before, theirs[shared[0]]),
        now=_run_name(now, mine[shared[0]]),
        only_before=tuple(sorted(theirs.keys() - mine.keys())),
        only_now=tuple(sorted(mine.keys() - theirs.keys())),
    )
    return [Pair(theirs[name], mine[name]) for name in shared], runs


def _run_name(given: Path, site: Path) -> str:
    return site.resolve().parent.name if given.resolve() == site.resolve() else given.resolve().name


def _page_path(out: Path | None, now: Path) -> Path:
    """Where the page goes; raises BadInputError where it cannot, or where something else than such a page stands."""
    path = out or now / FILE_NAME
    if path.is_dir() or path.suffix.lower() not in (".html", ".htm"):
        raise BadInputError(f"--out {path}: 要的是文件名，以 .html 结尾，例如 {path / FILE_NAME}")
    if not path.parent.is_dir():
        raise BadInputError(f"--out {path}: 没有文件夹 {path.parent}，请先建立")
    if path.is_file() and path.name != FILE_NAME and not is_comparison(path):
        raise BadInputError(f"--out {path}: 已有别的文件，不覆盖，请换一个文件名")
    return path


def _compared(pair: Pair, told: Told) -> ComparedSite:
    before, card = read_card(pair.before), read_card(pair.now)
    _forget(card)
    with ExitStack() as opened:
        there, here = (snapshot_beside(folder, told) for folder in (pair.before, pair.now))
        for snapshot in filter(None, (there, here)):
            opened.enter_context(closing(snapshot))
        previous = Previous(
            run=pair.before.resolve().parent.name,
            card=before,
            sight=SnapshotSight(there, here) if there else CardSight(before.run),
            again=with_present_rules(there, card, before, told) if there else None,
        )
        compare(card, SnapshotSight(here, there) if here else CardSight(card.run), previous)
    return ComparedSite(pair.now.resolve().name, before, card)


def _forget(card: Scorecard) -> None:
    """What the card says of another earlier run does not hold for this pair."""
    card.comparison, card.trend = None, []


def _data(runs: ComparedRuns) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "before": runs.before,
        "now": runs.now,
        "only_before": list(runs.only_before),
        "only_now": list(runs.only_now),
        "sites": [site_data(site.folder, site.before, site.now) for site in runs.sites],
    }


def _tell(line: str) -> None:
    print(line, file=sys.stderr)
