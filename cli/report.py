"""`gongkai report`: write the reports again from the cards."""

from pathlib import Path
from typing import Annotated

import typer

from cli.judgement import read_card
from cli.runs import read_failures, site_folders
from reports.html import write_scorecard
from reports.index import write_index


def report(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="一次检查的文件夹，或其中一个网站的文件夹")],
) -> None:
    """由检查结果重新生成报告。"""
    folders = site_folders(folder)
    cards = [read_card(site) for site in folders]
    for card, site in zip(cards, folders, strict=True):
        typer.echo(f"检查结果单：{write_scorecard(card, site)}")
    if folders != [folder]:
        typer.echo(f"汇总：{write_index(cards, read_failures(folder), folder)}")
