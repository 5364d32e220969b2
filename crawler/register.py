"""The register of addresses (网址登记): every address once, whatever leads to it, from its first mention to its final state."""

from collections.abc import Callable, Iterable, Iterator

from crawler.scopes import Scopes, authority
from crawler.visits import Outcome, Visit, is_resource, may_be_empty
from portal.facts import Attempt, Link, Target
from portal.states import LinkState, Scope
from portal.storage.recorder import Recorder
from portal.storage.rows import rows_of

MAX_HOPS = 10
_ERRORS = frozenset({LinkState.BROKEN, LinkState.SUSPECT})


class Register:
    """Knows all addresses. `queue` takes each visit that has to be made, `touch` each whose history changed.

    An address that pages link to is a target; one that only redirects lead to is a visit without a target, until a page links to it.
    """

    def __init__(
        self,
        recorder: Recorder,
        scopes: Scopes,
        queue: Callable[[Visit], None],
        touch: Callable[[Visit], None] = lambda _: None,
    ) -> None:
        self._recorder = recorder
        self._scopes = scopes
        self._queue = queue
        self.touch = touch
        self.added: list[Visit] = []  # visits made since this was last emptied
        self._open: dict[str, Visit] = {}
        self._unlinked: dict[str, Visit] = {}
        self.targets = 0
        self.settled = 0
        self.errors = 0

    def home(self, url: str) -> Visit:
        """Visit of the home page: a target from the start, not queued."""
        return self._visit(url, 0, self._target(url), whole=True)

    def link(self, link: Link, depth: int) -> int:
        """Id of the target a link leads to, 0 for one without an address. A new one is queued at `depth` clicks from the home page."""
        if not link.url:
            return 0
        known = self._recorder.target_id(link.url)
        return known if known is not None else self._new_target(link.url, link.element, depth)

    def further(self, url: str, depth: int) -> bool:
        """Queue a page that a script leads to, no link: when it does not open, nobody is told. False when it is known, or none of the site's."""
        known = url in self._unlinked or self._recorder.target_id(url) is not None
        if known or self._scopes.of(url) is not Scope.INTERNAL:
            return False
        visit = self._visit(url, depth, None, whole=True)
        self.added.append(visit)
        self.touch(visit)
        self._queue(visit)
        return True

    def redirect(self, visit: Visit, url: str, *, queue: bool = True) -> bool:
        """Let `visit` end as `url` does; False when that closes a circle or makes too many hops.

        With `queue` False a new address is not queued: the caller opens `visit.awaits` itself.
        """
        if visit.hops >= MAX_HOPS:
            return False
        ending = self._open.get(url) or self._unlinked.get(url)
        if ending is None and (target_id := self._recorder.target_id(url)) is not None:
            self.settle(visit, self._stored(target_id).behind(url))
            return True
        if ending is None:
            ending = self._visit(url, visit.depth, None, whole=not is_resource(url, "a"))
            self._follow(visit, ending)
            if queue:
                self._queue(ending)
            return True
        if ending.leads_to(visit):
            return False
        if ending.outcome is not None:
            self.settle(visit, ending.outcome.behind(url))
        else:
            self._follow(visit, ending)
        return True

    def circle(self, visit: Visit, url: str) -> list[Visit]:
        """Visits of the circle that `visit` closes by redirecting to `url`, in their order, `visit` last; empty without a circle."""
        step = self._open.get(url)
        if step is None or not step.leads_to(visit):
            return []
        found = [step]
        while found[-1] is not visit and (step := found[-1].awaits) is not None:
            found.append(step)
        return found

    def open_circle(self, circle: list[Visit]) -> Visit:
        """The first visit of a circle, free to be made once more; the others wait for it then."""
        start = circle[0]
        if start.awaits is not None:
            start.awaits.followers.remove(start)
            start.awaits = None
            self._follow(circle[-1], start)
        return start

    def attempt(self, visit: Visit, attempt: Attempt) -> None:
        """Note one try to open a visit's address, for every target it counts for; `attempt.target_id` is filled in."""
        for target in visit.owners():
            attempt.target_id = target.id
            self._recorder.attempt(attempt)

    def settle(self, visit: Visit, outcome: Outcome) -> None:
        """What became of a visit, and with it of all that were redirected to it."""
        visit.outcome = outcome
        visit.awaits = None
        self._open.pop(visit.url, None)
        if visit.target is not None:
            self._write(visit.target, outcome)
        if visit.marked or visit.target is None:
            self.touch(visit)
        followers, visit.followers = visit.followers, []
        for follower in followers:
            if follower.outcome is None:
                self.settle(follower, outcome.behind(visit.url))

    def has_answered(self, host: str) -> bool:
        """Whether any address of a host (with its port, where that is not the default) brought an answer so far."""
        query = "SELECT 1 FROM target WHERE status IS NOT NULL AND url >= ? AND url < ? LIMIT 1"
        ranges = [
            (f"{scheme}://{host}/", f"{scheme}://{host}0") for scheme in ("http", "https")
        ]  # "0" is next after "/"
        return any(self._recorder.database.execute(query, each).fetchone() for each in ranges)

    def unsettled(self) -> Iterator[Visit]:
        """Visits still open that wait for no other one."""
        yield from [visit for visit in self._open.values() if visit.awaits is None]

    def adopt(self, visit: Visit, target: Target | None) -> None:
        """Take over a visit of a crawl that was cut off."""
        visit.scope, visit.target, visit.marked = self._scopes.of(visit.url), target, True
        if visit.outcome is None:
            self._open[visit.url] = visit
        if target is None:
            self._unlinked[visit.url] = visit

    def rejoin(self, visit: Visit, url: str) -> bool:
        """Let a visit wait again for the one it was redirected to; False when that is not known any more."""
        ending = self._open.get(url)
        if ending is not None:
            self._follow(visit, ending)
        return ending is not None

    def awaited(self, target: Target, depth: int, element: str) -> Visit:
        """Visit of a target no visit was made to yet; not queued."""
        visit = self._visit(target.url, depth, target, whole=not is_resource(target.url, element))
        visit.may_be_empty = may_be_empty(element)
        return visit

    def recount(self, states: Iterable[tuple[LinkState, int]]) -> None:
        """Start from targets that are there already: how many there are in each state."""
        for state, number in states:
            self.targets += number
            self.settled += number if state is not LinkState.PENDING else 0
            self.errors += number if state in _ERRORS else 0

    def _follow(self, visit: Visit, ending: Visit) -> None:
        visit.awaits = ending
        ending.hops = max(ending.hops, visit.hops + 1)
        ending.followers.append(visit)
        self.touch(visit)
        self.touch(ending)

    def _target(self, url: str) -> Target:
        target = Target(url=url, scope=self._scopes.of(url))
        self._recorder.target(target)
        self.targets += 1
        return target

    def _new_target(self, url: str, element: str, depth: int) -> int:
        target = self._target(url)
        visit = self._unlinked.pop(url, None)
        if visit is None:
            visit = self.awaited(target, depth, element)
            self.added.append(visit)
            self._queue(visit)
        else:
            visit.target = target
            self.touch(visit)
            if visit.outcome is not None:
                self._write(target, visit.outcome)
        return target.id

    def _visit(self, url: str, depth: int, target: Target | None, *, whole: bool) -> Visit:
        scope = target.scope if target else self._scopes.of(url)
        visit = Visit(url, authority(url), scope, depth, whole and scope is Scope.INTERNAL, target)
        self._open[url] = visit
        if target is None:
            self._unlinked[url] = visit
        return visit

    def _write(self, target: Target, outcome: Outcome) -> None:
        target.state, target.fault, target.status = outcome.state, outcome.fault, outcome.status
        target.content_type, target.checked_at, target.final_url = outcome.content_type, outcome.at, outcome.final_url
        self._recorder.target_state(target)
        self.settled += 1
        self.errors += outcome.state in _ERRORS

    def _stored(self, target_id: int) -> Outcome:
        rows = rows_of(Target, "target")
        found = self._recorder.database.execute(f"{rows.select} WHERE id = ?", (target_id,))
        target = rows.decode(found.fetchone())
        return Outcome(
            target.state, target.fault, target.status, target.content_type, target.checked_at, target.final_url
        )
