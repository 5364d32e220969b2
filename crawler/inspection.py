"""Inspection (核对): what an answer means for the visit that asked, and what is done about it."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from crawler.browsing import Browsing
from crawler.calibration import Calibration, look_of
from crawler.conclusions import Conclusions
from crawler.exchange import Exchange, FetchError
from crawler.keeping import Keeper
from crawler.needs import Need
from crawler.outages import Outages
from crawler.passes import Passes
from crawler.patience import Patience
from crawler.previous import NOT_MODIFIED
from crawler.register import MAX_HOPS, Register
from crawler.renewal import Renewal
from crawler.tries import Tries
from crawler.twins import Twins
from crawler.verdicts import OK, Verdict, of_answer, of_error, of_wrong_type
from crawler.visits import Outcome, Visit
from portal.facts import PageFacts
from portal.links.addresses import resolve
from portal.states import Fault, LinkState, PageKind, Scope
from portal.storage.carrying import Known

_SHORT_TEXT = 200  # characters of main text of a page that may only say that it does not exist


class Unfinished(NamedTuple):
    """An answer that takes more requests, and the verdict without them. `facts` is None where a script challenge stands before the page."""

    verdict: Verdict
    offset: int
    need: Need | None  # of a browser; None: to be completed without one first
    facts: PageFacts | None = None


class Completes(Protocol):
    """What completes pages without a browser (`crawler.completing`)."""

    def wants(self, facts: PageFacts) -> bool:
        """Whether there is anything a page could be completed from."""

    async def complete(self, visit: Visit, exchange: Exchange, offset: int, facts: PageFacts) -> PageFacts:
        """Facts of the page, completed as far as that goes."""


class Inspector:
    """Handles answers one by one. `again` queues a visit once more at once."""

    def __init__(
        self,
        register: Register,
        outages: Outages,
        tries: Tries,
        keeper: Keeper,
        conclusions: Conclusions,
        patience: Patience,
        twins: Twins,
        passes: Passes,
        again: Callable[[Visit], None],
    ) -> None:
        self._register = register
        self._outages = outages
        self._tries = tries
        self._keeper = keeper
        self._conclusions = conclusions
        self._patience = patience
        self._twins = twins
        self._passes = passes
        self._again = again
        self.calibration: Calibration | None = None
        self.related: dict[str, Calibration] = {}  # of hosts judged with the site, by host and port
        self.browsing: Browsing | None = None
        self.completing: Completes | None = None
        self.renewal: Renewal | None = None
        self.worth: Callable[[Visit], bool] = lambda _: True  # whether more is done for a page than reading its answer

    def answered(self, visit: Visit, exchange: Exchange) -> Unfinished | None:
        """An answer came. What only a browser can bring to its end is returned: `finish_in_browser` takes it."""
        self._outages.answered(visit)
        taken = self.renewal.take(visit, exchange) if self.renewal else None
        if taken is not None:
            self._tries.count(visit, exchange)
            exchange, offset = taken
        else:
            offset = self._tries.answered(visit, exchange)
        self._patience.answered(visit, exchange.status)
        if exchange.status == NOT_MODIFIED and visit.asked_anew:
            self._again(visit)
            return None
        found = self._of_redirect(visit, exchange) if exchange.location else self._of_content(visit, exchange, offset)
        if isinstance(found, Unfinished):
            return found
        if found is not None and self._patience.postpones(visit, exchange, found):
            self._register.touch(visit)
        elif found is not None:
            self._conclusions.draw(visit, found, exchange)
        return None

    async def finish_in_browser(self, visit: Visit, exchange: Exchange, unfinished: Unfinished) -> None:
        """Bring an answer to its end in the browser; where that shows nothing, as without one."""
        if self.browsing is None:
            raise ValueError("there is no browser to finish in")
        if unfinished.facts is not None:
            facts = await self._completed(visit, exchange, unfinished, unfinished.facts)
            verdict = self._kept(visit, facts, unfinished.verdict)
        else:
            passed = await self.browsing.past_challenge(exchange, unfinished.offset, visit.depth)
            if passed is not None:
                exchange, facts = passed
                self._tries.passed(visit, exchange)
            verdict = self._kept(visit, facts, OK) if passed is not None else unfinished.verdict
        if verdict is not None:
            self._conclusions.draw(visit, verdict, exchange)

    async def _completed(self, visit: Visit, exchange: Exchange, unfinished: Unfinished, facts: PageFacts) -> PageFacts:
        """Facts of a page with what its scripts fetch, read without a browser as far as that goes."""
        need = unfinished.need
        if need is None and self.completing is not None:
            facts = await self.completing.complete(visit, exchange, unfinished.offset, facts)
            need = self.browsing.wants(facts) if self.browsing else None
        return await self.browsing.complete(exchange, facts, need) if need and self.browsing else facts

    def failed(self, visit: Visit, error: FetchError) -> None:
        """No answer came."""
        self._tries.failed(visit, error)
        self._outages.failed(visit, error)
        self._patience.failed(visit, error)
        self._conclusions.draw(visit, of_error(error), None)

    def _of_redirect(self, visit: Visit, exchange: Exchange) -> Verdict | None:
        """Verdict on a redirect; None while it depends on where it leads."""
        address = resolve(exchange.url, exchange.location)
        if address is None:
            return Verdict(LinkState.SUSPECT, Fault.SCHEME)
        return self._genuine(visit, address.url) or self._follow(visit, address.url)

    def _genuine(self, visit: Visit, url: str) -> Verdict | None:
        calibration = self._calibration_of(visit)
        return _calibrated(calibration.of_redirect(visit.url, url)) if calibration else None

    def _calibration_of(self, visit: Visit) -> Calibration | None:
        """How the visit's host answers for missing pages, if that is known."""
        return self.calibration if visit.scope is Scope.INTERNAL else self.related.get(visit.host)

    def _follow(self, visit: Visit, url: str) -> Verdict | None:
        if self._register.redirect(visit, url):
            return None
        circle = self._register.circle(visit, url)
        places = [each.url for each in circle]
        if self._passes.admit(places):
            self._again(self._register.open_circle(circle))
            return None
        if self._passes.asked(places):
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
            self._keeper.remember(exchange, offset)
            self._keeper.files.note(visit, exchange, offset)
            self._keeper.style(visit, exchange)
            if visit.scope is Scope.EXTERNAL:
                self._keeper.outside(exchange)
            return of_wrong_type(exchange) or verdict
        if self._repeats(visit, exchange):
            self._keeper.remember(exchange, offset)
            return None
        known = self._as_before(visit, exchange)
        if known is not None:
            return self._carried(visit, known, exchange, offset, verdict)
        return self._of_page(visit, exchange, offset, verdict)

    def _of_page(self, visit: Visit, exchange: Exchange, offset: int, verdict: Verdict) -> Verdict | Unfinished | None:
        """Verdict on a page that has to be read."""
        facts = self._keeper.read(visit, exchange, offset)
        alike = self._look_alike(visit, exchange, facts)
        takes = self._keeper.takes(visit)
        if alike is not None:
            if takes and alike.state is LinkState.SUSPECT:
                facts.page.fault = alike.fault
                self._keeper.keep(visit, facts)
            return alike
        self._keeper.remember(exchange, offset, facts)
        if visit.kept:
            return self._sent_on(visit, facts.page.refresh_to, verdict)
        if not takes:
            if visit.scope is Scope.RELATED:
                self._keeper.outside(exchange)
            return of_wrong_type(exchange) or verdict
        if not self.worth(visit):
            return self._kept(visit, facts, verdict)
        if self.completing is not None and self.completing.wants(facts):
            return Unfinished(verdict, offset, None, facts)
        need = self.browsing.wants(facts) if self.browsing else None
        return Unfinished(verdict, offset, need, facts) if need else self._kept(visit, facts, verdict)

    def _repeats(self, visit: Visit, exchange: Exchange) -> bool:
        """Whether an answer is a page recorded under another address; the visit is settled then."""
        comparing = self.calibration is None or self.calibration.compares  # missing pages show another one on purpose
        twin = "" if comparing or not self._keeper.takes(visit) else self._twins.of(exchange)
        if twin:
            outcome = Outcome(LinkState.OK, None, exchange.status, exchange.content_type, exchange.started, twin)
            self._register.settle(visit, outcome)
        return bool(twin)

    def _as_before(self, visit: Visit, exchange: Exchange) -> Known | None:
        """The page of the snapshot before whose facts hold still; none where pages have to be compared with missing ones."""
        if self.renewal is None or not self._keeper.takes(visit):
            return None
        return None if self.calibration is None or self.calibration.compares else self.renewal.page(exchange)

    def _carried(self, visit: Visit, known: Known, exchange: Exchange, offset: int, verdict: Verdict) -> Verdict | None:
        """Verdict on a page whose facts are carried over."""
        if self.renewal is not None:
            self._keeper.carry(visit, self.renewal, known, exchange, offset)
        return self._sent_on(visit, known.refresh_to, verdict)

    def _may_pass(self, visit: Visit) -> bool:
        """Whether a browser should try to get in where a script guards the door."""
        wanted = self.browsing is not None and self._keeper.takes(visit) and self.worth(visit)
        return wanted and self.browsing is not None and self.browsing.may_pass(visit.url)

    def _look_alike(self, visit: Visit, exchange: Exchange, facts: PageFacts) -> Verdict | None:
        """Verdict on a page that is not the one asked for."""
        calibration = self._calibration_of(visit)
        found = calibration.of_page(look_of(exchange, facts)) if calibration and calibration.compares else None
        if found is not None:
            return _calibrated(found)
        if facts.page.kind is PageKind.ERROR and facts.page.text_length < _SHORT_TEXT:
            return Verdict(LinkState.SUSPECT, Fault.SOFT_404)
        return None

    def _kept(self, visit: Visit, facts: PageFacts, verdict: Verdict) -> Verdict | None:
        """Verdict on a page that is recorded now; None when it only sends on to another one and depends on that."""
        self._keeper.keep(visit, facts)
        return self._sent_on(visit, facts.page.refresh_to, verdict)

    def _sent_on(self, visit: Visit, onward: str, verdict: Verdict) -> Verdict | None:
        if not onward or onward == visit.url:
            return verdict
        if self._register.redirect(visit, onward):
            return None
        if visit.hops >= MAX_HOPS:
            return Verdict(LinkState.SUSPECT, Fault.LOOP)
        return verdict  # pages that send their visitor round and round do open


def _calibrated(found: tuple[Fault, bool] | None) -> Verdict | None:
    if found is None:
        return None
    fault, certain = found
    if fault is Fault.LOGIN:
        return Verdict(LinkState.BLOCKED, fault)
    return Verdict(LinkState.BROKEN if certain else LinkState.SUSPECT, fault)
