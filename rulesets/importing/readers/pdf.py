"""PDF files, by pdfplumber: ruled tables over pages, lines put together to paragraphs by where they begin and end. A scan has no text."""

import io
import logging
from collections.abc import Iterator
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from rulesets.importing.blocks import Block, Cell, Paragraph, Row, Source, Table
from rulesets.importing.characters import run_together, without_controls
from rulesets.importing.errors import DocumentError
from rulesets.importing.marks import is_page_number
from rulesets.importing.readers.joining import joined

MAX_PAGES = 300
_LEAST_LETTERS = 20  # of a whole file; below it the pages are pictures
_LEAST_COLUMNS = 2
_EDGE = 0.06  # of a page's height: above and below stand running heads and page numbers
_FULL = 0.94  # of the text's width a line reaches that goes on in the next


def read_pdf(body: bytes) -> Source:
    """Paragraphs and tables of a PDF; raises DocumentError for a damaged, locked or scanned one."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(body)) as document:
            pages = document.pages[:MAX_PAGES]
            blocks = [block for page in pages for block in _page(page)]
            count = len(document.pages)
    except PdfminerException as error:
        raise _unreadable(error) from error
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        AssertionError,
        OSError,
    ) as error:
        raise DocumentError("PDF 文件已损坏", "重新下载或另存一份；也可复制文字存成 .txt 后再试") from error
    if sum(map(_letters, blocks)) < _LEAST_LETTERS:
        raise DocumentError(f"PDF 是扫描件或空白（{count} 页没有文字）", "先用文字识别转成 .docx 或 .txt 再试")
    remarks = (f"只读了前 {MAX_PAGES} 页，共 {count} 页",) if count > MAX_PAGES else ()
    return Source(tuple(joined(blocks)), remarks)


def _unreadable(error: Exception) -> DocumentError:
    causes = [error, *error.args]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return DocumentError("PDF 加了密码", "用阅读器打开，打印或另存为不加密的 PDF 后再试")
    return DocumentError("PDF 文件已损坏", "重新下载或另存一份；也可复制文字存成 .txt 后再试")


def _letters(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    return sum(len(cell.text) for row in block.rows for cell in row)


def _page(page: Any) -> Iterator[Block]:
    """Blocks of one page from top to bottom."""
    tables = [
        table
        for table in page.find_tables()
        if len(table.rows) and max(len(row.cells) for row in table.rows) >= _LEAST_COLUMNS
    ]
    outside = page
    for table in tables:
        outside = outside.outside_bbox(_within(table.bbox, page.bbox))
    placed: list[tuple[float, Block]] = [(table.bbox[1], _table(table)) for table in tables]
    placed.extend(_paragraphs(outside, page.height, [table.bbox for table in tables]))
    yield from (block for _, block in sorted(placed, key=lambda each: each[0]))
    page.close()


def _within(box: Any, page: Any) -> tuple[float, float, float, float]:
    return max(box[0], page[0]), max(box[1], page[1]), min(box[2], page[2]), min(box[3], page[3])


def _table(table: Any) -> Table:
    """Rows of a ruled table; places without a cell of their own repeat the cell above or to the left that covers them."""
    texts = table.extract()
    rows: list[Row] = []
    for number, (row, words) in enumerate(zip(table.rows, texts, strict=True)):
        cells: list[Cell] = []
        for place, (box, text) in enumerate(zip(row.cells, words, strict=True)):
            if box is not None:
                cells.append(Cell(without_controls(text or "").strip()))
            else:
                cells.append(_covered(table, rows, cells, number, place))
        rows.append(tuple(cells))
    return Table(tuple(rows), is_grid=True)


def _covered(table: Any, rows: list[Row], cells: list[Cell], number: int, place: int) -> Cell:
    """The copy of a merged cell: of the one above where that reaches down here, else of the one to the left."""
    top = min((box[1] for box in table.rows[number].cells if box is not None), default=0)
    for above in range(number - 1, -1, -1):
        box = table.rows[above].cells[place]
        if box is not None:
            return (
                Cell(rows[above][place].text, is_copy=True)
                if box[3] > top + 1
                else Cell(cells[-1].text if cells else "", is_copy=True)
            )
    return Cell(cells[-1].text if cells else "", is_copy=True)


def _paragraphs(page: Any, height: float, tables: list[Any]) -> Iterator[tuple[float, Paragraph]]:
    """Lines put together: one that begins further right begins a paragraph, one that ends early ends it."""
    lines = [line for line in page.extract_text_lines(return_chars=False) if not _is_margin(line, height)]
    if not lines:
        return
    left, right = min(line["x0"] for line in lines), max(line["x1"] for line in lines)
    indent = median(line["bottom"] - line["top"] for line in lines)
    gathered: list[str] = []
    top, is_open = 0.0, False
    for line in lines:
        begins = line["x0"] > left + indent or _parted(line, top, tables)
        if gathered and (begins or not is_open):
            yield top, Paragraph(run_together("".join(gathered)))
            gathered = []
        if not gathered:
            top = line["top"]
        gathered.append(without_controls(line["text"]))
        is_open = line["x1"] >= left + _FULL * (right - left)
    yield top, Paragraph(run_together("".join(gathered)))


def _is_margin(line: dict[str, Any], height: float) -> bool:
    is_edge = line["top"] < _EDGE * height or line["bottom"] > (1 - _EDGE) * height
    return is_edge and is_page_number(line["text"])


def _parted(line: dict[str, Any], top: float, tables: list[Any]) -> bool:
    """Whether a table stands between a line and the paragraph above it."""
    return any(top < box[1] and line["top"] >= box[1] for box in tables)
