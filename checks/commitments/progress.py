"""Progress of commitments (重点任务、民生实事进展): every item of a named list reports in the year."""

import re
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page, cite_page_of
from checks.commitments.reports import USUAL_PLACES, Report, in_columns, lacking, longest_gap, of_item
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.named_items import Item
from checks.options import InPeriod, Place
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import THIS_YEAR
from portal.storage.snapshot import Snapshot


class ProgressParameters(Parameters):
    """Which items, what each must tell, and how often."""

    items: tuple[Item, ...] = Field(
        default=(),
        title="任务事项",
        description="items of the list, by name; empty: the list the site itself publishes",
    )
    parts: tuple[str, ...] = Field(
        default=(),
        title="应公开的内容",
        description="what each item must tell (e.g. 任务分工, 工作计划, 落实措施, 进展情况)",
    )
    period: InPeriod = THIS_YEAR
    max_gap_days: int | None = Field(
        default=None,
        ge=1,
        le=1000,
        title="最长间隔（天）",
        description="days between two reports; longer is review; none: any",
    )
    min_items: int | None = Field(
        default=None,
        ge=1,
        le=1000,
        title="最少事项数",
        description="items that must report; none: every one of the list",
    )
    place: Place = ()


@check(
    "commitments.progress",
    parameters=ProgressParameters,
    worst=Severity.MAJOR,
    kinds={
        "missing": Kind("事项没有公开任何进展", Severity.MAJOR, may_come=True),
        "part_missing": Kind("事项缺少规定的内容", Severity.MINOR),
        "gap": Kind("两次公开间隔过长", Severity.INFO),
        "doubtful": Kind("事项的公开情况要由人核实", Severity.INFO),
    },
    texts=Texts(
        title="重点任务公开进展",
        required="清单上的每项重点任务、民生实事在时段内公开分工、措施和进展等规定内容。",
        method="按事项名称逐项查找相应页面和附件，核对规定内容、发布时间和间隔；没有列出事项的，看网站重点任务、民生实事栏目里的各篇。",
        basis="年度工作要点对重点任务执行和落实情况公开的要求",
        remedy="为没有公开进展的事项补发信息，按期更新。",
        effort="中",
    ),
)
def progress(snapshot: Snapshot, parameters: ProgressParameters, context: Context) -> Assessment:
    """Items of a named list of commitments, each with a page of its own in the period that tells the parts asked.

    Inputs: topics, columns, articles and attachments with titles, text and dates; the list in `items`, or the column the site publishes
    its own in. Fails when an item (so many that `min_items` cannot be reached, where it is given) has neither a page of its name nor a
    mention in any text of a site read in full, or an item's pages read in full lack a part; of the site's own list only where most of its
    pages tell all parts, so that each page is one item's. Review: items found by words of their name alone, items of whose pages none could
    be opened or all only call for suggestions or tell of a meeting, parts told in other words, gaps longer than `max_gap_days`, fewer pages
    than `min_items` (several items may stand in one), no list at all. Unknown: no page was read. Serves yearly documents (重点任务,
    民生实事).
    """
    if snapshot.home() is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    days = parameters.period.days(context.as_of, context.year)
    names = re.compile("|".join(map(re.escape, (*parameters.place, *USUAL_PLACES))))
    missed = gap(snapshot, names, days[0])
    if parameters.items:
        answers = [_named(snapshot, item, parameters, days, missed) for item in parameters.items]
    else:
        answers = _own_list(snapshot, parameters, days, missed)
    if not answers:
        words = f"{missed.words}，" if missed else ""
        told = f"{words}没有找到本时段的重点任务、民生实事清单或进展，需人工核实。"
        return Assessment(Outcome.REVIEW, told, {"tasks": 0}, reason_code=Reason.NOTHING_IN_SCOPE)
    return _verdict(parameters, answers)


@dataclass
class Answer:
    """What became of one item."""

    name: str
    label: str = (
        ""  # the name, where the ruleset gives it; pages of the site's own list are told apart by their addresses
    )
    outcome: Outcome = Outcome.PASS
    findings: list[Finding] = field(default_factory=list)

    def add(
        self, kind: str, message: str, evidence: Report | None, snapshot: Snapshot, *, sure: bool, part: str = ""
    ) -> None:
        """A finding, and the outcome it leads to."""
        at_fault = Severity.MAJOR if kind == "missing" else Severity.MINOR
        weight = at_fault if sure else Severity.INFO
        home = snapshot.home()
        cited = (cite_page(evidence.page, evidence.title),) if evidence and evidence.page else ()
        cited = cited or ((cite_page(home, target=evidence.url if evidence else None),) if home else ())
        element = " ".join(filter(None, (self.label, part)))
        subject = evidence.url if evidence else ""
        self.findings.append(Finding(kind, message, weight, subject, element, evidence=cited))
        self.outcome = Outcome.worst((self.outcome, Outcome.FAIL if sure else Outcome.REVIEW))


