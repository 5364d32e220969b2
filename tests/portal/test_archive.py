"""What goes into the archive comes out again, for us and for any other reader of WARC files."""

import gzip
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from portal.storage.archive import Archive, ArchiveError, Capture, captures, read, record_id

AT = datetime(2026, 3, 1, 2, 0, 0, 125000, tzinfo=UTC)


def capture(url: str = "http://www.yunhexia.gov.cn/", **other: object) -> Capture:
    fields: dict[str, object] = {
        "fetched_at": AT,
        "status_line": b"HTTP/1.1 200 OK",
        "headers": (),
        "body": b"<p>1</p>",
    }
    return Capture(url=url, **(fields | other))  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pages.warc.gz"


def test_a_record_is_found_by_its_offset(path: Path) -> None:
    with Archive(path, "gongkai/0") as archive:
        offsets = {
            f"http://h.cn/{n}": archive.write(capture(f"http://h.cn/{n}", body=b"x" * n, peer="192.0.2.1"))
            for n in range(5)
        }
    for url, offset in offsets.items():
        found = read(path, offset)
        assert (found.url, found.body, found.peer) == (url, b"x" * int(url[-1]), "192.0.2.1")
        assert found.fetched_at == AT
        assert found.status == 200


def test_a_growing_archive_can_be_read_up_to_its_last_flush(path: Path) -> None:
    archive = Archive(path, "gongkai/0")
    offset = archive.write(capture())
    archive.flush()
    assert read(path, offset).body == b"<p>1</p>"
    archive.close()


def test_other_readers_see_whole_records_and_matching_digests(path: Path) -> None:
    with Archive(path, "gongkai/0") as archive:
        archive.write(capture(request=b"GET / HTTP/1.1\r\nHost: h.cn\r\n", truncated="length"))
    with path.open("rb") as file:
        seen = []
        for record in ArchiveIterator(file, check_digests="raise"):
            record.content_stream().read()
            seen.append((record.rec_type, record.rec_headers.get_header("WARC-Truncated")))
    assert seen == [("warcinfo", None), ("response", "length"), ("request", None)]


def test_headers_agree_with_the_stored_body_and_keep_what_the_server_said(path: Path) -> None:
    sent = (
        (b"Content-Encoding", b"gzip"),
        (b"Transfer-Encoding", b"chunked"),
        (b"content-length", b"3"),
        (b"X-Note", "政务".encode("gbk")),
    )
    with Archive(path, "gongkai/0") as archive:
        offset = archive.write(capture(headers=sent))
    assert read(path, offset).headers == (
        (b"X-Archive-Orig-Content-Encoding", b"gzip"),
        (b"X-Archive-Orig-Transfer-Encoding", b"chunked"),
        (b"X-Archive-Orig-content-length", b"3"),
        (b"X-Note", "政务".encode("gbk")),
        (b"Content-Length", b"8"),
    )


def test_a_body_that_could_not_be_decoded_keeps_its_encoding_header(path: Path) -> None:
    with Archive(path, "gongkai/0") as archive:
        offset = archive.write(capture(headers=((b"Content-Encoding", b"zstd"),), decoded=False))
    assert (b"Content-Encoding", b"zstd") in read(path, offset).headers


def test_the_file_belongs_to_its_owner_only_and_is_never_overwritten(path: Path) -> None:
    Archive(path, "gongkai/0").close()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        Archive(path, "gongkai/0")


def test_a_wrong_offset_is_named(path: Path) -> None:
    with Archive(path, "gongkai/0") as archive:
        archive.write(capture())
        end = archive.offset
    for offset in (7, end, end + 100):
        with pytest.raises(ArchiveError, match=str(offset)):
            read(path, offset)
    with pytest.raises(ArchiveError):
        read(path.with_name("none.warc.gz"), 0)


NAMES = st.from_regex(rb"\A[A-Za-z][A-Za-z0-9-]{0,12}\Z").filter(
    lambda name: name.lower() not in {b"content-length", b"content-encoding", b"transfer-encoding"}
)
VALUES = st.binary(max_size=30).map(lambda value: value.replace(b"\r", b"").replace(b"\n", b"").strip(b" \t"))


@given(st.lists(st.tuples(NAMES, VALUES), max_size=8), st.binary(max_size=300))
def test_any_headers_and_any_body_survive(headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        with Archive(path, "gongkai/0") as archive:
            archive.write(capture(headers=tuple(headers), body=body))
        [found] = captures(path)
    assert found.headers == (*headers, (b"Content-Length", b"%d" % len(body)))
    assert found.body == body


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_header_can_never_forge_another_one(name: bytes, value: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        with Archive(path, "gongkai/0") as archive:
            archive.write(capture(headers=((name, value),), body=b"body"))
        [found] = captures(path)
        whole = gzip.decompress(path.read_bytes())
    assert found.body == b"body"
    assert len(found.headers) == 2
    assert whole.count(b"WARC/1.1\r\n") == 2


def test_browser_copy_names_the_answer_it_was_made_of(path: Path) -> None:
    with Archive(path, "gongkai/0") as archive:
        answer = archive.write(capture())
        copy = archive.write_rendered("http://www.yunhexia.gov.cn/", AT, "<p>青禾县</p>", answer)
        after = archive.write(capture(body=b"<p>2</p>"))
    with path.open("rb") as file:
        refers = [
            record.rec_headers.get_header("WARC-Refers-To")
            for record in ArchiveIterator(file)
            if record.rec_type == "conversion"
        ]
    assert refers == [record_id(path, answer)]
    found = read(path, copy)
    assert (found.url, found.status, found.body.decode()) == ("http://www.yunhexia.gov.cn/", 200, "<p>青禾县</p>")
    assert read(path, after).body == b"<p>2</p>"
    assert [each.body for each in captures(path)] == [b"<p>1</p>", b"<p>2</p>"]
