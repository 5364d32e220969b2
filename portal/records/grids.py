"""Tables as grids (表格): every cell at each place it covers, merged cells repeated."""

from collections.abc import Iterator
from typing import NamedTuple

from portal.markup.outline import Node, Outline

_CELLS = frozenset(("td", "th"))
_WIDEST = 60  # columns and rows a cell may claim to cover


class Cell(NamedTuple):
    """One cell: its text, the element, and how many columns it covers."""

    text: str
    node: Node
    width: int


Grid = list[list[Cell | None]]


def grids(outline: Outline) -> Iterator[tuple[Node, Grid]]:
    """The page's tables that hold no other table, with their grids."""
    tables = outline.tagged("table")
    for place, table in enumerate(tables):
        following = tables[place + 1] if place + 1 < len(tables) else None
        if following is None or following.index >= table.last:
            yield table, grid_of(outline, table)


def grid_of(outline: Outline, table: Node) -> Grid:
    """Rows of one table; None where a row has no cell."""
    rows = [node for node in outline.inside(table) if node.tag == "tr"]
    cells: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(rows):
        column = 0
        for node in outline.children(row):
            if node.tag not in _CELLS:
                continue
            while (number, column) in cells:
                column += 1
            width, height = _span(node, "colspan"), _span(node, "rowspan")
            cell = Cell(outline.label(node), node, width)
            for below in range(min(height, len(rows) - number)):
                for beside in range(width):
                    cells.setdefault((number + below, column + beside), cell)
            column += width
    breadth = max((column for _, column in cells), default=-1) + 1
    return [[cells.get((row, column)) for column in range(breadth)] for row in range(len(rows))]


def _span(node: Node, name: str) -> int:
    value = node.attrs.get(name, "1").strip()
    return min(max(int(value), 1), _WIDEST) if value.isascii() and value.isdigit() else 1
