"""Availability (可用性) for programs."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from portal.states import Fault, ProbeState
from service.database.tables import ProbeRow
from service.probes.availability import Availability, Drop, ProbeFilter, Tally, availability_page, site_history
from service.web.dependencies import Db, Who
from service.web.paging import Listed, WhichPage

router = APIRouter(prefix="/api/v1/probes", tags=["probes"])


class TallyOut(BaseModel):
    """Probes by what came of them; `rate`: share of those that tell something in which the site opened."""

    opened: int
    failed: int
    blocked: int
    doubtful: int
    rate: float | None

    @classmethod
    def of(cls, tally: Tally) -> Self:
        """One tally."""
        return cls(**{name: getattr(tally, name) for name in cls.model_fields})


class DropOut(BaseModel):
    """A time in which no probe opened the site; `until` null: it lasts."""

    since: datetime
    until: datetime | None
    probes: int

    @classmethod
    def of(cls, drop: Drop) -> Self:
        """One drop."""
        return cls(since=drop.since, until=drop.until, probes=drop.probes)


class AvailabilityOut(BaseModel):
    """A site over the last 30 days."""

    site: UUID
    url: str
    name: str
    whole: TallyOut
    days: dict[date, TallyOut]
    drops: list[DropOut]
    last: datetime | None
    last_state: ProbeState | None

    @classmethod
    def of(cls, found: Availability) -> Self:
        """One site."""
        return cls(
            site=found.site.id,
            url=found.site.url,
            name=found.site.name,
            whole=TallyOut.of(found.whole),
            days={day: TallyOut.of(tally) for day, tally in found.days.items()},
            drops=[DropOut.of(drop) for drop in found.drops],
            last=found.last,
            last_state=found.last_state,
        )


class ProbeOut(BaseModel):
    """One probe."""

    at: datetime
    url: str
    state: ProbeState
    elapsed_ms: int
    limit_ms: int
    status: int | None
    fault: Fault | None
    final_url: str
    peer: str
    proxied: bool
    detail: str

    @classmethod
    def of(cls, row: ProbeRow) -> Self:
        """One row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


@router.get("")
def probes(session: Db, actor: Who, paging: WhichPage, q: str = "", failed: bool = False) -> Listed[AvailabilityOut]:
    """Availability of the sites the caller sees."""
    page = availability_page(session, actor, ProbeFilter(q, failed), paging)
    return Listed(items=[AvailabilityOut.of(found) for found in page.items], total=page.total)


@router.get("/{site_id}")
def site_probes(site_id: UUID, session: Db, actor: Who, paging: WhichPage) -> Listed[ProbeOut]:
    """All probes of a site, the newest first."""
    _, page = site_history(session, actor, site_id, paging)
    return Listed(items=[ProbeOut.of(row) for row in page.items], total=page.total)
