"""Yearly reports on disclosure (政府信息公开工作年度报告)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.completeness import Gap
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.report_archive import Archive, Report, archive_of, does_not_open
from checks.disclosure.report_content import FIRST_FORM, carried, chapters, mentions, plan, similar, tables
from checks.options import AnyPeriod, MonthDay, day_in
from checks.outcomes import Outcome, Reason, Severity
from portal.site import SiteKind
from portal.states import ReportPart
from portal.storage.snapshot import Snapshot

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


@check(
    "disclosure.annual_reports",
    parameters=AnnualReportsParameters,
    worst=Severity.MAJOR,
    kinds={
        "missing": Kind("缺少年度的年报", Severity.MAJOR),
        "late": Kind("年报公布晚于期限", Severity.MINOR),
        "chapter_missing": Kind("年报缺少规定的部分", Severity.MINOR),
        "chapter_order": Kind("年报各部分的顺序与规定不同", Severity.MINOR),
        "table_missing": Kind("年报缺少规定的表格", Severity.MINOR),
        "unbalanced": Kind("年报表格数字不平衡", Severity.MINOR),
        "carry_over": Kind("年报结转数与上年不衔接", Severity.MINOR),
        "not_mentioned": Kind("年报没有写应报告的内容", Severity.MINOR),
        "plan": Kind("年报写没写要点落实情况待确认", Severity.INFO),
        "similar": Kind("年报文字与上一年雷同", Severity.INFO),
        "unread": Kind("年报的内容没有读到", Severity.INFO),
        "earlier": Kind("更早年度没有年报", Severity.INFO),
        "not_due": Kind("年报还没到公布期限", Severity.INFO),
    },
    texts=Texts(
        title="年报齐全、按时、数字相符",
        required="每年按时公布政府信息公开工作年度报告，逐年保留；六个部分齐全，表内和上下年数字平衡。",
        method="在年报栏目逐年查找，看发布日期、各部分标题和三张表；表内合计、新收加结转、上下年结转逐格核算。",
        basis="《政府信息公开条例》第四十九条、第五十条；国办公开办函〔2021〕30号",
        remedy="补发缺少的年报；数字有误的更正后重新公布并说明。",
        effort="中",
    ),
)
def annual_reports(snapshot: Snapshot, parameters: AnnualReportsParameters, context: Context) -> Assessment:
    """Reports for every year, in time, complete and arithmetically right.

    Inputs: reports with year, unit, chapters, figures of the three tables and publication day; rows of the reports' part; the site's kind.
    Judged are the site's own reports (its government's, or its unit's). Fails when a year's report is missing from a part read in full that has
    others, came after `publish_by` within the following year, lacks a chapter or has them out of order, or when a sum or a carry-over is wrong;
    chapters and tables are asked of reports on 2021 and later. `mentions` not found fails; `mentions_plan` and `max_similarity` lead to review.
    Review too for reports in pictures, files or unread, for those whose link does not open, for years before the oldest report seen, for a
    day in a later year (the site may have moved), for a report whose unit is not clear, and for sums of other units' reports. Not due before
    `publish_by`. Unknown where the part was not read and no report is known. Serves 条例 art. 49, 50 and 国办公开办函〔2021〕30号.
    """
    archive = snapshot.once(archive_of)
    if archive.part.page is None and not archive.reports:
        missed = archive.part.missed or Gap("", Reason.NOT_FETCHED)
        return unknown(missed.reason, missed.words)
    years = _years(parameters, context)
    found = {year: report for year in years if (report := archive.own(year))}
    findings, not_due = _missing(snapshot, archive, parameters, context, [year for year in years if year not in found])
    for year, report in found.items():
        findings += _late(report, _publish_by(parameters, context, year), context)
        findings += _content(snapshot, parameters, report, archive.own(year - 1))
    shares = _copies(snapshot, parameters, archive, found, findings)
    if parameters.tables:
        findings += _others(snapshot, archive, years)
    measured: dict[str, Any] = {
        "years": len(years),
        "reports": len(found),
        "others_reports": sum(1 for report in archive.reports if report.own is False),
    }
    measured |= {"similarity": max(shares)} if shares else {}
    return _verdict(archive, findings, measured, not_due, _unheld(parameters, found))


def _years(parameters: AnnualReportsParameters, context: Context) -> list[int]:
    """Years reported on that are asked for, those still to come left out."""
    if parameters.period:
        first, last = parameters.period.days(context.as_of, context.year)
        return list(range(max(first.year, FIRST_REPORTS), max(first.year, last.year) + 1))
    return list(range(parameters.since_year, context.as_of.year))


def _publish_by(parameters: AnnualReportsParameters, context: Context, year: int) -> date:
    """Last day for the report on a year; the later one where the site's kind is not known."""
    by_department = context.kind is SiteKind.DEPARTMENT
    return day_in(year + 1, parameters.publish_by.department if by_department else parameters.publish_by.government)


