"""Making and changing schedules (新建、修改计划)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from service.accounts.actor import Actor, Right
from service.database.tables import Purpose, Schedule, SiteRow
from service.journal import record
from service.refusals import RefusalError
from service.rulesets.known import refuse_unknown
from service.schedules.moments import checked_cron, closest, next_moment
from service.sites.fields import checked_tags
from service.typed_text import typed_line
from service.words import PURPOSES

# What comes more often than this would pile up, and wear out other people's servers.
CLOSEST = {
    Purpose.AUDIT: timedelta(days=1),
    Purpose.QUICK: timedelta(hours=1),
    Purpose.PROBE: timedelta(minutes=10),
    Purpose.REJUDGE: timedelta(hours=1),
}
_SPAN_WORDS = {timedelta(days=1): "一天", timedelta(hours=1): "一小时", timedelta(minutes=10): "十分钟"}
LONGEST_NAME = 100
MOST_SCHEDULES = 200


@dataclass(frozen=True)
class ScheduleFields:
    """What a person states about a schedule."""

    name: str
    purpose: Purpose
    cron: str
    tags: Sequence[str] = ()
    rulesets: Sequence[str] = ()
    enabled: bool = True

    def checked(self, session: Session) -> "ScheduleFields":
        """The same, tidied; raises RefusalError (422) with the first thing that cannot be used."""
        if self.purpose not in CLOSEST:
            raise RefusalError.unusable("计划的用途只能是检查、快速检查、可用性探测或重新评判")
        cron = checked_cron(self.cron)
        least = CLOSEST[self.purpose]
        if closest(cron, datetime.now(UTC)) < least:
            raise RefusalError.unusable(f"{PURPOSES[self.purpose]}最多每{_SPAN_WORDS[least]}一次，请把时间隔开")
        refuse_unknown(session, self.rulesets)
        name = typed_line(self.name, "名称", LONGEST_NAME, needed=True)
        rulesets = [] if self.purpose is Purpose.PROBE else list(dict.fromkeys(self.rulesets))
        return ScheduleFields(name, self.purpose, cron, checked_tags(self.tags), rulesets, self.enabled)


def list_schedules(session: Session) -> list[Schedule]:
    """All schedules, in the order in which they were made."""
    return list(session.scalars(select(Schedule).order_by(Schedule.created_at, Schedule.name)))


def schedule_for(session: Session, schedule_id: UUID) -> Schedule:
    """One schedule; raises RefusalError (404)."""
    schedule = session.get(Schedule, schedule_id)
    if schedule is None:
        raise RefusalError.not_found("没有这个计划，可能已被删除")
    return schedule


def add_schedule(session: Session, actor: Actor, fields: ScheduleFields) -> Schedule:
    """A new schedule; raises RefusalError (403, 409, 422)."""
    actor.require(Right.MANAGE_SCHEDULES)
    checked = fields.checked(session)
    if (session.scalar(select(func.count()).select_from(Schedule)) or 0) >= MOST_SCHEDULES:
        raise RefusalError.conflict(f"计划最多 {MOST_SCHEDULES} 个，请先删去不用的")
    schedule = Schedule()
    _put(schedule, checked)
    session.add(schedule)
    session.flush()
    record(session, actor, "schedule.add", schedule.name, cron=schedule.cron, purpose=schedule.purpose)
    return schedule


def change_schedule(session: Session, actor: Actor, schedule_id: UUID, fields: ScheduleFields) -> Schedule:
    """A schedule with everything about it replaced; raises RefusalError (403, 404, 422)."""
    actor.require(Right.MANAGE_SCHEDULES)
    schedule = _locked(session, schedule_id)
    _put(schedule, fields.checked(session))
    session.flush()
    record(session, actor, "schedule.change", schedule.name, cron=schedule.cron, enabled=schedule.enabled)
    return schedule


def switch_schedule(session: Session, actor: Actor, schedule_id: UUID, *, enabled: bool) -> Schedule:
    """Switch it on or off; raises RefusalError (403, 404)."""
    actor.require(Right.MANAGE_SCHEDULES)
    schedule = _locked(session, schedule_id)
    schedule.enabled = enabled
    schedule.next_at = next_moment(schedule.cron, datetime.now(UTC)) if enabled else None
    record(session, actor, "schedule.on" if enabled else "schedule.off", schedule.name)
    return schedule


def remove_schedule(session: Session, actor: Actor, schedule_id: UUID) -> None:
    """Remove a schedule; the runs it made stay. Raises RefusalError (403, 404)."""
    actor.require(Right.MANAGE_SCHEDULES)
    schedule = _locked(session, schedule_id)
    session.delete(schedule)
    record(session, actor, "schedule.remove", schedule.name)


def audits_by_itself(session: Session) -> bool:
    """Whether any schedule that audits is switched on."""
    return bool(session.scalar(select(exists().where(Schedule.enabled, Schedule.purpose == Purpose.AUDIT))))


def sites_of(session: Session, schedule: Schedule) -> list[SiteRow]:
    """Sites it concerns: those with any of its tags; without tags all."""
    sites = select(SiteRow).where(SiteRow.removed_at.is_(None)).order_by(SiteRow.url)
    if schedule.tags:
        sites = sites.where(SiteRow.tags.overlap(schedule.tags))
    return list(session.scalars(sites))


def _locked(session: Session, schedule_id: UUID) -> Schedule:
    schedule_for(session, schedule_id)
    found = session.get(Schedule, schedule_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise RefusalError.not_found("没有这个计划，可能已被删除")
    return found


def _put(schedule: Schedule, fields: ScheduleFields) -> None:
    schedule.name, schedule.purpose, schedule.cron = fields.name, fields.purpose, fields.cron
    schedule.tags, schedule.rulesets, schedule.enabled = list(fields.tags), list(fields.rulesets), fields.enabled
    schedule.next_at = next_moment(fields.cron, datetime.now(UTC)) if fields.enabled else None
