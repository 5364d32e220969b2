"""Rows of a snapshot about what pages hold beyond links and lists (内容事实): fields, attachments, consultations, messages, reports and more.

As in `portal.facts`: one class per table of `schema.sql`, a page may yield any number of them (`PageFacts.records`). `None` and empty mean
"the page does not say", never "no".
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.disclosure_facts import AnnualReport, DisclosureGuide
from portal.disclosure_facts import ReportFigure as ReportFigure  # one of the records, named from here as they are
from portal.site_facts import NewMediaAccount, PageHeader
from portal.states import AskingWay, Fault, FieldPart, FileFormat, GuideElement, Via


@dataclass(slots=True)
class FieldReading:
    """One place where a page states a field (字段读数). A document's chosen value is in `Document`; rows that differ from it are a disagreement."""

    page_id: int
    position: int  # order on the page, from 0
    name: str  # a field of Document
    value: str  # normalised: ISO date, 文号 with 〔〕, else white space folded
    words: str  # as read, label included
    via: Via
    selector: str = ""
    part: FieldPart = FieldPart.TABLE


@dataclass(slots=True)
class Attachment:
    """A file a page offers as part of its content (附件)."""

    page_id: int
    position: int
    url: str  # absolute, canonical
    name: str  # what the page calls it
    suffix: str = ""  # lower case, without the dot; of the name where the address has none


@dataclass(slots=True)
class AttachmentFile:
    """What one attached file turned out to be (附件内容); its text is read separately (`Snapshot.attachment_text`)."""

    url: str
    format: FileFormat
    size: int
    body_hash: str
    title: str = ""  # of the file's own properties
    pages: int | None = None
    characters: int = 0  # of its text; 0 for a scan
    fault: Fault | None = None  # could not be read, or is not what its suffix says
    archive_offset: int | None = None


@dataclass(slots=True)
class Consultation:
    """A call for opinions (意见征集): its period in calendar days, both ends included, and what it offers."""

    page_id: int
    title: str
    opens_on: date | None = None
    closes_on: date | None = None
    days: int | None = None
    period_text: str = ""
    status: str = ""  # as shown: 进行中, 已结束…
    has_draft: bool = False  # 草案: on the page or attached
    has_explanation: bool = False  # 起草说明
    ways: tuple[AskingWay, ...] = ()
    selector: str = ""


@dataclass(slots=True)
class ConsultationResult:
    """What came of a call for opinions (征集结果反馈)."""

    page_id: int
    title: str
    subject: str = ""  # what was consulted on, as the title gives it
    received: int | None = None  # opinions
    adopted: int | None = None
    gives_reasons: bool = False  # 不予采纳原因
    selector: str = ""


@dataclass(slots=True)
class DecisionItem:
    """One item of a yearly catalogue of major decisions (重大行政决策事项)."""

    page_id: int
    position: int
    name: str
    unit: str = ""  # 承办单位
    year: int | None = None
    due_text: str = ""
    url: str = ""  # where the item leads


@dataclass(slots=True)
class DecisionStage:
    """A link from a decision's item to one of its stages (决策环节): 草案, 说明, 背景, 意见征集, 采纳情况, 会议审议, 结果…"""

    page_id: int
    item: int  # position of the DecisionItem
    position: int
    stage: str
    url: str


@dataclass(slots=True)
class Meeting:
    """A meeting with invited representatives (利益相关方列席会议)."""

    page_id: int
    title: str
    held_on: date | None = None
    host: str = ""  # 召开单位
    invited: int | None = None  # representatives
    tells_adoption: bool = False  # 意见采纳情况
    selector: str = ""


@dataclass(slots=True)
class Message:
    """A public message and its reply (留言、来信)."""

    page_id: int
    title: str
    written_on: date | None = None  # 留言时间
    replied_on: date | None = None  # 答复时间
    unit: str = ""  # 答复单位
    status: str = ""
    content_length: int = 0  # characters
    reply_length: int = 0
    selector: str = ""

    @property
    def delay(self) -> int | None:
        """Days from message to reply; None while either is not known."""
        return (self.replied_on - self.written_on).days if self.replied_on and self.written_on else None


@dataclass(slots=True)
class MessageRow:
    """A row of a list of messages (留言列表), as far as the list itself tells; messages still unanswered often stand nowhere else."""

    page_id: int
    position: int
    title: str
    url: str = ""
    written_on: date | None = None
    replied_on: date | None = None
    unit: str = ""
    status: str = ""  # as shown


@dataclass(slots=True)
class GazetteIssue:
    """An issue of the gazette (政府公报期号)."""

    page_id: int
    position: int
    year: int | None
    issue: int | None
    published_on: date | None = None
    url: str = ""
    title: str = ""


@dataclass(slots=True)
class ServiceGuide:
    """A service guide (办事指南) and the elements it names with content."""

    page_id: int
    title: str
    elements: tuple[GuideElement, ...] = ()
    selector: str = ""


@dataclass(slots=True)
class Organisation:
    """An organisation's page (机构职能)."""

    page_id: int
    name: str
    duties: bool = False  # 职能
    address: str = ""
    phone: str = ""
    hours: str = ""  # 办公时间
    head: str = ""  # 负责人
    selector: str = ""


@dataclass(slots=True)
class Leader:
    """A leader as a page presents them (领导信息)."""

    page_id: int
    position: int
    name: str
    post: str = ""
    duties: bool = False  # 分工
    resume: bool = False  # 简历
    portrait: bool = False
    url: str = ""


@dataclass(slots=True)
class OpenDay:
    """An open day (政府开放日)."""

    page_id: int
    title: str
    held_on: date | None = None
    feedback: bool = False
    selector: str = ""


@dataclass(slots=True)
class MenuEntry:
    """A link of the home page's menus that stands below another entry (导航层级); entries of the first level have no row."""

    page_id: int
    position: int  # of the link
    above: tuple[str, ...]  # names of the entries above it, from the top down


@dataclass(slots=True)
class Relation:
    """That one page belongs to another, found once the crawl is over (页面关系): `kind` is `result` (consultation → its result)."""

    kind: str
    from_page: int
    to_page: int
    by: str  # link, title, number


Record = (
    FieldReading
    | Attachment
    | Consultation
    | ConsultationResult
    | DecisionItem
    | DecisionStage
    | Meeting
    | Message
    | MessageRow
    | DisclosureGuide
    | AnnualReport
    | ReportFigure
    | GazetteIssue
    | ServiceGuide
    | Organisation
    | Leader
    | OpenDay
    | MenuEntry
    | PageHeader
    | NewMediaAccount
)
"""What a page may hold any number of."""

RECORD_TABLES: dict[type[Any], str] = {
    FieldReading: "field_reading",
    Attachment: "attachment",
    Consultation: "consultation",
    ConsultationResult: "consultation_result",
    DecisionItem: "decision_item",
    DecisionStage: "decision_stage",
    Meeting: "meeting",
    Message: "message",
    MessageRow: "message_row",
    DisclosureGuide: "disclosure_guide",
    AnnualReport: "annual_report",
    ReportFigure: "report_figure",
    GazetteIssue: "gazette_issue",
    ServiceGuide: "service_guide",
    Organisation: "organisation",
    Leader: "leader",
    OpenDay: "open_day",
    MenuEntry: "menu_entry",
    PageHeader: "page_header",
    NewMediaAccount: "new_media_account",
}
