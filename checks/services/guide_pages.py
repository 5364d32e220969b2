"""Pages held to a guide's elements (办事指南、惠企政策页面), with what each lacks and whether that is sure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from checks.assessment import Context
from checks.column_content import family, rows_of
from checks.documents.in_scope import documents_of
from checks.periods import Period
from checks.sampling import SURE
from checks.scopes import DocumentClass, DocumentScope
from portal.content_facts import Attachment, ServiceGuide
from portal.facts import Page
from portal.states import LIST_KINDS, GuideElement, PageKind
from portal.storage.snapshot import Snapshot

# Words by which a page may tell an element without naming it as guides do.
STEMS: dict[GuideElement, re.Pattern[str]] = {
    GuideElement.NAME: re.compile(r"名称|事项"),
    GuideElement.BASIS: re.compile(r"依据|根据|按照《"),
    GuideElement.CONDITIONS: re.compile(r"条件|对象|资格|适用|范围"),
    GuideElement.MATERIALS: re.compile(r"材料|资料|证件|申请表|提交"),
    GuideElement.PLACE: re.compile(r"地点|地址|窗口|大厅|服务中心|\d+号楼"),
    GuideElement.HOURS: re.compile(
        r"(?:办公|工作|办理|受理|服务)时间|上午|下午|周[一二三四五]|星期|\d[:：]\d\d\s*[-—－~至到]"
    ),
    GuideElement.CONTACT: re.compile(r"电话|热线|联系|邮箱|\d{3,4}[-－—]\d{7,8}|1\d{10}"),
    GuideElement.PROCESS: re.compile(r"流程|程序|步骤|环节|第一步"),
    GuideElement.FEES: re.compile(r"收费|费用|免费|工本费|不收取|缴费"),
    GuideElement.TIME_LIMIT: re.compile(r"期限|时限|工作日内|个工作日|当场办|即办"),
    GuideElement.DEPARTMENT: re.compile(r"部门|机构|单位|机关|(?:局|委|办公室|中心|科|股)(?:$|[，。、；\s])"),
    GuideElement.PERIOD: re.compile(r"起止|截止|期限|有效期|申报时间|日至|日前|日起"),
}
VAGUE = re.compile(
    r"(?:规定|要求|认为|需要|应当?|须)[^，。；\n]{0,12}(?:提[交供]的?)?其[他它]的?(?:有关|相关|必要)?的?(?:材料|资料|条件)|其[他它](?:有关|相关|必要)的?(?:材料|资料)"
)
ENTERPRISE_COLUMN = re.compile(r"惠企|涉企|助企|企业政策|政策兑现")
GUIDING_TITLE = re.compile(r"指引|指南|申报|申领|兑现|办理")
_MARKS_ON_PAPER = ("流程图", "二维码")


@dataclass
class GuidePage:
    """A page with what it lacks: elements surely, elements that may stand there in other words, words asked for beside them."""

    page: Page
    title: str
    selector: str = ""
    missing: list[GuideElement] = field(default_factory=list)
    doubtful: list[GuideElement] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    unsure: str = ""  # why nothing about it is sure
    vague: str = ""

    @property
    def lacks(self) -> int:
        """Elements it surely lacks."""
        return 0 if self.unsure else len(self.missing)

    @property
    def may_lack(self) -> int:
        """Elements it lacks if every doubt is right."""
        return len(self.missing) + len(self.doubtful)


def guide_pages(snapshot: Snapshot) -> list[tuple[Page, ServiceGuide]]:
    """Guides to services that were read, pages of a sure kind. Give it to `Snapshot.once`."""
    pages = {
        page.id: page for page in snapshot.pages(PageKind.SERVICE) if page.fault is None and page.confidence >= SURE
    }
    return [(pages[guide.page_id], guide) for guide in snapshot.records(ServiceGuide) if guide.page_id in pages]


def enterprise_pages(snapshot: Snapshot, period: Period | None, context: Context) -> list[Page]:
    """Pages of policies for enterprises of a period: what stands in their columns, and documents whose titles say so."""
    days = period.days(context.as_of, context.year) if period else (date.min, context.as_of)
    found: dict[int, Page] = {}
    for column in snapshot.columns():
        if ENTERPRISE_COLUMN.search(column.name):
            for row in rows_of(snapshot, family(snapshot, column)):
                page = snapshot.page(row.url)
                if page and page.kind not in LIST_KINDS and page.fault is None:
                    found[page.id] = page
    scope = DocumentScope(kind=DocumentClass.ENTERPRISE)
    for document in documents_of(snapshot, scope, period, context).asked:
        page = snapshot.page_by_id(document.page_id)
        if page:
            found[page.id] = page
    return [page for page in found.values() if page.published_on and days[0] <= page.published_on <= days[1]]


def _may_tell(element: GuideElement, text: str, page: Page) -> bool:
    """Whether an element may stand in other words. 办理时间 is taken for the hours by some offices and for the time it takes by others."""
    stems = [STEMS[element], *([STEMS[GuideElement.TIME_LIMIT]] if element is GuideElement.HOURS else [])]
    return any(stem.search(text) for stem in stems) or (element is GuideElement.DEPARTMENT and bool(page.source))


def judge(
    snapshot: Snapshot,
    page: Page,
    guide: ServiceGuide | None,
    elements: tuple[GuideElement, ...],
    contains: tuple[str, ...],
) -> GuidePage:
    """What a page lacks. Without a guide read from it, elements are looked for as words alone."""
    text = snapshot.text(page.id)
    judged = GuidePage(page, guide.title if guide else page.heading or page.title, guide.selector if guide else "")
    named = guide.elements if guide else tuple(_named(text, elements))
    for element in elements:
        if element in named or (element is GuideElement.NAME and judged.title):
            continue
        (judged.doubtful if _may_tell(element, text, page) else judged.missing).append(element)
    judged.parts = [part for part in contains if part not in text]
    judged.unsure = _unsure(snapshot, page, guide, text)
    vague = VAGUE.search(text)
    judged.vague = vague.group() if vague and guide else ""
    return judged


def _named(text: str, elements: tuple[GuideElement, ...]) -> Iterator[GuideElement]:
    """Elements whose words stand at the beginning of a line, numbers apart, or before a colon."""
    for element in elements:
        stem = STEMS[element].pattern
        if re.search(rf"(?m)^.{{0,8}}(?:{stem})|(?:{stem}).{{0,6}}[：:]", text):
            yield element


def _unsure(snapshot: Snapshot, page: Page, guide: ServiceGuide | None, text: str) -> str:
    if page.id in snapshot.once(_with_files):
        return "页面带有附件，内容可能在附件里"
    if any(mark in text for mark in _MARKS_ON_PAPER):
        return "有的内容可能在图片里"
    if guide is None and not GUIDING_TITLE.search(page.heading or page.title):
        return "是不是申报类政策要由人判断"
    return ""


def _with_files(snapshot: Snapshot) -> frozenset[int]:
    return frozenset(attachment.page_id for attachment in snapshot.records(Attachment))
