"""A ruleset as a workbook (导出为工作簿), which an office edits in Excel or WPS; `reading` turns it back."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from rulesets.faults import Fault, FaultyRulesetError
from rulesets.model import Ruleset
from rulesets.spreadsheet.columns import (
    COLUMNS,
    GUIDANCE,
    HEAD,
    HEAD_HEADINGS,
    PARAMETER_HEADINGS,
    PARAMETER_WIDTHS,
    PARAMETERS,
    REQUIREMENTS,
    SCORINGS,
    WAYS,
)
from rulesets.spreadsheet.guidance import GUIDANCE_LINES
from rulesets.spreadsheet.parameters import ParameterRow
from rulesets.spreadsheet.rows import Row, head_cells, parameter_cells, requirement_row

LONGEST_TEXT = 32_767  # characters a cell holds
MOST_CHOICES = 255  # characters of a list of choices
NEW_ROWS = 200  # rows below the last one that offer the same choices
GREY, BLUE = PatternFill("solid", fgColor="E7E6E6"), PatternFill("solid", fgColor="DDEBF7")
WRAPPED = Alignment(wrap_text=True, vertical="top")
VALUE = PARAMETER_HEADINGS.index("值") + 1
FIXED = tuple(PARAMETER_HEADINGS.index(name) + 1 for name in ("编号", "检查项", "参数名"))


def ruleset_book(ruleset: Ruleset) -> bytes:
    """The workbook of a ruleset: sheets 要求, 参数, 规则集, 说明. Raises FaultyRulesetError for a text no cell can hold."""
    book = Workbook()
    requirements = sheet_of(
        book, REQUIREMENTS, [column.heading for column in COLUMNS], [column.width for column in COLUMNS]
    )
    parameters = sheet_of(book, PARAMETERS, PARAMETER_HEADINGS, PARAMETER_WIDTHS)
    head = sheet_of(book, HEAD, HEAD_HEADINGS, (16, 60, 10, 60))
    guidance = sheet_of(book, GUIDANCE, ("事项", "说明"), (18, 110))
    fill(requirements, map(requirement_row, ruleset.requirements))
    dress_requirements(requirements)
    parameter_sheet(parameters, ruleset)
    fill(head, head_cells(ruleset))
    dress_head(head)
    fill(guidance, GUIDANCE_LINES)
    book.remove(book.worksheets[0])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sheet_of(book: Workbook, name: str, headings: Sequence[str], widths: Sequence[int]) -> Worksheet:
    """A sheet with its frozen header."""
    sheet: Worksheet = book.create_sheet(name)
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = sheet.cell(1, number, heading)
        cell.font, cell.fill, cell.alignment = Font(bold=True), BLUE, WRAPPED
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    return sheet


def fill(sheet: Worksheet, rows: Iterable[Row]) -> None:
    """Write rows below the header."""
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            put(sheet.cell(number, column), value)


def put(cell: Cell | Any, value: Any) -> None:
    """Write a value as what it is: a text never becomes a formula, neither now nor when it is edited."""
    cell.alignment = WRAPPED
    if isinstance(value, str):
        words = ILLEGAL_CHARACTERS_RE.sub("", value)
        if len(words) > LONGEST_TEXT:
            mend = "缩短这段文字，或改用 YAML 导出（不带 --xlsx）"
            raise FaultyRulesetError((Fault(words[:20], None, f"文字超过 {LONGEST_TEXT} 字，单元格放不下", mend),))
        cell.value, cell.data_type = words, "s"
        cell.number_format = "@"
        cell.quotePrefix = words[:1] in ("=", "+", "-", "@")
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"


def dress_requirements(sheet: Worksheet) -> None:
    """Choices, hints and grey ids of the sheet of requirements."""
    last = sheet.max_row
    for number, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(number)
        words = WAYS if column.path == ("scored",) else tuple((column.choices or {}).values())
        offer(sheet, f"{letter}2:{letter}{last + NEW_ROWS}", () if column.several else words, column.note)
    for number in range(2, last + 1):
        cell = sheet.cell(number, 1)
        cell.fill = GREY
        keep(sheet, cell)
    sheet.freeze_panes = "F2"
    sheet.auto_filter.ref = sheet.dimensions


def keep(sheet: Worksheet, cell: Cell | Any) -> None:
    """Let a cell keep its value: the row can be deleted and moved, the id not be retyped."""
    rule = DataValidation(type="list", formula1=f'"{cell.value}"', showDropDown=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "编号不能改", "检查结果按编号保存。不要这一条就删去整行。"
    rule.add(cell.coordinate)
    sheet.add_data_validation(rule)


def offer(sheet: Worksheet, cells: str, words: Sequence[str], note: str) -> None:
    """Offer choices in cells, with a hint."""
    choices = ",".join(words)
    if not (choices or note) or any("," in word for word in words) or len(choices) > MOST_CHOICES:
        return
    rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True) if words else DataValidation()
    if words:
        rule.showErrorMessage, rule.errorTitle, rule.error = True, "只能选择", "、".join(words)[:200]
    if note:
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, "怎样填", note
    rule.sqref = MultiCellRange(cells)
    sheet.add_data_validation(rule)


def parameter_sheet(sheet: Worksheet, ruleset: Ruleset) -> None:
    """Fill the sheet of parameters: grey what ties a row to its check, offer what its value can be."""
    offered: dict[tuple[str, ...], list[str]] = {}
    rows = (row for requirement in ruleset.requirements for row in parameter_cells(requirement))
    for number, (values, parameter) in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column)
            put(cell, value)
            if column in FIXED:
                cell.fill = GREY
        dress_value(sheet.cell(number, VALUE), parameter)
        offered.setdefault(parameter.leaf.choices, []).append(sheet.cell(number, VALUE).coordinate)
    for choices, places in offered.items():
        offer(sheet, " ".join(places), choices, "")
    sheet.freeze_panes = "F2"
    sheet.auto_filter.ref = sheet.dimensions


def dress_value(cell: Cell | Any, parameter: ParameterRow) -> None:
    """Format a value that is still to be typed: a date as a date, words as words, so that 01-31 stays what it is."""
    if parameter.leaf.hint.startswith("日期"):
        cell.number_format = "yyyy-mm-dd"
    elif parameter.leaf.hint not in ("整数", "数字"):
        cell.number_format = "@"


def dress_head(sheet: Worksheet) -> None:
    """Choices and grey names of the sheet of the head."""
    for number in range(2, sheet.max_row + 1):
        sheet.cell(number, 1).fill = GREY
        if sheet.cell(number, 1).value == "计分办法":
            offer(sheet, f"B{number}", tuple(SCORINGS.values()), "")


def write_book(ruleset: Ruleset, path: Path) -> None:
    """Write the workbook of a ruleset to a file; raises OSError when it cannot be written."""
    path.write_bytes(ruleset_book(ruleset))
