"""Pages with their addresses led to archived copies and everything active taken out (网页改写).

What is missed here does no harm: the server's content security policy lets nothing run and nothing be fetched from elsewhere. So the source
is cut as little as possible, and all else stays letter by letter.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from portal.links.addresses import resolve
from portal.replay.places import Place, View
from portal.replay.sheets import rewritten_sheet
from portal.replay.tags import Attribute, StartTag, end_of, scan

_TAG_ONLY = frozenset(("base", "set", "animate"))  # tags without which the rest reads the same, or leads where it says
_LINKS = frozenset(("a", "area"))
_FRAMES = frozenset(("iframe", "frame"))
_PLUGINS = frozenset(("embed", "object", "applet"))
_PICTURES = frozenset(("src", "poster", "background", "lowsrc", "dynsrc", "href", "xlink:href"))
_TAKEN_OUT = frozenset(
    ("ping", "integrity", "crossorigin", "formaction", "action", "manifest", "download", "imagesrcset", "code", "data")
)
_CANDIDATE = re.compile(r"[\s,]*+(\S*[^\s,])(\s[^,]*)?")
_BETWEEN = " ,\t\n\f\r"
_DEEPEST = 3  # pages within attributes of pages


class Reader(NamedTuple):
    """Whose page is read: where the server's own addresses begin, when it was archived, and what relative addresses stand against."""

    root: str  # path with the token, `/` at both ends
    stamp: str
    base: str  # absolute canonical address
    encoding: str
    rendered: bool = False
    depth: int = 0

    def lead(self, view: View, raw: str) -> str | None:
        """Local address of what an address on the page names; None when it is no web address."""
        address = resolve(self.base, raw, self.encoding)
        return None if address is None else self.root + Place(view, self.stamp, address.url).path

    def sheet(self, text: str) -> str:
        """A style sheet of the page, rewritten."""
        return rewritten_sheet(
            text, lambda raw, imported: None if raw[:1] == "#" else self.lead(_asset(imported=imported), raw)
        )


class _Edit(NamedTuple):
    start: int
    end: int
    text: str = ""


def rewritten_page(text: str, reader: Reader) -> str:
    """A page's markup with its links leading to archived pages, its resources to archived ones; no script, form, refresh or base left."""
    found = scan(text)
    base = next((tag.value("href") for tag in found.tags if tag.name == "base" and tag.value("href")), None)
    address = resolve(reader.base, base, reader.encoding) if base else None
    inside = reader._replace(base=address.url) if address else reader
    parts: list[str] = []
    place = 0
    for edit in _edits(text, found.tags, inside):
        if edit.start >= place:
            parts += (text[place : edit.start], edit.text)
            place = edit.end
    parts.append(text[place : found.end])
    return "".join(parts)


def _edits(text: str, tags: list[StartTag], reader: Reader) -> Iterator[_Edit]:
    for tag in tags:
        if tag.name == "script" or (tag.name == "noscript" and reader.rendered):
            yield _Edit(tag.start, _behind_element(text, tag))
        elif _goes(tag):
            yield _Edit(tag.start, tag.end)
        else:
            yield from _attribute_edits(tag, reader)
            if tag.name == "style":
                yield _Edit(tag.end, tag.inner, reader.sheet(text[tag.end : tag.inner]))


def _behind_element(text: str, tag: StartTag) -> int:
    closing = end_of(tag.name, text, tag.end)
    closed = text.find(">", closing)
    return len(text) if closed < 0 else closed + 1


def _goes(tag: StartTag) -> bool:
    """Whether the tag itself is taken out."""
    if tag.name == "link":
        return "stylesheet" not in (tag.value("rel") or "").lower().split()
    return tag.name in _TAG_ONLY or (tag.name == "meta" and tag.value("http-equiv") is not None)


def _attribute_edits(tag: StartTag, reader: Reader) -> Iterator[_Edit]:
    for each in tag.attributes:
        changed = _changed(tag, each, reader)
        if changed is not None:
            yield _Edit(each.start, each.end, changed)


def _changed(tag: StartTag, attribute: Attribute, reader: Reader) -> str | None:
    """What stands in place of an attribute; None when it stays as it is."""
    name, value = attribute.name, attribute.value
    if name[:2] == "on" or name in _TAKEN_OUT or (tag.name in _PLUGINS and name == "src"):
        return ""
    if tag.name in _LINKS and name in ("href", "xlink:href", "target"):
        return "" if name == "target" else _link(name, value, reader)
    if name == "srcset":
        return _written(name, _source_set(value, reader))
    if name == "srcdoc":
        return _written(name, _within(value, reader))
    if name in _PICTURES:
        return _resource(tag, name, value, reader)
    return _written(name, reader.sheet(value)) if "url(" in value.lower() else None


def _link(name: str, value: str, reader: Reader) -> str | None:
    if value.strip().startswith("#"):
        return None
    address = resolve(reader.base, value, reader.encoding)
    if address is None:
        return ""
    local = reader.root + Place(View.PAGE, reader.stamp, address.url).path
    return _written(name, local) + ' target="_top"'


def _resource(tag: StartTag, name: str, value: str, reader: Reader) -> str | None:
    stripped = value.strip()
    if stripped[:1] == "#" or (not stripped and name != "src"):
        return None
    if stripped[:5].lower() == "data:":
        return "" if tag.name in _FRAMES else None
    view = View.COPY if tag.name in _FRAMES else _asset(imported=tag.name == "link")
    local = reader.lead(view, value) if stripped else None
    return "" if local is None else _written(name, local)


def _source_set(value: str, reader: Reader) -> str:
    """Candidates of a srcset; those that are no web addresses are left out."""
    named = (
        (reader.lead(View.RESOURCE, raw), rest.strip()) for raw, rest in _CANDIDATE.findall(value.rstrip(_BETWEEN))
    )
    return ", ".join(f"{local.replace(',', '%2C')} {rest}".strip() for local, rest in named if local)


def _within(markup: str, reader: Reader) -> str:
    deeper = reader._replace(depth=reader.depth + 1)
    return "" if reader.depth >= _DEEPEST else rewritten_page(markup, deeper)


def _asset(*, imported: bool) -> View:
    return View.STYLE if imported else View.RESOURCE


def _written(name: str, value: str) -> str:
    return f'{name}="{escape(value, quote=True)}"'
