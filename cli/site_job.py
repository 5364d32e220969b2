"""What one site's process is told (单站检查任务), as a file."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel

from crawler.options import CrawlJob
from portal.site import Level, SiteKind

JOB_NAME = "job.json"


class SiteJob(BaseModel):
    """What to do for one site. `rulesets` None: crawl only; empty: those that fit the site."""

    crawl: CrawlJob
    rulesets: list[str] | None
    as_of: date
    level: Level | None = None
    kind: SiteKind | None = None
    year: int | None = None  # moves yearly rulesets
    wordlist: Path | None = None  # wrong words of the user's own
    unit: str | None = None  # the ledger is narrowed to
    others: tuple[Path, ...] = ()  # snapshots of other sites, to compare with

    @property
    def folder(self) -> Path:
        """The site's folder; the snapshot lies in it."""
        return self.crawl.folder.parent
