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
    waivers: Path | None = None  # 豁免清单
    attestations: tuple[Path, ...] = ()  # 核实结论
    others: tuple[Path, ...] = ()  # snapshots of other sites, to compare with
    compared: Path | None = None  # the site's folder of the run to compare with; None: the newest earlier one
    own_rulesets: tuple[Path, ...] = ()  # of an office, beside the built-in ones or in the place of one of the same id
    clauses_known: bool = False  # waivers and attestations were held against the clauses when they were taken in: one that is gone is no fault
    judge_only: bool = False  # the snapshot is there
    silence: float | None = (
        None  # seconds without a sign of life from the parent after which the process ends itself; None: it does not watch
    )

    @property
    def folder(self) -> Path:
        """The site's folder; the snapshot lies in it."""
        return self.crawl.folder.parent
