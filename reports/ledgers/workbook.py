"""Workbooks (工作簿) that offices open in Excel and WPS: tables with a frozen, filtered header, coloured verdicts, links, and texts that never run.

What Excel bounds is kept: characters of a cell, rows and links of a sheet. Rows beyond a sheet's go on to a further one, links beyond its number
stay as plain text. Rows are written as they come, so that a run of many sites needs no memory for its cells.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from checks.outcomes import Outcome
from reports.wording.plaintext import web_address

LONGEST = 32_767  # characters of a cell, as UTF-16 counts them
ROWS = 1_048_576  # of a sheet, header and all
LINKS = 65_530  # of a sheet
LINK_LENGTH = 2_000  # of an address; Excel repairs files with longer ones
NAME_LENGTH = 31  # of a sheet's name
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")  # in names of sheets
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
RAGGED = 1.1  # a wrapped text takes more room than its letters
LINE_HEIGHT, HIGHEST = 15, 409  # points; no row can be higher
LINE = Side(style="thin", color="BFBFBF")
FACE = "宋体"  # on every machine that reads Chinese
HEAD, TEXT, LINK, NUMBER = "表头", "文字", "网址", "数字"
COLOURS = {
    Outcome.FAIL: "F8CBAD",
    Outcome.REVIEW: "FFE699",
    Outcome.UNKNOWN: "D9D9D9",
    Outcome.NOT_DUE: "DDEBF7",
    Outcome.PASS: "C6E0B4",
    Outcome.NOT_APPLICABLE: "F2F2F2",
}


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters, what may be chosen in it, whether it goes to paper; unprinted ones stand last."""

    name: str
    width: int
    choices: tuple[str, ...] = ()
    printed: bool = True


@dataclass(frozen=True)
class Link:
    """Words that lead to a web page, or to a place in a file beside the workbook."""

    words: str
    target: str
    place: str = ""


@dataclass(frozen=True)
class Status:
    """A verdict in words, on the colour of its outcome."""

    words: str
    outcome: Outcome


Value = str | int | float | None | Link | Status


def web_link(url: str, words: str | None = None) -> Value:
    """A link to a web page, or only words for what is no web address or too long for one."""
    address = web_address(url)
    return Link(words or url, address) if address and len(address) <= LINK_LENGTH else words or url


class GrowingRow(RowDimension):
    """A row whose height was reckoned and is not the user's: LibreOffice does not reckon it, Excel and WPS change it when a cell is filled in."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 (the library's name)
        """Whether the height is fixed."""
        return False


class Book:
    """A workbook under construction."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)
        self._tables: list[Table] = []
        for style in _styles():
            self._book.add_named_style(style)

    def table(self, name: str, columns: Sequence[Column], frozen: int = 0, *, rows: int = ROWS) -> "Table":
        """A table on a sheet of its own; `frozen` columns stay in sight, a sheet takes at most `rows`."""
        self._tables.append(Table(self._book, name, tuple(columns), frozen, rows))
        return self._tables[-1]

    def save(self, path: Path) -> Path:
        """Write the workbook whole or not at all, and return its path; raises OSError."""
        draft = path.with_name(path.name + ".new")
        for table in self._tables:
            table.finish()
        self._book.save(draft)
        return draft.replace(path)


