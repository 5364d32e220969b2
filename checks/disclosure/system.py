"""The rules on disclosure (政府信息公开制度): what belongs there."""

import re
from collections.abc import Iterator
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.completeness import Gap
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.belonging import Sort, plain_title, sort_of
from checks.disclosure.opened_parts import SYSTEM, OpenedPart, Row, opened
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Page
from portal.states import Fill
from portal.storage.snapshot import Snapshot

IN_FORCE = date(2019, 5, 15)  # the regulation as revised, 国务院令第711号
REGULATION = "政府信息公开条例"
_CURRENT, _FORMER = re.compile(r"第?711号|2019年[^。]{0,20}修订"), re.compile(r"第?492号|2008年5月1日")
_DECREE = re.compile(r"国务院令|国令第|711号")  # the regulation may be listed by its decree alone
_ABOUT = re.compile(r"解读|意见|通知|问题|办法|细则|宣传|培训|实施|学习|问答|规定|活动")


class SystemParameters(Parameters):
    """What must stand there, and what must not."""

    contains: tuple[str, ...] = Field(
        default=("政府信息公开条例",), title="应列的制度", description="names that titles there must hold"
    )
    max_news: int = Field(
        default=0, ge=0, le=10_000, title="最多混入的动态", description="news and other texts that do not belong"
    )


@check(
    "disclosure.system",
    parameters=SystemParameters,
    worst=Severity.MAJOR,
    kinds={
        "rule_missing": Kind("没有列出应有的制度", Severity.MAJOR),
        "news_among": Kind("制度栏目里有新闻动态", Severity.MINOR),
        "perhaps_news": Kind("可能不属于制度的内容", Severity.INFO),
        "former_text": Kind("列出的可能是修订前的条例", Severity.INFO),
        "unread": Kind("制度的内容没有读到", Severity.INFO),
    },
    texts=Texts(
        title="公开制度栏目内容对路",
        required="政府信息公开制度栏目列出《政府信息公开条例》和有关政府信息公开的制度规定，不放动态信息。",
        method="逐条看制度栏目的标题：有没有条例，有没有新闻、活动等不属于制度的内容。",
        basis="国办公开办函〔2019〕61号",
        remedy="补上条例和本地本部门的公开制度，移走动态信息。",
        effort="小",
    ),
)
def system(snapshot: Snapshot, parameters: SystemParameters, context: Context) -> Assessment:
    """The part on rules lists the regulation and the rules on disclosure, and no news.

    Inputs: rows and pages of the part 政府信息公开制度 with titles, openings and sources. Fails when a name of `contains` is in no title of a list
    read in full (nor in the part's own text), or when more than `max_news` rows are surely news: two signs of news in title, opening, source
    and words, and none of a rule. Review for rows that may be either, for a name found only in the title of another paper about it, where the
    list was not read in full, and where the 2007 text of the regulation stands for the present one. Unknown where the part was not read.
    Serves 国办公开办函〔2019〕61号.
    """
    part = opened(snapshot, SYSTEM)
    holder = snapshot.page_by_id(part.link.page_id) if part.link else None
    if part.is_file and part.link and holder:
        words = "制度是一个文件，内容没有读取，需人工核实。"
        finding = Finding(
            "unread", words, Severity.INFO, subject=part.link.url, evidence=(cite_link(holder, part.link),)
        )
        return Assessment(Outcome.REVIEW, words, findings=(finding,))
    if part.page is None:
        missed = part.missed or Gap("", Reason.NOT_FETCHED)
        return unknown(missed.reason, missed.words)
    rows = list(part.rows(snapshot))
    news = [found for row in rows if (found := _news(snapshot, row))]
    sure = [finding for finding in news if finding.kind == "news_among"]
    tolerated = len(sure) <= parameters.max_news
    findings = [*_missing(snapshot, part, part.page, rows, parameters.contains), *news]
    findings += _former(snapshot, rows, parameters.contains, context)
    if not findings and (unread := part.unread(snapshot)):
        words = f"{unread.words}，需人工核实。"
        findings.append(
            Finding("unread", words, Severity.INFO, subject=part.page.url, evidence=(cite_page(part.page),))
        )
    measured = {"rules": len(rows) - len(news), "news": len(sure)}
    return _verdict(findings, measured, tolerated=tolerated)


def _unread(page: Page, missed: Gap) -> Finding:
    words = f"{missed.words}，需人工核实。"
    return Finding("unread", words, Severity.INFO, subject=page.url, evidence=(cite_page(page),))


