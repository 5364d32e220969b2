"""`python -m benchmarks.crawl [--pages N…]`: our whole crawl (archive, facts, every link checked) against a bare Scrapy spider that only follows links.

Both crawl the same made-up portal from the same server on loopback, one after the other, without politeness. What counts is the processor time
per page, which a busy machine changes least; the table also tells pages a second and the most memory held.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.crawling import crawl
from benchmarks.generated import Portal
from benchmarks.measuring import Cost, measure
from benchmarks.serving import HOME, served
from benchmarks.tables import arguments, publish, table

PAGES = (3_000, 30_000)


def compare(pages: int, place: Path) -> list[dict[str, Any]]:
    """Both programs on a portal of so many pages: a row each."""
    with served(Portal(pages)) as port:
        url = f"http://{HOME}:{port}/"
        rows = [bare(url, place / f"bare-{pages}"), ours(url, place / f"ours-{pages}")]
    dear = rows[1]["CPU ms/page"] / rows[0]["CPU ms/page"]
    return [row | {"CPU ratio": ratio} for row, ratio in zip(rows, (1.0, round(dear, 2)), strict=True)]


def bare(url: str, place: Path) -> dict[str, Any]:
    """The bare spider."""
    place.mkdir(parents=True)
    result = place / "result.json"
    command: list[str | Path] = [sys.executable, "-m", "benchmarks.bare_spider", url, result]
    cost = measure(command, log=place / "log", folder=Path(__file__).parent.parent)
    return _row("bare Scrapy spider", json.loads(result.read_text(encoding="utf-8"))["pages"], cost)


def ours(url: str, place: Path) -> dict[str, Any]:
    """Our crawl."""
    cost, manifest = crawl(url, place)
    return _row("gongkai crawl", manifest.run.pages, cost)


def _row(name: str, pages: int, cost: Cost) -> dict[str, Any]:
    return {
        "program": name,
        "pages": pages,
        "pages/s": round(pages / cost.seconds, 1),
        "CPU ms/page": round(cost.cpu / pages * 1000, 2),
        "peak MB": round(cost.peak, 1),
    }


def main(given: Sequence[str] | None = None) -> None:
    """Run it as the command line says."""
    parser = arguments(__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, nargs="+", default=PAGES)
    options = parser.parse_args(given)
    rows: list[dict[str, Any]] = []
    with TemporaryDirectory() as place:
        for pages in options.pages:
            rows += compare(pages, Path(place))
            print(table(rows[-2:]), flush=True)
    publish("crawl", options.json, {"rows": rows})


if __name__ == "__main__":
    main()
