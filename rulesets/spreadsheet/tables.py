"""Sheets as tables (工作表): opened within bounds, found by name and heading, whatever an office program did to order, blanks and merged cells."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils import get_column_letter, range_boundaries

from portal.files.content import TooLargeError
from portal.files.packages import package
from rulesets.faults import Fault, FaultyRulesetError
from rulesets.spreadsheet.cells import narrow, text

LARGEST = 10_000_000  # bytes of a file
MOST_ROWS = 20_000
MOST_COLUMNS = 100
HEADER_WITHIN = 10  # rows above the header that an office may have put there
ROWS_OF_A_SHEET = 10_000_000  # more than any program has; keeps the codes of places apart
NO_WORKBOOK = "用 Excel 或 WPS 打开后另存为 .xlsx，或重新用 gongkai rules export --xlsx 导出"

Grid = list[list[Any]]


@dataclass
class Place:
    """A cell: sheet by its position in the book, row and column from 1."""

    sheet: int
    name: str
    row: int
    column: int

    @property
    def code(self) -> int:
        """Sorts cells as they stand in the book."""
        return (self.sheet * ROWS_OF_A_SHEET + self.row) * MOST_COLUMNS + self.column

    def __str__(self) -> str:
        return f"{self.name}!{get_column_letter(self.column)}{self.row}"


@dataclass
class Table:
    """A sheet below its header: column number (from 1) by heading, and the rows with their numbers."""

    sheet: int
    name: str
    header: int
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, list[Any]]] = field(default_factory=list)

    def place(self, row: int, heading: str) -> Place:
        """The cell of a row under a heading."""
        return Place(self.sheet, self.name, row, self.columns[heading])

    def value(self, cells: Sequence[Any], heading: str) -> Any:
        """Value of a row under a heading; None where it is blank."""
        value = cells[self.columns[heading] - 1] if self.columns[heading] <= len(cells) else None
        return None if text(value) == "" else value


class Book:
    """The sheets of a workbook as grids of values, by name."""

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        self.grids = dict(read_grids(path, self.refused))

    def refused(self, what: str, mend: str, place: str = "") -> FaultyRulesetError:
        """The error that ends the reading."""
        return FaultyRulesetError((Fault(self.file, 1 if place else None, what, mend, place),))

    def table(self, name: str, headings: Sequence[str]) -> Table:
        """The sheet of a name below the row that holds its headings; every heading must be there once."""
        if name not in self.grids:
            raise self.refused(f"没有“{name}”工作表", "表名不要改；可从重新导出的工作簿里复制这张表")
        grid = self.grids[name]
        header = max(
            range(min(HEADER_WITHIN, len(grid))), key=lambda row: known_headings(grid[row], headings), default=0
        )
        found = [heading_of(value) for value in (grid[header] if grid else [])]
        for heading in headings:
            if found.count(heading) != 1:
                what = f"没有“{heading}”一列" if heading not in found else f"有两列“{heading}”"
                raise self.refused(what, "表头与导出时保持一致；不填的列留着空白", f"{name}!A{header + 1}")
        columns = {heading: found.index(heading) + 1 for heading in headings}
        rows = [(number, row) for number, row in enumerate(grid, start=1) if number > header + 1 and not blank(row)]
        return Table(list(self.grids).index(name) + 1, name, header + 1, columns, rows)


def heading_of(value: Any) -> str:
    """A heading without the blanks and line breaks that programs put in."""
    return "".join(narrow(text(value)).split())


def known_headings(row: Sequence[Any], headings: Sequence[str]) -> int:
    """How many headings a row holds."""
    return len({heading_of(value) for value in row} & set(headings))


def blank(row: Sequence[Any]) -> bool:
    """Whether nothing stands in a row."""
    return all(text(value) == "" for value in row)


def read_grids(path: Path, refused: Any) -> Iterator[tuple[str, Grid]]:
    """Each sheet's name and values; raises what `refused` makes for a file that is no bounded workbook."""
    body = bounded_bytes(path, refused)
    try:
        parts = package(body)
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        for sheet in book.worksheets:
            grid = values_of(sheet)
            spread_merged(grid, merged_ranges(parts.read(part_of(sheet))))
            yield text(sheet.title), grid
    except TooLargeError as fault:
        raise refused(
            "文件展开后过大，不像规则集的工作簿", "核对是不是选错了文件；删去工作簿里的图片和多余的表"
        ) from fault
    except Exception as fault:  # whatever damaged parts make the library raise
        raise refused("不是能读取的 xlsx 工作簿", NO_WORKBOOK) from fault


def bounded_bytes(path: Path, refused: Any) -> bytes:
    """The bytes of a workbook's file."""
    try:
        if not path.is_file():
            raise refused("找不到这个文件", "核对路径和文件名")
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except OSError as fault:
        raise refused(f"文件读不了（{fault.strerror or fault}）", "关闭正在打开它的程序，核对文件权限后再试") from fault
    if len(body) > LARGEST:
        raise refused(f"文件超过 {LARGEST // 1_000_000} MB，不像规则集的工作簿", "核对是不是选错了文件")
    return body


def values_of(sheet: Any) -> Grid:
    """Values of a sheet within bounds. Hidden rows and columns are read like others."""
    sheet.reset_dimensions()  # stated ones may be wrong
    return [list(row) for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)]


def part_of(sheet: Any) -> str:
    """Name of the part of the package that holds a sheet; the library keeps it to itself."""
    return str(sheet._worksheet_path).lstrip("/")


def merged_ranges(xml: bytes) -> Iterator[tuple[int, int, int, int]]:
    """First column, first row, last column, last row of every merged range."""
    for _, element in etree.iterparse(io.BytesIO(xml), events=("end",), resolve_entities=False, no_network=True):
        if etree.QName(element).localname == "mergeCell":
            left, top, right, bottom = range_boundaries(str(element.get("ref")))
            yield int(left or 1), int(top or 1), int(right or 1), int(bottom or 1)
        element.clear()


def spread_merged(grid: Grid, ranges: Iterator[tuple[int, int, int, int]]) -> None:
    """Give every cell of a merged range the range's value, as the reader of the sheet sees it."""
    for left, top, right, bottom in ranges:
        value = grid[top - 1][left - 1] if top <= len(grid) and left <= len(grid[top - 1]) else None
        for row in grid[top - 1 : bottom]:
            row.extend([None] * (min(right, MOST_COLUMNS) - len(row)))
            row[left - 1 : right] = [value] * (min(right, len(row)) - left + 1)
