"""The off-peak window (错峰时段): the hours in which a site's operator wants to be crawled, where the portals are."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
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
