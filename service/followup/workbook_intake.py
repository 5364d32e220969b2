"""A filled-in ledger comes back (填好的台账读回): read by the intake of the ledger itself, into the tables.

A unit only replies: a state that the office sets, or a verdict of a person, that stands in a unit's workbook is told and not read.
"""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from crawler.off_peak import ZONE
from reports.ledgers.filled_ledger import FilledRow, LedgerFileError, read_filled
from reports.ledgers.followup import FollowupEntry, State
from reports.ledgers.ledger_sheet import Kept, marked, row_identity
from reports.ledgers.reply_intake import Intake, take_in
from reports.ledgers.row_words import Clause, words_of
from reports.people.attestations import Attestation
from service.accounts.actor import Actor, Right
from service.accounts.scope import visible_sites
from service.attestations.as_file import attestations_of
from service.attestations.standing import is_attestable, standing_attestations
from service.database.tables import AttestationRow, FollowupRow, SiteRow
from service.followup.as_file import followup_of, locked
from service.followup.ledger import LedgerLine, all_lines
from service.followup.workbook import is_overdue
from service.journal import record
from service.refusals import RefusalError

BY_UNITS = (State.REPLIED,)
MOST_UNPACKED = 60_000_000  # bytes; 500 sites with ten failing requirements each have a fifth of it


@dataclass(frozen=True)
class _Site:
    row: SiteRow
    kept: Kept
    steps: int  # of `kept` that were there before
    attestations: int
    lines: Mapping[str, LedgerLine]


def import_workbook(session: Session, actor: Actor, path: Path, name: str) -> Intake:
    """Take in what was filled in; `name` is what the file is called. Raises RefusalError (403; 422 for a file that is no ledger)."""
    actor.require(Right.REPLY)
    _refuse_bomb(path)
    try:
        rows = [replace(row, file=name) for row in read_filled(path)]
    except LedgerFileError as fault:
        raise RefusalError.unusable(str(fault).partition(": ")[2] or str(fault)) from fault
    sites = _named_sites(session, actor, rows)
    clauses = {
        row_identity(name, site.row.folder): clause for site in sites for name, clause in _clauses(session, site)
    }
    kept = {site.row.folder: site.kept for site in sites}
    at = datetime.now(ZONE)
    held_back: list[str] = []
    if not actor.may(Right.SUPERVISE):
        rows = [_replies_only(row, clauses, kept, at, held_back) for row in rows]
    intake = take_in(rows, clauses, kept, at)
    intake.notices = [*held_back, *intake.notices]
    for site in sites:
        _keep(session, actor, site)
    record(session, actor, "followup.import", name, new=intake.new, known=intake.known, unmatched=intake.unmatched)
    return intake


def _refuse_bomb(path: Path) -> None:
    """A console reads less than a command line: others wait while it does. Sizes that a package states falsely end its reading."""
    try:
        with zipfile.ZipFile(path) as package:
            size = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, ValueError) as fault:
        raise RefusalError.unusable("不是能读取的 XLSX 文件，请用 Excel 或 WPS 打开后另存为 .xlsx") from fault
    if size > MOST_UNPACKED:
        raise RefusalError.unusable("展开后过大，读不了；请按网站或单位筛选以后分几次导出、填写和读回")


def _named_sites(session: Session, actor: Actor, rows: Sequence[FilledRow]) -> list[_Site]:
    """Those of the rows that the actor may see, locked in one order, so that two imports never wait for each other."""
    folders = {row.identity.partition(" ")[2] for row in rows if row.is_filled}
    asked = visible_sites(actor).where(SiteRow.folder.in_(folders)).order_by(SiteRow.id)
    found = {site.folder: site for site in session.scalars(asked)}
    lines: dict[UUID, dict[str, LedgerLine]] = {site.id: {} for site in found.values()}
    for line in all_lines(session, actor, list(lines)):
        lines[line.site.id][line.result.requirement] = line
    return [_locked_site(session, site, lines[site.id]) for site in found.values()]


def _locked_site(session: Session, site: SiteRow, lines: Mapping[str, LedgerLine]) -> _Site:
    locked(session, site)
    kept = Kept(followup_of(session, site), attestations_of(session, site))
    return _Site(site, kept, len(kept.followup.rows), len(kept.attestations), lines)


def _clauses(session: Session, site: _Site) -> list[tuple[str, Clause]]:
    attestations = standing_attestations(session, site.row)
    return [
        (name, Clause(site.row.folder, name, _verdict(line), is_attestable(line.result, attestations)))
        for name, line in site.lines.items()
    ]


def _verdict(line: LedgerLine) -> str:
    return marked(line.result.outcome, waived=line.result.waived, overdue=is_overdue(line.result, line))


def _replies_only(
    row: FilledRow, clauses: Mapping[str, Clause], kept: Mapping[str, Kept], at: datetime, held_back: list[str]
) -> FilledRow:
    """The row as a unit may fill it in. What its workbook was made with is no news and is not told."""
    clause = clauses.get(row.identity)
    if clause is None:
        return row
    said = words_of(row, clause, at)
    known = kept[clause.site]
    refused = [step.state for step in said.steps if step.state not in BY_UNITS and not known.followup.knows(step)]
    held_back += [f"{row.place}的办理状态“{state.words}”由监督部门填写，没有读入" for state in refused]
    if row.attested and (said.attestation is None or said.new_attestation(known)):
        held_back.append(f"{row.place}的核实结论由监督部门填写，没有读入")
    own = State.named(row.state) in BY_UNITS
    state, step = (row.state, row.step) if own else ("", "")
    return replace(row, state=state, step=step, attested="", attested_by="", attested_on="", attested_what="")


def _keep(session: Session, actor: Actor, site: _Site) -> None:
    session.add_all(_step(actor, site, entry) for entry in site.kept.followup.rows[site.steps :])
    session.add_all(_attestation(actor, site, one) for one in site.kept.attestations[site.attestations :])
    session.flush()


def _step(actor: Actor, site: _Site, entry: FollowupEntry) -> FollowupRow:
    line = site.lines[entry.requirement]
    return FollowupRow(
        site_id=site.row.id,
        requirement=entry.requirement,
        state=entry.state,
        text=entry.text,
        by=entry.by or actor.name,
        note=entry.note,
        at=entry.at,
        user_id=actor.user_id,
        audit_id=line.result.audit_id,
    )


def _attestation(actor: Actor, site: _Site, one: Attestation) -> AttestationRow:
    return AttestationRow(
        site_id=site.row.id,
        requirement=one.requirement,
        verdict=one.verdict,
        by=one.by,
        on=one.on,
        what=one.what,
        link=one.link,
        until=one.until,
        made_by=actor.user_id,
    )
