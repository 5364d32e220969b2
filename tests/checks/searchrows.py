"""What the site's search answered in a case: pages of results read by the crawl's own readers.

`search:` of a case holds `trial` (asked unless stated), `nothing` (page for words nothing matches) and `titles`: a list of `path` of the page, `title`,
and `page` (file of results), `status` or `fault` where none came. `browser: true`: typed into the box, the page seen in full.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urljoin

from crawler.exchange import Exchange
from crawler.search_answers import Answer, query_of, settle
from crawler.search_titles import Sampled
from crawler.site_search import NOTHING
from portal.site_search import SearchEntry, SearchQuery, SearchState, SearchTrial
from portal.states import Fault

_ON = date(2026, 1, 15)  # day on which the titles were published


def search_entry(case: dict[str, Any], home: str, at: datetime) -> SearchEntry:
    """The search box of a case."""
    entry = SearchEntry(
        home, at, SearchTrial[case.get("trial", "asked").upper()], action=urljoin(home, "/search"), method="get"
    )
    entry.complete, entry.hint = case.get("complete", False), case.get("hint", "")
    return entry


def search_queries(case: dict[str, Any], home: str, read: Callable[[str], bytes], at: datetime) -> list[SearchQuery]:
    """What was asked, the word nothing matches first."""
    host = case.get("host", urljoin(home, "/search"))
    control = _answer({"page": case["nothing"]} if "nothing" in case else {"status": 500}, NOTHING, host, read, at)
    control.browser = case.get("browser", False)
    menu = {urljoin(home, path) for path in ("/xw/", "/gk/")}
    page = control.page(menu)
    rows = [query_of(control, 0, None, menu)]
    for number, each in enumerate(case.get("titles", ()), 1):
        answer = _answer(each, each["title"], host, read, at)
        answer.title = Sampled(urljoin(home, each["path"]), each["title"], _ON)
        answer.browser = case.get("browser", False)
        rows.append(query_of(answer, number, page, menu, {answer.title.url}))
    settle(rows)
    return rows


def pages_of_search(case: dict[str, Any]) -> Iterator[str]:
    """Files with results that a case names."""
    yield from (case[name] for name in ("nothing",) if name in case)
    yield from (each["page"] for each in case.get("titles", ()) if "page" in each)


def _answer(each: dict[str, Any], words: str, host: str, read: Callable[[str], bytes], at: datetime) -> Answer:
    if "fault" in each:
        return Answer(words, state=SearchState.DOWN, error=Fault[each["fault"].upper()].value)
    status, body = each.get("status", 200), read(each["page"]) if "page" in each else b""
    headers = ((b"Content-Type", b"text/html; charset=utf-8"),)
    line = f"HTTP/1.1 {status}".encode()
    url = f"{host}?q={quote(words)}"
    return Answer(words, exchange=Exchange(url, status, line, headers, body, b"", "", at, 1, len(body)))
