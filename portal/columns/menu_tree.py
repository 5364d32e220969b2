"""Nesting of a home page's menus (导航层级): which entry of a menu stands below which.

A menu's entry is the head of what follows inside its own element (`li > a + ul`, `dl > dt + dd`, a title beside a panel). What the page does
not nest, such as panels shown by a script, stays flat here; breadcrumbs and addresses tell the rest.
"""

from collections.abc import Iterator
from itertools import islice, takewhile

from portal.content_facts import MenuEntry
from portal.facts import Link
from portal.markup.outline import Node, Outline, squeeze
from portal.markup.sheet import Sheet
from portal.states import HEADER, NAVIGATION

_PANELS = frozenset(("ul", "ol", "div", "dl", "dd", "section", "table", "nav"))
_ENTRIES = frozenset(("li", "dl"))
_LONGEST = 14  # characters of a menu's heading
_DEEPEST = 4
_NEAR = 40  # elements and pieces of text between an entry's beginning and its panel


def menu_entries(sheet: Sheet) -> list[MenuEntry]:
    """Entries of the page's menus that stand below others, by the position of their link; `above` names these from the top down."""
    # Links that stand in a script's data follow those of elements, and have none.
    links = {node.index: link for link, node in zip(sheet.links, sheet.link_nodes, strict=False)}
    entries: list[MenuEntry] = []
    panels: list[tuple[int, str]] = []  # where each open panel ends, and its head
    for node in sheet.outline.nodes:
        while panels and node.index >= panels[-1][0]:
            panels.pop()
        if node.region is not NAVIGATION and node.region is not HEADER:
            continue
        if node.tag in _PANELS:
            head = _head(sheet.outline, node)
            if head:
                panels.append((node.last, head))
        link = links.get(node.index)
        if link is not None and panels:
            entries += _entry(link, [head for _, head in panels])
    return entries


def _entry(link: Link, heads: list[str]) -> Iterator[MenuEntry]:
    """An entry below its heads; the head's own link, repeated in its panel, is none."""
    above = tuple(dict.fromkeys(heads))
    if link.url and link.label and link.label != above[-1] and len(above) <= _DEEPEST:
        yield MenuEntry(0, link.position, above)


def _head(outline: Outline, panel: Node) -> str:
    """What stands before a panel in the element around both, if it is a heading: short, at most one link, made otherwise than the panel."""
    around = panel.parent
    if around is None or outline.links_inside(panel) == 0 or not 0 < panel.start - around.start < _NEAR:
        return ""
    if panel.index - around.index >= _NEAR:
        return ""
    text = squeeze("".join(outline.pieces[around.start : panel.start]))
    if not 2 <= len(text) <= _LONGEST or "首页" in text or not _repeats(outline, around):
        return ""
    before = list(takewhile(lambda child: child.index < panel.index, outline.children(around)))
    if any(child.tag == panel.tag and child.names == panel.names for child in before):
        return ""
    return text if sum(outline.links_inside(child) for child in before) <= 1 else ""


def _repeats(outline: Outline, around: Node) -> bool:
    """Whether an element is one of several entries: a list's, or one with brothers of the same make that hold links."""
    if around.tag in _ENTRIES:
        return True
    if around.parent is None or around.tag in ("body", "header", "nav"):
        return False
    return any(
        child is not around and child.tag == around.tag and child.names == around.names and outline.links_inside(child)
        for child in islice(outline.children(around.parent), _NEAR)
    )
