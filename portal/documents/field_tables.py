"""Field tables (字段表): labelled values that stand together, as table cells, definition lists, blocks or lines.

`索引号：x`, a label alone with its value in the next cell, a row of labels over a row of values; letter-spaced, doubled for the phone. An empty
cell takes no neighbour for its value.
"""

from dataclasses import dataclass

from portal.documents.field_labels import DOCUMENT, TELLING
from portal.documents.vocabularies import Vocabulary
from portal.markup.located_lines import Holders, Located
from portal.markup.outline import Node, Outline, fold, squeeze

_CELLS = frozenset(("td", "th"))
_PAIRS = {"dt": "dd"}
_LONGEST_LINE = 160  # characters of a line that may be label and value
_LONGEST_VALUE = 200
_INLINE = frozenset(("span", "b", "strong", "label", "em", "i", "font", "a", "u"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label and the words beside it; `value` is empty for an empty cell. `label` is bare, `node` holds the value.

    `first` and `end` bound the pieces of the page that the value takes up, `at` is the piece the label begins in.
    """

    name: str
    label: str
    value: str
    words: str
    node: Node | None
    at: int
    first: int
    end: int


def labelled_values(
    outline: Outline, lines: list[Located], holders: Holders, vocabulary: Vocabulary = DOCUMENT
) -> list[Labelled]:
    """Labelled values among `lines`, in their order; by default those of a document."""
    reader = _Reader(outline, lines, holders, vocabulary)
    return [found for index in range(len(lines)) if (found := reader.at(index)) is not None]


def is_field_table(values: list[Labelled]) -> bool:
    """Whether enough official labels stand together to be a document's field table."""
    names = {value.name for value in values}
    return len(names) >= 3 and not names.isdisjoint(TELLING)


_Value = tuple[str, Node | None, int, int]
_NOTHING: _Value = ("", None, 0, 0)


class _Reader:
    def __init__(self, outline: Outline, lines: list[Located], holders: Holders, vocabulary: Vocabulary) -> None:
        self._outline = outline
        self._vocabulary = vocabulary
        self._lines = lines
        self._holders = holders

    def at(self, index: int) -> Labelled | None:
        """Label of one line with its value."""
        line = self._lines[index]
        if len(line.text) > _LONGEST_LINE:
            return None
        found = self._vocabulary.label_in(line.text) or self._set_off(line)
        if found is None:
            return None
        label, value = found
        holder = self._holders.of(line.piece)
        if value is not None and value.strip():
            return Labelled(self._vocabulary.field_of[label], label, fold(value), line.text, holder, line.piece, 0, 0)
        words, node, first, end = self._beside(index, holder)
        said = f"{line.text} {words}".strip()
        return Labelled(self._vocabulary.field_of[label], label, words, said, node or holder, line.piece, first, end)

    def _set_off(self, line: Located) -> tuple[str, str] | None:
        """A label without colon that an element of its own sets off from the value in the same line."""
        if not self._vocabulary.opens(line.text):
            return None
        holder = self._holders.of(line.piece)
        if holder is None or holder.tag not in _INLINE:
            return None
        label = squeeze(self._outline.label(holder)).rstrip(":：")
        return (
            (label, fold(line.text)[len(self._outline.label(holder)) :]) if label in self._vocabulary.field_of else None
        )

    def _beside(self, index: int, holder: Node | None) -> _Value:
        """Value of a label that stands alone: its row's next cell, the cell below it, its `<dd>`, or the next line."""
        cell = _cell(holder)
        if cell is not None and cell.tag in _CELLS:
            return self._of_cell(cell)
        if cell is not None and cell.tag in _PAIRS:
            return self._words(_next(self._outline, cell, (_PAIRS[cell.tag],)))
        return self._of_line(index, holder)

    def _of_cell(self, cell: Node) -> _Value:
        row = cell.parent
        if row is None:
            return _NOTHING
        cells = [node for node in self._outline.children(row) if node.tag in _CELLS]
        if len(cells) > 1 and all(self._is_label(node) for node in cells):
            below = _next(self._outline, row, ("tr",))
            under = [node for node in self._outline.children(below) if node.tag in _CELLS] if below else []
            return self._words(under[cells.index(cell)] if len(under) == len(cells) else None)
        return self._words(_next(self._outline, cell, ("td", "th")))

    def _words(self, node: Node | None) -> _Value:
        if node is None or self._outline.length(node) > _LONGEST_VALUE * 2 or self._is_label(node):
            return _NOTHING
        return self._outline.label(node), node, node.start, node.end

    def _is_label(self, node: Node) -> bool:
        if self._outline.length(node) > 40:
            return False
        found = self._vocabulary.label_in(self._outline.label(node))
        return found is not None and not (found[1] or "").strip()

    def _of_line(self, index: int, holder: Node | None) -> _Value:
        if index + 1 >= len(self._lines):
            return _NOTHING
        after = self._lines[index + 1]
        if len(after.text) > _LONGEST_VALUE or self._vocabulary.label_in(after.text) or self._set_off(after):
            return _NOTHING
        node = self._holders.of(after.piece)
        return (after.text, node, after.piece, after.piece + 1) if _near(holder, node) else _NOTHING


def _cell(node: Node | None) -> Node | None:
    """The nearest table cell or term around an element, a few steps up."""
    for _ in range(5):
        if node is None or node.tag in _CELLS or node.tag in _PAIRS:
            return node
        if node.tag in ("table", "body", "ul", "form"):
            return None
        node = node.parent
    return None


def _next(outline: Outline, node: Node, tags: tuple[str, ...]) -> Node | None:
    """Sibling right behind an element, if it has one of these tags."""
    if node.parent is None or node.last >= node.parent.last:
        return None
    sibling = outline.nodes[node.last]
    return sibling if sibling.tag in tags and sibling.parent is node.parent else None


def _near(one: Node | None, other: Node | None) -> bool:
    """Whether two elements stand in the same small part: a common ancestor at most three steps up from both."""
    above = _lineage(one)
    return not above.isdisjoint(_lineage(other))


def _lineage(node: Node | None) -> set[int]:
    found: set[int] = set()
    while node is not None and len(found) < 4:
        found.add(node.index)
        node = node.parent
    return found
