"""What is left of a worker that is gone: its audits are taken back, and what it says afterwards counts for nothing."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from procrastinate.jobs import Status
from sqlalchemy import select, text

from service.database.sessions import Sessions
from service.database.tables import Audit, AuditEvent, AuditState, Purpose
from service.jobs.attempts import Attempt, begin, end_fenced, put_back
from service.jobs.events import Event
from service.jobs.making import make_run
from service.jobs.stopping import StoppedError, TryAgainError
from service.queue.connection import PatientConnector
from service.queue.fencing import FencedJobs
from service.queue.handing_over import hand_over_waiting
from service.queue.names import AUDITS
from service.queue.recovery import take_back_lost
from tests.service.conftest import make_site

_FETCH = text("SELECT * FROM procrastinate_fetch_job_v2(:queues, :worker)")
NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


@pytest.fixture
def audit(sessions: Sessions) -> UUID:
    with sessions.begin() as session:
        make_run(session, Purpose.AUDIT, [make_site(sessions, "http://www.x.gov.cn/")])
        [number] = session.scalars(select(Audit.id))
    hand_over_waiting(sessions)
    return number


def fetched(sessions: Sessions) -> tuple[int, str]:
    """As the queue gives a job to a worker: number and state of the only job."""
    with sessions.begin() as session:
        worker = session.scalar(text("SELECT worker_id FROM procrastinate_register_worker_v1()"))
        session.execute(_FETCH, {"queues": [AUDITS], "worker": worker})
    return job(sessions)


def job(sessions: Sessions) -> tuple[int, str]:
    with sessions() as session:
        row = session.execute(text("SELECT id, status::text FROM procrastinate_jobs")).one()
    return row.id, row.status


def silent(sessions: Sessions) -> None:
    """Two minutes pass without a sign of life."""
    with sessions.begin() as session:
        session.execute(
            text("UPDATE audit SET heartbeat_at = now() - interval '2 min', queued_at = now() - interval '3 min'")
        )
        session.execute(text("UPDATE procrastinate_events SET at = now() - interval '2 min'"))


def begun(sessions: Sessions, audit: UUID) -> Attempt:
    attempt = begin(sessions, audit, "machine:1", 60, NOW)
    assert attempt is not None
    return attempt


def state(sessions: Sessions, audit: UUID) -> tuple[AuditState, int]:
    with sessions() as session:
        row = session.get_one(Audit, audit)
        return row.state, row.attempt


def test_a_lost_audit_goes_to_another_and_the_first_can_write_no_more(sessions: Sessions, audit: UUID) -> None:
    number, _ = fetched(sessions)
    first = begun(sessions, audit)
    assert take_back_lost(sessions, 60, 3) == 0
    silent(sessions)
    assert take_back_lost(sessions, 60, 3) == 1
    assert take_back_lost(sessions, 60, 3) == 0
    assert job(sessions) == (number, "todo")
    fetched(sessions)
    second = begun(sessions, audit)
    acts: list[Callable[..., None]] = [
        lambda session: end_fenced(session, first, AuditState.FAILED, Event.FAILED, "晚到的话"),
        lambda session: put_back(session, first, Event.FAULT, "晚到的话", None),
    ]
    for act in acts:
        with pytest.raises(StoppedError), sessions.begin() as session:
            act(session)
    assert state(sessions, audit) == (AuditState.RUNNING, second.number)


def test_the_words_of_a_fault_may_quote_a_page(sessions: Sessions, audit: UUID) -> None:
    """What no database takes would otherwise have the audit begin again and again."""
    fetched(sessions)
    attempt = begun(sessions, audit)
    with sessions.begin() as session:
        end_fenced(session, attempt, AuditState.FAILED, Event.FAILED, "读不出 <a\x00\u202eb>\n" + "长" * 9000)
    with sessions() as session:
        told = session.get_one(Audit, audit).error
        noted = session.scalars(select(AuditEvent.detail).where(AuditEvent.kind == Event.FAILED)).one()
    assert told == noted
    assert told.startswith("读不出 <a⟨U+0000⟩⟨U+202E⟩b> 长")
    assert len(told) < 1100


def test_an_audit_lost_too_often_has_failed(sessions: Sessions, audit: UUID) -> None:
    for _ in range(2):
        fetched(sessions)
        begun(sessions, audit)
        silent(sessions)
        assert take_back_lost(sessions, 60, 2) == 1
    with sessions() as session:
        row = session.get_one(Audit, audit)
    assert (row.state, row.error) == (AuditState.FAILED, "检查多次中断：执行检查的程序没有消息")
    fetched(sessions)
    assert begin(sessions, audit, "machine:1", 60, NOW) is None


@pytest.mark.parametrize("lost", ["fetched by a worker that never began", "job is gone"])
def test_one_that_nobody_works_on_is_given_to_the_queue_again(sessions: Sessions, audit: UUID, lost: str) -> None:
    if lost == "job is gone":
        with sessions.begin() as session:
            session.execute(text("DELETE FROM procrastinate_jobs"))
    else:
        fetched(sessions)
    assert take_back_lost(sessions, 60, 3) == 0
    silent(sessions)
    assert take_back_lost(sessions, 60, 3) == 1
    hand_over_waiting(sessions)
    assert job(sessions)[1] == "todo"
    assert state(sessions, audit)[0] is AuditState.QUEUED


def test_one_that_waits_for_its_night_is_left_waiting(sessions: Sessions, audit: UUID) -> None:
    with sessions.begin() as session:
        session.execute(text("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '9 h'"))
    silent(sessions)
    assert take_back_lost(sessions, 60, 3) == 0


def test_a_worker_that_comes_back_does_not_end_the_job_of_another(
    database_url: str, sessions: Sessions, audit: UUID
) -> None:
    async def come_back(late: Callable[..., object]) -> None:
        connector = PatientConnector.of(database_url, 2)
        await connector.open_async()
        try:
            queue = FencedJobs(connector)
            workers = [await queue.register_worker() for _ in range(2)]
            mine = await queue.fetch_job([AUDITS], workers[0])
            assert mine is not None
            assert mine.id is not None
            await queue.retry_job_by_id_async(mine.id, datetime.now(UTC))
            theirs = await queue.fetch_job([AUDITS], workers[1])
            assert theirs is not None
            await late(queue, mine)  # type: ignore[misc]
            assert job(sessions) == (theirs.id, "doing")
            await queue.retry_job(theirs)
        finally:
            await connector.close_async()

    asyncio.run(come_back(lambda queue, mine: queue.finish_job(mine, Status.SUCCEEDED, True)))
    asyncio.run(come_back(lambda queue, mine: queue.retry_job(mine)))
    assert job(sessions)[1] == "todo"


def test_a_host_is_crawled_once_even_if_the_queue_lost_its_lock(sessions: Sessions, audit: UUID) -> None:
    with sessions.begin() as session:
        run = make_run(session, Purpose.AUDIT, [make_site(sessions, "http://www.x.gov.cn/zhen/")])
        [other] = session.scalars(select(Audit.id).where(Audit.run_id == run.id))
    begun(sessions, audit)
    with pytest.raises(TryAgainError):
        begin(sessions, other, "machine:2", 60, NOW)
    silent(sessions)
    assert begin(sessions, other, "machine:2", 60, NOW) is not None
