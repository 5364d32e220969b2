"""Time for comments (征求意见期限)."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.consultation.calls import Call, calls_of, nothing_read, unread_part
from checks.consultation.judged import Fault, judge_each
from checks.contract import Kind, Parameters, Texts, check
from checks.judged import UNDECIDED
from checks.options import InPeriod
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from portal.dates import chinese_number, plain
from portal.storage.snapshot import Snapshot

# A reason for a short time, and words that may be one.
REASON = re.compile(
    r"(?:因|由于|鉴于|考虑到|为了?)[^。；]{2,60}(?:期限|时间|征求意见期|征集期)[^。；]{0,12}(?:缩短|压缩|调整|确定)[^。；]{0,6}[为至到]|(?:缩短|压缩)[^。；]{0,16}(?:期限|时间|征求意见期)[^。；]{0,30}(?:理由|原因|因为|是因)|(?:因|由于|鉴于)[^。；]{2,60}(?:缩短|压缩)"
)
MAY_BE_REASON = re.compile(r"缩短|压缩|时间紧|紧急|紧迫|急需|尽快(?:出台|印发|施行)|特殊情况|应急")
AGAIN = re.compile(r"再次|第[二三]次|[二三]次公开?征|延长|延期|重新征")
STATED_DAYS = re.compile(
    r"(?:期限|时间|为期|征求意见期|公示期|之日起)[^，。；\d]{0,10}(\d{1,3}|[一二三四五六七八九十]{1,3})\s*个?(?:自然)?[日天](?!前)"
)
LATE_PAGE = 3  # days after the stated begin within which a page may come online without a word
OWN_RULES = re.compile(r"环境影响|环评|听证|征收|拆迁|标准(?:》|（|\(|$)|技术规[范程]|价格")


class PeriodParameters(Parameters):
    """How long a draft must be open."""

    min_days: int | None = Field(
        default=None,
        ge=1,
        le=365,
        title="最短期限（天）",
        description="calendar days it must be open; none: measured only, answer review",
    )
    reason_excuses: bool = Field(
        default=True, title="说明理由可缩短", description="a reason stated on the page excuses a shorter time"
    )
    period: InPeriod = THIS_YEAR


@check(
    "consultation.period",
    parameters=PeriodParameters,
    worst=Severity.MINOR,
    kinds={
        "too_short": Kind("征求意见期限不足", Severity.MINOR),
        UNDECIDED: Kind("不能确定征求意见期限是否达标", Severity.INFO),
    },
    texts=Texts(
        title="征求意见期限达标",
        required="公开征求意见的期限不少于规定天数；确需缩短的说明理由。",
        method="读取征集页写明的起止日期，没有写明开始日期的从发布日期算起，计算自然日。",
        basis="重大行政决策程序暂行条例 第十五条；年度工作要点",
        remedy="延长征集期限；确需缩短的在公告中写明理由。",
        effort="小",
    ),
)
def period(snapshot: Snapshot, parameters: PeriodParameters, context: Context) -> Assessment:
    """Calendar days for which each draft of the period was open to comment, both ends counted.

    Inputs: calls for opinions on drafts with publication date, first and last day as stated, words that give a reason for a shorter time.
    Fails for one open for fewer days than `min_days`, unless a reason stands on the page and `reason_excuses`. Review: no last day
    stated (or only in an unread attachment), days counted in working days, dates that contradict each other or the number of days named, a
    further round of the same draft, drafts whose time other rules set (环评、听证、征收、标准), words that may be a reason, calls that
    may not be on a draft of this place, no figure given (measured only), no consultation found. Unknown: none was found and columns for
    consultations were not read. Serves 重大行政决策程序暂行条例 art. 15, yearly documents.
    """
    calls = calls_of(snapshot, parameters.period, context)
    missed = nothing_read(snapshot, calls)
    if missed:
        return unknown(missed.reason, missed.words)
    judged = judge_each(calls, lambda call: _faults(snapshot, call, parameters), Severity.MINOR)
    share = judged.share
    known = [call.call.days for call in calls.asked if call.call.days is not None]
    words = f"检查期内 {share.total} 次对草案征求意见，{share.good} 次期限达标"
    if parameters.min_days is None:
        words = f"检查期内 {share.total} 次对草案征求意见" + (
            f"，期限 {min(known)} 至 {max(known)} 天" if known else ""
        )
    outcome, reason, code = share.verdict(words, None if parameters.min_days is None else 1.0)
    if parameters.min_days is None and code is None:
        reason = f"{words}；没有规定天数，供人工判断。"
    measured = {"calls": share.total, "long_enough": share.good, "min_days": parameters.min_days}
    if known:
        measured["shortest_days"] = min(known)
    return Assessment(outcome, reason, measured, tuple(judged.findings), code)


def _faults(snapshot: Snapshot, call: Call, parameters: PeriodParameters) -> Iterator[Fault]:
    days = call.call.days
    if days is None:
        told = unread_part(snapshot, call.page) or "页面上没有读到截止日期"
        yield _fault(call, f"{told}，不能计算征求意见期限，需人工核实：{call.title}", sure=False)
        return
    if parameters.min_days is None:
        return
    if days >= parameters.min_days:
        if _online(call, days) < parameters.min_days:
            told = f"写明 {days} 天，页面发布时只剩 {_online(call, days)} 天"
            yield _fault(call, f"征求意见期限{told}，需人工核实：{call.title}", sure=False)
        return
    text = plain(snapshot.text(call.page.id))
    if parameters.reason_excuses and REASON.search(text):
        return
    doubt = _doubt(call, text, parameters)
    if doubt:
        yield _fault(call, f"征求意见期限 {days} 天，{doubt}，需人工核实：{call.title}", sure=False)
    else:
        yield _fault(call, f"征求意见期限只有 {days} 天，少于 {parameters.min_days} 天：{call.title}")


def _online(call: Call, days: int) -> int:
    """Days for which the page was online before the end, where it came clearly after the stated begin."""
    opens, closes, published = call.call.opens_on, call.call.closes_on, call.page.published_on
    if not (opens and closes and published) or not opens <= published <= closes:
        return days
    return (closes - published).days + 1 if (published - opens).days > LATE_PAGE else days


def _doubt(call: Call, text: str, parameters: PeriodParameters) -> str:
    """Why a short time may be right all the same; empty when it is too short."""
    stated, published = call.call, call.page.published_on
    if stated.opens_on and stated.closes_on and stated.closes_on < stated.opens_on:
        return "起止日期前后矛盾"
    if published and stated.closes_on and published > stated.closes_on:
        return "发布日期晚于截止日期，可能是补录的页面"
    named = [chinese_number(found) for found in STATED_DAYS.findall(text)]
    if any(number >= (parameters.min_days or 0) for number in named):
        return "与页面写明的天数不一致"
    if AGAIN.search(call.title):
        return "是再次征求意见或延长期限"
    if OWN_RULES.search(call.title):
        return "期限可能另有专门规定"
    return "页面上可能说明了缩短的理由" if parameters.reason_excuses and MAY_BE_REASON.search(text) else ""


def _fault(call: Call, message: str, *, sure: bool = True) -> Fault:
    return Fault("too_short", message, "", call.call.period_text, call.call.selector, sure)
