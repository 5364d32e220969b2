"""Units a site lists and where each has its own column (各单位的公开栏目): from the column tree and from lists of departments and townships."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.column_search import EMPTY_FILLS, bare
from checks.completeness import Gap, gap
from checks.disclosure.opened_parts import list_gap
from checks.outcomes import Reason
from checks.own_place import own_region
from checks.places import CLICKABLE, place_of
from portal.facts import Column, Link, Page
from portal.states import Fill, LinkState, Region, Scope
from portal.storage.snapshot import Snapshot

_LIST = re.compile(
    r"^(?:[市县区]?(?:政府)?(?:工作)?(?:部门|机构|乡镇|镇街|街道|单位|直属|镇乡)|[市县区]直).{0,10}$|部门(?:信息)?公开|(?:乡镇|镇街|街道|单位)(?:信息|政务)?公开|机构职能|政府机构|工作机构|直属机构|机构设置|组织机构|乡镇街道|部门街道|部门乡镇|部门镇街"
)
_NO_LIST = re.compile(r"动态|文件|年报|新闻|简介|要闻|会议|风采|预决算|解读|内设|领导|企事业|企业")
_UNIT = re.compile(
    r"^[\u4e00-\u9fa5（）()“”+·]{2,24}(?:局|委员会|委|办公室|办公厅|办|镇|乡|街道|街道办事处|办事处|中心|管委会|联社|社|厅|支队|大队|总队|站|苏木)$"
)
_DISCLOSURE = re.compile(r"公开")
# Bodies that were one, or succeeded one another, in the reforms of local governments: the name of one may stand for another.
_FAMILIES = tuple(
    re.compile(words)
    for words in (
        "工商|质监|质量技术|食药|食品药品|市场监|知识产权",
        "国土|自然资源|规划|林业|海洋",
        "环保|环境保护|生态环境",
        "安监|安全生产|应急|地震|消防",
        "卫计|卫健|卫生|计生|医改",
        "农业|农业农村|畜牧|农机|水产|农牧",
        "文化|文旅|文广|文体|广电|广播|旅游|体育|教体|教育",
        "发改|发展和?改革|物价|粮食|能源",
        "工信|工业|科技|科学技术|经信|经济|商务|招商|投资促进",
        "住建|住房|建设|房产|城建|房管",
        "扶贫|乡村振兴|帮扶",
        "人社|人力资源|劳动|编办|医保|医疗保障",
        "城管|城市管理|综合执法|行政执法|市容|环卫",
        "审批|政务服务|行政服务|大数据|政务公开",
        "民宗|民族|宗教|统战|侨",
        "信访|政府办",
    )
)


@dataclass(frozen=True)
class UnitColumn:
    """A unit as the site lists it: the list's page, the link or column that bears its name, and the page behind it if it was read."""

    name: str
    url: str
    listed_on: Page
    link: Link | None = None
    column: Column | None = None
    page: Page | None = None
    is_elsewhere: bool = False
    is_dead: bool = False

    @property
    def fill(self) -> Fill:
        """What its column holds."""
        if self.column:
            return self.column.fill
        return self.page.fill if self.page else Fill.UNREAD

    @property
    def is_empty(self) -> bool:
        """Whether its column was read and holds nothing."""
        return self.fill in EMPTY_FILLS


@dataclass(frozen=True)
class UnitList:
    """All units listed, the pages of the lists, and why a list may be longer than what was read."""

    units: tuple[UnitColumn, ...] = ()
    pages: tuple[Page, ...] = ()
    missed: Gap | None = None
    region: str = ""
    in_disclosure: bool = False  # whether the lists stand in the disclosure column

    def exact(self, name: str) -> UnitColumn | None:
        """The unit of this name, the place's name before it aside; one whose column is filled first."""
        own = core(name, self.region)
        found = [unit for unit in self.units if core(unit.name, self.region) == own]
        return min(found, key=lambda unit: (unit.page is None, unit.is_empty), default=None)

    def similar(self, name: str) -> list[UnitColumn]:
        """Units whose name is a short form of this one or the other way round, then those of the same family of bodies."""
        own = core(name, self.region)
        short = [unit for unit in self.units if _is_short_of(core(unit.name, self.region), own)]
        return short or [unit for unit in self.units if _are_of_one_family(core(unit.name, self.region), own)]


