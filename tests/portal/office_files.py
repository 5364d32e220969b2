"""Old office files made in tests: a compound container with the streams a DOC or an XLS consists of, after the published formats."""

import struct
from itertools import chain

_SECTOR = 512
_SMALLEST = 4096  # of a stream that is kept in whole sectors
_END, _FAT_SECTOR, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def doc(text: str, *, compressed: bool = False) -> bytes:
    """A DOC of this text, its characters stored in two bytes each, or in one."""
    encoded = text.encode("cp1252" if compressed else "utf-16-le")
    place = 0x400
    fib = bytearray(place)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 193)
    struct.pack_into("<H", fib, 0x0A, 0x0200)  # the table stream is 1Table
    struct.pack_into("<I", fib, 0x4C, len(text))
    clx = b"\x01" + struct.pack("<H", 2) + b"\0\0"  # a block of properties to be passed over
    where = place * 2 | 0x40000000 if compressed else place
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, where, 0)
    clx += b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", fib, 0x01A2, 0, len(clx))
    return compound({"WordDocument": bytes(fib) + encoded, "1Table": clx})


def xls(rows: list[list[str | float]]) -> bytes:
    """An XLS (BIFF8) with one sheet of these cells."""
    cells = b"".join(_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + _record(0x0A, b"")
    name = "表一".encode("utf-16-le")
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200))
    listed = struct.pack("<IBBBB", len(begin) + 4 + 8 + len(name) + 4, 0, 0, len(name) // 2, 1) + name
    return compound({"Workbook": begin + _record(0x85, listed) + _record(0x0A, b"") + sheet})


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x203, place + struct.pack("<d", value))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file: header, directory, streams, allocation table; small enough for one sector of each table."""
    sizes = {name: max(len(data), _SMALLEST) for name, data in streams.items()}
    chains: list[tuple[int, int]] = [(0, 1)]  # the directory
    for size in sizes.values():
        start = sum(chains[-1])
        chains.append((start, -(-size // _SECTOR)))
    fat_at = sum(chains[-1])
    fat = list(chain.from_iterable([*range(start + 1, start + count), _END] for start, count in chains))
    fat.append(_FAT_SECTOR)
    assert len(fat) <= _SECTOR // 4
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    directory = _entry("Root Entry", 5, _END, 0, child=1)
    for number, ((name, size), (start, _)) in enumerate(zip(sizes.items(), chains[1:], strict=True), 1):
        directory += _entry(name, 2, start, size, right=number + 1 if number < len(sizes) else _FREE)
    body = b"".join(_padded(data, -(-sizes[name] // _SECTOR)) for name, data in streams.items())
    return _header(fat_at) + directory.ljust(_SECTOR, b"\0") + body + struct.pack(f"<{_SECTOR // 4}I", *fat)


def _padded(data: bytes, sectors: int) -> bytes:
    return data.ljust(sectors * _SECTOR, b"\0")


def _header(fat_at: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 0, 0, _SMALLEST, _END, 0, _END, 0)
    return (head + struct.pack("<I", fat_at)).ljust(_SECTOR, b"\xff")


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, _FREE, right, child)
    return (entry + bytes(36) + struct.pack("<IQ", start, size)).ljust(128, b"\0")
