"""What a killed crawl needs to go on (断点): kept in the facts' own database, so that it is committed together with the facts it belongs to.

Addresses that wait for their first visit need nothing here: a pending target, and the first link that leads to it, tell all. Only visits with a
history (failed, put off, redirected) have a row, and a few values hold what else must not be forgotten. The tables go when the crawl is over.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.scopes import authority
from crawler.visits import Outcome, Visit
from portal.states import Fault, LinkState, Scope
from portal.storage.recorder import NETWORK_TABLES, Recorder

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS crawl_visit (
        url TEXT PRIMARY KEY, depth INTEGER NOT NULL, whole INTEGER NOT NULL, may_be_empty INTEGER NOT NULL, kept INTEGER NOT NULL,
        tries INTEGER NOT NULL, delays INTEGER NOT NULL, hops INTEGER NOT NULL, steps INTEGER NOT NULL, due REAL NOT NULL, awaits TEXT, doubt TEXT, outcome TEXT)
        WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS crawl_value (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"""
STATES = {state.value: state for state in LinkState}
FAULTS = {fault.value: fault for fault in Fault}
# Rows written only when a crawl is over; one that goes on after that starts from what was there before.
_WRITTEN_AT_THE_END = ("event", "dns_answer", "connection", *NETWORK_TABLES.values())
_UNDO = (
    "CREATE TABLE crawl_target AS SELECT * FROM target WHERE 0",
    "CREATE UNIQUE INDEX crawl_target_id ON crawl_target (id)",
    """CREATE TRIGGER crawl_undo BEFORE UPDATE ON target
        BEGIN INSERT OR IGNORE INTO crawl_target SELECT * FROM target WHERE id = OLD.id; END""",
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A visit as it was left, its scope and target not filled in, and the address it was redirected to."""

    visit: Visit
    awaits: str | None


class Checkpoint:
    """Keeps visits and values. `touch` what changed; `save` writes it into the transaction the facts are in."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._database = recorder.database
        self._touched: dict[str, Visit] = {}
        self._frozen = False
        self._database.executescript(_SCHEMA)

    def touch(self, visit: Visit) -> None:
        """A visit got a history, or lost it."""
        visit.marked = True
        self._touched[visit.url] = visit

    def put(self, name: str, value: Any) -> None:
        """Remember a value that JSON can hold."""
        self._recorder.begin()
        self._database.execute("INSERT OR REPLACE INTO crawl_value VALUES (?, ?)", (name, json.dumps(value)))

    def value(self, name: str, default: Any = None) -> Any:
        """A value remembered."""
        found = stored_value(self._database, name)
        return default if found is None else found

    def save(self) -> None:
        """Write the visits touched since the last time."""
        if self._frozen or not self._touched:
            return
        self._recorder.begin()
        gone = [(visit.url,) for visit in self._touched.values() if not _has_history(visit)]
        kept = [_row(visit) for visit in self._touched.values() if _has_history(visit)]
        self._database.executemany("DELETE FROM crawl_visit WHERE url = ?", gone)
        self._database.executemany("INSERT OR REPLACE INTO crawl_visit VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", kept)
        self._touched.clear()

    def freeze(self) -> None:
        """Let what is written from now on be undone by `thaw`: the crawl comes to an end, and may have to go on all the same."""
        self.save()
        self._frozen = True
        ends = {table: self._last(table) for table in _WRITTEN_AT_THE_END}
        self.put("ends", ends)
        for statement in _UNDO:
            self._database.execute(statement)

    def thaw(self) -> None:
        """Undo what an end has written."""
        self._recorder.begin()
        for table, last in self.value("ends", {}).items():
            self._database.execute(f'DELETE FROM "{table}" WHERE rowid > ?', (last,))  # noqa: S608 (our own names)
        if _exists(self._database, "crawl_target"):
            self._database.execute("DROP TRIGGER crawl_undo")
            self._database.execute("INSERT OR REPLACE INTO target SELECT * FROM crawl_target")
            self._database.execute("DROP TABLE crawl_target")
        self._database.execute("DELETE FROM crawl_value WHERE name = 'ends'")

    def drop(self) -> None:
        """The crawl is over for good."""
        for table in ("crawl_visit", "crawl_value", "crawl_target"):
            self._database.execute(f"DROP TABLE IF EXISTS {table}")
        self._database.execute("DROP TRIGGER IF EXISTS crawl_undo")

    def visits(self) -> Iterator[Stored]:
        """Visits with a history."""
        for row in self._database.execute("SELECT * FROM crawl_visit ORDER BY hops, url"):
            yield _stored(row)

    def _last(self, table: str) -> int:
        found = self._database.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()  # noqa: S608 (our own names)
        return int(found[0] or 0)


def unfinished(database: sqlite3.Connection) -> bool:
    """Whether a crawl left its checkpoint here, so that it can go on."""
    return _exists(database, "crawl_value")


def stored_value(database: sqlite3.Connection, name: str) -> Any:
    """A value an unfinished crawl remembered; None without it."""
    row = database.execute("SELECT value FROM crawl_value WHERE name = ?", (name,)).fetchone()
    return json.loads(row[0]) if row else None


def outcome_state(outcome: Outcome | None) -> list[Any] | None:
    """An outcome as JSON holds it."""
    if outcome is None:
        return None
    state, fault, status, content_type, at, final_url = outcome
    return [state.value, fault and fault.value, status, content_type, at and at.isoformat(), final_url]


def outcome_from(stored: list[Any] | None) -> Outcome | None:
    """The outcome again."""
    if stored is None:
        return None
    state, fault, status, content_type, at, final_url = stored
    time = datetime.fromisoformat(at) if at else None
    return Outcome(STATES[state], FAULTS.get(fault), status, content_type, time, final_url)


def _has_history(visit: Visit) -> bool:
    if visit.outcome is not None:
        return visit.target is None  # no target holds it, and a page may still link there
    history = visit.tries or visit.delays or visit.hops or visit.steps or visit.kept or visit.awaits is not None
    return bool(history) or visit.target is None


def _row(visit: Visit) -> tuple[Any, ...]:
    doubt, outcome = (
        json.dumps(outcome_state(each)) if each is not None else None for each in (visit.doubt, visit.outcome)
    )
    numbers = (
        visit.depth,
        visit.whole,
        visit.may_be_empty,
        visit.kept,
        visit.tries,
        visit.delays,
        visit.hops,
        visit.steps,
    )
    return (visit.url, *numbers, visit.due, visit.awaits.url if visit.awaits else None, doubt, outcome)


def _stored(row: tuple[Any, ...]) -> Stored:
    url, depth, whole, may_be_empty, kept, tries, delays, hops, steps, due, awaits, doubt, outcome = row
    visit = Visit(url, authority(url), Scope.EXTERNAL, depth, bool(whole))
    visit.may_be_empty, visit.kept = bool(may_be_empty), bool(kept)
    visit.tries, visit.delays, visit.hops, visit.due, visit.steps = tries, delays, hops, due, steps
    visit.doubt = outcome_from(json.loads(doubt)) if doubt else None
    visit.outcome = outcome_from(json.loads(outcome)) if outcome else None
    return Stored(visit, awaits)


def _exists(database: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return database.execute(query, (table,)).fetchone() is not None
