"""Many sites side by side (批量检查): a process per site, at most N at once; what they report is passed on as events."""

import json
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from auditing.exits import Exit
from auditing.resume import is_done
from auditing.site_job import JOB_NAME, SiteJob
from auditing.starting import CAN_FORK, Interpreters, Nursery, SiteProcess, Starter

Event = dict[str, Any]
STOP_SIGNAL = getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT)
KILL_AFTER = 60.0  # seconds a stopped site has to write what it gathered


@dataclass(frozen=True)
class SiteEnd:
    """How one site's process ended. `error` holds its last words when it crashed."""

    job: SiteJob
    exit: Exit
    error: str = ""


class Batch:
    """Runs site processes. `stop` asks them to finish with what they have; `report` receives every event, from any thread."""

    def __init__(self, jobs: list[SiteJob], at_once: int, report: Callable[[Event], None]) -> None:
        self._jobs = jobs
        self._at_once = at_once
        self._report = report
        self._lock = threading.Lock()
        self._running: set[SiteProcess] = set()
        self._stopped = False

    def run(self) -> list[SiteEnd]:
        """Run every job; on Ctrl-C the running ones finish cleanly and those not begun are left out. In the order of the jobs."""
        for job in self._jobs:
            _write(job)
        with (
            closing(Nursery() if CAN_FORK and len(self._jobs) > 1 else Interpreters()) as starter,
            ThreadPoolExecutor(self._at_once) as pool,
        ):
            futures = [pool.submit(self._run_site, job, starter) for job in self._jobs]
            while True:
                try:
                    ends = [future.result() for future in futures]
                    break
                except KeyboardInterrupt:
                    self.stop()
        return [end for end in ends if end is not None]

    @property
    def stopped(self) -> bool:
        """Whether the batch was stopped before its end."""
        return self._stopped

    def stop(self) -> None:
        """Ask running sites to end cleanly; a second call ends them at once."""
        with self._lock:
            again, self._stopped = self._stopped, True
            for process in self._running:
                if again:
                    process.kill()
                else:
                    process.send_signal(STOP_SIGNAL)

    def _run_site(self, job: SiteJob, starter: Starter) -> SiteEnd | None:
        spec = _write(job)
        with self._lock:
            if self._stopped:
                return None
            process = starter.start(spec)
            self._running.add(process)
        try:
            end = self._follow(job, process)
        finally:
            with self._lock:
                self._running.discard(process)
        if is_done(job):
            spec.unlink(missing_ok=True)
        self._report(
            {
                "event": "site_finished",
                "site": job.folder.name,
                "exit": int(end.exit),
                "error": end.error,
                "judged": job.rulesets is not None,
            }
        )
        return end

    def _follow(self, job: SiteJob, process: SiteProcess) -> SiteEnd:
        """Pass a process's events on until it ends."""
        errors: list[str] = []
        assert process.stdout is not None
        assert process.stderr is not None
        reader = threading.Thread(target=_drain, args=(process.stderr, errors), daemon=True)
        reader.start()
        end: SiteEnd | None = None
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] == "done":
                end = SiteEnd(job, Exit(event["exit"]), event["error"])
            else:
                self._report(event)
        reader.join(KILL_AFTER)
        code = process.wait(KILL_AFTER)
        return end or self._crashed(job, code, errors)

    def _crashed(self, job: SiteJob, code: int, errors: list[str]) -> SiteEnd:
        """A process that ended without a word: its last line for the report, all of them for the log."""
        self._report({"event": "crashed", "site": job.folder.name, "returncode": code, "stderr": "".join(errors)})
        last = next((line.strip() for line in reversed(errors) if line.strip()), "")
        return SiteEnd(job, Exit.NOT_AUDITED, f"检查进程异常结束（{last or code}），详见 gongkai.log")


def _write(job: SiteJob) -> Path:
    """Keep what a site's process is told, until it is done: a batch cut off goes on with these."""
    job.folder.mkdir(parents=True, exist_ok=True)
    spec = job.folder / JOB_NAME
    spec.write_text(job.model_dump_json(indent=1), encoding="utf-8")
    return spec


def _drain(stream: IO[str], into: list[str]) -> None:
    """Keep the last lines of what a process says on stderr."""
    for line in stream:
        into.append(line)
        del into[:-30]
