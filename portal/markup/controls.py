"""Controls of a home page that are no links (不是链接的按钮): elements that scripts listen to, of which only the words tell what they are for."""

import re

from portal.facts import Link
from portal.markup.outline import Node, fold
from portal.markup.sheet import Sheet

LONGEST = 12  # characters of a button's words
# Only what no link shows elsewhere is looked for: the entry to the accessible view.
_WANTED = re.compile(r"无障碍|适老|长者|老年|关怀|关爱|大字")
_OWN_LINKS = frozenset(("a", "area", "option", "title", "script", "style"))


def read_controls(sheet: Sheet) -> list[Link]:
    """Elements with such words that stand in no link, as links without an address, element `button`."""
    outline = sheet.outline
    found: list[Link] = []
    for place, piece in enumerate(outline.pieces):
        if len(piece) <= LONGEST * 2 and _WANTED.search(piece):
            node = _innermost(outline.nodes, place)
            words = fold(piece)
            if node is not None and words and len(words) <= LONGEST and not _in_link(node):
                selector = sheet.selectors.of(node)
                found.append(
                    Link(0, "", words, node.region, 0, element="button", selector=selector, hidden=node.hidden)
                )
    for node in outline.tagged("input"):
        words = fold(node.attrs.get("value", ""))
        if node.attrs.get("type") == "button" and _WANTED.search(words) and len(words) <= LONGEST:
            selector = sheet.selectors.of(node)
            found.append(Link(0, "", words, node.region, 0, element="button", selector=selector, hidden=node.hidden))
    return found


def _innermost(nodes: list[Node], place: int) -> Node | None:
    return max((node for node in nodes if node.start <= place < node.end), key=lambda node: node.index, default=None)


def _in_link(node: Node) -> bool:
    return node.tag in _OWN_LINKS or any(around.tag in _OWN_LINKS for around in node.ancestors())
