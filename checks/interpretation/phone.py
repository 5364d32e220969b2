"""Telephone for questions (政策咨询电话) on interpretations."""

import re

from checks.assessment import Assessment, Context, Finding
from checks.citing import cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.interpretation.other_media import other_media
from checks.interpretation.own_interpretations import (
    OwnInterpretation,
    interpretation_gap,
    interpretations_of,
    unread,
)
from checks.options import InPeriod, MinRate
from checks.outcomes import Outcome, Severity
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING
from checks.shares import Share
from portal.states import Fill
from portal.storage.snapshot import Snapshot

# Numbers one can call: with or without area code, mobile, hotlines. Dates and 文号 are shorter or joined by other signs.
CALLABLE = re.compile(
    r"(?<![\d-])(?:0\d{2,3}\s*[-－—–]?\s*[1-9]\d{6,7}|(?!20[0-3]\d[01]\d[0-3]\d)[2-8]\d{6,7}|1[3-9]\d{9}|400[-\d]{7,9}|12\d{3})(?![\d年])"
)


class PhoneParameters(Parameters):
    """When, and what share of the interpretations."""

    min_rate: MinRate = 1.0
    period: InPeriod = THIS_YEAR


@check(
    "interpretation.phone",
    parameters=PhoneParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("解读页没有政策咨询电话", Severity.MINOR),
        "undecided": Kind("不能确定解读页有没有政策咨询电话", Severity.INFO),
    },
    texts=Texts(
        title="解读页公布咨询电话",
        required="解读页面写明政策咨询电话。",
        method="在解读正文中查找电话号码及其前后的咨询字样；页脚的网站电话不算，图片、视频和附件里的号码没有读取。",
        basis="年度工作要点对政策咨询电话的要求",
        remedy="在解读材料末尾注明负责解答的单位和电话。",
        effort="小",
    ),
)
def phone(snapshot: Snapshot, parameters: PhoneParameters, context: Context) -> Assessment:
    """Interpretations that state a telephone number for questions (政策咨询电话).

    Inputs: text of the period's interpretations, its numbers and the words beside them; numbers of the footer do not count. Fails when the
    share with a number stays below `min_rate` even if every doubtful one had it. Review: a number without a word that says what it is for,
    interpretations with pictures, films or files that were not read, those whose document was not found (they may be a superior's),
    nothing in scope. Unknown: the interpretation columns were not read. Serves yearly documents (政策咨询电话).
    """
    missed = interpretation_gap(snapshot)
    unseen = unread(snapshot, missed)
    if unseen:
        return unseen
    found = interpretations_of(snapshot, EVERYTHING, parameters.period, context)
    without = [each for each in found.asked if not each.item.phone]
    doubts = {each.page.id: words for each in without if (words := _doubt(snapshot, each))}
    aside = [(each, words) for each, words in found.undecided if not each.item.phone]
    share = Share(
        len(found.asked) - len(without),
        len(without) - len(doubts),
        len(doubts),
        len(aside),
        len(found.undecided) - len(aside),
    )
    words = f"{share.total} 篇解读，{share.good} 篇写明了政策咨询电话（{share.rate:.0%}）"
    outcome, reason, code = share.verdict(words, parameters.min_rate, missed)
    findings = [_missing(each, doubts.get(each.page.id, ""), sure=not missed) for each in without]
    findings += [_missing(each, doubt) for each, doubt in aside if outcome is not Outcome.PASS]
    measured = {
        "interpretations": share.total,
        "with_phone": share.good,
        "rate": share.rate,
        "min_rate": parameters.min_rate,
        "undecided": share.doubtful + share.aside,
    }
    return Assessment(outcome, reason, measured, tuple(findings), code)


def _doubt(snapshot: Snapshot, each: OwnInterpretation) -> str:
    """Why a page may state a number all the same; empty when its text was read and holds none."""
    if CALLABLE.search(snapshot.text(each.page.id)):
        return "有号码，但没有写明是咨询电话"
    if each.page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        return "内容由脚本生成，没有读全"
    if "text" not in each.item.forms:
        return "图解、视频里的号码没有读取"
    return other_media(snapshot, each)


def _missing(each: OwnInterpretation, doubt: str, *, sure: bool = True) -> Finding:
    message = f"{doubt}，需人工确认有没有政策咨询电话" if doubt else "没有写明政策咨询电话"
    return Finding(
        "undecided" if doubt else "missing",
        f"{message}：{each.item.title}",
        Severity.MINOR if sure and not doubt else Severity.INFO,
        subject=each.page.url,
        evidence=(cite_page(each.page, each.item.title, each.item.selector),),
    )
