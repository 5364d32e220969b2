"""The spider: opens the site, then hands every answer to the inspector. What to fetch next is the frontier's business."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.accessibility import Accessibility, measure_accessibility
from crawler.answers import exchange_of
from crawler.background import Background
from crawler.beginning import begin
from crawler.browsing import Browsing
from crawler.calibrating import Calibrator
from crawler.completing import Completing
from crawler.crawl import Crawl
from crawler.exchange import Exchange, FetchError, StoppedError
from crawler.fetching import Fetcher
from crawler.inspection import Unfinished
from crawler.ipv6_links import try_links
from crawler.journal import Note
from crawler.network import NetworkProbe
from crawler.opening import Arrival, Opening
from crawler.options import nameserver_of
from crawler.resolving import GuardedResolver
from crawler.scopes import host_of
from crawler.shots import CUT_SHORT, take_shots
from crawler.site_files import SiteFiles
from crawler.site_search import SiteSearch
from crawler.site_watch import SiteWatch
from crawler.tools import Tools
from crawler.visits import Visit
from portal.storage.manifest import Shot

BEAT = 0.5  # seconds between two saves and progress reports
LAST_TRIES = 6.0  # seconds before the end of a quick crawl in which only what failed is tried again
GRACE = 4.0  # seconds a quick crawl waits for what is under way when its time is over


class PortalSpider(Spider):
    """Crawls one portal. `arrival` is how its home page was found, `failure` what made the crawl impossible to go on."""

    name = "portal"

    def __init__(self, tools: Tools, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        options = tools.job.options
        self.tools = tools
        self.crawl = Crawl(
            tools.job.site, tools.home_url, options, tools.recorder, tools.archive, self._again, tools.previous
        )
        self.resolver = GuardedResolver(
            tools.table,
            allow_private=options.allow_private,
            nameserver=nameserver_of(options.nameserver) if options.nameserver else None,
            timeout=options.timeout / 2,  # so that a slow name server is not mistaken for a slow site
            exempt=frozenset({host_of(options.proxy)}) if options.proxy else frozenset(),
        )
        self.browsing = Browsing(
            options,
            tools.home_url,
            self.resolver,
            tools.archive,
            self.crawl.journal,
            self.crawl.pace,
            self.crawl.checkpoint,
        )
        self.crawl.inspector.browsing = self.browsing
        self.crawl.inspector.completing = Completing(self.crawl, self._ask)
        self.network = NetworkProbe(tools.home_url, options, self.resolver)
        self._calibrator = Calibrator(self.crawl, self._download)
        self.arrival: Arrival | None = None
        self.failure: BaseException | None = None
        self.shots: list[Shot] = []
        self.accessibility = Accessibility()
        self._fetcher: Fetcher | None = None
        self._background = Background(self._give_up)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._closing = False
        self._stop_wanted = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Spider of a crawler; `tools` comes from `crawler.job.run`."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._opened, signals.spider_opened)
        crawler.signals.connect(spider._broken, signals.spider_error)
        crawler.signals.connect(spider._closed, signals.spider_closed)
        return spider

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The spider of a running crawler; raises TypeError when it is another one."""
        if not isinstance(crawler.spider, cls):
            raise TypeError(f"this component serves {cls.__name__} only")
        return crawler.spider

    def open_fetcher(self) -> Fetcher:
        """Fetcher for the download handler, made when the event loop runs."""
        options = self.tools.job.options
        self._fetcher = Fetcher(
            self.resolver,
            user_agent=options.user_agent,
            timeout=options.timeout,
            max_size=options.max_size,
            proxy=options.proxy,
        )
        return self._fetcher

    async def start(self) -> AsyncIterator[Any]:
        """Open the site; nothing is yielded, the scheduler has what follows."""
        with suppress(StoppedError):
            self.arrival = await begin(
                self.crawl,
                Opening(self.crawl, self._download, self._sleep),
                SiteFiles(self.crawl, self._download, self._sleep),
                self._calibrator,
            )
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def request(self, visit: Visit) -> Request:
        """Scrapy's request for a visit."""
        return Request(
            visit.url,
            callback=self.answered,
            errback=self.failed,
            meta={"visit": visit, "verbatim_url": True, "download_slot": visit.host},
        )

    def answered(self, response: Response, /) -> Coroutine[Any, Any, None] | None:
        """Callback of every request that brought an answer. Scrapy awaits what is returned; nearly always there is nothing to await."""
        visit: Visit = response.meta["visit"]
        exchange = exchange_of(response)
        if self._calibrator.lacks(visit, exchange):
            return self._calibrate_first(visit, exchange)
        return self._inspect(visit, exchange)

    def _inspect(self, visit: Visit, exchange: Exchange) -> Coroutine[Any, Any, None] | None:
        unfinished: Unfinished | None = None
        try:
            unfinished = self.crawl.inspector.answered(visit, exchange)
        finally:
            if unfinished is None:
                self.crawl.done(visit)
        return self._finish_in_browser(visit, exchange, unfinished) if unfinished else None

    async def _calibrate_first(self, visit: Visit, exchange: Exchange) -> None:
        """A related host is asked for missing pages before its first answer is judged. The visit keeps its host's only lane meanwhile."""
        try:
            await self._calibrator.host(visit.url)
        except StoppedError:
            self.crawl.done(visit)
            return
        more = self._inspect(visit, exchange)
        if more is not None:
            await more

    async def _finish_in_browser(self, visit: Visit, exchange: Exchange, unfinished: Unfinished) -> None:
        """A page in the browser holds one of its host's connections, so that both together stay polite."""
        with suppress(StoppedError):
            try:
                await self.crawl.inspector.finish_in_browser(visit, exchange, unfinished)
            finally:
                self.crawl.done(visit)

    def failed(self, failure: Failure) -> None:
        """Errback of every request that did not."""
        visit: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]
        self.crawl.done(visit)
        if isinstance(failure.value, StoppedError) or self.crawl.stopping.is_set():
            return
        if not isinstance(failure.value, FetchError):
            failure.raiseException()
        self.crawl.inspector.failed(visit, failure.value)

    def stop(self, reason: str) -> None:
        """End the crawl early: `time` lets what is under way finish, `interrupted` does not."""
        if self._closing:
            self.network.cancel()  # all pages were read; only the last connections are being tried
        if self._closing or self.crawl.stopping.is_set():
            return
        self.crawl.stop(reason)
        if reason != "time":
            self._hang_up()
        self._background.start(self.crawler.engine.close_spider_async(reason=reason))

    def _hang_up(self) -> None:
        """Leave what is under way, unless all of it is over but for the last connections and pictures."""
        self.network.cancel()
        if not self._closing:
            self._background.start(self.browsing.close())
            if self._fetcher is not None:
                self._background.start(self._fetcher.close())

    def stop_soon(self, reason: str) -> None:
        """The same from a signal handler, at any time."""
        self._stop_wanted = reason
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.stop, reason)

    def _again(self, visit: Visit) -> None:
        self.crawler.engine.crawl(self.request(visit))

    async def _download(self, visit: Visit) -> Exchange:
        return exchange_of(await self.crawler.engine.download_async(self.request(visit)))

    async def _ask(self, visit: Visit, form: str) -> Exchange:
        """Data a page's scripts would fetch, with a form to post unless that is empty."""
        request = self.request(visit)
        request.meta["form"] = form
        return exchange_of(await self.crawler.engine.download_async(request))

    async def _sleep(self, seconds: float) -> None:
        """Wait, or raise StoppedError when the crawl is being stopped."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.crawl.stopping.wait(), seconds)
            raise StoppedError

    def _opened(self) -> None:
        self._loop = asyncio.get_running_loop()
        limit = self.crawl.options.max_time
        if limit is not None:
            self._timer = self._loop.call_later(limit, self.stop, "time")
            if self.crawl.options.quick:
                self._loop.call_later(limit - min(LAST_TRIES, limit / 4), self.crawl.frontier.suspend_all)
                self._loop.call_later(limit + GRACE, self._hang_up)
        if self._stop_wanted:
            self._loop.call_soon(self.stop, self._stop_wanted)
        self.crawl.journal.note(
            Note.STARTED, f"max_pages {self.crawl.options.max_pages}, rate {self.crawl.options.rate:g}/s"
        )
        self.browsing.resume(self.tools.recorder.rendered_pages())
        self.network.start()
        self._beats = self._background.start(self._beat())
        watch = SiteWatch(self.crawl, self._download, self._sleep, self._again, self.stop)
        self._watch = self._background.start(watch.run(self._home_url))

    def _home_url(self) -> str:
        return self.arrival.visit.url if self.arrival else self.crawl.home_url

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            self.crawl.save()
            self.tools.report(self.crawl.progress())

    def _broken(self, failure: Failure) -> None:
        """An answer could not be handled. A full disk ends the crawl; anything else costs one address, is noted, and logged by Scrapy."""
        if isinstance(failure.value, (sqlite3.Error, OSError)):
            self._give_up(failure.value)
        else:
            self.crawl.journal.note(Note.INTERNAL_ERROR, repr(failure.value)[:500])

    def _give_up(self, fault: BaseException) -> None:
        self.failure = self.failure or fault
        self.stop("failed")

    async def _closed(self) -> None:
        self._closing = True
        if self._timer is not None:
            self._timer.cancel()
        await self.network.finish()
        await try_links(self.crawl, self.crawl.options, self.resolver)
        await SiteSearch(self.crawl, self.browsing, self._fetcher, self._home_url()).run()
        if self.crawl.stopped_by != "interrupted" and self.failure is None:
            await self._look_again()
        await self.browsing.close()
        self._beats.cancel()
        self._watch.cancel()

    async def _look_again(self) -> None:
        """Take the screenshots of the report and test pages for accessibility, as the last things."""
        arrival = self.arrival
        if arrival is None or arrival.facts is None or self.crawl.options.render == "never":
            return
        self.shots = await take_shots(self.browsing, self.crawl, arrival.visit.url, self.tools.job.folder)
        if not self.crawl.options.quick and self.crawl.stopped_by not in CUT_SHORT:
            self.accessibility = await measure_accessibility(self.browsing, self.crawl, arrival.visit.url)
