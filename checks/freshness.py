"""Freshness (信息更新): of the home page, and columns without content."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page
from checks.contract import Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Column, Page
from portal.snapshot import Snapshot
from portal.states import Fill

FUTURE_CITED = 5


class HomepageParameters(Parameters):
    """`max_days`: days since the newest item that are still fresh."""

    max_days: int = Field(default=14, ge=1)


@dataclass(frozen=True)
class Dated:
    """Something with a date that the home page shows or leads to."""

    on: date
    title: str
    evidence: Evidence


@check(
    "freshness.homepage",
    parameters=HomepageParameters,
    worst=Severity.VETO,
    kinds={"stale": "首页超过期限没有更新", "undated": "首页信息没有日期", "future_date": "首页信息的日期晚于检查日"},
    texts=Texts(
        title="首页及时更新",
        required="首页在规定天数内有信息更新。",
        method="读取首页各列表的日期，以及首页直接链接的稿件的发布时间，取其中不晚于检查日的最新一个；日期都读不到时请人工核实。",
        basis="国办秘函〔2019〕19号 单项否决指标“首页不更新”",
        remedy="及时发布并在首页展示最新信息；确有更新而未显示日期的，在首页列表中显示发布日期。",
        effort="小",
    ),
)
def homepage(snapshot: Snapshot, parameters: HomepageParameters, context: Context) -> Assessment:
    """Newest item on the home page, in days before the day judged for.

    Inputs: dated list rows of the home page and publication dates of the articles it links to. Fails when the newest date not after
    `as_of` lies more than `max_days` back; review when no date can be read, or when it is old but the page is filled by script.
    Dates in the future are reported, never counted. Serves 国办秘函〔2019〕19号 首页不更新.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    dated = list(_dated(snapshot, home))
    past = [entry for entry in dated if entry.on <= context.as_of]
    future = tuple(_future(entry) for entry in dated if entry.on > context.as_of)[:FUTURE_CITED]
    if not past:
        finding = Finding("undated", "首页没有读到带日期的信息。", Severity.INFO, evidence=(cite_page(home),))
        return Assessment(Outcome.REVIEW, "首页没有读到带日期的信息，需人工核实。", {"dated": 0}, (finding, *future))
    newest = max(past, key=lambda entry: entry.on)
    days = (context.as_of - newest.on).days
    measured = {"newest": newest.on.isoformat(), "days": days, "max_days": parameters.max_days, "dated": len(past)}
    words = f"首页最新信息的日期是 {newest.on.isoformat()}（《{newest.title}》），距检查日 {days} 天"
    if days <= parameters.max_days:
        return Assessment(Outcome.PASS, f"{words}。", measured, future)
    finding = Finding(
        "stale", f"{words}，超过 {parameters.max_days} 天。", Severity.VETO, evidence=(newest.evidence, cite_page(home))
    )
    if home.fill is Fill.SCRIPTED:
        return Assessment(
            Outcome.REVIEW, f"{words}；首页部分内容由脚本生成，需人工核实。", measured, (finding, *future)
        )
    return Assessment(Outcome.FAIL, finding.message, measured, (finding, *future))


def _dated(snapshot: Snapshot, home: Page) -> Iterator[Dated]:
    """Dated list rows of the home page, and the articles it links to by their own publication date."""
    for item in snapshot.items(home.id):
        if item.dated_on:
            excerpt = f"{item.title} {item.date_text}"
            yield Dated(item.dated_on, item.title, cite_page(home, excerpt, item.selector, item.url or None))
    for url in dict.fromkeys(link.url for link in snapshot.links(home.id) if link.url and link.element == "a"):
        page = snapshot.page(url)
        if page and page.published_on and page.id != home.id:
            yield Dated(page.published_on, page.heading or page.title, cite_page(page, page.published_text))


def _future(entry: Dated) -> Finding:
    return Finding(
        "future_date",
        f"《{entry.title}》的日期 {entry.on.isoformat()} 晚于检查日。",
        Severity.INFO,
        subject=entry.evidence.target or entry.evidence.url,
        evidence=(entry.evidence,),
    )


