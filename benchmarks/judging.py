"""`python -m benchmarks.judging`: pages per second of judging a stored snapshot under every ruleset on board, and what each check takes of it.

The snapshot is a lab portal's, crawled once and kept; judging it makes no request.
"""

import os
import resource
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.crawling import crawl
from benchmarks.tables import CACHE, arguments, publish, table
from checks.assessment import Assessment, Context
from checks.catalogue import CATALOGUE
from demo.lab import make
from demo.lab.dialects import DIALECTS
from demo.model import AS_OF
from demo.server import serve
from portal.storage.manifest import Manifest
from portal.storage.snapshot import Snapshot
from reports.judging.judge import judge
from reports.scorecard import Tool
from rulesets.loading import builtins
from rulesets.years import in_year

SEED = 5
OPTIONS: dict[str, Any] = {"concurrency": 16, "recheck": [0.2], "timeout": 10.0}


def stored(dialect: str, pages: int) -> Path:
    """Folder with the snapshot of a lab portal, crawled where it is not there yet."""
    place = CACHE / f"judging-{dialect}-{pages}"
    if not (place / "snapshot" / "manifest.json").is_file():
        shutil.rmtree(place, ignore_errors=True)
        lab = make(dialect, pages, SEED)
        with serve([lab.portal, *lab.neighbours]) as playing:
            place.mkdir(parents=True)
            (place / "hosts").write_text("\n".join(playing.hosts_lines()) + "\n", encoding="utf-8")
            crawl(lab.portal.url(), place, hosts_file=place / "hosts", **OPTIONS)
    return place / "snapshot"


@contextmanager
def clocked() -> Iterator[dict[str, float]]:
    """Processor time of every check, while the block runs."""
    spent: dict[str, float] = defaultdict(float)
    originals = {name: check.function for name, check in CATALOGUE.items()}

    def timed(name: str) -> Any:
        def run(snapshot: Snapshot, parameters: Any, context: Context) -> Assessment:
            started = time.process_time()
            try:
                return originals[name](snapshot, parameters, context)
            finally:
                spent[name] += time.process_time() - started

        return run

    for name, check in CATALOGUE.items():
        object.__setattr__(check, "function", timed(name))
    try:
        yield spent
    finally:
        for name, check in CATALOGUE.items():
            object.__setattr__(check, "function", originals[name])


def main() -> None:
    """Crawl where needed, judge, print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--pages", type=int, default=30_000, help="pages of the portal (50 to 30,000)")
    parser.add_argument("--dialect", default="trs", choices=sorted(DIALECTS))
    given = parser.parse_args()
    folder = stored(given.dialect, given.pages)
    pages = Manifest.read(folder).run.pages
    rulesets = [in_year(ruleset, AS_OF.year - 1) for ruleset in builtins()]
    snapshot = Snapshot.open(folder)
    before = peak()
    with clocked() as spent:
        started = time.process_time()
        judge(snapshot, rulesets, tool=Tool(name="gongkai", version="0"), as_of=AS_OF)
        whole = time.process_time() - started
    snapshot.close()
    lines = [{"check": name, "CPU s": seconds} for name, seconds in sorted(spent.items(), key=lambda item: -item[1])]
    lines.append({"check": "search index, cards and the rest", "CPU s": whole - sum(spent.values())})
    print(table(lines[:25] + lines[-1:]))
    print(
        f"\n{pages} pages under {len(rulesets)} rulesets in {whole:.1f} s of processor time: {pages / whole:,.0f} pages/s;"
        f" peak memory {peak():,.0f} MB, {before:,.0f} MB before; load {os.getloadavg()[0]:.1f}"
    )
    memory = {"before MB": before, "peak MB": peak()}
    publish("judging", given.json, {"pages": pages, "seconds": whole, **memory, "checks": lines})


def peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
