"""Means of asking for opinions (征求意见方式)."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.consultation.calls import Call, attached, calls_of, nothing_read, unread_part
from checks.consultation.judged import Fault, judge_each
from checks.consultation.results import answers, draft_name
from checks.contract import Kind, Parameters, Texts, check
from checks.judged import UNDECIDED
from checks.options import InPeriod
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from portal.storage.snapshot import Snapshot

METHODS = ("座谈会", "书面", "走访", "听证会", "问卷", "民意调查")
# Other words by which pages name a means; a call published on the site is itself the public one.
SAID = {
    "座谈": r"座谈|恳谈|研讨会|论证会|协商会",
    "书面": r"书面|发函|函询|征求[^。；]{0,20}(?:部门|单位|镇|街道)[^。；]{0,10}意见",
    "走访": r"走访|实地|入户|上门|进村|深入[^。；]{0,10}(?:村|社区|企业)",
    "听证": r"听证",
    "问卷": r"问卷|调查表",
    "民意调查": r"民意调查|民意测验|抽样调查|电话调查",
}
PUBLIC_CALL = re.compile(r"公开征求|征求意见$|网上征集|网络征集|公开征集")


class MethodsParameters(Parameters):
    """Which means count, how many are asked, and who must be asked."""

    methods: tuple[str, ...] = Field(
        default=METHODS, min_length=1, title="征求意见方式", description="means that count, by the words that name them"
    )
    min_methods: int | None = Field(
        default=None,
        ge=1,
        le=20,
        title="最少方式种数",
        description="different means each consultation must use; none: measured only, answer review",
    )
    audiences: tuple[str, ...] = Field(
        default=(), title="征求意见对象", description="people who must be asked (e.g. 企业, 行业协会); empty: anybody"
    )
    period: InPeriod = THIS_YEAR


@check(
    "consultation.methods",
    parameters=MethodsParameters,
    worst=Severity.MINOR,
    kinds={
        "too_few": Kind("征求意见的方式不足", Severity.MINOR),
        UNDECIDED: Kind("不能确定用了几种方式、征求了谁的意见", Severity.INFO),
    },
    texts=Texts(
        title="多种方式征求意见",
        required="用座谈会、问卷、听证会、走访等多种方式征求意见，覆盖规定的对象。",
        method="在征集公告、结果和相关报道中查找所用的方式和征求对象。",
        basis="年度工作要点对公众参与方式的要求",
        remedy="按事项选择多种方式征求意见，并在反馈中写明方式和对象。",
        effort="中",
    ),
)
def methods(snapshot: Snapshot, parameters: MethodsParameters, context: Context) -> Assessment:
    """Different means by which opinions on drafts of the period were asked, and whom they reached.

    Inputs: calls for opinions on drafts, their attached files and results, articles that name the draft, with the words that name a means or
    an audience; a call on the site counts as the public means where that is one of `methods`. Fails for a call that has a result read in
    full and, together with it, tells fewer means than `min_methods`. Review: calls without a result (means may still follow), means that
    only news names, files that were not read, audiences that are not named, no figure given (measured only), no consultation found.
    Unknown: no call was found and the columns were not read. Serves yearly documents (征求意见方式).
    """
    calls = calls_of(snapshot, parameters.period, context)
    missed = nothing_read(snapshot, calls)
    if missed:
        return unknown(missed.reason, missed.words)
    if parameters.min_methods is not None:
        snapshot.expect_searches(map(draft_name, calls.asked))
    judged = judge_each(calls, lambda call: _faults(snapshot, call, parameters), Severity.MINOR)
    share = judged.share
    used = sorted({name for call in calls.asked for name in _named(parameters.methods, _told(snapshot, call))})
    words = f"检查期内 {share.total} 次对草案征求意见，写到的方式有 {len(used)} 种" + (
        f"（{'、'.join(used)}）" if used else ""
    )
    figure = None if parameters.min_methods is None and not parameters.audiences else 1.0
    outcome, reason, code = share.verdict(words, figure)
    if figure is None and code is None:
        reason = f"{words}；没有规定种数，供人工判断。"
    measured = {"calls": share.total, "methods_named": len(used)}
    return Assessment(outcome, reason, measured, tuple(judged.findings), code)


def _told(snapshot: Snapshot, call: Call) -> str:
    """What a call, its files and its results say."""
    pages = [call.page, *(answer.page for answer in snapshot.once(answers).get(call.page.id, []))]
    texts = [snapshot.text(page.id) for page in pages]
    return "\n".join([*texts, *(file.text for page in pages for file in attached(snapshot, page.id))])


def _named(methods: tuple[str, ...], text: str) -> set[str]:
    return {method for method in methods if _pattern(method).search(text)}


def _pattern(method: str) -> re.Pattern[str]:
    """Words that name a means: its own and those that mean the same. Every call names the public one."""
    if PUBLIC_CALL.search(method) and not method.startswith("书面"):
        return re.compile("")
    known = (words for name, words in SAID.items() if name in method)
    return re.compile(next(known, re.escape(method)))


def _faults(snapshot: Snapshot, call: Call, parameters: MethodsParameters) -> Iterator[Fault]:
    text = _told(snapshot, call)
    used, least = _named(parameters.methods, text), parameters.min_methods
    if least is None or len(used) < least:
        doubt = _doubt(snapshot, call, parameters, used)
        if least is not None or not used:
            told = f"{len(used)} 种（{'、'.join(sorted(used))}）" if used else "没有写明"
            tail = f"，{doubt}，需人工核实" if doubt else ""
            yield Fault("too_few", f"征求意见的方式{told}{tail}：{call.title}", "", call.title, sure=not doubt)
    lacking = [name for name in parameters.audiences if name not in text]
    if lacking:
        message = f"没有写明征求了{'、'.join(lacking)}的意见，需人工核实：{call.title}"
        yield Fault("too_few", message, "征求意见对象", call.title, sure=False)


def _doubt(snapshot: Snapshot, call: Call, parameters: MethodsParameters, used: set[str]) -> str:
    """Why further means may have been used; empty when all that could tell was read."""
    if parameters.min_methods is None:
        return "没有规定种数"
    given = [answer for answer in snapshot.once(answers).get(call.page.id, []) if answer.sure]
    if not given:
        return "没有读到结果，可能还用了别的方式"
    unread = next(
        filter(None, (unread_part(snapshot, page) for page in (call.page, *(each.page for each in given)))), ""
    )
    name = draft_name(call)
    hits = snapshot.search([name], limit=20) if name and not unread else []
    known = {call.page.id, *(each.page.id for each in given)}
    for hit in hits:
        if hit.page_id not in known and _named(parameters.methods, snapshot.text(hit.page_id)) - used:
            return f"“{hit.title[:40]}”可能写了别的方式"
    return unread
