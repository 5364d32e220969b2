"""How the site's own search answered (站内搜索测试): which box was used, what was asked, and what came back."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from portal.states import Worded
from portal.storage.rows import rows_of

NO_BROWSER = "no_browser"  # error of a query that only a browser could send


class SearchTrial(Worded):
    """What came of the trial as a whole."""

    ASKED = "asked", "已测试"
    ABSENT = "absent", "首页没有搜索框"
    NO_TITLES = "no_titles", "没有可以用来测试的标题"
    NO_BROWSER = "no_browser", "搜索框由脚本处理，没有浏览器无法测试"
    ROBOTS = "robots", "robots.txt 不允许访问搜索页"
    STOPPED = "stopped", "抓取提前结束，没有测试"
    NOT_ASKED = "not_asked", "没有要求测试"


class SearchState(Worded):
    """What one query brought. Only FOUND, MISSED and DOWN say something about the site."""

    FOUND = "found", "找到"
    MISSED = "missed", "没有找到"
    UNCLEAR = "unclear", "结果页读不懂"
    DOWN = "down", "搜索不能使用"
    GUARDED = "guarded", "需要验证码或登录"
    LIMITED = "limited", "网站限制搜索频率"
    BLOCKED = "blocked", "被对方防护拦截"
    ROBOTS = "robots", "robots.txt 不允许访问"
    UNASKED = "unasked", "没有问成"


@dataclass(slots=True)
class SearchEntry:
    """The search box of the site (搜索入口), one row a snapshot."""

    url: str  # page the box stands on, or was looked for on
    at: datetime
    trial: SearchTrial
    action: str = ""  # where a form sends its words; empty where a script decides
    method: str = ""  # get, post; empty where a script decides
    field: str = ""  # name or id of the input
    selector: str = ""
    complete: bool = False  # the page was seen as a visitor sees it, so that what is not there is not there
    hint: str = ""  # what speaks of a search on a page without a box


@dataclass(slots=True)
class SearchQuery:
    """One query and the first page of its results. `page_url` is the page that bears the title; empty for the word nothing can match."""

    position: int  # order of asking
    words: str
    at: datetime
    state: SearchState
    page_url: str = ""
    published_on: date | None = None
    browser: bool = False  # asked in the browser, by typing into the box
    url: str = ""  # where the results stand
    status: int | None = None
    error: str = ""  # why there is no answer: a fault's value
    rank: int | None = None  # place of the page among the links of the results, from 1
    found_url: str = ""
    stated: int | None = None  # number of results the page states
    says_none: bool = False  # the page says in words that there is nothing
    results: int = 0  # links that stand on no other answer's page
    categories: tuple[str, ...] = ()  # tabs and filters by category of content
    filters: tuple[str, ...] = ()  # other ways to narrow or order them, and words that may be categories
    complete: bool = False  # seen as a visitor sees it, or nothing on the page is left to scripts
    excerpt: str = ""  # the words the state rests on
    archive_offset: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the page understandably says that nothing was found."""
        return not self.results and (self.says_none or self.stated == 0)


def note_site_search(database: sqlite3.Connection, entry: SearchEntry, queries: Iterable[SearchQuery]) -> None:
    """Record a trial in place of what was there; needs an open transaction."""
    entries, asked = rows_of(SearchEntry, "search_entry"), rows_of(SearchQuery, "search_query")
    database.execute("DELETE FROM search_entry")
    database.execute("DELETE FROM search_query")
    database.execute(entries.insert, entries.encode(entry))
    database.executemany(asked.insert, [asked.encode(query) for query in queries])
