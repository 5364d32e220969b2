"""A process that reads files for another (附件读取进程): it may be stopped when a file takes too long or too much memory.

One process reads many files, one after the other; after a file that had to be given up a new one is started. Run as
`python -m portal.files.workshop` it serves: a line of JSON with size and format, then the file; it answers with a line of JSON.
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLongError
from types import TracebackType
from typing import BinaryIO, Self

from portal.files.content import Content, TooLargeError, UnreadableError
from portal.files.reading import read_content
from portal.states import FileFormat

SECONDS = 20.0  # for one file
_FORMATS = {each.value: each for each in FileFormat}
MEMORY = 1 << 30  # bytes of address space, where the system can bound it


class Workshop:
    """Reads files in a child process, at most `seconds` each. Use as a context manager."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._waiting = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        self._waiting.shutdown()

    def read(self, body: bytes, found: FileFormat) -> Content:
        """Text of a file; raises UnreadableError, TooLargeError where it took more time or memory than it may."""
        child = self._child = self._child or _start()
        answer = self._waiting.submit(_ask, child, body, found)
        try:
            line = answer.result(self._seconds)
        except (TookTooLongError, OSError) as fault:
            self._stop()
            raise TooLargeError("took too long, or ended the process that read it") from fault
        if not line:
            self._stop()
            raise TooLargeError("ended the process that read it")
        told = json.loads(line)
        if "fault" in told:
            raise (TooLargeError if told["large"] else UnreadableError)(told["fault"])
        return Content(told["text"], told["title"], told["pages"])

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


def _start() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", __name__]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _ask(child: "subprocess.Popen[bytes]", body: bytes, found: FileFormat) -> bytes:
    if child.stdin is None or child.stdout is None:
        raise ValueError("the child has no pipes")
    child.stdin.write(json.dumps({"size": len(body), "format": found.value}).encode() + b"\n")
    child.stdin.write(body)
    child.stdin.flush()
    return child.stdout.readline()


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Read files from `source` until it ends."""
    while line := source.readline():
        asked = json.loads(line)
        told = _told(source.read(asked["size"]), _FORMATS[asked["format"]])
        sink.write(json.dumps(told).encode() + b"\n")
        sink.flush()


def _told(body: bytes, found: FileFormat) -> dict[str, str | int | bool | None]:
    try:
        content = read_content(body, found)
    except UnreadableError as fault:
        return {"fault": str(fault)[:300], "large": isinstance(fault, TooLargeError)}
    return {"text": content.text, "title": content.title, "pages": content.pages}


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows: size and time are bounded all the same
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _bound_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
