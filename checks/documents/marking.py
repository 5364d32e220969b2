"""Disclosure notes of documents (公开属性标注): the note below the text that says how it may be disclosed."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, Finding
from checks.citing import cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import BODY_SURE, UNSEEN, around, body_length, holds_itself
from checks.documents.in_scope import Documents, documents_of
from checks.documents.judged import Fault, documents_gap, judge_each
from checks.judged import UNDECIDED
from checks.options import FigureRate, InPeriod, Scope
from checks.outcomes import Outcome, Severity
from checks.periods import Period
from checks.scopes import EVERYTHING
from portal.facts import Document
from portal.markup.outline import squeeze
from portal.storage.snapshot import Snapshot

NOTES = ("此件公开发布", "此件依申请公开", "此件不予公开")
CLOSED = re.compile(r"依申请公开|不予公开|不公开")  # notes of documents that do not stand openly on the web
TAIL = 400  # characters at the end of a text in which a note stands


class MarkingParameters(Parameters):
    """Which notes count, and what share of the documents must bear one."""

    scope: Scope = EVERYTHING
    notes: tuple[str, ...] = Field(
        default=NOTES, min_length=1, title="公开属性标注", description="notes that count, as documents write them"
    )
    min_rate: FigureRate = None
    period: InPeriod = Period(months=12)


@check(
    "documents.marking",
    parameters=MarkingParameters,
    worst=Severity.MINOR,
    kinds={
        "unmarked": Kind("文件没有标注公开属性", Severity.MINOR),
        "contradicted": Kind("标注不公开的文件在网上全文公开", Severity.INFO),
        UNDECIDED: Kind("不能确定是否标注公开属性", Severity.INFO),
    },
    texts=Texts(
        title="文件标注公开属性",
        required="文件末尾标注公开属性；标注依申请公开或不予公开的文件不应出现在网上。",
        method="读取文件正文末尾的标注和字段表中的公开属性，计算有标注的比例；网上公开却标注不公开的列出请人工核实。",
        basis="年度工作要点对公开属性源头认定的要求",
        remedy="印发时在文末注明公开属性；标注与实际不符的核实后更正或撤下。",
        effort="小",
    ),
)
def marking(snapshot: Snapshot, parameters: MarkingParameters, context: Context) -> Assessment:
    """Documents that end with a note on how they may be disclosed (此件公开发布 and the like).

    Inputs: the end of each document's text, of the page or of its attachment, and the field 公开属性. Fails when the share with a note
    stays below `min_rate`. Review: a document that is openly on the web although its note says 依申请公开 or 不予公开, notes in other words
    than asked, notes that may stand in an attached original, no figure given (measured only), documents that may not be in scope, nothing
    in scope. Words about disclosure within the text are no note. Serves yearly documents (公开属性).
    """
    documents = documents_of(snapshot, parameters.scope, parameters.period, context)
    judged = judge_each(snapshot, documents, lambda document: _faults(snapshot, document, parameters.notes))
    share = judged.share
    words = f"范围内 {share.total} 份文件，{share.good} 份标注了公开属性（{share.rate:.0%}）"
    outcome, reason, code = share.verdict(words, parameters.min_rate, documents_gap(snapshot, parameters.min_rate))
    contradicted = list(_contradicted(snapshot, documents))
    if contradicted and outcome is Outcome.PASS:
        outcome, reason = Outcome.REVIEW, f"{words}；{len(contradicted)} 份标注不公开却在网上公开，需人工核实。"
    measured = {
        "documents": share.total,
        "marked": share.good,
        "rate": share.rate,
        "min_rate": parameters.min_rate,
        "contradicted": len(contradicted),
        "undecided": share.doubtful + share.aside,
    }
    return Assessment(outcome, reason, measured, (*contradicted, *judged.told(outcome)), code)


def _faults(snapshot: Snapshot, document: Document, notes: tuple[str, ...]) -> Iterator[Fault]:
    page = around(snapshot, document)
    stated = page.of("disclosure")
    seen = [reading for reading in stated if reading.via not in UNSEEN]
    if any(note in squeeze(reading.value) for note in notes for reading in seen):
        return
    if _ends_with_note(snapshot.text(document.page_id), notes):
        return
    if stated:
        message = f"公开属性写“{stated[0].value}”，不能确定是不是规定的标注：{document.title}"
        yield Fault("unmarked", message, Severity.MINOR, "", stated[0].words, stated[0].selector, sure=False)
        return
    files = [
        each for each in page.attachments if body_length(page, document) < BODY_SURE or holds_itself(each, document)
    ]
    texts = [snapshot.attachment_text(file.url) for file in files]
    if any(_ends_with_note(text, notes) for text in texts):
        return
    sure = all(texts)
    told = "" if sure else "（可能在附件里，需人工核实）"
    yield Fault(
        "unmarked", f"没有标注公开属性{told}：{document.title}", Severity.MINOR, words=document.title, sure=sure
    )


def _ends_with_note(text: str, notes: tuple[str, ...]) -> bool:
    """Whether a text ends with a note, in brackets or in a line of its own."""
    lines = [squeeze(line).strip("()（）【】[]。") for line in text[-TAIL:].split("\n")]
    tail = squeeze(text[-TAIL:])
    return any(note in lines or f"（{note}）" in tail or f"({note})" in tail for note in notes)


def _contradicted(snapshot: Snapshot, documents: Documents) -> Iterator[Finding]:
    """Documents whose own note says that they are not disclosed of the body's own accord, though their text is there for all to read."""
    for document in (*documents.asked, *(each for each, _ in documents.undecided)):
        page = around(snapshot, document)
        reading = next((each for each in page.of("disclosure", seen=True) if CLOSED.search(each.value)), None)
        if reading and body_length(page, document) >= BODY_SURE:
            yield Finding(
                "contradicted",
                f"标注“{reading.value}”，却在网上全文公开，需人工核实：{document.title}",
                Severity.INFO,
                subject=page.page.url,
                element="依申请公开" if "依申请" in reading.value else "不予公开",
                evidence=(cite_page(page.page, reading.words, reading.selector),),
            )
