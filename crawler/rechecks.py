"""Spaced retries (复核): an address that failed is tried again after a while before anybody is accused."""

import asyncio
import time
from collections.abc import Callable, Sequence

from crawler.visits import Visit


class Rechecks:
    """Plans retries. `waits` are seconds, each counted from the failure before; `again` gets the visit when its wait is over."""

    def __init__(self, waits: Sequence[float], again: Callable[[Visit], None]) -> None:
        self._waits = waits
        self._again = again
        self._timers: dict[Visit, asyncio.TimerHandle] = {}
        self._cancelled = False

    @property
    def pending(self) -> int:
        """How many visits wait to be tried again."""
        return len(self._timers)

    def plan(self, visit: Visit) -> bool:
        """Have a visit that just failed (for the `visit.tries`-th time) tried again later; False when it had all its tries."""
        if self._cancelled or self.confirmed(visit):
            return False
        if not self._waits:
            return False
        visit.due = time.time() + self._waits[visit.tries - 1]
        self.plan_again(visit)
        return True

    def plan_again(self, visit: Visit) -> None:
        """Keep to a plan made before: at `visit.due`, or at once when that is past."""
        loop = asyncio.get_running_loop()
        wait = min(max(0.0, visit.due - time.time()), self._waits[visit.tries - 1])  # clocks may have been set
        self._timers[visit] = loop.call_later(wait, self._due, visit)

    def confirmed(self, visit: Visit) -> bool:
        """Whether a visit failed at every try it could have; without any second try nothing is confirmed."""
        return visit.tries > len(self._waits) > 0

    def cancel(self) -> None:
        """Drop all plans and make no more: what is not confirmed stays unconfirmed."""
        self._cancelled = True
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _due(self, visit: Visit) -> None:
        del self._timers[visit]
        self._again(visit)
