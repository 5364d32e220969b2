"""Hosts that do not answer at all (主机不可达): asked once more for all their addresses together, not for each.

A dead host may be linked a thousand times. When addresses of a host fail one after the other, the rest of its queue waits, and one more address
is asked as a witness: if it answers, only those that failed are in trouble. If it fails like them and they fail at all their tries, they stand
for the rest. A host that answered before gets more witnesses, and what it was not asked for is suspect at most: it went down, and nothing is
known of its pages.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from crawler.checkpoint import outcome_from, outcome_state
from crawler.exchange import FetchError
from crawler.frontier import Frontier
from crawler.visits import Outcome, Visit
from portal.states import Fault, LinkState, Scope

# Faults of the host itself, and those that may be one address's own until others fail likewise.
_OF_HOST = frozenset({Fault.DNS, Fault.REFUSED, Fault.PRIVATE})
_PERHAPS_OF_HOST = frozenset({Fault.TIMEOUT, Fault.CONNECTION, Fault.TLS})
_IN_A_ROW = 2  # addresses that fail, after which the others wait
_ENOUGH = 3  # that condemn a host nobody ever saw answering, the last one being the witness
_ENOUGH_OF_KNOWN = 5
ASKED_AGAIN = 600.0  # seconds after which a dead host is asked for the next address that turns up


@dataclass(slots=True)
class _Trouble:
    """What failed at a host since it last answered. `undecided` are addresses that have tries left, `sure` a fault of the host itself."""

    enough: int
    failed: list[str] = field(default_factory=list)  # each address once
    undecided: list[str] = field(default_factory=list)
    sure: bool = False

    @property
    def suspended(self) -> bool:
        return self.sure or len(self.failed) >= _IN_A_ROW

    @property
    def dead(self) -> bool:
        return self.sure or len(self.failed) >= self.enough


@dataclass(slots=True)
class _Fate:
    """What holds for all addresses of a dead host: the outcome of the one at `url`. `asked` is when the host was, by the process's clock."""

    outcome: Outcome
    url: str
    asked: float


class Outages:
    """Watches for hosts without any answer. `settle` gets each visit a dead host's fate is applied to, with the one that stands for it."""

    def __init__(
        self,
        frontier: Frontier,
        settle: Callable[[Visit, Outcome, str], None],
        answered_before: Callable[[str], bool],
        asked_again: float = ASKED_AGAIN,
    ) -> None:
        self._frontier = frontier
        self._settle = settle
        self._answered_before = answered_before
        self._asked_again = asked_again
        self._troubles: dict[str, _Trouble] = {}
        self._fates: dict[str, _Fate] = {}

    def answered(self, visit: Visit) -> None:
        """A host answered, whatever it said."""
        trouble, fate = self._troubles.pop(visit.host, None), self._fates.pop(visit.host, None)
        if trouble or fate:
            self._frontier.resume(visit.host)

    def failed(self, visit: Visit, error: FetchError) -> None:
        """A try brought no answer."""
        if error.fault not in _OF_HOST and error.fault not in _PERHAPS_OF_HOST:
            return
        trouble = self._troubles.get(visit.host) or self._new(visit.host)
        trouble.sure = trouble.sure or error.fault in _OF_HOST
        another = visit.url not in trouble.failed
        if another:
            trouble.failed.append(visit.url)
        if visit.url not in trouble.undecided:
            trouble.undecided.append(visit.url)
        if trouble.suspended:
            self._frontier.suspend(visit.host)
            if another and not trouble.dead:
                self._frontier.let_one(visit.host)

    def confirmed(self, visit: Visit, outcome: Outcome) -> bool:
        """A visit had all its tries and brought no answer: if its host is dead, the same holds for all that waits there.

        True, and nothing more, if that is the audited site: it answered before, and its going down says nothing about each of its pages.
        """
        trouble = self._troubles.get(visit.host)
        if trouble is None:
            return False
        if visit.url in trouble.undecided:
            trouble.undecided.remove(visit.url)
        if trouble.dead and visit.scope is Scope.INTERNAL:
            return True
        if trouble.dead:
            self._doom(visit, outcome, known=trouble.enough > _ENOUGH)
        elif trouble.suspended and not trouble.undecided:
            self._frontier.resume(visit.host)  # nothing more is to be learnt from those that failed
        return False

    def dooms(self, visit: Visit) -> bool:
        """Settle a new visit at once if its host is known to be dead. From time to time one is let through, to see whether it still is."""
        fate = self._fates.get(visit.host)
        if fate is None:
            return False
        if time.monotonic() - fate.asked >= self._asked_again:
            fate.asked = time.monotonic()
            self._frontier.let_one(visit.host)
            return False
        self._settle(visit, fate.outcome, fate.url)
        return True

    def state(self) -> dict[str, Any]:
        """What is known of hosts, as JSON holds it."""
        fates = {host: [outcome_state(fate.outcome), fate.url] for host, fate in self._fates.items()}
        troubles = {
            host: [each.enough, each.failed, each.undecided, each.sure] for host, each in self._troubles.items()
        }
        return {"troubles": troubles, "fates": fates}

    def restore(self, state: dict[str, Any]) -> None:
        """Know again what a crawl that was cut off had found out. Only dead hosts stay suspended: the others' witnesses are lost."""
        self._troubles = {host: _Trouble(*values) for host, values in state["troubles"].items()}
        for host, (stored, url) in state["fates"].items():
            outcome = outcome_from(stored)
            if outcome is not None:
                self._fates[host] = _Fate(outcome, url, time.monotonic())
                self._frontier.suspend(host)

    def _new(self, host: str) -> _Trouble:
        trouble = _Trouble(_ENOUGH_OF_KNOWN if self._answered_before(host) else _ENOUGH)
        self._troubles[host] = trouble
        return trouble

    def _doom(self, visit: Visit, outcome: Outcome, *, known: bool) -> None:
        if known and outcome.state is LinkState.BROKEN:
            outcome = outcome._replace(state=LinkState.SUSPECT)
        self._fates[visit.host] = _Fate(outcome, visit.url, time.monotonic())
        for queued in self._frontier.drain(visit.host):
            self._settle(queued, outcome, visit.url)
