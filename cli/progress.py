"""Progress on the screen (进度): a live bar per site on a terminal, plain lines when piped, JSON Lines for machines."""

import json
import sys
import threading
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from auditing.exits import Exit

PLAIN_EVERY = 5.0  # seconds between plain lines of one site
OUTCOME_WORDS = {
    Exit.OK: "完成，没有不合格项",
    Exit.FAILED: "完成，有不合格项",
    Exit.NOT_AUDITED: "无法检查",
}


class Display(AbstractContextManager["Display"], Protocol):
    """Shows what happens; `report` may be called from any thread."""

    def report(self, event: dict[str, Any]) -> None: ...


def display(*, as_json: bool) -> Display:
    """The display that fits where the output goes."""
    if as_json:
        return JsonLines()
    console = Console(stderr=True)
    return Bars(console) if console.is_terminal else PlainLines(console)


class JsonLines:
    """Every event as one line on stdout."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __enter__(self) -> "JsonLines":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def report(self, event: dict[str, Any]) -> None:
        """Write one event."""
        with self._lock:
            sys.stdout.write(json.dumps(event, ensure_ascii=False, default=str) + "\n")
            sys.stdout.flush()


def describe(event: dict[str, Any]) -> str:
    """The counts of a progress event in words."""
    waiting = f"，{event['rechecks']} 个待复核" if event["rechecks"] else ""
    return (
        f"已读 {event['pages']} 页，已查地址 {event['checked']} 个，排队 {event['queue']} 个{waiting}，"
        f"出错 {event['errors']} 个，每秒 {event['rate']:.1f} 页"
    )


def finished_words(event: dict[str, Any]) -> str:
    """How a site ended, in words."""
    code = Exit(event["exit"])
    words = "完成" if code is Exit.OK and not event["judged"] else OUTCOME_WORDS[code]
    return f"{words}（{event['error']}）" if event["error"] else words


class PlainLines:
    """A line per site every few seconds, for pipes and logs."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last: dict[str, float] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> "PlainLines":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def report(self, event: dict[str, Any]) -> None:
        """Print an event when it is worth a line."""
        with self._lock:
            line = self._line(event)
            if line:
                self._console.print(f"{event['site']}：{line}", markup=False, highlight=False, soft_wrap=True)

    def _line(self, event: dict[str, Any]) -> str:
        match event["event"]:
            case "progress":
                now = time.monotonic()
                if now - self._last.get(event["site"], 0.0) < PLAIN_EVERY:
                    return ""
                self._last[event["site"]] = now
                return describe(event)
            case "told":
                return str(event["words"])
            case "crawled":
                return f"抓取结束，共 {event['pages']} 页"
            case "site_finished":
                return finished_words(event)
        return ""


class Bars:
    """One live bar per site: pages, rate, queue, errors, time left."""

    def __init__(self, console: Console) -> None:
        self._tasks: dict[str, TaskID] = {}
        self._lock = threading.Lock()
        self._bars = Progress(
            TextColumn("{task.fields[site]}", markup=False),
            BarColumn(bar_width=20),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
        )

    def __enter__(self) -> "Bars":
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def report(self, event: dict[str, Any]) -> None:
        """Move the bar of the event's site."""
        with self._lock:
            task = self._task(event["site"])
            match event["event"]:
                case "progress":
                    done = event.get("pages", 0) + event.get("targets", 0)
                    self._bars.update(
                        task, description=describe(event), completed=done, total=done + event.get("queue", 0)
                    )
                case "told":
                    self._bars.update(task, description=event["words"])
                case "crawled":
                    self._bars.update(task, description=f"抓取结束，共 {event['pages']} 页")
                case "site_finished":
                    self._bars.update(task, description=finished_words(event), completed=1, total=1)

    def _task(self, site: str) -> TaskID:
        if site not in self._tasks:
            self._tasks[site] = self._bars.add_task("准备中", total=None, site=site)
        return self._tasks[site]
