"""The lifeline of a site's process (父进程看护): a pipe from its parent. When the parent dies, or falls silent for too long, the process ends itself.

So no crawl goes on that nobody answers for: another machine may have taken the site up meanwhile. A pipe works on every system, and its end is closed by
the system when the parent is killed.
"""

import os
import signal
import sys
import threading
import time
from typing import IO


class Lifeline:
    """Watches a stream whose other end the parent holds; any byte is a sign of life. `silence`: seconds without one that are borne."""

    def __init__(self, stream: IO[bytes], silence: float) -> None:
        self._stream = stream
        self._silence = silence
        self._heard = time.monotonic()

    def watch(self) -> None:
        """Begin to watch; returns at once."""
        for work in (self._listen, self._count):
            threading.Thread(target=work, daemon=True, name=f"lifeline {work.__name__}").start()

    def _listen(self) -> None:
        descriptor = self._stream.fileno()  # past the buffer, whose lock would be held while the interpreter ends
        while os.read(descriptor, 64):
            self._heard = time.monotonic()
        end()

    def _count(self) -> None:
        while time.monotonic() - self._heard < self._silence:
            time.sleep(min(1.0, self._silence / 4))
        end()


def end() -> None:
    """End this process at once and, where it leads a group of its own, what it started."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)
