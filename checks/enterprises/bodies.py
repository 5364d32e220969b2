"""Public enterprises and institutions as a site shows them (公共企事业单位): their column, its content, bodies by name and by field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.citing import address_of
from checks.column_content import Row, family, rows_of
from checks.column_search import FoundColumn, bare, columns_called
from checks.named_items import Item
from checks.places import CLICKABLE
from checks.titles import titles_of
from portal.facts import Column, Link, Page
from portal.states import Region
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

COLUMN = Item(
    name="公共企事业单位信息公开",
    any_of=("公共企事业单位公开", "公共企事业单位", "公共企事业信息公开", "公共企事业单位信息公开专栏"),
)
LIST = re.compile(r"(?:适用)?主体(?:清单|名单|目录|名录)|企事业单位.{0,12}(?:清单|名单|名录)")
# Words by which a body of a field is known; other fields are looked for by their own name.
FIELDS = {
    "教育": "教育|学校|小学|中学|高中|幼儿园|学院|职专|职业技术",
    "卫生健康": "卫生|医院|医疗|妇幼|疾控|疾病预防",
    "供电": "供电|电力|电网",
    "供水": "供水|自来水|水务",
    "供气": "供气|燃气|天然气",
    "供热": "供热|热力|供暖|热电",
    "环境保护": "环保|环境|污水|垃圾处理",
    "公共交通": "公交|公共交通|客运|出租",
}
_BODY = re.compile(r"(?:公司|集团|医院|卫生院|保健院|学校|小学|中学|高中|幼儿园|学院|水厂|电厂|中心|单位|供电所|车站)$")
_NO_BODY = re.compile(r"关于|通知|公告|公示|企事业单位|主管|服务中心$|融媒体")
_OF_BODY = re.compile(r"^(.{2,30}?)(?:信息公开|公开)(?:事项)?(?:清单|目录|指南|标准|制度|平台|专栏)")
PAGES_READ = 300  # pages of the column whose texts are read


@dataclass(frozen=True)
class Shown:
    """What the site shows of them: columns of the name, everything in these and below them, and titles elsewhere that speak of them."""

    exact: list[FoundColumn]
    near: list[FoundColumn]
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    spoken_of: list[Titled] = field(default_factory=list)

    @property
    def found(self) -> FoundColumn | None:
        """The column, if there is one of exactly the name."""
        return self.exact[0] if self.exact else None

    @property
    def names(self) -> list[str]:
        """Names of the columns below and titles of the rows."""
        return [*(column.name for column in self.columns), *(row.title for row in self.rows)]


@dataclass(frozen=True)
class Platform:
    """A link in the column that bears the name of a body."""

    page: Page
    link: Link


def shown_bodies(snapshot: Snapshot) -> Shown:
    """Everything the site shows of public enterprises and institutions. Give it to `Snapshot.once`."""
    found = columns_called(snapshot, COLUMN)
    exact, near = [each for each in found if each.exact], [each for each in found if not each.exact]
    columns: dict[int, Column] = {}
    for each in exact:
        if each.column:
            columns |= {below.id: below for below in family(snapshot, each.column)}
    rows = rows_of(snapshot, list(columns.values())) if columns else []
    known = {row.url for row in rows} | {column.url for column in columns.values()}
    spoken_of = [each for each in snapshot.once(titles_of).holding("企事业单位") if each.url not in known]
    return Shown(exact, near, list(columns.values()), rows, spoken_of)


def lists_of_bodies(snapshot: Snapshot, shown: Shown) -> list[Titled]:
    """Things of the whole site whose titles call them a list of such bodies."""
    titles = snapshot.once(titles_of)
    named = (*titles.holding("主体"), *titles.holding("企事业单位"))
    lists = [each for each in named if LIST.search(bare(each.title))]
    return list({each.url: each for each in lists}.values())


def platforms_in(snapshot: Snapshot, shown: Shown) -> Iterator[Platform]:
    """Links with the name of a body on the pages of the column and on lists of bodies, each address once."""
    pages = [column.page_id for column in shown.columns if column.page_id]
    pages += [each.page_id for each in lists_of_bodies(snapshot, shown) if each.kind]
    seen: set[str] = set()
    for page_id in dict.fromkeys(pages):
        page = snapshot.page_by_id(page_id)
        for link in snapshot.links(page_id, Region.MAIN) if page else ():
            if page and link.url and link.url not in seen and link.element in CLICKABLE and is_body(link.label):
                seen.add(link.url)
                yield Platform(page, link)


def is_body(name: str) -> bool:
    """Whether a name is that of a body, not the title of an article."""
    return len(name) >= 4 and bool(_BODY.search(bare(name))) and not _NO_BODY.search(name)


def body_of(title: str) -> str:
    """The body whose disclosure list, catalogue or guide a title announces; empty for other titles."""
    named = _OF_BODY.search(title)
    return named[1] if named and not _NO_BODY.search(named[1]) else ""


def of_field(shown: Shown, name: str) -> bool:
    """Whether a column or a title in the column names a body of a field."""
    words = re.compile(FIELDS.get(name, re.escape(name)))
    return any(words.search(each) for each in shown.names)


def read_rows(snapshot: Snapshot, shown: Shown) -> Iterator[tuple[Row, Page]]:
    """Rows of the column whose page was read, with the page; at most `PAGES_READ`."""
    for row in shown.rows[:PAGES_READ]:
        page = snapshot.page(row.url)
        if page and not page.fault:
            yield row, page


def address_in(snapshot: Snapshot, shown: Shown) -> str:
    """Where a finding about the column as a whole stands."""
    if shown.found:
        return shown.found.url
    home = snapshot.home()
    return address_of(snapshot, home.id) if home else ""
