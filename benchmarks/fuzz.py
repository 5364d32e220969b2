"""Reading damaged pages: no reader raises, each page is read in bounded time, memory stays bounded.

    python -m benchmarks.fuzz [--pages 20000] [--first 0] [--real FOLDER] [--json FILE]

The pages damaged are those of the bundled portals, of small lab portals, and saved ones where they are at hand. A page is known by its number:
`--first N --pages 1` reads that page again. Time is processor time; a page that takes more than ten seconds ends the run.
"""

import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from benchmarks.mutations import mutated
from benchmarks.reading_pages import default_folder
from benchmarks.tables import arguments, publish, table
from demo.lab import make
from demo.lab.dialects import DIALECTS
from demo.portals import PORTALS
from portal.facts import PageFacts
from portal.reading import read_page
from portal.storage.recorder import Recorder, connect

LONGEST = 2.0  # seconds of processor time a page may take
_LAB_PAGES = 100  # of each dialect
_LINES = 16  # of a traceback
_HANGING = 10  # seconds after which a page is given up
_MEMORY = 2 << 30  # bytes of address space the run may take
_CONTENT_TYPES = (
    "text/html",
    "text/html; charset=gbk",
    "text/html; charset=utf-8",
    "",
    "application/xhtml+xml; charset=none",
)
_READ_AT = datetime(2026, 3, 1, tzinfo=UTC)


class Read(NamedTuple):
    """How reading one damaged page went."""

    number: int
    size: int
    seconds: float
    fault: str  # the last lines of the traceback; empty when none was raised


class HangingError(Exception):
    """A page took longer than it may."""


def main() -> None:
    """Run from the command line; exit code 1 when a page raised or took too long."""
    parser = arguments("damaged pages")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER")
    parser.add_argument("--real", type=Path, default=default_folder(), metavar="FOLDER")
    options = parser.parse_args()
    pages = list(undamaged(options.real))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    before = _peak()
    reads = [read for _, read in zip(range(options.pages), reading(pages, options.first), strict=False)]
    results = summary(reads, before)
    print(table([results]))
    for read in sorted(reads, key=lambda read: -read.seconds)[:5]:
        print(f"page {read.number}: {read.seconds:.2f} s, {read.size:,} bytes")
    faults = [read for read in reads if read.fault]
    for read in faults[:20]:
        print(f"\npage {read.number} raised\n{read.fault}")
    publish("fuzz", options.json, {**results, "faults": [read._asdict() for read in faults]})
    if faults or any(read.seconds > LONGEST for read in reads):
        sys.exit(1)


def undamaged(folder: Path) -> Iterator[bytes]:
    """Pages to damage."""
    for bundled in PORTALS.values():
        yield from (page.body for page in bundled().pages.values() if page.content_type.startswith("text/html"))
    for dialect in DIALECTS:
        lab = make(dialect, _LAB_PAGES, seed=1)
        yield from (lab.answer(path).body for path in lab.expected)
    yield from (path.read_bytes() for path in sorted(folder.rglob("*.html")))


def reading(pages: Sequence[bytes], first: int) -> Iterator[Read]:
    """Damaged pages read and recorded, without end, from number `first` on."""
    signal.signal(signal.SIGPROF, _hanging)
    recorder = Recorder(connect(":memory:"))
    number = first
    while True:
        yield _read(number, mutated(pages, number), recorder)
        number += 1


def _read(number: int, body: bytes, recorder: Recorder) -> Read:
    fault, began = "", time.process_time()
    signal.setitimer(signal.ITIMER_PROF, _HANGING)
    try:
        record(recorder, damaged_facts(number, body))
    except Exception:  # noqa: BLE001 (whatever is raised is what is looked for)
        fault = "".join(traceback.format_exc().splitlines(keepends=True)[-_LINES:])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return Read(number, len(body), time.process_time() - began, fault)


def damaged_facts(number: int, body: bytes) -> PageFacts:
    """Facts of a damaged page, under an address and content type of its own."""
    url = f"http://www.example.gov.cn/art/{number}.html"
    content_type = _CONTENT_TYPES[number % len(_CONTENT_TYPES)]
    return read_page(
        url, body, content_type=content_type, depth=1, fetched_at=_READ_AT, status=200, home=number % 50 == 0
    )


def record(recorder: Recorder, facts: PageFacts) -> None:
    """Store what was read, as a crawl would: a value the database refuses is a fault, too. Nothing is kept."""
    recorder.begin()
    recorder.database.execute("SAVEPOINT page")
    for position, link in enumerate(facts.links):
        link.target_id = position + 1
    recorder.page(facts)
    recorder.database.execute("ROLLBACK TO page")
    recorder.commit()


def _hanging(_number: int, _frame: FrameType | None) -> None:
    raise HangingError


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def summary(reads: Sequence[Read], before: float) -> dict[str, Any]:
    """Figures of a run."""
    seconds = sorted(read.seconds for read in reads)
    return {
        "pages": len(reads),
        "raised": sum(bool(read.fault) for read in reads),
        "over 2 s": sum(second > LONGEST for second in seconds),
        "median ms": 1000 * seconds[len(seconds) // 2],
        "99 % ms": 1000 * seconds[int(len(seconds) * 0.99)],
        "longest s": seconds[-1],
        "MB read": sum(read.size for read in reads) // (1 << 20),
        "MB before": before,
        "MB at peak": _peak(),
    }


if __name__ == "__main__":
    main()
