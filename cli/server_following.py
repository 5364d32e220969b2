"""Following a run of a service (跟随服务端的检查): what it says becomes the events of an audit on this machine."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from auditing.exits import Exit
from cli.server_connection import AwayError, Connection

Event = dict[str, Any]
Answer = TypeVar("Answer")
EVERY = 2.0  # seconds between two looks
LONGEST_WAIT = 30.0  # between two tries while the service is away
GIVE_UP = 3600.0  # seconds without an answer
PAGE = 200  # audits of one answer
ENDED = ("done", "failed", "cancelled")
CANCELLED = "已在服务端取消"


class LostError(Exception):
    """The service has been away for too long."""


@dataclass
class Following:
    """One run. `report` receives every event; `sleep` waits."""

    connection: Connection
    run: str
    report: Callable[[Event], None]
    sleep: Callable[[float], None] = time.sleep
    _told: dict[str, Any] = field(default_factory=dict)  # by site: what was reported last
    _ended: set[str] = field(default_factory=set)

    def to_the_end(self) -> list[dict[str, Any]]:
        """Until all has ended; the audits then. Raises LostError, RefusedError."""
        while True:
            audits = self.patiently(lambda: list(self._audits()))
            for audit in audits:
                self._look_at(audit)
            if all(audit["state"] in ENDED for audit in audits):
                return audits
            self.sleep(EVERY)

    def patiently(self, ask: Callable[[], Answer]) -> Answer:
        """An answer, asked for again while the service is away."""
        since, wait = time.monotonic(), EVERY
        away = False
        while True:
            try:
                answer = ask()
            except AwayError as fault:
                if time.monotonic() - since > GIVE_UP:
                    raise LostError(str(fault)) from fault
                if not away:
                    self._say(f"连接中断（{fault}），检查仍在服务端进行，正在重新连接")
                away = True
                self.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                if away:
                    self._say("已重新连上")
                return answer

    def _say(self, words: str) -> None:
        self.report({"event": "told", "site": self.connection.address, "words": words})

    def _audits(self) -> Iterator[dict[str, Any]]:
        page, left = 1, True
        while left:
            answer = self.connection.get(f"/runs/{self.run}/audits", page=page, size=PAGE)
            yield from answer["items"]
            left = page * PAGE < answer["total"]
            page += 1

    def _look_at(self, audit: dict[str, Any]) -> None:
        """Report what is new about one audit."""
        site = audit["folder"]
        if site in self._ended:
            return
        if audit["state"] in ENDED:
            self._ended.add(site)
            self._end(audit)
        elif audit["state"] == "running" and audit["progress"]:
            self._tell(site, {"event": "progress", "site": site, **audit["progress"]})
        else:
            self._tell(site, {"event": "told", "site": site, "words": audit["words"]})

    def _tell(self, site: str, event: Event) -> None:
        if self._told.get(site) != event:
            self._told[site] = event
            self.report(event)

    def _end(self, audit: dict[str, Any]) -> None:
        site, summary = audit["folder"], audit["summary"]
        if audit["state"] == "done":
            crawled = {"pages": summary["pages"], "stopped_by": summary["stopped_by"], "ok": summary["outcome"] is None}
            self.report({"event": "crawled", "site": site, **crawled})
        for each in self.patiently(lambda: self._events(audit["id"])):
            self.report(
                {"event": "note", "site": site, "at": each["at"], "kind": each["kind"], "detail": each["detail"]}
            )
        self.report(
            {
                "event": "site_finished",
                "site": site,
                "exit": int(exit_of(audit)),
                "error": error_of(audit),
                "judged": True,
            }
        )

    def _events(self, audit: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while True:
            after = found[-1]["id"] if found else 0
            more = self.connection.get(f"/audits/{audit}/events", after=after, size=1000)["items"]
            found += more
            if len(more) < 1000:
                return found


def exit_of(audit: dict[str, Any]) -> Exit:
    """What an audit that has ended means for the exit code."""
    return Exit(audit["exit"]) if audit["state"] == "done" else Exit.NOT_AUDITED


def error_of(audit: dict[str, Any]) -> str:
    """Why there is no result; empty where there is one."""
    return {"failed": audit["error"] or "未能检查", "cancelled": CANCELLED}.get(audit["state"], "")
