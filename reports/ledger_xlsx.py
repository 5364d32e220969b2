"""ledger.xlsx (整改台账): the ledger of a site as a workbook, a sheet per document, to be filled in and sent back."""

import re
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.ledger_rows import LedgerRow, ledger_rows
from reports.scorecard import Scorecard

FILE_NAME = "ledger.xlsx"
COLUMNS = (
    ("序号", 6), ("工作任务", 16), ("具体要求", 40), ("责任单位", 26), ("完成时限", 12),
    ("检查结果", 12), ("问题", 44), ("佐证", 36), ("整改建议", 40), ("整改情况", 24),
)  # fmt: skip
HEAD = PatternFill("solid", fgColor="DCE6F1")
WRAPPED = Alignment(wrap_text=True, vertical="top")
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")  # in names of sheets
NAME_LENGTH = 31
LONGEST = 32_000  # characters a cell can hold, with room


def write_ledger(card: Scorecard, folder: Path) -> Path:
    """Write ledger.xlsx into a site's folder, whole or not at all, and return its path; raises OSError."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, ruleset in enumerate(card.rulesets, 1):
        sheet = book.create_sheet(_sheet_name(ruleset.id, number))
        _fill(sheet, ledger_rows(ruleset, card.as_of, card.unit))
        if card.unit:
            sheet.oddHeader.center.text = f"只列“{card.unit}”牵头或配合的条款".replace("&", "&&")
    if not book.worksheets:
        _fill(book.create_sheet("台账"), [])
    path = folder / FILE_NAME
    draft = path.with_name(path.name + ".new")
    book.save(draft)
    return draft.replace(path)


def _sheet_name(identity: str, number: int) -> str:
    """Name of a sheet: the ruleset's, cut to what a workbook takes and told apart by number."""
    name = FORBIDDEN.sub("-", identity)
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 4]}-{number}"


def _fill(sheet: Worksheet, rows: list[LedgerRow]) -> None:
    for column, (name, width) in enumerate(COLUMNS, 1):
        _put(sheet, 1, column, name)
        head = sheet.cell(1, column)
        head.font, head.fill = Font(bold=True), HEAD
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line, row in enumerate(rows, 2):
        for column, value in enumerate(_cells(row), 1):
            _put(sheet, line, column, value)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"


def _cells(row: LedgerRow) -> tuple[str | int, ...]:
    units = "、".join(row.lead) + (f"；配合：{'、'.join(row.cooperating)}" if row.cooperating else "")
    place = f"（{row.place}）" if row.place else ""
    due = row.due.isoformat() if row.due else ""
    words = f"{row.outcome.words}（到期）" if row.overdue else row.outcome.words
    return row.number, row.task, f"{row.title}{place}", units, due, words, row.problem, row.proof, row.remedy, ""


def _put(sheet: Worksheet, line: int, column: int, value: str | int) -> None:
    """Write a value; a text stays text whatever it starts with, now and when the cell is edited."""
    cell = sheet.cell(line, column)
    cell.alignment = WRAPPED
    if isinstance(value, int):
        cell.value = value
        return
    words = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
    cell.value, cell.data_type, cell.number_format = words, "s", "@"
    cell.quotePrefix = words[:1] in ("=", "+", "-", "@")
