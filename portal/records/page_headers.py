"""What heads a page (页头): the words and pictures above its content, in which a site shows its name."""

import re
from collections.abc import Iterator

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
_PAINTED = frozenset(("a", "div", "h1", "h2", "h3"))  # elements that style sheets put logos on


def read(sheet: Sheet) -> list[PageHeader]:
    """The header of any page; nothing for pages without elements."""
    outline = sheet.outline
    if not outline.nodes:
        return []
    end = _end(outline, sheet.place)
    last = outline.nodes[end - 1] if end else None
    pieces = last.end if last is not None else min(_UNMARKED_PIECES, len(outline.pieces))
    marked = last is not None
    nodes = outline.nodes[: end or _MOST_NODES]
    if not marked:
        nodes = [node for node in nodes if node.start <= pieces]
    seen = [node for node in nodes if not node.hidden and node.region is not FOOTER]
    lines = list(
        dict.fromkeys([*_said_by_pictures(seen), *_home_links(outline, seen), *_lines(outline, nodes, pieces)])
    )
    words = "\n".join(lines)
    unread = sum(_is_unread_picture(outline, node) for node in seen)
    first = next((node for node in seen if node.region is HEADER), None)
    selector = sheet.selectors.of(first) if first is not None else ""
    return [PageHeader(0, words[:_LONGEST], unread, marked, len(words) > _LONGEST, selector)]


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


def _said_by_pictures(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if node.tag == "img" or (node.tag == "a" and "title" in node.attrs and node.region is not NAVIGATION):
            yield from filter(None, (fold(node.attrs.get(name, ""))[:_LONGEST_LINE] for name in ("alt", "title")))


def _home_links(outline: Outline, nodes: list[Node]) -> Iterator[str]:
    """Words of links to the site's root in menus: a bar may hold the name in front of its entries."""
    for node in nodes:
        if node.tag == "a" and node.region is NAVIGATION and node.attrs.get("href") in ("/", "./", "index.html"):
            label = outline.label(node)
            if len(label) > _SHORTEST:
                yield label[:_LONGEST_LINE]


def _lines(outline: Outline, nodes: list[Node], pieces: int) -> Iterator[str]:
    """Lines of text at the top, outside menus and what is hidden."""
    begin, index = 0, 0
    kept: list[str] = []
    while index < len(nodes):
        node = nodes[index]
        if node.start >= pieces:
            break
        if node.region is NAVIGATION or node.hidden or node.tag in ("select", "option"):
            kept += outline.pieces[begin : node.start]
            begin, index = max(begin, node.end), max(node.last, index + 1)
        else:
            index += 1
    kept += outline.pieces[begin:pieces]
    yield from (line for line in to_lines("".join(kept)) if _SHORTEST <= len(line) <= _LONGEST_LINE)


def _is_unread_picture(outline: Outline, node: Node) -> bool:
    """Whether an element shows, or may show, a picture that no words tell of."""
    attrs = node.attrs
    if node.tag == "img":
        return bool(_GENERIC.match(attrs.get("alt", "") + attrs.get("title", "")))
    if "style" in attrs and "url(" in attrs["style"]:
        return True
    bare = node.tag in _PAINTED and bool(attrs) and "title" not in attrs and node.last == node.index + 1
    return bare and node.region is not NAVIGATION and not squeeze(outline.raw(node))
