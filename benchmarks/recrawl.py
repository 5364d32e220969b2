"""`python -m benchmarks.recrawl [--pages N]`: the second month's crawl of a portal that has not changed, against the first one's.

Once with a server that knows entity tags (304 answers), once with one that sends every page whole (known again by its bytes). Bytes are those of
answers' bodies; the processor time is the whole process's, its start included. The last column leaves the start (imports) out, which a batch has once.
"""

import hashlib
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.crawling import job
from benchmarks.generated import Portal
from benchmarks.measuring import Cost, measure
from benchmarks.serving import HOME, Answer, served
from benchmarks.tables import arguments, publish, table
from portal.storage.manifest import Manifest
from portal.storage.snapshot import FACTS_NAME

GOAL_BYTES, GOAL_CPU = 0.10, 0.25  # of the first crawl's


class Tagged:
    """A portal whose answers carry an entity tag each."""

    def __init__(self, pages: int) -> None:
        self._portal = Portal(pages)

    def answer(self, method: str, host: str, target: bytes, cookie: bool) -> Answer:
        """The portal's answer with its tag."""
        answer = self._portal.answer(method, host, target, cookie)
        if answer.status != 200:
            return answer
        tag = hashlib.sha1(b"".join(answer.body), usedforsecurity=False).hexdigest()
        return replace(answer, headers=(*answer.headers, ("ETag", f'"{tag}"')))


def start_cost(place: Path) -> float:
    """Seconds of processor time until a crawl could begin: the cheapest of three, once everything is compiled."""
    command = [sys.executable, "-c", "import crawler.job"]
    here = Path(__file__).parent.parent
    return min(measure(command, log=place / "start.log", folder=here).cpu for _ in range(3))


def months(site: Portal | Tagged, name: str, place: Path, start: float) -> list[dict[str, Any]]:
    """Two crawls of one site: a row each; `start` are the seconds before a crawl begins. Raises ValueError when their facts differ."""
    with served(site) as port:
        url = f"http://{HOME}:{port}/"
        first = _crawl(url, place / "first", None)
        second = _crawl(url, place / "second", place / "first" / "snapshot")
    if _facts(place / "first") != _facts(place / "second"):
        raise ValueError(f"{name}: the second crawl's facts differ from the first one's")
    rows = [_row(name, month, *each) for month, each in (("first", first), ("second", second))]
    return [row | _ratios(row, rows[0], start) for row in rows]


def _crawl(url: str, place: Path, previous: Path | None) -> tuple[Cost, Manifest]:
    place.mkdir(parents=True)
    plan = place / "job.json"
    task = job(url, place / "snapshot").model_copy(update={"previous": previous})
    plan.write_text(task.model_dump_json(), encoding="utf-8")
    log = place / "crawl.log"
    cost = measure([sys.executable, "-m", "crawler", plan], log=log, folder=Path(__file__).parent.parent)
    if cost.code != 0:
        raise RuntimeError(f"the crawl of {url} failed: {log.read_text(encoding='utf-8')[-500:]}")
    return cost, Manifest.read(place / "snapshot")


def _facts(place: Path) -> dict[str, list[Any]]:
    queries = {
        "page": "SELECT url, body_hash, kind, title, published_on, fill FROM page ORDER BY url",
        "target": "SELECT url, state, fault, final_url FROM target ORDER BY url",
        "link": "SELECT count(*), count(DISTINCT url) FROM link",
        "column": 'SELECT url, items, newest, fill FROM "column" ORDER BY url',
    }
    with closing(sqlite3.connect(place / "snapshot" / FACTS_NAME)) as database:
        return {name: database.execute(query).fetchall() for name, query in queries.items()}


def _row(name: str, month: str, cost: Cost, manifest: Manifest) -> dict[str, Any]:
    pages = manifest.run.pages
    return {
        "server": name,
        "month": month,
        "pages": pages,
        "MB received": round(manifest.run.bytes / 1e6, 2),
        "CPU ms/page": round(cost.cpu / pages * 1000, 2),
        "pages/s": round(pages / cost.seconds, 1),
    }


def _ratios(row: dict[str, Any], first: dict[str, Any], start: float) -> dict[str, float]:
    each = start / first["pages"] * 1000
    return {
        "bytes ratio": round(row["MB received"] / first["MB received"], 3),
        "CPU ratio": round(row["CPU ms/page"] / first["CPU ms/page"], 3),
        "without start": round((row["CPU ms/page"] - each) / (first["CPU ms/page"] - each), 3),
    }


def main(given: Sequence[str] | None = None) -> None:
    """Run it as the command line says."""
    parser = arguments(__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=3_000)
    options = parser.parse_args(given)
    with TemporaryDirectory(prefix="recrawl-") as folder:
        start = start_cost(Path(folder))
        rows = months(Tagged(options.pages), "entity tags", Path(folder) / "tagged", start)
        rows += months(Portal(options.pages), "no validators", Path(folder) / "plain", start)
    print(table(rows))
    print(f"\ngoals with entity tags: bytes <= {GOAL_BYTES:.0%}, CPU <= {GOAL_CPU:.0%}")
    publish("recrawl", options.json, {"rows": rows, "goals": {"bytes": GOAL_BYTES, "cpu": GOAL_CPU}})


if __name__ == "__main__":
    main()
