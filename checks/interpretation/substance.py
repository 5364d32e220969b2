"""Substance of interpretations (解读质量): they explain, and do not only repeat the document."""

from dataclasses import dataclass

from pydantic import Field

from checks.assessment import Assessment, Context, Finding
from checks.citing import cite_page, cite_page_of
from checks.contract import Kind, Parameters, Texts, check
from checks.interpretation.other_media import other_media
from checks.interpretation.own_interpretations import (
    OwnInterpretation,
    interpretation_gap,
    interpretations_of,
    unread,
)
from checks.interpretation.parts_spoken_of import may_say, says
from checks.options import InPeriod, Scope
from checks.outcomes import Severity
from checks.periods import Period
from checks.scopes import EVERYTHING
from checks.shares import Share
from portal.storage.snapshot import Snapshot

FEWEST_HEADINGS = 3  # from which on a text may be a list of headings
LEAST_BELOW = 40  # characters a heading has below it, on average, where it is more than one


class SubstanceParameters(Parameters):
    """What an interpretation must speak of, and how much of it may be copied."""

    contains: tuple[str, ...] = Field(
        default=(), title="应解读的内容", description="parts it must speak of (e.g. 背景, 决策依据); empty: none asked"
    )
    min_parts: int | None = Field(
        default=None, ge=1, le=20, title="至少解读部分数", description="how many of these parts it needs; none: all"
    )
    max_copied: float = Field(
        default=0.6, ge=0, le=1, title="照抄原文上限", description="share of its text that may be the document's own"
    )
    period: InPeriod = Period(months=12)
    scope: Scope = EVERYTHING


@check(
    "interpretation.substance",
    parameters=SubstanceParameters,
    worst=Severity.MINOR,
    kinds={
        "copied": Kind("解读照抄文件原文", Severity.MINOR),
        "parts_missing": Kind("解读没有讲到规定的内容", Severity.MINOR),
        "undecided": Kind("不能确定解读有没有实质内容", Severity.INFO),
    },
    texts=Texts(
        title="解读有实质内容",
        required="解读讲清背景、依据、目的、举措等规定内容，不照抄文件、不只罗列标题。",
        method="查找解读正文中各部分的标题和关键词，并计算与文件正文相同文字的比例；图解、视频里的文字没有读取。",
        basis="年度工作要点对实质性解读的要求",
        remedy="补写缺少的内容，用自己的话说明政策要点、适用对象和办理方式。",
        effort="中",
    ),
)
def substance(snapshot: Snapshot, parameters: SubstanceParameters, context: Context) -> Assessment:
    """Interpretations that speak of the parts asked and are not the document over again (形式化解读).

    Inputs: the period's interpretations with text and headings, the share of their text that stands in the paired document. Fails for an
    interpretation whose share of copied text exceeds `max_copied`, or that bears no trace of so many parts that fewer than `min_parts` can be
    there. Review: texts beside pictures, films and files that were not read, answers that quote the document, parts told in other words than those asked, texts of headings
    alone, interpretations whose document was not found, nothing in scope. Charts and films by themselves are counted; where parts are asked
    they are for a person. Unknown: the interpretation columns were not read. Serves yearly documents (实质性解读).
    """
    missed = interpretation_gap(snapshot)
    unseen = unread(snapshot, missed)
    if unseen:
        return unseen
    found = interpretations_of(snapshot, parameters.scope, parameters.period, context)
    asked = [each for each in found.asked if "text" in each.item.forms or parameters.contains]
    doubts = {each.page.id: doubt for each, doubt in found.undecided}
    judged = [_judge(snapshot, each, parameters) for each in asked]
    aside = [_judge(snapshot, each, parameters, doubts[each.page.id]) for each, _ in found.undecided]
    findings = [finding for each in (*judged, *aside) if (finding := each.finding())]
    share = Share(
        sum(not each.kind for each in judged),
        sum(each.is_sure for each in judged),
        sum(each.kind == "undecided" for each in judged),
        len(aside),
    )
    measured = {
        "interpretations": share.total,
        "substantial": share.good,
        "copied": sum(each.kind == "copied" for each in judged),
        "pictures": sum("text" not in each.item.forms for each in found.asked),
        "undecided": share.doubtful + share.aside,
    }
    words = f"{share.total} 篇解读，{share.good} 篇有实质内容"
    outcome, reason, code = share.verdict(words, 1.0, missed)
    return Assessment(outcome, reason, measured, tuple(findings), code)


@dataclass(frozen=True)
class _Judged:
    """What was found wrong with an interpretation: the kind of defect (empty: nothing) and the words."""

    snapshot: Snapshot
    each: OwnInterpretation
    kind: str = ""
    words: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it is accused."""
        return self.kind not in ("", "undecided")

    def finding(self) -> Finding | None:
        """The finding to report; None where there is nothing wrong."""
        if not self.kind:
            return None
        page = self.each.page
        documents = self.each.documents[:1]
        return Finding(
            self.kind,
            f"{self.words}{'' if self.is_sure else '，需人工核实'}：{self.each.item.title}",
            Severity.MINOR if self.is_sure else Severity.INFO,
            subject=page.url,
            evidence=(
                cite_page(page, self.snapshot.text(page.id), self.each.item.selector),
                *(
                    cited
                    for document in documents
                    for cited in cite_page_of(self.snapshot, document.page_id, document.title)
                ),
            ),
        )


def _judge(snapshot: Snapshot, each: OwnInterpretation, parameters: SubstanceParameters, doubt: str = "") -> _Judged:
    kind, words = _faults(snapshot, each, parameters)
    if doubt:
        return _Judged(snapshot, each, "undecided", f"{doubt}，{words or '没有与文件比对'}")
    hidden = other_media(snapshot, each) if kind in ("copied", "parts_missing") else ""
    if hidden:
        return _Judged(snapshot, each, "undecided", f"{words}，但{hidden}")
    return _Judged(snapshot, each, kind, words)


def _faults(snapshot: Snapshot, each: OwnInterpretation, parameters: SubstanceParameters) -> tuple[str, str]:
    """Kind of defect and words, media beside the text not considered; two empty ones where nothing is wrong."""
    if "text" not in each.item.forms:
        return ("undecided", "图解、视频里的文字没有读取") if parameters.contains else ("", "")
    if each.copied is not None and each.copied > parameters.max_copied:
        words = f"{each.copied:.0%} 的文字与文件原文相同，超过 {parameters.max_copied:.0%}"
        if "q_and_a" in each.item.forms:
            return "undecided", f"{words}，但以问答形式编排"
        return "copied", words
    text = snapshot.text(each.page.id)
    if each.item.headings >= FEWEST_HEADINGS and len(text) < each.item.headings * LEAST_BELOW:
        return "undecided", "正文像是只有标题"
    return _parts(text, parameters)


def _parts(text: str, parameters: SubstanceParameters) -> tuple[str, str]:
    silent = [part for part in parameters.contains if not says(part, text)]
    absent = [part for part in silent if not may_say(part, text)]
    needed = min(parameters.min_parts or len(parameters.contains), len(parameters.contains))
    total = len(parameters.contains)
    if total - len(absent) < needed:
        return "parts_missing", f"没有讲到{'、'.join(absent)}"
    if total - len(silent) < needed:
        return "undecided", f"没有直接写明{'、'.join(silent)}，可能换了说法"
    return "", ""
