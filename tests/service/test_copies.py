"""Copies of stored trees on this machine: bounded, whole or not there, never removed while in use."""

import threading
from pathlib import Path

import pytest

from service.results.copies import Copies
from service.store.faults import NotStoredError
from service.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with three trees of 1,000 bytes."""
    store = Store((tmp_path / "store").as_uri(), {})
    for name in ("a", "b", "c"):
        folder = tmp_path / name / "snapshot"
        folder.mkdir(parents=True)
        (folder / "pages").write_bytes(name.encode() * 1000)
        (tmp_path / name / "card").write_bytes(b"x" * 50_000)
        store.put_tree(f"runs/{name}", tmp_path / name)
    return store


def kept(copies: Path) -> int:
    return sum(1 for each in copies.iterdir() if each.is_dir())


def test_the_longest_unused_go_first_and_what_is_in_use_stays(tmp_path: Path, store: Store) -> None:
    copies = Copies(tmp_path / "cache", 2_500)
    with copies.tree(store, "runs/a", "snapshot/") as first:
        assert (first / "snapshot" / "pages").read_bytes() == b"a" * 1000
        assert not (first / "card").exists()
        for name in ("b", "c"):
            with copies.tree(store, f"runs/{name}", "snapshot/") as other:
                assert other.is_dir()
        assert first.is_dir()
    assert kept(tmp_path / "cache") == 2


def test_many_readers_fetch_a_tree_once_and_nothing_half_fetched_is_seen(tmp_path: Path, store: Store) -> None:
    copies, seen = Copies(tmp_path / "cache", 10_000), []

    def read() -> None:
        with copies.tree(store, "runs/a", "snapshot/") as folder:
            seen.append((folder / "snapshot" / "pages").read_bytes())

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(10)
    assert seen == [b"a" * 1000] * 8
    assert kept(tmp_path / "cache") == 1
    with pytest.raises(NotStoredError), copies.tree(store, "runs/never", "snapshot/"):
        pass
    assert kept(tmp_path / "cache") == 1
