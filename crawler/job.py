"""Running a crawl job (执行抓取任务): one site, one process, one snapshot."""

import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from types import FrameType

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.anchoring import settle_anchors
from crawler.attached_files import read_attached_files
from crawler.checkpoint import Checkpoint, stored_value, unfinished
from crawler.crawl import Crawl
from crawler.doubts import withdraw_breakdown, withdraw_dns, withdraw_route
from crawler.ground import Left, OccupiedError, clear, left_in, occupied
from crawler.guard import is_public
from crawler.health import health_of
from crawler.history import copy_probes
from crawler.hosts_table import EMPTY, HostsTable
from crawler.journal import Journal, Note
from crawler.options import RESUMABLE, CrawlJob, CrawlOptions, Progress, nameserver_of
from crawler.previous import Previous
from crawler.remarks import remarks_of
from crawler.scopes import host_of
from crawler.spider import PortalSpider
from crawler.tools import Tools
from portal.assembly import assemble
from portal.links.addresses import canonical
from portal.storage.archive import FILE_NAME as ARCHIVE_NAME
from portal.storage.archive import Archive
from portal.storage.carrying import OtherSchemaError
from portal.storage.manifest import Machine, Manifest, Run
from portal.storage.recorder import Recorder, as_one_file, connect
from portal.storage.snapshot import FACTS_NAME

__all__ = ["CrawlJob", "CrawlOptions", "JobError", "Progress", "run"]


BREAKDOWNS = ("errors", "blocked")  # the site as a whole stopped answering


class JobError(Exception):
    """The job cannot be run as it is; the message says what is wrong and how to mend it."""


def run(job: CrawlJob, progress: Callable[[Progress], None]) -> Manifest:
    """Crawl the job's site into a snapshot and return its manifest, which is in the folder, too.

    Blocks, with an event loop of its own: one crawl at a time in a process. Ctrl-C and SIGTERM end the crawl early, with a complete snapshot. With
    `job.resume` an unfinished crawl in the folder goes on, and a finished one is left as it is. Raises JobError for a job that cannot start,
    OSError or sqlite3.Error when the snapshot cannot be written.
    """
    home_url, table = _checked(job)
    job.folder.mkdir(parents=True, exist_ok=True)
    try:
        with occupied(job.folder):
            left = left_in(job.folder)
            if left is not Left.NOTHING and not job.resume:
                raise JobError(f"{job.folder}: 文件夹里已有快照，请换一个文件夹")
            if left is Left.FINISHED:
                return Manifest.read(job.folder)
            if left is Left.SCRAPS or (left is Left.UNFINISHED and job.options.quick):
                clear(job.folder)  # a quick crawl is done anew sooner than gone on with
            return _run_crawl(job, home_url, table, progress)
    except OccupiedError as fault:
        raise JobError(str(fault)) from fault


def _run_crawl(job: CrawlJob, home_url: str, table: HostsTable, progress: Callable[[Progress], None]) -> Manifest:
    with closing(connect(job.folder / FACTS_NAME)) as database:
        cut_at = _thawed(database)
        recorder = Recorder(database)
        with Archive(job.folder / ARCHIVE_NAME, f"gongkai/{_version()}", cut_at=cut_at) as archive:
            previous = _previous(job, recorder)
            spider = _crawl(Tools(job, home_url, table, recorder, archive, progress, previous))
            spider.crawl.save()
        if previous is not None:
            previous.close()
        manifest = _finish(job, spider, recorder)
        as_one_file(database)
        return manifest


def _previous(job: CrawlJob, recorder: Recorder) -> Previous | None:
    """The snapshot to carry facts over from; one that is of no use is noted, and everything read anew."""
    if job.previous is None or job.options.quick:
        return None
    try:
        return Previous(recorder.database, job.previous, _tool(), scripted=job.options.render == "never")
    except (OtherSchemaError, sqlite3.Error, ValueError, OSError) as fault:
        Journal(recorder).note(Note.OTHER_PREVIOUS, str(fault))
        return None


def _thawed(database: sqlite3.Connection) -> int | None:
    """Undo what the end of an unfinished crawl wrote; the archive's length then, None where no crawl was begun."""
    if not unfinished(database):
        return None
    recorder = Recorder(database)
    Checkpoint(recorder).thaw()
    recorder.commit()
    return int(stored_value(database, "crawl")["archive"])


def _checked(job: CrawlJob) -> tuple[str, HostsTable]:
    try:
        if job.options.nameserver:
            nameserver_of(job.options.nameserver)
        table = HostsTable.read(job.options.hosts_file) if job.options.hosts_file else EMPTY
    except ValueError as fault:
        raise JobError(str(fault)) from fault
    try:
        return canonical(job.site.url), table
    except ValueError as fault:
        raise JobError(f"{job.site.url}: 不是 http 或 https 网址") from fault


