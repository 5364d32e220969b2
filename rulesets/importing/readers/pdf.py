"""PDF files, by pdfplumber: ruled tables over pages, lines put together to paragraphs by where they begin and end. A scan has no text."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from rulesets.importing.blocks import Block, Cell, Paragraph, Row, Source, Table
from rulesets.importing.characters import run_together, without_controls
from rulesets.importing.errors import DocumentError
from rulesets.importing.marks import is_page_number, mark_of
from rulesets.importing.readers.joining import joined, stands_alone
from rulesets.importing.units import is_unit_cell

MAX_PAGES = 300
_LEAST_LETTERS = 20  # of a whole file; below it the pages are pictures
_LEAST_COLUMNS = 2
_EDGE = 0.08  # of a page's height: above and below stand running heads and page numbers
_SAME_LINE = 0.4  # of the size of letters: figures of another font stand that much higher or lower in the same line
_GAP = 3.0  # points between pieces of one upright line
_LEAST_TOLERANCE = 1.0  # points
_ROOM = 2.2  # letters that would have fitted behind a line that was ended on purpose
_FULL = 0.94  # of the text's width a line reaches that goes on in the next
_DAMAGED = DocumentError("PDF 文件已损坏", "重新下载或另存一份；也可复制文字存成 .txt 后再试")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on a page, lengths in points from its upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    is_edge: bool  # in the margin above or below

    @property
    def pattern(self) -> str:
        """Its words without figures: what running heads of several pages have in common."""
        return re.sub(r"\d+", "", self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """Lines and tables of one page; a table with its upper edge."""

    width: float
    lines: tuple[Line, ...]
    tables: tuple[tuple[float, Table], ...]


def read_pdf(body: bytes) -> Source:
    """Paragraphs and tables of a PDF; raises DocumentError for a damaged, locked or scanned one."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(body)) as document:
            pages = [_page(page) for page in document.pages[:MAX_PAGES]]
            count = len(document.pages)
    except PdfminerException as error:
        raise _unreadable(error) from error
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        AssertionError,
        OSError,
    ) as error:
        raise _DAMAGED from error
    heads, frames = _running_heads(pages), _frames(pages)
    blocks = [block for page in pages for block in _blocks(page, heads, frames[page.width])]
    if sum(map(_letters, blocks)) < _LEAST_LETTERS:
        raise DocumentError(f"PDF 是扫描件或空白（{count} 页没有文字）", "先用文字识别转成 .docx 或 .txt 再试")
    remarks = (f"只读了前 {MAX_PAGES} 页，共 {count} 页",) if count > MAX_PAGES else ()
    return Source(tuple(joined(blocks)), remarks)


def _unreadable(error: Exception) -> DocumentError:
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
        return DocumentError("PDF 加了密码", "用阅读器打开，打印或另存为不加密的 PDF 后再试")
    return _DAMAGED


