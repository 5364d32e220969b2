"""Conclusions (结论): what a verdict settles at once, and what has to be tried again before it counts."""

from datetime import UTC, datetime

from crawler.breaker import Breaker
from crawler.exchange import Exchange
from crawler.outages import Outages
from crawler.rechecks import Rechecks
from crawler.register import Register
from crawler.verdicts import Verdict
from crawler.visits import Outcome, Visit
from portal.states import Fault, LinkState

_UNSURE = frozenset({LinkState.BROKEN, LinkState.SUSPECT})
# What a server says of the address itself. Everything else may be over in a minute, so that tries seconds apart confirm nothing.
LASTING = frozenset({Fault.NOT_FOUND, Fault.GONE, Fault.CLIENT_ERROR, Fault.SOFT_404, Fault.TO_HOME})


class Conclusions:
    """Settles visits by their verdicts. With `lasting_only` a fault that may pass is never more than suspect, however often it was met."""

    def __init__(
        self, register: Register, rechecks: Rechecks, outages: Outages, breaker: Breaker, *, lasting_only: bool = False
    ) -> None:
        self._register = register
        self._rechecks = rechecks
        self._outages = outages
        self._breaker = breaker
        self._lasting_only = lasting_only

    def draw(self, visit: Visit, verdict: Verdict, exchange: Exchange | None) -> None:
        """Settle a visit, or have it tried again first when the verdict is against it."""
        outcome = _outcome(verdict, exchange)
        self._breaker.result(visit, verdict.state, verdict.fault)
        if verdict.state in _UNSURE:
            visit.tries += 1
            visit.doubt = outcome
            if self._rechecks.plan(visit):
                self._register.touch(visit)
                return
            if not self._rechecks.confirmed(visit) or (self._lasting_only and outcome.fault not in LASTING):
                outcome = outcome._replace(state=LinkState.SUSPECT)
        self._register.settle(visit, outcome)
        if exchange is None and self._outages.confirmed(visit, outcome):
            self._breaker.trip("errors")


def _outcome(verdict: Verdict, exchange: Exchange | None) -> Outcome:
    if exchange is None:
        return Outcome(verdict.state, verdict.fault, at=datetime.now(UTC))
    return Outcome(verdict.state, verdict.fault, exchange.status, exchange.content_type, exchange.started)
