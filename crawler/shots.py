"""Screenshots (截图) of the pages a report shows: the home page and the disclosure column, as a visitor sees them, private numbers masked.

Masked is text, also in form fields and frames, number by number as in every other output. What a picture shows stays, and so does a number
whose digits are scattered over several elements.
"""

import asyncio
import base64
import sqlite3
from pathlib import Path

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from crawler.browser import Browser, BrowserUnavailableError
from crawler.browsing import Browsing
from crawler.crawl import Crawl
from crawler.journal import Note
from crawler.rendering import NotRenderedError, Watch, open_page
from portal.addresses import canonical
from portal.manifest import Shot
from portal.masking import mask

FOLDER = "shots"
WIDTH = 1280  # pixels
MAX_HEIGHT = 4000
SMALL_WIDTH = 480
SMALL_HEIGHT = 600
_QUALITY = 72  # of the small JPEG
_GRACE = 10.0  # seconds beyond the page's own time
_COLUMN_NAMES = ("政府信息公开", "政府信息公开专栏", "政务公开", "信息公开")  # best first
_HEIGHT = "Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0)"
_TOP = "window.scrollTo(0, 0)"
# Texts that hold a number long enough to be private, and the same texts put back.
_TEXTS = """() => {
  const found = [], walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && found.length < 20000; node = walker.nextNode())
    if (/\\d{11}/.test(node.data)) found.push(node);
  const fields = [...document.querySelectorAll('input, textarea')].filter(field => /\\d{11}/.test(field.value));
  window.__masked = [...found, ...fields];
  return window.__masked.map(each => each.nodeType === Node.TEXT_NODE ? each.data : each.value);
}"""
_PUT_BACK = """words => {
  window.__masked.forEach((each, index) => {
    if (each.nodeType === Node.TEXT_NODE) each.data = words[index]; else each.value = words[index];
  });
  delete window.__masked;
}"""


class Photographer:
    """Takes screenshots into `folder` of a snapshot. `timeout` in seconds for one page."""

    def __init__(self, browser: Browser, snapshot: Path, timeout: float) -> None:
        self._browser = browser
        self._snapshot = snapshot
        self._timeout = timeout

    async def take(self, url: str, name: str, *, small: bool = False) -> Shot:
        """A screenshot of the page at `url` as `name`.png, with `small` a scaled-down JPEG beside it; raises NotRenderedError or BrowserUnavailableError."""
        try:
            async with self._browser.page() as page, asyncio.timeout(self._timeout + _GRACE):
                return await self._taken(page, url, name, small=small)
        except (PlaywrightError, TimeoutError) as fault:
            raise NotRenderedError(str(fault).partition("\n")[0][:200] or "timeout") from fault

    async def _taken(self, page: Page, url: str, name: str, *, small: bool) -> Shot:
        watch = Watch(page)
        await open_page(page, watch, url, self._timeout)
        if watch.status >= 400:
            raise NotRenderedError(f"status {watch.status}")
        await page.evaluate(_TOP)
        for frame in page.frames:
            await mask_numbers(frame)
        height = min(MAX_HEIGHT, max(1, int(await page.evaluate(_HEIGHT))))
        files = [(f"{name}.png", await _picture(page, height))]
        if small:
            files.append((f"{name}.jpg", await _small_picture(page, height)))
        folder = self._snapshot / FOLDER
        folder.mkdir(exist_ok=True)
        for file, data in files:
            (folder / file).write_bytes(data)
        paths = [f"{FOLDER}/{file}" for file, _ in files]
        return Shot(url=_place(page.url, url), file=paths[0], small=paths[1] if small else None)


async def mask_numbers(frame: Frame) -> None:
    """Mask private numbers in a frame's text and form fields."""
    words: list[str] = await frame.evaluate(_TEXTS)
    await frame.evaluate(_PUT_BACK, [mask(text) for text in words])


async def _picture(page: Page, height: int) -> bytes:
    clip = {"x": 0.0, "y": 0.0, "width": float(WIDTH), "height": float(height)}
    return await page.screenshot(clip=clip, full_page=True, animations="disabled")  # type: ignore[arg-type]


async def _small_picture(page: Page, height: int) -> bytes:
    """The upper part, scaled down by the browser itself."""
    scale = SMALL_WIDTH / WIDTH
    shown = min(height, SMALL_HEIGHT / scale)
    session = await page.context.new_cdp_session(page)
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": shown, "scale": scale}
    answer = await session.send(
        "Page.captureScreenshot",
        {"format": "jpeg", "quality": _QUALITY, "clip": clip, "captureBeyondViewport": True},
    )
    return base64.b64decode(answer["data"])


def _place(shown: str, asked: str) -> str:
    try:
        return canonical(shown)
    except ValueError:
        return asked


def column_entry(database: sqlite3.Connection, home_url: str) -> str | None:
    """Address of the disclosure column the home page links to by its best name; None without one that opens."""
    query = """
        SELECT link.url, link.text, link.alt, link.title FROM link JOIN page ON page.id = link.page_id
        JOIN target ON target.id = link.target_id WHERE page.url = ? AND link.hidden = 0 AND link.element IN ('a', 'area', 'onclick')
        AND target.state IN ('ok', 'redirected') AND target.scope <> 'external' ORDER BY link.position"""
    entries: dict[str, str] = {}
    for url, *words in database.execute(query, (home_url,)):
        label = "".join(next(filter(None, words), "").split())
        if url != home_url:
            entries.setdefault(label, url)
    return next((entries[name] for name in _COLUMN_NAMES if name in entries), None)


async def take_shots(browsing: Browsing, crawl: Crawl, home_url: str, snapshot: Path) -> list[Shot]:
    """Screenshots of the home page and the disclosure column; what cannot be shot is noted and left out."""
    pages = {"home": home_url, "disclosure": column_entry(crawl.recorder.database, home_url)}
    shots: list[Shot] = []
    for name, url in pages.items():
        try:
            if url is not None:
                photographer = Photographer(await browsing.browser(), snapshot, crawl.options.timeout)
                shots.append(await photographer.take(url, name, small=name == "home"))
        except NotRenderedError as fault:
            crawl.journal.note(Note.NO_SHOT, f"{url} {fault}")
        except BrowserUnavailableError as fault:
            crawl.journal.note(Note.NO_BROWSER, str(fault))
            break
    return shots
