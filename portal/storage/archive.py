"""The archive of a snapshot (网页存档): every exchange with a server as WARC 1.1 records in pages.warc.gz.

Records are written here byte by byte rather than through warcio's writer, so that header bytes stay exactly as the server sent them; warcio reads
them back. Each record is a gzip member of its own, so that an offset is enough to open one. Bodies are stored with transfer and content encodings
undone; what these headers said stays readable under `X-Archive-Orig-` names. The file is raw evidence and readable by its owner only.
"""

import hashlib
import os
import re
import zlib
from base64 import b32encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

FILE_NAME = "pages.warc.gz"
RENDERED_TYPE = "text/html; charset=utf-8"
LEVEL = 3  # a third of the CPU of zlib's default for a tenth more bytes
Headers = tuple[tuple[bytes, bytes], ...]
_UNDONE = frozenset({b"transfer-encoding", b"content-encoding"})
_LENGTH = b"content-length"
_BREAKS = re.compile(rb"[\r\n]+")


class ArchiveError(Exception):
    """There is no readable record at the offset; the message says where."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One exchange: what was sent and what came back."""

    url: str
    fetched_at: datetime  # aware
    status_line: bytes  # b"HTTP/1.1 200 OK"
    headers: Headers  # as received; adjusted to the stored body when read back
    body: bytes  # transfer encoding undone; content encoding too, if `decoded`
    request: bytes = b""  # request line and headers as sent, each with its line end
    peer: str = ""  # address connected to
    truncated: str = ""  # why the body is incomplete: length, time, disconnect
    decoded: bool = True

    @property
    def status(self) -> int:
        """HTTP status."""
        return int(self.status_line.split(b" ", 2)[1])


class Archive:
    """Writer of a new archive; `read` opens a record of a finished or growing one."""

    def __init__(self, path: Path, software: str, *, cut_at: int | None = None) -> None:
        """Create `path`, which must not exist; `software` is named in the warcinfo record.

        With `cut_at` an existing archive goes on from that offset, at which a record ended; what lies behind it is dropped. Raises ArchiveError
        when it is shorter than that.
        """
        new = os.O_CREAT | os.O_EXCL if cut_at is None else 0
        descriptor = os.open(path, new | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        self._file: BinaryIO = os.fdopen(descriptor, "wb", buffering=1 << 18)
        self.path = path
        self.offset = 0 if cut_at is None else self._cut(cut_at)
        if cut_at is None:
            self._put(_warcinfo(path.name, software))

    def _cut(self, offset: int) -> int:
        if self._file.seek(0, os.SEEK_END) < offset:
            self._file.close()
            raise ArchiveError(f"{self.path}: 存档比抓取记录短，无法接着抓取")
        self._file.truncate(offset)
        return self._file.seek(offset)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, capture: Capture) -> int:
        """Store an exchange; returns the byte offset of its response record."""
        response_id = _record_id()
        offset = self._put(_response(capture, response_id))
        if capture.request:
            self._put(_request(capture, response_id))
        return offset

    def write_rendered(self, url: str, at: datetime, html: str, of: int) -> int:
        """Store what a browser made of the page whose response record stands at `of`; returns the byte offset of the conversion record."""
        self.flush()
        body = html.encode("utf-8", "replace")
        original = record_id(self.path, of)
        extra = [("WARC-Target-URI", url), ("WARC-Refers-To", original), ("WARC-Payload-Digest", _digest(body))]
        return self._put(_record("conversion", _record_id(), at, RENDERED_TYPE, extra, body))

    def copy(self, packed: bytes) -> int:
        """Store a record of another archive as it lies there; returns its offset."""
        offset = self.offset
        self.offset += self._file.write(packed)
        return offset

    def write_revisit(self, capture: Capture, refers: Iterable[tuple[str, str]]) -> int:
        """Store an exchange without its body; `refers` are the header fields that tell where that is (`portal.storage.revisits`)."""
        revisit_id = _record_id()
        offset = self._put(_revisit(capture, revisit_id, refers))
        if capture.request:
            self._put(_request(capture, revisit_id))
        return offset

    def flush(self) -> None:
        """Hand everything written so far to the operating system."""
        self._file.flush()

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def _put(self, record: bytes) -> int:
        offset = self.offset
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        self.offset += self._file.write(packer.compress(record) + packer.flush())
        return offset


