"""The off-peak window (错峰时段): the hours in which a site's operator wants to be crawled, where the portals are."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
_WINDOW = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


@dataclass(frozen=True)
class Window:
    """From `begins` until `ends` each day, over midnight where it ends before it begins."""

    begins: time
    ends: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """Window written `22:00-06:00`; raises ValueError, also for one of no length."""
        found = _WINDOW.fullmatch(text)
        if found is None:
            raise ValueError(f"not HH:MM-HH:MM: {text!r}")
        begins, ends = time(int(found[1]), int(found[2])), time(int(found[3]) % 24, int(found[4]))
        if begins == ends:
            raise ValueError(f"no time in it: {text!r}")
        return cls(begins, ends)

    def wait(self, now: datetime) -> float:
        """Seconds from `now` (aware) until the window is open; 0.0 inside it."""
        local = now.astimezone(ZONE)
        if self._holds(local.time()):
            return 0.0
        opens = local.replace(hour=self.begins.hour, minute=self.begins.minute, second=0, microsecond=0)
        if opens <= local:
            opens += timedelta(days=1)
        return (opens - local).total_seconds()

    def _holds(self, at: time) -> bool:
        if self.begins < self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


class Doors:
    """Tells how long no request may leave. `window` as written, None: always open; `closed` hears of it each time they shut."""

    def __init__(self, window: str | None, closed: Callable[[str], None]) -> None:
        self._window = Window.parse(window) if window else None
        self._words = window or ""
        self._closed = closed
        self._waiting = False

    def wait(self) -> float:
        """Seconds until the window opens."""
        wait = self._window.wait(datetime.now(UTC)) if self._window else 0.0
        if wait and not self._waiting:
            self._closed(self._words)
        self._waiting = wait > 0
        return wait
