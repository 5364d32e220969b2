"""The three tables with figures of a yearly report (年报表格), 国办公开办函〔2021〕30号: every number with the labels of its row and column.

Labels of merged cells are repeated over what they cover; a label that covers all figures, or all of the table, names none of them. Where the
merging was lost on the way into the page, figures are counted from the right.
"""

import re
from collections.abc import Iterator

from portal.dates import plain
from portal.disclosure_facts import ReportFigure
from portal.markup.outline import Outline, squeeze
from portal.records.grids import Cell, Grid, grids

_NUMBER = re.compile(r"^(-?\d{1,12}(?:\.\d{1,6})?)(?:万元|件|条|个|项|份)?$")
_FIGURE = re.compile(r"^-?[\d,，]*\.?\d+(?:万元|元|件|条)?$|^[-—－/]$")
Number = int | float | None
_FIRST = re.compile(r"制发件数|处理决定数量|收费金额|制作数量|公开总数|废止件数")
_SECOND = re.compile(r"自然人.*总计|新收政府信息公开申请")
_THIRD = re.compile(r"行政复议.*行政诉讼|结果维持.*结果纠正")


def report_figures(outline: Outline) -> list[ReportFigure]:
    """Figures of all report tables of a page, in their order."""
    figures: list[ReportFigure] = []
    for _, grid in grids(outline):
        number = _number_of(grid)
        if number:
            figures += [ReportFigure(0, number, *found) for found in _figures(grid)]
    return figures


def _number_of(grid: Grid) -> int:
    words = squeeze("".join(cell.text for row in grid for cell in _distinct(row)))
    if _SECOND.search(words):
        return 2
    if _THIRD.search(words):
        return 3
    return 1 if _FIRST.search(words) else 0


def _figures(grid: Grid) -> Iterator[tuple[str, str, Number, str]]:
    """Row label, column label, value and words of each figure."""
    margin = _margin(grid)
    heads: list[list[Cell | None]] = []
    fresh = True
    for row in grid:
        if not _has_figures(row, margin):
            heads = heads if fresh else []
            fresh = True
            heads.append(row)
            continue
        fresh = False
        label = "/".join(_texts([cell for cell in row[:margin] if cell and not _is_figure(cell)]))
        for column, cell in _placed(row, margin):
            yield label, _column_label(heads, column, margin), _value(cell.text), cell.text


def _has_figures(row: list[Cell | None], margin: int) -> bool:
    """Whether a row holds figures; one of empty cells beside a label does, since they were to be filled in."""
    cells = [cell for cell in row[margin:] if cell]
    if any(_is_figure(cell) for cell in cells):
        return True
    labelled = any(cell and cell.text for cell in row[:margin])
    return labelled and len(cells) > 1 and not any(cell.text for cell in cells)


def _placed(row: list[Cell | None], margin: int) -> Iterator[tuple[int, Cell]]:
    """Figures with their columns."""
    breadth = len(row)
    missing = sum(cell is None for cell in row)
    before = None
    for column, cell in enumerate(row):
        repeated, before = cell is before, cell
        if (
            cell is not None
            and not repeated
            and column >= max(margin - missing, 0)
            and (_is_figure(cell) or not cell.text)
        ):
            yield min(column + missing, breadth - 1), cell


def _margin(grid: Grid) -> int:
    """Columns of labels: those left of the first figure of any row."""
    places = [place for row in grid if None not in row for place, cell in enumerate(row) if cell and _is_figure(cell)]
    return min(places, default=0)


def _column_label(heads: list[list[Cell | None]], column: int, margin: int) -> str:
    """Words of the heads over a column; one over all figures names the table, unless it is the nearest."""
    above = [row[column] for row in heads if column < len(row)]
    return "/".join(
        _texts(
            [cell for cell in above[:-1] if cell and not _covers_all(cell, heads, margin)]
            + [cell for cell in above[-1:] if cell]
        )
    )


def _covers_all(cell: Cell, heads: list[list[Cell | None]], margin: int) -> bool:
    return cell.width >= len(heads[0]) - margin > 1


def _texts(cells: list[Cell]) -> list[str]:
    """Words of cells, each once, in their order."""
    return list(dict.fromkeys(squeeze(cell.text) for cell in cells if cell.text))


def _distinct(row: list[Cell | None]) -> list[Cell]:
    return list({id(cell.node): cell for cell in row if cell}.values())


def _is_figure(cell: Cell) -> bool:
    return _FIGURE.match(plain(squeeze(cell.text))) is not None


def _value(words: str) -> Number:
    """The number of a cell, whole unless it has a fraction; None for a dash, and for an amount in another unit than the table's."""
    found = _NUMBER.match(plain(squeeze(words)).replace(",", "").replace("，", ""))
    if found is None:
        return None
    number = float(found.group(1))
    return int(number) if number.is_integer() else number
