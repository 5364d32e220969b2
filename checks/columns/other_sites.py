"""Where a named column may stand unread (其他网站上的栏目): other sites to which the home page leads under words the column's name shares."""

import re
from collections.abc import Iterator

from checks.assessment import Evidence
from checks.citing import cite_link
from checks.column_search import bare
from checks.named_items import Item
from checks.places import place_of
from portal.facts import Link
from portal.states import Region, Scope
from portal.storage.snapshot import Snapshot

# Pairs of characters that names of all kinds of columns share.
_COMMON = frozenset(
    re.findall("..", "信息公开政府政务工作单位中国人民栏目专栏管理平台服务开放网站公共重大重点社会任务国家资源医疗")
)
_UNITS = re.compile(r"[局办委厅部院会]$")
_LONGEST_MENU_LABEL = 8
_SHOWN = 3


def on_other_sites(snapshot: Snapshot, item: Item) -> list[tuple[str, tuple[Evidence, ...]]]:
    """Links of the home page to other sites whose words share a pair of characters with the item's names, at most three."""
    home = snapshot.home()
    pairs = {pair for name in (item.name, *item.any_of) for pair in _pairs(bare(name))} - _COMMON
    if home is None:
        return []
    alike = [link for link in snapshot.once(_leading_away) if pairs & set(_pairs(bare(link.label)))]
    return [(f"{link.label}（其他网站）", (cite_link(home, link),)) for link in alike[:_SHOWN]]


def _pairs(name: str) -> Iterator[str]:
    return (name[at : at + 2] for at in range(len(name) - 1))


def _leading_away(snapshot: Snapshot) -> list[Link]:
    """Short links of the home page that lead to other sites; friends in drop-down lists, names of units and footers left out."""
    home = snapshot.home()
    return [
        link
        for link in (snapshot.links(home.id) if home else ())
        if link.element == "a" and link.url and link.region is not Region.FOOTER
        if 1 < len(bare(link.label)) <= _LONGEST_MENU_LABEL and not _UNITS.search(link.label)
        if place_of(snapshot, link.url).scope is not Scope.INTERNAL
    ]
