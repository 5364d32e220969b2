"""Timely interpretation (解读及时): published together with, or soon after, the document."""

from dataclasses import dataclass
from statistics import median

from pydantic import Field

from checks.assessment import Assessment, Context, Finding
from checks.citing import address_of, cite_page, cite_page_of
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.in_scope import documents_of
from checks.interpretation.own_interpretations import (
    OwnInterpretation,
    interpretation_gap,
    own_interpretations,
    unread,
)
from checks.options import InPeriod, MaxWorkdays, Scope
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import Period
from checks.scopes import EVERYTHING
from portal.facts import Document
from portal.storage.snapshot import Snapshot
from portal.working_days import WorkingDays, working_days


class TimelinessParameters(Parameters):
    """How soon an interpretation must follow its document."""

    max_workdays: MaxWorkdays = 3
    period: InPeriod = Period(months=12)
    scope: Scope = EVERYTHING
    same_day: bool = Field(
        default=False,
        title="与文件同日发布",
        description="the interpretation must be published on the document's own day",
    )


@check(
    "interpretation.timeliness",
    parameters=TimelinessParameters,
    worst=Severity.INFO,
    kinds={
        "late": Kind("解读晚于文件", Severity.INFO),
        "early": Kind("解读早于文件", Severity.INFO),
        "undecided": Kind("不能确定解读隔了多久", Severity.INFO),
    },
    texts=Texts(
        title="解读及时发布",
        required="解读与文件同步发布，或者在规定的工作日内发布。",
        method="按工作日历计算文件发布到第一篇解读发布之间的工作日；超过的列出请人工核实。",
        basis="国办发〔2017〕47号（期限待核）；年度工作要点对同步解读的要求",
        remedy="解读材料与文件同步组织、同步审签、同步发布。",
        effort="小",
    ),
)
def timeliness(snapshot: Snapshot, parameters: TimelinessParameters, context: Context) -> Assessment:
    """Working days from a document's publication to its first interpretation.

    Inputs: documents of the scope published in the period that have an interpretation, both with the day of publication shown, the calendar of
    working days. No text at hand gives a binding number of days, so a longer lag (or another day, with `same_day`) is review and never
    fails. Review too: interpretations dated before their document, days not readable, pairings that are only likely, documents of which
    it is not sure whether they are in scope, no figure given (the lags are listed), nothing in scope. Unknown: the interpretation columns
    were not read. Serves 国办发〔2017〕47号 and yearly documents (三同步).
    """
    unseen = unread(snapshot, interpretation_gap(snapshot))
    if unseen:
        return unseen
    found = documents_of(snapshot, parameters.scope, parameters.period, context, by_publication=True)
    firsts = snapshot.once(_first_interpretations)
    lags = [Lag(each, firsts[each.page_id]) for each in found.asked if each.page_id in firsts]
    asked = {document.page_id for document in found.asked}
    guessed = [each for each in snapshot.once(own_interpretations) if any(d.page_id in asked for d in each.perhaps)]
    findings = [finding for lag in lags if (finding := _judge(snapshot, lag, parameters))]
    findings += [_undecided(snapshot, each) for each in guessed]
    counted = [lag.workdays.days for lag in lags if lag.workdays]
    late = sum(finding.kind == "late" for finding in findings)
    measured = {
        "policies": len(lags),
        "same_day": sum(days == 0 for days in counted),
        "late": late,
        "median_workdays": median(counted) if counted else None,
        "longest_workdays": max(counted, default=None),
        "undecided": len(findings) - late,
    }
    outcome, reason, code = _verdict(parameters, measured, findings)
    return Assessment(outcome, reason, measured, tuple(findings), code)


@dataclass(frozen=True)
class Lag:
    """A document and the first of its interpretations."""

    document: Document
    first: OwnInterpretation

    @property
    def workdays(self) -> WorkingDays | None:
        """Working days between them; None while a day is not known."""
        if self.document.published_on is None or self.first.published_on is None:
            return None
        return working_days(self.document.published_on, self.first.published_on)


def _first_interpretations(snapshot: Snapshot) -> dict[int, OwnInterpretation]:
    """The earliest interpretation of each document that surely belongs to it; one without a day only where no other is dated."""
    firsts: dict[int, OwnInterpretation] = {}
    for each in snapshot.once(own_interpretations):
        for document in each.documents:
            if each.item.own and _is_earlier(each, firsts.get(document.page_id)):
                firsts[document.page_id] = each
    return firsts


def _is_earlier(each: OwnInterpretation, known: OwnInterpretation | None) -> bool:
    if known is None or known.published_on is None:
        return known is None or each.published_on is not None
    return each.published_on is not None and each.published_on < known.published_on


def _judge(snapshot: Snapshot, lag: Lag, parameters: TimelinessParameters) -> Finding | None:
    day, first, days = lag.document.published_on, lag.first.published_on, lag.workdays
    if day is None or first is None or days is None:
        return _finding(snapshot, lag, "undecided", "文件或解读的发布日期没有读到")
    if first < day:
        return _finding(snapshot, lag, "early", "解读的日期早于文件，日期可能有误")
    limit = None if parameters.same_day else parameters.max_workdays
    if first == day or (limit is not None and days.days <= limit):
        return None
    about = "" if days.exact else "约"
    return _finding(snapshot, lag, "late", f"文件发布后{about} {days.days} 个工作日才有解读")


def _finding(snapshot: Snapshot, lag: Lag, kind: str, words: str) -> Finding:
    document, first = lag.document, lag.first
    return Finding(
        kind,
        f"{words}（文件 {document.published_on or '日期不详'}，解读 {first.published_on or '日期不详'}），需人工核实：{document.title}",
        Severity.INFO,
        subject=first.page.url,
        element=address_of(snapshot, document.page_id),
        evidence=(
            cite_page(first.page, first.page.published_text or first.item.title),
            *cite_page_of(snapshot, document.page_id, f"{document.published_on or ''} {document.title}"),
        ),
    )


def _undecided(snapshot: Snapshot, each: OwnInterpretation) -> Finding:
    return Finding(
        "undecided",
        f"解读的是不是本网站的文件只是推测，没有计算相隔的天数：{each.item.title}",
        Severity.INFO,
        subject=each.page.url,
        evidence=(cite_page(each.page, each.item.title),),
    )


def _verdict(
    parameters: TimelinessParameters, measured: dict[str, float | None], findings: list[Finding]
) -> tuple[Outcome, str, Reason | None]:
    if not measured["policies"] and not findings:
        return Outcome.REVIEW, "没有找到检查期内发布并有解读的文件，需人工核实。", Reason.NOTHING_IN_SCOPE
    words = f"{measured['policies']} 份有解读的文件，{measured['same_day']} 份与解读同日发布"
    limit = "同日" if parameters.same_day else f"{parameters.max_workdays} 个工作日内"
    if parameters.max_workdays is None and not parameters.same_day:
        return (
            Outcome.REVIEW,
            f"{words}，最长相隔 {measured['longest_workdays'] or 0} 个工作日；没有规定天数，供人工判断。",
            None,
        )
    if not findings:
        return Outcome.PASS, f"{words}，其余都在{limit}解读。" if not parameters.same_day else f"{words}。", None
    return Outcome.REVIEW, f"{words}；{len(findings)} 份不在{limit}或不能确定，需人工核实。", None
