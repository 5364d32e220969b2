"""Text of Word 97–2003 files (DOC; WPS writes the same), after Microsoft's published format [MS-DOC].

The text lies in pieces: the file information block (FIB) names a table stream, whose piece table says where each run of characters stands and
whether it is stored in one byte (Windows-1252) or two (UTF-16). No kept library reads this; olefile opens the container.
"""

import io
import re
import struct
from collections.abc import Iterator

import olefile

from portal.files.content import Content, Gathering, UnreadableError

_MAGIC = 0xA5EC
_FLAGS, _TABLE_ONE, _ENCRYPTED = 0x0A, 0x0200, 0x0100
_TEXT_LENGTH = 0x4C  # ccpText: characters of the main text
_PIECES = 0x01A2  # fcClx, lcbClx
_PROPERTIES, _PIECE_TABLE = 1, 2
_COMPRESSED = 0x40000000
_FIELD_CODES = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))|\x15")
_MARKS = str.maketrans({"\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\r": "\n", "\x1e": "-", "\x1f": None, "\xa0": " "})
_ROW_END = "\x07\x07"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


def read_doc(body: bytes) -> Content:
    """Text of a DOC by paragraph; raises UnreadableError for locked and damaged files and for those older than Word 97."""
    with olefile.OleFileIO(io.BytesIO(body)) as opened:
        main = opened.openstream("WordDocument").read()
        flags = _uint16(main, _FLAGS)
        if _uint16(main, 0) != _MAGIC or flags & _ENCRYPTED:
            raise UnreadableError("locked, or older than Word 97")
        table = opened.openstream("1Table" if flags & _TABLE_ONE else "0Table").read()
        title = opened.get_metadata().title or b""
    text = "".join(_pieces(main, table))[: _uint32(main, _TEXT_LENGTH)]
    return Content(_tidy(text), _decoded(title))


def _pieces(main: bytes, table: bytes) -> Iterator[str]:
    start, length = struct.unpack_from("<II", main, _PIECES) if len(main) >= _PIECES + 8 else (0, 0)
    plan = _piece_table(table[start : start + length])
    count = (len(plan) - 4) // 12
    if count <= 0:
        raise UnreadableError("no table of pieces")
    ends = struct.unpack_from(f"<{count + 1}I", plan, 0)
    for piece in range(count):
        place = _uint32(plan, 4 * (count + 1) + 8 * piece + 2)
        characters = ends[piece + 1] - ends[piece]
        if not 0 <= characters <= len(main):
            raise UnreadableError("a piece beyond the file")
        if place & _COMPRESSED:
            offset = (place & ~_COMPRESSED) // 2
            yield main[offset : offset + characters].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * characters].decode("utf-16-le", "replace")


def _piece_table(clx: bytes) -> bytes:
    """The PlcPcd in a Clx, behind the property blocks."""
    at = 0
    while at < len(clx) and clx[at] == _PROPERTIES:
        at += 3 + _uint16(clx, at + 1)
    if at >= len(clx) or clx[at] != _PIECE_TABLE:
        return b""
    return clx[at + 5 : at + 5 + _uint32(clx, at + 1)]


def _tidy(text: str) -> str:
    """Text without field codes and control marks, a line for each paragraph."""
    gathered = Gathering()
    plain = _CONTROLS.sub("", _FIELD_CODES.sub("", text).replace(_ROW_END, "\n").translate(_MARKS))
    for line in plain.split("\n"):
        if not gathered.add(line):
            break
    return gathered.text


def _decoded(title: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return title.decode(encoding).strip("\0 ")[:300]
        except UnicodeDecodeError:
            continue
    return ""


def _uint16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _uint32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")
