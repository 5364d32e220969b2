"""What a crawl works with (抓取工具): made and closed by the one who starts it."""

from collections.abc import Callable
from dataclasses import dataclass

from crawler.hosts_table import HostsTable
from crawler.options import CrawlJob, Progress
from crawler.previous import Previous
from portal.storage.archive import Archive
from portal.storage.recorder import Recorder


@dataclass(frozen=True)
class Tools:
    """The job, and where its results go. `report` hears how far it has got."""

    job: CrawlJob
    home_url: str
    table: HostsTable
    recorder: Recorder
    archive: Archive
    report: Callable[[Progress], None]
    previous: Previous | None = None
