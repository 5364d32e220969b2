"""`gongkai ledger --import`: what offices filled in comes back into the run's folder."""

import sys
from datetime import datetime
from pathlib import Path

import typer

from auditing.exits import BadInputError
from auditing.judgement import read_card
from auditing.kept import keep_statements, kept_of
from crawler.off_peak import ZONE
from portal.site import Site
from reports.ledgers.filled_ledger import FilledRow, LedgerFileError, read_filled
from reports.ledgers.reply_intake import Intake, clauses_of, take_in


def import_replies(files: list[Path], folders: list[Path]) -> None:
    """Read filled-in ledgers into the site folders of a run and say what was read; raises BadInputError, then nothing is written."""
    cards = {Site(url=card.site.url).folder: card for card in map(read_card, folders)}
    rows = [row for file in files for row in _rows(file)]
    places = dict(zip(cards, folders, strict=True))
    kept = {site: kept_of(folder, site) for site, folder in places.items()}
    intake = take_in(rows, clauses_of(cards.values()), kept, datetime.now(ZONE).replace(microsecond=0))
    for notice in intake.notices:
        print(notice, file=sys.stderr)
    if intake.unmatched and not intake.new + intake.known:
        raise BadInputError(f"{files[0]}: 填写的 {intake.unmatched} 行都没有读入，请核对它是不是这次检查的台账")
    for site in sorted(intake.changed):
        for line in keep_statements(kept[site], cards[site], places[site]):
            typer.echo(line)
    typer.echo(_summary(intake))


def _rows(file: Path) -> list[FilledRow]:
    try:
        return read_filled(file)
    except LedgerFileError as fault:
        raise BadInputError(str(fault)) from fault


def _summary(intake: Intake) -> str:
    if not intake.new + intake.known:
        return "没有填写整改情况"
    if not intake.new:
        return f"没有新的整改情况，{intake.known} 条以前读入过"
    replies = intake.new - intake.attested
    counts = (f"整改情况 {replies} 条" if replies else "", f"核实结论 {intake.attested} 条" if intake.attested else "")
    words = f"读入{'、'.join(filter(None, counts))}（{len(intake.changed)} 个网站）"
    known = f"，另有 {intake.known} 条以前读入过、没有变化" if intake.known else ""
    later = "；核实结论在重新评判或下一次检查时生效" if intake.attested else ""
    return words + known + later
