"""Availability probes (可用性探测): the home page of many sites loaded whole at the same time, each within its limit.

A probe follows redirects, also those written into a page, and reads the whole body; images and scripts are not loaded. What may be this machine's own
fault (no name server, no route, a proxy) is doubtful, what a firewall answers is blocked: neither says that the site was down.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from crawler.exchange import Exchange, FetchError
from crawler.fetching import Fetcher
from crawler.hosts_table import EMPTY, HostsTable
from crawler.options import CrawlOptions, nameserver_of
from crawler.resolving import GuardedResolver
from crawler.scopes import host_of
from crawler.verdicts import SMALL, Verdict, of_answer, of_error
from portal.links.addresses import canonical, resolve
from portal.network_facts import Probe
from portal.probes import site_key
from portal.reading import read_page
from portal.states import Fault, LinkState, ProbeState

AT_ONCE = 10  # probes under way; more would slow each other down
MAX_HOPS = 10
_ROUND = 3  # sites that must all stay silent before this machine is doubted
_GATEWAY = frozenset({502, 503, 504})  # what a proxy answers for a site it cannot reach
_STATES = {
    LinkState.OK: ProbeState.OPENED,
    LinkState.BROKEN: ProbeState.FAILED,
    LinkState.BLOCKED: ProbeState.BLOCKED,
}


async def probe_sites(urls: Iterable[str], options: CrawlOptions, at_once: int = AT_ONCE) -> AsyncIterator[Probe]:
    """A probe of every address, in the order they end; those without an answer come last, when it is known whether any site answered.

    `options.timeout` is the limit of a probe in seconds. Raises ValueError for an address or host table that cannot be read.
    """
    addresses = [canonical(url) for url in urls]
    table = HostsTable.read(options.hosts_file) if options.hosts_file else EMPTY
    gate = asyncio.Semaphore(at_once)
    silent: list[Probe] = []
    async with _fetcher(table, options) as fetcher:
        prober = Prober(fetcher, table, options)

        async def one(url: str) -> Probe:
            async with gate:
                return await prober.probe(url)

        for ending in asyncio.as_completed([asyncio.ensure_future(one(url)) for url in addresses]):
            probe = await ending
            if probe.status is None:
                silent.append(probe)
            else:
                yield probe
    nobody = len(silent) == len(addresses) >= _ROUND
    for probe in silent:
        yield _doubted(probe) if nobody else probe


def _fetcher(table: HostsTable, options: CrawlOptions) -> Fetcher:
    resolver = GuardedResolver(
        table,
        allow_private=options.allow_private,
        nameserver=nameserver_of(options.nameserver) if options.nameserver else None,
        timeout=options.timeout / 2,  # so that a slow name server is not mistaken for a slow site
        exempt=frozenset({host_of(options.proxy)}) if options.proxy else frozenset(),
    )
    return Fetcher(
        resolver,
        user_agent=options.user_agent,
        timeout=options.timeout,
        max_size=options.max_size,
        proxy=options.proxy,
    )


def _doubted(probe: Probe) -> Probe:
    """A failure in a round in which no site at all answered: more likely this machine was cut off."""
    if probe.state is not ProbeState.FAILED:
        return probe
    return replace(probe, state=ProbeState.DOUBTFUL, detail=f"no site of this round answered; {probe.detail}"[:300])


class Prober:
    """Makes probes with one fetcher, whose connections are new for every site."""

    def __init__(self, fetcher: Fetcher, table: HostsTable, options: CrawlOptions) -> None:
        self._fetcher = fetcher
        self._table = table
        self._options = options

    async def probe(self, url: str) -> Probe:
        """Load one home page; `url` is canonical. Never raises for what the network does."""
        started, clock = datetime.now(UTC), time.monotonic()
        hops: list[Exchange] = []
        detail = ""
        try:
            async with asyncio.timeout(self._options.timeout):
                await self._load(url, hops)
            verdict = _verdict(hops[-1])
        except TimeoutError:
            verdict = Verdict(LinkState.BROKEN, Fault.TIMEOUT)
        except FetchError as error:
            verdict, detail = of_error(error), error.detail
        elapsed = round((time.monotonic() - clock) * 1000)
        return self._probe(url, started, elapsed, verdict, hops[-1] if hops else None, detail)

    async def _load(self, url: str, hops: list[Exchange]) -> None:
        """Add the answers a visitor gets, up to the one they end on; the last is a redirect where they never end."""
        onward = url
        while onward and len(hops) <= MAX_HOPS:
            hops.append(await self._fetcher.fetch(onward, whole=True, host=host_of(onward)))
            onward = _onward(hops[-1])

    def _probe(
        self, url: str, started: datetime, elapsed: int, verdict: Verdict, exchange: Exchange | None, detail: str
    ) -> Probe:
        proxied = self._options.proxy is not None and host_of(url) not in self._table
        return Probe(
            site=site_key(url),
            url=url,
            at=started,
            state=_state(verdict, exchange, proxied=proxied),
            elapsed_ms=elapsed,
            limit_ms=round(self._options.timeout * 1000),
            status=exchange.status if exchange else None,
            fault=verdict.fault,
            final_url=exchange.url if exchange else "",
            peer=exchange.peer if exchange else "",
            proxied=proxied,
            detail=detail,
        )


def _verdict(last: Exchange) -> Verdict:
    if not last.location:
        return of_answer(last)
    if not _onward(last):
        return Verdict(LinkState.SUSPECT, Fault.SCHEME)
    return Verdict(LinkState.BROKEN, Fault.LOOP)


def _onward(exchange: Exchange) -> str:
    """Where an answer sends its visitor; empty when it stays. Pages that only send on are small."""
    if exchange.location:
        address = resolve(exchange.url, exchange.location)
        return address.url if address else ""
    if exchange.status != 200 or not exchange.is_html or len(exchange.body) > SMALL:
        return ""
    page = read_page(
        exchange.url,
        exchange.body,
        content_type=exchange.content_type,
        depth=0,
        fetched_at=exchange.started,
        status=exchange.status,
    ).page
    return page.refresh_to if page.refresh_to != exchange.url else ""


def _state(verdict: Verdict, exchange: Exchange | None, *, proxied: bool) -> ProbeState:
    if proxied and exchange is not None and exchange.status in _GATEWAY:
        return ProbeState.DOUBTFUL
    if verdict.fault is Fault.LOOP and exchange is not None and exchange.header(b"set-cookie"):
        return ProbeState.BLOCKED  # some firewalls let a visitor in only with the cookie their redirect sets
    return _STATES.get(verdict.state, ProbeState.DOUBTFUL)
