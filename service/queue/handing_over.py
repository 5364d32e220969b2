"""Handing over audits to the queue (入队). Job and audit are written in one transaction, so that no crash leaves one without the other."""

from datetime import UTC, datetime
from typing import Any

from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service.database.sessions import Sessions, sessions_of
from service.database.tables import Audit, AuditState, Office, Purpose
from service.jobs.windows import opening, window_of
from service.queue.names import AT_ONCE, AUDIT_TASK, AUDITS, audit_lock, host_lock, judging_lock

AT_A_TIME = 200  # audits of one transaction


def hand_over_waiting(sessions: Sessions | Engine) -> int:
    """Give every audit that waits without a job to the queue; returns how many. May run anywhere, any number at once."""
    if isinstance(sessions, Engine):
        sessions = sessions_of(sessions)
    total = 0
    while True:
        with sessions.begin() as session:
            handed = _hand_over(session)
        total += handed
        if handed < AT_A_TIME:
            return total


def _hand_over(session: Session) -> int:
    waiting = session.scalars(
        select(Audit)
        .where(Audit.state == AuditState.QUEUED, Audit.job.is_(None))
        .order_by(Audit.queued_at, Audit.id)
        .limit(AT_A_TIME)
        .with_for_update(of=Audit, skip_locked=True)
    ).all()
    if not waiting:
        return 0
    office = session.get(Office, 1)
    now = datetime.now(UTC)
    jobs = JobManager(SyncPsycopgConnector()).batch_defer_jobs(
        [job_of(audit, office, now) for audit in waiting], connection=_connection(session)
    )
    for audit, job in zip(waiting, jobs, strict=True):
        audit.job = job.id
        audit.not_before = job.scheduled_at
    return len(waiting)


def _connection(session: Session) -> Any:
    """psycopg's own connection below a session: the queue writes in the same transaction."""
    return session.connection().connection.driver_connection


def job_of(audit: Audit, office: Office | None, now: datetime) -> Job:
    """The queue's job for an audit."""
    run, site = audit.run, audit.site
    crawls = run.purpose is not Purpose.REJUDGE
    due = [moment for moment in (opening(window_of(audit, office), now), audit.not_before) if moment and moment > now]
    return Job(
        queue=AUDITS,
        task_name=AUDIT_TASK,
        lock=host_lock(site.host) if crawls else judging_lock(site.id),
        queueing_lock=audit_lock(audit.id),
        priority=run.priority + (AT_ONCE if run.at_once or not crawls else 0),
        task_kwargs={"audit": str(audit.id)},
        scheduled_at=max(due, default=None),
    )
