"""Tables that offices keep (办公表格): CSV, XLSX or YAML with English or Chinese headings, read as rows of named values.

Site lists, waivers and attestations are such tables. What is written in a cell is left to who asked; here it is only found: the encoding, the
separator, the row of headings, the sheet. A file that cannot be read at all is one line; a broken row is the caller's to name.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from portal.files.content import TooLargeError
from portal.files.packages import package
from portal.merged_cells import filled_down, merged_down

SUFFIXES = {".csv", ".xlsx", ".yaml", ".yml"}
LARGEST = 20 * 1024 * 1024  # bytes; a list of every government site of the country is far smaller
LARGEST_YAML = 4 * 1024 * 1024  # bytes; its reader is slow
MOST_COLUMNS = 60
HEADER_WITHIN = 10  # rows, for titles and notes that an office puts above
DELIMITERS = (",", ";", "\t", "，", "；")  # the first wins where several fit
ENCODINGS = ("utf-8-sig", "gb18030")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
ADDED = re.compile(r"[（(][^（）()]*[)）]")  # to a heading, in brackets
Cells = list[Any]
Row = tuple[int, dict[str, Any]]


class TableError(Exception):
    """A file is no such table; one line says which file, where, what and how to mend it."""


@dataclass(frozen=True)
class TableForm:
    """What a table holds: fields by heading (lower case, without blanks), and those that a row of headings must have."""

    what: str  # what messages call it
    headings: Mapping[str, str]
    required: tuple[str, ...]
    keys: tuple[str, ...]  # of the list in a YAML file
    alone: str | None = None  # the field that an item of a YAML list states when it is only a text
    most_rows: int = 100_000
    largest: int = LARGEST  # bytes

    def field(self, heading: Any) -> str | None:
        """The field under a heading; what it says in brackets, such as （必填）, does not count where nobody knows it."""
        words = "".join(cell_words(heading).lower().split())
        return self.headings.get(words) or self.headings.get(ADDED.sub("", words))

    def heading(self, field: str) -> str:
        """The Chinese heading of a field, as messages name it."""
        names = [name for name, known in self.headings.items() if known == field]
        return next((name for name in names if not name.isascii()), names[0])


def cell_words(cell: Any) -> str:
    """What a cell says, without blanks around it; whole numbers without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def read_rows(path: Path, form: TableForm) -> list[Row]:
    """Rows with any value, each with its number as an office counts (the first line of a sheet and the first item of a YAML list are 1).

    Raises TableError.
    """
    content = _content(path, form)
    match path.suffix.lower():
        case ".xlsx":
            return _table_rows(path, form, _xlsx(path, form, content))
        case ".csv":
            return _table_rows(path, form, _csv(path, form, _decode(path, content)))
        case _:
            return _yaml_rows(path, form, _decode(path, content))


def _content(path: Path, form: TableForm) -> bytes:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise TableError(f"{path}: {form.what}应是 CSV、XLSX 或 YAML 文件")
    largest = min(form.largest, LARGEST_YAML) if suffix in (".yaml", ".yml") else form.largest
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as fault:
        raise TableError(f"{path}: 打不开文件（{fault.strerror or fault}）") from fault
    if len(content) > largest:
        raise TableError(f"{path}: 文件超过 {largest // 2**20} MB，请拆分后再用")
    return content


def _decode(path: Path, content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(UTF16_MARKS) else ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(f"{path}: 文件编码无法识别，请另存为 UTF-8 编码")


def _csv(path: Path, form: TableForm, text: str) -> Iterator[Cells]:
    """Rows of a CSV; the separator is the one under which most headings are known."""

    def known(delimiter: str) -> int:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), HEADER_WITHIN)
        return max((len(_fields(form, row)) for row in rows), default=0)

    try:
        best = max(DELIMITERS, key=known)
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=best)
    except csv.Error as fault:
        raise TableError(f"{path}: 不是正确的 CSV（{fault}），请用 Excel 或 WPS 重新另存") from fault


