"""Word documents (DOCX): paragraphs with their automatic numbers, tables with merged cells, tracked changes as accepted."""

import io
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from portal.files.content import TooLargeError, UnreadableError
from portal.files.packages import package
from rulesets.importing.blocks import Block, Cell, Paragraph, Row, Source, Table
from rulesets.importing.characters import run_together, without_controls
from rulesets.importing.errors import DocumentError
from rulesets.importing.readers.joining import joined
from rulesets.importing.readers.list_labels import ListLabels

_DROPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:rPr", "w:pPr")))
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " "}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WIDEST = 60  # columns a cell may claim to span


def read_word(body: bytes) -> Source:
    """Paragraphs and tables of a DOCX; raises DocumentError for a damaged one and for one that unpacks to too much."""
    try:
        with package(body):
            document = Document(io.BytesIO(body))
        labels = ListLabels(_numbering(document))
        blocks = list(_blocks(document.element.body, labels, _style_numbers(document)))
    except TooLargeError as error:
        raise DocumentError("压缩包展开后过大，不像公文", "用 WPS 或 Word 打开，删去图片后另存为 .docx") from error
    except (
        BadZipFile,
        PackageNotFoundError,
        UnreadableError,
        KeyError,
        ValueError,
        AttributeError,
        etree.LxmlError,
        OSError,
    ) as error:
        raise DocumentError("Word 文件已损坏或加了密", "用 WPS 或 Word 打开，去掉密码，另存为 .docx 后再试") from error
    return Source(tuple(joined(blocks)))


def _numbering(document: Any) -> Any:
    """Root of the numbering part; None in documents without lists."""
    parts = (
        relation.target_part for relation in document.part.rels.values() if relation.reltype.endswith("/numbering")
    )
    return next((part.element for part in parts), None)


def _style_numbers(document: Any) -> dict[str, tuple[str, int]]:
    """List and level that paragraph styles bring with them, by style id."""
    found: dict[str, tuple[str, int]] = {}
    for style in document.styles.element.iter(qn("w:style")):
        listed = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if listed is not None and (number := _number_of(listed)):
            found[style.get(qn("w:styleId"), "")] = number
    return found


def _number_of(listed: Any) -> tuple[str, int] | None:
    number, level = listed.find(qn("w:numId")), listed.find(qn("w:ilvl"))
    depth = level.get(qn("w:val"), "0") if level is not None else "0"
    return (number.get(qn("w:val"), ""), int(depth)) if number is not None and depth.isdigit() else None


def _blocks(parent: Any, labels: ListLabels, styles: dict[str, tuple[str, int]]) -> Iterator[Block]:
    for element in parent:
        if element.tag == qn("w:p"):
            yield from _paragraph(element, labels, styles)
        elif element.tag == qn("w:tbl"):
            yield _table(element, labels, styles)
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(element, labels, styles)


def _paragraph(element: Any, labels: ListLabels, styles: dict[str, tuple[str, int]]) -> Iterator[Paragraph]:
    """A paragraph with its automatic number; empty ones and its own line breaks are no paragraphs."""
    text = _numbered(element, labels, styles)
    if text.strip():
        yield Paragraph(run_together(without_controls(text)), is_whole=True)


def _numbered(element: Any, labels: ListLabels, styles: dict[str, tuple[str, int]]) -> str:
    text = "".join(_words(element))
    own = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    number = (
        _number_of(own) if own is not None else styles.get(style.get(qn("w:val"), "")) if style is not None else None
    )
    label = labels.of(*number) if number and text.strip() else ""
    return f"{label}{text}" if label else text


def _words(element: Any) -> Iterator[str]:
    """Texts of an element in their order, deleted ones left out, inserted ones taken in."""
    for child in element:
        if child.tag in _DROPPED or child.tag == _FALLBACK or not isinstance(child.tag, str):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == qn("w:p"):
            yield "".join(_words(child)) + "\n"
        else:
            yield from _words(child)


def _table(element: Any, labels: ListLabels, styles: dict[str, tuple[str, int]]) -> Table:
    """A table as a grid: spanned places repeat their cell. A table within a cell gives its text."""
    rows: list[Row] = []
    for row in _rows(element):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        cells: list[Cell] = [Cell()] * _skipped(row)
        for cell in _cells(row):
            width, merge = _span(cell)
            place = len(cells)
            above = rows[-1][place].text if merge == "continue" and rows and place < len(rows[-1]) else None
            text = above if above is not None else _cell_text(cell, labels, styles)
            cells.append(Cell(text, is_copy=above is not None))
            cells.extend(Cell(text, is_copy=True) for _ in range(width - 1))
        rows.append(tuple(cells))
    return Table(tuple(rows), is_grid=True)


def _rows(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _cells(child)


def _skipped(row: Any) -> int:
    """Columns a row leaves out in front."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    value = before.get(qn("w:val"), "0") if before is not None else "0"
    return min(int(value), _WIDEST) if value.isdigit() else 0


def _span(cell: Any) -> tuple[int, str]:
    """Columns a cell spans, and its vertical merge: restart, continue, or empty."""
    width, merge = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    value = width.get(qn("w:val"), "1") if width is not None else "1"
    columns = min(max(int(value), 1), _WIDEST) if value.isdigit() else 1
    return columns, "" if merge is None else merge.get(qn("w:val"), "continue")


def _cell_text(cell: Any, labels: ListLabels, styles: dict[str, tuple[str, int]]) -> str:
    lines = []
    for element in cell:
        if element.tag == qn("w:p"):
            lines.append(_numbered(element, labels, styles))
        elif element.tag != qn("w:tcPr"):
            lines.append("".join(_words(element)))
    return without_controls("\n".join(line.strip() for line in lines if line.strip()))