def _letters(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    return sum(len(cell.text) for row in block.rows for cell in row)


def _page(page: Any) -> Page:
    tolerance = _SAME_LINE * median([char["size"] for char in page.chars] or [0]) + _LEAST_TOLERANCE
    tables = [
        table
        for table in page.find_tables({"explicit_horizontal_lines": _open_ends(page)})
        if _columns(table) >= _LEAST_COLUMNS
    ]
    found = page.extract_text_lines(return_chars=False, y_tolerance=tolerance)
    lines = [_line(line, page.height) for line in found]
    outside = [line for line in lines if not any(_is_within(line, table.bbox) for table in tables)]
    read = Page(
        float(page.width), tuple(outside), tuple((table.bbox[1], _table(page, table, tolerance)) for table in tables)
    )
    page.close()
    return read


def _columns(table: Any) -> int:
    return max((len(row.cells) for row in table.rows), default=0)


def _line(line: dict[str, Any], height: float) -> Line:
    top, bottom = float(line["top"]), float(line["bottom"])
    is_edge = bottom < _EDGE * height or top > (1 - _EDGE) * height
    return Line(without_controls(line["text"]), float(line["x0"]), float(line["x1"]), top, bottom, is_edge)


def _is_within(line: Line, box: tuple[float, float, float, float]) -> bool:
    return box[1] <= (line.top + line.bottom) / 2 <= box[3] and line.left < box[2] and line.right > box[0]


def _running_heads(pages: list[Page]) -> frozenset[str]:
    """Patterns of lines that stand in the margins of several pages."""
    seen = Counter(pattern for page in pages for pattern in {line.pattern for line in page.lines if line.is_edge})
    return frozenset(pattern for pattern, count in seen.items() if count > 1)


def _frames(pages: list[Page]) -> dict[float, tuple[float, float]]:
    """Left and right end of the text on pages of each width: one page alone may hold nothing but short or indented lines."""
    lines: dict[float, list[Line]] = {page.width: [] for page in pages}
    for page in pages:
        lines[page.width].extend(page.lines)
    return {
        width: (min((line.left for line in held), default=0), max((line.right for line in held), default=width))
        for width, held in lines.items()
    }


def _blocks(page: Page, running_heads: frozenset[str], frame: tuple[float, float]) -> list[Block]:
    """Blocks of one page from top to bottom, without running heads and page numbers."""
    lines = [
        line
        for line in page.lines
        if not (line.is_edge and (line.pattern in running_heads or is_page_number(line.text)))
    ]
    placed: list[tuple[float, Block]] = list(page.tables)
    placed.extend(_paragraphs(lines, [top for top, _ in page.tables], frame))
    return [block for _, block in sorted(placed, key=lambda each: each[0])]


def _table(page: Any, table: Any, tolerance: float) -> Table:
    """Rows of a ruled table; places without a cell of their own repeat the cell above or to the left that covers them."""
    texts = table.extract(y_tolerance=tolerance)
    rows: list[Row] = []
    for number, (row, words) in enumerate(zip(table.rows, texts, strict=True)):
        cells: list[Cell] = []
        for place, (box, text) in enumerate(zip(row.cells, words, strict=True)):
            if box is not None:
                cells.append(Cell(_unbroken(page, box, without_controls(text or "").strip())))
            else:
                cells.append(_covered(table, rows, cells, number, place))
        rows.append(tuple(cells))
    return Table(tuple(rows), is_grid=True)


def _covered(table: Any, rows: list[Row], cells: list[Cell], number: int, place: int) -> Cell:
    """The copy of a merged cell: of the one above where that reaches down here, of the one to the left where that reaches over here."""
    boxes = table.rows[number].cells
    top = min((box[1] for box in boxes if box is not None), default=0)
    above = next((each for each in range(number - 1, -1, -1) if table.rows[each].cells[place] is not None), None)
    if above is not None and table.rows[above].cells[place][3] > top + 1:
        return Cell(rows[above][place].text, is_copy=True)
    begin = min((row.cells[place][0] for row in table.rows if row.cells[place] is not None), default=None)
    beside = next((box for box in reversed(boxes[:place]) if box is not None), None)
    reaches = cells and beside is not None and begin is not None and beside[2] > begin + 1
    return Cell(cells[-1].text, is_copy=True) if reaches else Cell()


def _open_ends(page: Any) -> list[float]:
    """Heights at which tables begin and end, told from their upright lines: a page's edge leaves cells open that go on overleaf."""
    ends: list[tuple[float, float]] = []
    for edge in sorted((each for each in page.edges if each["orientation"] == "v"), key=lambda each: each["top"]):
        if ends and edge["top"] <= ends[-1][1] + _GAP:
            ends[-1] = (ends[-1][0], max(ends[-1][1], edge["bottom"]))
        else:
            ends.append((edge["top"], edge["bottom"]))
    return [height for pair in ends for height in pair]


def _unbroken(page: Any, box: tuple[float, float, float, float], text: str) -> str:
    """A cell's text without the breaks of its narrow column; a line that names a unit and leaves room at its end is kept apart."""
    lines = [line.strip() for line in text.split("\n")]
    if len(lines) < 2 or not all(map(is_unit_cell, lines)):
        return run_together(text)
    room = _ROOM * median([char["size"] for char in page.chars])
    ends = [each["x1"] for each in page.crop(box, strict=False).extract_text_lines(return_chars=False)]
    if len(ends) != len(lines):
        return run_together(text)
    return "".join(line if end > box[2] - room else f"{line}\n" for line, end in zip(lines, ends, strict=True)).strip()


def _paragraphs(
    lines: list[Line], tables: list[float], frame: tuple[float, float]
) -> Iterator[tuple[float, Paragraph]]:
    """Lines put together. A line that begins further right or with a number begins a paragraph; one that ends early ends it, and so does a table."""
    if not lines:
        return
    left, right = frame
    indent = median(line.bottom - line.top for line in lines)
    gathered: list[Line] = []
    for line in lines:
        begins = line.left > left + indent or mark_of(line.text) is not None or stands_alone(line.text)
        parted = bool(gathered) and any(gathered[0].top < top <= line.top for top in tables)
        if gathered and (begins or parted or gathered[-1].right < left + _FULL * (right - left)):
            yield _paragraph(gathered)
            gathered = []
        gathered.append(line)
    yield _paragraph(gathered)


def _paragraph(lines: list[Line]) -> tuple[float, Paragraph]:
    return lines[0].top, Paragraph(run_together("".join(line.text for line in lines)))
