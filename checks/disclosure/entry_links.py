"""Links that lead, or seem to lead, to the disclosure column (政府信息公开栏目): found by any name portals use for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from checks.contract import Parameters
from checks.places import CLICKABLE
from portal.facts import Link, Page
from portal.states import LinkState, Scope
from portal.storage.snapshot import Snapshot

OFFICIAL_NAME = "政府信息公开"
# Names portals use for the same column, nearest to the official one first.
NEAR_NAMES = (
    "政府信息公开专栏",
    "政府信息公开平台",
    "政府信息公开网",
    "政府信息公开栏",
    "政府信息公开目录",
    "信息公开专栏",
    "信息公开",
    "政务公开",
    "政务信息公开",
    "公开",
)
OWN_PREFIX = r"(?:[\u4e00-\u9fa5]{0,12}(?:省|市|县|区|旗|州|盟)(?:人民)?|本级|本机关|本单位|本站|网上)"  # the region or unit before a name
_OWN = re.compile(OWN_PREFIX)
_DECORATION = re.compile(r"[\W_A-Za-z]+")
_CUT = ("…", "...")


class EntryParameters(Parameters):
    """How the column is recognised."""

    name: str = Field(default=OFFICIAL_NAME, title="入口名称", description="what the column must be called")
    near_names: tuple[str, ...] = Field(
        default=NEAR_NAMES,
        title="相近名称",
        description="names that show the column but are not its name, nearest first",
    )


def shown_name(link: Link) -> str:
    """Name a visitor reads on a link: arrows, brackets, icons and English beside the Chinese left out; the full one where it is cut off."""
    words = link.title if link.text.endswith(_CUT) and link.title else link.label
    return _DECORATION.sub("", words) or link.label


@dataclass(frozen=True)
class Entries:
    """Links of a page by how near their name comes to the column's; `titled`: the exact name is in the hover title only."""

    exact: tuple[Link, ...] = ()
    titled: tuple[Link, ...] = ()
    near: tuple[Link, ...] = ()

    @classmethod
    def on(cls, snapshot: Snapshot, page: Page, parameters: EntryParameters) -> "Entries":
        """Entries on a page. A name counts in any region, since portals put it in menus, blocks and footers."""
        exact, titled, near = [], [], []
        for link in snapshot.links(page.id):
            if link.element not in CLICKABLE:
                continue
            name = shown_name(link)
            if name == parameters.name:
                exact.append(link)
            elif "".join(link.title.split()) == parameters.name:
                titled.append(link)
            elif rank_of(name, parameters) is not None:
                near.append(link)
        near.sort(key=lambda link: rank_of(shown_name(link), parameters) or 0)
        return cls(tuple(exact), tuple(titled), tuple(near))

    def ways(self, snapshot: Snapshot) -> Iterator[list[Link]]:
        """Links to follow to the column, by how near their name comes; within a group the site's own, open, visible ones first."""
        for links in (self.exact, self.titled, self.near):
            yield sorted((link for link in links if link.url), key=lambda link: doubts_about(snapshot, link))


def names_own(name: str, official: str) -> bool:
    """Whether a name is the official one, also with the own region's or unit's name before it."""
    return name == official or (name.endswith(official) and bool(_OWN.fullmatch(name.removesuffix(official))))


def rank_of(name: str, parameters: EntryParameters) -> int | None:
    """Place of a name among the near ones, also with the region's name before it; None for any other name."""
    if name in parameters.near_names:
        return parameters.near_names.index(name)
    for rank, known in enumerate((parameters.name, *parameters.near_names[:-1])):
        if name.endswith(known) and _OWN.fullmatch(name.removesuffix(known)):
            return rank
    return None


def doubts_about(snapshot: Snapshot, link: Link) -> tuple[bool, bool, bool]:
    """What speaks against following a link, for sorting: it leaves the site, is not known to open, is hidden."""
    target = snapshot.target_by_id(link.target_id)
    foreign = target is not None and target.scope is not Scope.INTERNAL
    opens = target is not None and target.state in (LinkState.OK, LinkState.REDIRECTED)
    return foreign, not opens, link.hidden
