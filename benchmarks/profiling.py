"""`python -m benchmarks.profiling [--pages N]`: where the processor time of our crawl goes, by part of the program.

The crawl runs in this process under cProfile, which makes Python code look dearer than C code; the shares are a guide to what dominates, the
absolute figures are those of `benchmarks.crawl`.
"""

import cProfile
import logging
import pstats
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.crawling import job
from benchmarks.generated import Portal
from benchmarks.serving import HOME, served
from benchmarks.tables import arguments, publish, table
from crawler.job import run
from portal.storage.manifest import Manifest

Function = tuple[str, int, str]

# Entry points whose cumulated time is one part of the work, and by whom they must be called to count.
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "reading pages": (("portal/reading.py", "read_page"),),
    "recording facts": (("portal/storage/recorder.py", "page"),),
    "registering links": (("crawler/register.py", "link"),),
    "settling targets and attempts": (("crawler/register.py", "settle"), ("crawler/register.py", "attempt")),
    "archive": (("portal/storage/archive.py", "write"), ("portal/storage/archive.py", "flush")),
    "commits": (("portal/storage/recorder.py", "commit"),),
    "classifying answers": (("crawler/verdicts.py", "of_answer"),),
    "fetching over aiohttp": (("crawler/fetching.py", "fetch"),),
    "after the crawl (columns, pairings)": (("portal/assembly.py", "assemble"),),
}


def profile(pages: int, place: Path) -> tuple[Manifest, pstats.Stats]:
    """Crawl a made-up portal under the profiler."""
    with served(Portal(pages)) as port:
        profiler = cProfile.Profile()
        profiler.enable()
        manifest = run(job(f"http://{HOME}:{port}/", place / "snapshot"), lambda _: None)
        profiler.disable()
    return manifest, pstats.Stats(profiler)


def parts(stats: pstats.Stats, pages: int) -> list[dict[str, Any]]:
    """Share of each part in the time the processor was busy, dearest first."""
    entries: dict[Function, tuple[int, int, float, float, Any]] = stats.stats  # type: ignore[attr-defined]
    total = sum(own for function, (_, _, own, _, _) in entries.items() if not _waits(function))
    spent: dict[str, float] = defaultdict(float)
    for (file, _, name), (_, _, _, cumulated, _) in entries.items():
        for part, places in PARTS.items():
            if any(file.endswith(end) and name == function for end, function in places):
                spent[part] += cumulated
    spent["Scrapy, event loop, the rest"] = total - sum(spent.values())
    ordered = sorted(spent.items(), key=lambda entry: -entry[1])
    return [
        {"part": part, "share %": round(seconds / total * 100, 1), "ms/page": round(seconds / pages * 1000, 2)}
        for part, seconds in ordered
    ]


def _waits(function: Function) -> bool:
    """Whether this is the event loop waiting for the network."""
    return "select" in function[2] and "poll" in function[2]


def main(given: Sequence[str] | None = None) -> None:
    """Run it as the command line says."""
    parser = arguments(__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--functions", type=int, default=0, metavar="N", help="print the N dearest functions, too")
    options = parser.parse_args(given)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    with TemporaryDirectory() as place:
        manifest, stats = profile(options.pages, Path(place))
    rows = parts(stats, manifest.run.pages)
    print(table(rows))
    if options.functions:
        stats.sort_stats("tottime").print_stats(options.functions)
    publish("profiling", options.json, {"pages": manifest.run.pages, "rows": rows})


if __name__ == "__main__":
    main()
