"""Regions of a page (页面区域): header, navigation, main, footer; and the breadcrumb (当前位置).

Decided from tags and roles, from words in class and id, and where a page has neither, from what stands at its ends. A word alone is not
believed against the position: an unclosed `<div class="header">` wraps whole pages on real portals.
"""

import re
from functools import lru_cache
from itertools import islice

from portal.outline import BLOCK, BREAK, Node, Outline, fold, squeeze
from portal.states import Region

_TAGS = {"header": Region.HEADER, "nav": Region.NAVIGATION, "footer": Region.FOOTER, "main": Region.MAIN}
_ROLES = {
    "banner": Region.HEADER,
    "navigation": Region.NAVIGATION,
    "menu": Region.NAVIGATION,
    "menubar": Region.NAVIGATION,
    "contentinfo": Region.FOOTER,
    "main": Region.MAIN,
    "article": Region.MAIN,
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
_CRUMB_WORDS = re.compile(
    r"crumb|curmb|(^|[\s_-])(dqwz|weizhi|wz|position|location|currentpath|bt-position|path|place)([\s_-]|\d|$)",
    re.IGNORECASE,
)
_CRUMB_LABEL = re.compile(
    r"(当\s*前\s*(所\s*在\s*)?(的\s*)?位\s*置|您\s*(现\s*在\s*)?(所\s*在\s*)?(的\s*)?位\s*置|所在位置|当前栏目|现在位置)(\s*(是|在))?\s*[:：]?"
)
_CRUMB_BREAKS = re.compile(rf"\s*(?:[>＞»›→/|\\]|&gt;|[{BLOCK}{BREAK}]|::|(?<=\s)[-–—·](?=\s))+\s*")
_FOOTER_TEXT = re.compile(r"ICP备|公网安备|网站标识码|主办单位|主办[:：]|版权所有|Copyright", re.IGNORECASE)
_INLINE = frozenset(("a", "span", "b", "font", "strong", "em", "i", "u", "img", "p", "td", "li"))


@lru_cache(maxsize=4096)
def _named(names: str) -> Region | None:
    if _FOOTER_WORDS.search(names):
        return Region.FOOTER
    if _NAVIGATION_WORDS.search(names):
        return Region.NAVIGATION
    return Region.HEADER if _HEADER_WORDS.search(names) else None


def mark_regions(outline: Outline) -> None:
    """Give every node of the outline its region."""
    if not outline.nodes:
        return
    total = max(outline.offsets[-1], 1)
    for node in outline.nodes:
        parent = node.parent
        above = parent.region if parent is not None else Region.MAIN
        node.region = above if above is Region.FOOTER else (_own_region(outline, node, above, total) or above)
    if not any(node.region is Region.FOOTER for node in outline.nodes):
        _mark_unnamed_footer(outline, total)
    _mark_unnamed_menus(outline)


def _own_region(outline: Outline, node: Node, above: Region, total: int) -> Region | None:
    attrs = node.attrs
    if not attrs and node.tag not in _TAGS:
        return None
    if node.tag == "body" or node.tag == "html":
        return None
    region = _TAGS.get(node.tag) or (_ROLES.get(attrs["role"]) if "role" in attrs else None)
    if region is None and node.tag not in _INLINE and ("class" in attrs or "id" in attrs):
        region = _named(node.names)
    if region is None or region is above:
        return None
    return region if _plausible(outline, node, region, total) else None


def _plausible(outline: Outline, node: Node, region: Region, total: int) -> bool:
    """Whether position and size allow what tag or words say."""
    begins = outline.offsets[node.start] / total
    share = outline.length(node) / total
    if region is Region.FOOTER:
        return begins > 0.15 and (begins + share > 0.8)
    if region is Region.HEADER:
        return begins < 0.3 and share < 0.5
    if region is Region.NAVIGATION:
        return share < 0.6
    return True


def _mark_unnamed_footer(outline: Outline, total: int) -> None:
    """Table layouts name nothing: the footer is the largest block at the end that holds an identity text."""
    for position in range(len(outline.pieces) - 1, -1, -1):
        if outline.offsets[position] < total * 0.6:
            return
        if _FOOTER_TEXT.search(outline.pieces[position]):
            _mark(outline, _block_at(outline, position, total), Region.FOOTER)
            return


def _block_at(outline: Outline, position: int, total: int) -> Node | None:
    """The largest element around a piece that begins in the last part of the page."""
    found = None
    for node in outline.nodes:
        if node.start <= position < node.end and node.tag not in ("body", "html"):
            begins = outline.offsets[node.start] / total
            if begins > 0.7 or (begins > 0.4 and outline.length(node) < 600):
                found = node
                break
    return found


def _mark_unnamed_menus(outline: Outline) -> None:
    """A row of short links that begins with 首页 is the navigation, whatever it is called."""
    for node in outline.nodes:
        if (
            node.tag == "a"
            and node.region in (Region.MAIN, Region.HEADER)
            and outline.label(node) in ("首页", "网站首页")
        ):
            menu = _menu_around(outline, node)
            if menu is not None:
                _mark(outline, menu, Region.NAVIGATION)


def _menu_around(outline: Outline, home: Node) -> Node | None:
    for around in islice(home.ancestors(), 6):
        links = [node for node in outline.nodes[around.index : around.last] if node.tag == "a"]
        if len(links) >= 4:
            text = len(squeeze(outline.raw(around)).replace(BLOCK, ""))
            linked = sum(len(squeeze(outline.raw(link))) for link in links)
            return around if linked >= 0.9 * text and linked <= 10 * len(links) else None
    return None


def _mark(outline: Outline, root: Node | None, region: Region) -> None:
    if root is not None:
        for node in outline.nodes[root.index : root.last]:
            node.region = region


def breadcrumb(outline: Outline) -> tuple[tuple[str, ...], Node | None]:
    """Names of the breadcrumb as shown, its label left out, and the element it stands in."""
    for index, piece in enumerate(outline.pieces):
        if "位" in piece or "当前栏目" in piece:
            label = _CRUMB_LABEL.search(piece)
            if label and len(fold(piece[: label.start()])) < 10:
                return _crumb_at(outline, index, label.end())
    return _crumb_by_name(outline)


def _crumb_at(outline: Outline, position: int, offset: int) -> tuple[tuple[str, ...], Node | None]:
    """Breadcrumb whose label ends at `offset` of the piece at `position`: the smallest element that adds names to it."""
    innermost = next((n for n in reversed(outline.nodes) if n.start <= position < n.end), None)
    around = [innermost, *islice(innermost.ancestors(), 5)] if innermost is not None else []
    for node in around:
        text = "".join(outline.pieces[position : node.end])[offset:]
        if len(text) > 400:
            break
        names = _split(text)
        if names:
            return names, node
    return (), None


def _crumb_by_name(outline: Outline) -> tuple[tuple[str, ...], Node | None]:
    for node in outline.nodes:
        if node.tag in ("div", "p", "ul", "ol", "td", "nav") and _CRUMB_WORDS.search(node.names):
            text = outline.raw(node)
            names = _split(text) if len(text) < 300 else ()
            if len(names) > 1 and "首页" in names[0]:
                return names, node
    return (), None


def _split(text: str) -> tuple[str, ...]:
    names = (fold(name) for name in _CRUMB_BREAKS.split(text))
    return tuple(name.strip(":： ") for name in names if name.strip(":： ，,。"))
