"""Schedules: plain forms, each moment once whoever ticks, and whatever the clock does."""

from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from crawler.off_peak import ZONE
from service.accounts.actor import Actor
from service.database.sessions import Sessions, engine_of, sessions_of
from service.database.tables import JournalEntry, Purpose, Role, Run, Schedule
from service.refusals import RefusalError
from service.schedules.moments import checked_cron, last_moment, next_moment
from service.schedules.plans import ScheduleFields, add_schedule
from service.schedules.ticking import tick
from service.schedules.times import Rhythm, Times
from tests.service.conftest import SignIn, make_site

NOON = datetime(2026, 3, 1, 12, tzinfo=ZONE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FORK = get_context("fork")  # a process of its own without a second of imports


def race(url: str, together: Any, made: Any) -> None:
    """Tick through twelve hours, beside another process that does the same with a clock of its own."""
    sessions = sessions_of(engine_of(url))
    together.wait(30)
    made.put(sum(tick(sessions, NOON + hour * HOUR) for hour in range(1, 13)))


def scheduled(sessions: Sessions, cron: str, purpose: Purpose = Purpose.QUICK, **more: Any) -> Schedule:
    """A schedule whose next moment is the first after NOON."""
    with sessions.begin() as session:
        schedule = add_schedule(session, Actor.system(), ScheduleFields("计划", purpose, cron, **more))
        schedule.next_at = next_moment(cron, NOON)
    return schedule


def moments_of(sessions: Sessions) -> list[datetime]:
    with sessions() as session:
        return [moment for moment in session.scalars(select(Run.scheduled_for).order_by(Run.scheduled_for)) if moment]


def next_at(sessions: Sessions, schedule: Schedule) -> datetime:
    with sessions() as session:
        found = session.get_one(Schedule, schedule.id).next_at
        assert found
        return found


def test_a_schedule_makes_one_run_of_the_sites_with_its_tags_when_it_is_due(sessions: Sessions) -> None:
    tagged = make_site(sessions, "http://a.gov.cn/")
    make_site(sessions, "http://b.gov.cn/")
    with sessions.begin() as session:
        session.merge(tagged).tags = ["重点"]
    schedule = scheduled(sessions, "0 22 1 * *", Purpose.AUDIT, tags=["重点", "没有的"], rulesets=["national-2019"])
    night = NOON.replace(hour=22)
    assert tick(sessions, night - timedelta(seconds=1)) == 0
    assert [tick(sessions, night), tick(sessions, night)] == [1, 0]
    assert next_at(sessions, schedule) == datetime(2026, 4, 1, 22, tzinfo=ZONE)
    with sessions() as session:
        run = session.scalars(select(Run)).one()
        assert (run.purpose, run.scheduled_for, run.as_of, run.rulesets) == (
            Purpose.AUDIT,
            night,
            NOON.date(),
            ["national-2019"],
        )
        assert [(audit.site_id, audit.job is None) for audit in run.audits] == [(tagged.id, False)]


def test_a_clock_that_jumps_makes_one_run_and_one_put_back_makes_none_twice(sessions: Sessions) -> None:
    make_site(sessions, "http://a.gov.cn/")
    schedule = scheduled(sessions, "30 * * * *")
    assert tick(sessions, NOON + 5 * DAY) == 1
    assert moments_of(sessions) == [NOON + 5 * DAY - HOUR / 2]
    assert next_at(sessions, schedule) == NOON + 5 * DAY + HOUR / 2
    back = NOON + 5 * DAY - HOUR * 0.6
    assert tick(sessions, back) == 0
    assert next_at(sessions, schedule) > back, "the moment that had its run is passed over"
    assert tick(sessions, NOON + 5 * DAY) == 0
    assert len(moments_of(sessions)) == 1


def test_a_schedule_does_not_wait_for_a_moment_that_a_wrong_clock_had_set(sessions: Sessions) -> None:
    make_site(sessions, "http://a.gov.cn/")
    schedule = scheduled(sessions, "0 22 * * *", Purpose.AUDIT)
    assert tick(sessions, NOON + 3650 * DAY) == 1
    assert tick(sessions, NOON) == 0
    assert next_at(sessions, schedule) == NOON.replace(hour=22)
    assert tick(sessions, NOON.replace(hour=22, minute=1)) == 1


def test_two_schedulers_with_clocks_of_their_own_never_make_a_moment_twice(
    sessions: Sessions, database_url: str
) -> None:
    make_site(sessions, "http://a.gov.cn/")
    schedule = scheduled(sessions, "0 * * * *")
    together, counts = FORK.Barrier(2), FORK.SimpleQueue()
    racers = [FORK.Process(target=race, args=(database_url, together, counts)) for _ in range(2)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(60)
    assert [racer.exitcode for racer in racers] == [0, 0]
    made = counts.get() + counts.get()
    found = moments_of(sessions)
    assert made == len(found) == len(set(found))
    assert found[-1] == NOON + 12 * HOUR
    assert next_at(sessions, schedule) not in found


def test_nothing_to_audit_makes_no_run_and_is_told(sessions: Sessions) -> None:
    scheduled(sessions, "30 * * * *")
    assert tick(sessions, NOON + HOUR) == 0
    with sessions() as session:
        assert session.scalar(select(func.count()).where(JournalEntry.action == "schedule.nothing")) == 1


def test_a_new_office_has_two_schedules_that_are_switched_off(sessions: Sessions) -> None:
    with sessions() as session:
        first = session.execute(select(Schedule.purpose, Schedule.enabled, Schedule.next_at)).all()
    assert sorted(first) == [(Purpose.AUDIT, False, None), (Purpose.PROBE, False, None)]
    with sessions.begin() as session:
        session.execute(update(Schedule).values(next_at=NOON))
    assert tick(sessions, NOON + HOUR) == 0


@pytest.mark.parametrize(
    ("times", "cron", "words"),
    [
        (Times(Rhythm.MONTHLY, 0, 22, 1), "0 22 1 * *", "每月 1 日 22:00"),
        (Times(Rhythm.WEEKLY, 30, 6, weekday=0), "30 6 * * 0", "每周日 06:30"),
        (Times(Rhythm.DAILY, 5, 1), "5 1 * * *", "每天 01:05"),
        (Times(Rhythm.HOURLY, 7), "7 * * * *", "每小时第 7 分"),
        (Times(Rhythm.CRON, cron="0 22 1,15 * *"), "0 22 1,15 * *", "cron 0 22 1,15 * *"),
    ],
)
def test_a_plain_form_is_a_cron_line_and_comes_back(times: Times, cron: str, words: str) -> None:
    assert times.to_cron() == cron
    again = Times.of(cron)
    assert (again.to_cron(), again.words, again.rhythm) == (cron, words, times.rhythm)


@pytest.mark.parametrize(
    "cron", ["", "* * * *", "0 0 30 2 *", "60 * * * *", "@daily", "* * * * * *", "0 0 L * *", "R * * * *", "0 " * 5000]
)
def test_a_line_that_never_comes_or_is_no_cron_is_refused(cron: str) -> None:
    with pytest.raises(RefusalError):
        checked_cron(cron)


@given(st.lists(st.text("0123456789*/,- ", max_size=5), min_size=5, max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_line_is_a_cron_line_with_moments_or_is_refused(fields: list[str]) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    try:
        cron = checked_cron(" ".join(fields))
    except RefusalError:
        return
    assert last_moment(cron, now) <= now < next_moment(cron, now)


def test_moments_are_those_of_china() -> None:
    before = datetime(2026, 3, 1, 13, 59, tzinfo=UTC)
    assert next_moment("0 22 1 * *", before) == datetime(2026, 3, 1, 14, tzinfo=UTC)
    assert last_moment("0 22 1 * *", before) == datetime(2026, 2, 1, 14, tzinfo=UTC)
    assert last_moment("0 22 1 * *", before + timedelta(minutes=1)) == datetime(2026, 3, 1, 14, tzinfo=UTC)


def test_schedules_are_kept_through_form_and_api_and_bad_ones_are_refused(client: SignIn) -> None:
    browser = client(Role.SUPERVISOR)
    form = {"name": "<b>每周", "purpose": "audit", "rhythm": "weekly", "weekday": "6", "hour": "23", "minute": "30"}
    assert browser.post("/schedules/new", data={**form, "enabled": "yes", "tags": "重点、县区"}).status_code == 303
    page = browser.get("/schedules").text
    assert "每周六 23:30" in page
    assert "&lt;b&gt;每周" in page
    kept = browser.get("/api/v1/schedules").json()["items"][-1]
    assert (kept["cron"], kept["tags"], kept["enabled"]) == ("30 23 * * 6", ["重点", "县区"], True)
    refused = (
        {**form, "hour": "25"},
        {**form, "hour": "<i>"},
        {**form, "purpose": "recheck"},
        {**form, "name": ""},
        {**form, "rhythm": "hourly"},  # an audit every hour
        {**form, "rhythm": "cron", "cron": "'; DROP TABLE schedule; --"},
        {**form, "rulesets": "no-such"},
    )
    for each in refused:
        answer = browser.post("/schedules/new", data=each)
        assert answer.status_code == 422, each
        assert "<i>" not in answer.text
    usual = {"name": "计划", "purpose": "audit", "cron": "0 22 * * *"}
    for name, value in (("name", "长" * 1_000_000), ("cron", "0 " * 500_000), ("tags", ["长" * 1_000_000])):
        assert browser.post("/api/v1/schedules", json={**usual, name: value}).status_code == 422
    path = f"/schedules/{kept['id']}"
    assert browser.post(f"{path}/switch", data={"on": ""}).status_code == 303
    assert browser.get(f"/api/v1{path}").json()["next_at"] is None
    assert browser.post(path, data={**form, "rhythm": "daily"}).status_code == 303
    assert browser.get(f"/api/v1{path}").json()["words"] == "每天 23:30"
    assert browser.delete(f"/api/v1{path}").status_code == 204
    assert browser.get(path).status_code == 404
