"""Completing pages without a browser (补全): the script files and data addresses from which a page's own scripts would fill it.

A menu may stand in a script file as literals, a list behind an address of a kind that is known (`portal.markup.sources`). Both are asked for as
politely as pages are, archived, and the page is read once more together with them. What does not come leaves the page as it was.
"""

from collections.abc import Awaitable, Callable

from crawler.crawl import Crawl
from crawler.exchange import Exchange, FetchError
from crawler.journal import Note
from crawler.needs import Need, need_of
from crawler.scopes import authority
from crawler.visits import Visit
from portal.facts import Link, PageFacts, Source
from portal.links.addresses import resolve
from portal.markup.decoding import decode
from portal.markup.scripted import is_library
from portal.markup.sources import answer_markup, next_group, request_of
from portal.reading import Beside
from portal.states import PageKind, Scope

Ask = Callable[[Visit, str], Awaitable[Exchange]]  # a visit and the form to post; empty: a plain GET
MAX_SCRIPTS = 60  # script files of one site that are read
SCRIPTS_PER_PAGE = 8
MAX_REQUESTS = 400  # for rows, in one crawl
REQUESTS_PER_SOURCE = 10
_SOURCES_PER_PAGE = 3
_IDLE = 2  # answers in a row without a new row, after which there are no more
_FOR_SCRIPTS = frozenset({Need.MENU, Need.FOOTER, Need.CONTENT})
_TELLING = ("document.write", "= [", "=[")  # what a script has that may hold markup or rows


class Completing:
    """Completes pages. `ask` makes one polite request; raises FetchError or StoppedError."""

    def __init__(self, crawl: Crawl, ask: Ask) -> None:
        self._crawl = crawl
        self._ask = ask
        self._codes: dict[str, str] = {}  # of script files read so far; empty for those that are of no use
        self._asked = 0
        self.completed = 0

    def wants(self, facts: PageFacts) -> bool:
        """Whether there is anything a page could be completed from."""
        if facts.page.refresh_to:
            return False
        return bool(facts.sources) or any(self._codes.get(link.url, "new") for link in self._scripts_of(facts))

    async def complete(self, visit: Visit, exchange: Exchange, offset: int, facts: PageFacts) -> PageFacts:
        """Facts of the page together with what its scripts would add; the given ones where that is nothing."""
        scripts = {link.raw: code for link in self._scripts_of(facts) if (code := await self._code(link.url))}
        rows = [markup for source in facts.sources[:_SOURCES_PER_PAGE] for markup in await self._rows(source)]
        if not scripts and not rows:
            return facts
        home = facts.page.kind is PageKind.HOME
        self.completed += 1
        return self._crawl.keeper.read(visit, exchange, offset, home=home, beside=Beside(scripts, tuple(rows)))

    def _scripts_of(self, facts: PageFacts) -> list[Link]:
        """The page's own script files, where something of it is missing that they may write."""
        if need_of(facts) not in _FOR_SCRIPTS:
            return []
        files = {
            link.url: link
            for link in facts.links
            if link.element == "script" and link.url and not is_library(link.url) and self._is_own(link.url)
        }
        return list(files.values())[:SCRIPTS_PER_PAGE]

    def _is_own(self, url: str) -> bool:
        return self._crawl.scopes.of(url) is not Scope.EXTERNAL and self._crawl.robots.allows(url)

    async def _code(self, url: str) -> str:
        """A script file, where it holds anything to read; each is asked for once."""
        if url not in self._codes and len(self._codes) < MAX_SCRIPTS:
            self._codes[url] = ""  # also for those that ask meanwhile: one request is enough
            text = await self._text(url, "")
            self._codes[url] = text if any(mark in text for mark in _TELLING) else ""
        return self._codes.get(url, "")

    async def _rows(self, source: Source) -> list[str]:
        """Markup of the rows a source has, request by request, until there are no new ones."""
        found: dict[str, None] = {}
        here: Source | None = source
        idle = number = 0
        while here is not None and idle < _IDLE and number < REQUESTS_PER_SOURCE:
            text = await self._answer(here, number)
            if text is None:
                break
            markup = answer_markup(here.kind, text)
            idle = idle + 1 if not markup or markup in found else 0
            if markup:
                found.setdefault(markup)
            number += 1
            here = here if here.step else next_group(text, here.url, "utf-8")
        return list(found)

    async def _answer(self, source: Source, number: int) -> str | None:
        """One answer of a source; None when it did not come, or none may be asked for."""
        url, form = request_of(source, number)
        address = resolve(source.url, url)
        if address is None or not self._is_own(address.url):
            return None
        if self._asked >= MAX_REQUESTS:
            self._crawl.journal.note(Note.DATA_BUDGET, f"{MAX_REQUESTS} requests, {address.url}")
            return None
        self._asked += 1
        return await self._text(address.url, form) or None

    async def _text(self, url: str, form: str) -> str:
        """What an address answers, as text; empty where it answers nothing of use."""
        visit = Visit(url, authority(url), self._crawl.scopes.of(url), 0, whole=True, asked_anew=True)
        try:
            exchange = await self._ask(visit, form)
        except FetchError as fault:
            self._crawl.tries.failed(visit, fault)
            return ""
        self._crawl.tries.answered(visit, exchange)
        if exchange.status != 200 or exchange.cut:
            return ""
        return decode(exchange.body, exchange.content_type)[0]
