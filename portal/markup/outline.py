"""The outline of a page (页面结构): one parse of the HTML into flat lists that every reader shares.

libxml2 reports elements and text as it parses; no tree is built. `Outline.nodes` holds the elements in document order, each with the
range of its descendants and the range of its text in `Outline.pieces`, so that the text of any element is a slice.
Content of scripts, styles, templates and `<noscript>` is not text. Comments are not seen here (`portal.identity` looks at them).

This module is the crawl's hottest: it runs for every element of every page, so it counts calls.
"""

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from typing import Any, cast

from lxml import etree

from portal.states import MAIN, Region

BLOCK = "\x1e"  # between blocks
BREAK = "\x1f"  # <br>: joins inside a label, parts lines elsewhere
_BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT_TAGS = frozenset(["script", "style", "template", "noscript", "title", "textarea", "noframes", "object"])
_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\ufeff", "&#8203;")  # zero-width characters editors leave behind
MAX_CHARACTERS = 2_500_000  # of markup; more is read by no visitor either
MAX_NODES = 200_000  # a page beyond this is cut here: no portal page needs more, a trap has no end
_NO_ATTRIBUTES: dict[str, str] = {}  # in place of the parser's own empty mapping, which is twenty times as slow to ask


class Node:
    """One element. `start` and `end` bound its text in the pieces, `index` and `last` its descendants in the nodes.

    `region` and `hidden` (by inline style or attribute, its own or a parent's) are set by `portal.markup.regions`.
    """

    __slots__ = ("attrs", "end", "hidden", "index", "last", "parent", "region", "start", "tag")

    def __init__(self, tag: str, attrs: Mapping[str, str], parent: "Node | None", index: int, start: int) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.index = index
        self.start = start
        self.last: int
        self.end: int
        self.region: Region = MAIN
        self.hidden = False

    def ancestors(self) -> Iterator["Node"]:
        """Parents, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def names(self) -> str:
        """Its class and id, as written."""
        return f"{self.attrs.get('class', '')} {self.attrs.get('id', '')}"


class Outline:
    """Elements, text pieces, scripts and title of one page."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.pieces: list[str] = []
        self.scripts: list[tuple[Node, str]] = []
        self.styles: list[str] = []
        self.title = ""
        self.cut = False  # longer than what is read of a page
        self.footer: Node | None = None  # first element of the footer, set by portal.markup.regions

    @cached_property
    def offsets(self) -> list[int]:
        """Characters before each piece, one entry more than there are pieces."""
        return list(accumulate(map(len, self.pieces), initial=0))

    @cached_property
    def _by_tag(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            found[node.tag].append(node)
        return found

    def tagged(self, tag: str) -> list[Node]:
        """Elements of this tag in document order."""
        return self._by_tag.get(tag, [])

    def length(self, node: Node) -> int:
        """Characters of text inside `node`, separators included."""
        offsets = self.offsets
        return offsets[node.end] - offsets[node.start]

    def raw(self, node: Node) -> str:
        """Text inside `node` with its separators."""
        return "".join(self.pieces[node.start : node.end])

    @cached_property
    def _anchors(self) -> list[int]:
        return list(accumulate([node.tag == "a" for node in self.nodes], initial=0))

    def links_inside(self, node: Node) -> int:
        """How many `<a>` an element holds, itself included."""
        return self._anchors[node.last] - self._anchors[node.index]

    def mark(self, root: Node | None, region: Region) -> None:
        """Give an element and all it holds a region."""
        if root is not None:
            for node in self.nodes[root.index : root.last]:
                node.region = region

    def label(self, node: Node) -> str:
        """Text inside `node` as one label: joined across line breaks, white space folded."""
        start, end = node.start, node.end
        if end - start == 1:
            return fold(self.pieces[start])
        return fold("".join(self.pieces[start:end]).replace(BREAK, "")) if end > start else ""

    def lines(self, node: Node) -> list[str]:
        """Text inside `node` by block and line break, white space folded, empty lines dropped."""
        return to_lines(self.raw(node))

    def inside(self, node: Node) -> list[Node]:
        """Descendants of `node` in document order."""
        return self.nodes[node.index + 1 : node.last]

    def holder(self, position: int) -> Node | None:
        """Innermost element around the piece at `position`."""
        return next((node for node in reversed(self.nodes) if node.start <= position < node.end), None)

    def children(self, node: Node) -> Iterator[Node]:
        """Child elements of `node` in document order."""
        index = node.index + 1
        while index < node.last:
            child = self.nodes[index]
            yield child
            index = child.last


def fold(text: str) -> str:
    """White space (also U+3000, nbsp, separators) folded to single spaces, ends trimmed."""
    return " ".join(text.split())


def squeeze(text: str) -> str:
    """All white space dropped: letter-spaced labels and numbers become comparable."""
    return "".join(text.split())


def to_lines(raw: str) -> list[str]:
    """Lines of raw text, parted at blocks and line breaks, white space folded, empty ones dropped."""
    lines = (" ".join(part.split()) for part in raw.replace(BREAK, BLOCK).split(BLOCK))
    return [line for line in lines if line]


class _Builder:
    """Target of the parser: grows an `Outline`. `data` is the list's own method: text reaches the pieces without a call of Python."""

    __slots__ = ("_nodes", "_open", "_pieces", "_silent", "data", "outline")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.data = self._pieces.append
        self.begin()

    def begin(self) -> None:
        """Make ready for a new page."""
        self.outline = Outline()
        self._nodes = self.outline.nodes
        self._pieces.clear()
        self._open: Node | None = None
        self._silent: Node | None = None

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if self._silent is not None:
            return
        nodes, pieces = self._nodes, self._pieces
        if tag in _BLOCK_TAGS:
            pieces.append(BLOCK)
        elif tag == "br":
            pieces.append(BREAK)
        written = attrs if type(attrs) is dict else _NO_ATTRIBUTES
        node = self._open = Node(tag, written, self._open, len(nodes), len(pieces))
        nodes.append(node)
        if tag in _SILENT_TAGS:
            self._silent = node
        elif len(nodes) >= MAX_NODES:
            raise _PageTooLargeError

    def end(self, tag: str) -> None:
        node = self._open
        if node is None or node.tag != tag:
            return  # an element inside a template or noscript
        pieces = self._pieces
        if self._silent is not None:
            self._close_silent(node)
        self._open = node.parent
        node.last = len(self._nodes)
        node.end = len(pieces)
        if tag in _BLOCK_TAGS:
            pieces.append(BLOCK)

    def _close_silent(self, node: Node) -> None:
        content = "".join(self._pieces[node.start :])
        del self._pieces[node.start :]
        self._silent = None
        if node.tag == "script":
            self.outline.scripts.append((node, content))
        elif node.tag == "style":
            self.outline.styles.append(content)
        elif node.tag == "title" and not self.outline.title:
            self.outline.title = fold(content)

    def close(self) -> Outline:
        """Close what is still open, innermost first."""
        while self._open is not None:
            self.end(self._open.tag)
        self.outline.pieces = self._pieces.copy()
        return self.outline


class _PageTooLargeError(Exception):
    """The page has more elements than are read."""


class _Reader(threading.local):
    """A parser and its target, one for each thread: making them costs a tenth of reading a page."""

    def __init__(self) -> None:
        self.builder = _Builder()
        self.parser = etree.HTMLParser(target=cast(Any, self.builder), encoding="utf-8", huge_tree=True)


_READER = _Reader()


def outline_of(text: str) -> Outline:
    """Outline of a page's HTML; any text gives one, an empty one at worst."""
    if not text or text.isspace():
        return Outline()
    builder = _READER.builder
    builder.begin()
    builder.outline.cut = len(text) > MAX_CHARACTERS
    text = text[:MAX_CHARACTERS]
    for mark in _INVISIBLE:
        if mark in text:
            text = text.replace(mark, "")
    data = text.replace("\0", "�").encode("utf-8", "replace")
    try:
        with suppress(etree.ParseError):  # what was read until then is the page
            etree.fromstring(data, _READER.parser)
    except _PageTooLargeError:
        builder.outline.cut = True
    return builder.close()
