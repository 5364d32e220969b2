"""The rival for speed: a plain Scrapy spider that follows every link it finds on the host, and does nothing else.

Run as `python -m benchmarks.bare_spider URL RESULT.json`, so that it has a process of its own.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import HtmlResponse, Response
from scrapy.linkextractors import LinkExtractor

SETTINGS = {
    "LOG_LEVEL": "WARNING",
    "TELNETCONSOLE_ENABLED": False,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_DELAY": 0,
    "COOKIES_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "MEMUSAGE_ENABLED": False,
}
"""Scrapy's own, made fast: no cookies, no robots.txt, no delay."""


class BareSpider(scrapy.Spider):
    """Follows links with LinkExtractor, a Request each, Scrapy's own duplicate filter behind them."""

    name = "bare"

    def __init__(self, url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_urls = [url]
        self.extractor = LinkExtractor(allow_domains=[urlsplit(url).netloc])
        self.pages = 0

    def parse(self, response: Response, **_: Any) -> Iterator[scrapy.Request]:
        """Follow all links of a page."""
        if isinstance(response, HtmlResponse):
            self.pages += 1
            for link in self.extractor.extract_links(response):
                yield scrapy.Request(link.url, callback=self.parse)


def main(arguments: list[str]) -> None:
    """Crawl from the given address and write how many pages there were."""
    url, result = arguments
    process = CrawlerProcess(SETTINGS)
    crawler = process.create_crawler(BareSpider)
    process.crawl(crawler, url=url)
    process.start()
    if not isinstance(crawler.spider, BareSpider):
        raise TypeError("the spider never started")
    Path(result).write_text(json.dumps({"pages": crawler.spider.pages}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
