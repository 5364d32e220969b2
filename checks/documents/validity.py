"""Validity of documents (有效性): stated, and in agreement with what else is known of the document."""

import re
from collections.abc import Iterator
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import DOCUMENT_COLUMNS, UNSEEN, Around, around
from checks.documents.in_scope import documents_of
from checks.documents.judged import Fault, documents_gap, judge_each
from checks.documents.repeals import Fate, Mention, mentions
from checks.documents.standing import Standing, may_state_validity, standing_of
from checks.judged import UNDECIDED
from checks.options import AnyPeriod, MinRate, Scope
from checks.outcomes import Outcome, Severity
from checks.scopes import EVERYTHING
from checks.titles import titles_of
from portal.content_facts import FieldReading
from portal.facts import Document
from portal.interpretations.pairings import document_names, plain_name
from portal.storage.snapshot import Snapshot

VALIDITIES = ("有效", "修改", "废止", "失效")
UNTRUE = ("expired_as_valid", "repealed_as_valid")  # statements proved wrong, of which one is too many
ABOUT = re.compile(r"《([^《》]+)》")
PROLONGED = ("延长", "继续有效", "继续执行", "延续")  # in titles that keep a document in force beyond its term


class ValidityParameters(Parameters):
    """Which words a document's validity is stated in, and what share must state it."""

    scope: Scope = EVERYTHING
    values: tuple[str, ...] = Field(
        default=VALIDITIES,
        min_length=1,
        title="有效性用语",
        description="words (or parts of them) that count as a statement",
    )
    min_rate: MinRate = 1.0
    period: AnyPeriod = None


@check(
    "documents.validity",
    parameters=ValidityParameters,
    worst=Severity.MINOR,
    kinds={
        "not_stated": Kind("没有标注有效性", Severity.MINOR),
        "expired_as_valid": Kind("有效期已满仍标为有效", Severity.MINOR),
        "repealed_as_valid": Kind("已宣布废止、失效仍标为有效", Severity.MINOR),
        UNDECIDED: Kind("不能确定有效性标注是否准确", Severity.INFO),
    },
    texts=Texts(
        title="有效性标注准确",
        required="文件标明有效、修改、废止或失效，并与有效期、废止公告和清理结果一致。",
        method="读取文件页的有效性，与正文写明的有效期、网站上的废止公告和清理结果相互核对。",
        basis="年度工作要点对规范性文件标注有效性的要求",
        remedy="按清理结果和有效期更正有效性标注，过期、废止的文件及时标明。",
        effort="中",
    ),
)
def validity(snapshot: Snapshot, parameters: ValidityParameters, context: Context) -> Assessment:
    """Documents that state their validity (有效性), and state it rightly.

    Inputs: validity of pages, terms written in the text (有效期), notices that repeal documents, results of clean-ups. Fails when the share
    that states it stays below `min_rate`, and, whatever that is, when a document marked valid has expired by its own text or was listed as
    void by a notice of the site. Review: a term without a statement, a statement in page tags only or in words that are not asked for, two terms of which one still
    runs, titles that speak of prolonging the document, notices that name it unclearly, documents that may not be in scope, nothing in
    scope. Unknown: no document was found and the lists of documents were not read. Serves yearly documents (有效性 of normative
    documents).
    """
    documents = documents_of(snapshot, parameters.scope, parameters.period, context)
    missed = gap(snapshot, DOCUMENT_COLUMNS)
    if missed and not documents.asked and not documents.undecided:
        return unknown(missed.reason, missed.words)
    judged = judge_each(snapshot, documents, lambda each: _faults(snapshot, each, parameters.values, context.as_of))
    share = judged.share
    words = f"范围内 {share.total} 份文件，{share.good} 份标明有效性且没有发现不符（{share.rate:.0%}）"
    outcome, reason, code = share.verdict(words, parameters.min_rate, documents_gap(snapshot, parameters.min_rate))
    untrue = sum(finding.kind in UNTRUE for finding in judged.findings)
    if untrue:
        outcome, reason, code = Outcome.FAIL, f"{words}；{untrue} 份标注与有效期或清理结果不符。", None
    measured = {
        "documents": share.total,
        "rate": share.rate,
        "min_rate": parameters.min_rate,
        "untrue": untrue,
        "undecided": share.doubtful + share.aside,
    }
    return Assessment(outcome, reason, measured, judged.told(outcome), code)


