"""The probe history (探测历史): every availability probe ever made, in one SQLite file that many processes may append to.

One row per probe, committed by itself: a process killed at any moment loses at most the probe it was making. The rollback journal, not WAL, so
that the history is one file that can be copied, and so that it may lie on a shared drive. `docs/probes.md` explains it.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from portal.network_facts import Probe
from portal.storage.rows import rows_of

FILE_NAME = "probes.sqlite"
VERSION = 1
PATIENCE = 30.0  # seconds to wait while another process writes
_TABLE = (
    "CREATE TABLE IF NOT EXISTS probe ("
    "site TEXT NOT NULL, url TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, elapsed_ms INTEGER NOT NULL, limit_ms INTEGER NOT NULL, "
    "status INTEGER, fault TEXT, final_url TEXT NOT NULL, peer TEXT NOT NULL, proxied INTEGER NOT NULL, detail TEXT NOT NULL)"
)
_SCHEMA = (
    _TABLE,
    "CREATE INDEX IF NOT EXISTS probe_site ON probe (site, at)",
    f"PRAGMA user_version = {VERSION}",
)


class ProbeHistoryError(Exception):
    """The history cannot be read or written; the message says which file and how to mend it."""


def site_key(url: str) -> str:
    """What probes of a site are found by: its address without scheme, default port and query, so that http and https are one site."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return f"{host}{port}{parts.path or '/'}"


def history_file(path: Path) -> Path:
    """The history meant by a file or by the folder it lies in."""
    return path / FILE_NAME if path.is_dir() or not path.suffix else path


class ProbeHistory:
    """An open history. Use from one thread at a time; other processes may write meanwhile."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database
        self._rows = rows_of(Probe, "probe")

    @classmethod
    def open(cls, path: Path) -> "ProbeHistory":
        """Open a history for writing, made when there is none; raises ProbeHistoryError."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls(path, _writable(path))
        except (OSError, sqlite3.Error) as fault:
            raise ProbeHistoryError(f"{path}: 不能写入探测历史（{fault}），请核对路径和权限") from fault

    @classmethod
    def read(cls, path: Path) -> "ProbeHistory":
        """Open an existing history for reading only; raises ProbeHistoryError."""
        try:
            return cls(path, _readable(path))
        except sqlite3.Error as fault:
            raise ProbeHistoryError(f"{path}: 不是可读取的探测历史（{fault}）") from fault

    def append(self, probes: Iterable[Probe]) -> None:
        """Add probes, all or none, durable on return; raises ProbeHistoryError."""
        try:
            with self._database:
                self._database.executemany(self._rows.insert, [self._rows.encode(probe) for probe in probes])
        except sqlite3.Error as fault:
            raise ProbeHistoryError(f"{self.path}: 探测结果写不进去（{fault}）") from fault

    def of(self, site: str, since: datetime) -> Iterator[Probe]:
        """Probes of a site (`site_key`) made at `since` or later, oldest first; raises ProbeHistoryError."""
        where = f"{self._rows.select} WHERE site = ? AND at >= ? ORDER BY at, rowid"
        try:
            yield from self._rows.decode_all(self._database.execute(where, (site, since.isoformat())))
        except (sqlite3.Error, ValueError) as fault:
            raise ProbeHistoryError(f"{self.path}: 探测历史读不出来（{fault}）") from fault

    def close(self) -> None:
        """Release the file."""
        self._database.close()


def _readable(path: Path) -> sqlite3.Connection:
    """Open for reading, but able to roll back what a killed writer left half done, unless the file may not be written to."""
    address = path.resolve().as_uri()
    mode = "rw" if os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK) else "ro"
    database = sqlite3.connect(f"{address}?mode={mode}", uri=True, timeout=PATIENCE)
    with _closed_on_fault(database):
        database.execute("PRAGMA query_only = 1")
        _check_version(path, database)
    return database


def _writable(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
    with _closed_on_fault(database):
        if database.execute("PRAGMA user_version").fetchone()[0] == 0:
            with database:
                database.execute("BEGIN IMMEDIATE")  # two processes may find the file new at once
                for statement in _SCHEMA:
                    database.execute(statement)
        _check_version(path, database)
    return database


def _check_version(path: Path, database: sqlite3.Connection) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise ProbeHistoryError(f"{path}: 探测历史的格式版本为 {version}，本程序读写版本 {VERSION}")


@contextmanager
def _closed_on_fault(database: sqlite3.Connection) -> Iterator[None]:
    """Close a connection when what follows fails."""
    try:
        yield
    except BaseException:
        database.close()
        raise
