"""Giving and taking back a person's verdict (核实结论的登记与撤销), held to what a file of attestations is held to."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from auditing.today import today
from reports.people.attestations import Attestation, attestation_of
from reports.people.entries import Clauses, RowFaultError
from service.accounts.actor import Actor, Right
from service.accounts.scope import site_for
from service.attestations.standing import is_attestable, standing_attestations
from service.database.tables import AttestationRow, SiteRow
from service.followup.as_file import locked
from service.followup.ledger import line_of
from service.journal import record
from service.refusals import RefusalError
from service.rulesets.known import known_rulesets
from service.typed_text import typed, typed_line

LONGEST_WORDS = 1000
LONGEST_NAME = 200
LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class NewAttestation:
    """A verdict as it was typed: `verdict` 符合 or 不符合, `link` an address or the name of a file, `until` None: a year."""

    site: UUID
    requirement: str
    verdict: str
    what: str
    on: date
    by: str = ""  # 核实人; empty: who is signed in
    link: str = ""
    until: date | None = None


def attest(session: Session, actor: Actor, new: NewAttestation) -> AttestationRow:
    """A verdict, which stands from the next judgement on.

    Raises RefusalError: 403; 404 for the site or a requirement nobody judged; 409 where the machine has a verdict; 422 for what is lacking or wrong.
    """
    actor.require(Right.SUPERVISE)
    site = site_for(session, actor, new.site)
    locked(session, site)
    one = _checked(session, actor, new, site)
    line = line_of(session, actor, site, one.requirement)
    if line is None:
        raise RefusalError.not_found("这个网站没有按这一条检查过")
    standing = standing_attestations(session, site)
    if not is_attestable(line.result, standing):
        raise RefusalError.conflict(
            f"检查结果是“{line.result.outcome.words}”，不需要人工核实；对结果有异议的用豁免或误报"
        )
    same_day = [each for each in standing if (each.requirement, each.on) == (one.requirement, one.on)]
    if any(each.verdict is not one.verdict for each in same_day):
        raise RefusalError.conflict("同一天已经有一条相反的核实结论，请先撤销那一条")
    return _add(session, actor, site, one)


def _checked(session: Session, actor: Actor, new: NewAttestation, site: SiteRow) -> Attestation:
    """The verdict as the file would hold it; raises RefusalError (422)."""
    values = {
        "site": site.url,
        "requirement": typed_line(new.requirement, "条款编号", LONGEST_NAME, needed=True),
        "verdict": typed_line(new.verdict, "核实结论", 20, needed=True),
        "by": typed_line(new.by, "核实人", LONGEST_NAME) or actor.name[:LONGEST_NAME],
        "on": new.on,
        "what": typed(new.what, "核实说明", LONGEST_WORDS, needed=True),
        "link": typed_line(new.link, "佐证", LONGEST_ADDRESS),
        "until": new.until,
    }
    known = Clauses(filter(None, (each.ruleset for each in known_rulesets(session))))
    try:
        one = attestation_of(values, "", known, today())
    except RowFaultError as fault:
        raise RefusalError.unusable(str(fault)) from fault
    if one.until < today():
        raise RefusalError.unusable(f"有效期至 {one.until.isoformat()}，已经过了；请重新核实")
    return one


def _add(session: Session, actor: Actor, site: SiteRow, one: Attestation) -> AttestationRow:
    row = AttestationRow(
        site_id=site.id,
        requirement=one.requirement,
        verdict=one.verdict,
        by=one.by,
        on=one.on,
        what=one.what,
        link=one.link,
        until=one.until,
        made_by=actor.user_id,
    )
    session.add(row)
    session.flush()
    record(session, actor, "attestation.make", f"{site.name or site.host} {one.words}", id=str(row.id))
    return row


def attestation_for(session: Session, actor: Actor, attestation_id: UUID) -> AttestationRow:
    """One that stands. Raises RefusalError: 403, 404, 409 for one that was taken back."""
    actor.require(Right.SUPERVISE)
    row = session.get(AttestationRow, attestation_id, with_for_update={"of": AttestationRow})
    if row is None:
        raise RefusalError.not_found("没有这条核实结论")
    if row.revoked_at is not None:
        raise RefusalError.conflict("这条核实结论已经撤销")
    return row


def revoke_attestation(session: Session, actor: Actor, attestation_id: UUID) -> AttestationRow:
    """Take a verdict back. Raises RefusalError: 403, 404, 409 for one that was taken back before."""
    row = attestation_for(session, actor, attestation_id)
    row.revoked_at = datetime.now(UTC)
    record(session, actor, "attestation.revoke", f"{row.site.name or row.site.host} {row.requirement}", id=str(row.id))
    return row
