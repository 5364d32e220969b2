"""The circuit breaker (熔断): when the site answers nothing but errors or refusals, its home page is asked before anything else is.

A home page that opens shows that only part of the site is in trouble; the crawl goes on. One that stays shut ends the crawl, with what was read
as its partial result: going on would accuse the site of its own outage, or annoy a firewall.
"""

from collections.abc import Callable

from crawler.visits import Visit
from portal.states import Fault, LinkState, Scope

LIMIT = 20  # answers in a row
_TROUBLE = frozenset(
    {Fault.SERVER_ERROR, Fault.TIMEOUT, Fault.CONNECTION, Fault.REFUSED, Fault.TLS, Fault.TRUNCATED, Fault.MALFORMED}
)


class Breaker:
    """Counts the site's bad answers in a row. `doubt` is called with `errors` or `blocked` when there are too many."""

    def __init__(self, doubt: Callable[[str], None]) -> None:
        self._doubt = doubt
        self._limit = LIMIT
        self._bad = 0
        self.open = False  # nothing is asked of the site while its home page is looked at

    def result(self, visit: Visit, state: LinkState, fault: Fault | None) -> None:
        """What a try came to, if it was the site's."""
        if visit.scope is not Scope.INTERNAL or self.open:
            return
        blocked = state is LinkState.BLOCKED and fault is not Fault.LOGIN
        if not blocked and (state is LinkState.OK or fault not in _TROUBLE):
            self._bad = 0
            return
        self._bad += 1
        if self._bad >= self._limit:
            self.trip("blocked" if blocked else "errors")

    def trip(self, reason: str) -> None:
        """Ask nothing more of the site until its home page was looked at."""
        if not self.open:
            self.open = True
            self._doubt(reason)

    def close(self) -> None:
        """The home page opens: go on, and be harder to alarm."""
        self.open, self._bad, self._limit = False, 0, self._limit * 2
