"""Parts of a government's web presence (门户、政府信息公开、政务服务) and how the portal leads to them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.column_search import bare
from checks.places import CLICKABLE, Place, is_same_page, place_of
from portal.facts import Link, Page, Target
from portal.other_pages import OtherPage
from portal.states import LinkState, Worded
from portal.storage.snapshot import Snapshot


class SiteArea(Worded):
    """Parts of a government's web presence that are often sites of their own."""

    PORTAL = "portal", "门户"
    DISCLOSURE = "disclosure", "政府信息公开"
    SERVICES = "services", "政务服务"


NAMES = {
    SiteArea.DISCLOSURE: re.compile(
        r"(?:政府)?信息公开(?:专栏|平台|网|网站|目录|专网)?|政务公开(?:专栏|平台|网)?|公开|法定主动公开内容"
    ),
    SiteArea.SERVICES: re.compile(
        r"(?:政务|办事|公共|便民|在线|网上)服务(?:网|平台|大厅|旗舰店|中心)?|网上办事(?:大厅)?|办事大厅|政务服务网.{0,6}|.{0,6}政务服务网.{0,8}|(?:个人|法人|企业|部门|市民)(?:办事|服务)|一网通办|在线办事|我要办事|办事|服务"
    ),
}


@dataclass(frozen=True)
class Way:
    """A link of the home page to a part, and what stands behind it."""

    area: SiteArea
    link: Link
    place: Place
    target: Target | None
    other: OtherPage | None  # where it leads out of what was read
    is_tab: bool = False  # it opens the home page itself, as tabs do that a script fills

    @property
    def is_dead(self) -> bool:
        """Whether the link is known not to open."""
        return self.target is not None and self.target.state is LinkState.BROKEN

    @property
    def host(self) -> str:
        """Host of the part."""
        return (urlsplit(self.place.url).hostname or "").lower()


def ways_to(snapshot: Snapshot, home: Page, area: SiteArea) -> list[Way]:
    """Visible links of the home page named like a part, those to pages that were read first, tabs of the home page and dead ones last."""
    links = (link for link in snapshot.links(home.id) if link.element in CLICKABLE and link.url and not link.hidden)
    named = {link.url: link for link in links if NAMES[area].fullmatch(bare(link.label))}
    ways = []
    for link in named.values():
        target = snapshot.target_by_id(link.target_id)
        place = place_of(snapshot, link.url)
        other = snapshot.other_page(target) if target and place.page is None else None
        ways.append(Way(area, link, place, target, other, is_same_page(place, home)))
    return sorted(
        ways, key=lambda way: (way.is_dead, way.is_tab, way.place.page is None, way.other is None, way.link.position)
    )


def leads_to_host(way: Way, host: str) -> bool | None:
    """Whether the page of a part on another host links to `host`; None where nobody saw it."""
    return None if way.other is None else any(each == host or each.endswith("." + host) for each in way.other.hosts)
