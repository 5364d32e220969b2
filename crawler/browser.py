"""The browser (浏览器): one headless Chromium for a crawl, started when it is first needed, behind the filtering proxy.

Which one: a Chromium, Chrome or Edge that is there, else the one Playwright installed. Where none can be started, or one crashed too often,
pages are refused; nothing else of the crawl depends on it.
"""

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Page, Playwright, WebSocketRoute, async_playwright
from playwright.async_api import Error as PlaywrightError

_logger = logging.getLogger(__name__)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge")
_CHANNELS = ("chrome", "msedge")  # where installed outside the search path, as on Windows
MAX_STARTS = 4  # the first one and three after crashes
PAGES_EACH = 60  # a browser opens; then a new one takes over, so that its memory stays bounded
_START_TIMEOUT = 30.0  # seconds
_CLOSE_TIMEOUT = 5.0
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-print-preview",
    "--renderer-process-limit=3",
    "--js-flags=--max-old-space-size=512",  # megabytes a page's scripts may fill before their process is ended
    "--no-first-run",
    "--no-pings",
    "--dns-prefetch-disable",
    "--proxy-bypass-list=<-loopback>",  # loopback targets go through the proxy, too
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # names are the proxy's business
)
_UNWANTED = [
    "--disable-popup-blocking"
]  # among Playwright's defaults: windows that scripts open by themselves stay shut
# Nobody is there to answer; a script that asks goes on as if the visitor had closed the window. Opening in the same window is moving on.
_NOBODY = """(() => {
  const open = window.open;
  window.alert = window.print = () => undefined;
  window.confirm = () => false;
  window.prompt = () => null;
  window.open = (url, name, ...rest) => ['_self', '_top', '_parent'].includes(name) ? open.call(window, url, name, ...rest) : null;
})()"""
_WINDOW = {"width": 1280, "height": 900}


class BrowserUnavailableError(Exception):
    """There is no browser to open pages with; the message says why."""


def find_browser() -> str | None:
    """Path of a browser on the search path."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """Gives pages one at a time to as many as ask. `proxy` is the filtering proxy's address; nothing is reached past it."""

    def __init__(self, proxy: str, user_agent: str) -> None:
        self._proxy = proxy
        self._user_agent = user_agent
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None
        self._context: BrowserContext | None = None
        self._lock = asyncio.Lock()
        self._starts = 0
        self._ended = False
        self._opened = 0  # pages, by the browser there is
        self._open = 0  # of these, now
        self._gone = asyncio.Event()  # set once the browser there is has gone
        self._idle = asyncio.Event()
        self._idle.set()
        self.available = True  # as far as is known; False once no browser could be started

    @asynccontextmanager
    async def page(self) -> AsyncIterator[Page]:
        """A page for a while; raises BrowserUnavailableError, and playwright's Error when the browser dies."""
        context = await self._ready()
        try:
            page = await self._new_page(context)
            try:
                yield page
            finally:
                await self._leave(page)
        finally:
            self._open -= 1
            if not self._open:
                self._idle.set()

    async def close(self) -> None:
        """End the browser and its driver."""
        async with self._lock:
            self._ended = True
            await self._drop()
            if self._playwright is not None:
                await _bounded(self._playwright.stop())
                self._playwright = None

    async def _new_page(self, context: BrowserContext) -> Page:
        """A page; raises playwright's Error at once when the browser dies meanwhile, which Playwright itself would wait on for ever."""
        opening = asyncio.ensure_future(context.new_page())
        dying = asyncio.ensure_future(self._gone.wait())
        try:
            await asyncio.wait({opening, dying}, timeout=_START_TIMEOUT, return_when=asyncio.FIRST_COMPLETED)
            if not opening.done():
                raise PlaywrightError("the browser is gone")
            return opening.result()
        finally:
            opening.cancel()
            dying.cancel()

    async def _leave(self, page: Page) -> None:
        """Close a page; one that does not let go takes its browser with it."""
        if not await _bounded(page.close()):
            async with self._lock:
                await self._drop()

    async def _ready(self) -> BrowserContext:
        while True:
            async with self._lock:
                if self._opened < PAGES_EACH or not self._open:
                    return await self._context_for_one()
            await self._idle.wait()  # a worn out browser is ended once nobody uses it

    async def _context_for_one(self) -> BrowserContext:
        if self._opened >= PAGES_EACH:
            await self._drop()
            self._starts -= 1  # worn out is not crashed
        if not self.connected:
            await self._drop()
            await self._start()
        if self._context is None:
            raise BrowserUnavailableError("no browser")
        self._opened += 1
        self._open += 1
        self._idle.clear()
        return self._context

    @property
    def connected(self) -> bool:
        """Whether the browser started last is still there."""
        return self._context is not None and self._chromium is not None and self._chromium.is_connected()

    async def _start(self) -> None:
        if not self.available or self._ended or self._starts >= MAX_STARTS:
            raise BrowserUnavailableError("no browser" if not self.available else "crashed too often, or closed")
        self._starts += 1
        try:
            async with asyncio.timeout(_START_TIMEOUT):
                self._playwright = self._playwright or await async_playwright().start()
                self._chromium = await self._launch(self._playwright)
                self._gone = gone = asyncio.Event()
                self._chromium.on("disconnected", lambda _: gone.set())
                self._context = await self._new_context(self._chromium)
        except (PlaywrightError, OSError, TimeoutError) as fault:
            self.available = False
            raise BrowserUnavailableError(str(fault).partition("\n")[0][:300]) from fault

    async def _launch(self, playwright: Playwright) -> Chromium:
        problem: PlaywrightError | None = None
        arguments = [*_ARGUMENTS, *(("--no-sandbox",) if is_root() else ())]
        for choice in launch_choices():
            try:
                return await playwright.chromium.launch(
                    **choice,
                    args=arguments,
                    ignore_default_args=_UNWANTED,
                    proxy={"server": self._proxy},
                    handle_sigint=False,
                    handle_sigterm=False,
                    handle_sighup=False,
                )
            except PlaywrightError as fault:
                problem = fault
        raise problem or PlaywrightError("no browser")

    async def _new_context(self, chromium: Chromium) -> BrowserContext:
        context = await chromium.new_context(
            user_agent=self._user_agent,
            ignore_https_errors=True,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": _WINDOW["width"], "height": _WINDOW["height"]},
            accept_downloads=False,
            service_workers="block",
        )
        await context.route_web_socket("**", _refuse)
        await context.add_init_script(_NOBODY)
        return context

    async def _drop(self) -> None:
        """Forget the browser there is, ending it as far as it lets itself be ended."""
        chromium, self._chromium, self._context = self._chromium, None, None
        self._opened = 0
        if chromium is not None:
            await _bounded(chromium.close())


async def _refuse(socket: WebSocketRoute) -> None:
    """Pages are read, not talked with."""
    await socket.close()


def launch_choices() -> Iterator[dict[str, Any]]:
    """Ways to launch a browser, the one on the search path first."""
    found = find_browser()
    if found is not None:
        yield {"executable_path": found}
    yield {}
    yield from ({"channel": channel} for channel in _CHANNELS)


def is_root() -> bool:
    """Whether Chromium refuses its sandbox to this user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


async def _bounded(work: Awaitable[None]) -> bool:
    """Whether something ended in time; a browser that is gone already has."""
    try:
        async with asyncio.timeout(_CLOSE_TIMEOUT):
            await work
    except TimeoutError:
        return False
    except PlaywrightError as fault:
        _logger.debug("browser was gone: %s", fault)
    return True
