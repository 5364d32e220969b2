"""gongkai.log (运行日志): what happened in a run, one line an event."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from crawler.off_peak import ZONE

SILENT = {"progress"}
LABELS = {"event", "site"}


class RunLog:
    """Appends events to the log of a run; may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()

    def write(self, event: dict[str, Any]) -> None:
        """One line for one event, unless it is one of many."""
        if event["event"] in SILENT:
            return
        facts = " ".join(
            f"{key}={str(value)!r}" for key, value in event.items() if key not in LABELS and value is not None
        )
        line = f"{datetime.now(ZONE).isoformat(timespec='seconds')} {event.get('site', '-')} {event['event']} {facts}".rstrip()
        with self._lock, self._path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(line + "\n")

    def beside(self, report: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
        """A receiver that logs every event and passes it on."""

        def receive(event: dict[str, Any]) -> None:
            self.write(event)
            report(event)

        return receive
