"""Regions of a page (页面区域): header, navigation, main, footer.

Decided from tags and roles, from words in class and id, and where a page has neither, from what stands at its ends. A word alone is not
believed against the position: an unclosed `<div class="header">` wraps whole pages on real portals.
"""

import re
from functools import lru_cache

from portal.markup.menus import is_menu
from portal.markup.outline import Node, Outline
from portal.states import FOOTER, HEADER, MAIN, NAVIGATION, Region

_TAGS = {"header": HEADER, "nav": NAVIGATION, "footer": FOOTER, "main": MAIN}
_ROLES = {
    "banner": HEADER,
    "navigation": NAVIGATION,
    "menu": NAVIGATION,
    "menubar": NAVIGATION,
    "contentinfo": FOOTER,
    "main": MAIN,
    "article": MAIN,
}
_FOOTER_WORDS = re.compile(r"foot|copyright|(^|[\s_-])(bottom|banquan|dibu|bq)([\s_-]|\d|$)", re.IGNORECASE)
_NAVIGATION_WORDS = re.compile(
    r"nav(?!y|toggle)|menu|side_?-?(bar|list|title)|(^|[\s_-])(sub)?(daohang|dh|sider|leftlist)([\s_-]|\d|$)",
    re.IGNORECASE,
)
_HEADER_WORDS = re.compile(
    r"(^|[\s_-])(header|head|top|banner|logo|toolbar|topbar|sitehead|wzt)([\s_-]|\d|$)|header|head-?_?(box|top|wrap)|top-?_?(box|bar|nav)",
    re.IGNORECASE,
)
_SIDE_WORDS = re.compile(r"(^|[\s_-])(side|aside|left|lanmu|lm|mulu|catalog|tree|submenu)([\s_-]|\d|$)", re.IGNORECASE)
_SIDE_TAGS = frozenset(("div", "ul", "td", "dl", "section"))
_FOOTER_TEXT = re.compile(r"ICP备|公网安备|网站标识码|主办单位|主办[:：]|版权所有|Copyright", re.IGNORECASE)
# Elements whose class says nothing about the region of what they hold.
_SMALL = frozenset(
    ("a", "span", "b", "font", "strong", "em", "i", "u", "img", "p", "td", "li", "body", "html", "script")
)
_SILENT = _SMALL - {"td"}  # nor about a side column
_ROW_DATE = re.compile(r"\s*[\[(（【]?\s*(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?\s*[\])）】]?\s*")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def mark_regions(outline: Outline) -> None:
    """Give every node of the outline its region, and mark what inline styles and attributes hide."""
    if not outline.nodes:
        return
    total = max(outline.offsets[-1], 1)
    for node in outline.nodes:
        parent, attrs = node.parent, node.attrs
        region = MAIN
        if parent is not None:
            region = parent.region
            if parent.hidden:
                node.hidden = True
        if attrs:
            if "hidden" in attrs or ("style" in attrs and _hides(attrs["style"])):
                node.hidden = True
            if region is not FOOTER and (node.tag not in _SILENT or "role" in attrs):
                region = _own_region(outline, node, region, total)
        elif node.tag in _TAGS and region is not FOOTER:
            region = _own_region(outline, node, region, total)
        if region is not MAIN:
            node.region = region
            if region is FOOTER and outline.footer is None:
                outline.footer = node
    if outline.footer is None:
        _mark_unnamed_footer(outline, total)


def _own_region(outline: Outline, node: Node, above: Region, total: int) -> Region:
    """Region by what the element says of itself, where its place allows it; else that of its parent."""
    attrs = node.attrs
    said, beside = _said(node.tag, attrs.get("role"), attrs.get("class"), attrs.get("id"))
    if said is None and beside and above is MAIN and is_menu(outline, node):
        said = NAVIGATION
    if said is None or said is above or not _plausible(outline, node, said, total):
        return above
    return said


def _hides(style: str) -> bool:
    return ("none" in style or "hidden" in style) and _HIDING.search(style) is not None


@lru_cache(maxsize=8192)
def _said(tag: str, role: str | None, class_: str | None, id_: str | None) -> tuple[Region | None, bool]:
    """Region by tag, role, class and id, and whether they speak of a side column, which may hold a menu or anything else.

    The same few combinations make up a whole portal.
    """
    region = _TAGS.get(tag) or _ROLES.get(role or "")
    names = f"{class_ or ''} {id_ or ''}"
    if region is None and tag not in _SMALL and (class_ or id_):
        region = _named(names)
    return region, tag == "aside" or (tag in _SIDE_TAGS and _SIDE_WORDS.search(names) is not None)


def _named(names: str) -> Region | None:
    if _FOOTER_WORDS.search(names):
        return FOOTER
    if _NAVIGATION_WORDS.search(names):
        return NAVIGATION
    return HEADER if _HEADER_WORDS.search(names) else None


def _plausible(outline: Outline, node: Node, region: Region, total: int) -> bool:
    """Whether position and size allow what tag or words say."""
    begins = outline.offsets[node.start] / total
    share = outline.length(node) / total
    if region is FOOTER:
        return begins > 0.15 and begins + share > 0.8
    if region is HEADER:
        return begins < 0.3 and share < 0.5
    if region is NAVIGATION:
        return share < 0.6 and (node.tag == "nav" or not _lists_articles(outline, node))
    return True


def _lists_articles(outline: Outline, node: Node) -> bool:
    """Whether dates stand beside half of the links: rows of a list, whatever their class is called (龙讯: `xxgk_navli`)."""
    links = outline.links_inside(node)
    dates = (
        sum(_ROW_DATE.fullmatch(piece) is not None for piece in outline.pieces[node.start : node.end]) if links else 0
    )
    return dates > 0 and 2 * dates >= links


def _mark_unnamed_footer(outline: Outline, total: int) -> None:
    """Table layouts name nothing: the footer is the largest block at the end that holds an identity text."""
    for position in range(len(outline.pieces) - 1, -1, -1):
        if outline.offsets[position] < total * 0.6:
            return
        if _FOOTER_TEXT.search(outline.pieces[position]):
            outline.footer = _block_at(outline, position, total)
            outline.mark(outline.footer, FOOTER)
            return


def _block_at(outline: Outline, position: int, total: int) -> Node | None:
    """The largest element around a piece that begins in the last part of the page."""
    for node in outline.nodes:
        if node.start <= position < node.end and node.tag not in ("body", "html"):
            begins = outline.offsets[node.start] / total
            if begins > 0.7 or (begins > 0.4 and outline.length(node) < 600):
                return node
    return None
