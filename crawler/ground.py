"""The folder a crawl writes into (快照文件夹): one crawl at a time, and what an earlier one left there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from enum import Enum
from pathlib import Path

from crawler.checkpoint import stored_value, unfinished
from portal.storage.archive import FILE_NAME as ARCHIVE_NAME
from portal.storage.manifest import FILE_NAME as MANIFEST_NAME
from portal.storage.snapshot import FACTS_NAME

LOCK_NAME = "crawl.lock"
PATIENCE = 30.0  # seconds a crawl that was just killed has to be gone
_FILES = (FACTS_NAME, FACTS_NAME + "-wal", FACTS_NAME + "-shm", ARCHIVE_NAME, MANIFEST_NAME)


class OccupiedError(Exception):
    """Another crawl writes into the folder; the message names it."""


class Left(Enum):
    """What an earlier crawl left in a folder."""

    NOTHING = "nothing"
    SCRAPS = "scraps"  # killed before the site was open, or with an archive that is gone: nothing to go on from
    UNFINISHED = "unfinished"
    FINISHED = "finished"


@contextmanager
def occupied(folder: Path) -> Iterator[None]:
    """Keep every other crawl out of the folder. The lock is an open transaction, which ends with its process however that ends."""
    path = folder / LOCK_NAME
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fault:
            raise OccupiedError(f"{folder}: 另一个检查正在写这个文件夹，请等它结束") from fault
        yield
    with suppress(PermissionError):  # on Windows another one may be waiting for it already
        path.unlink(missing_ok=True)


def left_in(folder: Path) -> Left:
    """What is there; raises sqlite3.Error where facts are that cannot be read."""
    if not (folder / FACTS_NAME).exists():
        return Left.SCRAPS if (folder / ARCHIVE_NAME).exists() else Left.NOTHING
    with closing(sqlite3.connect(folder / FACTS_NAME)) as database:
        if not unfinished(database):
            return Left.FINISHED if (folder / MANIFEST_NAME).exists() else Left.SCRAPS
        crawl, opening = stored_value(database, "crawl"), stored_value(database, "opening")
    whole = crawl and opening and _size(folder / ARCHIVE_NAME) >= crawl["archive"]
    return Left.UNFINISHED if whole else Left.SCRAPS


def clear(folder: Path) -> None:
    """Remove what a crawl left."""
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else -1
