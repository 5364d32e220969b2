"""Attempts at an audit (检查的一次执行): begun under a number that fences off every earlier one, put back, or ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from crawler.off_peak import Window
from service.database.sessions import Sessions
from service.database.tables import Audit, AuditState, Office, Purpose
from service.database.tables.runs import ENDED
from service.jobs.ending import end_audit
from service.jobs.events import Event, note
from service.jobs.stopping import StoppedError, TryAgainError, Why
from service.jobs.windows import opening, window_of

GONE = "网站已删除，不再检查"
# The queue's lock keeps a host to one job. Should its row be lost, this still does.
_HOST_IS_BUSY = text(
    """
    SELECT pg_advisory_xact_lock(hashtext('gongkai.host.' || :host)), EXISTS (
        SELECT FROM audit JOIN site ON site.id = audit.site_id JOIN run ON run.id = audit.run_id
        WHERE site.host = :host AND audit.state = 'running' AND audit.id <> :audit AND run.purpose <> 'rejudge'
          AND audit.heartbeat_at > now() - :silence) AS busy
    """
)


@dataclass(frozen=True)
class Attempt:
    """One attempt. `audit` is the row as it was at the beginning, with its run and site; `office` what the office sets."""

    audit: Audit
    number: int
    office: Office | None
    window: Window | None

    @property
    def store_key(self) -> str:
        """Where its result lies in the store; another attempt's lies elsewhere."""
        return key_of(self.audit, self.number)


def key_of(audit: Audit, number: int) -> str:
    """Where the result of an attempt lies in the store."""
    return f"runs/{audit.run_id}/{audit.site_id}/{number}"


def begin(sessions: Sessions, audit: UUID, worker: str, lost_after: float, now: datetime) -> Attempt | None:
    """Take an audit up; None where there is nothing to do any more. Raises TryAgainError when it may not crawl now.

    `worker`: who; `lost_after`: seconds without a sign of life after which another's audit of the same host counts for nothing;
    `now`: by which its window is open or not.
    """
    with sessions.begin() as session:
        row = session.scalars(select(Audit).where(Audit.id == audit).with_for_update(of=Audit)).one_or_none()
        if row is None or row.state in ENDED:
            return None
        if row.site.removed_at or row.cancel_at:
            _end_unbegun(session, row)
            return None
        office = session.get(Office, 1)
        window = window_of(row, office)
        at = opening(window, now) or _when_host_is_free(session, row, timedelta(seconds=lost_after))
        if at is None:
            _take(session, row, worker)
        else:
            row.not_before = at
    if at is not None:
        raise TryAgainError(at)
    return Attempt(row, row.attempt, office, window)


def _end_unbegun(session: Session, audit: Audit) -> None:
    kind, words = (Event.SITE_REMOVED, GONE) if audit.site.removed_at else (Event.CANCELLED, "")
    end_audit(session, audit, AuditState.CANCELLED, kind, words)


def _when_host_is_free(session: Session, audit: Audit, silence: timedelta) -> datetime | None:
    if audit.run.purpose is Purpose.REJUDGE:
        return None
    asked = {"host": audit.site.host, "audit": audit.id, "silence": silence}
    busy = session.execute(_HOST_IS_BUSY, asked).one().busy
    # Only one that is there already counts: a running audit that begins again is its own.
    return datetime.now(UTC) + silence / 4 if busy or audit.state is AuditState.RUNNING else None


def _take(session: Session, audit: Audit, worker: str) -> None:
    audit.attempt += 1
    audit.state = AuditState.RUNNING
    audit.worker = worker
    audit.heartbeat_at = func.now()
    audit.started_at = audit.started_at or func.now()
    audit.not_before = None
    audit.progress = {}
    note(session, audit.id, Event.BEGUN, worker)


@contextmanager
def fenced(session: Session, attempt: Attempt) -> Iterator[Audit]:
    """The attempt's row, locked; raises StoppedError when the audit is another attempt's or has ended."""
    row = session.scalars(
        select(Audit)
        .where(Audit.id == attempt.audit.id, Audit.attempt == attempt.number, Audit.state == AuditState.RUNNING)
        .with_for_update(of=Audit)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise StoppedError(Why.LOST)
    yield row


def put_back(session: Session, attempt: Attempt, kind: Event, words: str, at: datetime | None) -> None:
    """The audit waits again, until `at` if that is given."""
    with fenced(session, attempt) as row:
        row.state = AuditState.QUEUED
        row.not_before = at
        row.heartbeat_at = func.now()
        note(session, row.id, kind, words)


def end_fenced(session: Session, attempt: Attempt, state: AuditState, kind: Event, words: str = "") -> None:
    """The audit has ended without a result."""
    with fenced(session, attempt) as row:
        end_audit(session, row, state, kind, words)
