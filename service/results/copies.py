"""What was fetched from the store, kept on this machine for a while (本机副本): bounded, the longest unused go first."""

import hashlib
import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from service.store.store import Store

UNFINISHED = ".part"
FORGOTTEN = 24 * 3600.0  # seconds after which nobody fetches it any more


class Copies:
    """Folders of a cache. Safe to be used by several threads and processes; what is in use here is never removed from here."""

    def __init__(self, folder: Path, most: int) -> None:
        """`most`: bytes kept."""
        self._folder = folder
        self._most = most
        self._lock = threading.Lock()
        self._used: Counter[str] = Counter()
        self._fetching: dict[str, threading.Lock] = {}

    @contextmanager
    def tree(self, store: Store, key: str, under: str = "") -> Iterator[Path]:
        """A folder with the files of a stored tree whose names begin with `under`; raises StoreError, OSError (disk full)."""
        name = hashlib.sha256(f"{store.address}\n{key}\n{under}".encode()).hexdigest()[:40]
        with self._in_use(name):
            yield self._fetched(store, key, under, name)

    @contextmanager
    def _in_use(self, name: str) -> Iterator[None]:
        with self._lock:
            self._used[name] += 1
        try:
            yield
        finally:
            with self._lock:
                self._used[name] -= 1

    def _fetched(self, store: Store, key: str, under: str, name: str) -> Path:
        folder = self._folder / name
        with self._lock:
            fetching = self._fetching.setdefault(name, threading.Lock())
        with fetching:
            if not folder.is_dir():
                self._fetch(store, key, under, folder)
                self._remove_longest_unused()
            os.utime(folder)
        return folder

    def _fetch(self, store: Store, key: str, under: str, folder: Path) -> None:
        """Whole or not at all; of two processes that fetch the same the second keeps the first's."""
        draft = self._folder / f"{uuid4().hex}{UNFINISHED}"
        draft.mkdir(parents=True, mode=0o700)
        try:
            store.get_tree(key, draft, under=under)
            draft.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _remove_longest_unused(self) -> None:
        for left in self._folder.glob(f"*{UNFINISHED}"):  # by a process that was killed
            if left.stat().st_mtime < time.time() - FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)
        kept = sorted(
            (each for each in self._folder.iterdir() if each.is_dir() and each.suffix != UNFINISHED),
            key=lambda each: each.stat().st_mtime,
        )
        sizes = {each: _bytes_of(each) for each in kept}
        total = sum(sizes.values())
        for each in kept:
            if total <= self._most:
                return
            if self._remove(each):
                total -= sizes[each]

    def _remove(self, folder: Path) -> bool:
        """Renamed first: what is half removed is never taken for whole."""
        with self._lock:
            if self._used[folder.name]:
                return False
            gone = folder.with_name(f"{uuid4().hex}{UNFINISHED}")
            folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
        return True


def _bytes_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
