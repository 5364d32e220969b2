"""A small ruleset as a workbook, and edits in it as an office makes them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rulesets.loading import accepted
from rulesets.model import Ruleset
from rulesets.spreadsheet.book import ruleset_book

OWN = """\
id: qingyuanxia-2024
title: 清源市2024年政务公开工作要点
number: 清政办发〔2024〕3号
issued: 2024-03-01
applies: {regions: ["9901"], levels: [city, county]}
year: 2024
grades:
  - {min: 80, name: 良好}
  - {min: 0, name: 待改进}
requirements:
  - id: row-1
    clause: {section: 任务表, row: 1}
    title: =1+1
    units: {lead: [市档案局, 市政府各部门、单位]}
    due: 2024-12-31
    weight: 3
    assess:
      - check: links.site
        with: {max_dead_rate: 0.01}
      - check: documents.required
        with: {items: [{name: 应急预案, any_of: [预案]}, 权责清单], period: this_year}
  - id: row-2
    clause: {section: 任务表, row: 2}
    title: 组织培训
    assess:
      - check: evidence.search
        with: {any_of: [[培训, 轮训], [政务公开]], period: {months: 12}}
  - id: row-3
    clause: {section: 任务表, number: 三（一）}
    title: 配备人员
    strength: should
    assess: manual
    proof: 任职文件
"""

Cell = tuple[str, str, str]  # sheet, what the row holds, heading


def own_ruleset() -> Ruleset:
    return accepted(OWN, "own.yaml")


def written(ruleset: Ruleset, path: Path) -> Path:
    path.write_bytes(ruleset_book(ruleset))
    return path


def place(sheet: Worksheet, row: str, heading: str) -> tuple[int, int]:
    """Row and column of a cell: the row that holds a word (or two, with a blank between them), the column under a heading."""
    header = next(line for line in sheet.iter_rows() if any(cell.value == heading for cell in line))
    column = next(cell.column for cell in header if cell.value == heading)
    words = row.split(" ")
    for line in sheet.iter_rows(min_row=2):
        if all(any(cell.value == word for cell in line) for word in words):
            return int(line[0].row or 0), int(column or 0)
    raise AssertionError(f"no row {row}")


def edited(path: Path, edits: Mapping[Cell, Any], change: Callable[[Workbook], None] | None = None) -> dict[Cell, str]:
    """Type values into a workbook's cells; the coordinates of the cells, by what was edited."""
    book = load_workbook(path)
    coordinates = {}
    for (name, row, heading), value in edits.items():
        cell = book[name].cell(*place(book[name], row, heading))
        cell.value = value
        coordinates[name, row, heading] = f"{name}!{cell.coordinate}"
    if change:
        change(book)
    book.save(path)
    return coordinates
