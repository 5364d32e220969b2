"""Trying the site's own search (站内搜索测试), once the crawl is over: some published titles and a word nothing can match are sent through its box.

A plain form is asked without a browser. Where scripts have a hand in it, or where the first title is not found that way, the words are typed in
a browser, if one may be used: what a visitor would find counts, not what the markup promises.
"""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from crawler.browser import BrowserUnavailableError
from crawler.browsing import Browsing
from crawler.crawl import Crawl
from crawler.exchange import Exchange, FetchError, StoppedError
from crawler.fetching import Fetcher
from crawler.filtering_proxy import HEADER
from crawler.journal import Note
from crawler.rendering import NotRenderedError
from crawler.scopes import authority
from crawler.search_answers import Answer, query_of, settle
from crawler.search_browsing import SearchTypist
from crawler.search_fetching import ForbiddenError, fetch_results
from crawler.search_titles import Sampled, sampled_titles
from portal.links.reading import base_address
from portal.markup.decoding import decode
from portal.markup.outline import outline_of
from portal.markup.regions import mark_regions
from portal.markup.search_boxes import SearchBox, search_boxes, search_hint
from portal.markup.search_results import ResultsPage
from portal.markup.written import expanded
from portal.site_search import NO_BROWSER, SearchEntry, SearchQuery, SearchState, SearchTrial, note_site_search
from portal.states import Fault, Scope
from portal.storage.archive import ArchiveError, read

TITLES = 4  # as many as the national indicators ask for
NOTHING = "qzxvkjwpfg"  # a word no page holds
SETTLED = timedelta(
    days=7
)  # age at which a search is expected to know a page, wherever its index is renewed every night
MAX_SECONDS = 240.0  # for the whole trial
_LONGEST_MENU = 9  # characters of a menu entry
_SPARE = 3  # column pages that are looked at for a box when the home page has none
_CUT_SHORT = ("interrupted", "time", "errors", "blocked")
_PAGES = """SELECT url, coalesce(rendered_offset, archive_offset) FROM page WHERE archive_offset IS NOT NULL AND status = 200 AND fault IS NULL
    AND kind IN ('search', 'column', 'list') ORDER BY kind <> 'search', depth, url LIMIT ?"""
_MENU = """SELECT DISTINCT link.url FROM link JOIN page ON page.id = link.page_id WHERE page.url = ? AND link.element = 'a' AND link.url <> ''
    AND length(link.text) <= ?"""


_HOPELESS = frozenset(
    (SearchState.ROBOTS, SearchState.LIMITED, SearchState.BLOCKED)
)  # whoever meets these asks no further


@dataclass
class _Place:
    """Where words are typed: a page, its box, whether the page was seen in full."""

    url: str
    box: SearchBox | None = None
    hint: str = ""
    complete: bool = False


@dataclass
class _Trial:
    """What is known so far."""

    entry: SearchEntry
    control: ResultsPage | None = None
    queries: list[SearchQuery] = field(default_factory=list)


