"""Tags of a page, found as a browser finds them (标签扫描), with the place of every attribute in the source.

The source is cut, never parsed and written anew: half of what portals send is not well-formed, and a parser's idea of it would be shown
instead of the page. One pass, in time proportional to the length; what a browser drops at the end of a page (an unclosed tag) is dropped.
"""

import re
from html import unescape
from html.entities import html5
from typing import NamedTuple

_SPACE = r"[\t\n\f\r ]"
_NAME = re.compile(r"[A-Za-z][^\t\n\f\r />]*")
_BETWEEN = re.compile(r"[\t\n\f\r /]*")
_ATTRIBUTE = re.compile(r"=?[^\t\n\f\r />=]*")
_EQUALS = re.compile(rf"{_SPACE}*={_SPACE}*")
_UNQUOTED = re.compile(r"[^\t\n\f\r >]*")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9A-Fa-f]+;?|[A-Za-z][A-Za-z0-9]*;?)")
_RAW = frozenset(("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"))
_ENDS = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in _RAW | {"noscript"}}


class Attribute(NamedTuple):
    """One attribute: name in lower case, value with references undone, and the span in the source that is both."""

    name: str
    value: str
    start: int
    end: int


class StartTag(NamedTuple):
    """One start tag. `inner` ends the raw text (script, style, title…) behind it; where there is none, it is `end`."""

    name: str
    attributes: tuple[Attribute, ...]
    start: int
    end: int
    inner: int

    def value(self, name: str) -> str | None:
        """Value of an attribute, the first of its name; None when there is none."""
        return next((each.value for each in self.attributes if each.name == name), None)


class Scan(NamedTuple):
    """All start tags of a page, and where what a browser reads of it ends."""

    tags: list[StartTag]
    end: int


def scan(text: str) -> Scan:
    """Start tags of a page in their order."""
    tags: list[StartTag] = []
    place = text.find("<")
    while place >= 0:
        after = _skipped(text, place)
        if after is None:
            tag = _start_tag(text, place)
            if tag is None:
                return Scan(tags, place)
            if text[place + 1] != "/":
                tags.append(tag)
                if tag.name == "plaintext":
                    break
            after = tag.end if text[place + 1] == "/" else tag.inner
        place = text.find("<", after)
    return Scan(tags, len(text))


def end_of(name: str, text: str, start: int) -> int:
    """Where the end tag of an element with raw text begins, at or after `start`; the end of the page when it is never closed."""
    found = _ENDS[name].search(text, start)
    return found.start() if found else len(text)


def _skipped(text: str, place: int) -> int | None:
    """Behind what looks like a tag at `place` and is none: text, comment, declaration; None where there is a tag."""
    following = text[place + 1 : place + 2]
    if following == "/":
        beyond = text[place + 2 : place + 3]
        return None if beyond.isascii() and beyond.isalpha() else _behind(text, ">", place)
    if following == "!" and text.startswith("<!--", place):
        return _behind_comment(text, place + 4)
    if following in ("!", "?"):
        return _behind(text, ">", place)
    return None if following.isascii() and following.isalpha() else place + 1


def _behind(text: str, sign: str, place: int) -> int:
    found = text.find(sign, place)
    return len(text) if found < 0 else found + 1


def _behind_comment(text: str, place: int) -> int:
    if text.startswith((">", "->"), place):
        return text.index(">", place) + 1
    found = _COMMENT_END.search(text, place)
    return found.end() if found else len(text)


def _start_tag(text: str, start: int) -> StartTag | None:
    """The tag at `start`, also an end tag; None when the page ends in the middle of it."""
    named = _NAME.match(text, start + 1 + (text[start + 1] == "/"))
    assert named is not None  # noqa: S101 (a letter stands there)
    name = named[0].lower()
    attributes: list[Attribute] = []
    place = named.end()
    while True:
        place = _end(_BETWEEN, text, place)
        if place >= len(text):
            return None
        if text[place] == ">":
            break
        attribute = _attribute(text, place)
        if attribute is None:
            return None
        attributes.append(attribute)
        place = attribute.end
    end = place + 1
    inner = end_of(name, text, end) if name in _RAW and text[start + 1] != "/" else end
    return StartTag(name, tuple(attributes), start, end, inner)


def _attribute(text: str, start: int) -> Attribute | None:
    name_end = _end(_ATTRIBUTE, text, start)
    name = text[start:name_end].lower()
    equals = _EQUALS.match(text, name_end)
    if equals is None:
        return Attribute(name, "", start, name_end)
    place = equals.end()
    quote = text[place : place + 1]
    if quote in {'"', "'"}:
        closed = text.find(quote, place + 1)
        return None if closed < 0 else Attribute(name, _meant(text[place + 1 : closed]), start, closed + 1)
    end = _end(_UNQUOTED, text, place)
    return Attribute(name, _meant(text[place:end]), start, end)


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _meant(written: str) -> str:
    """A value with its references undone as attributes have them: `?a=1&copy=2` holds none."""
    if "&" not in written:
        return written

    def undone(found: re.Match[str]) -> str:
        name = found[0][1:]
        if name[0] == "#" or name in html5:
            followed = written[found.end() : found.end() + 1] == "="
            return found[0] if followed and name[-1] != ";" and name[0] != "#" else unescape(found[0])
        return found[0]

    return _REFERENCE.sub(undone, written)
