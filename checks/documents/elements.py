"""Elements of policy documents (文件要素): what the page of a document must state."""

import re
from collections.abc import Iterator
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import BODY_SURE, DOCUMENT_COLUMNS, Around, around, body_length, holds_itself
from checks.documents.in_scope import documents_of
from checks.documents.judged import Fault, documents_gap, judge_each
from checks.documents.standing import may_state_validity
from checks.judged import UNDECIDED
from checks.options import AnyPeriod, MinRate, Scope
from checks.outcomes import Severity
from checks.scopes import EVERYTHING
from portal.facts import Document
from portal.states import FieldPart, Fill, Region, Worded
from portal.storage.snapshot import Snapshot

BODY_NONE = 40  # fewer are buttons and remarks around one
OPENING = 1500  # characters of a page in which a document's number stands
# Words that may be a number the reader does not know as one.
LIKE_A_NUMBER = re.compile(r"(?:19|20)\d\d[^，。；\d]{0,4}\d{1,5}\s*号|第\s*[\d〇零一二三四五六七八九十百]{1,6}\s*号")
# Announcements are printed without a number as often as with one.
OFTEN_UNNUMBERED = re.compile(r"(?:公告|通告|公报|纪要|令)$")
OFFERS_A_FILE = re.compile(r"下载")


class DocumentElement(Worded):
    """What the page of a document states (文件要素)."""

    TITLE = "title", "标题"
    BODY = "body", "正文"
    NUMBER = "number", "文号"
    WRITTEN_ON = "written_on", "成文日期"
    PUBLISHED_ON = "published_on", "发布日期"
    VALIDITY = "validity", "有效性"


class ElementsParameters(Parameters):
    """Which elements, of which documents, and what share of them must be complete."""

    scope: Scope = EVERYTHING
    elements: tuple[DocumentElement, ...] = Field(
        default=tuple(DocumentElement), min_length=1, title="应有要素", description="elements every document must state"
    )
    min_rate: MinRate = 1.0
    period: AnyPeriod = None
    since: date | None = Field(
        default=None, title="起始日期", description="only documents written on or after this day; none: all"
    )
    download: bool = Field(default=False, title="可下载", description="each document must also be offered as a file")


@check(
    "documents.elements",
    parameters=ElementsParameters,
    worst=Severity.MINOR,
    kinds={
        "element_missing": Kind("文件缺少规定要素", Severity.MINOR),
        "no_file": Kind("文件不能下载", Severity.MINOR),
        UNDECIDED: Kind("不能确定是否缺少要素", Severity.INFO),
    },
    texts=Texts(
        title="政策文件要素齐全",
        required="范围内的每份文件都写明标题、正文、文号、成文日期、发布日期、有效性等规定要素。",
        method="逐份读取文件页的字段表和正文，核对规定要素是否都有；可能在附件里、或只在页面标签和脚本里的列出请人工核实。",
        basis="条例 第二十条；年度工作要点对规范性文件公开格式的要求",
        remedy="补齐文件页缺少的要素，统一文件页模板。",
        effort="中",
    ),
)
def elements(snapshot: Snapshot, parameters: ElementsParameters, context: Context) -> Assessment:
    """Share of the policy documents in scope whose page states every element asked.

    Inputs: documents with title, body, number (文号), dates and validity, each with the place it was read from; attachments where
    `download` is asked. Fails when the share stays below `min_rate` even if every doubtful document were complete; each lacking element
    of a document is one finding. Review: an element that stands in page tags only or may stand in an attached original, a number the
    reader may not know as one, documents whose class or date is not sure, important ones (`important`), nothing in scope. Unknown: no
    document was found and the lists of documents were not read. Serves yearly documents (open list of normative documents with six
    elements), 条例 art. 20.
    """
    documents = documents_of(snapshot, parameters.scope, parameters.period, context, parameters.since)
    missed = gap(snapshot, DOCUMENT_COLUMNS)
    if missed and not documents.asked and not documents.undecided:
        return unknown(missed.reason, missed.words)
    judged = judge_each(snapshot, documents, lambda document: _faults(snapshot, document, parameters))
    share = judged.share
    words = f"范围内 {share.total} 份文件，{share.good} 份要素齐全（{share.rate:.0%}）"
    outcome, reason, code = share.verdict(words, parameters.min_rate, documents_gap(snapshot, parameters.min_rate))
    measured = {
        "documents": share.total,
        "complete": share.good,
        "rate": share.rate,
        "min_rate": parameters.min_rate,
        "undecided": share.doubtful + share.aside,
    }
    return Assessment(outcome, reason, measured, judged.told(outcome), code)


