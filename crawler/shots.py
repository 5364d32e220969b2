"""Screenshots (截图) of the pages a report shows, as a visitor sees them, private numbers masked: the home page, the disclosure column, and parts
of pages that hold a dead link or are blank, with the links framed.
"""

import asyncio
import base64
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from crawler.browser import Browser, BrowserUnavailableError
from crawler.browsing import Browsing
from crawler.crawl import Crawl
from crawler.exchange import StoppedError
from crawler.faulty_pages import FaultyPage, Marked, faulty_pages
from crawler.floating import floating_view
from crawler.journal import Note
from crawler.picture_boxes import FIND, boxes, links_of
from crawler.picture_masking import mask_numbers
from crawler.rendering import NotRenderedError, Watch, open_page
from crawler.scopes import authority
from portal.floating_windows import FloatingView, note_floating_view
from portal.links.addresses import canonical
from portal.storage.manifest import Shot

FOLDER = "shots"
WIDTH = 1280  # pixels
MAX_HEIGHT = 4000
SMALL_WIDTH = 480
PORTRAIT_WIDTH = 640  # of the home page's small picture, out of which a report cuts what a finding is about
PORTRAIT_HEIGHT = 1600
PART_HEIGHT = 1600  # of a page at fault, around what is framed
DETAIL_WIDTH = 800  # of it, what a report shows scaled down to the small width
DETAIL_HEIGHT = 450
MAX_SECONDS = 180.0  # for pages at fault
CUT_SHORT = ("time", "errors", "blocked")  # ends of a crawl after which the site is left alone
Taken = TypeVar("Taken")
_QUALITY = 72  # of the small JPEG
QUICK_SECONDS = 8.0  # for all pictures of a quick check
_GRACE = 10.0  # seconds beyond the page's own time
_COLUMN_NAMES = ("政府信息公开", "政府信息公开专栏", "政务公开", "信息公开")  # best first
_HEIGHT = "Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0)"
_TOP = "window.scrollTo(0, 0)"
# Frames links that are at fault; where each stands on the page. What nobody sees is not framed.
_FRAME = (
    "marks => {"
    + FIND
    + """return marks.map(mark => {
    const shown = seen(mark);
    if (!shown) return null;
    const place = shown.getBoundingClientRect();
    shown.style.setProperty('outline', '4px solid #d0021b', 'important');
    shown.style.setProperty('outline-offset', '2px', 'important');
    return [place.left + scrollX, place.top + scrollY];
  });
}"""
)


class _Clip(NamedTuple):
    """Part of a page, in its pixels, and how much it is scaled down."""

    x: int
    y: int
    scale: float
    width: int
    height: int


