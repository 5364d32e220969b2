"""What a standard catalogue shows (标准目录内容): the fields it names, links to what is published, files beside or instead of a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.column_search import bare
from checks.places import CLICKABLE, place_of
from portal.facts import Link, Page
from portal.states import Fill, Region
from portal.storage.snapshot import Snapshot

# The fields of the pilots' catalogues (试点领域), for counting where a document names none.
FIELDS = (
    "国土空间规划", "重大建设项目", "公共资源交易", "财政预决算", "安全生产", "税收管理", "征地补偿", "国有土地上房屋征收", "保障性住房",
    "农村危房改造", "环境保护", "公共文化服务", "公共法律服务", "扶贫", "救灾", "食品药品监管", "城市综合执法", "就业创业", "社会保险",
    "社会救助", "养老服务", "户籍管理", "涉农补贴", "义务教育", "医疗卫生", "市政服务",
)  # fmt: skip
_OTHERWISE = {  # other names of a field, which a person has to confirm
    "国土空间规划": "空间规划|自然资源",
    "财政预决算": "财政|预决算",
    "征地补偿": "土地征收|征地",
    "国有土地上房屋征收": "房屋征收|征收补偿|拆迁",
    "保障性住房": "住房保障|保障房",
    "农村危房改造": "危房",
    "环境保护": "生态环境|环保",
    "公共文化服务": "文化服务|文化体育|文体",
    "公共法律服务": "法律服务",
    "扶贫": "乡村振兴|脱贫|帮扶",
    "救灾": "灾害|应急",
    "食品药品监管": "食品|药品|市场监管",
    "城市综合执法": "综合执法|城市管理|城管",
    "就业创业": "就业|创业",
    "社会保险": "社保|保险",
    "社会救助": "救助|低保",
    "养老服务": "养老",
    "户籍管理": "户籍|户口",
    "涉农补贴": "农业补贴|惠农|补贴",
    "义务教育": "教育",
    "医疗卫生": "卫生|健康|医疗",
    "市政服务": "市政",
    "税收管理": "税务|税收",
    "公共资源交易": "资源交易|招投标",
}
_FILES = ("doc", "docx", "wps", "xls", "xlsx", "et", "pdf", "ofd", "zip", "rar")
_UNIT = re.compile(r"(?:局|委|委员会|办|办公室|中心|镇|乡|街道)$")  # bodies in charge, which are named after fields
_LONGEST = 40  # characters of a line that names a field
_STEPS = 80  # pages behind the catalogue that are looked at


@dataclass(frozen=True)
class CatalogueContent:
    """The names a catalogue shows, its links, files, and why more may be in it than was read."""

    page: Page
    names: tuple[str, ...]
    links: tuple[Link, ...]
    files: tuple[Link, ...]
    unread: str = ""

    def covers(self, field: str) -> bool:
        """Whether a line, link or title names the field."""
        return any(bare(field) in name for name in self.names)

    @property
    def doubt(self) -> str:
        """Why more may be in the catalogue than was read; a page that shows neither fields nor links may be but a notice of it."""
        return self.unread or ("" if self.count() else "页面上没有辨认出目录的领域和事项")

    def may_cover(self, field: str) -> bool:
        """Whether the field may stand there under another name."""
        other = re.compile(_OTHERWISE.get(field, re.escape(field[:2])))
        return any(other.search(name) for name in self.names if not _UNIT.search(name))

    @property
    def is_file_alone(self) -> bool:
        """Whether the page offers files and shows next to nothing itself."""
        return bool(self.files) and not self.links and self.page.text_length < 300

    def count(self) -> int:
        """Fields of the pilots it names, else the things it links to."""
        return sum(self.covers(field) for field in FIELDS) or len(self.links)


def content_of(snapshot: Snapshot, page: Page) -> CatalogueContent:
    """What a catalogue's page shows, with columns below it and the pages its links lead to on the site."""
    links = [
        link for link in snapshot.links(page.id, Region.MAIN) if link.url and link.element in CLICKABLE and link.label
    ]
    files = [link for link in links if _suffix(link.url) in _FILES]
    inner = [link for link in links if link not in files and link.url != page.url]
    names = [*_lines(snapshot.text(page.id)), *(bare(link.label) for link in links), *_below(snapshot, page)]
    for link in files:
        names += _lines(snapshot.attachment_text(link.url))
    steps = [found for link in inner[:_STEPS] if "目录" in link.label and (found := place_of(snapshot, link.url).page)]
    for step in steps:
        names += _lines(snapshot.text(step.id))
    return CatalogueContent(
        page, tuple(dict.fromkeys(names)), tuple(inner), tuple(files), _unread(snapshot, page, files)
    )


def _below(snapshot: Snapshot, page: Page) -> Iterator[str]:
    own = next((column for column in snapshot.columns() if column.page_id == page.id), None)
    if own:
        yield from (bare(c.name) for c in snapshot.columns() if c.level > own.level and c.path[: own.level] == own.path)


def _unread(snapshot: Snapshot, page: Page, files: list[Link]) -> str:
    if page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        return "目录由脚本生成，没有读取到"
    if any(not snapshot.attachment_text(link.url) for link in files):
        return "目录的附件没有读出内容"
    frames = [link for link in snapshot.links(page.id) if link.element == "iframe"]
    return "目录在没有读取的框架里" if any(place_of(snapshot, link.url).page is None for link in frames) else ""


def _lines(text: str) -> list[str]:
    return [line for line in map(bare, re.split(r"[\n\t；;]", text)) if 0 < len(line) <= _LONGEST]


def _suffix(url: str) -> str:
    return url.partition("?")[0].lower().rpartition(".")[2]
