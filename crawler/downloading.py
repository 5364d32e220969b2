"""Scrapy's download handler: the polite, guarded fetcher behind the documented interface."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.answers import Answer
from crawler.scopes import host_of
from crawler.spider import PortalSpider
from crawler.visits import Visit


class GuardedDownloadHandler:
    """Downloads for http and https: waits for the host's turn, then fetches."""

    lazy = True

    def __init__(self, spider: PortalSpider) -> None:
        self._crawl = spider.crawl
        self._fetcher = spider.open_fetcher()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Handler of the crawler's spider."""
        return cls(PortalSpider.of(crawler))

    async def download_request(self, request: Request) -> Response:
        """Answer to a request made by the spider; raises FetchError or StoppedError."""
        visit: Visit = request.meta["visit"]
        await self._crawl.pace.turn(visit.host)
        exchange = await self._fetcher.fetch(
            visit.url,
            whole=visit.whole,
            host=host_of(visit.url),
            conditions=self._crawl.headers(visit),
            form="" if visit.data else request.meta.get("form"),
            attached=self._crawl.keeper.files.bytes_for(visit),
        )
        self._crawl.passes.note(exchange)
        return Answer(request, exchange)

    async def close(self) -> None:
        """Close all connections."""
        await self._fetcher.close()
