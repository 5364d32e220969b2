"""Carrying facts over (沿用上次事实): a page that is byte for byte what it was keeps the rows of the snapshot before, and is not read again."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_APART = frozenset({"column", "pairing"})  # derived from all pages once a crawl is over
_PAGE_TABLES = (
    "SELECT name FROM main.sqlite_master WHERE type = 'table' AND"
    " EXISTS (SELECT 1 FROM pragma_table_info(main.sqlite_master.name) WHERE name = 'page_id')"
)
# Ids of targets, then and now: looked up once for each target instead of once for each link.
_IDS = "CREATE TEMP TABLE carried_target (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL)"
_NEW_LINKS = """
    SELECT target_id, url, element FROM previous.link AS old
    WHERE page_id = ? AND url <> '' AND target_id NOT IN (SELECT old_id FROM carried_target) ORDER BY position"""
_TARGET_ID = "coalesce((SELECT new_id FROM carried_target WHERE old_id = old.target_id), 0)"


class OtherSchemaError(Exception):
    """The snapshot before was written by a version that kept other facts."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address from the snapshot before: validators for a conditional request, and the page read there, if it was one."""

    etag: str
    modified: str
    archive_offset: int
    scripted: bool
    page_id: int | None = None
    body_hash: str = ""
    content_type: str = ""
    refresh_to: str = ""
    read_from_it: bool = False  # the page was read from the very record at `archive_offset`


class Carrier:
    """Copies rows from the snapshot database at `facts` into `database`, which must not be in a transaction when this is made."""

    def __init__(self, database: sqlite3.Connection, facts: Path) -> None:
        self._database = database
        database.execute("ATTACH ? AS previous", (f"{facts.resolve().as_uri()}?mode=ro",))
        tables = [name for (name,) in database.execute(_PAGE_TABLES) if name not in _APART and name != "page"]
        for table in ("page", "validator", *tables):
            if _columns(database, "main", table) != _columns(database, "previous", table):
                database.execute("DETACH previous")
                raise OtherSchemaError(f"{facts}: {table}")
        database.execute(_IDS)
        self._copies = [_copy(database, table) for table in tables if _filled(database, table)]
        self._page = _copy_page(database)

    def close(self) -> None:
        """Let go of the snapshot before, so that no statement that names no schema can mean its tables."""
        self._database.execute("DETACH previous")

    def known(self, url: str, *, scripted: bool) -> Known | None:
        """What the snapshot before knows of an address that was fine; pages that scripts write count only if `scripted`."""
        row = self._database.execute(
            """SELECT etag, modified, validator.archive_offset, validator.scripted, page.id, page.body_hash, page.content_type, page.refresh_to,
                page.archive_offset = validator.archive_offset
                FROM previous.validator LEFT JOIN previous.page ON page.url = validator.url
                WHERE validator.url = ? AND (? OR validator.scripted = 0)
                AND (page.id IS NULL OR (page.fault IS NULL AND page.status = 200 AND page.rendered = 0 AND page.kind <> 'home'))""",
            (url, scripted),
        ).fetchone()
        if row is None:
            return None
        etag, modified, offset, was_scripted, page_id, *page, read_there = row
        body_hash, content_type, refresh_to = (value or "" for value in page)
        read_from = bool(read_there)
        return Known(
            etag, modified, offset, bool(was_scripted), page_id, body_hash, content_type, refresh_to, read_from
        )

    def bring_targets(self, page_id: int, register: Callable[[str, str], int]) -> None:
        """Have each target of the page's links registered that was not so far, in the page's order: by its address and the element that leads there."""
        known: set[int] = set()
        for old_id, url, element in self._database.execute(_NEW_LINKS, (page_id,)).fetchall():
            if old_id not in known:
                known.add(old_id)
                self._database.execute("INSERT INTO carried_target VALUES (?, ?)", (old_id, register(url, element)))

    def carry(self, page_id: int, *, fetched_at: datetime, depth: int, archive_offset: int) -> int:
        """Copy a page and all it says, after `bring_targets`. Returns its new id."""
        new_id = self._database.execute(self._page, (fetched_at.isoformat(), depth, archive_offset, page_id)).lastrowid
        if new_id is None:
            raise ValueError(f"no page {page_id} in the snapshot before")
        for statement in self._copies:
            self._database.execute(statement, (new_id, page_id))
        return new_id


def _columns(database: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in database.execute(f'PRAGMA {schema}.table_info("{table}")')]


def _filled(database: sqlite3.Connection, table: str) -> bool:
    return database.execute(f'SELECT 1 FROM previous."{table}" LIMIT 1').fetchone() is not None  # noqa: S608 (our own names)


def _copy(database: sqlite3.Connection, table: str) -> str:
    names = [name for name in _columns(database, "main", table) if name != "page_id"]
    values = [_TARGET_ID if table == "link" and name == "target_id" else f'old."{name}"' for name in names]
    columns = ", ".join(f'"{name}"' for name in names)
    return (
        f'INSERT INTO main."{table}" (page_id, {columns}) SELECT ?, {", ".join(values)} '  # noqa: S608 (our own names)
        f'FROM previous."{table}" AS old WHERE page_id = ?'
    )


def _copy_page(database: sqlite3.Connection) -> str:
    given = ("fetched_at", "depth", "archive_offset")
    names = [name for name in _columns(database, "main", "page") if name not in {"id", *given}]
    columns = ", ".join(f'"{name}"' for name in names)
    return (
        f"INSERT INTO main.page ({', '.join(given)}, {columns}) SELECT ?, ?, ?, {columns} "  # noqa: S608 (our own names)
        "FROM previous.page WHERE id = ?"
    )
