"""Pages in the browser (浏览器读取): which pages of a crawl are opened in one, and what their facts are then.

A page is read from the server's answer first. Where that leaves parts to scripts, the browser's document is read by the same readers and its
facts take the place of the first ones. Where the browser brings nothing better (none there, page not loaded, an error shown), the first ones
stay, with all their doubts.
"""

import asyncio
import time
from urllib.parse import urlsplit

from crawler.browser import Browser, BrowserUnavailableError, find_browser
from crawler.checkpoint import Checkpoint
from crawler.exchange import Exchange, StoppedError
from crawler.filtering_proxy import FilteringProxy
from crawler.journal import Journal, Note
from crawler.needs import Need, need_of
from crawler.options import CrawlOptions
from crawler.pacing import Pace
from crawler.rendered_facts import is_worse, moved, opened, read_rendered, sent_on, shows_more
from crawler.rendering import NotRenderedError, Rendered, Renderer
from crawler.rendering_budget import RenderingBudget
from crawler.resolving import GuardedResolver
from crawler.scopes import authority
from crawler.upstream import Upstream
from crawler.verdicts import of_answer
from portal.facts import PageFacts
from portal.states import LinkState, PageKind
from portal.storage.archive import Archive

PAGES_AT_ONCE = 2
MAX_MISSES = 5  # pages in a row that did not load, after which the browser is left alone
MAX_SECONDS = 1800.0  # of rendering in one crawl, unless all pages are to be rendered
_CONNECTION_SIZE = 100_000_000  # bytes one connection of the browser may bring
_TOTAL_SIZE = 4_000_000_000
_STATE = "rendering"


