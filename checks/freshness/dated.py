"""Articles without a publication time (稿件发布时间)."""

from collections.abc import Iterator
from datetime import date, timedelta

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Reason, Severity
from checks.sampling import is_usable
from checks.shares import Share
from portal.dates import first_date
from portal.facts import Page
from portal.states import CONTENT_KINDS, LIST_KINDS, Fill, PageKind, Via
from portal.storage.snapshot import Snapshot

CHINA = timedelta(hours=8)
SHORTEST = 60  # characters of text from which a page is surely an article
STATED = (Via.TEXT, Via.META)


class DatedParameters(Parameters):
    """How many articles may lack a time."""

    max_undated_rate: float = Field(
        default=0.0,
        ge=0,
        le=1,
        title="最多无日期比例",
        description="share of the articles that may lack a publication time or bear one still to come",
    )


@check(
    "freshness.dated",
    parameters=DatedParameters,
    worst=Severity.MINOR,
    kinds={
        "undated": Kind("稿件没有发布时间", Severity.MINOR),
        "future": Kind("发布时间晚于抓取时间", Severity.MINOR),
        "doubtful": Kind("发布时间要由人核实", Severity.INFO),
    },
    texts=Texts(
        title="稿件注明发布时间",
        required="每篇稿件都注明发布时间，时间不晚于当前。",
        method="读取稿件页的发布时间（页面文字、标签、列表日期），没有的和晚于抓取时刻的列出；只有正文或网址里有日期的请人工核实。",
        basis="国办秘函〔2019〕19号（没有注明发布时间的稿件视为没有更新）；国办发〔2017〕47号",
        remedy="在稿件模板中显示发布时间，补上缺失的，改正错误的。",
        effort="小",
    ),
)
def dated(snapshot: Snapshot, parameters: DatedParameters, context: Context) -> Assessment:
    """Articles that bear no publication time, or one that is still to come.

    Inputs: content pages with the dates read from text, tags and lists, and when each was fetched; pages that are a column themselves are
    no articles. Fails when the share of articles without a time, or with one after the day they were fetched (and the day judged for),
    is above `max_undated_rate`. Review where only a day in the body or the address could be meant, and for pages that may be no articles.
    Unknown where no article was read. Serves the note of 国办秘函〔2019〕19号 on undated articles.
    """
    articles = [page for page in snapshot.pages(*CONTENT_KINDS) if is_usable(page)]
    single = {column.page_id for column in snapshot.columns()}
    articles = [page for page in articles if page.id not in single]
    if not articles:
        return unknown(Reason.NOT_FETCHED, "没有读到稿件")
    listed = _listed(snapshot) if any(page.published_on is None for page in articles) else {}
    findings = [finding for page in articles if (finding := _judge(snapshot, page, listed, context.as_of))]
    undated = sum(finding.kind == "undated" for finding in findings)
    future = sum(finding.kind == "future" for finding in findings)
    share = Share(len(articles) - len(findings), undated + future, len(findings) - undated - future)
    measured = {"articles": len(articles), "undated_articles": undated, "future": future, "unsure": share.doubtful}
    words = f"读到 {len(articles)} 篇稿件，{undated} 篇没有发布时间，{future} 篇的发布时间晚于抓取时间"
    outcome, reason, code = share.verdict(words, 1 - parameters.max_undated_rate)
    return Assessment(outcome, reason, measured, tuple(findings), code)


def _listed(snapshot: Snapshot) -> dict[str, date]:
    """Days beside the rows of lists that lead to articles."""
    rows = snapshot.rows_of_lists(PageKind.HOME, *LIST_KINDS)
    return {item.url: item.dated_on for item in rows if item.url and item.dated_on}


def _judge(snapshot: Snapshot, page: Page, listed: dict[str, date], as_of: date) -> Finding | None:
    name = page.heading or page.title
    if page.published_on and page.published_via in STATED:
        latest = max((page.fetched_at + CHINA).date(), as_of)
        if page.published_on <= latest:
            return None
        return _finding("future", f"《{name}》的发布时间是 {page.published_on}，还没有到。", page, Severity.MINOR)
    if page.url in listed:
        return None
    doubt = next(_doubts(snapshot, page), "")
    if doubt:
        return _finding("doubtful", f"《{name}》没有读到发布时间；{doubt}，需人工核实。", page, Severity.INFO)
    return _finding("undated", f"《{name}》没有发布时间。", page, Severity.MINOR)


def _doubts(snapshot: Snapshot, page: Page) -> Iterator[str]:
    """Why a page without a stated time may have one, or need none."""
    if page.published_on:
        yield "网址里有日期"
    if page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        yield "内容由脚本生成"
    if page.text_length < SHORTEST:
        yield "内容很少，可能不是稿件"
    if first_date(snapshot.text(page.id)):
        yield "正文里有日期，可能是落款"


def _finding(kind: str, message: str, page: Page, severity: Severity) -> Finding:
    evidence = cite_page(page, page.published_text or page.heading or page.title)
    return Finding(kind, message, severity, subject=page.url, evidence=(evidence,))
