"""What has not changed since the snapshot before (未变内容): asked for conditionally, archived as a revisit, its facts carried over unread."""

from collections.abc import Callable

from crawler.exchange import Exchange
from crawler.previous import NOT_MODIFIED, Previous, unchanged
from crawler.register import Register
from crawler.visits import Visit
from portal.facts import Link, Page
from portal.states import Region
from portal.storage.archive import Archive
from portal.storage.carrying import Known
from portal.storage.recorder import Recorder
from portal.storage.rows import rows_of


class Renewal:
    """Takes answers before they are read. `carried` counts pages whose facts were carried over."""

    def __init__(self, previous: Previous, recorder: Recorder, archive: Archive, register: Register) -> None:
        self._previous = previous
        self._recorder = recorder
        self._archive = archive
        self._register = register
        self.carried = 0

    def conditions(self, visit: Visit) -> dict[str, str]:
        """Headers to ask for a visit's address with; none after a try that failed."""
        if visit.tries or visit.delays or visit.asked_anew:
            return {}
        return self._previous.conditions(visit.url)

    def take(self, visit: Visit, exchange: Exchange) -> tuple[Exchange, int] | None:
        """Archive an answer that brought nothing new: the exchange with its body, and where that is archived. None for any other answer."""
        not_modified = exchange.status == NOT_MODIFIED
        if not not_modified and not (visit.whole and exchange.status == 200 and self._previous.same(exchange)):
            return None
        known, original = self._previous.known(visit.url), self._previous.original(visit.url)
        if known is None or original is None:
            visit.asked_anew = not_modified  # the old body is gone
            return None
        taken, offset = unchanged(self._archive, exchange, original, known)
        etag, modified = exchange.header(b"etag") or known.etag, exchange.header(b"last-modified") or known.modified
        self._recorder.validator(visit.url, etag, modified, offset, scripted=known.scripted)
        return taken, offset

    def page(self, exchange: Exchange) -> Known | None:
        """The page that can be carried over for an answer; None when it has to be read."""
        return self._previous.page(exchange)

    def carry(self, visit: Visit, known: Known, exchange: Exchange, offset: int) -> tuple[Page, Callable[[], str]]:
        """Record a page as it was, and queue what it links to; the page, and how to get its text."""
        if known.page_id is None:
            raise ValueError(f"{visit.url} was no page")
        self._recorder.begin()
        self._previous.carrier.bring_targets(
            known.page_id,
            lambda url, element: self._register.link(
                Link(0, url, "", Region.MAIN, 0, element=element), visit.depth + 1
            ),
        )
        page_id = self._previous.carrier.carry(
            known.page_id, fetched_at=exchange.started, depth=visit.depth, archive_offset=offset
        )
        self.carried += 1
        rows = rows_of(Page, "page")
        database = self._recorder.database
        page = rows.decode(database.execute(f"{rows.select} WHERE id = ?", (page_id,)).fetchone())
        query = "SELECT text FROM page_text WHERE page_id = ?"
        return page, lambda: str(database.execute(query, (page_id,)).fetchone()[0])
