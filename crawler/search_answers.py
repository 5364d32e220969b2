"""What an answer of the site's search means (搜索结果判读): found, missed, or nothing that can be held against the site."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.exchange import Exchange
from crawler.search_titles import Sampled
from crawler.verdicts import of_answer
from portal.links.reading import page_address
from portal.markup.search_results import ResultsPage, found_at, new_hits, read_results, stands_alone
from portal.site_search import SearchQuery, SearchState
from portal.states import Fault, LinkState

_EXCERPT = 100  # characters


@dataclass
class Answer:
    """What came back for some words. Without an exchange, `state` and `error` say why."""

    words: str
    title: Sampled | None = None  # None: words that nothing can match
    browser: bool = False
    exchange: Exchange | None = None
    shown: str | None = None  # text a browser shows
    complete: bool = True  # of a browser's document: everything that fills it arrived
    posted: bool = False  # by a form that may need a session, which only a browser has
    moved: bool = True  # of a browser: anything happened
    state: SearchState | None = None
    error: str = ""
    offset: int | None = None

    def page(self, usual: Collection[str]) -> ResultsPage | None:
        """The answer as a page of results; None where there is none to read."""
        if self.exchange is None or of_answer(self.exchange).state is not LinkState.OK:
            return None
        it = self.exchange
        return read_results(it.url, it.body, it.content_type, usual=usual, shown=self.shown)


def query_of(
    answer: Answer, position: int, control: ResultsPage | None, usual: Collection[str], addresses: Collection[str] = ()
) -> SearchQuery:
    """The row of an answer. `control` is the page for words nothing matches, `addresses` are those of the page looked for."""
    row = SearchQuery(position, answer.words, datetime.now(UTC), SearchState.UNASKED, browser=answer.browser)
    row.archive_offset, row.error = answer.offset, answer.error
    if answer.title is not None:
        row.page_url, row.published_on = answer.title.url, answer.title.on
    if answer.exchange is not None:
        row.url, row.status = page_address(answer.exchange.url), answer.exchange.status
    page = answer.page(usual)
    if page is None:
        row.state = answer.state or _of_failure(answer, row)
    else:
        _describe(row, answer, page, control, addresses)
    return row


def settle(rows: list[SearchQuery]) -> None:
    """Where one title was found in what the server itself wrote, a page without any result is what it says, whatever scripts it has."""
    if any(row.state is SearchState.FOUND and not row.browser for row in rows):
        for row in rows:
            if row.state is SearchState.UNCLEAR and row.is_empty and not row.browser:
                row.state = SearchState.MISSED


def _of_failure(answer: Answer, row: SearchQuery) -> SearchState:
    """State of an answer that is no page of results."""
    if answer.exchange is None:
        return SearchState.UNASKED
    verdict = of_answer(answer.exchange)
    row.error = verdict.fault.value if verdict.fault else ""
    if verdict.state is LinkState.BLOCKED:
        return SearchState.LIMITED if verdict.fault is Fault.RATE_LIMITED else SearchState.BLOCKED
    return SearchState.DOWN if verdict.state is LinkState.BROKEN and not answer.posted else SearchState.UNCLEAR


def _describe(
    row: SearchQuery, answer: Answer, page: ResultsPage, control: ResultsPage | None, addresses: Collection[str]
) -> None:
    hits = new_hits(page, control)
    row.stated, row.says_none, row.results = page.stated, bool(page.none_words), len(hits)
    row.categories, row.filters = page.filters.categories, page.filters.others
    row.complete = answer.complete if answer.browser else not page.scripted
    found = found_at(hits, answer.title.title, addresses) if answer.title else None
    if found is not None:
        row.rank, row.found_url = found[0], found[1].url
        row.state, row.excerpt = SearchState.FOUND, answer.words
        return
    row.state, words = _of_page(row, answer, page)
    row.excerpt = words[:_EXCERPT]


def _of_page(row: SearchQuery, answer: Answer, page: ResultsPage) -> tuple[SearchState, str]:
    """State of a page that does not list what was looked for, and the words it rests on."""
    if not answer.moved:
        return SearchState.UNCLEAR, "输入后页面没有变化"
    if row.results and not page.none_words:
        doubtful = answer.title is not None and stands_alone(page, answer.words)
        return (SearchState.UNCLEAR if doubtful else SearchState.MISSED), page.stated_words or page.main
    if row.is_empty:
        return (SearchState.MISSED if row.complete else SearchState.UNCLEAR), page.none_words or page.stated_words
    if page.captcha_words or page.limit_words:
        limited = bool(page.limit_words)
        return (SearchState.LIMITED if limited else SearchState.GUARDED), page.limit_words or page.captcha_words
    if row.complete and not row.results and (page.down_words or page.is_blank):
        return SearchState.DOWN, page.main or page.words or "页面空白"
    return SearchState.UNCLEAR, page.none_words or page.main
