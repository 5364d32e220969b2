"""Packages (压缩包格式的文档): XLSX, DOCX, OFD and the like are archives, and how many parts one has is told before it is opened."""

from typing import IO

MOST_PARTS = 20_000
ENTRY = b"PK\x01\x02"  # each part's entry in the table of contents begins so
BLOCK = 1 << 20  # bytes


def has_too_many_parts(file: IO[bytes]) -> bool:
    """Whether the table of contents of a package may hold more entries than any document has, whatever its own counters say: reading
    a hundred thousand of them takes a minute of a processor. The file is read from its beginning and left there."""
    file.seek(0)
    found, tail = 0, b""
    while found <= MOST_PARTS and (block := file.read(BLOCK)):
        found += (tail + block).count(ENTRY)
        tail = block[-len(ENTRY) + 1 :]
    file.seek(0)
    return found > MOST_PARTS
