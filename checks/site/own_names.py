"""What a site is called (网站名称): the names it and the office give it, and whether they are those of its region or unit."""

import re
from dataclasses import dataclass

from checks.own_place import last_unit, own_region
from portal.facts import Page
from portal.states import Mark, Via
from portal.storage.snapshot import Snapshot

_AROUND = re.compile(
    r"门户网站|官方网站|政府网站|网站|官网|首页|欢迎(?:您)?(?:访问|光临|来到)|中国(?=[·•\s])|标[识志]|[\W_]+"
)
_UNIT = re.compile(
    r"(?:人民政府|政府|政务|办公室|办公厅|委员会|管委会|行署|公署|(?<!邮)局|厅|署|委|法院|检察院|管理中心|服务中心|研究院|[乡镇省市县区旗州盟]|街道办事处|街道|(?<!干)部)"
)
_STEM_TAIL = re.compile(r"(?:自治区|自治州|自治县|新区|开发区|[省市县区旗州盟镇乡]|街道)$")
_PEOPLES = re.compile(
    r"(?:壮族|回族|维吾尔|蒙古族|藏族|苗族|侗族|彝族|土家族|布依族|瑶族|哈尼族|傣族|朝鲜族|满族|各族)+$"
)
_PARTS = re.compile(r"[_|—–\-－·\s]+")
_LATIN = re.compile(r"[^\u4e00-\u9fa5]*")  # no Chinese: a version in another language
_MARKS = re.compile(r"[\W_]+")
_TITLE = re.compile(r"关于|印发|的通知|召开|《")
_GOVERNMENT = re.compile(r"政府|政务")
_SHORTEST = 2


@dataclass(frozen=True)
class OwnNames:
    """Names by who gives them, as written; `region` is the place the site belongs to, `stem` that without its kind (青禾 of 青禾县)."""

    listed: str  # by the site list
    tag: str  # by the home page's SiteName
    title: str  # by the home page's title
    sponsor: str  # by the home page's footer
    region: str
    stem: str

    @property
    def given(self) -> tuple[str, ...]:
        """All names of the site itself."""
        return tuple(name for name in (self.listed, self.tag, self.title) if name)


def own_names(snapshot: Snapshot) -> OwnNames:
    """Names of the site. Give it to `Snapshot.once`."""
    home = snapshot.home()
    region = snapshot.once(own_region).removeprefix("中共").removeprefix("中国")
    sponsor = _sponsor(snapshot, home) if home else ""
    tag = site_tag(snapshot, home) if home else ""
    return OwnNames(snapshot.site.name or "", tag, home.title if home else "", sponsor, region, stem_of(region))


def site_tag(snapshot: Snapshot, page: Page) -> str:
    """What the SiteName tag of a page says."""
    tags = (tag.content.strip() for tag in snapshot.meta_tags(page.id) if tag.name.strip().lower() == "sitename")
    return next(filter(None, tags), "")


def _sponsor(snapshot: Snapshot, home: Page) -> str:
    marks = (mark for mark in snapshot.marks(home.id) if mark.kind is Mark.SPONSOR and mark.via is Via.TEXT)
    return next((mark.value for mark in marks), "")


def stem_of(region: str) -> str:
    """A place's name without its kind (青禾 of 青禾县, 云岭 of 云岭瑶族自治县); the whole name where nothing else would be left."""
    stem = _PEOPLES.sub("", _STEM_TAIL.sub("", region))
    return stem if len(stem) >= _SHORTEST else region


def core(name: str) -> str:
    """A name without the words any site bears, and without marks."""
    bare = _AROUND.sub("", name)
    return bare.removesuffix("网")


def is_of_region_or_unit(name: str, names: OwnNames) -> bool:
    """Whether a name may be that of a region or unit: it holds the site's own place, or any place's or unit's name."""
    return (bool(names.stem) and names.stem in name) or bool(last_unit(name)) or _UNIT.search(name) is not None


def is_told(name: str) -> bool:
    """Whether a name can be judged at all: it has Chinese characters."""
    return len(core(name)) >= _SHORTEST and _LATIN.fullmatch(name) is None


def shows(words: str, names: OwnNames) -> bool:
    """Whether words of a header hold the site's name: as given, or as its place's government is called; titles of papers name it, too."""
    words = "\n".join(line for line in words.splitlines() if not _TITLE.search(line))
    bare = _MARKS.sub("", words)
    if any(part in bare for name in names.given for part in _own_parts(name, names)):
        return True
    if not names.stem or not _is_of_government(names):
        return False
    government = rf"{re.escape(names.stem)}[\u4e00-\u9fa5]{{0,6}}?(?:政府|政务)(?!服务|公开|信息公开|新媒体|采购|数据)"
    portal = rf"{re.escape(names.stem)}[省市县区旗州盟镇乡]?(?:门户|公众|信息)*网"
    return re.search(rf"{government}|{portal}|中国[·•\s]*{re.escape(names.stem)}", words) is not None


def _is_of_government(names: OwnNames) -> bool:
    """Whether the site is a government's own, not a department's, as far as its names tell."""
    return any(_GOVERNMENT.search(name) for name in names.given) or not any(map(_UNIT.search, names.given))


def _own_parts(name: str, names: OwnNames) -> list[str]:
    """Parts of a name that tell the site: `青禾县教育局` of `工作动态_青禾县教育局`, and the unit's name without its place."""
    parts = [core(part) for part in _PARTS.split(name)]
    stated = name in (names.tag, names.listed)
    told = [
        part
        for part in parts
        if len(part) > _SHORTEST and part != names.region and (stated or is_of_region_or_unit(part, names))
    ]
    units = [part.removeprefix(names.region) for part in told if names.region]
    return told + [unit for unit in units if len(unit) > _SHORTEST and not unit.endswith("政府")]
