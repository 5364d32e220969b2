"""Merged cells of a sheet (合并单元格): an office writes a unit once beside all its sites, and it holds for every row it stands beside."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO, Any

RANGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
LONGEST_RANGE = 200  # bytes
AT_A_TIME = 2**20  # bytes
MOST = 100_000  # ranges; what is beyond stays empty
Ranges = dict[int, list[tuple[int, int]]]


def merged_down(part: IO[bytes]) -> Ranges:
    """What is merged over several rows in the XML of a sheet: by first row, the first column (from 0) and the last row."""
    found: Ranges = defaultdict(list)
    count = 0
    for column, first, last in _ranges(part):
        if last > first and (count := count + 1) <= MOST:
            found[first].append((column, last))
    return found


def _ranges(part: IO[bytes]) -> Iterator[tuple[int, int, int]]:
    rest = b""
    while block := part.read(AT_A_TIME):
        text = rest + block
        read = 0
        for match in RANGE.finditer(text):
            yield _column(match[1]), int(match[2]), int(match[3])
            read = match.end()
        rest = text[max(read, len(text) - LONGEST_RANGE) :]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def filled_down(rows: Iterable[list[Any]], merged: Ranges) -> Iterator[list[Any]]:
    """The rows of a sheet, what is merged over several of them stated in each that says anything else."""
    held: dict[int, tuple[Any, int]] = {}
    for number, cells in enumerate(rows, start=1):
        held = {column: kept for column, kept in held.items() if kept[1] >= number}
        if any(cell not in (None, "") for cell in cells):
            for column, (value, _) in held.items():
                if column < len(cells) and cells[column] is None:
                    cells[column] = value
        for column, last in merged.get(number, ()):
            if column < len(cells):
                held[column] = (cells[column], last)
        yield cells
