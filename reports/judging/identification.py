"""Who the site is (网站身份): level, kind and code as stated, else as the site itself states them beyond doubt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checks.assessment import Context
from portal.site import Level, Site, SiteKind
from portal.states import Mark, Via
from portal.storage.snapshot import Snapshot

CODE = re.compile(r"\d{10}")  # 网站标识码: six digits of 行政区划代码, four of a running number
PORTAL_HOST = re.compile(r"www\.[a-z0-9-]+\.gov\.cn")
DEPARTMENT_HOST = re.compile(r"(?!www\.)[a-z0-9-]+\.[a-z0-9-]+\.gov\.cn")


@dataclass(frozen=True)
class Identity:
    """Level, kind and code a site is judged by; None where nobody states them."""

    level: Level | None
    kind: SiteKind | None
    code: str | None

    def context(self, as_of: date) -> Context:
        """What checks may know."""
        return Context(as_of, self.level, self.kind, self.code)


def identify(snapshot: Snapshot, *, level: Level | None = None, kind: SiteKind | None = None) -> Identity:
    """Identity from the command line, else the site list, else the site's own code where footer and meta tag agree.

    A code inside a comment never counts. The host tells portal from department by the naming rule of 国办发〔2017〕47号.
    """
    site = snapshot.site
    own = agreed_code(snapshot)
    code = site.code or own
    level = level or site.level
    kind = kind or site.kind or _kind_of_level(level)
    if own and not level:
        level = Level.DEPARTMENT if _is_department(site) else level_of_region(own[:6])
    if own and not kind:
        kind = _kind_of_host(site)
    return Identity(level, kind, code)


def agreed_code(snapshot: Snapshot) -> str | None:
    """The site code that the home page's visible footer and its meta tag both give."""
    home = snapshot.home()
    if home is None:
        return None
    visible = _visible_codes(snapshot, home.id)
    tags = {tag.content.strip() for tag in snapshot.meta_tags(home.id) if tag.name.lower() == "siteidcode"}
    return next(iter(visible)) if len(visible) == 1 and visible == tags else None


def shown_code(snapshot: Snapshot) -> str | None:
    """The one site code that the home page shows to its visitors, whether or not its meta tag agrees."""
    home = snapshot.home()
    visible = _visible_codes(snapshot, home.id) if home else set()
    return next(iter(visible)) if len(visible) == 1 else None


def _visible_codes(snapshot: Snapshot, page_id: int) -> set[str]:
    marks = (mark for mark in snapshot.marks(page_id) if mark.kind is Mark.SITE_CODE and mark.via is Via.TEXT)
    return {mark.value for mark in marks if CODE.fullmatch(mark.value)}


def level_of_region(region: str) -> Level:
    """Level of a place by its six-digit 行政区划代码."""
    if region.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if region.endswith("00") else Level.COUNTY


def _kind_of_level(level: Level | None) -> SiteKind | None:
    """A government of a stated level has one site, its portal; sites of departments are stated as such."""
    if level is None:
        return None
    return SiteKind.DEPARTMENT if level is Level.DEPARTMENT else SiteKind.PORTAL


def _is_department(site: Site) -> bool:
    return DEPARTMENT_HOST.fullmatch(site.host) is not None


def _kind_of_host(site: Site) -> SiteKind | None:
    if PORTAL_HOST.fullmatch(site.host):
        return SiteKind.PORTAL
    return SiteKind.DEPARTMENT if _is_department(site) else None


def contradiction(site: Site, identity_of: Iterable[str], own_code: str | None) -> str | None:
    """Why the opened site is not the listed one: its agreed code, or every name it gives itself, contradicts the site list.

    `identity_of`: the names the site gives itself (SiteName, title). A missing name or code is no contradiction.
    """
    if site.code and own_code and site.code.lower() != own_code.lower():
        return f"清单中的网站标识码是 {site.code}，打开的网站是 {own_code}"
    names = [name for name in identity_of if name]
    if site.name and names and not any(_same_place(site.name, name) for name in names):
        return f"清单中的名称是“{site.name}”，打开的网站是“{names[0]}”"
    return None


def _same_place(stated: str, shown: str) -> bool:
    """Names agree when one holds the other's distinguishing part."""
    left, right = _core(stated), _core(shown)
    return bool(left and right) and (left in right or right in left)


def _core(name: str) -> str:
    """A name without the words every government site bears."""
    return re.sub(r"人民政府|政府|门户|网站|官方|官网|中国|[·\s—\-_|（）()]|网$", "", name)
