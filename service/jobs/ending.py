"""How audits and runs end (检查结束)."""

from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from service.database.tables import Audit, AuditState, Run
from service.database.tables.runs import ENDED
from service.jobs.events import Event, note


def end_audit(session: Session, audit: Audit, state: AuditState, kind: Event, words: str = "") -> None:
    """Set an audit, whose row the session has locked, to a state it stays in, and close its run if it was the last."""
    audit.state = state
    audit.finished_at = func.now()
    audit.error = words if state is AuditState.FAILED else ""
    note(session, audit.id, kind, words)
    session.flush()
    close_run(session, audit.run_id)


def close_run(session: Session, run: UUID) -> None:
    """Note when the last audit of a run has ended. The run's row is locked first: of two that end at once the second sees both."""
    row = session.execute(select(Run).where(Run.id == run).with_for_update()).scalar_one()
    going_on = session.scalar(select(exists().where(Audit.run_id == run, Audit.state.not_in(ENDED))))
    if not going_on and row.finished_at is None:
        row.finished_at = func.now()
