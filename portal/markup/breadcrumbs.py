"""The breadcrumb of a page (当前位置, 您所在的位置): the names from the home page down to where the page stands."""

import re
from functools import lru_cache
from itertools import islice

from portal.markup.outline import BLOCK, BREAK, Node, Outline, fold

_WORDS = re.compile(
    r"crumb|curmb|(^|[\s_-])(dqwz|weizhi|wz|position|location|currentpath|bt-position|path|place)([\s_-]|\d|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(当\s*前\s*(所\s*在\s*)?(的\s*)?位\s*置|您\s*(现\s*在\s*)?(所\s*在\s*)?(的\s*)?位\s*置|所在位置|当前栏目|现在位置)(\s*(是|在))?\s*[:：]?"
)
_BREAKS = re.compile(rf"\s*(?:[-–—=]*[>＞]|[»›→/|\\]|&gt;|[{BLOCK}{BREAK}]|::|(?<=\s)[-–—·](?=\s))+\s*")
_TAGS = frozenset(("div", "p", "ul", "ol", "td", "nav"))
_LONGEST_LEAD = 10  # characters that may stand before the label
_CLIMB = 6
_LONGEST = 400  # characters a breadcrumb may have

Breadcrumb = tuple[tuple[str, ...], Node | None]


def breadcrumb(outline: Outline) -> Breadcrumb:
    """Names of the breadcrumb as shown, its label left out, and the element it stands in."""
    for index, piece in enumerate(outline.pieces):
        if "位" in piece or "当前栏目" in piece:
            label = _LABEL.search(piece)
            if label and len(fold(piece[: label.start()])) < _LONGEST_LEAD:
                return _labelled(outline, index, label.end())
    return _by_name(outline)


def _labelled(outline: Outline, position: int, offset: int) -> Breadcrumb:
    """Breadcrumb whose label ends at `offset` of the piece at `position`: the smallest element that adds names to it."""
    innermost = outline.holder(position)
    around = [innermost, *islice(innermost.ancestors(), _CLIMB - 1)] if innermost is not None else []
    for node in around:
        text = "".join(outline.pieces[position : node.end])[offset:]
        if len(text) > _LONGEST:
            break
        names = _split(text)
        if names:
            return names, node
    return (), None


def _by_name(outline: Outline) -> Breadcrumb:
    for node in outline.nodes:
        if node.tag in _TAGS and node.attrs and _is_named(node.attrs.get("class", ""), node.attrs.get("id", "")):
            text = outline.raw(node)
            names = _split(text) if len(text) < _LONGEST else ()
            if len(names) > 1 and "首页" in names[0]:
                return names, node
    return (), None


@lru_cache(maxsize=8192)
def _is_named(class_: str, id_: str) -> bool:
    return _WORDS.search(f"{class_} {id_}") is not None


def _split(text: str) -> tuple[str, ...]:
    names = (fold(name) for name in _BREAKS.split(text))
    return tuple(name.strip(":： ") for name in names if name.strip(":： ，,。"))
