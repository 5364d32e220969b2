"""Documents passed on to the superior's library (同步到上级文件库)."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.citing import cite_page
from checks.column_search import bare
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import DOCUMENT_COLUMNS
from checks.documents.in_scope import documents_of
from checks.documents.judged import Fault, documents_gap, judge_each
from checks.judged import UNDECIDED
from checks.options import MinRate, Scope
from checks.other_sites import site_called
from checks.outcomes import Outcome, Reason, Severity
from checks.scopes import DocumentClass, DocumentScope
from checks.titles import titles_of
from portal.facts import Document
from portal.interpretations.pairings import document_names
from portal.states import LIST_KINDS, PageKind
from portal.storage.snapshot import Snapshot


class SyncParameters(Parameters):
    """Which documents, and where they must stand too."""

    superior: str = Field(default="", title="上级文件库", description="address or name of the superior's library")
    scope: Scope = DocumentScope(kind=DocumentClass.NORMATIVE)
    min_rate: MinRate = 1.0


@check(
    "documents.sync",
    parameters=SyncParameters,
    worst=Severity.MINOR,
    kinds={
        "not_above": Kind("文件没有收录到上级文件库", Severity.MINOR),
        UNDECIDED: Kind("不能确定是否收录到上级文件库", Severity.INFO),
    },
    texts=Texts(
        title="文件同步到上级文件库",
        required="本级文件库中的文件同步收录到上级文件库。",
        method="比较本网站和上级文件库两次抓取的结果，按文号和标题逐份对应；没有上级文件库的抓取结果时无法检查。",
        basis="年度工作要点对文件库上下同步的要求",
        remedy="把没有收录的文件报送上级文件库。",
        effort="中",
    ),
)
def sync(snapshot: Snapshot, parameters: SyncParameters, context: Context) -> Assessment:
    """Documents of this site that stand in the superior government's library too.

    Inputs: documents of this snapshot, and documents and titles of one of the superior's library (`Context.others`), matched by number
    (文号) and title. Fails when the share that is found there stays below `min_rate` and both libraries were read in full. Review: matches
    by near titles or by a mere mention of title or number, a superior library read in part, documents that may not be in scope, nothing in
    scope. Unknown: there is no snapshot of the superior's library. Serves yearly documents (文件库 of two levels).
    """
    superior = _superior(context.others, parameters.superior)
    if superior is None:
        named = f"“{parameters.superior}”" if parameters.superior else "上级文件库"
        return unknown(Reason.NOT_FETCHED, f"没有{named}的抓取结果，请先检查那个网站，再用 --other 指定它的文件夹")
    documents = documents_of(snapshot, parameters.scope, None, context)
    numbers = superior.once(numbers_of)
    superior.expect_searches(term for document in documents.asked for term in _terms(document))
    judged = judge_each(snapshot, documents, lambda document: _faults(superior, numbers, document))
    share = judged.share
    words = f"范围内 {share.total} 份文件，{share.good} 份收录到上级文件库（{share.rate:.0%}）"
    missed = gap(superior, DOCUMENT_COLUMNS) or documents_gap(snapshot, parameters.min_rate)
    outcome, reason, code = share.verdict(words, parameters.min_rate, missed)
    home = superior.home()
    shown = (cite_page(home),) if home else ()
    measured = {
        "documents": share.total,
        "shared": share.good,
        "rate": share.rate,
        "min_rate": parameters.min_rate,
        "undecided": share.doubtful + share.aside,
    }
    findings = judged.told(outcome)
    if outcome is Outcome.FAIL:
        findings = tuple(replace(each, evidence=(*each.evidence, *shown)) for each in findings)
    return Assessment(outcome, reason, measured, findings, code)


def _superior(others: tuple[Snapshot, ...], wanted: str) -> Snapshot | None:
    """The other site that is meant, by its host or its name; where none is named, the only one there is."""
    if not wanted:
        return others[0] if len(others) == 1 else None
    return site_called(others, wanted, wanted)


def numbers_of(snapshot: Snapshot) -> frozenset[str]:
    """Numbers of a site's documents. Give it to `Snapshot.once`."""
    return frozenset(document.number for document in snapshot.documents() if "〔" in document.number)


def listings(snapshot: Snapshot) -> str:
    """Texts of the home page and of lists, bare: rows without a link stand nowhere else. Give it to `Snapshot.once`."""
    pages = snapshot.pages(PageKind.HOME, *LIST_KINDS)
    return "\n".join(bare(snapshot.text(page.id)) for page in pages)


def _faults(superior: Snapshot, numbers: frozenset[str], document: Document) -> Iterator[Fault]:
    """Nothing where the superior's library holds the document by its number or its whole title."""
    titles = superior.once(titles_of)
    listed = bare(document.title) in superior.once(listings)
    if listed or document.number in numbers or next(titles.holding(document.title), None):
        return
    doubt = _doubt(superior, document)
    told = f"（{doubt}，需人工核实）" if doubt else ""
    message = f"没有收录到上级文件库{told}：{document.title}"
    yield Fault("not_above", message, Severity.MINOR, "", document.title, document.selector, sure=not doubt)


def _doubt(superior: Snapshot, document: Document) -> str:
    """Why the superior's library may hold a document all the same."""
    titles = superior.once(titles_of)
    near = (row for name in document_names(document.title) for row in titles.holding(name))
    if next(near, None):
        return "有名称相近的文件"
    return "有页面提到它的名称或文号" if superior.search(["|".join(_terms(document))], limit=1) else ""


def _terms(document: Document) -> list[str]:
    """What a page would mention a document by."""
    return [document.title, *([document.number] if "〔" in document.number else [])]
