"""A site's process as its worker follows it (子进程): events from its standard output, its lifeline, its end."""

import json
import logging
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any

from auditing.batch import STOP_SIGNAL
from auditing.exits import Exit
from auditing.starting import SiteProcess
from service.jobs.lease import Lease
from service.jobs.stopping import FaultError, StoppedError, Why

STOPPING = 30.0  # seconds a crawl has to end cleanly
GLANCE = 0.2  # seconds
NOTES = 500  # lines of a crawl's own log that are kept with the audit; all of them lie in the snapshot
FULL = ("No space left on device", "database or disk is full", "File too large", "disk I/O error")  # as systems say it
AT_ONCE = (Why.LOST, Why.CANCELLED, Why.SITE_REMOVED)  # nothing it says is wanted any more
_END: dict[str, Any] = {}

log = logging.getLogger(__name__)


@dataclass
class Told:
    """What a process told until it ended."""

    exit: Exit | None = None
    error: str = ""
    crawled: bool = False
    stopped_by: str | None = None
    notes: list[dict[str, Any]] = field(default_factory=list)
    last_words: list[str] = field(default_factory=list)


class Child:
    """One process. It ends when nobody renews it."""

    def __init__(self, process: SiteProcess) -> None:
        self._process = process
        self._events: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.told = Told()
        self._asked: tuple[Why, float] | None = None
        for stream, read in ((process.stdout, self._read_events), (process.stderr, self._read_words)):
            threading.Thread(target=read, args=(stream,), daemon=True).start()

    def renew(self) -> None:
        """A sign of life."""
        with suppress(OSError, ValueError):  # it has just ended
            if self._process.stdin:
                self._process.stdin.write("\n")
                self._process.stdin.flush()

    def follow(self, lease: Lease) -> Told:
        """Pass on its progress until it ends or is to stop. Raises StoppedError."""
        lease.renewed = self.renew
        try:
            for event in self._each():
                self._take(event, lease)
                why = lease.why(crawling=not self.told.crawled)
                if why:
                    self._stop(why)
        finally:
            lease.renewed = lambda: None
            self._process.kill()
            self._process.wait(STOPPING)
        lease.check()
        if self._asked and not self._is_whole():
            raise StoppedError(self._asked[0])
        return self.told

    def _is_whole(self) -> bool:
        """Whether it came to its end by itself, if only just."""
        return self.told.exit is not None and not self.told.error and self.told.stopped_by != "interrupted"

    def _each(self) -> Iterator[dict[str, Any]]:
        """Events as they come, and an empty one now and then."""
        while True:
            try:
                event = self._events.get(timeout=GLANCE)
            except queue.Empty:
                yield {"event": ""}
                continue
            if event is _END:
                return
            yield event

    def _take(self, event: dict[str, Any], lease: Lease) -> None:
        told = self.told
        match event["event"]:
            case "progress":
                lease.tell({name: value for name, value in event.items() if name not in ("event", "site")})
            case "note":
                told.notes.append(event)
                del told.notes[:-NOTES]
            case "crawled":
                told.crawled, told.stopped_by = True, event["stopped_by"]
            case "done":
                told.exit, told.error = Exit(event["exit"]), event["error"]

    def _stop(self, why: Why) -> None:
        """A crawl is asked to leave what it has in a state it can go on from; what comes after a crawl can be done again."""
        now = time.monotonic()
        if why is Why.LOST or self.told.crawled:
            self._process.kill()
        elif self._asked is None:
            self._asked = why, now
            self._process.send_signal(STOP_SIGNAL)
        elif now - self._asked[1] > (STOPPING / 3 if why in AT_ONCE else STOPPING):
            self._process.kill()

    def _read_events(self, stream: IO[str]) -> None:
        for line in stream:
            try:
                self._events.put(json.loads(line))
            except ValueError:
                log.warning("not an event: %.200s", line)
        self._events.put(_END)

    def _read_words(self, stream: IO[str]) -> None:
        for line in stream:
            self.told.last_words.append(line)
            del self.told.last_words[:-30]


def refuse_fault(told: Told) -> Exit:
    """How a process ended that came to a result; raises FaultError where one did not: crashed, interrupted by somebody, or kept from it by its machine."""
    if told.exit is None:
        last = next((line.strip() for line in reversed(told.last_words) if line.strip()), "没有留下原因")
        log.error("a site's process crashed:\n%s", "".join(told.last_words))
        raise FaultError(f"检查进程异常结束（{last[:300]}）")
    if told.error:
        raise FaultError(told.error, clear=any(words in told.error for words in FULL))
    if told.stopped_by == "interrupted":
        raise FaultError("抓取被人打断")
    return told.exit
