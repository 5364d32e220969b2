"""Links of the site over IPv6 (站内链接的 IPv6 测试): a sample of those one and two steps from the home page, each opened over both families."""

import asyncio
import sqlite3
from datetime import UTC, datetime

import aiohttp
import dns.exception

from crawler.crawl import Crawl
from crawler.exchange import StoppedError
from crawler.faults import fault_of
from crawler.guard import is_ipv4_in_ipv6, literal
from crawler.hosts_table import Endpoint
from crawler.options import CrawlOptions, nameserver_of
from crawler.patterns import rank
from crawler.pinned import status_at
from crawler.resolving import GuardedResolver, asking
from crawler.routes import has_ipv6_route
from crawler.scopes import authority, host_of
from portal.ipv6_links import NO_ADDRESS, LinkReach, note_link_reaches

EACH_LEVEL = 20  # links tried of each level, as many as rulesets ask for
_SECOND = """SELECT DISTINCT target.url FROM link JOIN target ON target.id = link.target_id JOIN page ON page.id = link.page_id
    WHERE page.kind = 'home' AND target.scope <> 'external' AND link.element IN ('a', 'area', 'onclick') AND target.url <> page.url"""
_THIRD = f"""SELECT DISTINCT target.url FROM page JOIN link ON link.page_id = page.id JOIN target ON target.id = link.target_id
    WHERE page.depth = 1 AND target.scope <> 'external' AND link.element IN ('a', 'area', 'onclick')
    AND target.url NOT IN ({_SECOND}) AND target.url NOT IN (SELECT url FROM page WHERE kind = 'home')"""  # noqa: S608 (our own query)


async def try_links(crawl: Crawl, options: CrawlOptions, resolver: GuardedResolver) -> None:
    """Try the sample and record what came of it; nothing without an IPv6 route, behind a proxy, or where the site is to be left alone or the check to be quick."""
    if options.proxy is not None or options.quick or crawl.stopped_by in ("interrupted", "time", "errors", "blocked"):
        return
    trial = _Trial(options, resolver)
    sample = sampled_links(crawl.recorder.database, crawl.home_url)
    six = [end.address for url, _ in sample for end in await trial.endpoints(host_of(url)) if end.family == 6]
    if not has_ipv6_route(six):
        return
    found: list[LinkReach] = []
    try:
        for url, level in sample:
            await crawl.pace.turn(authority(url))
            found.append(await trial.reach(url, level))
    except StoppedError:
        return
    crawl.recorder.begin()
    note_link_reaches(crawl.recorder.database, found)


def sampled_links(database: sqlite3.Connection, seed: str) -> list[tuple[str, int]]:
    """Addresses with their level, chosen by chance that stays the same."""
    levels = ((2, _SECOND), (3, _THIRD))
    return [
        (url, level)
        for level, query in levels
        for url in sorted((row[0] for row in database.execute(query)), key=lambda url: rank(url, seed))[:EACH_LEVEL]
    ]


class _Trial:
    """Opens addresses over one family at a time."""

    def __init__(self, options: CrawlOptions, resolver: GuardedResolver) -> None:
        self._options = options
        self._resolver = resolver
        self._nameserver = nameserver_of(options.nameserver) if options.nameserver else None
        self._known: dict[str, list[Endpoint]] = {}

    async def endpoints(self, host: str) -> list[Endpoint]:
        """Addresses of a host, of both families; IPv4 addresses in IPv6 ones do not count."""
        if host not in self._known:
            self._known[host] = [end for end in await self._asked(host) if not is_ipv4_in_ipv6(end.address)]
        return self._known[host]

    async def _asked(self, host: str) -> list[Endpoint]:
        if literal(host) is not None:
            return [Endpoint(host, None)]
        listed = list(self._resolver.table.of(host))
        if listed:
            return listed
        found: list[Endpoint] = []
        for rrtype in ("A", "AAAA"):
            try:
                answer = await asking(self._nameserver, self._options.timeout).resolve(host, rrtype)
            except dns.exception.DNSException:
                continue
            found += [Endpoint(record.to_text(), None) for record in answer]
        return found

    async def reach(self, url: str, level: int) -> LinkReach:
        """How an address opens over IPv4 and over IPv6, at the same time."""
        (status4, error4), (status6, error6) = await asyncio.gather(self._open(url, 4), self._open(url, 6))
        return LinkReach(url, level, datetime.now(UTC), status4, error4, status6, error6)

    async def _open(self, url: str, family: int) -> tuple[int | None, str]:
        endpoint = next((end for end in await self.endpoints(host_of(url)) if end.family == family), None)
        if endpoint is None:
            return None, NO_ADDRESS
        try:
            self._resolver.check(host_of(url), [endpoint.address])
            return await status_at(url, endpoint, self._options), ""
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return None, fault_of(error)[0].value
