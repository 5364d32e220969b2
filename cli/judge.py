"""`gongkai judge`: judge a stored snapshot again, without a single request."""

import json as jsonlib
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from auditing.carried import keep, kept_folders, with_kept
from auditing.comparison import Judging, compare_with_earlier
from auditing.fillable import write_run_workbook
from auditing.judgement import judge_snapshot, open_snapshot, other_snapshots, write_card
from auditing.runs import new_run, snapshot_folder
from auditing.statements import read_statements
from cli import options
from cli.judging_progress import judging_progress
from cli.summary import print_summary
from cli.units import refuse_unknown_unit, units_named
from reports.index import write_index


def judge(
    snapshot: Annotated[Path, typer.Argument(metavar="快照", help="快照文件夹，或含有它的网站文件夹")],
    ruleset: options.RulesetNames = None,
    as_of: options.AsOf = None,
    level: options.LevelOption = None,
    kind: options.KindOption = None,
    year: options.Year = None,
    wordlist: options.Wordlist = None,
    waivers: options.Waivers = None,
    attestations: options.Attestations = None,
    other: options.Others = None,
    unit: options.Unit = None,
    out: options.Out = Path("out"),
    json: options.Json = False,
) -> None:
    """按规则集重新评判已有的快照，不访问网站。"""
    stated = read_statements(waivers, attestations or [], ruleset or [])
    facts = open_snapshot(snapshot_folder(snapshot))
    site = facts.site.folder
    folders = kept_folders(out / "-" / site, facts, _tell)  # the run is made when there is a card to put into it
    said = with_kept(stated, folders, site, _tell)
    try:
        day = options.parse_date(as_of) if as_of else None
        given: dict[str, Any] = {
            "as_of": day,
            "level": level,
            "kind": kind,
            "year": year,
            "wordlist": wordlist,
            "unit": unit,
            "others": other_snapshots(other or []),
            "said": said,
        }
        with judging_progress(as_json=json) as told:
            card = judge_snapshot(facts, ruleset or [], told=told, **given)
        compare_with_earlier(card, facts, out / "-" / site, Judging(ruleset or [], given), _tell)
    finally:
        facts.close()
    if unit:
        refuse_unknown_unit(unit, units_named([card]))
    run = new_run(out)
    folder = run / site
    keep(card, said, folder, folders, _tell)
    code = write_card(card, folder, facts.folder)
    write_index([card], [], run)
    write_run_workbook([card], [], run)
    if json:
        typer.echo(jsonlib.dumps({"event": "finished", "run": str(run), "exit": int(code)}))
    console = Console(stderr=json)
    print_summary(console, [card])
    console.print(f"汇总：{run / 'index.html'}", markup=False, soft_wrap=True)
    console.print(f"检查结果单：{folder / 'scorecard.html'}", markup=False, soft_wrap=True)
    raise typer.Exit(int(code))


def _tell(line: str) -> None:
    print(line, file=sys.stderr)
