"""Cancelling an audit (取消检查)."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from service.database.tables import Audit, AuditState
from service.database.tables.runs import ENDED
from service.jobs.ending import end_audit
from service.jobs.events import Event

_DROP_JOB = text("SELECT procrastinate_cancel_job_v1(:job, false, true)")


def ask_to_cancel(session: Session, audit: Audit) -> None:
    """End an audit that waits; ask one under way to end, which its worker sees at its next sign of life. One that has ended is left as it is."""
    row = session.execute(
        select(Audit).where(Audit.id == audit.id).with_for_update(of=Audit).execution_options(populate_existing=True)
    ).scalar_one()
    if row.state in ENDED:
        return
    row.cancel_at = row.cancel_at or func.now()
    if row.state is AuditState.QUEUED:
        if row.job is not None:
            session.execute(_DROP_JOB, {"job": row.job})
        end_audit(session, row, AuditState.CANCELLED, Event.CANCELLED)
    session.flush()
