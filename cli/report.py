"""`gongkai report`: write the reports again from the cards."""

from pathlib import Path
from typing import Annotated

import typer

from auditing.exits import BadInputError
from auditing.fillable import write_run_workbook, write_site_ledger
from auditing.judgement import read_card
from auditing.kept import followed
from auditing.runs import read_failures, site_folders
from auditing.word_documents import templates_in, write_run_documents, write_site_documents
from cli import options
from cli.export_formats import Formats, write_exports
from cli.units import refuse_unknown_unit, units_named
from reports.index import write_index
from reports.page.html import write_scorecard
from reports.scorecard import Scorecard
from reports.word.templates import Templates


def report(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="一次检查的文件夹，或其中一个网站的文件夹")],
    formats: Formats = None,
    templates: options.Templates = None,
    unit: options.Unit = None,
    pdf: options.Pdf = False,
) -> None:
    """由检查结果重新生成报告。"""
    layout = templates_in(templates)
    folders = site_folders(folder)
    cards = [followed(read_card(site), site) for site in folders]
    if unit:
        refuse_unknown_unit(unit, units_named(cards))
        cards = [card.model_copy(update={"unit": unit}) for card in cards]
    try:
        _write(cards, folders, folder, layout, formats)
    except OSError as fault:
        what = f"{fault.filename2 or fault.filename or folder}: 不能写入（{fault.strerror or fault}）"
        mend = "请关闭正在打开它的程序；文件夹不能写入的，复制到别处再生成"
        raise BadInputError(f"{what}，{mend}") from fault
    if pdf:
        from cli.printing import write_pdfs  # brings Playwright, which no other command needs at its start

        _say(write_pdfs(folders))


def _write(cards: list[Scorecard], folders: list[Path], folder: Path, layout: Templates, formats: Formats) -> None:
    """Write the reports of each site, then those of the run; raises OSError."""
    for card, site in zip(cards, folders, strict=True):
        typer.echo(f"检查结果单：{write_scorecard(card, site)}")
        typer.echo(f"台账：{write_site_ledger(card, site)}")
        _say(write_site_documents(card, site, layout))
    if folders != [folder]:
        failures = read_failures(folder)
        typer.echo(f"汇总：{write_index(cards, failures, folder)}")
        typer.echo(f"汇总表：{write_run_workbook(cards, failures, folder)}")
        _say(write_run_documents(cards, failures, folder, layout))
    for path in write_exports(formats, cards, folders, folder if folders != [folder] else None):
        typer.echo(f"供程序读取：{path}")


def _say(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line)
