"""How audits and runs end (检查结束)."""

from typing import Any
from uuid import UUID

from sqlalchemy import Exists, exists, func, select, update
from sqlalchemy.orm import Session

from reports.wording.plaintext import plain
from service.database.tables import Audit, AuditState, Run
from service.database.tables.runs import ENDED
from service.jobs.events import LONGEST, Event, note


def end_audit(session: Session, audit: Audit, state: AuditState, kind: Event, words: str = "") -> None:
    """Set an audit, whose row the session has locked, to a state it stays in, and close its run if it was the last."""
    audit.state = state
    audit.finished_at = func.now()
    audit.error = plain(words, LONGEST) if state is AuditState.FAILED else ""
    note(session, audit.id, kind, words)
    session.flush()
    close_run(session, audit.run_id)


def close_run(session: Session, run: UUID) -> None:
    """Note when the last audit of a run has ended.

    The run's row is locked first: of two that end at once the second sees both. Whoever finds it locked leaves it to `close_ended_runs`, since who waits here
    holds an audit, and who cancels a whole run holds the run and wants its audits.
    """
    row = session.scalars(select(Run).where(Run.id == run).with_for_update(skip_locked=True)).one_or_none()
    if row is not None and row.finished_at is None and not session.scalar(select(_goes_on(run))):
        row.finished_at = func.now()


def close_ended_runs(session: Session) -> int:
    """Close every run of which all audits have ended; returns how many."""
    over = update(Run).where(Run.finished_at.is_(None), ~_goes_on(Run.id)).values(finished_at=func.now())
    return len(session.scalars(over.returning(Run.id)).all())


def _goes_on(run: Any) -> Exists:
    return exists().where(Audit.run_id == run, Audit.state.not_in(ENDED))
