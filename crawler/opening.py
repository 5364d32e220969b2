"""Opening a site (首次访问): its home page, wherever it is found."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from crawler.calibration import Look, look_of
from crawler.crawl import Crawl
from crawler.exchange import Exchange, FetchError
from crawler.journal import Note
from crawler.verdicts import OK, Verdict, of_answer, of_error
from crawler.visits import Outcome, Visit
from portal.facts import PageFacts
from portal.links.addresses import resolve
from portal.states import Fault, LinkState, Scope

Download = Callable[[Visit], Awaitable[Exchange]]
Sleep = Callable[[float], Awaitable[None]]
_MAX_STEPS = 10


@dataclass
class Arrival:
    """Where opening an address ended; without `facts` nothing was read there."""

    visit: Visit
    verdict: Verdict
    exchange: Exchange | None = None
    facts: PageFacts | None = None
    offset: int | None = None  # of the answer in the archive


class Opening:
    """Opens the site. `download` raises FetchError; `sleep` takes seconds."""

    def __init__(self, crawl: Crawl, download: Download, sleep: Sleep) -> None:
        self._crawl = crawl
        self._download = download
        self._sleep = sleep

    async def home(self, url: str) -> Arrival:
        """Open the home page, wherever redirects of any kind lead on the site's own domain, with a few spaced retries."""
        visit = self._crawl.register.home(url)
        for _ in range(_MAX_STEPS):
            arrival = await self._in_browser(await self._open_with_patience(visit))
            onward = _onward(arrival)
            if not onward or (onward == visit.url and arrival.facts is not None):
                return arrival
            if self._crawl.scopes.of(onward) is Scope.EXTERNAL:
                return Arrival(visit, Verdict(LinkState.REDIRECTED), arrival.exchange)
            self._move(onward)
            opened = self._followed(visit, onward)
            if opened is None:
                break
            visit = opened
            visit.whole = True
        asks = self._crawl.passes.asked([visit.url])
        return Arrival(
            visit, Verdict(LinkState.BLOCKED, Fault.CHALLENGE) if asks else Verdict(LinkState.BROKEN, Fault.LOOP)
        )

    def _followed(self, visit: Visit, onward: str) -> Visit | None:
        """The visit to make after a redirect; None where that leads nowhere new, not even with the cookies it set."""
        register = self._crawl.register
        if register.redirect(visit, onward, queue=False):
            return visit.awaits
        circle = register.circle(visit, onward)
        return register.open_circle(circle) if self._crawl.passes.admit([each.url for each in circle]) else None

    async def _open_with_patience(self, visit: Visit) -> Arrival:
        arrival = await self._open(visit)
        for wait in self._crawl.options.home_waits:
            if arrival.verdict.state not in {LinkState.BROKEN, LinkState.SUSPECT}:
                break
            await self._sleep(wait)
            arrival = await self._open(visit)
        return arrival

    async def _in_browser(self, arrival: Arrival) -> Arrival:
        """The same as a visitor's browser shows it, where scripts write the page or stand before it."""
        browsing, exchange, offset = self._crawl.inspector.browsing, arrival.exchange, arrival.offset
        if browsing is None or exchange is None or offset is None:
            return arrival
        if arrival.facts is not None:
            facts = await self._completed(arrival.visit, exchange, offset, arrival.facts)
            need = browsing.wants(facts)
            return replace(arrival, facts=await browsing.complete(exchange, facts, need) if need else facts)
        if arrival.verdict.fault is not Fault.CHALLENGE or not browsing.may_pass(arrival.visit.url):
            return arrival
        passed = await browsing.past_challenge(exchange, offset, 0, home=True)
        return Arrival(arrival.visit, OK, *passed, offset) if passed else arrival

    async def _completed(self, visit: Visit, exchange: Exchange, offset: int, facts: PageFacts) -> PageFacts:
        completing = self._crawl.inspector.completing
        if completing is None or not completing.wants(facts):
            return facts
        return await completing.complete(visit, exchange, offset, facts)

    async def _open(self, visit: Visit) -> Arrival:
        try:
            exchange = await self._download(visit)
        except FetchError as error:
            self._crawl.tries.failed(visit, error)
            return Arrival(visit, of_error(error))
        return self._judged(visit, exchange, home=True)

    def _judged(self, visit: Visit, exchange: Exchange, *, home: bool = False) -> Arrival:
        offset = self._crawl.tries.answered(visit, exchange)
        if exchange.location:
            return Arrival(visit, Verdict(LinkState.REDIRECTED), exchange)
        verdict = of_answer(exchange)
        if verdict.state is not LinkState.OK or not exchange.is_html:
            return Arrival(visit, verdict, exchange, offset=offset)
        return Arrival(visit, verdict, exchange, self._crawl.keeper.read(visit, exchange, offset, home=home), offset)

    def _move(self, url: str) -> None:
        """The site lives where its home page sends its visitors, as long as that is the same domain."""
        if self._crawl.scopes.of(url) is Scope.RELATED:
            self._crawl.scopes.move(url)
            self._crawl.journal.note(Note.HOME_MOVED, url)


def outcome_of(arrival: Arrival) -> Outcome:
    """What became of the address."""
    state, fault = arrival.verdict
    exchange = arrival.exchange
    if exchange is None:
        return Outcome(state, fault, at=datetime.now(UTC))
    return Outcome(state, fault, exchange.status, exchange.content_type, exchange.started)


def look_at(arrival: Arrival) -> Look:
    """What the page shows that was found."""
    return look_of(arrival.exchange, arrival.facts) if arrival.exchange and arrival.facts else Look("", "", "")


def _onward(arrival: Arrival) -> str:
    """Where the answer sends its visitor; empty when it stays."""
    if arrival.exchange is not None and arrival.exchange.location:
        address = resolve(arrival.exchange.url, arrival.exchange.location)
        return address.url if address else ""
    return arrival.facts.page.refresh_to if arrival.facts else ""
