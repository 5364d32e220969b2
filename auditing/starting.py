"""Starting a site's process (启动单站检查进程): by a new interpreter, or, where many are to be started, by a fork of one that has imported everything.

Importing costs more processor time than a small site's pages. Only Linux forks: Windows cannot, and libraries of macOS do not stand it.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

CAN_FORK = sys.platform == "linux"


class SiteProcess(Protocol):
    """What is needed of a process, as `subprocess.Popen` has it."""

    @property
    def stdin(self) -> IO[str] | None:
        """Held open as long as its parent lives (`auditing.lifeline`)."""

    @property
    def stdout(self) -> IO[str] | None:
        """Its events."""

    @property
    def stderr(self) -> IO[str] | None:
        """What it complains of."""

    def wait(self, timeout: float | None = None) -> int:
        """Its return code, negative for the signal that ended it; -1 where nobody knows."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal, unless it has ended."""

    def kill(self) -> None:
        """End it at once."""


class Starter(Protocol):
    """Starts processes, from any thread."""

    def start(self, spec: Path) -> SiteProcess:
        """The process of the site whose job is in `spec`."""

    def close(self) -> None:
        """Nothing more is to be started, and all that was has ended."""


class Interpreters:
    """A new interpreter for each site."""

    def start(self, spec: Path) -> SiteProcess:
        """In a group of its own, so that Ctrl-C reaches it once, through us."""
        return subprocess.Popen(
            [sys.executable, "-m", "auditing.site_process", str(spec)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # ignored on Windows, which has a flag of its own
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def close(self) -> None:
        """Nothing to do."""


class Nursery:
    """Forks each site's process from one (`auditing.nursery`) that has imported everything. When that is gone, new interpreters take over."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "auditing.nursery", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._otherwise = Interpreters()
        self._lock = threading.Lock()

    def start(self, spec: Path) -> SiteProcess:
        """A fork of the nursery."""
        ours, theirs = _pipes()
        try:
            with self._lock:
                socket.send_fds(self._socket, [json.dumps({"start": str(spec)}).encode()], list(theirs))
        except OSError:
            _close(ours)
            return self._otherwise.start(spec)
        finally:
            _close(theirs)
        child = Fork(self, *ours)
        return child if child.pid else self._otherwise.start(spec)

    def send_signal(self, pid: int, sig: int) -> None:
        """Only the nursery knows for certain that a number still is its child's."""
        with self._lock:
            try:
                self._socket.send(json.dumps({"signal": [pid, sig]}).encode())
            except OSError:
                return  # gone, and who it might have told apart with it

    def close(self) -> None:
        """End the nursery."""
        self._socket.close()
        self._server.wait()


class WhenNeeded:
    """Makes the starter when the first process is to be started: who never starts one does not wait for it."""

    def __init__(self, make: Callable[[], Starter]) -> None:
        self._make = make
        self._made: Starter | None = None
        self._lock = threading.Lock()

    def start(self, spec: Path) -> SiteProcess:
        """As the starter does."""
        with self._lock:
            self._made = self._made or self._make()
        return self._made.start(spec)

    def close(self) -> None:
        """As the starter does, if there is one."""
        if self._made:
            self._made.close()


class Fork:
    """A child of the nursery. `pid` is 0 when there is none: the nursery was gone."""

    def __init__(self, nursery: Nursery, stdin: int, out: int, err: int, end: int) -> None:
        self._nursery = nursery
        self.stdin = os.fdopen(stdin, "w", encoding="utf-8")
        self.stdout, self.stderr = (os.fdopen(each, encoding="utf-8", errors="replace") for each in (out, err))
        self._end = os.fdopen(end, encoding="ascii")
        self.pid = int(self._end.readline() or 0)
        if not self.pid:
            self._close()

    def wait(self, timeout: float | None = None) -> int:  # noqa: ARG002 (as Popen has it; what a child wrote ends with it)
        """Its return code; -1 where the nursery died before it could tell."""
        code = self._end.readline()
        self._close()
        return int(code) if code else -1

    def send_signal(self, sig: int) -> None:
        """Send it a signal, unless it has ended."""
        self._nursery.send_signal(self.pid, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def _close(self) -> None:
        for stream in (self.stdin, self.stdout, self.stderr, self._end):
            with suppress(OSError):  # nobody reads what is left in it
                stream.close()


def _pipes() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Our ends and a child's of four pipes: what it reads, and three it writes to."""
    read, written = zip(*(os.pipe() for _ in range(4)), strict=True)
    return (written[0], *read[1:]), (read[0], *written[1:])


def _close(descriptors: tuple[int, ...]) -> None:
    for each in descriptors:
        os.close(each)
