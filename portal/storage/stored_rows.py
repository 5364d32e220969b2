"""Rows of a snapshot's tables, one at a time, also from snapshots whose tables lack younger fields (表行读取)."""

import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, TypeVar

from portal.storage.rows import rows_of

Row = TypeVar("Row")
# Ids will not do: they follow the answers, which come in another order every time.
PAGE_ORDER = "depth, url"


def by_page(column: str = "page_id") -> str:
    """The same order for rows that name a page."""
    return ", ".join(f"(SELECT {name} FROM page WHERE page.id = {column})" for name in PAGE_ORDER.split(", "))  # noqa: S608 (our own names)


def on_pages(table: str) -> str:
    """Joins a table to the pages its rows belong to, and takes the rows in the order of these."""
    return f'JOIN page ON page.id = "{table}".page_id ORDER BY page.depth, page.url'


class StoredRows:
    """Reads row classes from a database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lacked: dict[str, tuple[str, ...]] = {}
        self._read: dict[str, tuple[Any, ...]] = {}

    def _rows(
        self, cls: type[Row], table: str, where: str = "", *values: Any, skip: tuple[str, ...] = ()
    ) -> Iterator[Row]:
        rows = rows_of(cls, table, *skip, *self._lacking(cls, table))  # type: ignore[arg-type]
        return rows.decode_all(self._database.execute(f"{rows.select} {where}", values))

    def _kept(self, cls: type[Row], table: str, where: str) -> Iterator[Row]:
        """Rows of a small table, read once and then the same for everybody: many checks look at all columns and documents."""
        if table not in self._read:
            self._read[table] = tuple(self._rows(cls, table, where))
        return iter(self._read[table])

    def _lacking(self, cls: type[Any], table: str) -> tuple[str, ...]:
        """Fields younger than this snapshot, whose tables lack the columns: they keep their defaults."""
        if table not in self._lacked:
            columns = {row[1] for row in self._database.execute(f'PRAGMA table_info("{table}")')}
            self._lacked[table] = tuple(each.name for each in fields(cls) if each.name not in columns)
        return self._lacked[table]

    def _first(self, rows: Iterator[Row]) -> Row | None:
        return next(rows, None)

    def _later_rows(self, cls: type[Row], table: str, where: str, *values: Any) -> Iterator[Row]:
        """Rows of a table that snapshots of earlier versions lack."""
        return self._rows(cls, table, where, *values) if self._has(table) else iter(())

    def _has(self, table: str) -> bool:
        known = self._database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
        return known.fetchone() is not None
