"""Columns of a portal (栏目): named places that gather items, put together from all their list pages once the crawl is over.

A column is accused of being blank only when its page was read, no script fills it, it leads nowhere, nothing below it has items, and it is
no text of its own.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from portal.facts import Column
from portal.outline import squeeze
from portal.states import LIST_KINDS, Fill

_HOME_NAMES = frozenset(("首页", "网站首页", "主页", "返回首页", "门户首页", "本站首页"))
_NUMBERED = re.compile(r"[_-]\d{1,4}(?=\.\w+$)")
_NUMBER_ALONE = re.compile(r"/\d{1,4}(\.\w+)$")  # 博达: `tzgg/2.htm` goes on `tzgg.htm`
_SUFFIX = re.compile(r"\.\w{2,5}$")
_INDEX = re.compile(r"(?<=/)(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
_PAGE_PARAMETER = re.compile(r"(?:^|&)(?:page|pageno|page_no|pageindex|pagenum|currpage|p|pn|start)=\d+", re.IGNORECASE)
_TITLE_BREAKS = re.compile(r"\s*[-_|—–－]{1,2}\s*")
_FILLS = {fill.value: fill for fill in Fill}
# Rows of a page; one that shows no date has that of the page it leads to.
_ITEMS = """
    SELECT list_item.url, list_item.title, COALESCE(list_item.dated_on, page.published_on) FROM list_item
    LEFT JOIN page ON page.url = list_item.url AND page.published_via IN ('text', 'meta')
    WHERE list_item.page_id = ? AND list_item.region = 'main'"""
_WITH_CONTENT = (Fill.FILLED.value, Fill.ARTICLE.value)
_NOT_REACHED = ("pending", "skipped", "blocked", "suspect")
_KINDS = ", ".join(f"'{kind.value}'" for kind in sorted(LIST_KINDS))
_DECIDED = (Fill.ARTICLE, Fill.LINKS_OUT, Fill.SCRIPTED)
_LONGEST_NAME = 30


@dataclass
class _Page:
    """What a column needs to know of one of its pages."""

    id: int
    url: str
    title: str
    heading: str
    breadcrumb: tuple[str, ...]
    fill: Fill
    fill_words: str
    body_hash: str
    read_on: date


@dataclass
class _Group:
    """List pages of one column, the first page first."""

    pages: list[_Page] = field(default_factory=list)
    items: int = 0
    newest: date | None = None

    @property
    def first(self) -> _Page:
        return self.pages[0]


def columns_of(database: sqlite3.Connection, home_url: str) -> list[Column]:
    """All columns, upper levels first, each over all its list pages."""
    home_links = _home_menu(database)
    groups = _grouped(_list_pages(database, home_url))
    for group in groups:
        _count(database, group)
    columns = [_column(database, group, home_links) for group in groups]
    _judge_blank(database, groups, columns)
    known = {column.url for column in columns} | {page.url for group in groups for page in group.pages}
    columns += _unread(database, home_links, known)
    return sorted(columns, key=lambda column: (column.level, column.path))


def _list_pages(database: sqlite3.Connection, home_url: str) -> list[_Page]:
    """Column and list pages, and pages of no recognised kind that a menu of the home page leads to."""
    query = """
        SELECT id, url, title, heading, breadcrumb, fill, fill_words, body_hash, fetched_at FROM page
        WHERE fault IS NULL AND status = 200 AND url <> ? AND (kind IN ({}) OR (fill = 'article' AND (url LIKE '%/' OR url LIKE '%/index.%htm%')) OR (kind NOT IN ('home', 'error', 'redirect', 'search') AND id IN (
            SELECT page.id FROM page JOIN target ON page.url IN (target.url, target.final_url) JOIN link ON link.target_id = target.id
            WHERE link.region = 'navigation' AND link.page_id IN (SELECT id FROM page WHERE kind = 'home'))))
        ORDER BY depth, url"""
    return [
        _Page(
            id=row[0],
            url=row[1],
            title=row[2],
            heading=row[3],
            breadcrumb=tuple(json.loads(row[4])),
            fill=_FILLS[row[5]],
            fill_words=row[6],
            body_hash=row[7],
            read_on=date.fromisoformat(row[8][:10]),
        )
        for row in database.execute(query.format(_KINDS), (home_url,))
    ]


def _grouped(pages: list[_Page]) -> list[_Group]:
    """Pages put together by column: numbered pages under their first page, one page under several addresses once."""
    groups: dict[str, _Group] = {}
    by_hash: dict[str, str] = {}
    urls = {_place(page.url) for page in pages}
    for page in sorted(pages, key=lambda page: _number(page.url)):
        place = _place(page.url)
        base = first_page(page.url)
        key = base if base in urls else place
        key = by_hash.setdefault(page.body_hash, key) if page.body_hash else key
        groups.setdefault(key, _Group()).pages.append(page)
    order = {page.id: rank for rank, page in enumerate(pages)}
    return sorted(groups.values(), key=lambda group: order[group.first.id])


def _place(url: str) -> str:
    """Address with a directory's index page written as the directory."""
    return _INDEX.sub("", url)


