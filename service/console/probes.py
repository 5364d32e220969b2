"""Pages of availability (可用性)."""

from uuid import UUID

from fastapi import APIRouter, Response
from sqlalchemy import exists, select

from portal.states import ProbeState
from service.accounts.actor import Right
from service.database.tables import Purpose, Schedule
from service.probes.availability import ProbeFilter, availability_page, last_days, site_history
from service.web.dependencies import Db, Page, Who
from service.web.paging import WhichPage

router = APIRouter(prefix="/probes", include_in_schema=False)
COLOURS = {
    ProbeState.OPENED: "pass",
    ProbeState.FAILED: "fail",
    ProbeState.BLOCKED: "review",
    ProbeState.DOUBTFUL: "unknown",
}


@router.get("")
def probes(page: Page, session: Db, actor: Who, paging: WhichPage, q: str = "", failed: bool = False) -> Response:
    """All sites, a row each."""
    asked = ProbeFilter(q, failed)
    keep = {"q": q, "failed": "true" if failed else ""}
    probing = exists().where(Schedule.enabled, Schedule.purpose == Purpose.PROBE)
    return page.render(
        "probes.html.j2",
        asked=asked,
        keep={name: value for name, value in keep.items() if value},
        paged=availability_page(session, actor, asked, paging),
        days=last_days(),
        colours=COLOURS,
        enabled=session.scalar(select(probing)),
        manages=actor.may(Right.MANAGE_SCHEDULES),
    )


@router.get("/{site_id}")
def site_probes(page: Page, session: Db, actor: Who, site_id: UUID, paging: WhichPage) -> Response:
    """One site: drops, and every probe."""
    found, paged = site_history(session, actor, site_id, paging)
    return page.render("probes_site.html.j2", found=found, paged=paged, days=last_days(), colours=COLOURS)
