"""Markdown of generated docs: tables and blocks."""

from collections.abc import Iterable


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; a bar inside a cell is escaped."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def joined(*blocks: str) -> str:
    """Blocks with an empty line between, and a line end after the last."""
    return "\n\n".join(block.rstrip("\n") for block in blocks) + "\n"
