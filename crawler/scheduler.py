"""Scrapy's scheduler fed from the frontier: a Request is built only when its turn has come."""

from typing import Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from crawler.spider import PortalSpider


class FrontierScheduler(BaseScheduler):
    """Hands the visits of the spider's frontier to the engine."""

    def __init__(self, spider: PortalSpider) -> None:
        self._spider = spider
        self._crawl = spider.crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scheduler of the crawler's spider."""
        return cls(PortalSpider.of(crawler))

    def has_pending_requests(self) -> bool:
        """Whether anything waits, be it for its second try."""
        return self._crawl.pending

    def enqueue_request(self, request: Request) -> bool:
        """Take a visit that is to be made before all others: one whose wait for another try is over."""
        self._crawl.frontier.add(request.meta["visit"], first=True)
        return True

    def next_request(self) -> Request | None:
        """Request of the next visit; None while nothing may leave."""
        visit = self._crawl.next()
        return self._spider.request(visit) if visit else None
