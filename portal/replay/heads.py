"""What lies in an archive, record by record (存档目录), without its bodies: as fast as unpacking goes.

Each record is a gzip member of its own (`portal.storage.archive`). The end of a member is only found by unpacking it, but nothing of the body is kept.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 13
_PIECE = 1 << 16
_HEAD = 1 << 14  # bytes of a record that are looked at: both heads fit, or its address is no address
_GZIP = zlib.MAX_WBITS | 16
_NAMED = re.compile(
    rb"^(WARC-Type|WARC-Target-URI|WARC-Date|WARC-Record-ID|WARC-Refers-To|WARC-Truncated):[ \t]*([^\r\n]*)",
    re.MULTILINE,
)
_STATUS = re.compile(rb"HTTP/\S+ (\d{3})")
_CONTENT_TYPE = re.compile(rb"^content-type:[ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_CONTENT_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})\s*$", re.IGNORECASE | re.MULTILINE)
_LONGEST_TYPE = 100


@dataclass(frozen=True, slots=True)
class RecordHead:
    """One record: where it stands and what it says of itself. `status` is 0 and `size` (bytes of body) None where it says nothing."""

    offset: int
    kind: str  # WARC-Type
    url: str
    date: str  # WARC-Date as written
    record_id: str
    refers_to: str
    truncated: str
    status: int
    content_type: str
    size: int | None


def record_heads(path: Path) -> Iterator[RecordHead]:
    """Heads of all records that can be read, in their order. Raises OSError, and ValueError at the offset where the file is damaged or ends early."""
    with path.open("rb") as file:
        members = _Members(file)
        while (start := members.next_head()) is not None:
            offset, head = start
            yield _head(offset, head)


class _Members:
    """Walks over gzip members and unpacks the beginning of each."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._ahead = b""
        self._offset = 0  # of `_ahead` in the file

    def next_head(self) -> tuple[int, bytes] | None:
        """Offset and first bytes of the next member; None at the end."""
        if not self._ahead:
            self._ahead = self._file.read(_CHUNK)
        if not self._ahead:
            return None
        offset = self._offset
        unpacker = zlib.decompressobj(_GZIP)
        try:
            head = self._unpack(unpacker)
        except (zlib.error, EOFError) as fault:
            raise ValueError(f"位置 {offset} 起损坏或不完整") from fault
        return offset, head

    def _unpack(self, unpacker: "zlib._Decompress") -> bytes:
        head = b""
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or self._more()
            piece = unpacker.decompress(packed, _PIECE)
            if len(head) < _HEAD:
                head += piece[: _HEAD - len(head)]
        self._offset -= len(unpacker.unused_data)
        self._ahead = unpacker.unused_data
        return head

    def _more(self) -> bytes:
        packed = self._ahead or self._file.read(_CHUNK)
        if not packed:
            raise EOFError
        self._ahead = b""
        self._offset += len(packed)
        return packed


def _head(offset: int, data: bytes) -> RecordHead:
    about, _, block = data.partition(b"\r\n\r\n")
    named = {name.decode(): value.decode("utf-8", "replace").strip() for name, value in _NAMED.findall(about)}
    http = block.partition(b"\r\n\r\n")[0] if block.startswith(b"HTTP/") else b""
    status = _STATUS.match(http)
    content_type = _CONTENT_TYPE.search(http or about)
    size = _CONTENT_LENGTH.search(http or about)
    return RecordHead(
        offset=offset,
        kind=named.get("WARC-Type", ""),
        url=named.get("WARC-Target-URI", ""),
        date=named.get("WARC-Date", ""),
        record_id=named.get("WARC-Record-ID", ""),
        refers_to=named.get("WARC-Refers-To", ""),
        truncated=named.get("WARC-Truncated", ""),
        status=int(status[1]) if status else 0,
        content_type=content_type[1].decode("latin-1").strip()[:_LONGEST_TYPE] if content_type else "",
        size=int(size[1]) if size else None,
    )
