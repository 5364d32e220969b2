"""What a command costs: time, processor time and memory, its children included."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_POLL = 0.02  # seconds between two looks at the memory
_PROC = Path("/proc")
_MARK = "VmHWM:"  # the most memory a process ever held, which only grows


@dataclass(frozen=True)
class Cost:
    """What one run took: `seconds` on the clock, `cpu` seconds of user and system time, `peak` MB resident, and its exit `code`."""

    seconds: float
    cpu: float
    peak: float
    code: int


def measure(
    command: Sequence[str | Path],
    *,
    log: Path,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    limit: float = 3600.0,
) -> Cost:
    """Run a command, its output in `log`, and tell what it cost; the peak is that of the command and its children together.

    Raises TimeoutError after `limit` seconds, when the command has been killed.
    """
    with log.open("wb") as sink:
        started = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT,
            cwd=folder, env={**os.environ, **(environment or {})},
        )  # fmt: skip
        peak = 0.0
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            peak = max(peak, sum(_high_water(pid) for pid in _family(process.pid)))
            if time.monotonic() - started > limit:
                process.kill()
                os.wait4(process.pid, 0)
                raise TimeoutError(f"{command[0]}: not done after {limit:.0f} s")
            time.sleep(_POLL)
        seconds = time.monotonic() - started
    usage = ended[2]
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    return Cost(seconds, usage.ru_utime + usage.ru_stime, peak, process.returncode)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in _threads(pid):
        for child in _text(thread / "children").split():
            yield from _family(int(child))


def _threads(pid: int) -> list[Path]:
    try:
        return list((_PROC / str(pid) / "task").iterdir())
    except OSError:  # the process ended in the meantime
        return []


def _high_water(pid: int) -> float:
    """Most megabytes a process has held so far; 0 for one that is gone."""
    lines = _text(_PROC / str(pid) / "status").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(_MARK)), 0.0)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:  # the process ended in the meantime
        return ""
