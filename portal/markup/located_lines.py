"""Lines of a page's main text with the place they stand (带位置的行): for readers that must say where a field was read."""

from bisect import bisect_right
from typing import NamedTuple

from portal.markup.outline import BLOCK, BREAK, Node, fold
from portal.markup.sheet import Sheet


class Located(NamedTuple):
    """A line, white space folded, and the piece of the outline its text begins in."""

    text: str
    piece: int


def located_lines(sheet: Sheet, most: int) -> list[Located]:
    """The first `most` lines of the main text."""
    pieces = sheet.outline.pieces
    lines: list[Located] = []
    for start, end in sheet.main_ranges:
        words: list[str] = []
        begin = -1
        for index in range(start, end):
            piece = pieces[index]
            if piece is BLOCK or piece is BREAK:  # the outline puts in these very objects
                if begin >= 0:
                    lines.append(Located(fold("".join(words)), begin))
                    begin = -1
                words = []
            else:
                if begin < 0 and not piece.isspace():
                    begin = index
                words.append(piece)
        if begin >= 0:
            lines.append(Located(fold("".join(words)), begin))
        if len(lines) >= most:
            break
    return lines[:most]


class Holders:
    """Finds the element around a piece of text."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._starts = [node.start for node in nodes]

    def of(self, piece: int) -> Node | None:
        """Innermost element around the piece at this position."""
        index = bisect_right(self._starts, piece) - 1
        node = self._nodes[index] if index >= 0 else None
        while node is not None and node.end <= piece:
            node = node.parent
        return node
