"""Schedules (计划) for programs."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from service.accounts.actor import Right
from service.database.tables import Purpose, Schedule
from service.schedules import plans
from service.schedules.times import Times
from service.web.dependencies import Db, Who, needs
from service.web.paging import Listed

router = APIRouter(prefix="/api/v1/schedules", tags=["schedules"])
MANAGES = needs(Right.MANAGE_SCHEDULES)


class ScheduleIn(BaseModel):
    """What is stated about a schedule. `cron`: five fields, read in Asia/Shanghai; `tags`: sites with any of these, empty: all."""

    model_config = ConfigDict(extra="forbid")

    name: str
    purpose: Purpose
    cron: str
    tags: list[str] = []
    rulesets: list[str] = []
    enabled: bool = True

    @property
    def fields(self) -> plans.ScheduleFields:
        """As acts take it."""
        return plans.ScheduleFields(**{name: getattr(self, name) for name in type(self).model_fields})


class ScheduleOut(ScheduleIn):
    """A schedule; `words`: its times in Chinese."""

    id: UUID
    words: str
    next_at: datetime | None
    last_at: datetime | None

    @classmethod
    def of(cls, schedule: Schedule) -> Self:
        """One schedule."""
        own = {name: getattr(schedule, name) for name in cls.model_fields if name != "words"}
        return cls(**own, words=Times.of(schedule.cron).words)


@router.get("")
def schedules(session: Db, actor: Who) -> Listed[ScheduleOut]:  # noqa: ARG001
    """All schedules."""
    items = [ScheduleOut.of(schedule) for schedule in plans.list_schedules(session)]
    return Listed(items=items, total=len(items))


@router.post("", status_code=201, dependencies=[MANAGES])
def add_schedule(schedule: ScheduleIn, session: Db, actor: Who) -> ScheduleOut:
    """A new schedule."""
    return ScheduleOut.of(plans.add_schedule(session, actor, schedule.fields))


@router.get("/{schedule_id}")
def schedule(schedule_id: UUID, session: Db, actor: Who) -> ScheduleOut:  # noqa: ARG001
    """One schedule."""
    return ScheduleOut.of(plans.schedule_for(session, schedule_id))


@router.put("/{schedule_id}", dependencies=[MANAGES])
def change_schedule(schedule_id: UUID, schedule: ScheduleIn, session: Db, actor: Who) -> ScheduleOut:
    """Replace everything about a schedule."""
    return ScheduleOut.of(plans.change_schedule(session, actor, schedule_id, schedule.fields))


@router.delete("/{schedule_id}", status_code=204, dependencies=[MANAGES])
def remove_schedule(schedule_id: UUID, session: Db, actor: Who) -> None:
    """Remove a schedule; the runs it made stay."""
    plans.remove_schedule(session, actor, schedule_id)
