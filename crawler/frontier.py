"""The frontier (待抓队列): what to open next, level by level, a lane per host so that no slow host holds up the others."""

from collections import deque
from collections.abc import Callable, Iterator

from crawler.visits import Visit
from portal.states import Scope

Arrange = Callable[[list[Visit]], list[Visit]]
Level = Callable[[Visit], int]


def clicks(visit: Visit) -> int:
    """Clicks from the home page."""
    return visit.depth


class Lane:
    """The queue of one host and how many of its visits are under way.

    It goes level by level (`level`: clicks from the home page, unless another order is asked for): the next one begins when nothing of the one before is under way any more, so that who
    names an address first does not depend on how fast answers come. `arrange` puts the visits of a level into order.
    """

    __slots__ = (
        "arrange",
        "busy",
        "depth",
        "later",
        "level",
        "listed",
        "queue",
        "side",
        "spared",
        "suspended",
        "width",
    )

    def __init__(self, width: int, side: "Side", arrange: Arrange, level: Level = clicks) -> None:
        self.width = width
        self.level = level
        self.side = side
        self.arrange = arrange
        self.depth = 0
        self.queue: deque[Visit] = deque()  # of this level
        self.later: dict[int, list[Visit]] = {}
        self.busy = 0
        self.suspended = False  # only visits that failed before may go
        self.spared = 0  # others that may go all the same
        self.listed = False  # among the lanes of its side that may have something to give

    @property
    def ready(self) -> bool:
        """Whether its first visit may leave, as far as the lane itself is concerned."""
        if not self.queue:
            return bool(self.later) and self.busy == 0 and (not self.suspended or self.spared > 0)
        return self.busy < self.width and (not self.suspended or self.spared > 0 or self.queue[0].tries > 0)

    def add(self, visit: Visit, *, first: bool) -> None:
        """Queue a visit, behind the others of its level or before all."""
        level = self.level(visit)
        if first:
            self.queue.appendleft(visit)
        elif level <= self.depth:
            self.queue.append(visit)
        else:
            self.later.setdefault(level, []).append(visit)

    def first(self) -> Visit:
        """The visit that is next; there must be one. Begins the next level where this one is empty."""
        if not self.queue:
            self.depth = min(self.later)
            self.queue.extend(self.arrange(self.later.pop(self.depth)))
        return self.queue[0]

    def drain(self) -> Iterator[Visit]:
        """Take out all visits."""
        while self.queue or self.later:
            self.first()
            yield self.queue.popleft()


class Side:
    """Lanes that share a limit of visits under way: the audited site's, and those of all other hosts."""

    __slots__ = ("busy", "ready", "width")

    def __init__(self, width: int) -> None:
        self.width = width
        self.ready: deque[Lane] = deque()
        self.busy = 0


class Frontier:
    """Queue of visits. At most `width` visits to the site are under way at once, one to each other host, `elsewhere` to those together.

    `may_go` may hold the site's next visit back until another one is done, `arrange` orders the site's visits of one level.
    """

    def __init__(
        self,
        width: int,
        elsewhere: int,
        may_go: Callable[[Visit], bool],
        arrange: Arrange = lambda visits: visits,
        level: Level = clicks,
    ) -> None:
        self._may_go = may_go
        self._level = level
        self._arrange = arrange
        self._lanes: dict[str, Lane] = {}
        self._suspended: set[str] = set()
        self._inside = Side(width)
        self._outside = Side(elsewhere)
        self.waiting = 0

    @property
    def busy(self) -> int:
        """How many visits are under way."""
        return self._inside.busy + self._outside.busy

    def add(self, visit: Visit, *, first: bool = False) -> None:
        """Queue a visit, behind or before the others of its host."""
        lane = self._lanes.get(visit.host) or self._new_lane(visit)
        lane.add(visit, first=first)
        self.waiting += 1
        _list(lane)

    def next(self) -> Visit | None:
        """Visit to open now; None when every lane is empty, busy or held back."""
        return self._take(self._inside) or self._take(self._outside)

    def done(self, visit: Visit) -> None:
        """The visit handed out came back, whatever it brought."""
        lane = self._lanes[visit.host]
        lane.busy -= 1
        lane.side.busy -= 1
        _list(lane)

    def suspend(self, host: str) -> None:
        """Let only visits to `host` go that failed before."""
        self._suspended.add(host)
        if host in self._lanes:
            self._lanes[host].suspended = True

    def suspend_all(self) -> None:
        """Let only visits go that failed before, to whatever host known by now."""
        for host in self._lanes:
            self.suspend(host)

    def let_one(self, host: str) -> None:
        """Let one visit to a suspended host go that did not fail before: the next one, be it yet to be queued."""
        lane = self._lanes.get(host)
        if lane is not None:
            lane.spared = 1
            _list(lane)

    def resume(self, host: str) -> None:
        """Let all visits to `host` go again."""
        self._suspended.discard(host)
        lane = self._lanes.get(host)
        if lane is not None:
            lane.suspended, lane.spared = False, 0
            _list(lane)

    def drain(self, host: str | None = None) -> Iterator[Visit]:
        """Take out everything that waits, or what waits for one host."""
        for lane in self._lanes.values() if host is None else (self._lanes[host],):
            for visit in lane.drain():
                self.waiting -= 1
                yield visit

    def _new_lane(self, visit: Visit) -> Lane:
        inside = visit.scope is Scope.INTERNAL
        lane = (
            Lane(self._inside.width, self._inside, self._arrange, self._level)
            if inside
            else Lane(1, self._outside, list, self._level)
        )
        lane.suspended = visit.host in self._suspended
        self._lanes[visit.host] = lane
        return lane

    def _take(self, side: Side) -> Visit | None:
        while side.ready and side.busy < side.width:
            lane = side.ready[0]
            if not lane.ready:
                side.ready.popleft().listed = False
                continue
            if not self._may_go(lane.first()):
                return None
            side.ready.rotate(-1)
            lane.busy += 1
            side.busy += 1
            self.waiting -= 1
            visit = lane.queue.popleft()
            if lane.suspended and not visit.tries:
                lane.spared = 0
            return visit
        return None


def _list(lane: Lane) -> None:
    if lane.ready and not lane.listed:
        lane.listed = True
        lane.side.ready.append(lane)
