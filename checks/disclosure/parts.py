"""The disclosure column's menu and the parts found in it (政府信息公开栏目的目录)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import Field

from checks.contract import Parameters
from checks.disclosure.entry_links import OWN_PREFIX, Entries, EntryParameters, doubts_about, names_own, shown_name
from checks.places import CLICKABLE, is_same_page, place_of
from portal.facts import Link, Page
from portal.states import Fill, PageKind, Scope
from portal.storage.snapshot import Snapshot

LONGEST_LABEL = 30  # a menu label; longer ones are titles of articles
_NOT_A_PART = re.compile(r"\d{4}|年度报表|网站")  # single reports, and the yearly statement of the website
_NEAR_PREFIX = re.compile(rf"{OWN_PREFIX}?(?:政府|政务|机关|法定|主动)*(?:信息)?(?:公开)?(?:工作)?")
_READ_FILLS = frozenset((Fill.FILLED, Fill.LINKS_OUT))


class Section(Parameters):
    """One part of the column."""

    names: tuple[str, ...] = Field(
        min_length=1, title="名称", description="names the part may bear; the first is the one reported"
    )
    stems: tuple[str, ...] = Field(
        default=(), title="名称中的词", description="a label made of one of these shows the part under a wrong name"
    )

    @property
    def words(self) -> str:
        """The names it may bear, for reports."""
        return " 或 ".join(self.names)


FOUR_PARTS = (
    Section(names=("政府信息公开指南",), stems=("公开指南", "指南")),
    Section(names=("政府信息公开制度",), stems=("公开制度", "公开规定", "制度")),
    Section(names=("法定主动公开内容",), stems=("主动公开内容", "公开内容", "公开目录", "主动公开")),
    Section(
        names=("政府信息公开年报", "政府信息公开工作年度报告", "政府信息公开年度报告"),
        stems=("公开年报", "年度报告", "公开工作年报", "公开工作报告", "年报"),
    ),
)


@dataclass(frozen=True)
class Part:
    """A part as found: its link, or the column page itself where that is the part."""

    section: Section
    link: Link | None = None
    near: Link | None = None
    is_column_page: bool = False

    @property
    def name(self) -> str:
        """The part's official name."""
        return self.section.names[0]


@dataclass(frozen=True)
class Menu:
    """What the column offers: its page, the labelled links on it and in its frames, and whether a frame could not be read."""

    column: Page
    links: tuple[Link, ...]
    frame_unread: bool

    @classmethod
    def of(cls, snapshot: Snapshot, column: Page) -> "Menu":
        """Menu of a column page."""
        frames = [place_of(snapshot, link.url) for link in snapshot.links(column.id) if link.element == "iframe"]
        inner = [frame.page for frame in frames if frame.page and frame.page.id != column.id]
        links = tuple(link for page in (column, *inner) for link in snapshot.links(page.id) if _is_label(link))
        return cls(column, links, any(frame.page is None and frame.scope is not Scope.EXTERNAL for frame in frames))

    def parts(self, snapshot: Snapshot, sections: Iterable[Section]) -> list[Part]:
        """The parts asked for, as far as they are here."""
        return [self._part(snapshot, section) for section in sections]

    def _part(self, snapshot: Snapshot, section: Section) -> Part:
        named = [link for link in self.links if any(names_own(shown_name(link), name) for name in section.names)]
        if named:
            return Part(section, link=min(named, key=lambda link: (not link.url, *doubts_about(snapshot, link))))
        own = {"".join(words.split()) for words in (self.column.heading, *self.column.breadcrumb[-1:])}
        if any(names_own(words, name) for words in own for name in section.names):
            return Part(section, is_column_page=True)
        return Part(section, near=next((link for link in self.links if _is_near(shown_name(link), section)), None))

    def rank(self, snapshot: Snapshot, sections: Iterable[Section]) -> tuple[int, int]:
        """How many parts are here by their names, and how many by near ones that speak of disclosure."""
        parts = self.parts(snapshot, sections)
        return sum(1 for part in parts if part.link), sum(1 for part in parts if _speaks_of_disclosure(part))

    def was_read(self, parts: Iterable[Part]) -> bool:
        """Whether a part that is not here is missing: the menu shows other parts, or the page is plainly written out without any."""
        if self.frame_unread or self.column.fill in (Fill.SCRIPTED, Fill.UNREAD) or not self.links:
            return False
        return any(part.link or _speaks_of_disclosure(part) for part in parts) or self.column.fill in _READ_FILLS


def _speaks_of_disclosure(part: Part) -> bool:
    """Whether a part stands under a near name that nothing else on a portal bears, unlike a bare 指南 or 制度."""
    return part.near is not None and "公开" in shown_name(part.near)


def _is_label(link: Link) -> bool:
    name = shown_name(link)
    return link.element in CLICKABLE and 0 < len(name) <= LONGEST_LABEL and not _NOT_A_PART.search(name)


def _is_near(name: str, section: Section) -> bool:
    return any(name.endswith(stem) and _NEAR_PREFIX.fullmatch(name.removesuffix(stem)) for stem in section.stems)


def find_menu(snapshot: Snapshot, home: Page, entry: EntryParameters, sections: tuple[Section, ...]) -> Menu | None:
    """The menu of the column the home page leads to, also under a near name; None when no such page was read.

    Where several pages bear the name, or one only leads on to the column proper, the one with the most of the parts counts.
    """
    ways = Entries.on(snapshot, home, entry).ways(snapshot)
    first = next((pages for links in ways if (pages := _pages(snapshot, links, home))), [])
    menus = [Menu.of(snapshot, page) for page in first]
    for page in first:
        inner = [_pages(snapshot, links, home, page) for links in Entries.on(snapshot, page, entry).ways(snapshot)]
        proper = inner[0] or ([] if Menu.of(snapshot, page).rank(snapshot, sections) > (0, 0) else inner[-1])
        menus += [Menu.of(snapshot, other) for other in proper]
    return max(menus, key=lambda menu: menu.rank(snapshot, sections), default=None)


def _pages(snapshot: Snapshot, links: Iterable[Link], *known: Page) -> list[Page]:
    """Pages that links lead to, each once, those already known left out."""
    found: dict[int, Page] = {}
    for link in links:
        place = place_of(snapshot, link.url)
        page = place.page
        if (
            page
            and not page.fault
            and page.kind is not PageKind.ERROR
            and not any(is_same_page(place, k) for k in known)
        ):
            found[page.id] = page
    return list(found.values())
