"""Frequent questions (常见问题解答): exist, cover what is asked, and are kept up to date."""

import re
from dataclasses import replace

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.column_content import family, rows_of
from checks.column_search import FoundColumn, columns_called
from checks.columns.named_column import Flaw, Judged, Wanted, evidence_of, judge
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.named_items import Item
from checks.options import MaxAge, MinCount
from checks.outcomes import Outcome, Reason, Severity
from portal.markup.visibility import menu_is_unseen
from portal.states import Fill
from portal.storage.snapshot import Snapshot

USUAL = Item(
    name="常见问题",
    any_of=("问题解答", "政策问答", "热点问答", "热点问题", "问答库", "知识库", "智能问答", "办事问答", "常见问答"),
)
"""What such collections are called, where a clause names none."""
WHERE = re.compile(r"问答|常见问题|^(?:互动交流|政民互动)$|^(?:办事|政务)服务$|知识库")
_QUESTION = re.compile(r"(?:^|\n)\s*(?:问|Q)\s*\d*\s*[：:]|[？?]\s*(?:\n|$)")
_SHOWN = 3


class FaqParameters(Parameters):
    """How many, how fresh, and about what."""

    min_count: MinCount = 1
    max_age_days: MaxAge = None
    items: tuple[Item, ...] = Field(
        default=(), title="问答库和主题", description="collections or topics that must be there, by name; empty: any"
    )


@check(
    "interaction.faq",
    parameters=FaqParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有规定的问答栏目", Severity.MINOR),
        "dead": Kind("问答栏目打不开", Severity.MINOR),
        "empty": Kind("问答栏目没有内容", Severity.MINOR),
        "too_few": Kind("问答条数不够", Severity.MINOR),
        "stale": Kind("问答超过期限没有更新", Severity.MINOR),
        "part_missing": Kind("问答没有规定的主题", Severity.MINOR),
        "doubtful": Kind("问答栏目要由人核实", Severity.INFO),
    },
    texts=Texts(
        title="常见问题解答有更新",
        required="设有常见问题解答（政策问答库），内容覆盖规定主题并及时更新。",
        method="按名称查找问答栏目，统计问答条数、主题和最近更新时间。",
        basis="年度工作要点对问答库的要求",
        remedy="根据留言和来电整理问答，定期更新。",
        effort="中",
    ),
)
def faq(snapshot: Snapshot, parameters: FaqParameters, context: Context) -> Assessment:
    """Collections of frequent questions and answers: present, large enough, on the topics asked, fresh.

    Inputs: columns and links named as questions and answers, their rows with dates, the questions on a single page. Without `items` any column whose
    name holds one of the usual names counts, the best decides. Fails when none stands on a site read in full, there are fewer answers than
    `min_count`, a named collection is lacking, dead or empty, or the newest is older than `max_age_days` (or its item's own limit). Review:
    collections that a script or a chat robot on another site provides, near names, undated answers. Unknown: no page was read. Serves yearly documents
    (常见问题解答库, 政策问答库).
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    missed = gap(snapshot, WHERE)
    if missed is None and menu_is_unseen(home, snapshot.links(home.id)):
        missed = Gap("首页导航由脚本生成", Reason.NO_BROWSER)
    answers = [_answer(snapshot, item, parameters, context, missed) for item in parameters.items or (USUAL,)]
    findings = tuple(finding for found, _ in answers for finding in found)
    counts = [count for _, count in answers]
    measured = {"collections": sum(count > 0 for count in counts), "answers": sum(counts)}
    failing = [finding for finding in findings if finding.severity is not Severity.INFO]
    if failing:
        return Assessment(Outcome.FAIL, "".join(finding.message for finding in failing), measured, findings)
    if findings:
        return Assessment(Outcome.REVIEW, findings[0].message, measured, findings)
    return Assessment(Outcome.PASS, f"有问答栏目，共读到 {measured['answers']} 条。", measured)


def _answer(
    snapshot: Snapshot, item: Item, parameters: FaqParameters, context: Context, missed: Gap | None
) -> tuple[list[Finding], int]:
    """Findings of one collection, and how many answers it holds."""
    found = columns_called(snapshot, item)
    asked = [each for each in found if each.exact or item is USUAL]
    if not asked:
        return [_absent(snapshot, item, found, missed)], 0
    wanted = Wanted(True, item.max_age_days or parameters.max_age_days, None, item.contains, context.as_of)
    judged = [_with_count(snapshot, judge(snapshot, each, wanted), parameters.min_count) for each in asked]
    best, count = min(judged, key=lambda each: (each[0].fails, len(each[0].flaws), -each[1]))
    findings = [_finding(snapshot, item, best.found, flaw) for flaw in best.flaws]
    return findings, count


def _with_count(snapshot: Snapshot, judged: Judged, least: int) -> tuple[Judged, int]:
    """A collection with the number of its answers, too few of them being a flaw."""
    count = _count(snapshot, judged.found)
    if any(flaw.kind in ("dead", "empty", "doubtful") for flaw in judged.flaws) or count >= least:
        return judged, count
    told = f"只读到 {count} 条问答，规定至少 {least} 条"
    sure = judged.found.fill is Fill.FILLED and (judged.found.column is None or judged.found.column.pages_read <= 1)
    flaw = Flaw("too_few", f"{told}{'。' if sure else '，需人工核实。'}", sure=sure)
    return replace(judged, flaws=(*judged.flaws, flaw)), count


def _count(snapshot: Snapshot, found: FoundColumn) -> int:
    page = snapshot.page_by_id(found.column.page_id) if found.column else found.page
    listed = max(found.column.items, len(rows_of(snapshot, family(snapshot, found.column)))) if found.column else 0
    return max(listed, len(_QUESTION.findall(snapshot.text(page.id))) if page else 0)


def _finding(snapshot: Snapshot, item: Item, found: FoundColumn, flaw: Flaw) -> Finding:
    severity = Severity.MINOR if flaw.sure else Severity.INFO
    words = flaw.message if found.name in flaw.message else f"“{found.name}”：{flaw.message}"
    element = f"{item.name} {flaw.element}".strip()
    return Finding(flaw.kind, words, severity, found.url, element, evidence=evidence_of(snapshot, found))


def _absent(snapshot: Snapshot, item: Item, near: list[FoundColumn], missed: Gap | None) -> Finding:
    home = snapshot.home()
    own = (cite_page(home),) if home else ()
    if near:
        names = "、".join(f"“{each.name}”" for each in near[:_SHOWN])
        message = f"没有名为“{item.name}”的问答栏目，名称相近的有{names}，需人工确认。"
        evidence = tuple(cited for each in near[:_SHOWN] for cited in evidence_of(snapshot, each)) or own
        return Finding("doubtful", message, Severity.INFO, element=item.name, evidence=evidence)
    doubt = f"；{missed.words}，需人工核实" if missed else ""
    severity = Severity.INFO if missed else Severity.MINOR
    return Finding("missing", f"没有名为“{item.name}”的问答栏目{doubt}。", severity, element=item.name, evidence=own)
