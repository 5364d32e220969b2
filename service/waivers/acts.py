"""Making and revoking waivers (豁免的设立与撤销), held to what a file of waivers is held to: reason, who approved, last day, and what it covers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from auditing.today import today
from reports.people.entries import Clauses, RowFaultError
from reports.people.waivers import waiver_of
from service.accounts.actor import Actor, Right
from service.accounts.scope import site_for
from service.database.tables import SiteRow, WaiverRow
from service.journal import record
from service.refusals import RefusalError
from service.rulesets.known import known_rulesets
from service.typed_text import typed, typed_line

LONGEST_REASON = 1000
LONGEST_NAME = 200
LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class NewWaiver:
    """A waiver as it was typed. What is empty narrows nothing; `site` None: all sites."""

    reason: str
    until: date
    by: str = ""  # 批准人; empty: who is signed in
    site: UUID | None = None
    requirement: str = ""
    check: str = ""
    url: str = ""
    finding: str = ""


def make_waiver(session: Session, actor: Actor, new: NewWaiver) -> WaiverRow:
    """A waiver in force from the next judgement on. Raises RefusalError: 403, 404 for the site, 422 for one that lacks something or is for everything."""
    actor.require(Right.SUPERVISE)
    site = site_for(session, actor, new.site) if new.site else None
    values = _values(actor, new, site)
    if new.until < today():
        raise RefusalError.unusable(f"有效期至 {new.until.isoformat()}，已经过了")
    try:
        waiver = waiver_of(values, "", Clauses(filter(None, (each.ruleset for each in known_rulesets(session)))))
    except RowFaultError as fault:
        raise RefusalError.unusable(str(fault)) from fault
    row = WaiverRow(
        site_id=site.id if site else None,
        requirement=waiver.requirement,
        check=waiver.check,
        url=waiver.url,
        finding=waiver.finding,
        reason=waiver.reason,
        by=waiver.by,
        until=waiver.until,
        made_by=actor.user_id,
    )
    session.add(row)
    session.flush()
    record(session, actor, "waiver.make", waiver.words, id=str(row.id))
    return row


def _values(actor: Actor, new: NewWaiver, site: SiteRow | None) -> dict[str, object]:
    """The fields of a row of a file of waivers."""
    return {
        "site": site.url if site else "",
        "requirement": typed_line(new.requirement, "条款编号", LONGEST_NAME),
        "check": typed_line(new.check, "检查项", LONGEST_NAME),
        "url": typed_line(new.url, "地址", LONGEST_ADDRESS),
        "finding": typed_line(new.finding, "问题编号", LONGEST_NAME),
        "reason": typed(new.reason, "理由", LONGEST_REASON, needed=True),
        "by": typed_line(new.by, "批准人", LONGEST_NAME) or actor.name[:LONGEST_NAME],
        "until": new.until,
    }


def revoke_waiver(session: Session, actor: Actor, waiver_id: UUID) -> WaiverRow:
    """End a waiver. Raises RefusalError: 403, 404, 409 for one that was revoked before."""
    actor.require(Right.SUPERVISE)
    row = session.get(WaiverRow, waiver_id, with_for_update={"of": WaiverRow})
    if row is None:
        raise RefusalError.not_found("没有这条豁免")
    if row.revoked_at is not None:
        raise RefusalError.conflict("这条豁免已经撤销")
    row.revoked_at = datetime.now(UTC)
    record(session, actor, "waiver.revoke", row.reason, id=str(row.id))
    return row
