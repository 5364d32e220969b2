"""The tick (计划到点): schedules that are due become runs, each moment once, whoever ticks and whatever the clock does.

The database's clock counts, so that several machines have one. A clock that jumps over several moments makes one run, for the last of them;
one that is put back makes no second run for a moment that had one, and a schedule does not wait for a moment a wrong clock had set.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from crawler.off_peak import ZONE
from service.accounts.actor import Actor
from service.database.sessions import Sessions
from service.database.tables import Purpose, Run, Schedule
from service.jobs.making import make_run
from service.journal import record
from service.queue.handing_over import hand_over_waiting
from service.schedules.moments import last_moment, next_moment
from service.schedules.plans import sites_of

SKIPPED = 1000  # moments looked at for one that had no run yet


def tick(sessions: Sessions, now: datetime | None = None) -> int:
    """Make the runs that are due and hand them over; returns how many. `now` (aware) is the database's clock unless given."""
    made = sum(_tick_one(sessions, schedule, now) for schedule in _looked_at(sessions))
    if made:
        hand_over_waiting(sessions)
    return made


def _looked_at(sessions: Sessions) -> list[UUID]:
    with sessions.begin() as session:
        return list(session.scalars(select(Schedule.id).where(Schedule.enabled, Schedule.purpose != Purpose.PROBE)))


def _tick_one(sessions: Sessions, schedule_id: UUID, now: datetime | None) -> int:
    """One schedule in a transaction of its own, so that the fault of one does not keep the others waiting."""
    with due(sessions, schedule_id, now) as found:
        if found is None:
            return 0
        session, schedule, moment = found
        return int(_make(session, schedule, moment, now or _clock(session)))


@contextmanager
def due(
    sessions: Sessions, schedule_id: UUID, now: datetime | None
) -> Iterator[tuple[Session, Schedule, datetime] | None]:
    """A schedule that is due, locked and set to its next moment, and the moment it is due for; None where it is not, or another has it in hand."""
    with sessions.begin() as session:
        schedule = session.scalar(_unlocked(schedule_id))
        moment = _due(session, schedule, now or _clock(session)) if schedule else None
        yield (session, schedule, moment) if schedule and moment else None


def _unlocked(schedule_id: UUID) -> Select[Schedule]:
    return select(Schedule).where(Schedule.id == schedule_id, Schedule.enabled).with_for_update(skip_locked=True)


def _clock(session: Session) -> datetime:
    now: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return now


def _due(session: Session, schedule: Schedule, now: datetime) -> datetime | None:
    """The moment a schedule is due for. Its next moment is set anew, also when a wrong clock had put it too far ahead."""
    passed = schedule.next_at is not None and schedule.next_at <= now
    moment = last_moment(schedule.cron, now) if passed else None
    if moment and _had(session, schedule, moment):
        moment = None
    schedule.next_at = _free_moment(session, schedule, now)
    if moment:
        schedule.last_at = moment
    return moment


def _free_moment(session: Session, schedule: Schedule, now: datetime) -> datetime:
    """The first moment after `now` that had no run yet: before a clock was put back it may have had one."""
    moment = next_moment(schedule.cron, now)
    for _ in range(SKIPPED):
        if not _had(session, schedule, moment):
            break
        moment = next_moment(schedule.cron, moment)
    return moment


def _had(session: Session, schedule: Schedule, moment: datetime) -> bool:
    run = exists().where(Run.schedule_id == schedule.id, Run.scheduled_for == moment)
    return moment == schedule.last_at or bool(session.scalar(select(run)))


def _make(session: Session, schedule: Schedule, moment: datetime, now: datetime) -> bool:
    """The run of a moment; without a site there is nothing to run, which the journal tells."""
    sites = sites_of(session, schedule)
    actor = Actor.system()
    if not sites:
        record(session, actor, "schedule.nothing", schedule.name, moment=moment.isoformat())
        return False
    run = make_run(
        session,
        schedule.purpose,
        sites,
        as_of=now.astimezone(ZONE).date(),
        rulesets=schedule.rulesets,
        schedule=schedule,
        scheduled_for=moment,
    )
    record(session, actor, "schedule.run", schedule.name, run=run.name, sites=len(sites), moment=moment.isoformat())
    return True
