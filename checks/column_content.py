"""What a column holds (栏目内容): the columns below it, its rows and the titles of what stands under its address."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from checks.titles import titles_of
from portal.columns.addresses import folder, schemeless
from portal.facts import Column
from portal.states import LIST_KINDS, Region
from portal.storage.snapshot import Snapshot

_AFTER_ALL = "\U0010ffff"


class Row(NamedTuple):
    """One thing a column holds, as its list or its own page names it."""

    title: str
    url: str
    on: date | None


def family(snapshot: Snapshot, column: Column) -> list[Column]:
    """A column and those below it."""
    depth = len(column.path)
    return [
        column,
        *(each for each in snapshot.columns() if len(each.path) > depth and each.path[:depth] == column.path),
    ]


def rows_of(snapshot: Snapshot, columns: list[Column]) -> list[Row]:
    """Rows on the first pages of columns, and things under their addresses; each address once, the dated one first."""
    found: dict[str, Row] = {}
    itself = {each.url for each in columns}
    for row in (*_listed(snapshot, columns), *_under(snapshot, columns)):
        known = found.get(row.url)
        if row.url not in itself and (known is None or (known.on is None and row.on is not None)):
            found[row.url] = row
    return list(found.values())


def _listed(snapshot: Snapshot, columns: list[Column]) -> Iterator[Row]:
    for column in columns:
        for item in snapshot.items(column.page_id) if column.page_id else ():
            if item.region is Region.MAIN and item.url:
                yield Row(item.title, item.url, item.dated_on)


def _under(snapshot: Snapshot, columns: list[Column]) -> Iterator[Row]:
    """Things whose address lies in a column's folder."""
    keys, rows = snapshot.once(_by_address)
    for below in {schemeless(folder(column.url)) for column in columns}:
        yield from rows[bisect_left(keys, below) : bisect_left(keys, below + _AFTER_ALL)]


def _by_address(snapshot: Snapshot) -> tuple[list[str], list[Row]]:
    """Titled things by address without scheme, in order; pages that gather others are no content."""
    keyed = sorted(
        (schemeless(each.url), Row(each.title, each.url, each.on))
        for each in snapshot.once(titles_of).rows
        if not each.is_file and each.kind not in LIST_KINDS
    )
    return [key for key, _ in keyed], [row for _, row in keyed]
