"""`gongkai ledger --import`: what offices filled in comes back into the run's folder."""

import sys
from datetime import datetime
from pathlib import Path

import typer

from cli.exits import BadInputError
from cli.judgement import read_card
from crawler.off_peak import ZONE
from portal.site import Site
from reports.filled_ledger import FilledRow, LedgerFileError, read_filled
from reports.followup import Followup, FollowupError, read_followup, write_followup
from reports.reply_intake import Intake, clauses_of, take_in


def import_replies(files: list[Path], folders: list[Path]) -> None:
    """Read filled-in ledgers into the site folders of a run and say what was read; raises BadInputError, then nothing is written."""
    cards = [read_card(folder) for folder in folders]
    rows = [row for file in files for row in _rows(file)]
    places = {Site(url=card.site.url).folder: folder for card, folder in zip(cards, folders, strict=True)}
    followups = {site: _followup(folder, site) for site, folder in places.items()}
    intake = take_in(rows, clauses_of(cards), followups, datetime.now(ZONE).replace(microsecond=0))
    for notice in intake.notices:
        print(notice, file=sys.stderr)
    if intake.unmatched and not intake.new + intake.known:
        raise BadInputError(f"{files[0]}: 填写的 {intake.unmatched} 行都没有读入，请核对它是不是这次检查的台账")
    for site in sorted(intake.changed):
        _keep(followups[site], places[site])
    typer.echo(_summary(intake))


def _rows(file: Path) -> list[FilledRow]:
    try:
        return read_filled(file)
    except LedgerFileError as fault:
        raise BadInputError(str(fault)) from fault


def _followup(folder: Path, site: str) -> Followup:
    try:
        return read_followup(folder, site)
    except FollowupError as fault:
        raise BadInputError(str(fault)) from fault


def _keep(followup: Followup, folder: Path) -> None:
    try:
        typer.echo(f"整改跟踪：{write_followup(followup, folder)}")
    except OSError as fault:
        raise BadInputError(f"{folder}: 不能写入这个文件夹（{fault.strerror}）") from fault


def _summary(intake: Intake) -> str:
    if not intake.new + intake.known:
        return "没有填写整改情况"
    if not intake.new:
        return f"没有新的整改情况，{intake.known} 条以前读入过"
    words = f"读入整改情况 {intake.new} 条（{len(intake.changed)} 个网站）"
    return f"{words}，另有 {intake.known} 条以前读入过、没有变化" if intake.known else words