def _missing(
    snapshot: Snapshot,
    archive: Archive,
    parameters: AnnualReportsParameters,
    context: Context,
    years: list[int],
) -> tuple[list[Finding], list[int]]:
    """Findings for years without a report, and the years whose report is not due yet."""
    not_due = [year for year in years if context.as_of <= _publish_by(parameters, context, year)]
    owed = [year for year in years if year not in not_due]
    first = archive.first_year()
    earlier = [year for year in owed if first is not None and year < first and not parameters.period]
    missed = archive.part.unread(snapshot)
    gap = missed.words if missed else "" if first else "没有认出本站主办单位自己的年报"
    open_years = [year for year in owed if year not in earlier]
    unsure = [year for year in open_years if gap and not archive.doubtful(year)]
    findings = [_absent(snapshot, archive, year) for year in open_years if year not in unsure]
    if unsure:
        findings.append(_unseen(snapshot, archive, unsure, gap))
    if earlier and first:
        findings.append(_earlier(archive, earlier, first))
    return findings, not_due


def _absent(snapshot: Snapshot, archive: Archive, year: int) -> Finding:
    """No report on a year, or only one that may be the site's own."""
    doubtful = archive.doubtful(year)
    holder = (doubtful[0].holder if doubtful else None) or archive.part.page or snapshot.home()
    message = f"没有{year}年的政府信息公开工作年度报告。"
    if doubtful:
        message = f"没有认出本单位{year}年的年报，“{doubtful[0].title}”可能是，需人工核实。"
    return Finding(
        "missing",
        message,
        Severity.INFO if doubtful else Severity.MAJOR,
        subject=archive.part.page.url if archive.part.page else "",
        element=str(year),
        evidence=(cite_page(holder, archive.part.name),) if holder else (),
    )


def _unseen(snapshot: Snapshot, archive: Archive, years: list[int], gap: str) -> Finding:
    """Years whose reports may stand where nobody looked."""
    holder = archive.part.page or snapshot.home()
    message = f"没有找到{_span(years)}的年报；{gap}，需人工核实。"
    evidence = (cite_page(holder, archive.part.name),) if holder else ()
    return Finding("missing", message, Severity.INFO, subject=holder.url if holder else "", evidence=evidence)


def _span(years: list[int]) -> str:
    whole = years == list(range(years[0], years[-1] + 1)) and len(years) > 1
    return f"{years[0]}—{years[-1]}年" if whole else f"{'、'.join(map(str, years))}年"


def _earlier(archive: Archive, years: list[int], first: int) -> Finding:
    message = f"读到的年报最早是{first}年的，{_span(years)}没有；当时单位或网站是否设立需人工核实。"
    report = archive.own(first)
    holder = (report.holder if report else None) or archive.part.page
    evidence = (cite_page(holder, archive.part.name),) if holder else ()
    return Finding("earlier", message, Severity.INFO, subject=holder.url if holder else "", evidence=evidence)


