"""Anchors (页内锚点): whether the place within a page that a link names after its `#` is there.

Only links that must fail for every visitor are called broken. Scripts make places, read the `#` themselves and catch clicks, and none of that
shows in the markup: where a page has any, a missing place is suspect at most. What never meant a place (`#`, `#top`, `#none`, `#/route`) is
not asked for at all.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from portal.facts import Link, MissingAnchor
from portal.markup.decoding import decode
from portal.markup.outline import MAX_CHARACTERS, MAX_NODES, Node, Outline, outline_of
from portal.states import LinkState

FOLLOWED = ("a", "area", "option", "onclick")  # elements whose `#` is a place to go to
# Written so that a link does nothing, or goes to the top, which every browser does without a place of that name.
_IDLE = re.compile(
    r"#*|top|none|this|self|null|void(?:\(0?\))?|nogo|nolink|noop|nothing|no|undefined|false|javascript:.*",
    re.IGNORECASE,
)
_NO_NAME = frozenset("!/=&?;{}$")  # of routes, settings and templates
_DIRECTIVE = ":~:"  # what follows is for the browser: text to show, for one
_CATCHES = ("onclick", "data-toggle", "data-bs-toggle", "data-target", "role")  # the page's own script takes the click
_DATA = ("json", "template", "html", "xml")  # in the type of scripts that are none


@dataclass(frozen=True, slots=True)
class Places:
    """The named places of one page; `scripted`: its scripts may make more."""

    names: frozenset[str]
    scripted: bool

    def state(self, fragment: str) -> LinkState:
        """Whether a place is there: OK, SUSPECT or BROKEN. `fragment` is percent-decoded."""
        name = place_name(fragment)
        if not name or name in self.names:
            return LinkState.OK
        undecodable = "�" in name  # percent-escapes of another encoding than UTF-8
        return LinkState.SUSPECT if self.scripted or undecodable else LinkState.BROKEN

    def __or__(self, other: "Places") -> "Places":
        """Places of two copies of one page together."""
        return Places(self.names | other.names, self.scripted or other.scripted)


def place_name(fragment: str) -> str:
    """Name of the place a fragment asks for; empty when it asks for none."""
    name = fragment.partition(_DIRECTIVE)[0].strip()
    return "" if _IDLE.fullmatch(name) or _NO_NAME.intersection(name) else name


def places_of(outline: Outline, source: str) -> Places | None:
    """Places of a page; None where the page is too large to have been read whole."""
    if len(source) > MAX_CHARACTERS or len(outline.nodes) >= MAX_NODES:
        return None
    names: set[str] = set()
    for node in outline.nodes:
        attrs = node.attrs
        if attrs:
            names.update([attrs[key].strip() for key in ("id", "name") if key in attrs])
    names.update([unquote(name) for name in names if "%" in name])
    return Places(frozenset(names), any(_runs(node) for node, _ in outline.scripts))


def places_in(body: bytes, content_type: str) -> Places | None:
    """Places of a page's bytes."""
    text, _ = decode(body, content_type)
    return places_of(outline_of(text), text)


def missing_here(
    links: Iterable[Link], nodes: Sequence[Node], outline: Outline, source: str, own: str, base: str
) -> list[MissingAnchor]:
    """Links of a page to places on itself that it lacks. `nodes` are the links' elements, `own` its address, `base` what relative links are resolved against."""
    asking = [
        link
        for link, node in zip(links, nodes, strict=True)
        if link.fragment and (link.url == own or (not link.url and base == own)) and _asks(link, node)
    ]
    places = places_of(outline, source) if asking else None
    if places is None:
        return []
    found = [MissingAnchor(0, link.position, places.state(link.fragment)) for link in asking]
    return [row for row in found if row.state is not LinkState.OK]


def _asks(link: Link, node: Node) -> bool:
    caught = any(name in node.attrs for name in _CATCHES)
    return link.element in FOLLOWED and not caught and bool(place_name(link.fragment))


def _runs(node: Node) -> bool:
    return not any(word in node.attrs.get("type", "").lower() for word in _DATA)
