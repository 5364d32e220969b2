"""Clauses of a whole document (条款汇总): its prose, then its tables, each under its name."""

from collections import Counter
from dataclasses import dataclass, replace

from rulesets.importing import ledger, prose
from rulesets.importing.blocks import Cell, Paragraph, Source, Table
from rulesets.importing.characters import run_together
from rulesets.importing.clauses import FoundClause
from rulesets.importing.deadlines import Frame, in_text, is_deadline_cell
from rulesets.importing.head import Head, head_of
from rulesets.importing.marks import is_annex, is_imprint, mark_of

_LONGEST_NAME = 60
_UNNAMED = "任务表"


@dataclass(frozen=True, slots=True)
class Found:
    """What a document holds: its head, its clauses in order, and remarks of the reader."""

    head: Head
    clauses: tuple[FoundClause, ...]
    remarks: tuple[str, ...]


def find(source: Source, file_name: str) -> Found:
    """Head and clauses of a document; `file_name` without suffix stands in for a missing title."""
    head = head_of(source.paragraphs, file_name)
    frame = Frame(head.year, head.issued)
    written = [
        replace(clause, deadlines=tuple(in_text(clause.text, frame) or in_text(clause.units.words, frame)))
        for clause in prose.clauses_of(source.paragraphs)
    ]
    tabled = [clause for name, table in named_tables(source) for clause in ledger.clauses_of(table, name, frame)]
    return Found(head, (*written, *tabled), source.remarks)


def named_tables(source: Source) -> list[tuple[str, Table]]:
    """Tables with the line above them; parts of one table that only a page's edge parted are put together."""
    tables: list[tuple[str, Table]] = []
    above: str | None = None
    for block in source.blocks:
        if isinstance(block, Paragraph) and above is None and tables and is_deadline_cell(block.text):
            name, table = tables.pop()  # a merged cell that fell out of the table
            tables.append((name, replace(table, rows=(*table.rows, (Cell(block.text),)))))
            continue
        if isinstance(block, Paragraph):
            above = _name(block) or above
            continue
        if above is None and tables and _continues(tables[-1][1], block):
            name, table = tables.pop()
            block = table.and_then(block)  # noqa: PLW2901 (the table put together)
        else:
            name = above or (tables[-1][0] if tables else _UNNAMED)
        tables.append((name, block))
        above = None
    return _distinct(tables)


def _name(paragraph: Paragraph) -> str:
    words = run_together(paragraph.text)
    is_name = 2 <= len(words) <= _LONGEST_NAME and "。" not in words
    return words if is_name and not is_annex(words) and not is_imprint(words) and not mark_of(words) else ""


def _continues(above: Table, below: Table) -> bool:
    """Whether a table goes on from the one before it: as wide, or the same header again."""
    widths = {len(row) for row in above.rows}
    return above.is_grid == below.is_grid and (len(below.rows[0]) in widths or above.rows[0] == below.rows[0])


def _distinct(tables: list[tuple[str, Table]]) -> list[tuple[str, Table]]:
    """Names that occur twice are counted, so that a row's place is one place."""
    seen: Counter[str] = Counter()
    named = []
    for name, table in tables:
        seen[name] += 1
        named.append((name if seen[name] == 1 else f"{name}（表{seen[name]}）", table))
    return named
