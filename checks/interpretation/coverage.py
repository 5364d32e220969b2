"""Policies that have an interpretation (政策解读比例)."""

from dataclasses import dataclass

from checks.assessment import Assessment, Context, Finding
from checks.citing import address_of, cite_page_of
from checks.completeness import gap
from checks.contract import Kind, Texts, check
from checks.interpretation.pairing_doubts import guessed_pairs
from checks.interpretation.policy_scope import CoverageParameters, InScope, day_of
from checks.interpretation.unread_traces import INTERPRETATION_WORDS, unread_traces
from checks.outcomes import Outcome, Reason, Severity
from checks.scopes import DocumentScope
from portal.facts import Document
from portal.storage.snapshot import Snapshot

GUESS = "有名称或文号相近的解读，不能确定解读的是不是这份文件"


@check(
    "interpretation.coverage",
    parameters=CoverageParameters,
    worst=Severity.MINOR,
    kinds={
        "uninterpreted": Kind("政策文件没有解读", Severity.MINOR),
        "undecided": Kind("不能确定是否需要解读或已有解读的文件", Severity.INFO),
    },
    texts=Texts(
        title="政策文件有解读",
        required="范围内的政策文件都有对应的解读材料。",
        method="按发文机关和日期找出范围内的政策文件，再按相互链接、标题和文号查找每份文件的解读；解读可能在别处的请人工核实。",
        basis="国办秘函〔2019〕19号 扣分指标“解读比例”；条例及年度工作要点",
        remedy="为文件补发解读材料，并与文件相互链接。",
        effort="中",
    ),
)
def coverage(snapshot: Snapshot, parameters: CoverageParameters, context: Context) -> Assessment:
    """Share of the policies in scope that have an interpretation.

    Inputs: documents with issuer, dates and validity, their pairings with interpretations, links and list rows that look like an
    interpretation elsewhere. Asked are documents of the site's own government (with a `scope`: of any body of the place that is in it)
    in the period whose titles are not exempt. Fails when the share would stay below `min_rate` even if every doubtful one were
    interpreted; review where a document is undecided or an interpretation may exist unread, where the interpretation column or the rest
    of the site was not read in full, where only a person can tell which documents are meant (important ones, ones that affect the
    public), or where no document is in scope. Serves 国办秘函〔2019〕19号 解读比例.
    """
    scope = InScope.of(snapshot, parameters, context)
    guessed = snapshot.once(guessed_pairs)
    paired = {(pairing.interpretation_id, pairing.document_id) for pairing in snapshot.pairings()}
    interpreted = {document_id for _, document_id in paired - guessed}
    without = [document for document in scope.asked if document.page_id not in interpreted]
    hints = unread_traces(snapshot, without) | {document_id: GUESS for _, document_id in guessed}
    missing = [document for document in without if document.page_id not in hints]
    doubtful = [(document, doubt) for document, doubt in scope.undecided if document.page_id not in interpreted]
    hinted = [(document, hints[document.page_id]) for document in without if document.page_id in hints]
    count = Count(len(scope.asked), len(without), len(missing), len(doubtful))
    measured = {
        "policies": count.total,
        "interpreted": count.interpreted,
        "rate": round(count.interpreted / count.total, 4) if count.total else 0.0,
        "min_rate": parameters.min_rate,
        "undecided": len(doubtful) + len(hinted),
        "since": scope.days[0].isoformat(),
    }
    missed = _may_have_missed_some(snapshot, missing) or _is_for_a_person(parameters.scope)
    severity = Severity.INFO if missed else Severity.MINOR
    findings = (
        *(_uninterpreted(snapshot, document, severity) for document in missing),
        *(_undecided(snapshot, document, doubt) for document, doubt in (*hinted, *doubtful)),
    )
    outcome, reason, code = _verdict(parameters.min_rate, count, missed)
    return Assessment(outcome, reason, measured, findings, code)


@dataclass(frozen=True)
class Count:
    """Documents: asked for, of these without a paired interpretation, of these without any trace of one; and those perhaps asked for."""

    total: int
    without: int
    missing: int
    doubtful: int

    @property
    def interpreted(self) -> int:
        """Documents with a paired interpretation."""
        return self.total - self.without

    @property
    def highest(self) -> float:
        """Share if every trace is an interpretation."""
        return (self.total - self.missing) / self.total

    @property
    def lowest(self) -> float:
        """Share if no trace is one and every doubtful document is asked for."""
        return self.interpreted / (self.total + self.doubtful)


def _verdict(min_rate: float, count: Count, missed: str) -> tuple[Outcome, str, Reason | None]:
    if not count.total:
        words = f"{missed}，没有找到属于检查范围的政策文件" if missed else "没有找到属于检查范围的政策文件"
        return Outcome.REVIEW, f"{words}，需人工核实。", Reason.NOTHING_IN_SCOPE
    share = f"{count.interpreted / count.total:.0%}"
    words = f"范围内 {count.total} 份政策文件，{count.interpreted} 份有解读（{share}）"
    if count.highest < min_rate:
        if missed:
            return Outcome.REVIEW, f"{words}；{missed}，需人工核实。", None
        return Outcome.FAIL, f"{words}。", None
    if count.lowest < min_rate:
        return Outcome.REVIEW, f"{words}；有的文件不能确定是否需要解读或已有解读，需人工核实。", None
    return Outcome.PASS, f"{words}。", None


def _is_for_a_person(scope: DocumentScope) -> str:
    """Why a fail is not sure where only a person can tell which documents are meant; empty where all can be told."""
    return "哪些文件属于这一范围不能由程序认定" if scope.important or scope.affects_public else ""


def _may_have_missed_some(snapshot: Snapshot, missing: list[Document]) -> str:
    """Why an interpretation of one of them could exist that was not seen; empty when everything since their days was."""
    missed = gap(snapshot, INTERPRETATION_WORDS, min(map(day_of, missing), default=None))
    return missed.words if missed else ""


def _uninterpreted(snapshot: Snapshot, document: Document, severity: Severity) -> Finding:
    name = f"{document.title}{f'（{document.number}）' if document.number else ''}"
    return Finding(
        "uninterpreted",
        f"没有找到解读：{name}",
        severity,
        subject=address_of(snapshot, document.page_id),
        evidence=cite_page_of(
            snapshot, document.page_id, f"{document.issuer} {day_of(document).isoformat()} {document.title}"
        ),
    )


def _undecided(snapshot: Snapshot, document: Document, doubt: str) -> Finding:
    return Finding(
        "undecided",
        f"{doubt}，需人工确认有没有、要不要解读：{document.title}",
        Severity.INFO,
        subject=address_of(snapshot, document.page_id),
        evidence=cite_page_of(snapshot, document.page_id, document.title),
    )
