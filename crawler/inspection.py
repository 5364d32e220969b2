"""Inspection (核对): what comes back from a visit is archived, judged, read and recorded here."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import NamedTuple

from crawler.breaker import Breaker
from crawler.browsing import Browsing
from crawler.calibration import Calibration, Look
from crawler.exchange import Exchange, FetchError
from crawler.journal import Journal
from crawler.needs import Need, need_of
from crawler.outages import Outages
from crawler.pacing import Pace
from crawler.patience import Patience
from crawler.previous import NOT_MODIFIED
from crawler.rechecks import Rechecks
from crawler.register import Register
from crawler.renewal import Renewal
from crawler.traps import Traps
from crawler.twins import Twins
from crawler.verdicts import OK, Verdict, of_answer, of_error, of_wrong_type
from crawler.visits import Outcome, Visit
from crawler.wording import words_of
from portal.addresses import resolve
from portal.archive import Archive
from portal.carrying import Known
from portal.facts import Attempt, Page, PageFacts
from portal.reading import read_page
from portal.recorder import Recorder
from portal.states import Fault, LinkState, PageKind, Scope

_UNSURE = frozenset({LinkState.BROKEN, LinkState.SUSPECT})
_SHORT_TEXT = 200  # characters of main text of a page that may only say that it does not exist


class Unfinished(NamedTuple):
    """An answer that a browser should look at, and the verdict without one. `facts` is None where a script challenge stands before the page."""

    verdict: Verdict
    offset: int
    need: Need
    facts: PageFacts | None = None


class Inspector:
    """Handles answers one by one. `again` queues a visit once more at once."""

    def __init__(
        self,
        recorder: Recorder,
        journal: Journal,
        archive: Archive,
        register: Register,
        rechecks: Rechecks,
        outages: Outages,
        pace: Pace,
        max_pages: int,
        again: Callable[[Visit], None],
    ) -> None:
        self.recorder = recorder
        self.journal = journal
        self.archive = archive
        self.register = register
        self.rechecks = rechecks
        self.outages = outages
        self.patience = Patience(pace, journal, again)
        self.breaker: Breaker | None = None
        self.traps = Traps()
        self.twins = Twins(recorder)
        self.max_pages = max_pages
        self.calibration: Calibration | None = None
        self.pages = 0
        self.requests = 0
        self.bytes = 0
        self.answers_elsewhere = 0
        self.browsing: Browsing | None = None
        self.renewal: Renewal | None = None
        self._again = again

    def answered(self, visit: Visit, exchange: Exchange) -> Unfinished | None:
        """An answer came. What only a browser can bring to its end is returned: `finish_in_browser` takes it."""
        self.outages.answered(visit)
        taken = self.renewal.take(visit, exchange) if self.renewal else None
        if taken is not None:
            self._count(visit, exchange)
            exchange, offset = taken
        else:
            offset = self.note(visit, exchange)
        self.patience.answered(visit, exchange.status)
        if exchange.status == NOT_MODIFIED and visit.asked_anew:
            self._again(visit)
            return None
        found = self._of_redirect(visit, exchange) if exchange.location else self._of_content(visit, exchange, offset)
        if isinstance(found, Unfinished):
            return found
        if found is not None and self.patience.postpones(visit, exchange, found):
            self.register.touch(visit)
        elif found is not None:
            self.conclude(visit, found, exchange)
        return None

    async def finish_in_browser(self, visit: Visit, exchange: Exchange, unfinished: Unfinished) -> None:
        """Bring an answer to its end in the browser; where that shows nothing, as without one."""
        if self.browsing is None:
            raise ValueError("there is no browser to finish in")
        if unfinished.facts is not None:
            facts = await self.browsing.complete(exchange, unfinished.facts, unfinished.need)
            verdict = self._kept(visit, facts, unfinished.verdict)
        else:
            passed = await self.browsing.past_challenge(exchange, unfinished.offset, visit.depth)
            if passed is not None:
                exchange, facts = passed
                self._attempt(visit, exchange.started, exchange.status, 0, None, detail="in a browser")
            verdict = self._kept(visit, facts, OK) if passed is not None else unfinished.verdict
        if verdict is not None:
            self.conclude(visit, verdict, exchange)

    def failed(self, visit: Visit, error: FetchError) -> None:
        """No answer came."""
        self.note_error(visit, error)
        self.outages.failed(visit, error)
        self.patience.failed(visit, error)
        self.conclude(visit, of_error(error), None)

    def note(self, visit: Visit, exchange: Exchange) -> int:
        """Archive an answer and record the try; returns its offset in the archive."""
        self._count(visit, exchange)
        return self.archive.write(exchange.capture())

    def _count(self, visit: Visit, exchange: Exchange) -> None:
        self.requests += 1
        self.bytes += exchange.received
        self.answers_elsewhere += visit.scope is not Scope.INTERNAL
        self._attempt(
            visit, exchange.started, exchange.status, exchange.elapsed_ms, None, exchange.peer, exchange.location
        )

    def note_error(self, visit: Visit, error: FetchError) -> None:
        """Record a try that brought no answer."""
        self.requests += 1
        self._attempt(visit, error.started, None, error.elapsed_ms, error.fault, detail=error.detail)

    def _attempt(
        self,
        visit: Visit,
        at: datetime,
        status: int | None,
        elapsed_ms: int,
        fault: Fault | None,
        peer: str = "",
        location: str = "",
        detail: str = "",
    ) -> None:
        self.register.attempt(visit, Attempt(0, at, status, fault, elapsed_ms, peer, location, detail))

    def conclude(self, visit: Visit, verdict: Verdict, exchange: Exchange | None) -> None:
        """Settle a visit, or have it tried again first when the verdict is against it."""
        outcome = _outcome(verdict, exchange)
        if self.breaker is not None:
            self.breaker.result(visit, verdict.state, verdict.fault)
        if verdict.state in _UNSURE:
            visit.tries += 1
            visit.doubt = outcome
            if self.rechecks.plan(visit):
                self.register.touch(visit)
                return
            if not self.rechecks.confirmed(visit):
                outcome = outcome._replace(state=LinkState.SUSPECT)
        self.register.settle(visit, outcome)
        if exchange is None and self.outages.confirmed(visit, outcome) and self.breaker is not None:
            self.breaker.trip("errors")

    def settle_unasked(self, visit: Visit, outcome: Outcome, instead: str) -> None:
        """Settle a visit by what became of another one to the same host, and say so in its record."""
        at = outcome.at or datetime.now(UTC)
        self._attempt(visit, at, None, 0, outcome.fault, detail=f"not asked: no answer from its host, see {instead}")
        self.register.settle(visit, outcome)

    def _of_redirect(self, visit: Visit, exchange: Exchange) -> Verdict | None:
        """Verdict on a redirect; None while it depends on where it leads."""
        address = resolve(exchange.url, exchange.location)
        if address is None:
            return Verdict(LinkState.SUSPECT, Fault.SCHEME)
        return self._genuine(visit, address.url) or self._follow(visit, address.url, exchange)

    def _genuine(self, visit: Visit, url: str) -> Verdict | None:
        if self.calibration is None or visit.scope is not Scope.INTERNAL:
            return None
        return _calibrated(self.calibration.of_redirect(visit.url, url))

    def _follow(self, visit: Visit, url: str, exchange: Exchange) -> Verdict | None:
        if self.register.redirect(visit, url):
            return None
        if exchange.header(b"set-cookie"):
            # Some firewalls let a visitor in only with the cookie this redirect sets.
            return Verdict(LinkState.BLOCKED, Fault.CHALLENGE)
        return Verdict(LinkState.BROKEN, Fault.LOOP)

    def _of_content(self, visit: Visit, exchange: Exchange, offset: int) -> Verdict | Unfinished | None:
        verdict = of_answer(exchange)
        if verdict.fault is Fault.EMPTY and visit.may_be_empty:
            return OK
        if verdict.fault is Fault.CHALLENGE and self._may_pass(visit):
            return Unfinished(verdict, offset, Need.CHALLENGE)
        if verdict.state is not LinkState.OK:
            return verdict
        if visit.scope is Scope.EXTERNAL or not exchange.is_html:
            self._remember(exchange, offset)
            return of_wrong_type(exchange) or verdict
        if self._repeats(visit, exchange):
            self._remember(exchange, offset)
            return None
        known = self._as_before(visit, exchange)
        if known is not None:
            return self._carried(visit, known, exchange, offset, verdict)
        facts = self.read(visit, exchange, offset)
        alike = self._look_alike(visit, exchange, facts)
        readable = self._readable(visit)
        if alike is not None:
            if readable and alike.state is LinkState.SUSPECT:
                facts.page.fault = alike.fault
                self.keep(visit, facts)
            return alike
        self._remember(exchange, offset, facts)
        if not readable:
            return of_wrong_type(exchange) or verdict
        need = self.browsing.wants(facts) if self.browsing else None
        return Unfinished(verdict, offset, need, facts) if need else self._kept(visit, facts, verdict)

    def _readable(self, visit: Visit) -> bool:
        """Whether a page may be recorded for a visit."""
        return visit.whole and not visit.kept and self.pages < self.max_pages

    def _repeats(self, visit: Visit, exchange: Exchange) -> bool:
        """Whether an answer is a page recorded under another address; the visit is settled then."""
        comparing = self.calibration is None or self.calibration.compares  # missing pages show another one on purpose
        twin = "" if comparing or not self._readable(visit) else self.twins.of(exchange)
        if twin:
            outcome = Outcome(LinkState.OK, None, exchange.status, exchange.content_type, exchange.started, twin)
            self.register.settle(visit, outcome)
        return bool(twin)

    def _as_before(self, visit: Visit, exchange: Exchange) -> Known | None:
        """The page of the snapshot before whose facts hold still; none where pages have to be compared with missing ones."""
        if self.renewal is None or not self._readable(visit):
            return None
        return None if self.calibration is None or self.calibration.compares else self.renewal.page(exchange)

    def _carried(self, visit: Visit, known: Known, exchange: Exchange, offset: int, verdict: Verdict) -> Verdict | None:
        """Verdict on a page whose facts are carried over."""
        if self.renewal is not None:
            added = self.register.added = []
            page, text = self.renewal.carry(visit, known, exchange, offset)
            self._count_page(visit, page, text, added)
        return self._sent_on(visit, known.refresh_to, verdict)

    def _remember(self, exchange: Exchange, offset: int, facts: PageFacts | None = None) -> None:
        """Keep what a later crawl can ask for this address with."""
        etag, modified = exchange.header(b"etag"), exchange.header(b"last-modified")
        if exchange.status == HTTPStatus.OK and (etag or modified or facts is not None):
            scripted = facts is not None and need_of(facts) is not None
            self.recorder.validator(exchange.url, etag, modified, offset, scripted=scripted)

    def _may_pass(self, visit: Visit) -> bool:
        """Whether a browser should try to get in where a script guards the door."""
        return self.browsing is not None and self._readable(visit) and self.browsing.may_pass(visit.url)

    def read(self, visit: Visit, exchange: Exchange, offset: int, *, home: bool = False) -> PageFacts:
        """Facts of the page an answer holds."""
        facts = read_page(
            exchange.url,
            exchange.body,
            content_type=exchange.content_type,
            depth=visit.depth,
            fetched_at=exchange.started,
            status=exchange.status,
            home=home,
        )
        facts.page.archive_offset = offset
        return facts

    def _look_alike(self, visit: Visit, exchange: Exchange, facts: PageFacts) -> Verdict | None:
        """Verdict on a page that is not the one asked for."""
        calibration = self.calibration if visit.scope is Scope.INTERNAL else None
        found = calibration.of_page(look_of(exchange, facts)) if calibration and calibration.compares else None
        if found is not None:
            return _calibrated(found)
        if facts.page.kind is PageKind.ERROR and facts.page.text_length < _SHORT_TEXT:
            return Verdict(LinkState.SUSPECT, Fault.SOFT_404)
        return None

    def keep(self, visit: Visit, facts: PageFacts) -> None:
        """Record a page and queue its links."""
        added = self.register.added = []
        for link in facts.links:
            link.target_id = self.register.link(link, visit.depth + 1)
        self.recorder.page(facts)
        self._count_page(visit, facts.page, lambda: facts.text, added)

    def _count_page(self, visit: Visit, page: Page, text: Callable[[], str], added: list[Visit]) -> None:
        """A page is recorded: what it led to tells whether it belongs to a trap."""
        self.pages += 1
        visit.kept = True
        for onward in self.traps.read(visit, page, text, added):
            self.register.touch(onward)

    def _kept(self, visit: Visit, facts: PageFacts, verdict: Verdict) -> Verdict | None:
        """Verdict on a page that is recorded now; None when it only sends on to another one and depends on that."""
        self.keep(visit, facts)
        return self._sent_on(visit, facts.page.refresh_to, verdict)

    def _sent_on(self, visit: Visit, onward: str, verdict: Verdict) -> Verdict | None:
        if not onward or onward == visit.url or not self.register.redirect(visit, onward):
            return verdict  # pages that send their visitor round and round do open
        return None


def look_of(exchange: Exchange, facts: PageFacts) -> Look:
    """What a page shows, for comparing it with others of its host."""
    return Look(exchange.url, facts.page.title, words_of(exchange.body, facts.page.encoding))


def _calibrated(found: tuple[Fault, bool] | None) -> Verdict | None:
    if found is None:
        return None
    fault, certain = found
    if fault is Fault.LOGIN:
        return Verdict(LinkState.BLOCKED, fault)
    return Verdict(LinkState.BROKEN if certain else LinkState.SUSPECT, fault)


def _outcome(verdict: Verdict, exchange: Exchange | None) -> Outcome:
    if exchange is None:
        return Outcome(verdict.state, verdict.fault, at=datetime.now(UTC))
    return Outcome(verdict.state, verdict.fault, exchange.status, exchange.content_type, exchange.started)
