"""Web pages (HTML): the document's lines and tables, without the menus, footers and boxes of the portal around it."""

from collections.abc import Iterator

from portal.markup.outline import BLOCK, BREAK, Node, Outline, fold, outline_of
from portal.markup.regions import mark_regions
from portal.records.grids import Grid, grid_of
from portal.states import MAIN
from rulesets.importing.blocks import Block, Cell, Paragraph, Row, Source, Table
from rulesets.importing.characters import run_together, without_controls
from rulesets.importing.columns import header_of
from rulesets.importing.readers.joining import joined

_LEAST_COLUMNS = 2
_LEAST_ROWS = 2
_SILENT = frozenset(("select", "button", "marquee", "form", "nav"))
_LINKED = 0.6  # share of a line's letters in links from which on it is a menu


def read_page(text: str) -> Source:
    """Paragraphs and tables of the main text of a page."""
    outline = outline_of(text)
    mark_regions(outline)
    tables = {table.index: table for table in outline.tagged("table") if _is_data(outline, table)}
    return Source(tuple(joined(_blocks(outline, tables))))


def _is_data(outline: Outline, table: Node) -> bool:
    """Whether a table holds data: no table that only lays out the page, nor one with others inside."""
    if table.region is not MAIN or any(node.tag == "table" for node in outline.inside(table)):
        return False
    grid = grid_of(outline, table)
    rows = [[cell.text if cell else "" for cell in row] for row in grid]
    return len(rows) >= _LEAST_ROWS and len(rows[0]) >= _LEAST_COLUMNS and any(header_of(row) for row in rows[:4])


def _blocks(outline: Outline, tables: dict[int, Node]) -> Iterator[Block]:
    """Blocks in document order: text is read piece by piece, a table where it begins."""
    skipped = sorted(_hidden(outline), key=lambda node: node.start)
    stops = sorted([*tables.values(), *skipped], key=lambda node: (node.start, node.index))
    position = 0
    for node in stops:
        if node.start < position:
            continue
        yield from _paragraphs(outline, position, node.start)
        if node.index in tables:
            yield _table(outline, grid_of(outline, node))
        position = max(position, node.end)
    yield from _paragraphs(outline, position, len(outline.pieces))


def _hidden(outline: Outline) -> Iterator[Node]:
    """Outermost elements that are no part of the document: other regions, controls, what is hidden, lines of links."""
    holds_main = [
        node
        for node in outline.nodes
        if node.region is MAIN and node.parent is not None and node.parent.region is not MAIN
    ]
    inner = {ancestor.index for node in holds_main for ancestor in node.ancestors()}
    for node in outline.nodes:
        if (
            (node.region is not MAIN and node.index not in inner)
            or node.tag in _SILENT
            or node.hidden
            or _is_menu(outline, node)
        ):
            yield node


def _is_menu(outline: Outline, node: Node) -> bool:
    """Whether an element is a list of links: most of its letters stand in several of them."""
    if node.tag not in ("ul", "ol", "dl", "div", "p", "td") or outline.links_inside(node) < 3:
        return False
    total = len(fold(outline.label(node)))
    linked = sum(len(outline.label(each)) for each in outline.inside(node) if each.tag == "a")
    return linked > _LINKED * max(total, 1)


def _paragraphs(outline: Outline, start: int, end: int) -> Iterator[Paragraph]:
    raw = "".join(outline.pieces[start:end]).replace(BREAK, BLOCK)
    for part in raw.split(BLOCK):
        words = run_together(without_controls(fold(part)))
        if words:
            yield Paragraph(words)


def _table(outline: Outline, grid: Grid) -> Table:
    return Table(tuple(_row(outline, grid, number) for number in range(len(grid))), is_grid=True)


def _row(outline: Outline, grid: Grid, number: int) -> Row:
    above = grid[number - 1] if number else []
    cells = []
    for place, cell in enumerate(grid[number]):
        beside = grid[number][place - 1] if place else None
        copied = cell is not None and (cell is beside or (place < len(above) and cell is above[place]))
        text = "\n".join(outline.lines(cell.node)) if cell else ""
        cells.append(Cell(without_controls(text), is_copy=copied))
    return tuple(cells)
