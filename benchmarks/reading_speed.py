"""How much processor time reading a page takes, beside bare parsing and Scrapy's LinkExtractor on the same pages.

    python -m benchmarks.reading_speed [FOLDER] [--rounds N] [--json FILE]

FOLDER holds saved pages (`*.html`); without it the bundled sample portals are read. The first row is the whole reader; the others say what part
of it parsing is, and what a spider pays that does nothing but find the links. Each figure is the best of the rounds, taken in turn, so that a
busy machine harms all rows alike.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from scrapy.http import HtmlResponse
from scrapy.linkextractors import LinkExtractor

from benchmarks.tables import Row, arguments, publish, table
from demo.portals import PORTALS
from portal.markup.decoding import decode
from portal.markup.outline import outline_of
from portal.reading import read_page

_HOST = "http://www.example.gov.cn/"
_READ_AT = datetime(2026, 3, 1, tzinfo=UTC)
_UNIT = 50_000  # bytes of the page that figures are given for
_HTML = "text/html"
_EXTRACTOR = LinkExtractor()


class Body(NamedTuple):
    """A saved page and the address it is read under."""

    url: str
    body: bytes


Task = Callable[[Body], object]


def read(page: Body) -> object:
    """All facts of a page, as the crawl reads them."""
    return read_page(page.url, page.body, content_type=_HTML, depth=1, fetched_at=_READ_AT, status=200)


def outline(page: Body) -> object:
    """The first step alone: bytes to text, text to elements."""
    return outline_of(decode(page.body, _HTML).text)


def parse(page: Body) -> object:
    """lxml alone, with nothing done about what it finds."""
    return etree.fromstring(page.body, etree.HTMLParser(encoding="utf-8", huge_tree=True))


def extract(page: Body) -> object:
    """What a spider that only follows links does with a response."""
    return _EXTRACTOR.extract_links(HtmlResponse(page.url, body=page.body, encoding="utf-8"))


TASKS: dict[str, Task] = {
    "all facts (read_page)": read,
    "decoding and outline": outline,
    "parsing alone (lxml)": parse,
    "links alone (Scrapy LinkExtractor)": extract,
}


def saved(folder: Path) -> Iterator[Body]:
    """Pages below a folder; ones without a single element are no pages."""
    for path in sorted(folder.rglob("*.html")):
        body = path.read_bytes()
        if b"<" in body:
            yield Body(_HOST + path.relative_to(folder).as_posix(), body)


def bundled() -> Iterator[Body]:
    """Pages of the bundled sample portals."""
    for make in PORTALS.values():
        portal = make()
        for path, response in portal.pages.items():
            if response.content_type.startswith(_HTML):
                yield Body(portal.url(path), response.body)


def seconds(task: Task, pages: Sequence[Body]) -> float:
    """Processor time of one round."""
    started = time.process_time()
    for page in pages:
        task(page)
    return time.process_time() - started


def best_of(pages: Sequence[Body], rounds: int) -> dict[str, float]:
    """Least processor time of each task over the rounds, which take the tasks in turn."""
    best = dict.fromkeys(TASKS, float("inf"))
    for _ in range(rounds):
        for name, task in TASKS.items():
            best[name] = min(best[name], seconds(task, pages))
    return best


def rows_of(pages: Sequence[Body], rounds: int) -> list[Row]:
    """The table: processor time of each task per page, per 50 KB, and as a share of reading all facts."""
    size = sum(len(page.body) for page in pages)
    best = best_of(pages, rounds)
    whole = best[next(iter(TASKS))]
    return [
        {
            "what": name,
            "ms per page": cost * 1000 / len(pages),
            "ms per 50 KB": cost * 1000 * _UNIT / size,
            "of the whole": cost / whole,
        }
        for name, cost in best.items()
    ]


def main() -> None:
    """Measure and print."""
    parser = arguments("Processor time of reading pages.")
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="saved pages (default: sample portals)")
    parser.add_argument(
        "--rounds", type=int, default=5, metavar="N", help="rounds of which the best counts (default 5)"
    )
    options = parser.parse_args()
    pages = list(saved(options.folder) if options.folder else bundled())
    if not pages:
        parser.error(f"no pages (*.html) below {options.folder}")
    size = sum(len(page.body) for page in pages)
    print(f"{len(pages)} pages, {size / len(pages):,.0f} bytes on average, best of {options.rounds} rounds\n")
    rows = rows_of(pages, max(options.rounds, 1))
    print(table(rows))
    publish("reading_speed", options.json, {"pages": len(pages), "bytes": size, "rows": rows})


if __name__ == "__main__":
    main()
