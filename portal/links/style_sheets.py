"""Style sheets (样式文件): the pictures and further sheets one names. Fonts are not looked for: a page reads without them."""

import re
from typing import NamedTuple

from portal.markup.decoding import decode

MEDIA_TYPE = "text/css"
MAX_ADDRESSES = 500  # of one sheet; no designer writes more
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*(?:\}|\Z)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""(?P<import>@import\s+)?(?:url\(\s*(?:"(?P<a>[^"\n]*)"|'(?P<b>[^'\n]*)'|(?P<c>[^"'()\s]+))\s*\)|(?<=\s)(?:"(?P<d>[^"\n]*)"|'(?P<e>[^'\n]*)')(?=[^"'\n]*;))""",
    re.IGNORECASE,
)
_BEHAVIOUR = re.compile(r"behaviou?r\s*:\s*\Z", re.IGNORECASE)  # scripts of a browser nobody uses any more
_FONT = re.compile(r"\.(?:woff2?|ttf|otf|eot)(?:[?#]|\Z)", re.IGNORECASE)


class Named(NamedTuple):
    """An address a sheet names, as written; `imported`: another sheet, else a picture."""

    raw: str
    imported: bool


def named_in(body: bytes, content_type: str) -> list[Named]:
    """Addresses a style sheet names, each once, in its order. Never raises: any bytes give a list."""
    text = _FONT_FACE.sub(" ", _COMMENT.sub(" ", decode(body, content_type).text))
    found: dict[Named, None] = {}
    for match in _ADDRESS.finditer(text):
        named = _named(match, text)
        if named is not None:
            found.setdefault(named)
        if len(found) >= MAX_ADDRESSES:
            break
    return list(found)


def _named(match: re.Match[str], text: str) -> Named | None:
    imported = match["import"] is not None
    quoted = match["d"] or match["e"]
    if text[match.start() - 1 : match.start()] in ('"', "'"):
        return None  # words that only look like an address
    if quoted and not imported:
        return None  # any other words in quotes
    raw = (quoted or match["a"] or match["b"] or match["c"] or "").strip()
    if not raw or raw[0] == "#" or raw[:5].lower() == "data:" or "\\" in raw or _FONT.search(raw):
        return None
    return None if _BEHAVIOUR.search(text, max(0, match.start() - 20), match.start()) else Named(raw, imported)
