"""Elements of policy documents (文件要素): what the page of a document must state."""

from datetime import date

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import AnyPeriod, MinRate, Scope
from checks.outcomes import Severity
from checks.scopes import EVERYTHING
from portal.states import Worded


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


elements = planned(
    "documents.elements",
    parameters=ElementsParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="政策文件要素齐全",
        required="范围内的每份文件都写明标题、正文、文号、成文日期、发布日期、有效性等规定要素。",
        method="逐份读取文件页的字段表和正文，核对规定要素是否都有；正文在附件里或由脚本生成的单独列出。",
        basis="条例 第二十条；年度工作要点对规范性文件公开格式的要求",
        remedy="补齐文件页缺少的要素，统一文件页模板。",
        effort="中",
    ),
    decides="""Share of the policy documents in scope whose page states every element asked.

    Inputs: documents with title, body, number (文号), dates and validity, each with the place it was read from; attachments where
    `download` is asked. Fails when the share stays below `min_rate` even if every doubtful document were complete; each lacking element
    of a document is one finding. Review: an element that only a script or an unread attachment may hold, documents whose class or date
    is not sure, important ones (`important`), nothing in scope. Unknown: the lists of documents were not read. Serves yearly documents
    (open list of normative documents with six elements), 条例 art. 20.
    """,
)
