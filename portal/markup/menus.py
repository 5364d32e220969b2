"""Menus that no name gives away (导航、侧边栏): rows of short links that hold the home page's link or the page's own.

A column's page without content still shows its neighbours in a side menu; these are no content of its own.
"""

import re
from collections.abc import Iterator
from itertools import islice

from portal.links.addresses import resolve
from portal.markup.outline import BLOCK, BREAK, Node, Outline, squeeze
from portal.states import HEADER, MAIN, NAVIGATION

_HOME_LABELS = frozenset(("首页", "网站首页"))
_CLIMB = 6  # steps from a link to the element that holds the menu
_HOME_MENU_LINKS = 4
_OWN_MENU_LINKS = 2
_LINKED_SHARE = 0.9  # of a menu's characters stand in links
_LABEL_LENGTH = 12  # average characters of a menu's labels
_DAY = re.compile(r"\d{4}[-/.年]\d|\d\d-\d\d")
_INDEX = re.compile(r"(?:index|default)\.\w+$")
_SEPARATORS = str.maketrans("", "", f"{BLOCK}{BREAK}|·•")


def is_menu(outline: Outline, around: Node, least: int = _OWN_MENU_LINKS) -> bool:
    """Whether an element holds nothing but short links: no remarks, no dates."""
    if outline.links_inside(around) < least:
        return False
    links = [node for node in outline.nodes[around.index : around.last] if node.tag == "a"]
    text = squeeze(outline.raw(around)).translate(_SEPARATORS)
    linked = sum(len(squeeze(outline.raw(link)).translate(_SEPARATORS)) for link in _outermost(links))
    return (
        bool(text)
        and linked >= _LINKED_SHARE * len(text)
        and linked <= _LABEL_LENGTH * len(links)
        and not _DAY.search(text)
    )


def _outermost(links: list[Node]) -> Iterator[Node]:
    """Links that stand in no other link: on broken pages each may hold all that follow."""
    end = 0
    for link in links:
        if link.index >= end:
            end = link.last
            yield link


def mark_menus(outline: Outline, base: str, url: str, encoding: str) -> None:
    """Mark menus around a link to the home page, and around the page's link to itself, as navigation."""
    has_home = not _HOME_LABELS.isdisjoint(map(str.strip, outline.pieces))
    tail = _tail(url)
    judged: set[int] = set()  # elements looked at already: a page may lead to itself a thousand times
    for node in outline.tagged("a"):
        if node.region is not MAIN and node.region is not HEADER:
            continue
        if has_home and outline.label(node) in _HOME_LABELS:
            _mark_around(outline, node, _HOME_MENU_LINKS, judged)
        elif node.region is MAIN and _leads_to(node.attrs.get("href", ""), tail, base, url, encoding):
            _mark_around(outline, node, _OWN_MENU_LINKS, judged)


def _tail(url: str) -> str:
    """Last part of the page's path, by which links to itself are told apart cheaply."""
    return _INDEX.sub("", url.partition("?")[0]).rstrip("/").rpartition("/")[2]


def _leads_to(href: str, tail: str, base: str, url: str, encoding: str) -> bool:
    if not href or (tail not in href and not _INDEX.search(href) and href not in (".", "./")):
        return False
    address = resolve(base, href, encoding)
    return address is not None and not address.fragment and _INDEX.sub("", address.url) == _INDEX.sub("", url)


def _mark_around(outline: Outline, link: Node, least: int, judged: set[int]) -> None:
    """Mark the smallest element with enough links around this one, if it is a menu."""
    for around in islice(link.ancestors(), _CLIMB):
        if outline.links_inside(around) >= least:
            if around.index not in judged and is_menu(outline, around, least):
                outline.mark(around, NAVIGATION)
            judged.add(around.index)
            return
