"""What probes tell (可用性): how often sites opened in the last days, and when they did not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from crawler.off_peak import ZONE
from portal.states import ProbeState
from service.accounts.actor import Actor
from service.accounts.scope import site_for, visible_sites
from service.database.tables import ProbeRow, SiteRow, Unit
from service.sites.texts import searched
from service.web.paging import Paged, Paging

DAYS = 30


@dataclass
class Tally:
    """Probes by what came of them. Blocked and doubtful ones tell nothing about the site."""

    opened: int = 0
    failed: int = 0
    blocked: int = 0
    doubtful: int = 0

    def add(self, state: ProbeState, count: int = 1) -> None:
        """Count probes of a state."""
        setattr(self, state.value, getattr(self, state.value) + count)

    @property
    def rate(self) -> float | None:
        """Share of those that tell something in which the site opened; None without any."""
        told = self.opened + self.failed
        return self.opened / told if told else None

    @property
    def mark(self) -> str:
        """How a day looks: none, good, some, bad, unsure."""
        if self.rate is None:
            return "unsure" if self.blocked + self.doubtful else "none"
        return "good" if not self.failed else "bad" if self.rate < 0.95 else "some"  # 5 % failed is a veto


@dataclass
class Drop:
    """A time in which no probe opened the site: from the first failed one until the next that opened; `until` None: it still lasts."""

    since: datetime
    until: datetime | None = None
    probes: int = 0


@dataclass
class Availability:
    """One site over the last DAYS days."""

    site: SiteRow
    whole: Tally = field(default_factory=Tally)
    days: dict[date, Tally] = field(default_factory=dict)
    drops: list[Drop] = field(default_factory=list)
    last: datetime | None = None
    last_state: ProbeState | None = None


@dataclass(frozen=True)
class ProbeFilter:
    """What is asked for: a text in name, address or unit; only sites that failed to open at least once."""

    q: str = ""
    failed: bool = False


def availability_page(
    session: Session, actor: Actor, asked: ProbeFilter, paging: Paging, now: datetime | None = None
) -> Paged[Availability]:
    """Sites the actor sees, with their availability."""
    since = first_moment(now)
    sites = visible_sites(actor).outerjoin(Unit, Unit.id == SiteRow.unit_id)
    if words := searched(asked.q):
        columns = (SiteRow.name, SiteRow.url, Unit.name)
        sites = sites.where(func.concat_ws(" ", *columns).icontains(words, autoescape=True))
    if asked.failed:
        row = ProbeRow.site_id == SiteRow.id, ProbeRow.at >= since, ProbeRow.state == ProbeState.FAILED
        sites = sites.where(exists().where(*row))
    paged: Paged[SiteRow] = paging.rows(session, sites.order_by(SiteRow.name, SiteRow.url))
    return Paged(availability_of(session, paged.items, since), paged.total, paged.page, paged.size)


def availability_of(session: Session, sites: Sequence[SiteRow], since: datetime) -> list[Availability]:
    """Of each site, from its probes since a moment."""
    found = {site.id: Availability(site) for site in sites}
    rows = session.execute(
        select(ProbeRow.site_id, ProbeRow.at, ProbeRow.state)
        .where(ProbeRow.site_id.in_(found), ProbeRow.at >= since)
        .order_by(ProbeRow.site_id, ProbeRow.at, ProbeRow.id)
    )
    for site_id, at, state in rows:
        _take(found[site_id], at, state)
    return list(found.values())


def site_history(
    session: Session, actor: Actor, site_id: UUID, paging: Paging, now: datetime | None = None
) -> tuple[Availability, Paged[ProbeRow]]:
    """One site's availability and all its probes, the newest first; raises RefusalError (404)."""
    site = site_for(session, actor, site_id)
    rows = select(ProbeRow).where(ProbeRow.site_id == site.id).order_by(ProbeRow.at.desc(), ProbeRow.id.desc())
    return availability_of(session, [site], first_moment(now))[0], paging.rows(session, rows)


def last_days(now: datetime | None = None) -> list[date]:
    """The days that are shown, the oldest first."""
    first = first_moment(now).astimezone(ZONE).date()
    return [first + timedelta(days=number) for number in range(DAYS)]


def totals(found: Iterable[Availability]) -> Tally:
    """Of several sites together."""
    whole = Tally()
    for each in found:
        for state in ProbeState:
            whole.add(state, getattr(each.whole, state.value))
    return whole


def first_moment(now: datetime | None = None) -> datetime:
    """The first moment of the first day that is shown."""
    today = (now or datetime.now(UTC)).astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=DAYS - 1)


def _take(found: Availability, at: datetime, state: ProbeState) -> None:
    found.whole.add(state)
    found.days.setdefault(at.astimezone(ZONE).date(), Tally()).add(state)
    found.last, found.last_state = at, state
    under_way = found.drops[-1] if found.drops and found.drops[-1].until is None else None
    if state is ProbeState.FAILED:
        if under_way is None:
            under_way = Drop(at)
            found.drops.append(under_way)
        under_way.probes += 1
    elif state is ProbeState.OPENED and under_way is not None:
        under_way.until = at