def first_page(url: str) -> str:
    """Address the first page of a numbered list page would have (`index_2.html` → the directory, `?page=2` → without it)."""
    address, mark, query = url.partition("?")
    address = _NUMBER_ALONE.sub(r"\1", address)
    query = _PAGE_PARAMETER.sub("", query).lstrip("&")
    return _place(_NUMBERED.sub("", address)) + (mark + query if query else "")


def _number(url: str) -> int:
    address = url.partition("?")[0]
    found = _NUMBERED.search(address) or _NUMBER_ALONE.search(address)
    return int("".join(filter(str.isdigit, found.group().partition(".")[0]))) if found else 0


def _count(database: sqlite3.Connection, group: _Group) -> None:
    """Items over all pages of the group and the newest date among them; dates after the day of reading do not count as news."""
    seen: set[str] = set()
    for page in group.pages:
        if page.fill is Fill.SAYS_NONE:
            continue  # rows beside such a sentence are other columns'
        for url, title, dated_on in database.execute(_ITEMS, (page.id,)):
            seen.add(url or title)
            on = date.fromisoformat(dated_on) if dated_on else None
            if on and on <= page.read_on and (group.newest is None or on > group.newest):
                group.newest = on
    group.items = len(seen)


def _column(database: sqlite3.Connection, group: _Group, home_links: dict[str, str]) -> Column:
    page = group.first
    path = _path(database, page)
    fill, words = _fill(group)
    direct = page.url in home_links or _place(page.url) in home_links
    return Column(
        name=path[-1],
        url=page.url,
        page_id=page.id,
        path=path,
        level=1 if direct and len(path) == 1 else max(len(path), 1),
        items=group.items,
        pages_read=len(group.pages),
        newest=group.newest,
        fill=fill,
        fill_words=words,
    )


def _path(database: sqlite3.Connection, page: _Page) -> tuple[str, ...]:
    """Names from the top down: the breadcrumb without the home page, else the page's own name."""
    names = tuple(name for name in page.breadcrumb if squeeze(name) not in _HOME_NAMES and len(name) <= _LONGEST_NAME)
    if names:
        return names
    title = max(_TITLE_BREAKS.split(page.title), key=len) if not page.heading else page.heading
    return ((_menu_label(database, page.url) or title or page.url)[:_LONGEST_NAME],)


def _fill(group: _Group) -> tuple[Fill, str]:
    """What the column holds: anything on any of its pages speaks against blankness."""
    if group.items:
        return Fill.FILLED, ""
    fills = [page.fill for page in group.pages]
    for fill in (Fill.FILLED, *_DECIDED):
        if fill in fills:
            return fill, ""
    words = next((page.fill_words for page in group.pages if page.fill is Fill.SAYS_NONE), "")
    return (Fill.SAYS_NONE, words) if words else (Fill.EMPTY, "")


