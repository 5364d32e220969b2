"""The outline of a page (页面结构): one parse of the HTML into flat lists that every reader shares.

libxml2 reports elements and text as it parses; no tree is built. `Outline.nodes` holds the elements in document order, each with the
range of its descendants and the range of its text in `Outline.pieces`, so that the text of any element is a slice.
Content of scripts, styles, templates and `<noscript>` is not text. Comments are not seen here (`portal.identity` looks at them).
"""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any, cast

from lxml import etree

from portal.states import Region

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
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_LINE_SPACES = re.compile("[^\\S\x1e\x1f]+|[\u200b\ufeff]+")
_LINES = re.compile("[ \x1e\x1f]*[\x1e\x1f][ \x1e\x1f]*")
MAX_NODES = 200_000  # a page beyond this is cut here: no portal page needs more, a trap has no end


class Node:
    """One element. `hidden` tells of inline style or attribute, its own or a parent's; `start` and `end` bound its text in the pieces, `index` and `last` its descendants in the nodes."""

    __slots__ = ("attrs", "counts", "end", "hidden", "index", "last", "nth", "parent", "region", "start", "tag")

    def __init__(self, tag: str, attrs: Mapping[str, str], parent: "Node | None", index: int, start: int) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.index = index
        self.last = index + 1
        self.start = start
        self.end = start
        self.nth = 1
        self.counts: dict[str, int] | None = None
        self.region = Region.MAIN
        self.hidden: bool = parent is not None and parent.hidden
        if attrs and not self.hidden:
            self.hidden = "hidden" in attrs or ("style" in attrs and _HIDDEN.search(attrs["style"]) is not None)

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
        self.base = ""
        self._offsets: list[int] | None = None

    @property
    def offsets(self) -> list[int]:
        """Characters before each piece, one entry more than there are pieces."""
        if self._offsets is None:
            self._offsets = list(accumulate(map(len, self.pieces), initial=0))
        return self._offsets

    def length(self, node: Node) -> int:
        """Characters of text inside `node`, separators included."""
        return self.offsets[node.end] - self.offsets[node.start]

    def raw(self, node: Node) -> str:
        """Text inside `node` with its separators."""
        return "".join(self.pieces[node.start : node.end])

    def label(self, node: Node) -> str:
        """Text inside `node` as one label: joined across line breaks, white space folded."""
        return fold("".join(self.pieces[node.start : node.end]).replace(BREAK, ""))

    def lines(self, node: Node) -> list[str]:
        """Text inside `node` by block and line break, white space folded, empty lines dropped."""
        return to_lines(self.raw(node))

    def inside(self, node: Node) -> list[Node]:
        """Descendants of `node` in document order."""
        return self.nodes[node.index + 1 : node.last]


def fold(text: str) -> str:
    """White space (also U+3000, nbsp, separators) folded to single spaces, ends trimmed."""
    return _SPACES.sub(" ", text).strip()


def squeeze(text: str) -> str:
    """All white space dropped: letter-spaced labels and numbers become comparable."""
    return _SPACES.sub("", text)


def to_lines(raw: str) -> list[str]:
    """Lines of raw text, parted at blocks and line breaks."""
    text = _LINES.sub("\n", _LINE_SPACES.sub(" ", raw)).strip("\n ")
    return text.split("\n") if text else []


class _Builder:
    """Target of the parser: grows an `Outline`."""

    def __init__(self) -> None:
        self.outline = Outline()
        self._open: list[Node] = []
        self._silent: Node | None = None
        self._script: list[str] = []

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        outline = self.outline
        nodes = outline.nodes
        if len(nodes) >= MAX_NODES:
            return
        pieces = outline.pieces
        opened = self._open
        if self._silent is None and (tag in _BLOCK_TAGS or tag == "br"):
            pieces.append(BREAK if tag == "br" else BLOCK)
        parent = opened[-1] if opened else None
        node = Node(tag, attrs, parent, len(nodes), len(pieces))
        if parent is not None:
            counts = parent.counts
            if counts is None:
                parent.counts = {tag: 1}
            else:
                node.nth = counts[tag] = counts.get(tag, 0) + 1
        opened.append(node)
        if self._silent is None:
            nodes.append(node)
            if tag in _SILENT_TAGS:
                self._silent = node
            elif tag == "base" and not outline.base:
                outline.base = attrs.get("href", "")

    def data(self, data: str) -> None:
        if self._silent is None:
            self.outline.pieces.append(data)
        else:
            self._script.append(data)

    def end(self, tag: str) -> None:
        opened = self._open
        if not opened or opened[-1].tag != tag:
            return  # the end of an element beyond the cap
        node = opened.pop()
        outline = self.outline
        node.end = len(outline.pieces)
        node.last = len(outline.nodes)
        if self._silent is not None:
            if self._silent is node:
                self._close_silent(node)
        elif tag in _BLOCK_TAGS:
            outline.pieces.append(BLOCK)

    def _close_silent(self, node: Node) -> None:
        content = "".join(self._script)
        self._script.clear()
        self._silent = None
        if node.tag == "script":
            self.outline.scripts.append((node, content))
        elif node.tag == "style":
            self.outline.styles.append(content)
        elif node.tag == "title" and not self.outline.title:
            self.outline.title = fold(content)

    def close(self) -> Outline:
        for node in reversed(self._open):
            node.end = len(self.outline.pieces)
            node.last = len(self.outline.nodes)
        return self.outline


def outline_of(text: str) -> Outline:
    """Outline of a page's HTML; any text gives one, an empty one at worst."""
    if not text or text.isspace():
        return Outline()
    builder = _Builder()
    data = text.replace("\0", "�").encode("utf-8", "replace")
    parser = etree.HTMLParser(target=cast(Any, builder), encoding="utf-8", huge_tree=True)
    parsed: Any = etree.fromstring(data, parser)
    return parsed if isinstance(parsed, Outline) else builder.close()
