"""Hosts that do not answer at all (主机不可达): asked once more for all their addresses together, not for each.

A dead host may be linked a thousand times. While its first failures wait for their second tries, the rest of its queue waits with them; when
these failed, too, they stand for the rest.
"""

from collections.abc import Callable
from typing import Any

from crawler.checkpoint import outcome_from, outcome_state
from crawler.exchange import FetchError
from crawler.frontier import Frontier
from crawler.visits import Outcome, Visit
from portal.states import Fault, Scope

# Faults of the host itself, and those that may be one address's own until another one fails likewise.
_OF_HOST = frozenset({Fault.DNS, Fault.REFUSED, Fault.PRIVATE})
_PERHAPS_OF_HOST = frozenset({Fault.TIMEOUT, Fault.CONNECTION, Fault.TLS})
_IN_A_ROW = 2


class Outages:
    """Watches for hosts without any answer. `settle` gets each visit a dead host's fate is applied to, with the one that stands for it."""

    def __init__(self, frontier: Frontier, settle: Callable[[Visit, Outcome, str], None]) -> None:
        self._frontier = frontier
        self._settle = settle
        self._failures: dict[str, int] = {}
        self._fates: dict[str, tuple[Outcome, str]] = {}

    def answered(self, visit: Visit) -> None:
        """A host answered, whatever it said."""
        if self._failures.pop(visit.host, 0):
            self._frontier.resume(visit.host)

    def failed(self, visit: Visit, error: FetchError) -> None:
        """A try brought no answer."""
        if error.fault in _OF_HOST or error.fault in _PERHAPS_OF_HOST:
            failures = self._failures.get(visit.host, 0) + (_IN_A_ROW if error.fault in _OF_HOST else 1)
            self._failures[visit.host] = failures
            if failures >= _IN_A_ROW:
                self._frontier.suspend(visit.host)

    def confirmed(self, visit: Visit, outcome: Outcome) -> bool:
        """A visit had all its tries and brought no answer: if its host is suspended, the same holds for all that waits there.

        True, and nothing more, if that is the audited site: it answered before, and its going down says nothing about each of its pages.
        """
        if self._failures.get(visit.host, 0) < _IN_A_ROW:
            return False
        if visit.scope is Scope.INTERNAL:
            return True
        self._fates[visit.host] = outcome, visit.url
        for queued in self._frontier.drain(visit.host):
            self._settle(queued, outcome, visit.url)
        return False

    def state(self) -> dict[str, Any]:
        """What is known of hosts, as JSON holds it."""
        fates = {host: [outcome_state(outcome), url] for host, (outcome, url) in self._fates.items()}
        return {"failures": self._failures, "fates": fates}

    def restore(self, state: dict[str, Any]) -> None:
        """Know again what a crawl that was cut off had found out."""
        self._failures = dict(state["failures"])
        for host, (stored, url) in state["fates"].items():
            outcome = outcome_from(stored)
            if outcome is not None:
                self._fates[host] = outcome, url
        for host, failures in self._failures.items():
            if failures >= _IN_A_ROW:
                self._frontier.suspend(host)

    def dooms(self, visit: Visit) -> bool:
        """Settle a new visit at once if its host is known to be dead."""
        fate = self._fates.get(visit.host)
        if fate is not None:
            self._settle(visit, *fate)
        return fate is not None
