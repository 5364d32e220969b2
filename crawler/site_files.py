"""Files a site keeps for crawlers (站点约定文件): its robots.txt, and the sitemaps that names or custom expects."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from crawler.crawl import Crawl
from crawler.exchange import Exchange, FetchError
from crawler.journal import Note
from crawler.robots import Robots
from crawler.scopes import authority
from crawler.sitemaps import named_in, read_all
from crawler.visits import Visit
from portal.links.addresses import resolve
from portal.states import Scope

ROBOTS_SIZE = 500_000  # bytes, as search engines read
_MAX_STEPS = 5  # redirects that RFC 9309 has followed


class SiteFiles:
    """Reads them. `download` raises FetchError, `sleep` takes seconds."""

    def __init__(
        self,
        crawl: Crawl,
        download: Callable[[Visit], Awaitable[Exchange]],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._crawl = crawl
        self._download = download
        self._sleep = sleep

    async def robots(self, home_url: str) -> Robots:
        """Rules of the host's robots.txt. A missing one allows everything; so does one that stays unreadable, with a note (decision 18)."""
        url = f"{urlsplit(home_url).scheme}://{authority(home_url)}/robots.txt"
        problem = ""
        for wait in (0.0, *self._crawl.options.home_waits):
            await self._sleep(wait)
            try:
                exchange = await self._followed(url)
            except FetchError as error:
                problem = error.fault.words
                continue
            if exchange.status < 500:
                return self._rules(exchange)
            problem = f"状态码 {exchange.status}"
        self._crawl.journal.note(Note.ROBOTS_UNREAD, problem)
        return Robots()

    async def sitemaps(self, home_url: str, robots: Robots) -> list[str]:
        """Pages of the site that its sitemaps name."""
        listing = await read_all(named_in(robots.text, home_url), self._file, self._belongs)
        for url, why in listing.refused:
            self._crawl.journal.note(Note.SITEMAP_REFUSED, f"{url} {why}")
        return listing.pages

    def _rules(self, exchange: Exchange) -> Robots:
        if exchange.status != 200 or exchange.is_html:
            return Robots()
        if exchange.cut or len(exchange.body) > ROBOTS_SIZE:
            self._crawl.journal.note(Note.ROBOTS_CUT, exchange.url)
        return Robots(exchange.body[:ROBOTS_SIZE].decode("utf-8", "replace"))

    async def _followed(self, url: str) -> Exchange:
        exchange = await self._file(url)
        for _ in range(_MAX_STEPS):
            address = resolve(exchange.url, exchange.location) if exchange.location else None
            if address is None or self._crawl.scopes.of(address.url) is Scope.EXTERNAL:
                break
            exchange = await self._file(address.url)
        return exchange

    async def _file(self, url: str) -> Exchange:
        visit = Visit(url, authority(url), self._crawl.scopes.of(url), 0, whole=True, data=True)
        exchange = await self._download(visit)
        self._crawl.tries.count(visit, exchange)
        return exchange

    def _belongs(self, url: str) -> bool:
        return self._crawl.scopes.of(url) is Scope.INTERNAL
