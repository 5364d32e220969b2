"""The writer of a snapshot's facts (事实记录): rows go in by the page, in one transaction each, ids are assigned here."""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from portal.accessibility_facts import AxePage, AxeResult
from portal.content_facts import RECORD_TABLES, Record, Relation
from portal.facts import (
    Attempt,
    Column,
    Connection,
    DnsAnswer,
    Document,
    IdentityMark,
    Interpretation,
    Link,
    ListItem,
    MetaTag,
    MissingAnchor,
    Page,
    PageFacts,
    Pairing,
    SheetLink,
    Target,
)
from portal.network_facts import Certificate, Delegation, HomeView, Probe
from portal.other_pages import OtherPage
from portal.storage.rows import rows_of
from portal.storage.target_ids import TargetIds

NETWORK_TABLES = {Probe: "probe", Delegation: "delegation", Certificate: "certificate", HomeView: "home_view"}


def connect(path: Path | str) -> sqlite3.Connection:
    """Database for a new or unfinished snapshot; `":memory:"` for tests."""
    database = sqlite3.connect(path, isolation_level=None, uri=True)  # uri: for attaching read-only ones
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    if database.execute("PRAGMA user_version").fetchone()[0] == 0:
        database.executescript(files("portal.storage").joinpath("schema.sql").read_text(encoding="utf-8"))
    return database


def as_one_file(database: sqlite3.Connection) -> None:
    """Leave write-ahead logging, so that what stays is one plain file, which can be read from where nothing may be written (归档)."""
    with suppress(
        sqlite3.OperationalError
    ):  # another program has it open: then it stays as it is, and can be read where it lies
        database.execute("PRAGMA journal_mode = DELETE")


