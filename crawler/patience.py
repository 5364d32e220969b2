"""Patience (耐心): coming back later when a server asks for it, and slowing down when it has trouble."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crawler.exchange import Exchange, FetchError
from crawler.journal import Journal, Note
from crawler.pacing import Pace
from crawler.verdicts import Verdict
from crawler.visits import Visit
from portal.states import Fault

_SECONDS = re.compile(r"\s*(\d{1,6})\s*\Z")
MAX_PAUSE = 60.0  # seconds a Retry-After can hold a host
MAX_DELAYS = 2
_DEFAULT_PAUSE = 10.0  # seconds, where a server says "too many requests" without saying how long
_UNAVAILABLE = frozenset({429, 503})
_OVERLOADED = frozenset({500, 502, 504})
_STRAINED = frozenset({Fault.TIMEOUT, Fault.CONNECTION})


class Patience:
    """Paces by what answers say. `again` queues a visit once more at once, which then waits for its host's turn."""

    def __init__(self, pace: Pace, journal: Journal, again: Callable[[Visit], None]) -> None:
        self._pace = pace
        self._journal = journal
        self._again = again

    def answered(self, visit: Visit, status: int) -> None:
        """An answer came: half as many requests to a host in trouble, a few more to one that answers well."""
        if status in _UNAVAILABLE or status in _OVERLOADED:
            self._strained(visit, asked=status in _UNAVAILABLE)
        else:
            self._pace.relieved(visit.host)

    def failed(self, visit: Visit, error: FetchError) -> None:
        """No answer came."""
        if error.fault in _STRAINED:
            self._strained(visit, asked=False)

    def postpones(self, visit: Visit, exchange: Exchange, verdict: Verdict) -> bool:
        """Whether the server asked to come back later and the visit was queued for that."""
        if verdict.fault not in {Fault.RATE_LIMITED, Fault.SERVER_ERROR} or visit.delays >= MAX_DELAYS:
            return False
        seconds = retry_after(exchange.header(b"retry-after"), exchange.started)
        if seconds is None and verdict.fault is Fault.SERVER_ERROR:
            return False
        visit.delays += 1
        self._pace.pause(visit.host, min(_DEFAULT_PAUSE if seconds is None else seconds, MAX_PAUSE))
        self._journal.note(Note.PAUSED, f"{visit.host} {exchange.status} Retry-After {seconds}")
        self._again(visit)
        return True

    def _strained(self, visit: Visit, *, asked: bool) -> None:
        if self._pace.strained(visit.host, asked=asked):
            self._journal.note(Note.SLOWED, visit.host)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds a Retry-After header (seconds or a date) asks for; None without a readable one."""
    stated = _SECONDS.match(value)
    if stated:
        return float(stated[1])
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
