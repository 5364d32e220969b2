"""What heads a page (页头): the words and pictures above its content, in which a site shows its name."""

import re

from portal.markup.outline import Node, Outline, fold, squeeze, to_lines
from portal.markup.sheet import Sheet
from portal.site_facts import PageHeader
from portal.states import FOOTER, HEADER, NAVIGATION

_TOP = 0.35  # share of the page's text in which header and first menu begin
_LONGEST = 300  # characters kept
_LONGEST_LINE = 60  # characters; longer ones are sentences
_SHORTEST = 2  # characters of a line that may name something
_MOST_NODES = 1_500  # looked at
_UNMARKED_PIECES = 80  # text pieces that stand for the header where none is recognised
_GENERIC = re.compile(
    r"^(?:\W|\d|[a-z]|首页|头部|顶部|标志|标识|图标|徽标|图片|背景|横幅|网站|门户|的)*$", re.IGNORECASE
)
_HOME = frozenset(("/", "./", "index.html", "/index.html"))
_PAINTED = frozenset(("a", "div", "h1", "h2", "h3"))  # elements that style sheets put logos on


def read(sheet: Sheet) -> list[PageHeader]:
    """The header of any page; nothing for pages without elements."""
    outline = sheet.outline
    if not outline.nodes:
        return []
    end = _end(outline, sheet.place)
    if end:
        nodes, pieces = outline.nodes[:end], outline.nodes[end - 1].end
    else:
        pieces = min(_UNMARKED_PIECES, len(outline.pieces))
        nodes = [node for node in outline.nodes[:_MOST_NODES] if node.start <= pieces]
    top = _Top(outline)
    for node in nodes:
        top.see(node)
    words = "\n".join(dict.fromkeys([*top.said, *top.lines(pieces)]))
    selector = sheet.selectors.of(top.header) if top.header is not None else ""
    return [PageHeader(0, words[:_LONGEST], top.unread, bool(end), len(words) > _LONGEST, selector)]


def _end(outline: Outline, place: Node | None) -> int:
    """Index after the last element of header and first menu, above the breadcrumb (`place`); 0 where neither is recognised."""
    limit = outline.offsets[-1] * _TOP
    index = end = 0
    while index < min(len(outline.nodes), _MOST_NODES):
        node = outline.nodes[index]
        if node is place or outline.offsets[node.start] > limit:
            break
        if node.region is HEADER or node.region is NAVIGATION:
            end = index = node.last
        else:
            index += 1
    return end


class _Top:
    """What the elements at the top say, gathered in one walk over them."""

    def __init__(self, outline: Outline) -> None:
        self.said: list[
            str
        ] = []  # by pictures, and by links to the site's root in menus: a bar may hold the name before its entries
        self.unread = 0  # pictures that no words tell of
        self.header: Node | None = None
        self._outline = outline
        self._kept: list[str] = []  # text outside menus and what is hidden
        self._begin = 0  # piece after the last one left out
        self._skipped = 0  # index after the last element left out

    def see(self, node: Node) -> None:
        """Take in an element; they come in their order."""
        menu = node.region is NAVIGATION
        if node.index >= self._skipped and (menu or node.hidden or node.tag == "select" or node.region is FOOTER):
            self._kept += self._outline.pieces[self._begin : node.start]
            self._begin, self._skipped = max(self._begin, node.end), node.last
        attrs = node.attrs
        if not attrs or node.hidden or node.region is FOOTER:
            return
        if self.header is None and node.region is HEADER:
            self.header = node
        if node.tag == "img":
            self._picture(node)
        elif node.tag == "a" and menu:
            self._menu_link(node)
        elif "style" in attrs and "url(" in attrs["style"]:
            self.unread += 1
        elif node.tag in _PAINTED and not menu:
            self._painted(node)

    def lines(self, pieces: int) -> list[str]:
        """Lines of the text outside menus, up to a piece."""
        kept = [*self._kept, *self._outline.pieces[self._begin : pieces]]
        return [line for line in to_lines("".join(kept)) if _SHORTEST <= len(line) <= _LONGEST_LINE]

    def _picture(self, node: Node) -> None:
        told = [fold(node.attrs[name])[:_LONGEST_LINE] for name in ("alt", "title") if node.attrs.get(name)]
        self.said += told
        self.unread += _GENERIC.match("".join(told)) is not None

    def _menu_link(self, node: Node) -> None:
        if node.attrs.get("href") in _HOME:
            label = self._outline.label(node)
            if len(label) > _SHORTEST:
                self.said.append(label[:_LONGEST_LINE])

    def _painted(self, node: Node) -> None:
        """An element with a title tells what it shows; an empty one may be painted by a style sheet."""
        if "title" in node.attrs:
            self.said += [fold(node.attrs["title"])[:_LONGEST_LINE]]
        elif node.last == node.index + 1 and not squeeze(self._outline.raw(node)):
            self.unread += 1
