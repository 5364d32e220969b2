"""Running a real crawl in a process of its own and looking at what it left."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.options import CrawlJob, CrawlOptions
from portal.facts import Attempt, Page, Target
from portal.manifest import Manifest
from portal.site import Site
from portal.snapshot import FACTS_NAME, Snapshot

FAST = {
    "allow_private": True,
    "rate": 500,
    "external_interval": 0,
    "recheck": [0.1, 0.2],
    "home_waits": [0.1],
    "ipv6_tries": 2,
    "ipv6_interval": 0,
    "timeout": 3,
}
_BOUND = 60  # seconds no crawl of these tests may take


@dataclass
class Crawled:
    """What a crawl left: exit code, the lines it said, its snapshot."""

    code: int
    events: list[dict[str, Any]]
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
    interrupt_when: Callable[[dict[str, Any]], bool] | None = None,
    **options: Any,
) -> Crawled:
    """Crawl `url` into a new folder below `folder`. `interrupt_when` sees each progress line and may have the crawl interrupted."""
    snapshot = folder / f"snapshot{len(list(folder.iterdir()))}"
    job = CrawlJob(
        site=Site(url=url, aliases=aliases),
        as_of="2026-03-01",
        folder=snapshot,
        options=CrawlOptions(**(FAST | options)),
    )
    job_file = folder / f"{snapshot.name}.json"
    job_file.write_text(job.model_dump_json(), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler", str(job_file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        encoding="utf-8",
    )
    events = _listen(process, interrupt_when)
    _, errors = process.communicate(timeout=_BOUND)
    assert not errors, errors
    return Crawled(process.returncode, events, snapshot)


def _listen(
    process: subprocess.Popen[str], interrupt_when: Callable[[dict[str, Any]], bool] | None
) -> list[dict[str, Any]]:
    assert process.stdout is not None
    events: list[dict[str, Any]] = []
    for line in process.stdout:
        events.append(json.loads(line))
        if interrupt_when is not None and interrupt_when(events[-1]):
            process.send_signal(signal.SIGINT)
            interrupt_when = None
    return events