class Recorder:
    """Writes facts. Not safe across threads; call `commit` where the archive has been flushed up to the same point."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self._target_ids = TargetIds(database)

    def begin(self) -> None:
        """Open a transaction unless one is open."""
        if not self.database.in_transaction:
            self.database.execute("BEGIN")

    def commit(self) -> None:
        """Make everything recorded so far durable."""
        if self.database.in_transaction:
            self.database.execute("COMMIT")

    def page(self, facts: PageFacts) -> int:
        """Store a page with all it says; links must already carry their `target_id`. Returns the page's id."""
        self.begin()
        page_id = self._page_row(facts.page)
        self.database.execute("INSERT INTO page_text VALUES (?, ?)", (page_id, facts.text))
        for rows in (facts.links, facts.meta_tags, facts.items, facts.marks, facts.missing_anchors):
            for row in rows:
                row.page_id = page_id
        self._many(Link, "link", facts.links)
        self._many(MetaTag, "meta_tag", facts.meta_tags)
        self._many(ListItem, "list_item", facts.items)
        self._many(IdentityMark, "identity_mark", facts.marks)
        self._many(MissingAnchor, "missing_anchor", facts.missing_anchors)
        if facts.document:
            facts.document.page_id = page_id
            self._many(Document, "document", [facts.document])
        if facts.interpretation:
            facts.interpretation.page_id = page_id
            self._many(Interpretation, "interpretation", [facts.interpretation])
        self._records(facts.records, page_id)
        return page_id

    def _records(self, records: list[Record], page_id: int) -> None:
        for record in records:
            record.page_id = page_id
        for cls in {type(record) for record in records}:
            self._many(cls, RECORD_TABLES[cls], [record for record in records if type(record) is cls])

    def rendered_pages(self) -> int:
        """How many of the pages stored so far were read as a browser shows them."""
        query = "SELECT count(*) FROM page WHERE rendered_offset IS NOT NULL"
        return int(self.database.execute(query).fetchone()[0])

    def _page_row(self, page: Page) -> int:
        rows = rows_of(Page, "page", "id")
        page.id = self._insert(rows.insert, rows.encode(page))
        return page.id

    def target(self, target: Target) -> int:
        """Store a target once; returns its id, also when the address was known already."""
        known = self._target_ids.get(target.url)
        if known is not None:
            target.id = known
            return known
        self.begin()
        rows = rows_of(Target, "target", "id")
        target.id = self._insert(rows.insert, rows.encode(target))
        self._target_ids.put(target.url, target.id)
        return target.id

    def target_id(self, url: str) -> int | None:
        """Id of the target with this canonical address; None when it was never stored."""
        return self._target_ids.get(url)

    def target_state(self, target: Target) -> None:
        """Update what became of a target."""
        self.begin()
        self.database.execute(
            "UPDATE target SET state = ?, fault = ?, status = ?, final_url = ?, content_type = ?, checked_at = ? WHERE id = ?",
            (
                target.state.value,
                target.fault.value if target.fault else None,
                target.status,
                target.final_url,
                target.content_type,
                target.checked_at.isoformat() if target.checked_at else None,
                target.id,
            ),
        )

    def attempt(self, attempt: Attempt) -> None:
        """Store one try to open a target."""
        self._many(Attempt, "attempt", [attempt])

    def sheet(self, links: list[SheetLink]) -> None:
        """Store what a style sheet names; links must already carry their `target_id`."""
        self._many(SheetLink, "sheet_link", links)

    def other_page(self, page: OtherPage) -> None:
        """Store what a page of another site shows, in place of what was known of it."""
        self.begin()
        rows = rows_of(OtherPage, "other_page")
        self.database.execute(rows.insert.replace("INSERT", "INSERT OR REPLACE", 1), rows.encode(page))

    def validator(self, url: str, etag: str, modified: str, archive_offset: int, *, scripted: bool) -> None:
        """Store what a later crawl can ask for an address with; `scripted`: a browser may show more than the answer does."""
        self.begin()
        values = (url, etag, modified, archive_offset, int(scripted))
        self.database.execute("INSERT OR REPLACE INTO validator VALUES (?, ?, ?, ?, ?)", values)

    def columns(self, columns: Iterable[Column]) -> None:
        """Replace the columns, derived once the crawl is over (`portal.assembly`)."""
        self.begin()
        self.database.execute('DELETE FROM "column"')
        rows = rows_of(Column, "column", "id")
        self.database.executemany(rows.insert, [rows.encode(column) for column in columns])

    def pairings(self, pairings: Iterable[Pairing]) -> None:
        """Replace the pairings of interpretations and documents, derived likewise."""
        self.begin()
        self.database.execute("DELETE FROM pairing")
        self._many(Pairing, "pairing", list(pairings))

    def relations(self, relations: Iterable[Relation]) -> None:
        """Replace the relations of pages, derived likewise."""
        self.begin()
        self.database.execute("DELETE FROM relation")
        self._many(Relation, "relation", list(relations))

    def network(self, answers: Iterable[DnsAnswer], connections: Iterable[Connection]) -> None:
        """Store DNS answers and reachability tests."""
        self._many(DnsAnswer, "dns_answer", list(answers))
        self._many(Connection, "connection", list(connections))

    def network_facts(self, facts: Iterable[Probe | Delegation | Certificate | HomeView]) -> None:
        """Store rows of `portal.network_facts`, of any kinds, in place of those of these kinds that were there."""
        rows = list(facts)
        for cls in {type(row) for row in rows}:
            self.begin()
            self.database.execute(f"DELETE FROM {NETWORK_TABLES[cls]}")  # noqa: S608 (names of our own tables)
            self._many(cls, NETWORK_TABLES[cls], [row for row in rows if isinstance(row, cls)])

    def accessibility(self, pages: Iterable[AxePage], results: Iterable[AxeResult]) -> None:
        """Store the pages axe-core tested and what it found, in place of what was there."""
        self.begin()
        for table in ("axe_page", "axe_result"):
            self.database.execute(f"DELETE FROM {table}")  # noqa: S608 (names of our own tables)
        self._many(AxePage, "axe_page", list(pages))
        self._many(AxeResult, "axe_result", list(results))

    def event(self, at: datetime, kind: str, detail: str) -> None:
        """Note something the report should be able to explain (a cap, a pause, a robots rule)."""
        self.begin()
        self.database.execute("INSERT INTO event VALUES (?, ?, ?)", (at.isoformat(), kind, detail))

    def _insert(self, statement: str, values: tuple[Any, ...]) -> int:
        cursor = self.database.execute(statement, values)
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _many(self, cls: type[Any], table: str, rows: list[Any]) -> None:
        if rows:
            self.begin()
            codec = rows_of(cls, table)  # type: ignore[arg-type]
            self.database.executemany(codec.insert, [codec.encode(row) for row in rows])