class Browsing:
    """The crawl's browser, started when it is first needed. `rendered` counts pages whose facts come from it."""

    def __init__(
        self,
        options: CrawlOptions,
        home_url: str,
        resolver: GuardedResolver,
        archive: Archive,
        journal: Journal,
        pace: Pace,
        checkpoint: Checkpoint,
    ) -> None:
        self._options = options
        self._port = urlsplit(home_url).port or 80
        self._resolver = resolver
        self._archive = archive
        self._journal = journal
        self._pace = pace
        self._checkpoint = checkpoint
        self._budget = RenderingBudget(options.render, options.max_rendered)
        self._slots = asyncio.Semaphore(PAGES_AT_ONCE)
        self._starting = asyncio.Lock()
        self._proxy: FilteringProxy | None = None
        self._browser: Browser | None = None
        self._over = options.render == "never"
        self._closed = False
        self._misses = 0
        self._seconds = 0.0
        self.rendered = 0
        self.missed = 0  # pages that needed a browser and went without, for whatever reason

    @property
    def received(self) -> int:
        """Bytes the browser brought from outside."""
        return self._proxy.received if self._proxy else 0

    @property
    def available(self) -> bool:
        """Whether this machine has a browser, as far as is known."""
        return self._browser.available if self._browser else find_browser() is not None

    def wants(self, facts: PageFacts) -> Need | None:
        """Why the page should be completed in the browser; None when it need not, or cannot. Counts against the budget."""
        if facts.page.refresh_to or self._options.render == "never":
            return None
        need = need_of(facts)
        if self._over:
            self._went_without(facts.page.url, need)
            return None
        return self._granted(facts.page.url, need)

    def may_pass(self, url: str) -> bool:
        """Whether the browser should try to get past a script challenge. Counts against the budget."""
        return not self._over and self._granted(url, Need.CHALLENGE) is not None

    def _granted(self, url: str, need: Need | None) -> Need | None:
        refused = self._budget.refused
        granted = self._budget.grants(url, need)
        self.missed += self._budget.refused - refused
        if need is not None:
            self._remember()
        return granted

    def _went_without(self, url: str, need: Need | None) -> None:
        """Count a page that a browser would have completed, had there been one."""
        if need is not None and not self._closed and not self._budget.knows(url, need):
            self.missed += 1
            self._remember()

    def _learn(self, url: str, need: Need, *, helped: bool) -> None:
        self._budget.learn(url, need, helped=helped)
        self._remember()

    def _remember(self) -> None:
        """What a resumed crawl must know, too."""
        self._checkpoint.put(_STATE, {"budget": self._budget.state(), "missed": self.missed})

    def resume(self, spent: int) -> None:
        """Go on after a part of the crawl that rendered so many pages."""
        self.rendered = spent
        state = self._checkpoint.value(_STATE)
        if state is None:
            return
        self._budget.restore(state["budget"])
        self.missed = state["missed"]

    async def complete(self, exchange: Exchange, facts: PageFacts, need: Need) -> PageFacts:
        """Facts of the page as the browser shows it, or the given ones where that is nothing better."""
        page = facts.page
        shown = await self._show(page.url)
        if shown is None:
            return facts
        place = moved(shown, page.url)
        if place:
            return sent_on(facts, place)
        found = read_rendered(
            shown, exchange, encoding=page.encoding, depth=page.depth, home=page.kind is PageKind.HOME
        )
        if shown.status >= 400 or is_worse(found, facts):
            self._journal.note(Note.NOT_RENDERED, f"{page.url} shows less than the server's answer")
            return facts
        self._learn(page.url, need, helped=shows_more(found, facts))
        return self._kept(found, shown, page.archive_offset)

    async def past_challenge(
        self, exchange: Exchange, offset: int, depth: int, *, home: bool = False
    ) -> tuple[Exchange, PageFacts] | None:
        """The page behind the script challenge archived at `offset`, as the browser got it; None when it did not get there either."""
        shown = await self._show(exchange.url)
        if shown is None or moved(shown, exchange.url):
            return None
        answer = opened(exchange, shown)
        passed = of_answer(answer).state is LinkState.OK
        self._learn(exchange.url, Need.CHALLENGE, helped=passed)
        if not passed:
            return None
        facts = read_rendered(shown, answer, encoding="utf-8", depth=depth, home=home)
        return answer, self._kept(facts, shown, offset)

    async def browser(self) -> Browser:
        """The browser behind its proxy, whether it was started yet or not; raises BrowserUnavailableError."""
        async with self._starting:
            if self._browser is None:
                if self._options.render == "never":
                    raise BrowserUnavailableError("not wanted")
                self._proxy = self._new_proxy()
                self._browser = Browser(await self._proxy.start(), self._options.user_agent)
            return self._browser

    async def close(self) -> None:
        """End browser and proxy; what is being rendered fails."""
        self._over = self._closed = True
        if self._budget.refused:
            self._journal.note(Note.RENDERING_BUDGET, f"{self._budget.refused} pages more, max_rendered reached")
            self._budget.refused = 0
        if self._browser is not None:
            await self._browser.close()
        if self._proxy is not None:
            await self._proxy.close()

    def _kept(self, facts: PageFacts, shown: Rendered, offset: int | None) -> PageFacts:
        """The facts with both copies archived."""
        page = facts.page
        page.archive_offset = offset
        if offset is not None:
            page.rendered_offset = self._archive.write_rendered(page.url, shown.at, shown.html, offset)
        self.rendered += 1
        return facts

    async def _show(self, url: str) -> Rendered | None:
        """What the browser makes of an address; None when it makes nothing of it, with a note why."""
        if self._closed:
            raise StoppedError(url)
        if self._over:
            return None
        async with self._slots:
            clock = time.monotonic()
            try:
                shown = await self._tried(url)
            except BrowserUnavailableError as fault:
                if self._closed:
                    raise StoppedError(url) from fault
                self._give_up(Note.NO_BROWSER, str(fault))
                self.missed += 1
                return None
            except NotRenderedError as fault:
                self._missed(url, fault)
                return None
            finally:
                self._seconds += time.monotonic() - clock
        self._misses = 0
        if self._seconds > MAX_SECONDS and self._options.render == "auto":
            self._give_up(Note.RENDERING_ENDED, f"{MAX_SECONDS:g} seconds are spent")
        return shown

    async def _tried(self, url: str) -> Rendered:
        """A page in the browser, once more where that died, maybe over another page."""
        renderer = Renderer(await self.browser(), timeout=self._options.timeout, max_size=self._options.max_size)
        await self._pace.turn(authority(url))
        try:
            return await renderer.render(url)
        except NotRenderedError as fault:
            if not fault.crashed or self._over:
                raise
        await self._pace.turn(authority(url))
        return await renderer.render(url)

    def _missed(self, url: str, fault: NotRenderedError) -> None:
        if self._closed:
            raise StoppedError(url)  # the page is to be read again when the crawl goes on
        self._misses += 1
        self.missed += 1
        self._journal.note(Note.NOT_RENDERED, f"{url} {fault}")
        if self._misses >= MAX_MISSES:
            self._give_up(Note.RENDERING_ENDED, f"{MAX_MISSES} pages in a row did not load")

    def _give_up(self, note: Note, why: str) -> None:
        if not self._over:
            self._over = True
            self._journal.note(note, why)

    def _new_proxy(self) -> FilteringProxy:
        options = self._options
        return FilteringProxy(
            self._resolver,
            own_port=self._port,
            timeout=options.timeout,
            max_size=_CONNECTION_SIZE,
            max_total=_TOTAL_SIZE,
            upstream=Upstream(options.proxy) if options.proxy else None,
        )
