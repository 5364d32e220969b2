"""Yearly reports on disclosure (政府信息公开工作年度报告)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import AnyPeriod, MonthDay
from checks.outcomes import Severity
from portal.states import ReportPart

FIRST_REPORTS = 2008  # the year the regulation came into force


class PublishBy(Parameters):
    """Day of the following year by which a report must stand on the site, by who gives it."""

    department: MonthDay = Field(
        default="01-31", title="部门公布期限", description="for units that report to a government"
    )
    government: MonthDay = Field(
        default="03-31", title="政府公布期限", description="for governments of county level and above"
    )


class AnnualReportsParameters(Parameters):
    """Which years, by when, and what a report must hold."""

    since_year: int = Field(
        default=FIRST_REPORTS,
        ge=FIRST_REPORTS,
        le=2100,
        title="起始年份",
        description="first year a report is owed for, later where the unit is younger",
    )
    period: AnyPeriod = Field(
        default=None, title="报告年度", description="only the report on that year; none: every year since `since_year`"
    )
    publish_by: PublishBy = Field(
        default=PublishBy(), title="公布期限", description="day of the following year; earlier is in time"
    )
    chapters: tuple[ReportPart, ...] = Field(
        default=tuple(ReportPart), title="报告部分", description="chapters a report must have, in order"
    )
    tables: bool = Field(default=True, title="核对表内数字", description="sums within the tables must balance")
    carry_over: bool = Field(
        default=True,
        title="核对结转数",
        description="what one year carries over must be what the next one takes up",
    )
    mentions: tuple[str, ...] = Field(default=(), title="应报告的内容", description="words a report must hold")
    mentions_plan: bool = Field(
        default=False, title="应报告要点落实", description="it tells how the year's work plan (要点) was carried out"
    )
    max_similarity: float | None = Field(
        default=None,
        ge=0,
        le=1,
        title="最高雷同比例",
        description="share of text equal to the unit's report of the year before; without it not compared",
    )


annual_reports = planned(
    "disclosure.annual_reports",
    parameters=AnnualReportsParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="年报齐全、按时、数字相符",
        required="每年按时公布政府信息公开工作年度报告，逐年保留；六个部分齐全，表内和上下年数字平衡。",
        method="在年报栏目逐年查找，看发布日期、各部分标题和三张表；表内合计、新收加结转、上下年结转逐格核算。",
        basis="《政府信息公开条例》第四十九条、第五十条；国办公开办函〔2021〕30号",
        remedy="补发缺少的年报；数字有误的更正后重新公布并说明。",
        effort="中",
    ),
    decides="""Reports for every year, in time, complete and arithmetically right.

    Inputs: reports with year, unit, chapters, figures of the three tables and publication day; rows of the reports' column; the site's kind.
    Fails when a year's report is missing from a column read in full, came after `publish_by`, lacks a chapter or has them out of order, or
    when a sum or a carry-over is wrong; chapters and tables are asked of reports for 2021 and later. `mentions` not found fails; `mentions_plan`
    and `max_similarity` lead to review. Review too for reports in pictures or unread files and for years before the unit's site. Not due before
    `publish_by`. Unknown where the column was not read. Serves 条例 art. 49, 50 and 国办公开办函〔2021〕30号.
    """,
)
