"""The past of the played portals (探测记录): a made-up week of hourly loads of their home pages, as an office that probes them would have it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from demo.model import AS_OF

HOURS = 7 * 24
SLOW = frozenset((40, 113))
"""Hours of the week at which the home page did not open in time: far less often than anyone minds."""


@dataclass(frozen=True)
class Load:
    """One load of a home page: when, in how many milliseconds, and whether it opened within fifteen seconds."""

    at: datetime
    elapsed_ms: int
    opened: bool


def week_of_loads() -> Iterator[Load]:
    """An hourly load for the week before the demo's day, oldest first."""
    first = datetime.combine(AS_OF, time(1, 0), UTC) - timedelta(hours=HOURS - 1)
    for hour in range(HOURS):
        at = first + timedelta(hours=hour)
        yield Load(at, 15000, False) if hour in SLOW else Load(at, 400 + hour * 53 % 500, True)