def _judge_blank(database: sqlite3.Connection, groups: list[_Group], columns: list[Column]) -> None:
    """Take blankness back where the column has others below it: filled ones, or ones that were not read."""
    filled = [column for column in columns if column.fill in (Fill.FILLED, Fill.ARTICLE)]
    for group, column in zip(groups, columns, strict=True):
        if column.fill not in (Fill.EMPTY, Fill.SAYS_NONE):
            continue
        if any(_below(other, column) for other in filled):
            column.fill, column.fill_words = Fill.LINKS_OUT, ""
        else:
            column.fill = _fill_below(database, group.first, column.fill)


def _below(other: Column, column: Column) -> bool:
    depth = len(column.path)
    if len(other.path) > depth and other.path[:depth] == column.path:
        return True
    return other.url != column.url and other.url.startswith(_folder(column.url))


def _folder(url: str) -> str:
    """Address that what lies below a column begins with: its directory, or `tzgg/` for `tzgg.htm`; nothing lies below a home page."""
    place = _place(url.partition("?")[0])
    folder = place if place.endswith("/") else _SUFFIX.sub("", place) + "/"
    return folder if urlsplit(folder).path != "/" else url + "#"


def _fill_below(database: sqlite3.Connection, page: _Page, fill: Fill) -> Fill:
    """What a blank page's links to addresses below its own make of it.

    Pages with content: it leads on. Pages the crawl did not get to: unread. Where the page says itself that there is nothing, links that
    lead to another host or to blank pages change nothing.
    """
    query = """
        SELECT target.url, target.state, target.scope, page.fill FROM link JOIN target ON target.id = link.target_id
        LEFT JOIN page ON page.url = CASE WHEN target.final_url = '' THEN target.url ELSE target.final_url END
        WHERE link.page_id = ? AND link.element IN ('a', 'onclick')"""
    folder = _folder(page.url)
    below = [row[1:] for row in database.execute(query, (page.id,)) if _leads_below(row[0], page.url, folder)]
    if any(inner in _WITH_CONTENT for _, _, inner in below):
        return Fill.LINKS_OUT
    if any(state in _NOT_REACHED and scope == "internal" for state, scope, _ in below):
        return Fill.UNREAD
    if fill is Fill.EMPTY and any(state != "broken" and inner is None for state, _, inner in below):
        return Fill.LINKS_OUT
    return fill


def _leads_below(url: str, own: str, folder: str) -> bool:
    return url != own and url.startswith(folder) and first_page(url) != first_page(own)


def _menu_label(database: sqlite3.Connection, url: str) -> str:
    """What menus call an address, the shortest name that is used; empty when none leads there."""
    query = """
        SELECT DISTINCT link.text FROM target JOIN link ON link.target_id = target.id
        WHERE target.url = ? AND link.region = 'navigation' AND link.text <> '' LIMIT 50"""
    labels = [text for (text,) in database.execute(query, (url,)) if len(text) <= _LONGEST_NAME]
    return min(labels, key=len, default="")


def _home_menu(database: sqlite3.Connection) -> dict[str, str]:
    """Internal addresses in the home page's header and navigation, with their labels."""
    query = """
        SELECT link.url, link.text FROM link JOIN page ON page.id = link.page_id JOIN target ON target.id = link.target_id
        WHERE page.kind = 'home' AND link.region = 'navigation' AND link.element = 'a' AND link.url <> '' AND link.text <> ''
        AND target.scope = 'internal' AND link.hidden = 0"""
    return {url: text for url, text in database.execute(query) if squeeze(text) not in _HOME_NAMES}


def _unread(database: sqlite3.Connection, home_links: dict[str, str], known: Iterable[str]) -> list[Column]:
    """First-level columns the crawl did not get to: in the home page's menu, neither read nor dead."""
    places = {_place(url) for url in known}
    states: dict[str, list[str]] = defaultdict(list)
    for url in home_links:
        row = database.execute("SELECT state, final_url FROM target WHERE url = ?", (url,)).fetchone()
        if row and row[0] in _NOT_REACHED and _place(url) not in places:
            states[url].append(row[0])
    return [Column(name=home_links[url], url=url, path=(home_links[url],), level=1, fill=Fill.UNREAD) for url in states]
