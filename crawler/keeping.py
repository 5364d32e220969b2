"""Keeping pages (网页入库): an answer is read into a page's facts, recorded, and its links are queued."""

from collections.abc import Callable
from http import HTTPStatus

from crawler.attached_files import AttachedFiles
from crawler.exchange import Exchange
from crawler.journal import Journal, Note
from crawler.needs import need_of
from crawler.register import Register
from crawler.renewal import Renewal
from crawler.sheets import Sheets
from crawler.traps import Traps
from crawler.visits import Visit
from portal.facts import Page, PageFacts
from portal.other_pages import read_other_page
from portal.reading import NOTHING, Beside, read_page
from portal.storage.carrying import Known
from portal.storage.recorder import Recorder

PAGES_AHEAD = 5  # of a list, as many as a pager shows


class Keeper:
    """Records pages. `count` is how many, `most` how many there may be."""

    def __init__(self, recorder: Recorder, register: Register, traps: Traps, journal: Journal, most: int) -> None:
        self._recorder = recorder
        self._register = register
        self._traps = traps
        self._journal = journal
        self._most = most
        self._sheets = Sheets(recorder, register)
        self.files = AttachedFiles(recorder)
        self.count = 0
        self.before: Callable[[Visit, PageFacts], None] = _nothing  # hears of each page before its links are queued

    def takes(self, visit: Visit) -> bool:
        """Whether a page may be recorded for a visit."""
        return visit.whole and not visit.kept and self.count < self._most

    def read(
        self, visit: Visit, exchange: Exchange, offset: int, *, home: bool = False, beside: Beside = NOTHING
    ) -> PageFacts:
        """Facts of the page an answer holds, together with what was fetched beside it."""
        facts = read_page(
            exchange.url,
            exchange.body,
            content_type=exchange.content_type,
            depth=visit.depth,
            fetched_at=exchange.started,
            status=exchange.status,
            home=home,
            beside=beside,
        )
        facts.page.archive_offset = offset
        if exchange.cut:
            facts.missing_anchors.clear()  # they may stand in what is missing of the page
        return facts

    def keep(self, visit: Visit, facts: PageFacts) -> None:
        """Record a page and queue its links."""
        self.before(visit, facts)
        added = self._register.added = []
        for link in facts.links:
            link.target_id = self._register.link(link, visit.depth + 1)
        self._go_on(visit, facts)
        self._recorder.page(facts)
        for oddity in facts.oddities:
            self._journal.note(Note.ODD_PAGE, f"{facts.page.url} {oddity.words}")
        self._counted(visit, facts.page, lambda: facts.text, added)

    def _go_on(self, visit: Visit, facts: PageFacts) -> None:
        """Queue the next pages of a list that only its paging script knows."""
        new = 0
        for url in facts.next_pages:
            new += self._register.further(url, visit.depth + 1)
            if new >= PAGES_AHEAD:
                break

    def carry(self, visit: Visit, renewal: Renewal, known: Known, exchange: Exchange, offset: int) -> None:
        """Record a page as it was in the snapshot before."""
        added = self._register.added = []
        page, text = renewal.carry(visit, known, exchange, offset)
        self._counted(visit, page, text, added)

    def style(self, visit: Visit, exchange: Exchange) -> None:
        """Record what an answer names, if it is a style sheet of the site, and queue it."""
        self._sheets.read(visit, exchange)

    def outside(self, exchange: Exchange) -> None:
        """Record what a page of another site shows."""
        if exchange.is_html:
            self._recorder.other_page(read_other_page(exchange.url, exchange.body, exchange.content_type))

    def remember(self, exchange: Exchange, offset: int, facts: PageFacts | None = None) -> None:
        """Keep what a later crawl can ask for this address with."""
        etag, modified = exchange.header(b"etag"), exchange.header(b"last-modified")
        if facts is not None and facts.sources:
            return  # its rows may change while its body does not
        if exchange.status == HTTPStatus.OK and (etag or modified or facts is not None):
            scripted = facts is not None and need_of(facts) is not None
            self._recorder.validator(exchange.url, etag, modified, offset, scripted=scripted)

    def _counted(self, visit: Visit, page: Page, text: Callable[[], str], added: list[Visit]) -> None:
        """A page is recorded: what it led to tells whether it belongs to a trap."""
        self.count += 1
        visit.kept = True
        for onward in self._traps.read(visit, page, text, added):
            self._register.touch(onward)


def _nothing(visit: Visit, facts: PageFacts) -> None:
    """Nobody asked to hear."""
