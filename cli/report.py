"""`gongkai report`: write the reports again from the cards."""

from pathlib import Path
from typing import Annotated

import typer

from cli.export_formats import Formats, write_exports
from cli.judgement import read_card
from cli.runs import read_failures, site_folders
from reports.html import write_scorecard
from reports.index import write_index
from reports.index_xlsx import FILE_NAME as WORKBOOK_NAME
from reports.index_xlsx import write_index_workbook
from reports.ledger_xlsx import FILE_NAME as LEDGER_NAME
from reports.ledger_xlsx import write_ledger
from reports.scorecard import Scorecard


def report(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="一次检查的文件夹，或其中一个网站的文件夹")],
    formats: Formats = None,
) -> None:
    """由检查结果重新生成报告。"""
    folders = site_folders(folder)
    cards = [read_card(site) for site in folders]
    for card, site in zip(cards, folders, strict=True):
        typer.echo(f"检查结果单：{write_scorecard(card, site)}")
        typer.echo(_ledger_line(card, site))
    if folders != [folder]:
        typer.echo(f"汇总：{write_index(cards, read_failures(folder), folder)}")
        typer.echo(_workbook_line(cards, folder))
    for path in write_exports(formats, cards, folders, folder if folders != [folder] else None):
        typer.echo(f"供程序读取：{path}")


def _workbook_line(cards: list[Scorecard], run: Path) -> str:
    """Write the run's workbook where there is none: one that is there may be filled in by hand."""
    path = run / WORKBOOK_NAME
    if path.exists():
        return f"汇总表：{path}（已有，可能填过整改情况，没有改写；要重新生成请先移走）"
    return f"汇总表：{write_index_workbook(cards, read_failures(run), run)}"


def _ledger_line(card: Scorecard, site: Path) -> str:
    """Write the ledger where there is none: one that is there may be filled in by hand."""
    path = site / LEDGER_NAME
    if path.exists():
        return f"台账：{path}（已有，可能填过整改情况，没有改写；要重新生成请先移走）"
    return f"台账：{write_ledger(card, site)}"
