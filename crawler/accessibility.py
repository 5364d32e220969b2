"""Accessibility (无障碍测评) of sampled pages, once the crawl is over: the home page, column pages and pages of content, by axe-core."""

import asyncio
import sqlite3
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, zip_longest

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from crawler.axe import TAGS, AxeError, AxeReport, run_axe
from crawler.browser import Browser, BrowserUnavailableError
from crawler.browsing import Browsing
from crawler.crawl import Crawl
from crawler.exchange import StoppedError
from crawler.journal import Note
from crawler.patterns import rank
from crawler.rendering import NotRenderedError, Watch, open_page
from crawler.scopes import authority
from portal.accessibility_facts import AxePage, AxeResult
from portal.states import CONTENT_KINDS, LIST_KINDS

MAX_SECONDS = 150.0  # for all pages
_COLUMNS_EACH = 2  # of five pages, how many are columns'
TEST_SECONDS = 30.0  # for one page, beyond the time to open it
_SURE = 0.6  # confidence of a page's kind
_USABLE = """SELECT url FROM page WHERE kind = ? AND status = 200 AND fault IS NULL AND refresh_to = '' AND confidence >= ? AND url <> ?"""


@dataclass
class Accessibility:
    """What was found: pages tested, and the rules they break."""

    pages: list[AxePage] = field(default_factory=list)
    results: list[AxeResult] = field(default_factory=list)


async def measure_accessibility(browsing: Browsing, crawl: Crawl, home_url: str) -> Accessibility:
    """Run axe-core on the home page and `options.axe_pages` further ones; what cannot be tested is noted in its row, and left out."""
    found = Accessibility()
    end = time.monotonic() + MAX_SECONDS
    urls = [home_url, *sampled_pages(crawl.recorder.database, home_url, crawl.options.axe_pages)]
    try:
        browser = await browsing.browser()
        for url in urls:
            if time.monotonic() > end:
                break
            await crawl.pace.turn(authority(url))
            await examine(browser, url, crawl.options.timeout, found)
    except BrowserUnavailableError as fault:
        crawl.journal.note(Note.NO_BROWSER, str(fault))
    except StoppedError:
        return found
    if found.pages:
        found.pages += [
            AxePage(url, datetime.now(UTC), error="no time or browser left") for url in urls[len(found.pages) :]
        ]
    return found


def sampled_pages(database: sqlite3.Connection, home_url: str, size: int) -> list[str]:
    """`size` addresses, two of five column pages where there are any, of each sort one kind after the other, and the same ones next month."""
    columns = _in_turn(database, sorted(kind.value for kind in LIST_KINDS), home_url)
    content = _in_turn(database, sorted(kind.value for kind in CONTENT_KINDS), home_url)
    share = max(size * _COLUMNS_EACH // 5, size - len(content))
    chosen = columns[:share]
    return chosen + content[: size - len(chosen)]


def _in_turn(database: sqlite3.Connection, kinds: list[str], home_url: str) -> list[str]:
    """Usable pages of these kinds, one of each kind, then a second of each, and so on; within a kind by chance that stays."""
    found = [[url for (url,) in database.execute(_USABLE, (kind, _SURE, home_url))] for kind in kinds]
    rounds = zip_longest(*(sorted(urls, key=lambda url: rank(url, home_url)) for urls in found))
    return [url for url in chain.from_iterable(rounds) if url is not None]


async def examine(
    browser: Browser, url: str, timeout: float, found: Accessibility, *, patience: float = TEST_SECONDS
) -> None:
    """Test one page and add what was found; `timeout` in seconds to open it, `patience` for axe-core. Raises BrowserUnavailableError."""
    row = AxePage(url, datetime.now(UTC), tags=TAGS)
    try:
        async with browser.page() as page, asyncio.timeout(timeout + patience):
            report, row.complete = await _opened(page, url, timeout)
    except (PlaywrightError, NotRenderedError, AxeError, TimeoutError) as fault:
        row.error = str(fault).partition("\n")[0][:200] or "timeout"
        found.pages.append(row)
        return
    row.version, row.passed = report.version, report.passed
    found.pages.append(row)
    found.results += report.results


async def _opened(page: Page, url: str, timeout: float) -> tuple[AxeReport, bool]:
    """What axe-core says of a page, and whether the page had come to rest."""
    watch = Watch(page)
    rested = await open_page(page, watch, url, timeout)
    if watch.status >= 400:
        raise NotRenderedError(f"status {watch.status}")
    return await run_axe(page, url), rested and watch.sound
