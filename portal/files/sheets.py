"""Texts of spreadsheets (XLSX by openpyxl, XLS by xlrd): a line for each row, cells parted by tabs."""

import io
from collections.abc import Iterable
from typing import Any

import openpyxl
import xlrd

from portal.files.content import MAX_PAGES, Content, Gathering
from portal.files.packages import package

_MAX_ROWS = 50_000  # of one sheet
_MAX_COLUMNS = 200


def read_xlsx(body: bytes) -> Content:
    """Text of an XLSX, values as last calculated."""
    package(body).close()  # a bomb is found before openpyxl looks
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    gathered = Gathering()
    for sheet in book.worksheets[:MAX_PAGES]:
        sheet.reset_dimensions()  # stated ones may be wrong, or a trap
        if not _rows(sheet.iter_rows(max_row=_MAX_ROWS, max_col=_MAX_COLUMNS, values_only=True), gathered):
            break
    return Content(gathered.text, (book.properties.title or "")[:300], len(book.worksheets))


def read_xls(body: bytes) -> Content:
    """Text of an XLS."""
    book = xlrd.open_workbook(file_contents=body, on_demand=True, logfile=io.StringIO())
    gathered = Gathering()
    for index in range(min(book.nsheets, MAX_PAGES)):
        sheet = book.sheet_by_index(index)
        rows = (sheet.row_values(row, 0, _MAX_COLUMNS) for row in range(min(sheet.nrows, _MAX_ROWS)))
        if not _rows(rows, gathered):
            break
        book.unload_sheet(index)
    return Content(gathered.text, "", book.nsheets)


def _rows(rows: Iterable[Iterable[Any]], gathered: Gathering) -> bool:
    return all(gathered.add("\t".join(_cell(value) for value in row).rstrip("\t")) for row in rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
