"""Document numbers (文号): well formed, unique, the same wherever the page states them."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from pydantic import Field

from checks.assessment import Assessment, Context
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import around
from checks.documents.in_scope import Documents, documents_of
from checks.documents.judged import Fault, documents_gap, judge_each
from checks.documents.number_forms import faults_of_form, same_number, written_by_year
from checks.judged import UNDECIDED
from checks.options import AnyPeriod, MinRate, Scope
from checks.outcomes import Severity
from checks.scopes import EVERYTHING
from portal.content_facts import FieldReading
from portal.facts import Document
from portal.interpretations.pairings import document_names, plain_name
from portal.states import FieldPart, Via
from portal.storage.snapshot import Snapshot

STANDS_ALONE = 40  # characters of a line that is a number and nothing else of weight
UNLIKE = 0.5  # titles that share less are two documents; those that share more may be two pages of one
PASSES_ON = re.compile(r"转发|批转")  # such a page prints the number of the document it passes on


class NumberParameters(Parameters):
    """What a number must be like, and in what share of the documents."""

    scope: Scope = EVERYTHING
    min_rate: MinRate = 1.0
    unique: bool = Field(default=True, title="文号不重复", description="no two documents may bear the same number")
    same_in_body: bool = Field(
        default=True, title="字段与正文一致", description="the number in the fields must be the one in the text"
    )
    period: AnyPeriod = None


@check(
    "documents.number",
    parameters=NumberParameters,
    worst=Severity.MINOR,
    kinds={
        "malformed": Kind("文号写法不规范", Severity.MINOR),
        "duplicate": Kind("不同文件文号相同", Severity.MINOR),
        "disagreeing": Kind("字段和正文的文号不一致", Severity.MINOR),
        UNDECIDED: Kind("不能确定文号是否有误", Severity.INFO),
    },
    texts=Texts(
        title="文号规范一致",
        required="文号写法规范（年份用六角括号、序号不加“第”和前导零），不同文件不重号，字段和正文中的文号一致。",
        method="读取每份文件字段表和正文中的文号，核对写法、是否重复、两处是否相同；令、公告等另有编号办法的不按此判断。",
        basis="GB/T 9704-2012 党政机关公文格式 7.2.5",
        remedy="按发文原件更正文件页上的文号。",
        effort="小",
    ),
)
def number(snapshot: Snapshot, parameters: NumberParameters, context: Context) -> Assessment:
    """Numbers of documents (文号): written 代字〔年份〕序号, borne by one document, equal in the fields and in the text.

    Inputs: documents with the number of the field table, of the title and of the body. Documents that bear none are not judged here
    (see documents.elements), nor are orders and announcements (令, 公告), whose numbers are written otherwise; spaces are layout. Fails when
    the share of well-formed, unique and agreeing numbers stays below `min_rate`; two pages of one document share its number rightly.
    Review: numbers that a line of text mentions among other words, pages that pass on another's document (转发), titles that are alike
    without being the same, documents that may not be in scope, nothing in scope. Serves GB/T 9704-2012 7.2.5.
    """
    documents = documents_of(snapshot, parameters.scope, parameters.period, context)
    numbered = Documents(
        documents.days,
        [document for document in documents.asked if _is_judged(document)],
        [(document, doubt) for document, doubt in documents.undecided if _is_judged(document)],
    )
    bearers = _bearers(numbered)
    judged = judge_each(snapshot, numbered, lambda document: _faults(snapshot, document, parameters, bearers))
    share = judged.share
    words = f"范围内 {share.total} 份有文号的文件，{share.good} 份文号规范一致（{share.rate:.0%}）"
    outcome, reason, code = share.verdict(words, parameters.min_rate, documents_gap(snapshot, parameters.min_rate))
    measured = {
        "documents": len(documents.asked),
        "numbered": share.total,
        "rate": share.rate,
        "min_rate": parameters.min_rate,
        "undecided": share.doubtful + share.aside,
    }
    return Assessment(outcome, reason, measured, judged.told(outcome), code)


def _is_judged(document: Document) -> bool:
    return written_by_year(document.number)


def _bearers(documents: Documents) -> dict[str, list[Document]]:
    """Documents by the number they bear."""
    found: dict[str, list[Document]] = {}
    for document in (*documents.asked, *(each for each, _ in documents.undecided)):
        found.setdefault(document.number, []).append(document)
    return found


def _faults(
    snapshot: Snapshot, document: Document, parameters: NumberParameters, bearers: dict[str, list[Document]]
) -> Iterator[Fault]:
    readings = around(snapshot, document).of("number", seen=True)
    yield from _malformed(document, readings)
    if parameters.same_in_body:
        yield from _disagreeing(document, readings)
    if parameters.unique:
        yield from _duplicate(snapshot, document, bearers[document.number])


def _malformed(document: Document, readings: list[FieldReading]) -> Iterator[Fault]:
    for reading in readings:
        faults = faults_of_form(reading.words)
        if faults:
            message = f"文号{'，'.join(faults)}：{document.number}，{document.title}"
            yield Fault("malformed", message, Severity.MINOR, "", reading.words, reading.selector)
            return  # the same number in another place is the same defect


def _disagreeing(document: Document, readings: list[FieldReading]) -> Iterator[Fault]:
    fields = next((each for each in readings if each.part is FieldPart.TABLE), None)
    text = next((each for each in readings if each.part in (FieldPart.BODY, FieldPart.TITLE)), None)
    if fields is None or text is None or same_number(fields.value, text.value):
        return
    sure = _stands_alone(text) and not PASSES_ON.search(document.title)
    message = f"字段写“{fields.value}”，{text.part.words}写“{text.value}”：{document.title}"
    yield Fault("disagreeing", message, Severity.MINOR, "", text.words, text.selector, sure)


def _duplicate(snapshot: Snapshot, document: Document, bearers: list[Document]) -> Iterator[Fault]:
    """Another document of the same number; only the first is named."""
    for other in bearers:
        likeness = 1.0 if other.page_id == document.page_id else _likeness(document, other)
        if likeness == 1.0:
            continue
        sure = likeness < UNLIKE and all(_is_own_number(snapshot, each) for each in (document, other))
        message = f"文号{document.number}与另一份文件相同：{document.title}；{other.title}"
        yield Fault(
            "duplicate", message, Severity.MINOR, document.number, document.number, sure=sure, other=other.page_id
        )
        return


def _likeness(one: Document, other: Document) -> float:
    """How alike two titles are; 1 where they name the same document."""
    if one.title == other.title or not set(document_names(one.title)).isdisjoint(document_names(other.title)):
        return 1.0
    first, second = plain_name(one.title), plain_name(other.title)
    if first in second or second in first:
        return 1.0
    # What official titles have in common says nothing.
    first, second = (re.sub(r"人民政府|办公室|办公厅|关于|印发|通知", "", name) for name in (first, second))
    return min(SequenceMatcher(None, first, second, autojunk=False).ratio(), 0.99)


def _is_own_number(snapshot: Snapshot, document: Document) -> bool:
    """Whether a number is surely the document's own, and not that of one it passes on or mentions."""
    reading = around(snapshot, document).stated("number")
    return (
        reading is not None
        and reading.via is Via.TEXT
        and _stands_alone(reading)
        and not PASSES_ON.search(document.title)
    )


def _stands_alone(reading: FieldReading) -> bool:
    return reading.part in (FieldPart.TABLE, FieldPart.TITLE) or len(reading.words) <= STANDS_ALONE