def _late(report: Report, by: date, context: Context) -> list[Finding]:
    """A report dated after its day; one dated in a later year may have been moved from an older site."""
    day, holder = report.published_on, report.holder
    if day is None or holder is None or day <= by or day > context.as_of:
        return []
    sure = day.year == by.year and context.kind is not None
    doubt = (
        "" if sure else "，可能是网站迁移后的日期，需人工核实" if day.year > by.year else "，网站类型不明，需人工核实"
    )
    message = f"{report.year}年年报{day}公布，晚于{by}{doubt}。"
    severity = Severity.MINOR if sure else Severity.INFO
    evidence = (cite_page(holder, f"{report.title} {day}", target=report.url),)
    return [Finding("late", message, severity, report.url, str(report.year), evidence=evidence)]


def _content(
    snapshot: Snapshot, parameters: AnnualReportsParameters, report: Report, before: Report | None
) -> list[Finding]:
    in_form = report.year >= FIRST_FORM and (parameters.chapters or parameters.tables)
    asks = in_form or parameters.mentions or parameters.mentions_plan
    if report.record is None:
        holder = report.holder
        dead = does_not_open(snapshot, report)
        fault = "的链接打不开" if dead else "的内容没有读到（文件、图片或没有抓取）"
        message = f"{report.year}年年报{fault}，需人工核实。"
        element, evidence = str(report.year), (cite_page(holder, report.title, target=report.url),) if holder else ()
        finding = Finding("unread", message, Severity.INFO, subject=report.url, element=element, evidence=evidence)
        return [finding] if (asks or dead) and evidence else []
    findings = [
        *chapters(snapshot, report, parameters.chapters),
        *(tables(snapshot, report) if parameters.tables else ()),
        *mentions(snapshot, report, parameters.mentions),
    ]
    if parameters.carry_over and before:
        findings += carried(snapshot, before, report)
    if parameters.mentions_plan and (told := plan(snapshot, report)):
        findings.append(told)
    return findings


def _copies(
    snapshot: Snapshot,
    parameters: AnnualReportsParameters,
    archive: Archive,
    found: dict[int, Report],
    findings: list[Finding],
) -> list[float]:
    """Shares of text equal to the year before, their findings added."""
    shares: list[float] = []
    for year, report in found.items():
        before = archive.own(year - 1)
        if parameters.max_similarity is None or before is None:
            continue
        share, finding = similar(snapshot, before, report, parameters.max_similarity)
        shares += [] if share is None else [share]
        findings += [finding] if finding else []
    return shares


def _others(snapshot: Snapshot, archive: Archive, years: list[int]) -> list[Finding]:
    """Wrong sums in the reports of other units that stand on the site."""
    others = [report for report in archive.reports if report.own is False and report.year in years]
    return [finding for report in others for finding in tables(snapshot, report, sure=False)]


def _unheld(parameters: AnnualReportsParameters, years: Iterable[int]) -> str:
    """What a pass does not speak for: reports older than the form whose chapters and tables are asked for."""
    older = sorted(year for year in years if year < FIRST_FORM)
    asked = parameters.chapters or parameters.tables
    return f"；{_span(older)}的早于现行格式，没有核对各部分和表格" if older and asked else ""


def _verdict(
    archive: Archive, findings: list[Finding], measured: dict[str, Any], not_due: list[int], unheld: str
) -> Assessment:
    faulty = [finding for finding in findings if finding.severity is not Severity.INFO]
    if faulty:
        more = f"等 {len(faulty)} 处问题" if len(faulty) > 1 else ""
        return Assessment(Outcome.FAIL, faulty[0].message.rstrip("。") + f"{more}。", measured, tuple(findings))
    if findings:
        return Assessment(Outcome.REVIEW, findings[0].message, measured, tuple(findings))
    if not_due or not measured["years"]:
        words = f"{_span(not_due)}的年报还没到公布期限。" if not_due else "要求的年度还没有过去。"
        holder = archive.part.page or next((report.holder for report in archive.reports if report.holder), None)
        evidence = (cite_page(holder, archive.part.name),) if holder else ()
        return Assessment(
            Outcome.NOT_DUE, words, measured, (Finding("not_due", words, Severity.INFO, evidence=evidence),)
        )
    return Assessment(Outcome.PASS, f"{measured['reports']} 个年度的年报都有，没有发现问题{unheld}。", measured)
