"""The yearly catalogue of major decisions (重大行政决策事项目录) and what it leads to."""

from datetime import date

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MonthDay, Place
from checks.outcomes import Severity
from checks.periods import THIS_YEAR


class CatalogueParameters(Parameters):
    """What the catalogue must hold, and by when it must stand."""

    parts: tuple[str, ...] = Field(
        default=(), title="每项应公开的内容", description="what must be published of each item; empty: the list alone"
    )
    publish_by: MonthDay | None = Field(
        default=None, title="每年公布期限", description="last day of the year's publication, as MM-DD; none: any day"
    )
    by: date | None = Field(default=None, title="公布期限", description="last day as a fixed date; none: any day")
    optional_parts: tuple[str, ...] = Field(
        default=(), title="视情公开的内容", description="what is published where it exists; its lack is never a fail"
    )
    bodies: bool = Field(
        default=True, title="写明承办单位", description="each item must name the body that prepares it"
    )
    changes_explained: bool = Field(
        default=False, title="调整说明理由", description="changes of the catalogue must be published with their reason"
    )
    linked: bool = Field(
        default=True, title="逐项链接到内容", description="each item must link to what is published of it"
    )
    period: InPeriod = THIS_YEAR
    place: Place = ()


catalogue = planned(
    "decisions.catalogue",
    parameters=CatalogueParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="公布重大决策事项目录",
        required="每年按时公布重大行政决策事项目录，写明承办单位，逐项公开草案、说明、意见采纳、会议、结果等规定内容。",
        method="查找当年的目录，读取事项和承办单位，沿事项的链接和标题逐项核对规定内容。",
        basis="重大行政决策程序暂行条例；年度工作要点",
        remedy="公布或补全目录，为每个事项链接各环节的内容。",
        effort="大",
    ),
    decides="""The year's catalogue of major decisions: published in time, with bodies, each item linked to the parts asked.

    Inputs: catalogues with their items and bodies, pages and files the items link to, documents, consultations and results that name an
    item, publication dates. Fails when no catalogue stands on a site read in full, it came after `publish_by` or `by`, an item names no
    body, or lacks a part whose stage is past. Review: parts whose stage may be still to come, parts found by title without a link,
    catalogues in unread attachments, changes without a visible reason, `optional_parts`. Unknown: the columns were not read. Serves
    重大行政决策程序暂行条例, yearly documents.
    """,
)
