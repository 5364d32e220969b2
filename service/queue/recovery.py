"""Audits whose worker gave no sign of life are taken back (中断恢复), by the database's clock. Safe to run anywhere, any number at once."""

from datetime import timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from service.database.sessions import Sessions
from service.database.tables import Audit, AuditEvent, AuditState
from service.jobs.ending import end_audit
from service.jobs.events import TRIES, Event, note

# Audits that have not ended while nobody works on them: their job is gone or ended, or somebody fetched it and fell silent. One that waits in the
# queue as it should is none of them.
_LOST = text(
    """
    SELECT audit.id, job.status = 'doing' AS held
    FROM audit LEFT JOIN procrastinate_jobs job ON job.id = audit.job
    WHERE audit.state IN ('queued', 'running') AND audit.job IS NOT NULL
      AND (job.status IS NULL OR job.status <> 'todo' OR audit.state = 'running')
      AND CASE audit.state WHEN 'running' THEN audit.heartbeat_at ELSE greatest(audit.heartbeat_at, audit.queued_at,
            (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id AND at <= now())) END < now() - :silence
    FOR UPDATE OF audit SKIP LOCKED
    """
)
_PUT_BACK = text("SELECT procrastinate_retry_job_v2(:job, now(), NULL, NULL, NULL)")
_STALE_HOUSEWORK = text(
    """
    DELETE FROM procrastinate_jobs job WHERE job.queue_name = :queue AND job.status = 'doing' AND NOT EXISTS
      (SELECT FROM procrastinate_workers worker WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - :silence)
    """
)


def take_back_lost(sessions: Sessions, lost_after: float, tries: int) -> int:
    """Give lost audits back to the queue, or end those that were lost or failed `tries` times; returns how many.

    `lost_after`: seconds without a sign of life. The attempt's number is raised at once, so that a worker that was only cut off can write no more.
    """
    with sessions.begin() as session:
        lost = session.execute(_LOST, {"silence": timedelta(seconds=lost_after)}).all()
        for audit, held in lost:
            _take_back(session, session.get_one(Audit, audit), held=bool(held), tries=tries)
    return len(lost)


def drop_stale_housework(sessions: Sessions, queue: str, lost_after: float) -> None:
    """Forget what a dead worker was doing each minute; the next minute does it again."""
    with sessions.begin() as session:
        session.execute(_STALE_HOUSEWORK, {"queue": queue, "silence": timedelta(seconds=lost_after)})


def tries_of(session: Session, audit: Audit) -> int:
    """How many tries of an audit came to nothing through faults of ours."""
    counted = select(func.count()).where(AuditEvent.audit_id == audit.id, AuditEvent.kind.in_(TRIES))
    return session.scalar(counted) or 0


def _take_back(session: Session, audit: Audit, *, held: bool, tries: int) -> None:
    was_running = audit.state is AuditState.RUNNING
    audit.attempt += 1
    audit.state = AuditState.QUEUED
    if was_running:
        note(session, audit.id, Event.LOST, f"{audit.worker} 没有消息")
        session.flush()
    if was_running and tries_of(session, audit) >= tries:
        end_audit(session, audit, AuditState.FAILED, Event.FAILED, "检查多次中断：执行检查的程序没有消息")
    if held:
        session.execute(_PUT_BACK, {"job": audit.job})
    else:
        audit.job = None
