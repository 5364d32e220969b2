"""Ledgers that come back filled in (填好的台账): what an office wrote under 整改情况, 办理状态, 核实结论 and beside them, row by row.

A row is known by its 编号, never by where it stands: offices sort, filter, hide, add and delete rows, move columns, put a title above the header and
merge cells. Only sheets with the headings 编号 and 整改情况 are read.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape

from reports.ledgers.ledger_sheet import (
    ATTESTED,
    ATTESTED_BY,
    ATTESTED_ON,
    ATTESTED_WHAT,
    BY,
    IDENTITY,
    NOTE,
    REPLY,
    STATE,
    STATE_NOTE,
    VERDICT,
)
from reports.ledgers.workbook import fitted
from rulesets.spreadsheet.tables import heading_of, merged_ranges, part_of, spread_merged

LARGEST = 20_000_000  # bytes of a file
MOST_UNPACKED = 400_000_000  # bytes; a run of 200 sites has a quarter of it
MOST_ROWS = 100_000  # of a sheet
MOST_COLUMNS = 60
HEADER_WITHIN = 15  # rows, for titles and notes that an office puts above
SAID = {
    "state": STATE,
    "step": STATE_NOTE,
    "attested": ATTESTED,
    "attested_by": ATTESTED_BY,
    "attested_on": ATTESTED_ON,
    "attested_what": ATTESTED_WHAT,
}  # a ledger of an earlier version has none of these
Grid = list[list[Any]]


class LedgerFileError(Exception):
    """A file cannot be read as a ledger; one line says which, where and what to do."""


@dataclass(frozen=True)
class FilledRow:
    """A row of a ledger: its id, the verdict that stands in it, and what was filled in.

    `state`, `step` are 办理状态 and 办理说明; `attested` to `attested_what` 核实结论, 核实人, 核实日期, 核实说明.
    """

    identity: str
    verdict: str
    text: str
    by: str
    note: str
    file: str = field(compare=False)
    sheet: str = field(compare=False)
    row: int = field(compare=False)
    state: str = ""
    step: str = ""
    attested: str = ""
    attested_by: str = ""
    attested_on: str = ""
    attested_what: str = ""

    @property
    def is_reply(self) -> bool:
        """Whether the unit wrote anything."""
        return bool(self.text or self.by or self.note)

    @property
    def is_filled(self) -> bool:
        """Whether anything was written."""
        said = (self.state, self.step, self.attested, self.attested_by, self.attested_on, self.attested_what)
        return self.is_reply or any(said)

    @property
    def place(self) -> str:
        """File, sheet and row, as a message names them."""
        return f"{self.file}：“{self.sheet}”第 {self.row} 行"


def read_filled(path: Path) -> list[FilledRow]:
    """Rows of a ledger.xlsx or index.xlsx with an id or with something filled in; raises LedgerFileError."""
    body = _bytes(path)
    try:
        rows = [row for name, grid, header in _ledgers(path, body) for row in _rows(path, name, grid, header)]
    except LedgerFileError:
        raise
    except Exception as fault:  # whatever damaged parts make the library raise
        raise LedgerFileError(f"{path}: 不是能读取的 XLSX 文件，请用 Excel 或 WPS 打开后另存为 .xlsx") from fault
    return rows


def _ledgers(path: Path, body: bytes) -> Iterator[tuple[str, Grid, int]]:
    """Name, values and place of the header of each sheet that is a ledger; the others are not read to their end."""
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise LedgerFileError(f"{path}: 展开后过大，读不了；请改用各网站文件夹里的 ledger.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        found = False
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # stated ones may be wrong
            name = str(sheet.title)
            header = _header(path, name, _values(sheet, HEADER_WITHIN))
            if header is not None:
                found = True
                yield name, _grid(path, sheet, parts.read(part_of(sheet))), header
    if not found:
        raise LedgerFileError(f"{path}: 没有一张表同时有“{IDENTITY}”和“{REPLY}”两列，请用 gongkai 生成的台账填写")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except OSError as fault:
        raise LedgerFileError(f"{path}: 打不开（{fault.strerror or fault}）") from fault
    if len(body) > LARGEST:
        raise LedgerFileError(f"{path}: 超过 {LARGEST // 1_000_000} MB，不像台账，请核对是不是选错了文件")
    return body


def _values(sheet: Any, most: int) -> Grid:
    return [list(row) for row in sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS, values_only=True)]


def _grid(path: Path, sheet: Any, xml: bytes) -> Grid:
    """Values of a sheet, hidden rows and columns too; every cell of a merged range has the range's value."""
    grid = _values(sheet, MOST_ROWS + 1)
    if len(grid) > MOST_ROWS:
        raise LedgerFileError(f"{path}: “{sheet.title}”超过 {MOST_ROWS} 行，请改用各网站文件夹里的 ledger.xlsx")
    spread_merged(grid, merged_ranges(xml))
    return grid


def _header(path: Path, name: str, grid: Grid) -> int | None:
    """Index of the row with the headings; None for a sheet that is no ledger. Raises LedgerFileError for one that has lost a column."""
    for index, row in enumerate(grid):
        found = [heading_of(value) for value in row]
        place = f"{path}: “{name}”第 {index + 1} 行"
        if REPLY not in found:
            continue
        for heading in (IDENTITY, REPLY):
            if found.count(heading) != 1:
                what = f"有 {found.count(heading)} 列“{heading}”" if heading in found else f"没有“{heading}”一列"
                raise LedgerFileError(f"{place}{what}，应当正好一列；表头请保持生成时的样子")
        return index
    return None


def _rows(path: Path, name: str, grid: Grid, header: int) -> Iterator[FilledRow]:
    found = [heading_of(value) for value in grid[header]]
    for number, row in enumerate(grid[header + 1 :], header + 2):
        cells = {heading: _words(value) for heading, value in zip(found, row, strict=False) if heading}
        if _is_title(row):
            continue
        identity = " ".join(cells.get(IDENTITY, "").split())
        verdict, text, by, note = (cells.get(heading, "") for heading in (VERDICT, REPLY, BY, NOTE))
        said = {field: cells.get(heading, "") for field, heading in SAID.items()}
        found_row = FilledRow(identity, verdict, text, by, note, path.name, name, number, **said)
        if identity or found_row.is_filled:
            yield found_row


def _is_title(row: list[Any]) -> bool:
    """Whether a row is one merged cell across the table, as offices use for the title of a group."""
    values = [value for value in row if value is not None]
    return len(values) > 1 and len(set(map(str, values))) == 1


def _words(value: Any) -> str:
    """What a cell says: text without what programs put in, days as 2026-03-01, whole numbers without decimals."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    lines = fitted(unescape(str(value))).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