def core(name: str, region: str) -> str:
    """A unit's name without the place's before it."""
    own = bare(name)
    if region and region in own:
        own = own.partition(region)[2] or own
    return re.sub(r"^[市县区旗](?=[\u4e00-\u9fa5]{2})", "", own).removesuffix("办事处")


def _is_short_of(one: str, other: str) -> bool:
    """Whether the letters of the shorter name stand in the longer one in their order (发改局 in 发展和改革局)."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return len(short) >= 2 and short != long and all(letter in letters for letter in short)


def _are_of_one_family(one: str, other: str) -> bool:
    return any(family.search(one) and family.search(other) for family in _FAMILIES)


def unit_list(snapshot: Snapshot) -> UnitList:
    """The units of the site's lists of departments, townships and sub-districts; lists of the disclosure column go before others."""
    lists = [column for column in snapshot.columns() if column.page_id and _is_list(column.name)]
    named = [column for column in lists if any(_DISCLOSURE.search(name) for name in column.path)]
    for chosen in (named, lists):
        units = {unit.url or unit.name: unit for column in chosen for unit in _units_of(snapshot, column)}
        if len(units) > 1:
            return _whole(snapshot, chosen, tuple(units.values()))
    return _whole(snapshot, lists, ())


def _is_list(name: str) -> bool:
    own = bare(name)
    return bool(_LIST.search(own)) and not _NO_LIST.search(own)


def _whole(snapshot: Snapshot, lists: list[Column], units: tuple[UnitColumn, ...]) -> UnitList:
    pages = tuple(page for column in lists if (page := snapshot.page_by_id(column.page_id)))
    missed = gap(snapshot) or next((found for page in pages if (found := list_gap(snapshot, page, page.title))), None)
    if not pages:
        missed = missed or Gap("没有读到单位列表", Reason.NOT_FETCHED)
    in_disclosure = any(_DISCLOSURE.search(name) for column in lists for name in column.path)
    return UnitList(units, pages, missed, snapshot.once(own_region), in_disclosure)


def _units_of(snapshot: Snapshot, column: Column) -> Iterator[UnitColumn]:
    """Units below a list's column, among its rows and among the links on its page."""
    page = snapshot.page_by_id(column.page_id)
    if page is None:
        return
    depth = len(column.path)
    for other in snapshot.once(_columns):
        if other.path[:depth] == column.path and other.level > depth and _UNIT.match(bare(other.name)):
            own = snapshot.page_by_id(other.page_id) if other.page_id else None
            yield UnitColumn(other.name, other.url, page, column=other, page=own)
    for link in snapshot.links(page.id, Region.MAIN):
        if link.url and link.element in CLICKABLE and _UNIT.match(bare(link.label)):
            yield _linked(snapshot, page, link)


def _columns(snapshot: Snapshot) -> list[Column]:
    return list(snapshot.columns())


def _linked(snapshot: Snapshot, holder: Page, link: Link) -> UnitColumn:
    end, target = place_of(snapshot, link.url), snapshot.target_by_id(link.target_id)
    column = snapshot.column(end.page.url) if end.page else None
    return UnitColumn(
        link.label,
        link.url,
        holder,
        link=link,
        column=column,
        page=end.page,
        is_elsewhere=end.scope is not Scope.INTERNAL and end.page is None,
        is_dead=target is not None and target.state is LinkState.BROKEN,
    )


def has_part(snapshot: Snapshot, unit: UnitColumn, words: str) -> bool:
    """Whether a part of this name stands in a unit's column: as a column below it, or as a link or row on its page."""
    column = unit.column
    if column and any(
        other.path[: column.level] == column.path and words in bare(other.name) for other in snapshot.once(_columns)
    ):
        return True
    page, common = unit.page, snapshot.once(_home_links)
    links = snapshot.links(page.id) if page else iter(())
    return any(words in link.label and bool(link.url) and link.url not in common for link in links)


def _home_links(snapshot: Snapshot) -> frozenset[str]:
    """Addresses the home page links to: on a unit's page they are the site's menu, not the unit's."""
    home = snapshot.home()
    return frozenset(link.url for link in snapshot.links(home.id)) if home else frozenset()
