"""Small changes of written content: fields dropped or set, sentences replaced, added, taken away."""

from collections.abc import Callable
from typing import Any

from demo.lab.blocks import Fields, Grid, Prose
from demo.lab.content import Content

Change = Callable[[Content], None]


def all_of(*changes: Change) -> Change:
    """Several changes one after the other."""

    def apply(content: Content) -> None:
        for change in changes:
            change(content)

    return apply


def without_field(*labels: str) -> Change:
    """Drop the fields whose label is one of these."""

    def apply(content: Content) -> None:
        for block in content.blocks:
            if isinstance(block, Fields):
                block.pairs = [pair for pair in block.pairs if pair[0] not in labels]

    return apply


def with_field(label: str, value: str) -> Change:
    """Give a field another value."""

    def apply(content: Content) -> None:
        for block in content.blocks:
            if isinstance(block, Fields):
                block.pairs = [(name, value if name == label else old) for name, old in block.pairs]

    return apply


def saying(old: str, new: str) -> Change:
    """Replace words wherever they stand in text, fields and tables."""

    def apply(content: Content) -> None:
        for block in content.blocks:
            if isinstance(block, Prose):
                block.parts = [(kind, text.replace(old, new)) for kind, text in block.parts]
            elif isinstance(block, Fields):
                block.pairs = [(label, value.replace(old, new)) for label, value in block.pairs]
            elif isinstance(block, Grid):
                for row in block.rows:
                    for cell in row:
                        cell.text = cell.text.replace(old, new)

    return apply


def without_text(words: str) -> Change:
    """Take away the paragraphs that hold these words."""

    def apply(content: Content) -> None:
        for block in content.blocks:
            if isinstance(block, Prose):
                block.parts = [part for part in block.parts if words not in part[1]]

    return apply


def adding(text: str, kind: str = "p") -> Change:
    """Add a paragraph at the end of the text."""

    def apply(content: Content) -> None:
        next(block for block in reversed(content.blocks) if isinstance(block, Prose)).parts.append((kind, text))

    return apply


def text_only(*parts: str) -> Change:
    """Replace all text by these paragraphs."""

    def apply(content: Content) -> None:
        content.blocks = [block for block in content.blocks if not isinstance(block, (Prose, Grid))]
        content.blocks.append(Prose([("p", part) for part in parts]))

    return apply


def knowing(table: str, **facts: Any) -> Change:
    """Correct what is to be read of the page."""

    def apply(content: Content) -> None:
        if table in content.facts:
            content.facts[table] |= facts

    return apply


def without_files(content: Content) -> None:
    """Take the attachments away."""
    content.files = []


def without_related(content: Content) -> None:
    """Take the links to what belongs to it away."""
    content.related = []
