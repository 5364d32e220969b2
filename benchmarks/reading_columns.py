"""The column tree of a snapshot beside the one known to be there."""

import re
from collections.abc import Iterator, Sequence

from benchmarks.reading_comparison import Outcome
from benchmarks.reading_expected import ExpectedColumn
from benchmarks.reading_values import plain, same, shown, trail, without_host
from portal.facts import Column
from portal.states import PageKind
from portal.storage.snapshot import Snapshot

_INDEX = re.compile(r"(?<=/)(?:index|default)\.\w+$")


def compare_columns(expected: Sequence[ExpectedColumn], snapshot: Snapshot) -> Iterator[Outcome]:
    """Outcomes for each column: found at all, name, names above, level, content, newest date. Columns nobody read are left out."""
    read = {_place(without_host(column.url)): column for column in snapshot.columns() if column.page_id}
    for one in expected:
        column = read.pop(_place("/" + one.url.lstrip("/")), None)
        yield Outcome(
            one.url, PageKind.COLUMN, "column", "column", None if column is None else column.name, column is not None
        )
        if column is not None:
            yield from _details(one, column)
    for place, column in read.items():
        yield Outcome(place, PageKind.COLUMN, "column", None, column.name, right=False)


def _details(one: ExpectedColumn, column: Column) -> Iterator[Outcome]:
    above, read_above = trail(one.path[:-1]), trail(column.path[:-1])
    named = any(same(name, plain(column.name)) for name in one.names)
    yield Outcome(one.url, PageKind.COLUMN, "column.name", shown(sorted(one.names)), column.name, named)
    if above or read_above:
        yield Outcome(one.url, PageKind.COLUMN, "column.above", above, read_above, above == read_above)
    level = len(one.path)
    yield Outcome(one.url, PageKind.COLUMN, "column.level", level, str(column.level), level == column.level)
    if one.fill:
        yield Outcome(
            one.url, PageKind.COLUMN, "column.fill", one.fill, column.fill.value, one.fill == column.fill.value
        )
    if one.newest and one.fill != "scripted":
        newest = plain(column.newest)
        yield Outcome(one.url, PageKind.COLUMN, "column.newest", one.newest, newest, same(one.newest, newest))
    if one.items and one.fill != "scripted":
        yield Outcome(one.url, PageKind.COLUMN, "column.items", one.items, str(column.items), one.items == column.items)


def _place(path: str) -> str:
    return _INDEX.sub("", path)
