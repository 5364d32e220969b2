"""Asking a search form without a browser: as politely as pages are asked for, every answer archived."""

from typing import NamedTuple

from crawler.crawl import Crawl
from crawler.exchange import Exchange
from crawler.fetching import Fetcher
from crawler.scopes import authority, host_of
from crawler.visits import Visit
from portal.links.addresses import resolve
from portal.markup.search_boxes import SearchBox
from portal.states import Scope

MAX_HOPS = 5


class ForbiddenError(Exception):
    """robots.txt is against opening the address."""


class Fetched(NamedTuple):
    """An answer and its place in the archive."""

    exchange: Exchange
    offset: int


async def fetch_results(crawl: Crawl, fetcher: Fetcher, box: SearchBox, words: str) -> Fetched:
    """The page a form that no script handles leads to, redirects followed; raises FetchError, ForbiddenError or StoppedError."""
    is_post = box.method == "post"
    found = await _ask(crawl, fetcher, box.action if is_post else box.asking(words), box.form(words) if is_post else "")
    for _ in range(MAX_HOPS):
        location = found.exchange.location
        onward = resolve(found.exchange.url, location) if location else None
        if onward is None:
            break
        found = await _ask(crawl, fetcher, onward.url, "")
    return found


async def _ask(crawl: Crawl, fetcher: Fetcher, url: str, form: str) -> Fetched:
    visit = Visit(url, authority(url), crawl.scopes.of(url), 0, whole=True)
    if visit.scope is Scope.INTERNAL and not crawl.robots.allows(url):
        raise ForbiddenError(url)
    await crawl.pace.turn(visit.host)
    exchange = await fetcher.fetch(
        url, whole=True, host=host_of(url), conditions=crawl.passes.headers(url), form=form or None
    )
    return Fetched(exchange, crawl.tries.answered(visit, exchange))
