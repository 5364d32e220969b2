"""Text files (TXT): tab-separated tables, cells broken over lines, one cell a line, Markdown's marks."""

import re

from rulesets.importing.blocks import Block, Cell, Paragraph, Row, Source, Table
from rulesets.importing.characters import run_together, without_controls, without_tags
from rulesets.importing.deadlines import is_deadline_cell
from rulesets.importing.marks import is_imprint
from rulesets.importing.readers.joining import joined

_ALONE = re.compile(r" *\t[^\t]*")  # a line that holds one cell, begun by a tab
_LEAST_ALONE = 6
_HASHES = re.compile(r"\s*(#{1,6})\s*")
_RULE_OF_TABLE = re.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*")


def read_text(text: str) -> Source:
    """Paragraphs and tables of a text file's characters."""
    written = without_controls(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    lines = [line for line in map(_unpiped, written) if line is not None]
    blocks = _one_cell_a_line(lines) if _has_cells_alone(lines) else _tab_separated(lines)
    return Source(tuple(joined(blocks)))


def _unpiped(line: str) -> str | None:
    """A Markdown table's row as a tab-separated one; None for the rule below its head."""
    if not line.lstrip().startswith("|"):
        return line
    return None if _RULE_OF_TABLE.fullmatch(line) else line.strip().strip("|").replace("|", "\t")


def _has_cells_alone(lines: list[str]) -> bool:
    alone = sum(_ALONE.fullmatch(line) is not None for line in lines)
    return alone >= _LEAST_ALONE and alone > 2 * sum(len(_cells(line)) > 1 for line in lines)


def _cells(line: str) -> list[str]:
    return [cell for cell in line.split("\t") if cell.strip()]


def _one_cell_a_line(lines: list[str]) -> list[Block]:
    """A tab begins a cell, an empty line before a tab ends a row; whatever stands before and behind is prose."""
    places = [number for number, line in enumerate(lines) if _ALONE.fullmatch(line)]
    end = places[-1] + 1
    while end < len(lines) and lines[end].strip() and not is_imprint(lines[end]):
        end += 1
    rows: list[list[str]] = []
    is_new = True
    for number, line in enumerate(lines[places[0] : end], places[0]):
        if not line.strip(" "):
            is_new = is_new or _begins_cell(lines, number + 1)
        elif line.lstrip(" ").startswith("\t"):
            rows = [*rows, []] if is_new else rows
            rows[-1].append(line.strip())
            is_new = False
        else:
            rows[-1][-1] += "\n" + line.strip()
    table = Table(tuple(tuple(map(_cell, row)) for row in rows))
    return [*_tab_separated(lines[: places[0]]), table, *_tab_separated(lines[end:])]


def _begins_cell(lines: list[str], number: int) -> bool:
    """Whether the next line that is not empty begins with a tab."""
    following = next((line for line in lines[number:] if line.strip(" ")), "")
    return following.lstrip(" ").startswith("\t")


def _tab_separated(lines: list[str]) -> list[Block]:
    """A line with tabs is a row; rows parted by empty lines only are one table."""
    gathering = _Gathering()
    for line in lines:
        gathering.take(line)
    return gathering.finished()


class _Gathering:
    """Lines on their way to blocks."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._rows: list[list[str]] = []
        self._is_behind_blank = True

    def take(self, line: str) -> None:
        """Take the next line."""
        if not line.strip():
            self._is_behind_blank = True
            return
        cells = line.split("\t")
        if not is_imprint(line) and self._is_row(line, cells):
            self._take_row(cells)
        elif self._rows and self._continues(line):
            self._rows[-1][-1] += "\n" + line.strip()
        elif self._rows and is_deadline_cell(line):
            self._rows.append([line.strip()])
        else:
            self._close()
            self._blocks.append(_paragraph(line))
        self._is_behind_blank = False

    def finished(self) -> list[Block]:
        """All blocks."""
        self._close()
        return self._blocks

    def _is_row(self, line: str, cells: list[str]) -> bool:
        return len(_cells(line)) > 1 or (bool(self._rows) and len(cells) > 2)

    def _continues(self, line: str) -> bool:
        return not self._is_behind_blank and not is_imprint(line)

    def _take_row(self, cells: list[str]) -> None:
        """A row, or the rest of one that was broken within a cell: too short for the table, and exactly filled up by this line."""
        stripped = [cell.strip() for cell in cells]
        width = max(map(len, self._rows), default=0)
        above = self._rows[-1] if self._rows else []
        if not self._is_behind_blank and stripped[0] and 1 < len(above) < width == len(above) + len(cells) - 1:
            above[-1] += "\n" + stripped[0]
            above.extend(stripped[1:])
        else:
            self._rows.append(stripped)

    def _close(self) -> None:
        if len(self._rows) == 1:
            self._blocks.append(_paragraph(" ".join(self._rows[0])))
        elif self._rows:
            self._blocks.append(Table(tuple(_row(row) for row in self._rows)))
        self._rows = []


def _row(cells: list[str]) -> Row:
    return tuple(map(_cell, cells))


def _cell(text: str) -> Cell:
    return Cell(without_tags(text))


def _paragraph(line: str) -> Paragraph:
    hashes = _HASHES.match(line)
    text = run_together(without_tags(line[hashes.end() :] if hashes else line)).replace("**", "")
    return Paragraph(text, is_heading=hashes is not None)
