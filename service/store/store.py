"""Files of the service (文件存储) over fsspec: a folder or an S3-compatible service, told apart by the address in the settings only.

A tree is whole or not there: its files go first, a mark with their names and sizes last, and nothing without that mark is ever read as a tree.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

import fsspec  # type: ignore[import-untyped]
from fsspec.spec import AbstractFileSystem  # type: ignore[import-untyped]

from service.settings import Settings
from service.store.faults import NotStoredError, StoreError
from service.store.keys import checked

MARK = ".whole"  # beside a tree's files: their names and sizes
BLOCK = 1 << 20  # bytes
FOREIGN = {"botocore", "aiobotocore", "aiohttp", "fsspec", "s3fs"}  # whose faults are faults of the store


class Store:
    """Where snapshots, cards and proofs lie. Use from any thread. Faults are raised as StoreError."""

    def __init__(self, address: str, options: Mapping[str, Any]) -> None:
        """`address`: `file:///…` or `s3://bucket/prefix`; `options`: of the fsspec file system."""
        self.address = address
        self._options = options

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The store of the settings; nothing is opened yet."""
        return cls(settings.store, settings.store_options)

    def exists(self, key: str) -> bool:
        """Whether a file, or a whole tree, lies under the key."""
        with self._reached(key) as (files, path):
            return bool(files.isfile(path) or files.isfile(f"{path}/{MARK}"))

    def size(self, key: str) -> int:
        """Bytes of a file; raises NotStoredError."""
        with self._reached(key) as (files, path):
            return int(files.size(path))

    @contextmanager
    def open(self, key: str) -> Iterator[IO[bytes]]:
        """A file for reading; raises NotStoredError."""
        with self._reached(key) as (files, path), files.open(path, "rb") as file:
            yield file

    def put_file(self, key: str, source: IO[bytes]) -> int:
        """Store what `source` holds, whole or not at all; returns its bytes."""
        with self._reached(key) as (files, path):
            files.makedirs(path.rpartition("/")[0], exist_ok=True)
            with files.transaction, files.open(path, "wb") as file:
                shutil.copyfileobj(source, file, BLOCK)
            return int(files.size(path))

    def put_tree(self, key: str, folder: Path, wanted: Callable[[str], bool] = lambda _: True) -> None:
        """Store the files of a folder whose names, with `/`, are wanted; what an earlier try left under the key is removed first."""
        self.delete_tree(key)
        paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        names = [name for name in paths if wanted(name)]
        with self._reached(key) as (files, path):
            sizes: dict[str, int] = {}
            for name in names:
                self._put(files, folder / name, f"{path}/{name}")
                sizes[name] = (folder / name).stat().st_size
            files.makedirs(path, exist_ok=True)
            files.pipe_file(f"{path}/{MARK}", json.dumps(sizes, ensure_ascii=False).encode())

    def get_tree(self, key: str, folder: Path, *, under: str = "", but: str | None = None) -> None:
        """Fetch a whole tree, or the files of it whose names begin with `under` and not with `but`, into a folder; raises NotStoredError."""
        with self._reached(key) as (files, path):
            sizes: dict[str, int] = json.loads(files.cat_file(f"{path}/{MARK}"))
            for name in (name for name in sizes if name.startswith(under) and not (but and name.startswith(but))):
                target = folder / checked(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                files.get_file(f"{path}/{name}", str(target))
                if target.stat().st_size != sizes[name]:
                    raise NotStoredError(f"存储里的 {key}/{name} 不完整")

    def names_in(self, key: str) -> tuple[str, ...]:
        """Names of a whole tree's files, empty where there is none."""
        if not self.exists(f"{key}/{MARK}"):
            return ()
        with self._reached(key) as (files, path):
            return tuple(json.loads(files.cat_file(f"{path}/{MARK}")))

    def delete_tree(self, key: str) -> None:
        """Remove a file or all below a key, the mark first; what is not there is no fault."""
        with self._reached(key) as (files, path):
            if files.exists(f"{path}/{MARK}"):
                files.rm_file(f"{path}/{MARK}")
            if files.exists(path):
                files.rm(path, recursive=True)

    def delete_under(self, key: str, part: str) -> None:
        """Remove a folder of a tree, of which the rest stays whole: the mark forgets its files first. May be done again after an interruption."""
        checked(part)
        with self._reached(key) as (files, path):
            if files.isfile(f"{path}/{MARK}"):
                sizes: dict[str, int] = json.loads(files.cat_file(f"{path}/{MARK}"))
                kept = {name: size for name, size in sizes.items() if not name.startswith(f"{part}/")}
                files.pipe_file(f"{path}/{MARK}", json.dumps(kept, ensure_ascii=False).encode())
            if files.exists(f"{path}/{part}"):
                files.rm(f"{path}/{part}", recursive=True)

    def _put(self, files: AbstractFileSystem, source: Path, path: str) -> None:
        files.makedirs(path.rpartition("/")[0], exist_ok=True)
        files.put_file(str(source), path)

    @contextmanager
    def _reached(self, key: str) -> Iterator[tuple[Any, str]]:
        """The file system and the path of a key; its faults in our words."""
        checked(key)
        try:
            files, root = fsspec.url_to_fs(self.address, use_listings_cache=False, **self._options)
            yield files, f"{root.rstrip('/')}/{key}"
        except FileNotFoundError as fault:
            raise NotStoredError(f"存储里没有 {key}") from fault
        except StoreError:
            raise
        except Exception as fault:
            if not _is_of_store(fault):
                raise
            raise StoreError(f"存储 {self.address} 现在不能用（{_words(fault)}）") from fault


def _is_of_store(fault: Exception) -> bool:
    """Whether it is the store's: file systems raise what their libraries do."""
    origins = {kind.__module__.partition(".")[0] for kind in type(fault).__mro__}
    return isinstance(fault, OSError | ValueError | ImportError) or bool(origins & FOREIGN)


def _words(fault: Exception) -> str:
    """The first line of a fault; its kind where it says nothing."""
    return (str(fault).splitlines() or [""])[0][:300] or type(fault).__name__
