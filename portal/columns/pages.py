"""Pages that columns consist of (栏目页): which pages of a crawl are one, and which of them belong together."""

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import date

from portal.columns.addresses import first_page, number, place, schemeless
from portal.columns.menus import Menus, is_home_name
from portal.columns.names import kind_by_name
from portal.links.address_forms import COLUMN_URL, TEXT_URL
from portal.markup.outline import squeeze
from portal.states import LIST_KINDS, Fill, PageKind

_FILLS = {fill.value: fill for fill in Fill}
_GATHERING = frozenset(kind.value for kind in LIST_KINDS)
# Kinds that are a column where they stand at a column's address: lists of people, of units, of issues, or one text.
_EITHER = frozenset((PageKind.LEADER.value, PageKind.ORGANISATION.value, PageKind.GAZETTE.value))
_ASKED = (*sorted(_GATHERING), *sorted(_EITHER))
_OR_TEXT = frozenset((PageKind.CATALOGUE.value, PageKind.DECISION_CATALOGUE.value))  # a list, or a text with a table
_TOP = 2  # names in the breadcrumb of a first-level column
_NEVER = ("home", "error", "redirect", "search")
# Rows of a page; one that shows no date has that of the page it leads to.
_ITEMS = """
    SELECT list_item.url, list_item.title, COALESCE(list_item.dated_on, page.published_on) FROM list_item
    LEFT JOIN page ON page.url = list_item.url AND page.published_via IN ('text', 'meta')
    WHERE list_item.page_id = ? AND list_item.region = 'main'"""


@dataclass
class ColumnPage:
    """What a column needs to know of one of its pages."""

    id: int
    url: str
    kind: str
    title: str
    heading: str
    breadcrumb: tuple[str, ...]
    fill: Fill
    fill_words: str
    body_hash: str
    read_on: date


@dataclass
class Group:
    """List pages of one column, the first page first."""

    pages: list[ColumnPage] = field(default_factory=list)
    items: int = 0
    newest: date | None = None

    @property
    def first(self) -> ColumnPage:
        """The page the column is entered by."""
        return self.pages[0]


def column_groups(database: sqlite3.Connection, home_url: str, menus: Menus) -> list[Group]:
    """Pages of each column, by clicks from the home page, their rows counted."""
    pages = [page for page in _candidates(database, home_url) if _is_column(page, menus)]
    groups = _grouped(pages)
    for group in groups:
        _count(database, group)
    return groups


def _candidates(database: sqlite3.Connection, home_url: str) -> list[ColumnPage]:
    """Pages that gather others, and other pages at a column's address or below a menu of the home page."""
    database.create_function("is_column_address", 1, lambda url: COLUMN_URL.search(url) is not None, deterministic=True)
    query = f"""
        SELECT id, url, kind, title, heading, breadcrumb, fill, fill_words, body_hash, fetched_at FROM page
        WHERE fault IS NULL AND status = 200 AND url <> ? AND kind NOT IN {_NEVER} AND (
            kind IN ({", ".join("?" * len(_ASKED))}) OR (fill <> 'article' AND kind <> 'other')
            OR is_column_address(url) OR json_array_length(breadcrumb) = {_TOP}
            OR id IN (SELECT page.id FROM page JOIN target ON page.url IN (target.url, target.final_url) JOIN link ON link.target_id = target.id
                WHERE link.region = 'navigation' AND link.page_id IN (SELECT id FROM page WHERE kind = 'home')))
        ORDER BY depth, url"""  # noqa: S608 (names of our own)
    rows = database.execute(query, (home_url, *_ASKED))
    return [
        ColumnPage(
            id=row[0],
            url=row[1],
            kind=row[2],
            title=row[3],
            heading=row[4],
            breadcrumb=tuple(json.loads(row[5])),
            fill=_FILLS[row[6]],
            fill_words=row[7],
            body_hash=row[8],
            read_on=date.fromisoformat(row[9][:10]),
        )
        for row in rows
    ]


def _is_column(page: ColumnPage, menus: Menus) -> bool:
    """Whether a page is a column's: by its kind, or by standing at a column's address under a column's name."""
    if page.kind in _GATHERING:
        return page.kind not in _OR_TEXT or TEXT_URL.search(page.url) is None or bool(menus.label(page.url))
    at_place = COLUMN_URL.search(page.url) is not None or _is_top_level(page)
    if page.kind in _EITHER and page.fill is not Fill.ARTICLE:
        return at_place or number(page.url) > 0 or bool(menus.label(page.url))
    if page.kind in _EITHER and kind_by_name(_own_name(page)) == page.kind:
        return at_place or _is_named_after_column(page)
    if page.kind == PageKind.OTHER.value:
        return page.url in menus.home or (at_place and page.fill is Fill.ARTICLE and _is_named_after_column(page))
    return (at_place or page.url in menus.home) and (_is_named_after_column(page) or _is_named_by_menu(page, menus))


def _own_name(page: ColumnPage) -> str:
    return squeeze(page.breadcrumb[-1]) if len(page.breadcrumb) > 1 else ""


def _is_named_after_column(page: ColumnPage) -> bool:
    """Whether the breadcrumb ends with the page's own name."""
    own = _own_name(page)
    return bool(own) and own in (squeeze(page.heading), squeeze(page.title)[: len(own)])


def _is_top_level(page: ColumnPage) -> bool:
    """Whether the breadcrumb has but one name below the home page."""
    return len(page.breadcrumb) == _TOP and is_home_name(page.breadcrumb[0])


def _is_named_by_menu(page: ColumnPage, menus: Menus) -> bool:
    label = squeeze(menus.label(page.url))
    return bool(label) and label in squeeze(page.heading or page.title)


def _grouped(pages: list[ColumnPage]) -> list[Group]:
    """Pages put together by column: numbered pages under their first page, one page under several addresses once."""
    groups: dict[str, Group] = {}
    by_hash: dict[str, str] = {}
    known = {schemeless(place(page.url)) for page in pages}
    for page in sorted(pages, key=lambda page: number(page.url)):
        base = schemeless(first_page(page.url))
        key = base if base in known else schemeless(place(page.url))
        key = by_hash.setdefault(page.body_hash, key) if page.body_hash else key
        groups.setdefault(key, Group()).pages.append(page)
    order = {page.id: rank for rank, page in enumerate(pages)}
    return sorted(groups.values(), key=lambda group: order[group.first.id])


def _count(database: sqlite3.Connection, group: Group) -> None:
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
