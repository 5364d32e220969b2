"""Feedback on a consultation (意见采纳反馈): published, with what was taken up and why the rest was not."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.consultation.calls import Call, Calls, beginning, calls_gap, calls_of, nothing_read, unread_part
from checks.consultation.judged import Fault, judge_each
from checks.consultation.results import Answer, answers, decision_of, trace_of_result
from checks.contract import Kind, Parameters, Texts, check
from checks.judged import UNDECIDED
from checks.options import InPeriod, MaxWorkdays, MinRate
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from portal.states import Worded
from portal.storage.snapshot import Snapshot
from portal.working_days import working_days

# Words of a result that may tell of adoption without a number.
MAY_TELL = re.compile(r"采纳|吸收|吸纳|未收到|没有收到|无(?:修改)?意见|无异议|修改完善|意见.{0,20}(?:处理|研究|答复)")


class FeedbackPart(Worded):
    """What feedback on a consultation must tell (反馈内容)."""

    ADOPTED = "adopted", "采纳情况"
    REASONS = "reasons", "不采纳的理由"


class FeedbackParameters(Parameters):
    """What must be told, and by when after the decision."""

    max_workdays: MaxWorkdays = None
    contains: tuple[FeedbackPart, ...] = Field(
        default=tuple(FeedbackPart), title="应反馈的内容", description="what the feedback must tell"
    )
    min_rate: MinRate = 1.0
    settle_days: int = Field(
        default=60,
        ge=0,
        le=1000,
        title="宽限（天）",
        description="days after its end within which a call without a result is not yet asked for one",
    )
    period: InPeriod = THIS_YEAR


@check(
    "consultation.feedback",
    parameters=FeedbackParameters,
    worst=Severity.MINOR,
    kinds={
        "no_result": Kind("征集结束后没有公布结果", Severity.MINOR),
        "incomplete": Kind("结果没有写明采纳情况", Severity.MINOR),
        "late": Kind("结果公布超过期限", Severity.MINOR),
        UNDECIDED: Kind("不能确定是否按要求反馈", Severity.INFO),
    },
    texts=Texts(
        title="公布意见采纳情况",
        required="征集结束后按时公布意见采纳情况，对集中的意见不采纳的说明理由。",
        method="按标题和链接把征集公告与结果对应起来，读取采纳情况和理由；有期限要求的，与决策文件印发日期比较工作日。",
        basis="重大行政决策程序暂行条例；年度工作要点",
        remedy="公布每次征集的意见数量、采纳情况和不采纳的理由，与征集公告相互链接。",
        effort="中",
    ),
)
def feedback(snapshot: Snapshot, parameters: FeedbackParameters, context: Context) -> Assessment:
    """Consultations that ended in the period and have a published result: what was adopted, and why the rest was not.

    Inputs: calls for opinions on drafts and results paired by title and links, the text of the results, the decision's day of issue, the
    calendar of working days. A call that ended less than `settle_days` ago and has no result yet is not asked for; a result that says no
    opinion came in tells everything. Fails when the share with a result that tells of adoption stays below `min_rate`, or a result came
    later than `max_workdays` after the issue of the decision. Reasons are owed only for concentrated opinions: their lack is review.
    Review too: traces of a result that was not read, results of all calls together, pairings that are only likely, adoption told without
    a number, a decision that was not found where `max_workdays` is given, calls that may not be on a draft of this place, nothing in scope.
    Unknown: no call was found and the columns were not read. Serves yearly documents (意见采纳反馈).
    """
    calls = calls_of(snapshot, parameters.period, context, lambda call: call.call.closes_on or beginning(call))
    missed = nothing_read(snapshot, calls)
    if missed:
        return unknown(missed.reason, missed.words)
    given = snapshot.once(answers)
    settled = _settled(snapshot, calls, parameters, context)
    judged = judge_each(settled, lambda call: _faults(snapshot, call, parameters), Severity.MINOR)
    share = judged.share
    words = f"检查期内结束 {share.total} 次对草案征求意见，{share.good} 次按要求公布了结果（{share.rate:.0%}）"
    unseen = calls_gap(snapshot)
    outcome, reason, code = share.verdict(words, parameters.min_rate, unseen)
    measured = {
        "calls": share.total,
        "answered": share.good,
        "rate": share.rate,
        "min_rate": parameters.min_rate,
        "with_result": sum(call.page.id in given for call in settled.asked),
        "recent": len(calls.asked) - len(settled.asked),
    }
    return Assessment(outcome, reason, measured, tuple(judged.findings), code)


def _settled(snapshot: Snapshot, calls: Calls, parameters: FeedbackParameters, context: Context) -> Calls:
    """Calls that ended long enough ago for a result to be expected, or have one."""
    given = snapshot.once(answers)

    def is_settled(call: Call) -> bool:
        closed = call.call.closes_on or beginning(call)
        return call.page.id in given or closed is None or (context.as_of - closed).days >= parameters.settle_days

    return Calls(
        calls.days,
        [call for call in calls.asked if is_settled(call)],
        [(call, doubt) for call, doubt in calls.undecided if is_settled(call)],
    )


def _faults(snapshot: Snapshot, call: Call, parameters: FeedbackParameters) -> Iterator[Fault]:
    given = snapshot.once(answers).get(call.page.id, [])
    if not given:
        yield _no_result(snapshot, call, parameters)
        return
    sure = [answer for answer in given if answer.sure]
    told = min((list(_untold(snapshot, call, answer, parameters)) for answer in sure or given), key=_weight)
    yield from told
    if not sure:
        message = f"不能确定“{given[0].result.title[:40]}”是不是这次征集的结果，需人工核实：{call.title}"
        yield Fault("no_result", message, "", call.title, sure=False, others=(given[0].page,))
    if parameters.max_workdays is not None:
        yield from _lateness(snapshot, call, sure or given, parameters.max_workdays)


def _weight(faults: list[Fault]) -> tuple[int, int]:
    return sum(fault.sure for fault in faults), len(faults)


def _no_result(snapshot: Snapshot, call: Call, parameters: FeedbackParameters) -> Fault:
    doubt = trace_of_result(snapshot, call)
    if not doubt and call.call.closes_on is None:
        doubt = "没有读到截止日期，可能还没有结束"
    if not doubt and parameters.max_workdays is not None and decision_of(snapshot, call) is None:
        doubt = "没有找到对应的决策文件，反馈期限可能还没有开始"
    told = f"（{doubt}，需人工核实）" if doubt else ""
    words = call.call.period_text
    return Fault("no_result", f"没有公布结果{told}：{call.title}", "", words, call.call.selector, sure=not doubt)


def _untold(snapshot: Snapshot, call: Call, answer: Answer, parameters: FeedbackParameters) -> Iterator[Fault]:
    """Parts that a result does not tell."""
    result = answer.result
    if result.received == 0:
        return
    if FeedbackPart.ADOPTED in parameters.contains and result.adopted is None:
        told = "".join(snapshot.text(answer.page.id).split()).replace("".join(result.title.split()), "")
        may = "可能没有用数字写" if MAY_TELL.search(told) else ""
        doubt = may or unread_part(snapshot, answer.page)
        yield _untold_part(call, answer, FeedbackPart.ADOPTED, doubt)
    all_adopted = result.received is not None and result.adopted is not None and result.adopted >= result.received
    if FeedbackPart.REASONS in parameters.contains and not result.gives_reasons and not all_adopted:
        yield _untold_part(call, answer, FeedbackPart.REASONS, "意见集中的才须说明")


def _untold_part(call: Call, answer: Answer, part: FeedbackPart, doubt: str) -> Fault:
    told = f"（{doubt}，需人工核实）" if doubt else ""
    message = f"结果没有写明{part.words}{told}：{answer.result.title}"
    return Fault("incomplete", message, part.value, answer.result.title, sure=not doubt, others=(answer.page,))


def _lateness(snapshot: Snapshot, call: Call, given: list[Answer], limit: int) -> Iterator[Fault]:
    """A result later than so many working days after the decision was issued."""
    decision = decision_of(snapshot, call)
    days = [answer.page.published_on for answer in given if answer.page.published_on]
    if decision is None or decision.written_on is None or not days:
        what = "决策文件" if decision is None else "结果的发布日期"
        yield Fault("late", f"没有找到{what}，不能核对反馈期限，需人工核实：{call.title}", "", call.title, sure=False)
        return
    took = working_days(decision.written_on, min(days))
    if min(days) > decision.written_on and took.days > limit:
        told = f"决策文件 {decision.written_on} 印发，结果 {min(days)} 公布，隔 {took.days} 个工作日"
        sure = took.exact and all(answer.sure for answer in given)
        doubt = "" if sure else "，需人工核实"
        pages = (given[0].page, snapshot.page_by_id(decision.page_id))
        others = tuple(page for page in pages if page)
        yield Fault("late", f"{told}{doubt}：{call.title}", "", call.title, sure=sure, others=others)
