"""The nursery of site processes (检查进程的母进程): has everything imported, and forks a child for each job it is told of. Linux only.

Run as `python -m auditing.nursery SOCKET` by `auditing.starting`. It stays free of threads and event loops, which a fork would break. Messages on the socket:
`{"start": JOB}` with four descriptors (standard input, output and error, and one that takes the child's number and later its return code), and
`{"signal": [PID, NUMBER]}`. It ends when the socket is closed and its children have ended.
"""

import gc
import json
import os
import selectors
import signal
import socket
import sys
import threading
from contextlib import suppress
from importlib import import_module

from auditing.site_process import main
from reports.page.html import compile_templates
from rulesets.loading import builtins

_MESSAGE = 1 << 16  # bytes
# What a child would import by itself at its end.
_LATER = ("auditing.word_documents", "reports.ledgers.ledger_xlsx", "reports.page.portrait")


class Nursery:
    """Serves one socket. `children` are descriptors for return codes by process."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._children: dict[int, int] = {}
        self._closed = False

    def serve(self) -> str | None:
        """Job of a child, in the child; None in the nursery when all is over."""
        woken, wake = os.pipe()
        for end in (woken, wake):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wake)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        with selectors.DefaultSelector() as selector:
            selector.register(woken, selectors.EVENT_READ)
            selector.register(self._requests, selectors.EVENT_READ)
            while self._children or not self._closed:
                ready = [key.fileobj for key, _ in selector.select()]
                if woken in ready:
                    os.read(woken, _MESSAGE)
                    self._reap()
                if self._requests in ready:
                    job = self._answer()
                    if job is not None:
                        os.close(woken)
                        os.close(wake)
                        return job
                    if self._closed:
                        selector.unregister(self._requests)
        return None

    def _answer(self) -> str | None:
        message, descriptors, _, _ = socket.recv_fds(self._requests, _MESSAGE, 4)
        if not message:
            self._closed = True
            return None
        request = json.loads(message)
        if "signal" in request:
            pid, number = request["signal"]
            if pid in self._children:
                os.kill(pid, number)
            return None
        return request["start"] if self._fork(*descriptors) else None

    def _fork(self, given: int, out: int, err: int, end: int) -> bool:
        """Whether this is the child now."""
        pid = os.fork()
        if pid == 0:
            self._leave(given, out, err, end)
            return True
        os.close(given)
        os.close(out)
        os.close(err)
        self._children[pid] = end
        _tell(end, pid)
        return False

    def _leave(self, given: int, out: int, err: int, end: int) -> None:
        """Be a process like one that was started by itself."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.dup2(given, 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        for each in (given, out, err, end, *self._children.values()):
            os.close(each)
        self._requests.close()

    def _reap(self) -> None:
        while self._children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            end = self._children.pop(pid)
            _tell(end, os.waitstatus_to_exitcode(status))
            os.close(end)


def _tell(end: int, number: int) -> None:
    with suppress(BrokenPipeError):  # nobody is there to hear it
        os.write(end, f"{number}\n".encode())


def run(descriptor: int) -> int:
    """Serve, or do a job as a child; the return code of this process."""
    if threading.active_count() > 1:
        return 1  # whoever started us has other means
    for module in _LATER:
        import_module(module)
    compile_templates()
    builtins()  # read once for all
    gc.collect()
    gc.freeze()  # so that collecting garbage does not copy the memory children share
    job = Nursery(socket.socket(fileno=descriptor)).serve()
    return main(job) if job is not None else 0


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1])))
