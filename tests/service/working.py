"""Real workers for tests: processes of the command, and what becomes of audits."""

import logging
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from service.database.sessions import Sessions
from service.database.tables import Audit, AuditEvent, Run
from service.database.tables.runs import ENDED
from service.settings import Settings
from service.worker import run_worker

ROOT = Path(__file__).resolve().parents[2]
BOUND = 120.0  # seconds nothing here may take, on whatever machine
# For tests in which a worker is lost; where none is, a busy machine must not make it look so.
QUICK: dict[str, Any] = {"heartbeat": 0.4, "lost_after": 6.0, "retry_after": 0.2}
PATIENT: dict[str, Any] = {**QUICK, "lost_after": 60.0}


class Worker:
    """A worker in a process of its own. `limit`: bytes no file it writes may exceed; `log`: the folder of its log."""

    def __init__(
        self, settings: Settings, *, slots: int = 2, limit: int | None = None, log: Path | None = None
    ) -> None:
        given = settings.model_copy(update={"slots": slots})
        folder = log or settings.data_dir
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / f"worker-{time.monotonic_ns()}.log"
        self.process = _processes().Process(target=_work, args=(given, limit, self.log))
        self.process.start()

    @property
    def pid(self) -> int:
        return self.process.pid or 0

    def descendants(self) -> set[int]:
        """Processes it started, and those they started."""
        parents = dict(_parents())
        found = {self.pid}
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return found - {self.pid}

    def kill(self) -> None:
        """As the machine's memory running out would."""
        self.process.kill()
        self.process.join(BOUND)

    def stop(self) -> None:
        """As an administrator would."""
        self.process.terminate()
        self.process.join(BOUND)
        assert self.process.exitcode is not None


class Command(Worker):
    """The same by `gongkai worker`."""

    def __init__(self, settings: Settings, *, slots: int = 2) -> None:
        given = settings.model_dump(mode="json", exclude_unset=True) | {"slots": slots}
        url = given.pop("database_url")
        environment = {f"GONGKAI_{name.upper()}": str(value) for name, value in given.items() if value is not None}
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        self.log = settings.data_dir / "command.log"
        with self.log.open("wb") as log:
            self.command = subprocess.Popen(
                [sys.executable, "-m", "cli", "worker"],
                cwd=ROOT,
                env=os.environ | environment | {"DATABASE_URL": url},
                stdout=log,
                stderr=log,
            )

    @property
    def pid(self) -> int:
        return self.command.pid

    def kill(self) -> None:
        self.command.kill()
        self.command.wait(BOUND)

    def stop(self) -> None:
        if self.command.poll() is None:
            self.command.send_signal(signal.SIGTERM)
            assert self.command.wait(BOUND) == 0


@cache
def _processes() -> ForkServerContext:
    """What a worker imports is imported once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _work(settings: Settings, limit: int | None, log: Path) -> None:
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    logging.basicConfig(filename=log, level=logging.WARNING)
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    run_worker(settings, ending)


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and only waits to be looked at does not."""
    return pid in dict(_parents())


def _parents() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            yield int(entry.parent.name), int(fields[1])


@contextmanager
def workers(
    settings: Settings, count: int = 1, *, slots: int = 2, kind: type[Worker] = Worker
) -> Iterator[list[Worker]]:
    """So many worker processes, each with a folder of its own; all are ended at the end."""
    started: list[Worker] = []
    try:
        for number in range(count):
            own = settings.model_copy(update={"data_dir": settings.data_dir / f"machine{number}"})
            started.append(kind(own, slots=slots))
        yield started
    finally:
        for worker in started:
            worker.stop()


@contextmanager
def worker_here(
    settings: Settings, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Iterator[threading.Event]:
    """A worker in a thread of this process; setting the event ends it, as the end of the block does."""
    ending = threading.Event()
    faults: list[BaseException] = []

    def work() -> None:
        try:
            run_worker(settings, ending, clock)
        except BaseException as fault:
            faults.append(fault)
            raise

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield ending
    finally:
        ending.set()
        thread.join(BOUND)
        assert not thread.is_alive()
        assert not faults


def until(true: Callable[[], object], bound: float = BOUND) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + bound
    while not true():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.05)


def ended(sessions: Sessions, run: Run, bound: float = BOUND) -> list[Audit]:
    """The audits of a run, by the hosts of their sites, once all have ended."""

    def going_on() -> int:
        with sessions() as session:
            asked = select(func.count()).where(Audit.run_id == run.id, Audit.state.not_in(ENDED))
            return session.scalar(asked) or 0

    until(lambda: going_on() == 0, bound)
    with sessions() as session:
        return sorted(session.scalars(select(Audit).where(Audit.run_id == run.id)), key=lambda audit: audit.site.host)


def events(sessions: Sessions, audit: UUID) -> list[str]:
    """Kinds of what happened to an audit, in order."""
    with sessions() as session:
        return list(
            session.scalars(select(AuditEvent.kind).where(AuditEvent.audit_id == audit).order_by(AuditEvent.id))
        )
