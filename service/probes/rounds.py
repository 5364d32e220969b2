"""Rounds of probes (探测): every site of the schedules that are due, once, kept as they end."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from uuid import UUID

from sqlalchemy import insert, select

from crawler.options import CrawlOptions
from crawler.probing import probe_sites
from portal.links.addresses import canonical
from portal.network_facts import Probe
from reports.ledgers.workbook import fitted
from service.database.sessions import Sessions
from service.database.tables import Office, ProbeRow, Purpose, Schedule
from service.jobs.network import crawl_options
from service.schedules.plans import sites_of
from service.schedules.ticking import due
from service.settings import Settings

LIMIT = 15.0  # seconds, 国办秘函〔2019〕19号 站点无法访问; whatever crawls are set to
AT_A_TIME = 50  # rows of one transaction
Addresses = dict[str, list[UUID]]  # sites by canonical address


def probe_due(settings: Settings, sessions: Sessions, now: datetime | None = None, ending: Event | None = None) -> int:
    """Probe the sites of all probe schedules that are due; returns how many probes were made. `now` is the database's clock unless given.
    Once `ending` is set the round breaks off, and keeps what it has.

    Not to be called in an event loop. A moment that nobody was there for is not made up: a probe tells how a site was when it was made.
    """
    addresses = _due_addresses(sessions, now)
    return probe_addresses(settings, sessions, addresses, ending or Event()) if addresses else 0


def probe_addresses(settings: Settings, sessions: Sessions, addresses: Addresses, ending: Event) -> int:
    """One probe of every address, each kept for every site that has it."""
    with sessions.begin() as session:
        options = crawl_options(settings, session.get(Office, 1), {"timeout": LIMIT})
    return asyncio.run(_round(sessions, addresses, options, ending))


def _due_addresses(sessions: Sessions, now: datetime | None) -> Addresses:
    with sessions.begin() as session:
        probing = select(Schedule.id).where(Schedule.enabled, Schedule.purpose == Purpose.PROBE)
        schedules = list(session.scalars(probing))
    addresses: Addresses = {}
    for schedule_id in schedules:
        with due(sessions, schedule_id, now) as found:
            if found is None:
                continue
            session, schedule, _ = found
            for site in sites_of(session, schedule):
                known = addresses.setdefault(canonical(site.url), [])
                if site.id not in known:
                    known.append(site.id)
    return addresses


async def _round(sessions: Sessions, addresses: Addresses, options: CrawlOptions, ending: Event) -> int:
    """Rows are written beside the loop, so that waiting for the database is not taken for slowness of a site."""
    keeper = _Keeper(sessions, addresses)
    async for probe in probe_sites(addresses, options):
        await keeper.add(probe)
        if ending.is_set():
            break
    await keeper.flush()
    return keeper.kept


@dataclass
class _Keeper:
    """Writes probes, some at a time."""

    sessions: Sessions
    addresses: Addresses
    kept: int = 0

    def __post_init__(self) -> None:
        self._waiting: list[Probe] = []

    async def add(self, probe: Probe) -> None:
        self._waiting.append(probe)
        if len(self._waiting) >= AT_A_TIME:
            await self.flush()

    async def flush(self) -> None:
        """Write what waits."""
        waiting, self._waiting = self._waiting, []
        rows = [row_of(site, probe) for probe in waiting for site in self.addresses[probe.url]]
        if rows:
            await asyncio.to_thread(keep_probes, self.sessions, rows)
        self.kept += len(rows)


def keep_probes(sessions: Sessions, rows: Iterable[dict[str, object]]) -> None:
    """Write rows, all or none."""
    with sessions.begin() as session:
        session.execute(insert(ProbeRow), list(rows))


def row_of(site: UUID, probe: Probe) -> dict[str, object]:
    """A probe as a row of a site."""
    return {
        "site_id": site,
        "url": fitted(probe.url),
        "at": probe.at,
        "state": probe.state,
        "elapsed_ms": probe.elapsed_ms,
        "limit_ms": probe.limit_ms,
        "status": probe.status,
        "fault": probe.fault,
        "final_url": fitted(probe.final_url),
        "peer": fitted(probe.peer),
        "proxied": probe.proxied,
        "detail": fitted(probe.detail),
    }