def _faults(snapshot: Snapshot, document: Document, parameters: ElementsParameters) -> Iterator[Fault]:
    page = around(snapshot, document)
    body = body_length(page, document)
    for element in parameters.elements:
        if element is DocumentElement.BODY:
            fault = _no_body(snapshot, document, page, body)
        else:
            fault = _lacking(snapshot, document, page, body, element)
        if fault:
            yield fault
    if parameters.download and not page.attachments:
        offered = any(OFFERS_A_FILE.search(link.label) for link in snapshot.links(document.page_id, Region.MAIN))
        if not offered:
            sure = OFFERS_A_FILE.search(snapshot.text(document.page_id)) is None
            yield Fault("no_file", f"没有可供下载的文件：{document.title}", Severity.MINOR, "download", sure=sure)


def _no_body(snapshot: Snapshot, document: Document, page: Around, length: int) -> Fault | None:
    if length >= BODY_SURE:
        return None
    if page.attachments:
        return _fault(document, DocumentElement.BODY, "正文可能在附件里", sure=False)
    if page.page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        return _fault(document, DocumentElement.BODY, "正文可能由脚本生成", sure=False)
    if length >= BODY_NONE:
        return _fault(document, DocumentElement.BODY, "正文只有很少的文字", sure=False)
    shown = any(link.element in ("img", "iframe", "data") for link in snapshot.links(document.page_id, Region.MAIN))
    if shown:
        return _fault(document, DocumentElement.BODY, "正文可能是图片或内嵌的文件", sure=False)
    return _fault(document, DocumentElement.BODY, "")


def _lacking(snapshot: Snapshot, document: Document, page: Around, body: int, element: DocumentElement) -> Fault | None:
    """What is wrong with one stated element; None when a visitor finds it on the page."""
    reading = page.stated(element.value)
    if element is DocumentElement.PUBLISHED_ON and page.page.published_on and reading is None:
        return None
    if getattr(document, element.value):
        if reading is None or page.of(element.value, seen=True) or reading.part is FieldPart.SCRIPT:
            return None
        return _fault(document, element, "只在页面标签里读到", sure=False)
    return _fault(document, element, doubt := _doubt(snapshot, document, page, body, element), sure=not doubt)


def _doubt(snapshot: Snapshot, document: Document, page: Around, body: int, element: DocumentElement) -> str:
    """Why an element that was not read may be there all the same; empty when it is not."""
    if page.page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        return "页面内容可能由脚本生成"
    if element is DocumentElement.PUBLISHED_ON:
        return ""  # a file does not state when the page was published
    if any(body < BODY_SURE or holds_itself(each, document) for each in page.attachments):
        return "可能在附件里"
    if element is DocumentElement.NUMBER:
        return _doubt_of_number(snapshot, document)
    if element is DocumentElement.VALIDITY and may_state_validity(snapshot.text(document.page_id)):
        return "正文谈到有效期，没有单独标注"
    return ""


def _doubt_of_number(snapshot: Snapshot, document: Document) -> str:
    if OFTEN_UNNUMBERED.search(document.title):
        return "公告、通告等可能没有编号"
    return "有类似文号的文字" if LIKE_A_NUMBER.search(snapshot.text(document.page_id)[:OPENING]) else ""


def _fault(document: Document, element: DocumentElement, doubt: str, *, sure: bool = True) -> Fault:
    told = f"（{doubt}，需人工核实）" if doubt else ""
    message = f"没有{element.words}{told}：{document.title}"
    return Fault("element_missing", message, Severity.MINOR, element.value, document.title, document.selector, sure)
