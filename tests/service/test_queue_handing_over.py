"""Audits come to the queue once, in the right order and time; a run ends when its last audit has."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from service.database.sessions import Sessions
from service.database.tables import Audit, AuditEvent, AuditState, Office, Purpose, Run, Schedule, SiteRow
from service.jobs.attempts import begin, end_fenced
from service.jobs.cancelling import ask_to_cancel
from service.jobs.ending import close_ended_runs
from service.jobs.events import Event
from service.jobs.making import make_run
from service.queue.handing_over import hand_over_waiting
from service.queue.names import AT_ONCE
from tests.service.conftest import make_site

NIGHT = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def sites(sessions: Sessions, count: int) -> list[SiteRow]:
    return [make_site(sessions, f"http://www.x{number}.gov.cn/") for number in range(count)]


def jobs(sessions: Sessions) -> list[tuple[str, int, bool]]:
    """Lock, priority and whether it waits, in the order in which the queue was given them."""
    with sessions() as session:
        rows = session.execute(text("SELECT lock, priority, scheduled_at FROM procrastinate_jobs ORDER BY id")).all()
    return [(row.lock, row.priority, row.scheduled_at is not None) for row in rows]


def test_many_who_hand_over_at_once_give_each_audit_one_job(sessions: Sessions) -> None:
    with sessions.begin() as session:
        make_run(session, Purpose.AUDIT, sites(sessions, 450))
    with ThreadPoolExecutor(4) as pool:
        handed = list(pool.map(lambda _: hand_over_waiting(sessions), range(4)))
    assert sum(handed) == 450
    with sessions() as session:
        numbers = session.scalars(select(Audit.job)).all()
    assert len(set(numbers)) == len(jobs(sessions)) == 450
    assert None not in numbers
    assert hand_over_waiting(sessions) == 0


def test_priority_window_and_lock_follow_the_run(sessions: Sessions) -> None:
    [site] = sites(sessions, 1)
    with sessions.begin() as session:
        session.get_one(Office, 1).off_peak = "03:00-03:01" if datetime.now(UTC).hour != 19 else "09:00-09:01"
        make_run(session, Purpose.AUDIT, [site], priority=3)
        hand_over_waiting_in_order = [
            make_run(session, Purpose.AUDIT, [site], at_once=True),
            make_run(session, Purpose.REJUDGE, [site]),
        ]
        for moment, run in enumerate(hand_over_waiting_in_order, 1):
            for audit in session.scalars(select(Audit).where(Audit.run_id == run.id)):
                audit.queued_at = datetime(2100, 1, moment, tzinfo=UTC)
    hand_over_waiting(sessions)
    host = "host:www.x0.gov.cn"
    assert jobs(sessions) == [(host, 3, True), (host, AT_ONCE, False), (f"judging:{site.id}", AT_ONCE, False)]


def test_runs_of_a_minute_have_names_of_their_own_and_a_schedule_one_run_a_moment(sessions: Sessions) -> None:
    found = sites(sessions, 2)
    with sessions.begin() as session:
        schedule = Schedule(name="每月", purpose=Purpose.AUDIT, cron="0 2 1 * *")
        session.add(schedule)
        session.get_one(SiteRow, found[1].id).removed_at = NIGHT
    with sessions.begin() as session:
        rows = list(session.scalars(select(SiteRow).order_by(SiteRow.host)))
        runs = [make_run(session, Purpose.AUDIT, rows) for _ in range(3)]
        runs.append(make_run(session, Purpose.AUDIT, rows, schedule=schedule, scheduled_for=NIGHT))
        empty = make_run(session, Purpose.AUDIT, [])
    assert len({run.name for run in runs}) == 4
    with sessions() as session:
        assert session.get_one(Run, empty.id).finished_at is not None
        assert [audit.site_id for audit in session.scalars(select(Audit).where(Audit.run_id == runs[0].id))] == [
            found[0].id
        ]
    with sessions() as session, pytest.raises(IntegrityError):
        make_run(session, Purpose.AUDIT, rows, schedule=schedule, scheduled_for=NIGHT)


def test_of_many_that_end_at_once_the_run_is_closed_once_and_nobody_waits_for_another(sessions: Sessions) -> None:
    with sessions.begin() as session:
        run = make_run(session, Purpose.AUDIT, sites(sessions, 8))
        ids = list(session.scalars(select(Audit.id)))
    attempts = [begin(sessions, number, "test", 60, NIGHT) for number in ids]

    def end(attempt: object) -> None:
        with sessions.begin() as session:
            end_fenced(session, attempt, AuditState.FAILED, Event.FAILED, "试验")  # type: ignore[arg-type]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(end, attempts))
        with sessions.begin() as session:  # as each minute does
            closed = close_ended_runs(session)
    with sessions() as session:
        assert session.get_one(Run, run.id).finished_at is not None
    with sessions.begin() as session:
        assert (closed in (0, 1), close_ended_runs(session)) == (True, 0)


def test_a_run_is_cancelled_while_its_audits_end(sessions: Sessions) -> None:
    with sessions.begin() as session:
        run = make_run(session, Purpose.AUDIT, sites(sessions, 2))
        first, second = session.scalars(select(Audit).order_by(Audit.id))
    ending = begin(sessions, second.id, "test", 60, NIGHT)
    assert ending is not None
    with sessions.begin() as cancelling:
        ask_to_cancel(cancelling, first)  # holds the run from here on
        with sessions.begin() as session:
            end_fenced(session, ending, AuditState.FAILED, Event.FAILED, "试验")
        ask_to_cancel(cancelling, second)
    with sessions.begin() as session:
        close_ended_runs(session)
        assert session.get_one(Run, run.id).finished_at is not None
        assert session.get_one(Audit, second.id).state is AuditState.FAILED


def test_one_that_waits_is_cancelled_at_once_and_its_job_is_gone(sessions: Sessions) -> None:
    with sessions.begin() as session:
        run = make_run(session, Purpose.AUDIT, sites(sessions, 2))
    hand_over_waiting(sessions)
    with sessions.begin() as session:
        first, second = session.scalars(select(Audit)).all()
        ask_to_cancel(session, first)
        ask_to_cancel(session, first)
    assert len(jobs(sessions)) == 1
    with sessions() as session:
        told = session.scalars(select(AuditEvent.kind).where(AuditEvent.audit_id == first.id)).all()
        assert (session.get_one(Audit, first.id).state, told) == (AuditState.CANCELLED, ["cancelled"])
        assert session.get_one(Run, run.id).finished_at is None
    assert begin(sessions, first.id, "test", 60, NIGHT) is None
    assert begin(sessions, second.id, "test", 60, NIGHT) is not None
