"""Asking a search box in the browser: the words are typed into it and sent the way a visitor sends them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Response, Route

from crawler.browser import Browser
from crawler.exchange import Exchange
from crawler.rendering import NotRenderedError, Watch, open_page
from crawler.search_fetching import ForbiddenError
from portal.links.addresses import canonical
from portal.links.reading import base_address
from portal.markup.outline import outline_of
from portal.markup.regions import mark_regions
from portal.markup.search_boxes import MARK, SearchBox, search_boxes, search_hint

_GRACE = 15.0  # seconds beyond the page's own time, for typing and what comes back
_REST = 6.0  # seconds results are given to come to rest
_BEGINS = 0.3  # seconds until what a script starts after a click is under way
_TYPING = 3000  # milliseconds to reach the input
_UTF8 = ((b"Content-Type", b"text/html; charset=utf-8"),)
_MARKED = f"""() => [...document.querySelectorAll('input')].forEach((each, at) => {{
  const place = each.getBoundingClientRect(), style = getComputedStyle(each);
  const seen = place.width > 0 && place.height > 0 && style.visibility !== 'hidden';
  each.setAttribute('{MARK}', at + (seen ? '' : '-unseen'));
}})"""
# What opens in a window of its own opens here: nobody looks at further windows.
_STAY = """() => {
  const go = url => { if (url) location.href = new URL(url, document.baseURI).href; };
  window.open = url => { go(url); const place = {set href(to) { go(to); }, replace: go, assign: go};
    return {get location() { return place; }, set location(to) { go(to); }, focus() {}, close() {}, document: {write() {}, close() {}}}; };
  document.querySelectorAll('form, a, base').forEach(each => each.removeAttribute('target'));
  addEventListener('submit', event => { event.target.target = '_self'; }, true);
  const submit = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function () { this.target = '_self'; submit.call(this); };
}"""
# The button of an input: the nearest thing to click that speaks of searching, after the input where there are several.
_PRESS = f"""mark => {{
  const input = document.querySelector(`[{MARK}="${{mark}}"]`);
  const speaks = each => /搜|检索|查询|search|sousuo|submit|btn|button|\\bso\\b|\\bss/i.test([each.innerText || '', each.value || '', each.alt || '', each.id,
    each.getAttribute('class') || '', each.getAttribute('onclick') || '', each.getAttribute('href') || '', each.title || ''].join(' ').slice(0, 500));
  const pressed = each => ['BUTTON', 'A', 'I', 'IMG', 'SPAN', 'DIV', 'LI'].includes(each.tagName) || ['submit', 'button', 'image'].includes(each.type);
  for (let around = input.parentElement, up = 0; around && up < 5; around = around.parentElement, up++) {{
    const found = [...around.querySelectorAll('*')].filter(each => each !== input && pressed(each) && !each.contains(input)
      && (each.type === 'submit' || each.type === 'image' || each.getAttribute('onclick') || speaks(each)) && each.getBoundingClientRect().width > 0);
    const plain = found.filter(each => !found.some(other => other !== each && each.contains(other)));
    const after = plain.filter(each => input.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
    const button = after[0] || plain[0];
    if (button) {{ button.click(); return true; }}
  }}
  return false;
}}"""
_SHOWN = "() => document.body ? document.body.innerText : ''"


@dataclass(frozen=True)
class Looked:
    """A page as it was looked at for a search box. `complete`: nothing more can be expected on it."""

    boxes: tuple[SearchBox, ...]
    hint: str
    complete: bool


@dataclass(frozen=True)
class Typed:
    """What came of typing: the document the visitor ends on, its visible text, the server's own answer where there was one."""

    exchange: Exchange  # the document after its scripts ran
    shown: str
    complete: bool
    moved: bool  # anything happened at all
    answer: Exchange | None


class SearchTypist:
    """Types words into the box of the page at `url`. `allowed` tells whether an address may be opened; `timeout` in seconds."""

    def __init__(self, browser: Browser, url: str, timeout: float, allowed: Callable[[str], bool]) -> None:
        self._browser = browser
        self._url = url
        self._timeout = timeout
        self._allowed = allowed

    async def look(self) -> Looked:
        """The boxes of the page as a visitor sees it; raises NotRenderedError or BrowserUnavailableError."""
        try:
            async with self._browser.page() as page, asyncio.timeout(self._timeout + _GRACE):
                return await self._looked(page, Watch(page))
        except (PlaywrightError, TimeoutError) as fault:
            raise NotRenderedError(_reason(fault)) from fault

    async def ask(self, words: str) -> Typed:
        """What the first box brings for the words; raises NotRenderedError, BrowserUnavailableError or ForbiddenError."""
        try:
            async with self._browser.page() as page, asyncio.timeout(2 * self._timeout + _GRACE):
                return await self._asked(page, words)
        except (PlaywrightError, TimeoutError) as fault:
            raise NotRenderedError(_reason(fault)) from fault

    async def _looked(self, page: Page, watch: Watch) -> Looked:
        rested = await open_page(page, watch, self._url, self._timeout)
        await page.evaluate(_MARKED)
        encoding = str(await page.evaluate("document.characterSet"))
        outline = outline_of(await page.content())
        mark_regions(outline)
        boxes = search_boxes(outline, base_address(page.url, outline, "utf-8"), encoding)
        return Looked(tuple(boxes), search_hint(outline), rested and watch.sound and watch.status < 400)

    async def _asked(self, page: Page, words: str) -> Typed:
        watch = Watch(page)
        looked = await self._looked(page, watch)
        if not looked.boxes:
            raise NotRenderedError("the box is not there any more")
        box = looked.boxes[0]
        answers: list[Response] = []
        forbidden: list[str] = []
        page.on("response", lambda answer: answers.append(answer) if _is_document(page, answer) else None)
        await page.route("**/*", self._gate(page, forbidden))
        await page.evaluate(_STAY)
        before = page.url, await page.evaluate(_SHOWN)
        rested = await self._send(page, watch, box, words, before)
        if forbidden:
            raise ForbiddenError(forbidden[0])
        return await self._read(page, watch, before, answers, rested=rested)

    async def _send(self, page: Page, watch: Watch, box: SearchBox, words: str, before: tuple[str, str]) -> bool:
        """Type and press the button, or the key where that does nothing; whether what came of it has come to rest."""
        field = page.locator(f'[{MARK}="{box.mark}"]').first
        await field.fill(words, timeout=_TYPING, force=box.hidden)
        if await page.evaluate(_PRESS, box.mark):
            rested = await _rest(watch)
            if await _state(page) != before or not await field.count():
                return rested
        await field.press("Enter", timeout=_TYPING)
        return await _rest(watch)

    async def _read(
        self, page: Page, watch: Watch, before: tuple[str, str], answers: list[Response], *, rested: bool
    ) -> Typed:
        shown = str(await page.evaluate(_SHOWN))
        html = (await page.content()).encode("utf-8", "replace")
        status = watch.status if answers else 200
        exchange = _exchange(page.url, status, _UTF8, html)
        answer = await _answer(answers[-1]) if answers else None
        return Typed(exchange, shown, rested and watch.sound, (page.url, shown) != before, answer)

    def _gate(self, page: Page, forbidden: list[str]) -> Callable[[Route], Any]:
        """Let no document be opened that the crawl itself would not open."""

        async def gate(route: Route) -> None:
            request = route.request
            if request.is_navigation_request() and request.frame == page.main_frame and not self._may(request.url):
                forbidden.append(request.url)
                await route.abort()
            else:
                await route.continue_()

        return gate

    def _may(self, url: str) -> bool:
        try:
            return self._allowed(canonical(url))
        except ValueError:
            return False


async def _rest(watch: Watch) -> bool:
    await asyncio.sleep(_BEGINS)
    return await watch.rest(_REST)


async def _state(page: Page) -> tuple[str, str]:
    return page.url, str(await page.evaluate(_SHOWN))


def _is_document(page: Page, answer: Response) -> bool:
    return answer.request.is_navigation_request() and answer.frame == page.main_frame


async def _answer(response: Response) -> Exchange | None:
    """The server's answer as the browser got it; None where its body is gone."""
    try:
        body = await response.body()
        headers = await response.headers_array()
    except PlaywrightError:
        return None
    request = response.request
    pairs = tuple((each["name"].encode("utf-8"), each["value"].encode("utf-8")) for each in headers)
    asked = f"{request.method} {request.url} HTTP/1.1\r\n\r\n{request.post_data or ''}".encode("utf-8", "replace")
    return _exchange(response.url, response.status, pairs, body, asked)


def _exchange(
    url: str, status: int, headers: tuple[tuple[bytes, bytes], ...], body: bytes, request: bytes = b""
) -> Exchange:
    line = f"HTTP/1.1 {status}".encode()
    return Exchange(url, status, line, headers, body, request, "", datetime.now(UTC), 0, len(body))


def _reason(fault: Exception) -> str:
    return str(fault).partition("\n")[0][:200] or "timeout"