class Photographer:
    """Takes screenshots into `folder` of a snapshot. `timeout` in seconds for one page."""

    def __init__(self, browser: Browser, snapshot: Path, timeout: float) -> None:
        self._browser = browser
        self._snapshot = snapshot
        self._timeout = timeout
        self.views: list[FloatingView] = []  # what floated over the pages that were opened whole

    async def take(self, url: str, name: str, *, links: Sequence[Marked] | None = None) -> Shot:
        """A screenshot of the page at `url` as `name`.png; raises NotRenderedError or BrowserUnavailableError.

        With `links` there is a scaled-down JPEG beside it, and the shot says where these stand.
        """
        return await self._visited(url, lambda page: self._whole(page, url, name, links), look=True)

    async def take_faults(self, faulty: FaultyPage, name: str) -> Shot | None:
        """The part of a page that shows what is at fault, links framed; None where nothing of it is to be seen."""
        return await self._visited(faulty.url, lambda page: self._part(page, faulty, name))

    async def _visited(self, url: str, work: Callable[[Page], Awaitable[Taken]], *, look: bool = False) -> Taken:
        try:
            async with self._browser.page() as page, asyncio.timeout(self._timeout + _GRACE):
                watch = Watch(page)
                await open_page(page, watch, url, self._timeout)
                if watch.status >= 400:
                    raise NotRenderedError(f"status {watch.status}")
                await page.evaluate(_TOP)
                if look:
                    self.views.append(await floating_view(page, _place(page.url, url)))
                for frame in page.frames:
                    await mask_numbers(frame)
                return await work(page)
        except (PlaywrightError, TimeoutError) as fault:
            raise NotRenderedError(str(fault).partition("\n")[0][:200] or "timeout") from fault

    async def _whole(self, page: Page, url: str, name: str, links: Sequence[Marked] | None) -> Shot:
        height = min(MAX_HEIGHT, await _height(page))
        picture = await _picture(page, 0, height)
        if links is None:
            return Shot(url=_place(page.url, url), **self._stored(name, picture, None))
        height = min(height, PORTRAIT_HEIGHT * WIDTH // PORTRAIT_WIDTH)
        places = await boxes(page, links, height)
        little = await _small_picture(page, _Clip(0, 0, PORTRAIT_WIDTH / WIDTH, WIDTH, height))
        files = self._stored(name, picture, little)
        return Shot(url=_place(page.url, url), width=WIDTH, boxes=places, **files)

    async def _part(self, page: Page, faulty: FaultyPage, name: str) -> Shot | None:
        links = [{"selector": link.selector, "raw": link.raw} for link in faulty.links]
        places: list[list[float] | None] = await page.evaluate(_FRAME, links)
        framed = [(place, link) for place, link in zip(places, faulty.links, strict=True) if place]
        if faulty.links and not framed:
            return None
        height = await _height(page)
        left, top = min((place for place, _ in framed), key=lambda place: place[1], default=[0.0, 0.0])
        start = max(0, min(int(top) - PART_HEIGHT // 4, height - PART_HEIGHT))
        size = min(PART_HEIGHT, height - start)
        clip = _Clip(0, 0, SMALL_WIDTH / WIDTH, WIDTH, min(height, DETAIL_HEIGHT * WIDTH // DETAIL_WIDTH))
        if framed:
            x = max(0, min(int(left) - DETAIL_WIDTH // 4, WIDTH - DETAIL_WIDTH))
            y = max(0, min(int(top) - DETAIL_HEIGHT // 2, height - DETAIL_HEIGHT))
            clip = _Clip(x, y, SMALL_WIDTH / DETAIL_WIDTH, DETAIL_WIDTH, min(DETAIL_HEIGHT, height))
        files = self._stored(name, await _picture(page, start, size), await _small_picture(page, clip))
        marks = [link.url for place, link in framed if place[1] < start + size]
        return Shot(url=_place(page.url, faulty.url), marks=marks, **files)

    def _stored(self, name: str, picture: bytes, small: bytes | None) -> dict[str, str]:
        """The files, written; their paths as a shot has them."""
        folder = self._snapshot / FOLDER
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.png").write_bytes(picture)
        if small is None:
            return {"file": f"{FOLDER}/{name}.png"}
        (folder / f"{name}.jpg").write_bytes(small)
        return {"file": f"{FOLDER}/{name}.png", "small": f"{FOLDER}/{name}.jpg"}


async def _height(page: Page) -> int:
    return max(1, int(await page.evaluate(_HEIGHT)))


async def _picture(page: Page, top: int, height: int) -> bytes:
    clip = {"x": 0.0, "y": float(top), "width": float(WIDTH), "height": float(height)}
    return await page.screenshot(clip=clip, full_page=True, animations="disabled")  # type: ignore[arg-type]


async def _small_picture(page: Page, clip: _Clip) -> bytes:
    """A part of the page, scaled down by the browser itself."""
    session = await page.context.new_cdp_session(page)
    answer = await session.send(
        "Page.captureScreenshot",
        {"format": "jpeg", "quality": _QUALITY, "clip": clip._asdict(), "captureBeyondViewport": True},
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
    """Screenshots of the home page, the disclosure column and of pages at fault; what cannot be shot is noted and left out."""
    pages = {"home": home_url, "disclosure": column_entry(crawl.recorder.database, home_url)}
    left_alone = crawl.options.quick or crawl.stopped_by in CUT_SHORT
    faulty = [] if left_alone else faulty_pages(crawl.recorder.database)
    end = time.monotonic() + MAX_SECONDS
    shots: list[Shot] = []
    try:
        photographer = Photographer(await browsing.browser(), snapshot, crawl.options.timeout)
        with suppress(TimeoutError):  # what was taken by then stays
            async with asyncio.timeout(QUICK_SECONDS if crawl.options.quick else None):
                await _take_whole(photographer, crawl, pages, shots)
        for view in photographer.views:
            crawl.recorder.begin()
            note_floating_view(crawl.recorder.database, view)
        for number, page in enumerate(faulty, 1):
            if time.monotonic() > end:
                crawl.journal.note(Note.NO_SHOT, f"{MAX_SECONDS:g} seconds are spent")
                break
            await crawl.pace.turn(authority(page.url))
            with _noted(crawl, page.url):
                shot = await photographer.take_faults(page, f"fault-{number:02}")
                shots += [shot] if shot else []
    except BrowserUnavailableError as fault:
        crawl.journal.note(Note.NO_BROWSER, str(fault))
    except StoppedError:
        return shots
    return shots


async def _take_whole(
    photographer: Photographer, crawl: Crawl, pages: dict[str, str | None], shots: list[Shot]
) -> None:
    for name, url in pages.items():
        if url is not None:
            with _noted(crawl, url):
                links = links_of(crawl.recorder.database, url) if name == "home" else None
                shots.append(await photographer.take(url, name, links=links))


@contextmanager
def _noted(crawl: Crawl, url: str) -> Iterator[None]:
    """Note a page that could not be shot, and go on."""
    try:
        yield
    except NotRenderedError as fault:
        crawl.journal.note(Note.NO_SHOT, f"{url} {fault}")
