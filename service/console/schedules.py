"""Pages of schedules (计划)."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from sqlalchemy import func, select

from service.accounts.actor import Right
from service.console.schedule_sent import Sent
from service.database.tables import Purpose, Schedule, SiteRow
from service.refusals import RefusalError
from service.results.choosing import tags_of
from service.rulesets.known import ruleset_ids
from service.schedules import plans
from service.schedules.moments import moments
from service.schedules.times import RHYTHM_WORDS, WEEKDAYS, Rhythm, Times
from service.web.dependencies import Db, Page, Who, flash, needs
from service.web.pages import Paper
from service.words import PURPOSES

router = APIRouter(prefix="/schedules", include_in_schema=False)
MANAGES = needs(Right.MANAGE_SCHEDULES)
SHOWN = 3  # next moments
Line = Annotated[str, Form(max_length=2000)]
CHOICES = {purpose.value: PURPOSES[purpose] for purpose in plans.CLOSEST}


@router.get("")
def schedules(page: Page, session: Db, actor: Who) -> Response:
    """All schedules with their next times."""
    now = datetime.now(UTC)
    rows = [(each, Times.of(each.cron).words, _coming(each, now)) for each in plans.list_schedules(session)]
    return page.render(
        "schedules.html.j2",
        rows=rows,
        purposes=PURPOSES,
        titles=ruleset_ids(session),
        sites=session.scalar(select(func.count()).select_from(SiteRow).where(SiteRow.removed_at.is_(None))),
        manages=actor.may(Right.MANAGE_SCHEDULES),
    )


@router.get("/new", dependencies=[MANAGES])
def new_schedule(page: Page, session: Db, actor: Who) -> Response:
    """The form of a new schedule."""
    fields = plans.ScheduleFields("", Purpose.AUDIT, "")
    return _form(page, session, actor, None, fields, Times(Rhythm.MONTHLY))


@router.post("/new", dependencies=[MANAGES])
def add_schedule(request: Request, page: Page, session: Db, actor: Who, sent: Annotated[Sent, Form()]) -> Response:
    """A new schedule."""
    try:
        schedule = plans.add_schedule(session, actor, sent.fields)
    except RefusalError as fault:
        return _form(page, session, actor, None, sent.loose, sent.times, fault)
    flash(request, f"已添加计划“{schedule.name}”")
    return page.go("/schedules")


@router.get("/{schedule_id}", dependencies=[MANAGES])
def edit_schedule(page: Page, session: Db, actor: Who, schedule_id: UUID) -> Response:
    """Its form."""
    row = plans.schedule_for(session, schedule_id)
    fields = plans.ScheduleFields(row.name, row.purpose, row.cron, row.tags, row.rulesets, row.enabled)
    return _form(page, session, actor, row, fields, Times.of(row.cron))


@router.post("/{schedule_id}", dependencies=[MANAGES])
def change_schedule(
    request: Request, page: Page, session: Db, actor: Who, schedule_id: UUID, sent: Annotated[Sent, Form()]
) -> Response:
    """Save it."""
    row = plans.schedule_for(session, schedule_id)
    try:
        plans.change_schedule(session, actor, schedule_id, sent.fields)
    except RefusalError as fault:
        return _form(page, session, actor, row, sent.loose, sent.times, fault)
    flash(request, "已保存")
    return page.go("/schedules")


@router.post("/{schedule_id}/switch", dependencies=[MANAGES])
def switch_schedule(
    request: Request, page: Page, session: Db, actor: Who, schedule_id: UUID, on: Line = ""
) -> Response:
    """Switch it on or off."""
    schedule = plans.switch_schedule(session, actor, schedule_id, enabled=on == "yes")
    flash(request, f"计划“{schedule.name}”已{'启用' if schedule.enabled else '停用'}")
    return page.go("/schedules")


@router.post("/{schedule_id}/remove", dependencies=[MANAGES])
def remove_schedule(request: Request, page: Page, session: Db, actor: Who, schedule_id: UUID) -> Response:
    """Remove it."""
    plans.remove_schedule(session, actor, schedule_id)
    flash(request, "计划已删除，它建立的检查批次仍然保留")
    return page.go("/schedules")


def _coming(schedule: Schedule, now: datetime) -> list[datetime]:
    return list(moments(schedule.cron, now, SHOWN)) if schedule.enabled else []


def _form(
    page: Paper,
    session: Db,
    actor: Who,
    schedule: Schedule | None,
    fields: plans.ScheduleFields,
    times: Times,
    fault: RefusalError | None = None,
) -> Response:
    return page.render(
        "schedule_form.html.j2",
        status=fault.status if fault else 200,
        error=fault.words if fault else "",
        schedule=schedule,
        fields=fields,
        times=times,
        purposes=CHOICES,
        rhythms=RHYTHM_WORDS,
        weekdays=WEEKDAYS,
        titles=ruleset_ids(session),
        tags=tags_of(session, actor),
    )
