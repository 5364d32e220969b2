"""Tries (访问尝试): every request that was made for an address, archived where an answer came, and counted."""

from datetime import UTC, datetime

from crawler.exchange import Exchange, FetchError
from crawler.register import Register
from crawler.visits import Outcome, Visit
from portal.facts import Attempt
from portal.states import Fault, Scope
from portal.storage.archive import Archive


class Tries:
    """Records tries. `bytes` are those of bodies on the wire, `elsewhere` answers of other hosts."""

    def __init__(self, archive: Archive, register: Register) -> None:
        self._archive = archive
        self._register = register
        self.requests = 0
        self.bytes = 0
        self.elsewhere = 0

    def answered(self, visit: Visit, exchange: Exchange) -> int:
        """Archive an answer and record the try; returns its offset in the archive."""
        self.count(visit, exchange)
        return self._archive.write(exchange.capture())

    def count(self, visit: Visit, exchange: Exchange) -> None:
        """Record a try whose answer is in the archive."""
        self.requests += 1
        self.bytes += exchange.received
        self.elsewhere += visit.scope is not Scope.INTERNAL
        self._record(
            visit, exchange.started, exchange.status, exchange.elapsed_ms, None, exchange.peer, exchange.location
        )

    def failed(self, visit: Visit, error: FetchError) -> None:
        """Record a try that brought no answer."""
        self.requests += 1
        self._record(visit, error.started, None, error.elapsed_ms, error.fault, detail=error.detail)

    def passed(self, visit: Visit, exchange: Exchange) -> None:
        """Record that a browser got in where a script guarded the door."""
        self._record(visit, exchange.started, exchange.status, 0, None, detail="in a browser")

    def unasked(self, visit: Visit, outcome: Outcome, instead: str) -> None:
        """Record that an address was not asked for, since its host did not answer for another one."""
        at = outcome.at or datetime.now(UTC)
        self._record(visit, at, None, 0, outcome.fault, detail=f"not asked: no answer from its host, see {instead}")

    def _record(
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
        self._register.attempt(visit, Attempt(0, at, status, fault, elapsed_ms, peer, location, detail))
