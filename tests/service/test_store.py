"""The store: a tree is whole or not there, nothing leads out of it, and a store that is away says so. On a folder and on an S3-compatible server."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

from service.settings import Settings
from service.store.faults import NotStoredError, StoreError
from service.store.store import Store

KEY = "runs/7f/site/1"


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return Store.of(Settings(data_dir=tmp_path / "data"))
    endpoint = request.getfixturevalue("s3")
    options = {
        "endpoint_url": endpoint,
        "key": "gongkai",
        "secret": "no-secret",
    }
    import fsspec  # type: ignore[import-untyped]

    bucket = f"snapshots-{tmp_path.name.replace('_', '-')[:40]}"
    fsspec.filesystem("s3", **options).mkdir(bucket)
    return Store.of(Settings(store_url=f"s3://{bucket}/office", store_options=options))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "snapshot" / "shots").mkdir(parents=True)
    (folder / "scorecard.json").write_bytes(b"{}")
    (folder / "snapshot" / "facts.sqlite").write_bytes(bytes(range(256)) * 5000)
    (folder / "snapshot" / "shots" / "首页.png").write_bytes(b"picture")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_tree_comes_back_as_it_was(store: Store, folder: Path, tmp_path: Path) -> None:
    store.put_tree(KEY, folder, lambda name: name != "scorecard.json")
    store.put_tree(KEY, folder)
    assert store.exists(KEY)
    assert set(store.names_in(KEY)) == set(files_of(folder))
    store.get_tree(KEY, tmp_path / "all")
    assert files_of(tmp_path / "all") == files_of(folder)
    store.get_tree(KEY, tmp_path / "some", under="snapshot/", but="snapshot/shots/")
    assert set(files_of(tmp_path / "some")) == {"snapshot/facts.sqlite"}
    with store.open(f"{KEY}/snapshot/facts.sqlite") as file:
        assert file.read(3) == b"\x00\x01\x02"
    store.delete_under(KEY, "snapshot")
    assert store.names_in(KEY) == ("scorecard.json",)
    store.delete_tree(KEY)
    store.delete_tree(KEY)
    assert not store.exists(KEY)
    assert store.names_in(KEY) == ()


def test_a_tree_whose_upload_was_cut_off_is_not_there(store: Store, folder: Path, tmp_path: Path) -> None:
    def cut(name: str) -> bool:
        if name.startswith("snapshot/"):
            (folder / name).unlink()  # as if the machine lost it meanwhile
        return True

    with pytest.raises(StoreError):
        store.put_tree(KEY, folder, cut)
    assert not store.exists(KEY)
    with pytest.raises(NotStoredError):
        store.get_tree(KEY, tmp_path / "all")
    assert not (tmp_path / "all").exists()


def test_a_tree_of_which_something_is_lost_is_not_handed_out(store: Store, folder: Path, tmp_path: Path) -> None:
    store.put_tree(KEY, folder)
    store.put_file(f"{KEY}/snapshot/facts.sqlite", io.BytesIO(b"half of it"))
    with pytest.raises(NotStoredError, match="不完整"):
        store.get_tree(KEY, tmp_path / "all")


def test_a_file_that_cannot_be_read_to_its_end_leaves_the_old_one(store: Store) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:  # noqa: ARG002
            if self.tell():
                raise OSError("the line went dead")
            return super().read(3)

    assert store.put_file("proofs/1", io.BytesIO(b"photo")) == 5
    with pytest.raises(StoreError, match="the line went dead"):
        store.put_file("proofs/1", Broken(b"another photo"))
    assert store.size("proofs/1") == 5


@pytest.mark.parametrize(
    "key", ["", "/etc", "../out", "a/../../b", "a//b", "a/.", "C:/x", "a\\b", "a/..", "a\0b", "~x/…"]
)
def test_no_key_leads_out_of_the_store(tmp_path: Path, key: str) -> None:
    store = Store((tmp_path / "store").as_uri(), {})
    for act in (store.exists, store.delete_tree, store.names_in, store.size):
        with pytest.raises(ValueError, match="not a key"):
            act(key)


def test_a_store_that_is_away_says_so(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    away = {
        "endpoint_url": "http://127.0.0.1:9",
        "key": "k",
        "secret": "s",
        "config_kwargs": {"retries": {"max_attempts": 1}},
    }
    for store in (Store((tmp_path / "file" / "store").as_uri(), {}), Store("s3://bucket/x", away)):
        with pytest.raises(StoreError, match="现在不能用"):
            store.put_tree(KEY, folder)
