"""Which stored audits of a site a new one rests on (往次检查)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from auditing.exits import Exit
from service.database.tables import Audit, AuditState, Purpose, Run

WHOLE = (Purpose.AUDIT, Purpose.RECHECK)  # crawled the whole site
JUDGED = (int(Exit.OK), int(Exit.FAILED))  # the site could be judged


def to_compare_with(session: Session, audit: Audit, before: datetime | None = None) -> Audit | None:
    """The newest earlier audit like this one: a quick check may be held against a whole one, not the other way round.

    `before`: when the crawl began that is judged, where that was some time ago.
    """
    purposes = (*WHOLE, Purpose.QUICK) if audit.run.purpose is Purpose.QUICK else WHOLE
    earlier = _stored(audit, purposes)
    return session.scalars(earlier.where(Audit.crawled_at < before) if before else earlier).first()


def to_judge_again(session: Session, audit: Audit) -> Audit | None:
    """The audit whose stored snapshot is to be judged again: the newest of the whole site, else the newest quick one."""
    for purposes in (WHOLE, (Purpose.QUICK,)):
        found = session.scalars(_stored(audit, purposes).where(Audit.has_snapshot)).first()
        if found is not None:
            return found
    return None


def _stored(audit: Audit, purposes: Sequence[Purpose]) -> Select[Audit]:
    return (
        select(Audit)
        .join(Run, Run.id == Audit.run_id)
        .where(
            Audit.site_id == audit.site_id,
            Audit.id != audit.id,
            Audit.state == AuditState.DONE,
            Audit.store_key != "",
            Audit.crawled_at.is_not(None),
            Audit.exit.in_(JUDGED),
            Run.purpose.in_(purposes),
        )
        .order_by(Audit.crawled_at.desc())
    )
