"""`gongkai ledger`: who has what to do by when, from the cards of a run."""

import json as jsonlib
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from auditing.exits import BadInputError
from auditing.judgement import read_card
from auditing.kept import followed
from auditing.runs import site_folders
from checks.outcomes import Outcome
from cli.ledger_import import import_replies
from cli.ledger_steps import Step, set_steps
from cli.ledger_table import PIPED_WIDTH, rows_table
from cli.units import refuse_unknown_unit, units_named
from reports.ledgers.followup import State, state_words
from reports.ledgers.ledger import Group, by_deadline, by_unit, entries
from reports.ledgers.ledger_rows import LedgerRow, ledger_data, ledger_rows
from reports.scorecard import RulesetCard, Scorecard

COUNTED = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE, Outcome.PASS)
Book = tuple[Scorecard, RulesetCard, list[LedgerRow]]


def ledger(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="一次检查的文件夹，或其中一个网站的文件夹")],
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="只列这个单位牵头或配合的条款，写名称的一部分即可")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只列已到完成时限、还不能算合格的条款")] = False,
    filled: Annotated[
        list[Path] | None,
        typer.Option(
            "--import",
            metavar="文件",
            help="读回填好整改情况、办理状态、核实结论的 ledger.xlsx 或 index.xlsx，可多次；检查结果不读回",
        ),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option("--set", metavar="状态", help=f"记一步办理状态：{'、'.join(each.words for each in State)}"),
    ] = None,
    requirement: Annotated[
        list[str] | None, typer.Option("--requirement", metavar="条款编号", help="--set 改哪一条，可多次")
    ] = None,
    site: Annotated[
        str | None,
        typer.Option("--site", metavar="网站", help="--set 只改这个网站（它的文件夹名），默认这次检查的全部网站"),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="谁", help="--set 由谁记")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="--set 的说明；误报必须写理由")] = "",
    json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")] = False,
) -> None:
    """台账：按责任单位、完成时限列出每份文件各条的检查结果。"""
    folders = site_folders(folder)
    if filled and state is not None:
        raise BadInputError("--import 和 --set 一次只能用一个")
    if filled:
        import_replies(filled, folders)
        return
    if state is not None:
        set_steps(Step(state, requirement or (), by, note, site), folders)
        return
    cards = [followed(read_card(each), each) for each in folders]
    if unit:
        refuse_unknown_unit(unit, units_named(cards))
    books = [
        (card, ruleset, [row for row in ledger_rows(ruleset, card.as_of, unit) if row.overdue or not overdue])
        for card in cards
        for ruleset in card.rulesets
    ]
    if json:
        typer.echo(jsonlib.dumps([ledger_data(*book) for book in books], ensure_ascii=False, indent=2))
        return
    for book in books:
        _print(book, in_rows=bool(unit or overdue))


def _print(book: Book, *, in_rows: bool) -> None:
    card, ruleset, rows = book
    console = Console(width=None if Console().is_terminal else PIPED_WIDTH)
    if in_rows and not rows:
        return
    head = f"\n{card.site.name}（{card.site.host}）　{ruleset.title}　检查日 {card.as_of.isoformat()}"
    console.print(head, markup=False, highlight=False, soft_wrap=True)
    if in_rows:
        console.print(rows_table(rows))
        return
    clauses = entries(ruleset, card.as_of)
    console.print(_groups_table("责任单位", list(by_unit(clauses))))
    for timing, groups in by_deadline(clauses):
        console.print(_groups_table(f"完成时限（{timing.words}）", list(groups)))
    steps = Counter(entry.result.followup.state for entry in clauses if entry.result.followup)
    if steps:
        told = "，".join(f"{state_words(state)} {count} 条" for state, count in steps.items())
        console.print(f"整改跟踪：{told}（--unit、--overdue 逐条列出）", markup=False, highlight=False, soft_wrap=True)


def _groups_table(title: str, groups: list[Group]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(title, overflow="fold", min_width=20)
    for name in ("条款", *(outcome.words for outcome in COUNTED), "到期未结"):
        table.add_column(name, justify="right")
    table.add_column("最近的时限")
    for group in groups:
        counts = (len(group.of(outcome)) for outcome in COUNTED)
        figures = (len(group.entries), *counts, len(group.overdue))
        table.add_row(escape(group.name), *(str(figure or "") for figure in figures), str(group.next_due or ""))
    return table
