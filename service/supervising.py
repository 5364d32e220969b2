"""Keeps the worker of `gongkai serve` running (看护工作进程): a process of its own, started again when it dies."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence

logger = logging.getLogger(__name__)
STOP_BOUND = 30.0  # seconds a worker has to end its crawls cleanly
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds before a worker that died is started again


class Supervisor:
    """Runs one program until `stop`. Its end is its parent's too: it holds a pipe of ours, which the system closes when we are killed."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = list(command)
        self._environment = {**os.environ, **environment}
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep, name="supervisor", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End the program: asked first by the end of its pipe, killed when it takes too long."""
        with self._lock:
            self._stopping.set()
            process = self._process
        if process and process.stdin:
            process.stdin.close()
            try:
                process.wait(STOP_BOUND)
            except subprocess.TimeoutExpired:
                logger.warning("worker did not end within %s s", STOP_BOUND)
                process.kill()
        self._thread.join(STOP_BOUND)

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        while process := self._begin():
            code = process.wait()
            if self._stopping.wait(0):
                return
            logger.warning("worker ended with %s, started again in %s s", code, pause)
            if self._stopping.wait(pause):
                return
            pause = min(pause * 2, LONGEST_PAUSE)

    def _begin(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C reaches it through us
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
            return self._process


def worker_command() -> list[str]:
    """The worker of this installation."""
    return [sys.executable, "-m", "service.companion"]
