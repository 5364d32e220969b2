"""Links that are on a page but out of sight (移出可视区的链接): pushed off the screen or shrunk to nothing, as hidden links (暗链) are."""

import re

from portal.markup.outline import Node

_AWAY = re.compile(
    r"(?:left|top|right|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}(?:\.\d+)?px", re.IGNORECASE
)
_NOTHING = re.compile(r"(?<![\w-])(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|\Z|!)", re.IGNORECASE)
_CLIPPED = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_NO_SIZE = re.compile(r"font-size\s*:\s*0(?:px|em|pt)?\s*(?:;|\Z|!)", re.IGNORECASE)
_SHRUNK = frozenset(("0", "1", "2"))  # pixels of a running line nobody can read


def off_screen(node: Node) -> bool:
    """Whether inline styles of an element or one around it put it out of sight."""
    return _hidden(node) or any(_hidden(around) for around in node.ancestors())


def _hidden(node: Node) -> bool:
    if node.tag == "marquee" and {node.attrs.get("height"), node.attrs.get("width")} & _SHRUNK:
        return True
    style = node.attrs.get("style")
    if not style:
        return False
    clipped = _CLIPPED.search(style) is not None and _NOTHING.search(style) is not None
    return clipped or _AWAY.search(style) is not None or _NO_SIZE.search(style) is not None
