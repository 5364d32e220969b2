"""One crawl in progress (抓取过程): the frontier, the register and the inspector put together, within its budgets."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from crawler.breaker import Breaker
from crawler.checkpoint import Checkpoint
from crawler.conclusions import Conclusions
from crawler.front import Front, unopened_words
from crawler.frontier import Frontier, clicks
from crawler.inspection import Inspector
from crawler.journal import Journal, Note
from crawler.keeping import Keeper
from crawler.off_peak import Doors
from crawler.options import CrawlOptions, Progress
from crawler.outages import Outages
from crawler.pacing import Pace
from crawler.passes import Passes
from crawler.patience import Patience
from crawler.previous import Previous
from crawler.rechecks import Rechecks
from crawler.register import Register
from crawler.renewal import Renewal
from crawler.robots import Robots
from crawler.sampling import Quota, sampled
from crawler.scopes import Scopes
from crawler.traps import Traps
from crawler.tries import Tries
from crawler.twins import Twins
from crawler.visits import Outcome, Visit
from portal.site import Site
from portal.states import Fault, LinkState, Scope
from portal.storage.archive import Archive
from portal.storage.recorder import Recorder

LISTED_DEPTH = 90  # level of pages no link leads to: after all others
ELSEWHERE = 24  # visits to other hosts under way at once


class Crawl:
    """State of one crawl. `again` gets a visit whose wait for another try is over."""

    def __init__(
        self,
        site: Site,
        home_url: str,
        options: CrawlOptions,
        recorder: Recorder,
        archive: Archive,
        again: Callable[[Visit], None],
        previous: Previous | None = None,
    ) -> None:
        self.options = options
        self.home_url = home_url
        self.journal = Journal(recorder)
        self.scopes = Scopes(home_url, site.aliases)
        self.robots = Robots()
        doors = Doors(options.off_peak, lambda window: self.journal.note(Note.OFF_PEAK, window))
        self.pace = Pace(self._interval, doors.wait)
        self.breaker = Breaker(self._doubted)
        self.traps = Traps()
        self.quota = Quota(options.external_per_host, home_url)
        self.front = Front() if options.quick else None
        level = self.front.level if self.front else clicks
        self.frontier = Frontier(options.concurrency, ELSEWHERE, self._may_go, self._arranged, level)
        self.rechecks = Rechecks(options.recheck, again)
        self.checkpoint = Checkpoint(recorder)
        self.register = Register(recorder, self.scopes, self.admit, self.checkpoint.touch)
        self.outages = Outages(self.frontier, self._settle_unasked, self.register.has_answered)
        self.tries = Tries(archive, self.register)
        self.keeper = Keeper(recorder, self.register, self.traps, self.journal, options.max_pages)
        self.twins = Twins(recorder)
        self.passes = Passes(lambda place: self.journal.note(Note.ADMITTED, place))
        self.inspector = Inspector(
            self.register,
            self.outages,
            self.tries,
            self.keeper,
            Conclusions(self.register, self.rechecks, self.outages, self.breaker, lasting_only=options.quick),
            Patience(self.pace, self.journal, self._first),
            self.twins,
            self.passes,
            self._first,
        )
        if self.front is not None:
            self.keeper.before, self.inspector.worth = self.front.reading, self.front.shows
            self.keeper.files.read_none()
        if previous is not None:
            self.inspector.renewal = Renewal(previous, recorder, archive, self.register)
        self.recorder = recorder
        self.archive = archive
        self.stopped_by: str | None = None
        self.doubted = asyncio.Event()  # the breaker wants the home page to be looked at
        self.doubt = ""
        self._limited_by: str | None = None  # the budget that was spent before the crawl was stopped
        self.stopping = asyncio.Event()
        self.listed: list[str] = []  # pages that sitemaps name, for when everything links lead to is read
        self._under_way = 0  # visits that may become pages
        self._unopened = 0  # addresses the time did not suffice for
        self.started = datetime.now(UTC)
        self._clock = time.monotonic()

    @property
    def pending(self) -> bool:
        """Whether anything waits to be opened, be it for its second try."""
        return self.frontier.waiting > 0 or self.rechecks.pending > 0

    def admit(self, visit: Visit) -> None:
        """Queue a new address, unless robots.txt or the depth budget is against it."""
        fault = self._refusal(visit)
        if fault is not None:
            self.register.settle(visit, Outcome(LinkState.SKIPPED, fault))
        elif not self.stopping.is_set() and not self.outages.dooms(visit):
            self.frontier.add(visit)

    def _refusal(self, visit: Visit) -> Fault | None:
        if self.front is not None and not self.front.wants(visit):
            return Fault.BUDGET
        if visit.scope is Scope.INTERNAL and not self.robots.allows(visit.url):
            return Fault.ROBOTS
        if visit.scope is Scope.INTERNAL and visit.whole and self.traps.refuses(visit.url):
            return Fault.BUDGET
        if visit.scope is Scope.EXTERNAL and self._over_quota(visit):
            return Fault.BUDGET
        depth = self.options.max_depth
        if visit.whole and depth is not None and visit.depth > depth:
            self.stopped_by = self.stopped_by or "max_depth"
            return Fault.BUDGET
        return None

    def admit_again(self, visit: Visit) -> None:
        """Queue an address that was admitted before the crawl was cut off."""
        if visit.scope is Scope.EXTERNAL:
            self.quota.count(visit)
        if not self.outages.dooms(visit):
            self.frontier.add(visit)

    def _over_quota(self, visit: Visit) -> bool:
        """Whether there are enough addresses of its host; one that waits makes room for it where it ranks behind."""
        loser = self.quota.refuses(visit)
        if loser is not None and loser is not visit:
            self.register.settle(loser, Outcome(LinkState.SKIPPED, Fault.BUDGET))
        return loser is visit

    def next(self) -> Visit | None:
        """Visit to make now; None while nothing may leave."""
        while not self.stopping.is_set():
            visit = self.frontier.next()
            if visit is None and self._turn_to_listed():
                continue
            if visit is None:
                return None
            if not self._withheld(visit):
                visit.begun = True
                self._under_way += visit.whole
                return visit
            self.frontier.done(visit)
            if visit.outcome is None:
                self.register.settle(visit, Outcome(LinkState.SKIPPED, Fault.BUDGET))
        return None

    def _turn_to_listed(self) -> bool:
        """Queue pages that only sitemaps name, once nothing else is left; whether there were any."""
        if not self.listed or self.frontier.waiting or self.frontier.busy or self.rechecks.pending:
            return False
        listed, self.listed = self.listed, []
        return sum(self.register.further(url, LISTED_DEPTH) for url in listed) > 0

    def _withheld(self, visit: Visit) -> bool:
        """Whether a visit is not made after all."""
        if self._spent(visit):
            self.stopped_by = "max_pages"
            return True
        return visit.outcome is not None or (not visit.begun and not visit.tries and self.traps.leaves(visit))

    def headers(self, visit: Visit) -> dict[str, str]:
        """Headers of a visit's own: cookies its host asks for, conditions; none of these while the site is being opened, which takes whole answers."""
        renewal = self.inspector.renewal
        conditions = renewal.conditions(visit) if renewal and self.inspector.calibration else {}
        return conditions | self.passes.headers(visit.url)

    def done(self, visit: Visit) -> None:
        """A visit handed out by `next` is over."""
        self._under_way -= visit.whole
        self.frontier.done(visit)

    def stop(self, reason: str) -> None:
        """Let nothing new leave."""
        if not self.stopping.is_set():
            self._limited_by, self.stopped_by = self.stopped_by, reason
            self.journal.note(Note.STOPPED, reason)
            self.stopping.set()
            self.rechecks.cancel()
            self.pace.stop()
            for _ in self.frontier.drain():
                continue

    def finish(self) -> None:
        """Settle what is left: failures that were not confirmed are suspect, what was never opened stays unopened."""
        for visit in self.register.unsettled():
            if visit.doubt is not None:
                self.register.settle(visit, visit.doubt._replace(state=LinkState.SUSPECT))
            elif self.stopped_by == "time":
                self.register.settle(visit, Outcome(LinkState.SKIPPED, Fault.BUDGET))
                self._unopened += visit.target is not None

    def save(self) -> None:
        """Make everything so far durable: the archive first, then the facts that point into it and what it takes to go on from here."""
        self.archive.flush()
        self.checkpoint.put("crawl", self._state())
        self.checkpoint.save()
        self.recorder.commit()

    def restore(self, state: dict[str, Any]) -> None:
        """Count on from where a crawl was cut off."""
        self.stopped_by = state["stopped_by"]
        self.started = datetime.fromisoformat(state["started"])
        self.tries.requests = state["requests"]
        self.tries.bytes = state["bytes"]
        self.tries.elsewhere = state["answers_elsewhere"]
        self.outages.restore(state["outages"])
        self.traps.restore(state["traps"])

    def _state(self) -> dict[str, Any]:
        """What no row tells, as JSON holds it."""
        return {
            "archive": self.archive.offset,
            "started": self.started.isoformat(),
            "stopped_by": self._limited_by if self.stopping.is_set() else self.stopped_by,
            "requests": self.tries.requests,
            "bytes": self.tries.bytes,
            "answers_elsewhere": self.tries.elsewhere,
            "outages": self.outages.state(),
            "traps": self.traps.state(),
        }

    def progress(self, *, done: bool = False) -> Progress:
        """How far it has got."""
        elapsed = time.monotonic() - self._clock
        return Progress(
            at=datetime.now(UTC),
            pages=self.keeper.count,
            targets=self.register.targets,
            checked=self.register.settled,
            queue=self.frontier.waiting + self.frontier.busy,
            rechecks=self.rechecks.pending,
            errors=self.register.errors,
            requests=self.tries.requests,
            rate=round(self.keeper.count / elapsed, 2) if elapsed else 0.0,
            elapsed=round(elapsed, 2),
            done=done,
        )

    def _doubted(self, reason: str) -> None:
        self.doubt = reason
        self.journal.note(Note.DOUBTED, reason)
        self.doubted.set()

    def _settle_unasked(self, visit: Visit, outcome: Outcome, instead: str) -> None:
        """Settle a visit by what became of another one to the same host, and say so in its record."""
        self.tries.unasked(visit, outcome, instead)
        self.register.settle(visit, outcome)

    def _first(self, visit: Visit) -> None:
        self.frontier.add(visit, first=True)

    def _spent(self, visit: Visit) -> bool:
        return visit.whole and not visit.tries and self.keeper.count >= self.options.max_pages

    def _may_go(self, visit: Visit) -> bool:
        """Whether a page may still be fetched, counting those under way as pages, and whether the site is to be asked at all."""
        if self.breaker.open and visit.scope is Scope.INTERNAL:
            return False
        room = self.options.max_pages - self.keeper.count
        return not visit.whole or room <= 0 or self._under_way < room

    def _arranged(self, visits: list[Visit]) -> list[Visit]:
        """Visits of one level: in the order they were found, or a sample's where there are more pages than may be read."""
        pages = [visit for visit in visits if visit.whole]
        if len(pages) <= self.options.max_pages - self.keeper.count:
            return visits
        return [visit for visit in visits if not visit.whole] + sampled(pages, self.home_url)

    def note_limits(self) -> None:
        """Record what was left aside on purpose."""
        self.traps.note(self.journal)
        self.quota.note(self.journal)
        if self.twins.found:
            self.journal.note(Note.TWINS, f"{self.twins.found} addresses")

    def limits(self) -> list[str]:
        """What was left aside on purpose, for people."""
        return [*unopened_words(self._unopened), *self.traps.words(), *self.quota.words()]

    def _interval(self, host: str) -> float:
        return 1 / self.options.rate if host == self.scopes.authority else self.options.external_interval
