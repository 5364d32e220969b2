"""Documents judged one by one (逐份核对): those that meet what is asked, those that do not, and those only a person can tell."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from checks.assessment import Finding
from checks.citing import cite_page
from checks.completeness import Gap, gap
from checks.documents.around import DOCUMENT_COLUMNS, around
from checks.documents.in_scope import Documents
from checks.judged import UNDECIDED, Judged
from checks.outcomes import Severity
from portal.facts import Document
from portal.storage.snapshot import Snapshot


@dataclass(frozen=True)
class Fault:
    """What one document lacks or states wrongly; `sure` is False where a person has to look."""

    kind: str
    message: str
    severity: Severity
    element: str = ""
    words: str = ""  # as read on the page
    selector: str = ""
    sure: bool = True
    other: int = 0  # another page that shows it, by id


FaultsOf = Callable[[Document], Iterable[Fault]]


def judge_each(snapshot: Snapshot, documents: Documents, faults_of: FaultsOf) -> Judged:
    """Judge the documents of a scope by what is wrong with each."""
    judged = Judged()
    for document in documents.asked:
        faults = list(faults_of(document))
        sure = [fault for fault in faults if fault.sure]
        judged.bad += bool(sure)
        judged.doubtful += bool(faults) and not sure
        judged.good += not faults
        judged.findings += [_finding(snapshot, document, fault) for fault in faults]
    for document, doubt in documents.undecided:
        faults = list(faults_of(document))
        judged.aside += bool(faults)
        judged.fine += not faults
        judged.findings += _asides(snapshot, document, doubt, faults)
    return judged


def documents_gap(snapshot: Snapshot, min_rate: float | None) -> Gap | None:
    """Why unread documents could turn a share; a single fault is enough where all are asked for, whatever was not read."""
    return None if min_rate == 1.0 else gap(snapshot, DOCUMENT_COLUMNS)


def _finding(snapshot: Snapshot, document: Document, fault: Fault) -> Finding:
    page = around(snapshot, document).page
    evidence = [cite_page(page, fault.words or document.title, fault.selector)]
    other = snapshot.page_by_id(fault.other) if fault.other else None
    if other:
        evidence.append(cite_page(other, fault.words))
    return Finding(
        fault.kind if fault.sure else UNDECIDED,
        fault.message,
        fault.severity if fault.sure else Severity.INFO,
        subject=page.url,
        element=fault.element,
        evidence=tuple(evidence),
    )


def _asides(snapshot: Snapshot, document: Document, doubt: str, faults: list[Fault]) -> Iterator[Finding]:
    """One hint for a document that may not be asked for."""
    if faults:
        page = around(snapshot, document).page
        told = "；".join(fault.message.rstrip("。") for fault in faults)
        yield Finding(
            UNDECIDED,
            f"{doubt}，需人工确认是否属于检查范围：{told}。",
            Severity.INFO,
            subject=page.url,
            evidence=(cite_page(page, document.title),),
        )