def _page_of(snapshot: Snapshot, row: Row) -> Page | None:
    return snapshot.landing(row.item.url) if row.item.url else None


def _news(snapshot: Snapshot, row: Row) -> Finding | None:
    page = _page_of(snapshot, row)
    sort = sort_of(snapshot, row.item.title, page)
    if sort not in (Sort.NEWS, Sort.PERHAPS_NEWS):
        return None
    is_sure = sort is Sort.NEWS
    title = row.item.title
    return Finding(
        "news_among" if is_sure else "perhaps_news",
        f"制度栏目里有新闻动态：{title}" if is_sure else f"可能不属于制度，需人工核实：{title}",
        Severity.MINOR if is_sure else Severity.INFO,
        subject=row.item.url or row.page.url,
        evidence=(cite_page(row.page, title, row.item.selector, target=row.item.url or None),),
    )


def _missing(
    snapshot: Snapshot, part: OpenedPart, page: Page, rows: list[Row], names: tuple[str, ...]
) -> Iterator[Finding]:
    """Names that no title holds; doubtful where more may be listed, or where a title only speaks of it."""
    missed = part.unread(snapshot)
    scripted = page.fill in (Fill.SCRIPTED, Fill.UNREAD)
    titles = [plain_title(row.item.title) for row in rows]
    own = "".join(snapshot.text(page.id).split()) if not rows else ""
    for name in names:
        holding = [title for title in titles if name in title]
        if name in own or any(_is_it(title, name) for title in holding):
            continue
        if REGULATION in name:
            holding += [row.item.title for row in rows if _DECREE.search(row.item.title)]
        doubt = (
            f"只有“{holding[0]}”可能是它"
            if holding
            else missed.words
            if missed
            else "内容由脚本生成"
            if scripted
            else ""
        )
        message = f"制度栏目没有列出“{name}”" + (f"；{doubt}，需人工核实。" if doubt else "。")
        severity = Severity.INFO if doubt else Severity.MAJOR
        yield Finding(
            "rule_missing", message, severity, subject=page.url, element=name, evidence=(cite_page(page, part.name),)
        )


def _is_it(title: str, name: str) -> bool:
    """Whether a title names the rule itself, not a paper about it."""
    before, _, after = title.partition(name)
    return not _ABOUT.search(after) and not re.search(r"关于|贯彻|学习", before)


def _former(snapshot: Snapshot, rows: list[Row], names: tuple[str, ...], context: Context) -> list[Finding]:
    """The regulation's text of 2007 where the present one should stand."""
    asked = any(REGULATION in name for name in names) and context.as_of >= IN_FORCE
    listed = [
        row
        for row in rows
        if asked and _is_it(plain_title(row.item.title), REGULATION) and REGULATION in row.item.title
    ]
    if not listed or not all(_is_former(snapshot, row) for row in listed):
        return []
    row = listed[0]
    message = "列出的《政府信息公开条例》可能是修订前的文本，需人工核实。"
    evidence = (cite_page(row.page, row.item.title, row.item.selector, target=row.item.url or None),)
    return [Finding("former_text", message, Severity.INFO, subject=row.item.url or row.page.url, evidence=evidence)]


def _is_former(snapshot: Snapshot, row: Row) -> bool:
    page = _page_of(snapshot, row)
    text = snapshot.text(page.id) if page else ""
    if _CURRENT.search(text) or "修订" in row.item.title:
        return False
    return bool(_FORMER.search(text)) or (row.item.dated_on is not None and row.item.dated_on < date(2019, 4, 3))


def _verdict(findings: list[Finding], measured: dict[str, int], *, tolerated: bool) -> Assessment:
    faulty = [f for f in findings if f.kind == "rule_missing" and f.severity is not Severity.INFO]
    faulty += [f for f in findings if f.kind == "news_among" and not tolerated]
    if faulty:
        more = f"等 {len(faulty)} 处问题" if len(faulty) > 1 else ""
        return Assessment(Outcome.FAIL, f"{faulty[0].message.rstrip('。')}{more}。", measured, tuple(findings))
    doubts = [finding for finding in findings if finding.kind != "news_among"]
    if doubts:
        return Assessment(Outcome.REVIEW, doubts[0].message, measured, tuple(findings))
    return Assessment(Outcome.PASS, "制度栏目列有应列的制度，没有混入新闻动态。", measured, tuple(findings))
