"""Archived copies of pages (存档副本), from the snapshots in the store."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field

from auditing.runs import SNAPSHOT_NAME
from portal.replay.archived_site import ArchivedSite
from portal.storage.snapshot import Snapshot, SnapshotError
from service.database.tables import Audit
from service.refusals import RefusalError
from service.results.copies import Copies
from service.store.faults import NotStoredError
from service.store.store import Store

KEPT = 4  # archives whose table of contents stays in memory
GONE = "这次检查的网页存档已按保存期限删除，检查结果还在"


@dataclass
class _Opened:
    site: ArchivedSite
    copy: ExitStack  # holds the files on this machine
    readers: int = 0
    unwanted: bool = False


@dataclass
class Archives:
    """Opened archives, the last few. Safe to be used by several threads."""

    store: Store
    copies: Copies
    _opened: "OrderedDict[str, _Opened]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def of(self, audit: Audit) -> Iterator[ArchivedSite]:
        """The archive an audit was judged by; raises RefusalError (404) where it is kept no more, StoreError, OSError."""
        if not audit.has_snapshot or not audit.store_key:
            raise RefusalError.not_found(GONE)
        opened = self._take(audit.store_key)
        try:
            yield opened.site
        finally:
            self._give_back(opened)

    def _take(self, key: str) -> _Opened:
        with self._lock:
            found = self._opened.get(key)
            if found is not None:
                found.readers += 1
                self._opened.move_to_end(key)
                return found
        made = self._open(key)
        with self._lock:
            made.readers = 1
            before = self._opened.pop(key, None)
            self._opened[key] = made
            over = [self._opened.popitem(last=False)[1] for _ in range(len(self._opened) - KEPT)]
            for each in filter(None, (before, *over)):
                each.unwanted = True
                _close_unread(each)
        return made

    def _give_back(self, opened: _Opened) -> None:
        with self._lock:
            opened.readers -= 1
            _close_unread(opened)

    def _open(self, key: str) -> _Opened:
        with ExitStack() as held:
            try:
                folder = held.enter_context(self.copies.tree(self.store, key, f"{SNAPSHOT_NAME}/")) / SNAPSHOT_NAME
                with closing(Snapshot.open(folder)) as facts:
                    site = ArchivedSite(facts, folder)
            except (NotStoredError, FileNotFoundError) as fault:
                raise RefusalError.not_found(GONE) from fault
            except (SnapshotError, sqlite3.Error) as fault:
                raise RefusalError.not_found(f"这次检查的网页存档读不出来（{fault}）") from fault
            return _Opened(site, held.pop_all())


def _close_unread(opened: _Opened) -> None:
    if opened.unwanted and not opened.readers:
        opened.copy.close()