class BlankParameters(Parameters):
    """`max_blank`: blank columns that are tolerated; with `veto_at` the check fails only from that many on, as a veto."""

    max_blank: int = Field(default=0, ge=0)
    veto_at: int | None = Field(default=None, ge=1)

    @property
    def allowed(self) -> int:
        """Most blank columns that do not fail."""
        return self.max_blank if self.veto_at is None else self.veto_at - 1


@check(
    "freshness.blank",
    parameters=BlankParameters,
    worst=Severity.VETO,
    kinds={"blank": "空白栏目", "unread": "未能读取内容的栏目"},
    texts=Texts(
        title="没有空白栏目",
        required="栏目都有内容。",
        method="读取每个栏目的全部列表页，没有条目、没有文章、也不链接到别处的算空白；内容由脚本生成、读不到的不算空白，请人工核实。",
        basis="国办秘函〔2019〕19号 单项否决指标“栏目不更新”、扣分指标“其他栏目”",
        remedy="补充栏目内容；长期无内容的栏目予以撤并，不要保留空栏目。",
        effort="中",
    ),
)
def blank(snapshot: Snapshot, parameters: BlankParameters, context: Context) -> Assessment:
    """Columns without content.

    Inputs: the portal's columns and what they hold over all their list pages. Blank: no item, no article, no link to content
    elsewhere, also where the page says so in words. Fails above `max_blank` (or from `veto_at` on); columns that could not be read
    lead to review when they could turn the verdict. Serves 国办秘函〔2019〕19号 空白栏目.
    """
    columns = list(snapshot.columns())
    if not columns:
        return unknown(Reason.NOT_FETCHED, "没有读到任何栏目")
    blank_columns = [column for column in columns if column.fill in (Fill.EMPTY, Fill.SAYS_NONE)]
    unread = [column for column in columns if column.fill in (Fill.SCRIPTED, Fill.UNREAD)]
    severity = Severity.MAJOR if parameters.veto_at is None else Severity.VETO
    over = len(blank_columns) > parameters.allowed
    findings = tuple(_blank(snapshot, column, severity if over else Severity.MAJOR) for column in blank_columns)
    measured = {
        "columns": len(columns),
        "blank": len(blank_columns),
        "unread": len(unread),
        "allowed": parameters.allowed,
    }
    words = f"共读到 {len(columns)} 个栏目，{len(blank_columns)} 个没有内容"
    if over:
        return Assessment(Outcome.FAIL, f"{words}。", measured, findings)
    if unread and len(blank_columns) + len(unread) > parameters.allowed:
        notes = tuple(_unread(snapshot, column) for column in unread)
        reason = f"{words}，另有 {len(unread)} 个未能读取，需人工核实。"
        return Assessment(Outcome.REVIEW, reason, measured, findings + notes)
    return Assessment(Outcome.PASS, f"{words}。", measured, findings)


def _place(column: Column) -> str:
    return " > ".join(column.path or (column.name,))


def _column_evidence(snapshot: Snapshot, column: Column) -> tuple[Evidence, ...]:
    page = snapshot.page_by_id(column.page_id) if column.page_id else None
    return (cite_page(page, column.fill_words),) if page else (Evidence(url=column.url, excerpt=column.fill_words),)


def _blank(snapshot: Snapshot, column: Column, severity: Severity) -> Finding:
    said = f"（页面写着“{column.fill_words}”）" if column.fill_words else ""
    return Finding(
        "blank",
        f"栏目“{_place(column)}”没有内容{said}。",
        severity,
        subject=column.url,
        evidence=_column_evidence(snapshot, column),
    )


def _unread(snapshot: Snapshot, column: Column) -> Finding:
    return Finding(
        "unread",
        f"栏目“{_place(column)}”：{column.fill.words}。",
        Severity.INFO,
        subject=column.url,
        evidence=_column_evidence(snapshot, column),
    )