def _named(
    snapshot: Snapshot, item: Item, parameters: ProgressParameters, days: tuple[date, date], missed: Gap | None
) -> Answer:
    """An item the ruleset names."""
    answer = Answer(item.name, item.name)
    reports = of_item(snapshot, item, days, parameters.place)
    dated = [report for report in reports if report.on]
    if not dated:
        _unreported(snapshot, answer, item, reports, days, missed)
        return answer
    parts = (*parameters.parts, *item.contains)
    doubts = [report.doubt(item) for report in dated]
    if not parts and all(doubts):
        words = f"“{item.name}”的信息算不算进展需人工核实：{dated[0].title}（{doubts[0]}）"
        answer.add("doubtful", words, dated[0], snapshot, sure=False)
        return answer
    text = "\n".join(report.text for report in dated)
    sure, perhaps = lacking(parts, text)
    read = all(report.was_read for report in reports) and not missed
    for part in (*sure, *perhaps):
        told = f"“{item.name}”的 {len(dated)} 篇信息里没有“{part}”"
        certain = read and part in sure
        words = f"{told}。" if certain else f"{told}，可能换了说法或没有读全，需人工核实。"
        answer.add("part_missing", words, dated[0], snapshot, sure=certain, part=part)
    longest = longest_gap(report.on for report in dated)
    if parameters.max_gap_days and longest > parameters.max_gap_days:
        words = f"“{item.name}”有两次公开相隔 {longest} 天，超过 {parameters.max_gap_days} 天，需人工核实。"
        answer.add("gap", words, dated[0], snapshot, sure=False)
    return answer


def _unreported(
    snapshot: Snapshot, answer: Answer, item: Item, undated: list[Report], days: tuple[date, date], missed: Gap | None
) -> None:
    """An item without a dated page of its name: perhaps one without a day, perhaps a row in a page about several."""
    if undated:
        words = f"“{item.name}”的信息没有日期，是不是本时段的需人工核实：{undated[0].title}"
        answer.add("doubtful", words, undated[0], snapshot, sure=False)
        return
    hits = snapshot.search(["|".join((item.name, *item.any_of))], since=days[0], until=days[1], limit=3)
    if hits:
        words = f"没有以“{item.name}”为题的信息，正文提到的有《{hits[0].title}》等，需人工核实。"
        cited = cite_page_of(snapshot, hits[0].page_id, hits[0].passage)
        answer.findings.append(Finding("doubtful", words, Severity.INFO, hits[0].url, item.name, evidence=cited))
        answer.outcome = Outcome.REVIEW
        return
    words = f"没有找到“{item.name}”在 {days[0]} 至 {days[1]} 的任何信息"
    told = f"{words}；{missed.words}，需人工核实。" if missed else f"{words}。"
    answer.add("missing", told, None, snapshot, sure=missed is None)


def _own_list(
    snapshot: Snapshot, parameters: ProgressParameters, days: tuple[date, date], missed: Gap | None
) -> list[Answer]:
    """Each page of the column as an item; whether it is one shows by most pages telling all parts."""
    reports = [report for report in in_columns(snapshot, days, parameters.place or USUAL_PLACES) if report.on]
    told = [(report, *lacking(parameters.parts, report.text)) for report in reports]
    whole = sum(not sure and not perhaps for _, sure, perhaps in told)
    one_each = whole * 2 >= len(told) and not missed
    answers = []
    for report, sure, perhaps in told:
        answer = Answer(report.title)
        if not report.was_read:
            answer.add("doubtful", f"《{report.title}》没有读到内容，需人工核实。", report, snapshot, sure=False)
            answers.append(answer)
            continue
        for part in (*sure, *perhaps):
            certain = one_each and part in sure
            doubt = "" if certain else "，可能在另一篇里或换了说法，需人工核实"
            words = f"《{report.title}》没有“{part}”{doubt}。"
            answer.add("part_missing", words, report, snapshot, sure=certain, part=part)
        answers.append(answer)
    return answers


def _verdict(parameters: ProgressParameters, answers: list[Answer]) -> Assessment:
    good = sum(answer.outcome is Outcome.PASS for answer in answers)
    failed = [answer for answer in answers if answer.outcome is Outcome.FAIL]
    needed = parameters.min_items or len(answers)
    findings = tuple(finding for answer in answers for finding in answer.findings)
    measured = {"tasks": len(answers), "tasks_told": good, "min_tasks": needed}
    words = f"{len(answers)} 项任务中 {good} 项公开了规定的内容"
    if failed and (len(answers) - len(failed) < needed or not parameters.items):
        names = "、".join(f"“{answer.name}”" for answer in failed[:5])
        return Assessment(Outcome.FAIL, f"{words}，{names}没有公开或缺少内容。", measured, findings)
    if good < needed:
        told = f"{words}，规定 {needed} 项；其余需人工核实，几项任务可能写在一篇里。"
        return Assessment(Outcome.REVIEW, told, measured, findings)
    return Assessment(Outcome.PASS, f"{words}。", measured, findings)