class SiteSearch:
    """One trial. `fetcher` asks plain forms; None where nothing was ever fetched."""

    def __init__(self, crawl: Crawl, browsing: Browsing, fetcher: Fetcher | None, home_url: str) -> None:
        self._crawl = crawl
        self._browsing = browsing
        self._fetcher = fetcher
        self._home_url = home_url
        self._database: sqlite3.Connection = crawl.recorder.database
        self._may_render = crawl.options.render != "never"
        self._typist: SearchTypist | None = None
        self._usual: frozenset[str] = frozenset()

    async def run(self) -> None:
        """Try the search and record what came of it."""
        trial = _Trial(SearchEntry(self._home_url, datetime.now(UTC), SearchTrial.STOPPED))
        if not self._crawl.options.search:
            trial.entry.trial = SearchTrial.NOT_ASKED
        elif self._fetcher is not None and self._crawl.stopped_by not in _CUT_SHORT:
            with suppress(StoppedError, TimeoutError):
                async with asyncio.timeout(MAX_SECONDS):
                    await self._try(trial)
        self._crawl.recorder.begin()
        note_site_search(self._database, trial.entry, trial.queries)

    async def _try(self, trial: _Trial) -> None:
        self._usual = frozenset(row[0] for row in self._database.execute(_MENU, (self._home_url, _LONGEST_MENU)))
        titles = sampled_titles(self._database, self._until(), TITLES)
        self._may_render = self._may_render and bool(titles)
        place = await self._place()
        entry = trial.entry
        entry.url, entry.complete, entry.hint = place.url, place.complete, place.hint
        if place.box is None:
            entry.trial = SearchTrial.ABSENT
            return
        _describe(entry, place.box)
        if not titles:
            entry.trial = SearchTrial.NO_TITLES
        elif self._is_forbidden(place.box):
            entry.trial = SearchTrial.ROBOTS
        elif place.box.scripted and self._typist is None:
            entry.trial = SearchTrial.NO_BROWSER
        else:
            await self._ask_all(trial, place.box, titles)
            entry.trial = SearchTrial.ASKED

    def _until(self) -> date:
        return (datetime.now(UTC) - SETTLED).date()

    def _is_forbidden(self, box: SearchBox) -> bool:
        """Whether robots.txt is against sending the form anywhere."""
        return bool(box.action) and not self._allowed(box.action if box.method == "post" else box.asking(NOTHING))

    def _allowed(self, url: str) -> bool:
        return self._crawl.scopes.of(url) is not Scope.INTERNAL or self._crawl.robots.allows(url)

    # where the box is

    async def _place(self) -> _Place:
        """The page with the box: the home page as it was read, then as a browser shows it, then pages of columns."""
        home = next(self._read([self._home_url]), _Place(self._home_url))
        if home.box is None and not home.complete:
            home = await self._seen(home)
        spare = iter(()) if home.box is not None else self._read(self._spare_pages())
        place = next((each for each in spare if each.box is not None), home)
        if place.box is not None and self._may_render:
            await self._prepare(place.url)
        return place

    def _spare_pages(self) -> list[str]:
        return [url for url, _ in self._database.execute(_PAGES, (_SPARE,))]

    def _read(self, urls: list[str]) -> Iterator[_Place]:
        self._crawl.archive.flush()
        for url in urls:
            query = "SELECT coalesce(rendered_offset, archive_offset), rendered FROM page WHERE url = ?"
            row = self._database.execute(query, (url,)).fetchone()
            with suppress(ArchiveError):
                if row is not None and row[0] is not None:
                    yield _read_place(url, Exchange.of(read(self._crawl.archive.path, row[0])), rendered=bool(row[1]))

    async def _seen(self, place: _Place) -> _Place:
        """The place as a browser shows it; the same where there is none, or nothing to be seen."""
        typist = await self._prepare(place.url)
        if typist is None:
            return place
        try:
            await self._crawl.pace.turn(authority(place.url))
            looked = await typist.look()
        except (BrowserUnavailableError, NotRenderedError) as fault:
            self._crawl.journal.note(Note.NOT_RENDERED, f"{place.url} {fault}")
            return place
        return _Place(place.url, looked.boxes[0] if looked.boxes else None, looked.hint, looked.complete)

    async def _prepare(self, url: str) -> SearchTypist | None:
        """Have the browser ready to type into the box of a page; None without one."""
        if not self._may_render:
            return None
        try:
            browser = await self._browsing.browser()
        except BrowserUnavailableError as fault:
            self._crawl.journal.note(Note.NO_BROWSER, str(fault))
            return None
        self._typist = SearchTypist(browser, url, self._crawl.options.timeout, self._allowed)
        return self._typist

    # asking

    async def _ask_all(self, trial: _Trial, box: SearchBox, titles: list[Sampled]) -> None:
        by_typing = box.scripted
        await self._round(trial, box, titles, by_typing=by_typing)
        for wait in self._crawl.options.recheck:
            if not all(query.state is SearchState.DOWN for query in trial.queries):
                break
            await asyncio.sleep(wait)
            again = _Trial(trial.entry)
            await self._round(again, box, titles[:1], by_typing=self._typist is not None)
            if all(query.state is SearchState.DOWN for query in again.queries):
                continue
            trial.queries.clear()
            await self._round(trial, box, titles, by_typing=self._typist is not None)
        settle(trial.queries)

    async def _round(self, trial: _Trial, box: SearchBox, titles: list[Sampled], *, by_typing: bool) -> None:
        """Ask for the word nothing matches, then for the titles."""
        control = await self._ask(box, Answer(NOTHING), by_typing=by_typing)
        trial.control = control.page(self._usual)
        trial.queries.append(query_of(control, 0, None, self._usual))
        if trial.queries[0].state in _HOPELESS:
            trial.queries += [_likewise(trial.queries[0], number, title) for number, title in enumerate(titles, 1)]
            return
        confirmed = by_typing or self._typist is None
        for title in titles:
            row = await self._title(trial, box, title, by_typing=by_typing)
            if not confirmed and (row.state is not SearchState.FOUND or not row.categories):
                confirmed = True
                typed = await self._typed_too(trial, box, title)
                if typed is not None:
                    row, by_typing = typed, True
            trial.queries.append(row)

    async def _title(self, trial: _Trial, box: SearchBox, title: Sampled, *, by_typing: bool) -> SearchQuery:
        answer = await self._ask(box, Answer(title.title, title), by_typing=by_typing)
        return query_of(answer, len(trial.queries), trial.control, self._usual, self._addresses(title.url))

    async def _typed_too(self, trial: _Trial, box: SearchBox, title: Sampled) -> SearchQuery | None:
        """What typing brings for a title, with a control of its own; None where that tells nothing more than the form did."""
        control = await self._ask(box, Answer(NOTHING), by_typing=True)
        page = control.page(self._usual)
        answer = await self._ask(box, Answer(title.title, title), by_typing=True)
        row = query_of(answer, len(trial.queries), page, self._usual, self._addresses(title.url))
        if row.state in (SearchState.UNASKED, SearchState.UNCLEAR):
            return None
        trial.control = page
        trial.queries[0] = query_of(control, 0, None, self._usual)
        return row

    def _addresses(self, url: str) -> frozenset[str]:
        """Addresses that lead to a page."""
        query = "SELECT url FROM target WHERE final_url = ?"
        return frozenset({url, *(row[0] for row in self._database.execute(query, (url,)))})

    async def _ask(self, box: SearchBox, answer: Answer, *, by_typing: bool) -> Answer:
        """Send the words and fill in what came back."""
        try:
            await (self._type(answer) if by_typing else self._fetch(box, answer))
        except ForbiddenError:
            answer.state = SearchState.ROBOTS
        except FetchError as fault:
            certain = fault.certain and fault.fault is not Fault.PRIVATE
            answer.state, answer.error = SearchState.DOWN if certain else SearchState.UNASKED, fault.fault.value
        except NotRenderedError as fault:
            answer.state, answer.error = SearchState.UNASKED, str(fault)[:200]
        except BrowserUnavailableError:
            answer.state, answer.error = SearchState.UNASKED, NO_BROWSER
        return answer

    async def _fetch(self, box: SearchBox, answer: Answer) -> None:
        assert self._fetcher is not None  # noqa: S101 (nothing is tried without one)
        answer.posted = box.method == "post"
        answer.exchange, answer.offset = await fetch_results(self._crawl, self._fetcher, box, answer.words)

    async def _type(self, answer: Answer) -> None:
        answer.browser = True
        if self._typist is None:
            raise NotRenderedError("no box to type into")
        await self._crawl.pace.turn(self._crawl.scopes.authority)
        clock = time.monotonic()
        typed = await self._typist.ask(answer.words)
        if typed.answer is not None and (refusal := typed.answer.header(HEADER.lower())):
            raise NotRenderedError(f"not reached: {refusal}")
        answer.exchange, answer.shown, answer.complete, answer.moved = (
            typed.exchange,
            typed.shown,
            typed.complete,
            typed.moved,
        )
        if typed.answer is not None:
            self._crawl.tries.requests += 1
            offset = self._crawl.archive.write(typed.answer.capture())
            html = typed.exchange.body.decode("utf-8", "replace")
            answer.offset = self._crawl.archive.write_rendered(typed.exchange.url, typed.exchange.started, html, offset)
        answer.exchange.elapsed_ms = round((time.monotonic() - clock) * 1000)


def _read_place(url: str, exchange: Exchange, *, rendered: bool) -> _Place:
    decoded = decode(exchange.body, exchange.content_type)
    outline = outline_of(expanded(decoded.text, {}))
    mark_regions(outline)
    boxes = search_boxes(outline, base_address(url, outline, decoded.encoding), decoded.encoding)
    complete = rendered or not outline.scripts
    return _Place(url, boxes[0] if boxes else None, search_hint(outline), complete)


def _likewise(query: SearchQuery, position: int, title: Sampled) -> SearchQuery:
    """The row of a title that is not asked for, since what hinders it is known."""
    return replace(query, position=position, words=title.title, page_url=title.url, published_on=title.on)


def _describe(entry: SearchEntry, box: SearchBox) -> None:
    entry.action, entry.field, entry.selector = box.action, box.field, box.selector
    entry.method = "" if box.scripted and not box.action else box.method
