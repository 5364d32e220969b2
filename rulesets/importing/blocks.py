"""A document as its readers give it (段落和表格): paragraphs and tables in the order they stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (段落). `is_heading` when the format itself marks it as one; `is_whole` when the format tells where paragraphs end."""

    text: str
    is_heading: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table. `is_copy`: it repeats a merged cell (合并单元格) that begins above or to the left. Line breaks are kept."""

    text: str = ""
    is_copy: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one table (表格). `is_grid`: every row has its cells at their true columns, as the format kept them. `breaks`: rows that begin a page."""

    rows: tuple[Row, ...]
    is_grid: bool = False
    breaks: frozenset[int] = frozenset()

    def and_then(self, below: "Table") -> "Table":
        """This table with the part of it that stands on the next page."""
        further = {len(self.rows) + each for each in (0, *below.breaks)}
        return Table((*self.rows, *below.rows), self.is_grid, self.breaks | further)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader made of a file: its blocks, and remarks in Chinese about what it could not read."""

    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs alone."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def tables(self) -> list[Table]:
        """The tables alone."""
        return [block for block in self.blocks if isinstance(block, Table)]


def texts(row: Row) -> list[str]:
    """The texts of a row."""
    return [cell.text for cell in row]
