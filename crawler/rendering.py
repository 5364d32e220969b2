"""Rendering (渲染): one page opened in the browser until it has come to rest, and what it shows then."""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request, Response

from crawler.browser import Browser, BrowserUnavailableError

_QUIET = 0.4  # seconds without a request that mean a page has come to rest
_REST_TIMEOUT = 6.0  # seconds a page is given to come to rest once it can be seen
_TICK = 0.05
_GRACE = 5.0  # seconds beyond the page's own time after which it is given up
_LEAST = 1000  # milliseconds
_MAX_ELEMENTS = 200_000
_TRIES = 4  # to read a page that is just moving on
_PICTURES = ("png", "jpg", "jpeg", "gif", "bmp", "webp", "ico", "tif", "svg", "woff", "woff2", "ttf", "eot")
_MEDIA = ("mp3", "mp4", "wav", "wma", "m4v", "avi", "mov", "flv", "webm", "m3u8", "swf")
_BLOCKED = [f"*.{suffix}{end}" for suffix in (*_PICTURES, *_MEDIA) for end in ("", "?*")]
_FILLING = frozenset({"script", "xhr", "fetch"})
# Counters and badges that fill nothing but themselves.
_BYSTANDERS = re.compile(
    r"//(?:[\w-]+\.)*(?:conac\.cn|cnzz\.com|umeng\.com|hm\.baidu\.com|bdstatic\.com|bdimg\.share\.baidu\.com|51\.la|google-analytics\.com"
    r"|pucha\.kaipuyun\.cn|gridsumdissector\.(?:com|cn)|mozu\.baidu\.com)(?:[:/]|\Z)",
    re.IGNORECASE,
)
_COUNT = "document.getElementsByTagName('*').length"
_SCROLL = "window.scrollTo(0, document.documentElement ? document.documentElement.scrollHeight : 0)"


@dataclass(frozen=True)
class Rendered:
    """What a browser made of an address. `complete`: it came to rest, and nothing that fills a page failed to load."""

    url: str  # where the visitor ended
    status: int
    html: str
    complete: bool
    at: datetime


class NotRenderedError(Exception):
    """The page could not be rendered; the message says why. `crashed`: the browser died, maybe over another page."""

    def __init__(self, reason: str, *, crashed: bool = False) -> None:
        super().__init__(reason)
        self.crashed = crashed


class Watch:
    """Listens to a page: what is under way, what failed, which status its document came with."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._under_way: set[Request] = set()
        self._moved = time.monotonic()
        self._bystander_failed = False
        self._script_error = False
        self._failed = False
        self.status = 0
        handlers: dict[str, Callable[[Any], Any]] = {
            "request": self._begun,
            "requestfinished": self._ended,
            "requestfailed": self._lost,
            "response": self._answered,
            "pageerror": self._threw,
            "popup": _close,
        }
        for event, handler in handlers.items():
            page.on(event, handler)  # type: ignore[call-overload]

    @property
    def sound(self) -> bool:
        """Whether everything that may fill the page arrived and ran. A script that stumbles over a missing counter runs for other visitors."""
        return not self._failed and not (self._bystander_failed and self._script_error)

    async def rest(self, timeout: float) -> bool:
        """Wait until nothing is under way any more; whether that came within so many seconds."""
        end = time.monotonic() + timeout
        self._moved = time.monotonic()
        while time.monotonic() < end:
            if not self._under_way and time.monotonic() - self._moved >= _QUIET:
                return True
            await asyncio.sleep(_TICK)
        return False

    def _begun(self, request: Request) -> None:
        self._under_way.add(request)
        self._moved = time.monotonic()

    def _ended(self, request: Request) -> None:
        self._under_way.discard(request)
        self._moved = time.monotonic()

    def _lost(self, request: Request) -> None:
        self._ended(request)
        if request.failure != "net::ERR_ABORTED":  # by the page itself, when it moves on
            self._blame(request)

    def _answered(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self._page.main_frame:
            self.status = response.status
        elif response.status >= 400:
            self._blame(request)

    def _blame(self, request: Request) -> None:
        if request.resource_type not in _FILLING:
            return
        if _BYSTANDERS.search(request.url):
            self._bystander_failed = True
        else:
            self._failed = True

    def _threw(self, _: object) -> None:
        self._script_error = True


class Renderer:
    """Renders pages. `timeout` in seconds for one page, `max_size` in characters of its document."""

    def __init__(self, browser: Browser, *, timeout: float, max_size: int) -> None:
        self._browser = browser
        self._timeout = timeout
        self._max_size = max_size

    async def render(self, url: str) -> Rendered:
        """The page at `url` as a visitor sees it; raises NotRenderedError or BrowserUnavailableError."""
        try:
            async with self._browser.page() as page, asyncio.timeout(self._timeout + _GRACE):
                return await self._rendered(page, url)
        except (PlaywrightError, TimeoutError) as fault:
            crashed = isinstance(fault, PlaywrightError) and not self._browser.connected
            raise NotRenderedError(_reason(fault), crashed=crashed) from fault

    async def _rendered(self, page: Page, url: str) -> Rendered:
        watch = Watch(page)
        await _block_pictures(page)
        settled = await open_page(page, watch, url, self._timeout)
        if await page.evaluate(_COUNT) > _MAX_ELEMENTS:
            raise NotRenderedError("too many elements")
        html = await _content(page)
        if len(html) > self._max_size:
            raise NotRenderedError("too large")
        return Rendered(page.url, watch.status, html, settled and watch.sound, datetime.now(UTC))


async def open_page(page: Page, watch: Watch, url: str, timeout: float) -> bool:
    """Open an address and look at all of it; whether it came to rest. `timeout` in seconds."""
    end = time.monotonic() + timeout
    await page.goto(url, wait_until="commit", timeout=timeout * 1000)
    loaded = await _loaded(page, max(_LEAST, (end - time.monotonic()) * 1000))
    rested = await watch.rest(min(_REST_TIMEOUT, max(1.0, end - time.monotonic())))
    await page.evaluate(_SCROLL)  # what is loaded only when it comes into view
    return await watch.rest(min(_REST_TIMEOUT, max(1.0, end - time.monotonic()))) and rested and loaded


async def _loaded(page: Page, milliseconds: float) -> bool:
    try:
        await page.wait_for_load_state("domcontentloaded", timeout=milliseconds)
    except PlaywrightError:
        return False
    return True


async def _content(page: Page) -> str:
    """The document, once the page stands still."""
    for attempt in range(_TRIES):
        try:
            return await page.content()
        except PlaywrightError:
            if attempt == _TRIES - 1:
                raise
            await asyncio.sleep(_QUIET)
    raise NotRenderedError("never stood still")


async def _block_pictures(page: Page) -> None:
    """Leave pictures, fonts and media out, by their suffix: a route handler would switch the browser's cache off."""
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.setBlockedURLs", {"urls": _BLOCKED})


async def _close(popup: Page) -> None:
    """Windows that open by themselves are not looked at."""
    await popup.close()


def _reason(fault: Exception) -> str:
    return str(fault).partition("\n")[0][:200] or "timeout"


__all__ = ["BrowserUnavailableError", "NotRenderedError", "Rendered", "Renderer", "Watch", "open_page"]