def _faults(snapshot: Snapshot, document: Document, values: tuple[str, ...], as_of: date) -> Iterator[Fault]:
    page = around(snapshot, document)
    reading = page.stated("validity")
    if reading is None:
        sure = not may_state_validity(snapshot.text(document.page_id))
        told = "" if sure else "（正文谈到有效期，需人工核实）"
        yield Fault(
            "not_stated", f"没有标注有效性{told}：{document.title}", Severity.MINOR, words=document.title, sure=sure
        )
        return
    doubt = _doubt_of_statement(reading, values)
    if doubt:
        message = f"{doubt}“{reading.value}”：{document.title}"
        yield Fault("not_stated", message, Severity.MINOR, "", reading.words, reading.selector, sure=False)
    if standing_of(reading) is Standing.VALID:
        yield from _expired(snapshot, document, page, reading, as_of)
        yield from _repealed(snapshot, document, reading)


def _doubt_of_statement(reading: FieldReading, values: tuple[str, ...]) -> str:
    if reading.via in UNSEEN:
        return "只在页面标签或脚本里标注有效性"
    asked = any(value in reading.value for value in values)
    return "" if asked or standing_of(reading) is not Standing.OTHER else "有效性用语不在规定之列："


def _expired(
    snapshot: Snapshot, document: Document, page: Around, reading: FieldReading, as_of: date
) -> Iterator[Fault]:
    if document.expires_on is None or document.expires_on >= as_of:
        return
    terms = [term for term in page.of("expires_on", seen=True) if not _is_of_another(term, document)]
    if not terms:
        return
    sure = all(date.fromisoformat(term.value) < as_of and "《" not in term.words for term in terms)
    sure = sure and "继续" not in reading.value and not _was_prolonged(snapshot, document)
    told = "" if sure else "，可能已延长，需人工核实"
    message = f"有效期至 {document.expires_on}，仍标为“{reading.value}”{told}：{document.title}"
    yield Fault("expired_as_valid", message, Severity.MINOR, "", terms[0].words, terms[0].selector, sure)


def _is_of_another(term: FieldReading, document: Document) -> bool:
    """Whether the sentence that states a term is about another text, which it names first."""
    subject = ABOUT.match(term.words.strip())
    return subject is not None and plain_name(subject.group(1)) not in set(document_names(document.title))


def _was_prolonged(snapshot: Snapshot, document: Document) -> bool:
    """Whether the title of something on the site speaks of keeping this document in force."""
    names = list(document_names(document.title))
    titles = snapshot.once(titles_of)
    return any(
        any(name in row.title for name in names) or (document.number and document.number in row.title)
        for word in PROLONGED
        for row in titles.holding(word)
    )


def _repealed(snapshot: Snapshot, document: Document, reading: FieldReading) -> Iterator[Fault]:
    told = snapshot.once(mentions).get(document.page_id, [])
    void = next((each for each in told if each.fate is Fate.VOID), None)
    if void is None:
        return
    sure = void.sure and all(each.fate is Fate.VOID for each in told)
    yield repealed(document, void, reading, sure=sure)


def repealed(document: Document, void: Mention, reading: FieldReading | None, *, sure: bool) -> Fault:
    """That a notice lists a document as void while its page says otherwise."""
    stated = f"仍标为“{reading.value}”" if reading else "没有标注"
    doubt = "" if sure else "，需人工核实"
    message = f"“{void.notice.title}”已列为废止、失效，文件页{stated}{doubt}：{document.title}"
    selector = reading.selector if reading else ""
    return Fault(
        "repealed_as_valid", message, Severity.MINOR, "", void.words, selector, sure, other=void.notice.page_id
    )