def read(path: Path, offset: int) -> Capture:
    """Exchange whose response record stands at `offset`, without its request, or the browser's copy there; raises ArchiveError."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            capture = next(_captures(file, rendered=True), None)
    except (OSError, ArchiveLoadFailed, ValueError) as fault:
        raise ArchiveError(f"{path}: 位置 {offset} 没有可读取的存档记录") from fault
    if capture is None:
        raise ArchiveError(f"{path}: 位置 {offset} 没有可读取的存档记录")
    return capture


def record_id(path: Path, offset: int) -> str:
    """WARC-Record-ID of the record at `offset`; raises ArchiveError."""
    with path.open("rb") as file:
        file.seek(offset)
        for record in ArchiveIterator(file, no_record_parse=True):
            return str(record.rec_headers.get_header("WARC-Record-ID"))
    raise ArchiveError(f"{path}: 位置 {offset} 没有可读取的存档记录")


def captures(path: Path) -> Iterator[Capture]:
    """All exchanges of an archive in the order they happened, without their requests."""
    with path.open("rb") as file:
        yield from _captures(file)


def _captures(file: BinaryIO, *, rendered: bool = False) -> Iterator[Capture]:
    for record in ArchiveIterator(file, no_record_parse=True):
        named = record.rec_headers.get_header
        if record.rec_type == "conversion" and rendered:
            yield _rendered(named("WARC-Target-URI"), named("WARC-Date"), record.raw_stream.read())
        if record.rec_type != "response":
            continue
        head, _, body = record.raw_stream.read().partition(b"\r\n\r\n")
        status_line, *lines = head.split(b"\r\n")
        yield Capture(
            url=named("WARC-Target-URI"),
            fetched_at=datetime.fromisoformat(named("WARC-Date")),
            status_line=status_line,
            headers=tuple(_header(line) for line in lines),
            body=body,
            peer=named("WARC-IP-Address") or "",
            truncated=named("WARC-Truncated") or "",
        )


def _rendered(url: str, at: str, body: bytes) -> Capture:
    """A browser's copy, in the form of the answer it would have been."""
    headers = ((b"Content-Type", RENDERED_TYPE.encode()), (b"Content-Length", b"%d" % len(body)))
    return Capture(url, datetime.fromisoformat(at), b"HTTP/1.1 200 OK", headers, body)


def _header(line: bytes) -> tuple[bytes, bytes]:
    name, _, value = line.partition(b":")
    return name, value.strip(b" \t")


def _response(capture: Capture, record_id: str) -> bytes:
    head = b"".join(b"%b: %b\r\n" % pair for pair in _stored_headers(capture))
    block = b"%b\r\n%b\r\n%b" % (_one_line(capture.status_line), head, capture.body)
    extra = [("WARC-Target-URI", capture.url), ("WARC-Payload-Digest", _digest(capture.body))]
    if capture.peer:
        extra.append(("WARC-IP-Address", capture.peer))
    if capture.truncated:
        extra.append(("WARC-Truncated", capture.truncated))
    return _record("response", record_id, capture.fetched_at, "application/http; msgtype=response", extra, block)


def _revisit(capture: Capture, record_id: str, refers: Iterable[tuple[str, str]]) -> bytes:
    head = b"".join(b"%b: %b\r\n" % (_one_line(name), _one_line(value)) for name, value in capture.headers)
    extra = [("WARC-Target-URI", capture.url), *refers]
    if capture.peer:
        extra.append(("WARC-IP-Address", capture.peer))
    block = b"%b\r\n%b\r\n" % (_one_line(capture.status_line), head)
    return _record("revisit", record_id, capture.fetched_at, "application/http; msgtype=response", extra, block)


def _request(capture: Capture, response_id: str) -> bytes:
    extra = [("WARC-Target-URI", capture.url), ("WARC-Concurrent-To", response_id)]
    return _record(
        "request",
        _record_id(),
        capture.fetched_at,
        "application/http; msgtype=request",
        extra,
        capture.request + b"\r\n",
    )


def _warcinfo(file_name: str, software: str) -> bytes:
    fields = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    extra = [("WARC-Filename", file_name)]
    return _record("warcinfo", _record_id(), datetime.now(UTC), "application/warc-fields", extra, fields)


def _record(
    kind: str, record_id: str, at: datetime, content_type: str, extra: Iterable[tuple[str, str]], block: bytes
) -> bytes:
    date = at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    lines = [f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {record_id}\r\nWARC-Date: {date}\r\n"]
    lines.extend(f"{name}: {value}\r\n" for name, value in extra)
    lines.append(f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n")
    return b"%b%b\r\n\r\n" % ("".join(lines).encode(), block)


def _stored_headers(capture: Capture) -> Iterator[tuple[bytes, bytes]]:
    """Headers that agree with the stored body, those that do not under another name."""
    undone = _UNDONE if capture.decoded else frozenset({b"transfer-encoding"})
    length = b"%d" % len(capture.body)
    stated = False
    for raw_name, raw_value in capture.headers:
        name, value = _one_line(raw_name), _one_line(raw_value)
        lower = name.lower()
        if lower in undone or (lower == _LENGTH and value != length):
            yield b"X-Archive-Orig-" + name, value
        else:
            stated = stated or lower == _LENGTH
            yield name, value
    if not stated:
        yield b"Content-Length", length


def _one_line(value: bytes) -> bytes:
    return _BREAKS.sub(b" ", value)


def _digest(data: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def _record_id() -> str:
    return f"<urn:uuid:{uuid4()}>"
