"""Taking samples for the calibration (软404取样): each host is asked for addresses that cannot exist, and how it answers is kept."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from crawler.calibration import HOME_PATH, Calibration, Look, Sample, impossible_paths, look_of
from crawler.crawl import Crawl
from crawler.exchange import Exchange, FetchError
from crawler.journal import Note
from crawler.scopes import authority
from crawler.verdicts import of_answer
from crawler.visits import Visit
from portal.facts import PageFacts
from portal.links.addresses import resolve
from portal.states import LinkState, Scope

_MAX_STEPS = 10


class Calibrator:
    """Asks hosts for missing pages. `download` raises FetchError."""

    def __init__(self, crawl: Crawl, download: Callable[[Visit], Awaitable[Exchange]]) -> None:
        self._crawl = crawl
        self._download = download

    async def site(self, home_url: str, home: Look) -> Calibration:
        """How the audited host answers; `home` is what its home page shows."""
        return await self._calibration(home_url, home)

    def lacks(self, visit: Visit, exchange: Exchange) -> bool:
        """Whether an answer of a related host cannot be told from that of a missing page before the host is calibrated."""
        if visit.scope is not Scope.RELATED or visit.host in self._crawl.inspector.related:
            return False
        if HOME_PATH.fullmatch(urlsplit(visit.url).path):
            return False  # most departments are linked by their home page only: nothing to compare, nothing to ask
        return bool(exchange.location) or (exchange.is_html and of_answer(exchange).state is LinkState.OK)

    async def host(self, url: str) -> None:
        """Calibrate the related host of an address, once for the whole crawl."""
        home_url = _aside(url, "/")
        exchange, facts = await self._shown(self._visit(home_url))
        home = look_of(exchange, facts) if exchange and facts else Look(home_url, "", "")
        self._crawl.inspector.related[authority(url)] = await self._calibration(home_url, home)

    async def _calibration(self, home_url: str, home: Look) -> Calibration:
        found = [await self._sample(home_url, path) for path in impossible_paths()]
        calibration = Calibration([sample for sample in found if sample], home)
        if calibration.note:
            self._crawl.journal.note(Note.CALIBRATION, f"{authority(home_url)}: {calibration.note}")
        return calibration

    async def _sample(self, home_url: str, path: str) -> Sample | None:
        """Answer for an impossible path; None when the host says so with an error status, or nothing at all."""
        visit = self._visit(_aside(home_url, path))
        for _ in range(_MAX_STEPS):
            exchange, facts = await self._shown(visit)
            onward = _onward(exchange, facts)
            if exchange is None or not onward:
                return Sample(visit.url, look=look_of(exchange, facts)) if exchange and facts else None
            if urlsplit(onward).path.rstrip("/") != path.rstrip("/"):
                return Sample(visit.url, location=onward)
            visit = self._visit(onward)  # the same path on another scheme or host: how the site spells its addresses
        return None

    async def _shown(self, visit: Visit) -> tuple[Exchange | None, PageFacts | None]:
        """What an address answers, and its facts where that is a page with a good status."""
        try:
            exchange = await self._download(visit)
        except FetchError:
            return None, None
        offset = self._crawl.tries.answered(visit, exchange)
        if exchange.location or of_answer(exchange).state is not LinkState.OK or not exchange.is_html:
            return exchange, None
        return exchange, self._crawl.keeper.read(visit, exchange, offset)

    def _visit(self, url: str) -> Visit:
        """A visit outside the register: nobody links there."""
        scope = self._crawl.scopes.of(url)
        return Visit(url, authority(url), scope, 0, whole=scope is Scope.INTERNAL)


def _aside(url: str, path: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{path}"


def _onward(exchange: Exchange | None, facts: PageFacts | None) -> str:
    """Where an answer sends its visitor; empty when it stays."""
    if exchange is not None and exchange.location:
        address = resolve(exchange.url, exchange.location)
        return address.url if address else ""
    return facts.page.refresh_to if facts else ""
