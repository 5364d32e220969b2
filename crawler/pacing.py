"""Politeness in time (访问节奏): when the next request to a host may leave."""

import asyncio
from collections.abc import Callable

from crawler.exchange import StoppedError

MAX_STRAIN = 16.0  # times slower at most
RECOVERY = 0.9  # of the strain that is left after each good answer: some thirty of them from the slowest to full speed


class Pace:
    """Spaces the requests of each host. `interval` tells the seconds between two requests to a host, `closed_for` how long none may leave."""

    def __init__(self, interval: Callable[[str], float], closed_for: Callable[[], float] = lambda: 0.0) -> None:
        self._interval = interval
        self._closed_for = closed_for
        self._strain: dict[str, float] = {}
        self._in_trouble: set[str] = set()
        self._free_at: dict[str, float] = {}
        self._slower: dict[str, float] = {}
        self._sleepers: set[asyncio.Future[None]] = set()
        self._stopped = False

    async def turn(self, host: str) -> None:
        """Wait until a request to `host` may leave; raises StoppedError when the crawl is being stopped meanwhile."""
        loop = asyncio.get_running_loop()
        while not self._stopped:
            closed = self._closed_for()
            if closed > 0:
                await self._sleep(closed)
                continue
            now = loop.time()
            free_at = self._free_at.get(host, 0.0)
            if free_at <= now:
                self._free_at[host] = now + self._spacing(host)
                return
            await self._sleep(free_at - now)
        raise StoppedError(host)

    def pause(self, host: str, seconds: float) -> None:
        """Send nothing to `host` for so long (Retry-After)."""
        until = asyncio.get_running_loop().time() + seconds
        self._free_at[host] = max(self._free_at.get(host, 0.0), until)

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep at least so many seconds between two requests to `host` (Crawl-delay)."""
        self._slower[host] = seconds

    def strained(self, host: str, *, asked: bool) -> bool:
        """A host has trouble answering: half as many requests from now on, at once if it `asked` for that, else when it happens again.

        Whether this is the first time.
        """
        if not asked and host not in self._in_trouble:
            self._in_trouble.add(host)
            return False
        first = host not in self._strain
        self._in_trouble.add(host)
        self._strain[host] = min(self._strain.get(host, 1.0) * 2, MAX_STRAIN)
        return first

    def relieved(self, host: str) -> None:
        """A host answered well: a little faster again."""
        self._in_trouble.discard(host)
        if self._strain.get(host, 1.0) > 1.0:
            self._strain[host] = max(1.0, self._strain[host] * RECOVERY)

    def stop(self) -> None:
        """Wake every request that waits and let none go any more."""
        self._stopped = True
        for sleeper in self._sleepers:
            if not sleeper.done():
                sleeper.set_result(None)

    def _spacing(self, host: str) -> float:
        return max(self._interval(host), self._slower.get(host, 0.0)) * self._strain.get(host, 1.0)

    async def _sleep(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        sleeper: asyncio.Future[None] = loop.create_future()
        timer = loop.call_later(seconds, _wake, sleeper)
        self._sleepers.add(sleeper)
        try:
            await sleeper
        finally:
            timer.cancel()
            self._sleepers.discard(sleeper)


def _wake(sleeper: asyncio.Future[None]) -> None:
    if not sleeper.done():
        sleeper.set_result(None)
