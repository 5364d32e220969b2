"""Answers that brought nothing new (重访记录): WARC revisit records, behind a copy of the record they stand for.

The copy makes each archive whole by itself: evidence of this month can be shown when last month's snapshot is gone.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from portal.storage.archive import Archive, ArchiveError, Capture

_CHUNK = 1 << 14
_GZIP = zlib.MAX_WBITS | 16


class Profile(StrEnum):
    """Why an answer stands for an earlier one."""

    NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


@dataclass(frozen=True, slots=True)
class Kept:
    """A response record of an archive: its bytes as they lie there, what names it, and the exchange it holds."""

    packed: bytes
    record_id: str
    date: str
    digest: str
    capture: Capture


def kept_record(path: Path, offset: int) -> Kept:
    """The response record at `offset` of an archive written by this program; raises ArchiveError."""
    try:
        packed, plain = _member(path, offset)
        head, _, block = plain.partition(b"\r\n\r\n")
        named = dict(_fields(head))
        return Kept(
            packed,
            named[b"warc-record-id"].decode(),
            named[b"warc-date"].decode(),
            named.get(b"warc-payload-digest", b"").decode(),
            _capture(named, block[: int(named[b"content-length"])]),
        )
    except (OSError, zlib.error, ValueError, KeyError) as fault:
        raise ArchiveError(f"{path}: 位置 {offset} 没有可读取的存档记录") from fault


def write_unchanged(archive: Archive, capture: Capture, kept: Kept, profile: Profile) -> int:
    """Store an exchange whose body is the kept one's; returns the offset of the copy, which holds that body."""
    offset = archive.copy(kept.packed)
    refers = [
        ("WARC-Profile", profile.value),
        ("WARC-Refers-To", kept.record_id),
        ("WARC-Refers-To-Target-URI", kept.capture.url),
        ("WARC-Refers-To-Date", kept.date),
    ]
    if kept.digest and profile is Profile.SAME_PAYLOAD:
        refers.append(("WARC-Payload-Digest", kept.digest))
    archive.write_revisit(capture, refers)
    return offset


def _member(path: Path, offset: int) -> tuple[bytes, bytes]:
    """The gzip member at `offset`, packed and unpacked."""
    unpacker = zlib.decompressobj(_GZIP)
    packed: list[bytes] = []
    plain: list[bytes] = []
    with path.open("rb") as file:
        file.seek(offset)
        while not unpacker.eof:
            chunk = file.read(_CHUNK)
            if not chunk:
                raise ValueError("record ends early")
            plain.append(unpacker.decompress(chunk))
            packed.append(chunk)
    whole = b"".join(packed)
    return whole[: len(whole) - len(unpacker.unused_data)], b"".join(plain)


def _capture(named: dict[bytes, bytes], block: bytes) -> Capture:
    head, _, body = block.partition(b"\r\n\r\n")
    status_line, *lines = head.split(b"\r\n")
    headers = tuple((name, value.strip(b" \t")) for name, _, value in (line.partition(b":") for line in lines))
    return Capture(
        url=named[b"warc-target-uri"].decode(),
        fetched_at=datetime.fromisoformat(named[b"warc-date"].decode()),
        status_line=status_line,
        headers=headers,
        body=body,
        peer=named.get(b"warc-ip-address", b"").decode(),
        truncated=named.get(b"warc-truncated", b"").decode(),
        decoded=not any(name.lower() == b"content-encoding" for name, _ in headers),
    )


def _fields(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        yield name.lower(), value.strip(b" \t")
