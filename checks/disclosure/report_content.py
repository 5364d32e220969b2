"""What a yearly report must hold (年报内容): its chapters in order, its three tables, words it must mention, and that it is no copy."""

from collections.abc import Iterator, Sequence

from checks.assessment import Finding
from checks.citing import cite_page
from checks.disclosure.report_archive import Report
from checks.disclosure.report_sums import handed_on, imbalances
from checks.disclosure.unread_content import may_hold_more
from checks.outcomes import Severity
from portal.disclosure_facts import ReportFigure
from portal.facts import Page
from portal.states import ReportPart
from portal.storage.snapshot import Snapshot

FIRST_FORM = 2021  # first year reported in the present form
_TABLE_WORDS = {1: "制发件数", 2: "新收政府信息公开申请", 3: "结果维持"}  # words each of the three tables holds
_PIECE = 12  # characters of the pieces of text that are compared
_PLAN = "要点"
_AROUND = 40


def figures_by_page(snapshot: Snapshot) -> dict[int, list[ReportFigure]]:
    """Figures of all reports by page."""
    found: dict[int, list[ReportFigure]] = {}
    for figure in snapshot.records(ReportFigure):
        found.setdefault(figure.page_id, []).append(figure)
    return found


def chapters(snapshot: Snapshot, report: Report, asked: Sequence[ReportPart]) -> Iterator[Finding]:
    """Chapters that are not there, or stand in another order; doubtful where the report may hold more or names them elsewhere."""
    page, record = report.page, report.record
    if page is None or record is None or report.year < FIRST_FORM or not asked:
        return
    more = may_hold_more(snapshot, page) or ("" if record.parts else "没有辨认出各部分的标题")
    text = "".join(snapshot.text(page.id).split())
    for part in (part for part in asked if part not in record.parts):
        doubt = more or ("正文里有这些字，但没有辨认出标题" if part.words in text else "")
        message = f"{report.year}年年报没有“{part.words}”部分"
        yield _about("chapter_missing", report, page, message, f"{report.year}/{part.value}", doubt)
    order = [part for part in record.parts if part in asked]
    if order != [part for part in asked if part in order]:
        names = "、".join(part.words for value in order for part in ReportPart if part == value)
        yield _about(
            "chapter_order", report, page, f"{report.year}年年报各部分的顺序是：{names}", str(report.year), more
        )


def tables(snapshot: Snapshot, report: Report, *, sure: bool = True) -> Iterator[Finding]:
    """Tables that are not there and sums that do not come out."""
    page, record = report.page, report.record
    if page is None or record is None or report.year < FIRST_FORM:
        return
    figures = snapshot.once(figures_by_page).get(page.id, [])
    if record.tables < len(_TABLE_WORDS) and sure:
        read, text = {figure.number for figure in figures}, snapshot.text(page.id)
        unread = any(words in text for number, words in _TABLE_WORDS.items() if number not in read)
        doubt = "表格可能没有辨认出来" if unread else may_hold_more(snapshot, page)
        message = f"{report.year}年年报应有三张表，读到 {record.tables} 张"
        yield _about("table_missing", report, page, message, str(report.year), doubt)
    for each in imbalances(figures):
        doubt = "" if each.sure and sure else "表格可能没有读全" if sure else "不是本站主办单位的年报"
        yield _about("unbalanced", report, page, f"{report.title}：{each.words}", f"{report.year}/{each.place}", doubt)


def carried(snapshot: Snapshot, before: Report, after: Report) -> Iterator[Finding]:
    """What a report takes over from the one of the year before."""
    if before.page is None or after.page is None or before.year < FIRST_FORM - 1:
        return
    if not (before.is_of_one_year and after.is_of_one_year):
        return
    known = snapshot.once(figures_by_page)
    for each in handed_on(known.get(before.page.id, ()), known.get(after.page.id, ())):
        message = f"{after.year}年年报与上年不衔接：{each.words}"
        yield _about("carry_over", after, after.page, message, f"{after.year}/{each.place}", "")


def mentions(snapshot: Snapshot, report: Report, words: Sequence[str]) -> Iterator[Finding]:
    """Words the report must hold."""
    if report.page is None or report.record is None or not words:
        return
    text = "".join(snapshot.text(report.page.id).split())
    for word in (word for word in words if word not in text):
        doubt = may_hold_more(snapshot, report.page)
        message = f"{report.year}年年报没有提到“{word}”"
        yield _about("not_mentioned", report, report.page, message, f"{report.year}/{word}", doubt)


def plan(snapshot: Snapshot, report: Report) -> Finding | None:
    """Where the report speaks of the year's plan; whether it tells how it was carried out is for a person."""
    if report.page is None or report.record is None:
        return None
    text = "".join(snapshot.text(report.page.id).split())
    at = text.find(_PLAN)
    if at < 0:
        return _about(
            "plan",
            report,
            report.page,
            f"{report.year}年年报没有找到落实年度要点的内容",
            str(report.year),
            "需要人工确认",
        )
    passage = text[max(0, at - _AROUND) : at + _AROUND]
    message = f"{report.year}年年报提到年度要点，写没写明落实情况"
    return _about("plan", report, report.page, message, str(report.year), "需要人工确认", passage)


def similar(snapshot: Snapshot, before: Report, after: Report, limit: float) -> tuple[float | None, Finding | None]:
    """Share of a report's text that stands in the one before, and a finding where it is above the limit."""
    if before.page is None or after.page is None or before.page.id == after.page.id:
        return None, None
    old, new = (_pieces(snapshot.text(page.id)) for page in (before.page, after.page))
    if not old or not new:
        return None, None
    share = round(len(new & old) / len(new), 4)
    if share <= limit:
        return share, None
    message = f"{after.year}年年报有 {share:.0%} 的文字与上一年相同"
    return share, _about("similar", after, after.page, message, str(after.year), "需要人工比对")


def _pieces(text: str) -> set[str]:
    """Overlapping pieces of a text, numbers left out."""
    words = "".join(letter for letter in text if "\u4e00" <= letter <= "\u9fa5")
    return {words[at : at + _PIECE] for at in range(max(0, len(words) - _PIECE + 1))}


def _about(kind: str, report: Report, page: Page, message: str, element: str, doubt: str, excerpt: str = "") -> Finding:
    severity = Severity.INFO if doubt else Severity.MINOR
    words = f"{message}；{doubt}。" if doubt else f"{message}。"
    return Finding(
        kind, words, severity, subject=page.url, element=element, evidence=(cite_page(page, excerpt or report.title),)
    )