class Table:
    """A table that goes on to a further sheet when one is full."""

    def __init__(self, book: Workbook, name: str, columns: tuple[Column, ...], frozen: int, rows: int) -> None:
        self._book, self._name, self._columns, self._frozen, self._rows = book, name, columns, frozen, rows
        self._header = ""
        self._parts = 0
        self._open()

    def _open(self) -> None:
        self._parts += 1
        suffix = f" {self._parts}" if self._parts > 1 else ""
        self._sheet: Worksheet = self._book.create_sheet(self._free_name(suffix))
        self._sheet.freeze_panes = f"{get_column_letter(self._frozen + 1)}2"
        for number, column in enumerate(self._columns, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = column.width
        _print_on_a4(self._sheet, self._header)
        self._used = self._links = 0
        self._pens: dict[tuple[int, str, bool], Cell] = {}
        self._append([self._text(number, column.name, HEAD) for number, column in enumerate(self._columns)])

    def _free_name(self, suffix: str) -> str:
        """Name of a sheet: cut to what a workbook takes, and told apart from the others."""
        name = (FORBIDDEN.sub("-", self._name) or "表")[: NAME_LENGTH - len(suffix)] + suffix
        taken = {sheet.casefold() for sheet in self._book.sheetnames}
        number = 2
        while name.casefold() in taken:
            mark = f"-{number}"
            name, number = name[: NAME_LENGTH - len(mark) - len(suffix)] + mark + suffix, number + 1
        return name

    def head(self, words: str) -> None:
        """Words on top of every printed page; to be said before the first row."""
        self._header = words
        _print_on_a4(self._sheet, words)

    def add(self, values: Sequence[Value]) -> None:
        """One row."""
        if self._used >= self._rows:
            self.finish()
            self._open()
        self._append([self._value(column, value) for column, value in enumerate(values)])

    def finish(self) -> None:
        """What a sheet needs to know its last row for: choices, and the columns that go to paper."""
        last = max(self._used, 2)
        for number, column in enumerate(self._columns, 1):
            if column.choices:
                letter = get_column_letter(number)
                self._sheet.data_validations.append(_choice(column, f"{letter}2:{letter}{last}"))
        printed = sum(column.printed for column in self._columns)
        if printed < len(self._columns):
            self._sheet.print_area = f"A1:{get_column_letter(printed)}{last}"

    def _append(self, cells: list[Cell]) -> None:
        self._used += 1
        rows = self._sheet.row_dimensions
        rows[self._used] = GrowingRow(self._sheet, index=self._used, ht=self._height(cells))
        self._sheet.append(cells)
        del rows[self._used]  # written
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{self._used}"

    def _height(self, cells: list[Cell]) -> int:
        """Height of a row in points."""
        pairs = zip(cells, self._columns, strict=True)
        lines = max(line_count(cell.value, column.width) for cell, column in pairs)
        return min(lines * LINE_HEIGHT, HIGHEST)

    def _value(self, column: int, value: Value) -> Cell:
        if isinstance(value, Status):
            return self._text(column, value.words, value.outcome.words)
        if isinstance(value, Link) and self._links < LINKS:
            self._links += 1
            cell = self._text(column, value.words, LINK)
            cell.hyperlink = Hyperlink(ref="", target=value.target, location=value.place or None)
            return cell
        if isinstance(value, Link | str):
            return self._text(column, value if isinstance(value, str) else value.words, TEXT)
        cell = self._pen(column, NUMBER, quoted=False)
        cell.value = value
        return cell

    def _text(self, column: int, value: str, style: str) -> Cell:
        """A cell whose text stays text whatever it starts with, now and when the cell is edited."""
        words = fitted(value)
        cell = self._pen(column, style, quoted=words.startswith(FORMULA_SIGNS))
        cell.value, cell.data_type = words, "s"
        return cell

    def _pen(self, column: int, style: str, *, quoted: bool) -> Cell:
        """The cell that writes a column in a style, row after row: a new one for each would look its style up again."""
        key = column, style, quoted
        if key not in self._pens:
            cell = self._pens[key] = WriteOnlyCell(self._sheet)
            cell.style = style
            if quoted:
                cell.quotePrefix = True
        return self._pens[key]


def _choice(column: Column, cells: str) -> DataValidation:
    """A list to choose from; a value that is not in it is refused by the office program."""
    rule = DataValidation(
        type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True, showErrorMessage=True
    )
    rule.errorTitle, rule.error = "只能选择", "、".join(column.choices)
    rule.sqref = MultiCellRange(cells)
    return rule


def fitted(text: str) -> str:
    """`text` as a cell can hold it: without what XML forbids, no longer than Excel allows."""
    words = UNWRITABLE.sub("", text)
    if len(words) * 2 <= LONGEST or len(words.encode("utf-16-le")) <= LONGEST * 2:
        return words
    return words.encode("utf-16-le")[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"


def line_count(value: object, width: int) -> int:
    """Lines that a value takes in a column of `width` characters, of which a Chinese one takes two, as it takes two bytes in GBK."""
    if not isinstance(value, str):
        return 1
    return sum(_wrapped(len(part.encode("gbk", "replace")), width - 1) for part in value.split("\n"))


def _wrapped(size: int, width: int) -> int:
    """Lines of a text that is wrapped: each loses a little at its end, where no mark or word may be parted."""
    return 1 if size <= width else math.ceil(size * RAGGED / width)


def _styles() -> list[NamedStyle]:
    """Styles by name, which is quicker than a style per cell, and lets an office change one for all."""
    head = _style(HEAD, Font(name=FACE, bold=True), fill="DCE6F1")
    link = _style(LINK, Font(name=FACE, color="0563C1", underline="single"))
    marked = [_style(each.words, fill=colour) for each, colour in COLOURS.items()]
    return [head, link, _style(TEXT), _style(NUMBER, number_format="General"), *marked]


def _style(name: str, font: Font | None = None, *, fill: str = "", number_format: str = "@") -> NamedStyle:
    style = NamedStyle(name, font=font or Font(name=FACE), number_format=number_format)
    style.alignment = Alignment(wrap_text=True, vertical="top")
    style.border = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
    if fill:
        style.fill = PatternFill("solid", fgColor=fill)
    return style


def _print_on_a4(sheet: Worksheet, words: str) -> None:
    """Landscape, as wide as the paper, the header on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.7, bottom=0.7, header=0.3, footer=0.3)
    sheet.HeaderFooter.oddFooter.center.text = "第 &P 页，共 &N 页"  # type: ignore[union-attr]
    if words:
        sheet.HeaderFooter.oddHeader.center.text = words.replace("&", "&&")  # type: ignore[union-attr]
