"""Interpretation of drafts (草案解读)."""

import re
from collections.abc import Iterator

from checks.assessment import Assessment, Context, unknown
from checks.consultation.calls import Call, attached, calls_gap, calls_of, nothing_read, unread_part
from checks.consultation.judged import Fault, judge_each
from checks.contract import Kind, Parameters, Texts, check
from checks.interpretation.own_interpretations import OwnInterpretation, own_interpretations
from checks.judged import UNDECIDED
from checks.options import InPeriod, MinRate
from checks.outcomes import Outcome, Severity
from checks.periods import THIS_YEAR
from portal.interpretations.pairings import plain_name
from portal.states import LinkState, Region
from portal.storage.snapshot import Snapshot

INTERPRETS = re.compile(r"解读|图解|读懂|看懂")
IN_TEXT = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．])?(?:(?:草案|征求意见稿|送审稿)的?解读(?:材料|说明)?(?:[:：]|$)|(?:政策|文件)?解读[:：])",
    re.MULTILINE,
)
MENU = re.compile(r"(?:政策|文件|部门|图文|相关|更多)*(?:解读|图解)(?:回应|列表|专栏)?")  # a column's name
OF_DRAFT = re.compile(r"征求意见稿|草案|送审稿")
SHORTEST = 6  # characters of a name that can identify a draft


class InterpretationParameters(Parameters):
    """When, and what share of the drafts."""

    min_rate: MinRate = 1.0
    period: InPeriod = THIS_YEAR


@check(
    "consultation.interpretation",
    parameters=InterpretationParameters,
    worst=Severity.INFO,
    kinds={
        "missing": Kind("征求意见的草案没有解读", Severity.INFO),
        UNDECIDED: Kind("不能确定征求意见的草案有没有解读", Severity.INFO),
    },
    texts=Texts(
        title="草案同步解读",
        required="征求意见时对草案作出解读，说明主要内容和理由。",
        method="查找征集页正文、附件和链接里的解读，以及标题点明该草案的解读；只有起草说明的请人工判断。",
        basis="年度工作要点对意见征集阶段解读的要求",
        remedy="征求意见时一并发布草案解读，并与征集公告相互链接。",
        effort="中",
    ),
)
def interpretation(snapshot: Snapshot, parameters: InterpretationParameters, context: Context) -> Assessment:
    """Consultations of the period whose draft carries an interpretation.

    Inputs: calls for opinions on drafts with their text, links and attached files, the site's interpretations and their titles. Never fails, since
    documents encourage it only: a share below `min_rate` is review, with the calls that have none. An explanation (起草说明) alone is for a
    person, since documents tell the two apart; so are attached files that were not read and interpretations of the same name that may be of
    the document itself. Review too: no consultation found. Unknown: columns not read. Serves yearly documents (草案解读, mostly encouraged).
    """
    calls = calls_of(snapshot, parameters.period, context)
    missed = nothing_read(snapshot, calls)
    if missed:
        return unknown(missed.reason, missed.words)
    judged = judge_each(calls, lambda call: _faults(snapshot, call), Severity.INFO)
    share = judged.share
    words = f"检查期内 {share.total} 次对草案征求意见，{share.good} 次附有草案解读（{share.rate:.0%}）"
    unseen = None if parameters.min_rate == 1.0 else calls_gap(snapshot)
    outcome, reason, code = share.verdict(words, parameters.min_rate, unseen)
    if outcome is Outcome.FAIL:
        outcome, reason = Outcome.REVIEW, f"{words}，需人工核实。"
    measured = {"calls": share.total, "interpreted": share.good, "rate": share.rate, "min_rate": parameters.min_rate}
    return Assessment(outcome, reason, measured, tuple(judged.findings), code)


def _faults(snapshot: Snapshot, call: Call) -> Iterator[Fault]:
    of_name = _of_its_name(snapshot, call)
    if _offers_one(snapshot, call) or any(OF_DRAFT.search(each.item.title) for each in of_name):
        return
    doubt = _doubt(snapshot, call, of_name)
    told = f"（{doubt}，需人工核实）" if doubt else ""
    others = tuple(each.page for each in of_name[:1])
    message = f"征求意见的草案没有解读{told}：{call.title}"
    yield Fault("missing", message, words=call.title, selector=call.call.selector, sure=not doubt, others=others)


def _offers_one(snapshot: Snapshot, call: Call) -> bool:
    """Whether the call's page bears an interpretation: in its text, in a file, or behind a link that is not dead."""
    if IN_TEXT.search(snapshot.text(call.page.id)):
        return True
    if any(INTERPRETS.search(file.name) for file in attached(snapshot, call.page.id)):
        return True
    for link in snapshot.links(call.page.id, Region.MAIN):
        if link.url and INTERPRETS.search(link.label) and not MENU.fullmatch(link.label):
            target = snapshot.target_by_id(link.target_id)
            if target is None or target.state is not LinkState.BROKEN:
                return True
    return False


def _of_its_name(snapshot: Snapshot, call: Call) -> list[OwnInterpretation]:
    """Interpretations whose subject is named in the call's title."""
    title = plain_name(call.title)
    named = ((each, plain_name(OF_DRAFT.sub("", each.item.subject))) for each in snapshot.once(own_interpretations))
    return [each for each, name in named if len(name) >= SHORTEST and name in title]


def _doubt(snapshot: Snapshot, call: Call, of_name: list[OwnInterpretation]) -> str:
    """Why a draft may be interpreted all the same; empty when nothing speaks for it."""
    closes = call.call.closes_on
    if any(not each.published_on or not closes or each.published_on <= closes for each in of_name):
        return "有同名文件的解读，是不是解读草案不能确定"
    if call.call.has_explanation:
        return "有起草说明，算不算草案解读要由人判断"
    return unread_part(snapshot, call.page)