def _crawl(tools: Tools) -> PortalSpider:
    process = AsyncCrawlerProcess(_settings(tools.job))
    crawler = process.create_crawler(PortalSpider)
    task = process.crawl(crawler, tools=tools)
    with _stop_signals(lambda: PortalSpider.of(crawler).stop_soon("interrupted")):
        process.start(install_signal_handlers=False)
    if task.done() and not task.cancelled():
        task.result()
    spider = PortalSpider.of(crawler)
    if spider.failure is not None:
        raise spider.failure
    return spider


def _settings(job: CrawlJob) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(
        {"LOG_FILE": str(job.log) if job.log else None, "LOG_ENABLED": job.log is not None}, priority="cmdline"
    )
    return settings


@contextmanager
def _stop_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Have the first Ctrl-C or SIGTERM call `stop`; a second one ends the process as it would without us."""
    names = ("SIGINT", "SIGTERM", "SIGBREAK")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        numbers = []  # only the main thread may set handlers: whoever runs us elsewhere takes care of signals
    before = {number: signal.getsignal(number) for number in numbers}

    def handle(number: int, _: FrameType | None) -> None:
        signal.signal(number, before[number])
        stop()

    for number in numbers:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, before[number])


def _finish(job: CrawlJob, spider: PortalSpider, recorder: Recorder) -> Manifest:
    crawl = spider.crawl
    crawl.checkpoint.freeze()
    crawl.finish()
    crawl.note_limits()
    _withdraw(spider, recorder)
    network = spider.network
    recorder.network(network.answers, network.connections)
    recorder.network_facts(network.facts)
    recorder.accessibility(spider.accessibility.pages, spider.accessibility.results)
    if network.certificate_fault:
        crawl.journal.note(Note.CERTIFICATE, network.certificate_fault)
    copy_probes(job, recorder, crawl.journal)
    recorder.commit()
    home_url = spider.arrival.visit.url if spider.arrival else crawl.home_url
    read_attached_files(recorder, job.folder / ARCHIVE_NAME, crawl.journal)
    assemble(recorder.database, home_url)
    settle_anchors(recorder, job.folder / ARCHIVE_NAME, crawl.journal)
    manifest = Manifest(
        tool=_tool(),
        site=job.site,
        as_of=job.as_of,
        run=_run(spider),
        health=health_of(spider.arrival, recorder, crawl.keeper.count, crawl.stopped_by, quick=job.options.quick),
        machine=Machine(ipv6_route=network.ipv6_route, browser=spider.browsing.available),
        shots=spider.shots,
        options=job.options.stated(),
    )
    run = manifest.run
    if crawl.inspector.renewal:
        crawl.journal.note(Note.CARRIED, f"{crawl.inspector.renewal.carried} of {run.pages} pages")
    crawl.journal.note(
        Note.FINISHED, f"{run.pages} pages, {run.links} links, {run.requests} requests, {run.bytes} bytes"
    )
    recorder.commit()
    manifest.write(job.folder)
    if run.stopped_by not in RESUMABLE:
        crawl.checkpoint.drop()
    spider.tools.report(crawl.progress(done=True))
    return manifest


def _withdraw(spider: PortalSpider, recorder: Recorder) -> None:
    """Doubt what only a working network could have told."""
    if spider.crawl.stopped_by in BREAKDOWNS:
        withdraw_breakdown(recorder, host_of(spider.crawl.home_url))
    if not spider.resolver.answered:
        withdraw_dns(recorder, spider.crawl.journal)
    arrival = spider.arrival
    peer = arrival.exchange.peer if arrival and arrival.exchange else ""
    if not spider.crawl.tries.elsewhere and not is_public(peer):
        withdraw_route(recorder, spider.crawl.journal, spider.tools.table, host_of(spider.crawl.home_url))


def _run(spider: PortalSpider) -> Run:
    crawl = spider.crawl
    return Run(
        started=crawl.started,
        finished=datetime.now(UTC),
        pages=crawl.keeper.count,
        links=crawl.register.targets,
        requests=crawl.tries.requests,
        bytes=crawl.tries.bytes + spider.browsing.received,
        rendered=spider.browsing.rendered,
        unrendered=spider.browsing.missed,
        stopped_by=_end(crawl),
        quick=crawl.options.quick,
        limits=crawl.limits(),
        remarks=remarks_of(crawl.recorder.database),
    )


def _end(crawl: Crawl) -> str | None:
    """Why the crawl ended. A quick one never was to read everything, whether its time sufficed or not."""
    return "quick" if crawl.options.quick and crawl.stopped_by not in RESUMABLE else crawl.stopped_by


def _tool() -> dict[str, str]:
    return {"name": "gongkai", "version": _version()}


def _version() -> str:
    try:
        return version("gongkai")
    except PackageNotFoundError:
        return "0"  # run from a source tree that was never installed
