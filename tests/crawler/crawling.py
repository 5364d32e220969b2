"""Running a real crawl and looking at what it left."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crawler.job import CrawlJob, CrawlOptions, Progress, run
from portal.facts import Attempt, Page, Target
from portal.site import Site
from portal.storage.manifest import Manifest
from portal.storage.snapshot import FACTS_NAME, Snapshot

FAST = {
    "allow_private": True,
    "rate": 500,
    "external_interval": 0,
    "recheck": [0.1, 0.2],
    "home_waits": [0.1],
    "ipv6_tries": 2,
    "ipv6_interval": 0,
    "timeout": 3,
    "render": "never",
}
_BOUND = 60  # seconds no process of these tests may take


@dataclass
class Crawled:
    """What a crawl left."""

    folder: Path

    @property
    def manifest(self) -> Manifest:
        """The manifest."""
        return Manifest.read(self.folder)

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot."""
        return Snapshot.open(self.folder)

    def target(self, url: str) -> Target:
        """The target with this address."""
        found = self.snapshot.target(url)
        assert found is not None, f"{url} is no target"
        return found

    def verdict(self, url: str) -> tuple[str, str | None]:
        """State and fault of a target."""
        target = self.target(url)
        return target.state.value, target.fault.value if target.fault else None

    def attempts(self, url: str) -> list[Attempt]:
        """Tries to open a target."""
        return list(self.snapshot.attempts(self.target(url).id))

    def pages(self) -> list[Page]:
        """All pages."""
        return list(self.snapshot.pages())

    def notes(self, kind: str) -> list[str]:
        """Details of the events of one kind."""
        with sqlite3.connect(self.folder / FACTS_NAME) as database:
            return [detail for (detail,) in database.execute("SELECT detail FROM event WHERE kind = ?", (kind,))]


def crawl(
    folder: Path,
    url: str,
    *,
    aliases: tuple[str, ...] = (),
    seen: Callable[[Progress], None] = lambda _: None,
    previous: Path | None = None,
    **options: Any,
) -> Crawled:
    """Crawl `url` into a new folder below `folder`, in this process. `seen` gets each progress report."""
    snapshot = folder / f"snapshot{len(list(folder.iterdir()))}"
    job = job_for(url, snapshot, aliases, **options).model_copy(update={"previous": previous})
    manifest = run(job, seen)
    assert manifest == Manifest.read(snapshot)
    return Crawled(snapshot)


def job_for(url: str, folder: Path, aliases: tuple[str, ...] = (), **options: Any) -> CrawlJob:
    """A job that wastes no time."""
    site = Site(url=url, aliases=aliases)
    return CrawlJob(site=site, as_of=date(2026, 3, 1), folder=folder, options=CrawlOptions(**(FAST | options)))


@dataclass
class Said:
    """What `python -m crawler` said and how it ended."""

    code: int
    events: list[dict[str, Any]]


def crawler_process(job_file: Path, interrupt_when: Callable[[dict[str, Any]], bool] = lambda _: False) -> Said:
    """Run `python -m crawler` on a job file; the first line `interrupt_when` says yes to has it interrupted."""
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler", str(job_file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    events: list[dict[str, Any]] = []
    for line in process.stdout:
        events.append(json.loads(line))
        if interrupt_when(events[-1]):
            process.send_signal(signal.SIGINT)
            interrupt_when = _never
    _, errors = process.communicate(timeout=_BOUND)
    assert not errors, errors
    return Said(process.returncode, events)


def _never(_: dict[str, Any]) -> bool:
    return False
