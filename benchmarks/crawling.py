"""Our crawl as benchmarks run it: in a process of its own, without politeness."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measuring import Cost, measure
from crawler.options import CrawlJob, CrawlOptions
from portal.site import Site
from portal.storage.manifest import Manifest

IMPOLITE = {
    "max_pages": 1_000_000,
    "rate": 100_000.0,
    "external_interval": 0.0,
    "concurrency": 16,
    "recheck": [0.5],
    "home_waits": [0.5],
    "ipv6_tries": 1,
    "ipv6_interval": 0.0,
    "robots": "ignore",
    "allow_private": True,
    "render": "never",
}
"""Nothing is held back, as many connections as the rivals have, and no browser, which none of them has either."""


def job(url: str, folder: Path, history: Path | None = None, **options: Any) -> CrawlJob:
    """A job that crawls `url` into `folder`; `history` are probes of it."""
    settings = CrawlOptions(**(IMPOLITE | options))
    return CrawlJob(site=Site(url=url), as_of=date(2026, 3, 1), folder=folder, history=history, options=settings)


def crawl(url: str, place: Path, history: Path | None = None, **options: Any) -> tuple[Cost, Manifest]:
    """Crawl `url` into `place / "snapshot"`; what it cost, and the manifest. Raises RuntimeError when there is none."""
    place.mkdir(parents=True, exist_ok=True)
    plan = place / "job.json"
    plan.write_text(job(url, place / "snapshot", history, **options).model_dump_json(), encoding="utf-8")
    log = place / "crawl.log"
    cost = measure([sys.executable, "-m", "crawler", plan], log=log, folder=Path(__file__).parent.parent)
    if cost.code not in {0, 3}:
        raise RuntimeError(f"the crawl of {url} failed, see {log}")
    return cost, Manifest.read(place / "snapshot")
