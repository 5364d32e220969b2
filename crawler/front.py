"""The front of a portal (门面): what a quick check opens, and in which order; everything else is left alone.

The disclosure column (政府信息公开专栏) and its parts come first, then the menu of the home page, then its other links, then the column's. Links of
any other page are not followed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from crawler.visits import Visit
from portal.facts import Link, PageFacts
from portal.states import Region

MOST_COLUMNS = 8  # pages that bear a name of the column, or lead on to it
MOST_PARTS = 16  # pages of the column's menu that are read like its parts
MOST_GUIDES = 3  # texts named a guide in the list of that part
LONGEST_LABEL = 20  # characters; longer ones are titles of articles
_ENTRY = re.compile(r"信息公开|政务公开|\A公开\Z")
_PART = re.compile(r"指南|制度|规定|主动公开|公开内容|公开目录|年报|年度报告|工作报告")
_GUIDE = re.compile("指南")
_SINGLE = re.compile(r"\d{4}")  # one year's report, one document: no part
_FOLLOWED = frozenset(("a", "area", "onclick", "option"))
_FRAMES = frozenset(("iframe", "frame"))


class Rank(IntEnum):
    """When an address is opened; those of one rank before any of the next."""

    COLUMN = 0  # 专栏及其各部分
    MENU = 1  # 首页导航
    HOME = 2  # 首页其他链接
    INSIDE = 3  # 专栏里的链接
    FILES = 4  # 图片、脚本、样式


class Role(IntEnum):
    """What a page is to the quick check, for how its links are followed."""

    COLUMN = 0
    PART = 1


@dataclass
class Front:
    """Knows what belongs to the front of one site, by what was read of it so far."""

    home: str = ""
    _ranks: dict[str, Rank] = field(default_factory=dict)
    _roles: dict[str, Role] = field(default_factory=dict)

    def reading(self, visit: Visit, facts: PageFacts) -> None:
        """Learn from a page that is about to be recorded, before its links are queued."""
        if visit.depth == 0 and not self.home:
            self.home = visit.url
            self._learn_home(facts)
            return
        role = self.role(visit)
        if role is Role.COLUMN:
            self._learn_column(facts)
        elif role is Role.PART:
            self._learn_part(facts)

    def wants(self, visit: Visit) -> bool:
        """Whether an address is opened at all; one that a wanted address redirects to is."""
        return visit.depth == 0 or self.rank(visit) is not None

    def rank(self, visit: Visit) -> Rank | None:
        """When it is opened; None for what does not belong to the front."""
        return min((self._ranks[url] for url in _names(visit) if url in self._ranks), default=None)

    def role(self, visit: Visit) -> Role | None:
        """What a page is here; None for the home page and for all that are only read."""
        return min((self._roles[url] for url in _names(visit) if url in self._roles), default=None)

    def shows(self, visit: Visit) -> bool:
        """Whether a page is worth a browser and its scripts' data: the home page, the column and its parts."""
        return visit.depth == 0 or self.role(visit) is not None

    def level(self, visit: Visit) -> int:
        """Rank as the frontier's level."""
        rank = self.rank(visit)
        return Rank.FILES if rank is None else rank

    def _learn_home(self, facts: PageFacts) -> None:
        columns = [link.url for link in _short(facts.links) if _ENTRY.search(link.label)]
        self._take(dict.fromkeys(columns), Rank.COLUMN, Role.COLUMN, MOST_COLUMNS)
        for link in facts.links:
            self._know(link.url, _rank_on_home(link))

    def _learn_column(self, facts: PageFacts) -> None:
        """Parts by their names and in frames; a page that only leads on to the column proper names it once more."""
        named = [link.url for link in _short(facts.links) if _PART.search(link.label)]
        frames = [link.url for link in facts.links if link.element in _FRAMES]
        onward = [link.url for link in _short(facts.links) if _ENTRY.search(link.label)]
        self._take(dict.fromkeys([*frames, *named]), Rank.COLUMN, Role.PART, MOST_PARTS)
        self._take(dict.fromkeys(onward), Rank.COLUMN, Role.COLUMN, MOST_COLUMNS)
        for link in facts.links:
            self._know(link.url, Rank.INSIDE if link.element in _FOLLOWED else Rank.FILES)

    def _learn_part(self, facts: PageFacts) -> None:
        """Frames that hold its text, and the guide where the part is a list with it."""
        frames = [link.url for link in facts.links if link.element in _FRAMES]
        rows = (link for link in facts.links if link.region is Region.MAIN and link.element == "a")
        guides = [link.url for link in rows if _GUIDE.search(link.label)][:MOST_GUIDES]
        for url in (*frames, *guides):
            self._know(url, Rank.COLUMN)

    def _take(self, urls: dict[str, None], rank: Rank, role: Role, most: int) -> None:
        """Note the first so many addresses of a role, those known in it counted."""
        room = most - sum(each is role for each in self._roles.values())
        fresh = [url for url in urls if url and url != self.home and url not in self._roles]
        for url in fresh[: max(room, 0)]:
            self._roles[url] = role
            self._ranks[url] = rank

    def _know(self, url: str, rank: Rank) -> None:
        if url:
            self._ranks[url] = min(rank, self._ranks.get(url, rank))


def _names(visit: Visit) -> Iterator[str]:
    """Its address, and those that were redirected to it."""
    yield visit.url
    for follower in visit.followers:
        yield from _names(follower)


def _rank_on_home(link: Link) -> Rank:
    if link.element in _FRAMES:
        return Rank.COLUMN
    if link.element not in _FOLLOWED:
        return Rank.FILES
    return Rank.MENU if link.region in (Region.NAVIGATION, Region.HEADER) else Rank.HOME


def _short(links: list[Link]) -> Iterator[Link]:
    """Links that may stand in a menu."""
    for link in links:
        if link.element in _FOLLOWED and 0 < len(link.label) <= LONGEST_LABEL and not _SINGLE.search(link.label):
            yield link


def unopened_words(number: int) -> list[str]:
    """That the time did not suffice for so many addresses; nothing where it did."""
    return [f"时间到，还有 {number} 个地址没有打开"] if number else []
