"""Columns of a portal (栏目): named places that gather items, put together from all their list pages once the crawl is over."""

import sqlite3
from collections.abc import Iterable

from portal.columns.addresses import place, schemeless
from portal.columns.blankness import fill_of_group, judge_blank
from portal.columns.menus import Menus
from portal.columns.pages import Group, column_groups
from portal.columns.tree import Path, paths_of
from portal.facts import Column
from portal.states import Fill

_NOT_REACHED = ("pending", "skipped", "blocked", "suspect")


def columns_of(database: sqlite3.Connection, home_url: str) -> list[Column]:
    """All columns, upper levels first, each over all its list pages."""
    menus = Menus(database)
    groups = column_groups(database, home_url, menus)
    columns = [_column(group, path) for group, path in zip(groups, paths_of(database, groups, menus), strict=True)]
    judge_blank(database, groups, columns)
    known = {page.url for group in groups for page in group.pages}
    columns += _unread(database, menus, known)
    return sorted(columns, key=lambda column: (column.level, column.path))


def _column(group: Group, path: Path) -> Column:
    fill, words = fill_of_group(group)
    return Column(
        name=path[-1],
        url=group.first.url,
        page_id=group.first.id,
        path=path,
        level=len(path),
        items=group.items,
        pages_read=len(group.pages),
        newest=group.newest,
        fill=fill,
        fill_words=words,
    )


def _unread(database: sqlite3.Connection, menus: Menus, known: Iterable[str]) -> list[Column]:
    """Columns the crawl did not get to: in the home page's menu, neither read nor dead."""
    places = {schemeless(place(url)) for url in known}
    found: dict[str, Column] = {}
    for url, name in menus.home.items():
        row = database.execute("SELECT state, final_url FROM target WHERE url = ?", (url,)).fetchone()
        own = schemeless(place(url))
        if row and row[0] in _NOT_REACHED and own not in places and own not in found:
            path = (*menus.above(url), name)
            found[own] = Column(name=name, url=url, path=path, level=len(path), fill=Fill.UNREAD)
    return list(found.values())
