"""Word documents read back (读回公文), as a person would see them."""

from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table


def lines(path: Path) -> list[str]:
    """Paragraphs outside tables."""
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def text(path: Path) -> str:
    """Everything outside tables."""
    return "\n".join(lines(path))


def tables(path: Path) -> list[Table]:
    """All tables."""
    return Document(str(path)).tables


def cells(table: Table) -> list[list[str]]:
    """Texts of a table by row; a cell over several columns stands once."""
    return [["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row._tr.tc_lst] for row in table.rows]


def everything(path: Path) -> str:
    """All words of the document, tables included."""
    return "\n".join([text(path), *("\t".join(row) for table in tables(path) for row in cells(table))])
