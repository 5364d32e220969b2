"""`python -m benchmarks.batch_page`: index.html of 30, 200 and 500 sites: time to write it, size, first paint, sorting and narrowing.

The cards are those the tests render: two documents, twelve themes, a previous run and four earlier ones. Needs Chromium; times are of this
machine, in the browser the median of `RUNS` openings.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser

from benchmarks.card import launched
from benchmarks.tables import arguments, publish, table
from reports.index import write_index
from tests.reports.batches import batch

SIZES = (30, 200, 500)
RUNS = 5
MOST_SECONDS, MOST_BYTES, MOST_PAINT, MOST_STEP = 5.0, 5_000_000, 1000.0, 500.0
STEPS = {
    "sort ms": "document.querySelector('#ranking th.score-column button').click()",
    "narrow ms": "(field => { field.value = 'site00'; field.dispatchEvent(new Event('input')); })"
    "(document.querySelector('#tools input'))",
}
_TIMED = """() => new Promise(done => {
  const start = performance.now();
  %s;
  document.body.offsetHeight;
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def opened(browser: Browser, address: str) -> dict[str, float]:
    """One opening: first paint, then each step from the click to the next frame, in ms."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
        paint = float(page.evaluate(_PAINT))
        return {"first paint ms": paint, **{name: float(page.evaluate(_TIMED % act)) for name, act in STEPS.items()}}


def row(browser: Browser, sites: int, folder: Path) -> dict[str, Any]:
    """A line of the table."""
    cards = batch(sites)
    started = time.process_time()
    path = write_index(cards, [], folder)
    seconds = time.process_time() - started
    runs = [opened(browser, path.as_uri()) for _ in range(RUNS)]
    told = {name: median(run[name] for run in runs) for name in runs[0]}
    return {"sites": sites, "CPU s": seconds, "MB": path.stat().st_size / 1e6, **told}


def missed(line: dict[str, Any]) -> list[str]:
    """Names of the goals a line misses."""
    limits = {
        "CPU s": MOST_SECONDS,
        "MB": MOST_BYTES / 1e6,
        "first paint ms": MOST_PAINT,
        **dict.fromkeys(STEPS, MOST_STEP),
    }
    return [f"{name} of {line['sites']} sites" for name, most in limits.items() if line[name] > most]


def measured(browser: Browser) -> dict[str, Any]:
    """All lines."""
    with TemporaryDirectory() as folder:
        return {"rows": [row(browser, sites, Path(folder)) for sites in SIZES]}


def main(given: Sequence[str] | None = None) -> int:
    """Measure, print and keep the table; 1 when a goal is missed."""
    asked = arguments(__doc__ or "").parse_args(given)
    results = launched(measured)
    print(table(results["rows"]))
    faults = [fault for line in results["rows"] for fault in missed(line)]
    print("missed: " + (", ".join(faults) or "none"))
    publish("batch_page", asked.json, results)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