def _fields(form: TableForm, row: Iterable[Any]) -> set[str]:
    return {field for cell in row if (field := form.field(cell))}


def _xlsx(path: Path, form: TableForm, content: bytes) -> Iterator[Cells]:
    """Rows of the first sheet; a formula counts for the value it had when the file was saved."""
    from openpyxl import load_workbook  # a third of a second, which only such lists are worth

    try:
        package(content).close()
        sheet: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # stated ones may be wrong
        with sheet._get_source() as part:  # a sheet that is read as a stream knows nothing of what is merged
            merged = merged_down(part)
        rows = sheet.iter_rows(values_only=True, max_row=form.most_rows + HEADER_WITHIN + 1, max_col=MOST_COLUMNS)
        yield from filled_down(map(list, rows), merged)
    except TooLargeError as fault:
        raise TableError(f"{path}: 展开后过大，请删去图片和多余的表后再用") from fault
    except Exception as fault:  # whatever damaged parts make the library raise
        raise TableError(f"{path}: 不是能读取的 XLSX 文件，请用 Excel 或 WPS 重新另存") from fault


def _table_rows(path: Path, form: TableForm, rows: Iterable[Cells]) -> list[Row]:
    """Rows below the headings; titles above them are passed over."""
    found: list[Row] = []
    fields: list[str | None] | None = None
    above: list[int] = []
    for number, cells in enumerate(rows, start=1):
        if not any(cell_words(cell) for cell in cells):
            continue
        if fields is None:
            if set(form.required) <= _fields(form, cells):
                fields = _first_of_each(form, cells)
            else:
                above.append(number)
                _refuse_headless(path, form, above)
            continue
        if len(found) >= form.most_rows:
            raise TableError(f"{path}: 超过 {form.most_rows} 行，请拆分后再用")
        found.append((number, {f: cell for f, cell in zip(fields, cells, strict=False) if f and cell_words(cell)}))
    if fields is None and above:
        _refuse_headless(path, form, above, ended=True)
    if fields is None:
        raise TableError(f"{path}: {form.what}是空的，连表头也没有（XLSX 只读第一张表）")
    return found


def _first_of_each(form: TableForm, cells: Cells) -> list[str | None]:
    """The field of each column; of two that mean the same (名称 and 网站名称) the first is read."""
    fields = [form.field(cell) for cell in cells]
    return [None if field in fields[:place] else field for place, field in enumerate(fields)]


def _refuse_headless(path: Path, form: TableForm, above: list[int], *, ended: bool = False) -> None:
    if ended or len(above) >= HEADER_WITHIN:
        names = "、".join(f"“{form.heading(field)}”（{field}）" for field in form.required)
        raise TableError(f"{path} 第 {above[0]} 行: 表头没有{names}一列")


def _yaml_rows(path: Path, form: TableForm, text: str) -> list[Row]:
    try:
        content = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as fault:  # a day that does not exist is a ValueError
        raise TableError(f"{path}: 不是正确的 YAML（{(str(fault).splitlines() or ['嵌套过深'])[0]}）") from fault
    rows: Any = content
    if isinstance(content, dict):
        rows = next((content[key] for key in form.keys if key in content), None)
    if not isinstance(rows, list):
        raise TableError(f"{path}: 应是{form.what}的列表，每项至少有 {'、'.join(form.required)}")
    if len(rows) > form.most_rows:
        raise TableError(f"{path}: 超过 {form.most_rows} 项，请拆分后再用")
    return [(number, _item(path, form, number, row)) for number, row in enumerate(rows, start=1)]


def _item(path: Path, form: TableForm, number: int, row: Any) -> dict[str, Any]:
    if isinstance(row, str) and form.alone:
        return {form.alone: row}
    values = row.items() if isinstance(row, dict) else ()
    stated = {field: value for key, value in values if (field := form.field(key)) and value is not None}
    for field, value in stated.items():
        if not all(map(_is_scalar, value if isinstance(value, list) else [value])):
            raise TableError(f"{path} 第 {number} 项: “{field}”应是一段文字，不能再分层")
    return stated


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | date)
