"""Interpretation of policies (政策解读): which documents have one, and whether document and interpretation link to each other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding
from checks.citing import cite_page
from checks.contract import Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Document, Interpretation, Pairing
from portal.snapshot import Snapshot
from portal.states import Fill

# Issuers in whose name a government's own policies go out: the name ends in one of these.
GOVERNMENT_ISSUERS = ("人民政府", "人民政府办公室", "人民政府办公厅", "政府办公室", "政府办公厅")
# Documents that need no interpretation: they ask nothing of the public.
EXEMPT_TITLES = ("任免", "任职", "免职", "职务", "表彰", "表扬", "通报", "成立", "调整", "领导小组", "分工")
INTERPRETATION_WORDS = "解读"


class CoverageParameters(Parameters):
    """Which policies must be interpreted, and what share (0–1) of them.

    `issuers`: endings of the issuer's name; `months`: how far back from the day judged for; `since`: a fixed first day instead;
    `exempt_titles`: words in a title that take a document out of scope; `sample`: at most this many, the newest.
    """

    issuers: tuple[str, ...] = GOVERNMENT_ISSUERS
    months: int = Field(default=12, ge=1)
    since: date | None = None
    exempt_titles: tuple[str, ...] = EXEMPT_TITLES
    min_rate: float = Field(default=1.0, ge=0, le=1)
    sample: int | None = Field(default=None, ge=1)

    def first_day(self, as_of: date) -> date:
        """First day of the period."""
        if self.since:
            return self.since
        years, month = divmod(as_of.year * 12 + as_of.month - 1 - self.months, 12)
        return date(years, month + 1, min(as_of.day, 28))


@dataclass
class InScope:
    """Policy documents sorted by whether the clause asks for their interpretation."""

    asked: list[Document] = field(default_factory=list)
    undecided: list[Document] = field(default_factory=list)

    @classmethod
    def of(cls, documents: Iterable[Document], parameters: CoverageParameters, as_of: date) -> "InScope":
        """Sort documents by issuer, period and title; without a date or issuer a document is undecided."""
        scope = cls()
        first = parameters.first_day(as_of)
        for document in documents:
            day = document.published_on or document.written_on
            if any(word in document.title for word in parameters.exempt_titles):
                continue
            if day and not first <= day <= as_of:
                continue
            if document.issuer and not document.issuer.endswith(parameters.issuers):
                continue
            (scope.asked if day and document.issuer else scope.undecided).append(document)
        scope.asked.sort(key=_day, reverse=True)
        if parameters.sample:
            scope.asked = scope.asked[: parameters.sample]
        return scope


def _day(document: Document) -> date:
    return document.published_on or document.written_on or date.min


def _cite(snapshot: Snapshot, page_id: int, excerpt: str, target: str | None = None) -> tuple[Evidence, ...]:
    page = snapshot.page_by_id(page_id)
    return (cite_page(page, excerpt, target=target),) if page else ()


def _url(snapshot: Snapshot, page_id: int) -> str:
    page = snapshot.page_by_id(page_id)
    return page.url if page else ""


def _may_have_missed_some(snapshot: Snapshot) -> str:
    """Why an interpretation could exist that was not seen; empty when everything was."""
    if snapshot.manifest.run.stopped_by:
        return "抓取没有完成"
    hidden = (column for column in snapshot.columns() if column.fill in (Fill.SCRIPTED, Fill.UNREAD))
    if any(INTERPRETATION_WORDS in column.name for column in hidden):
        return "解读栏目没有读取到"
    return ""


@check(
    "interpretation.coverage",
    parameters=CoverageParameters,
    worst=Severity.MINOR,
    kinds={"uninterpreted": "政策文件没有解读", "undecided": "不能确定是否需要解读的文件"},
    texts=Texts(
        title="政策文件有解读",
        required="范围内的政策文件都有对应的解读材料。",
        method="按发文机关和发布日期找出范围内的政策文件，再按相互链接、标题和文号查找每份文件的解读。",
        basis="国办秘函〔2019〕19号 扣分指标“解读比例”；条例及年度工作要点",
        remedy="为文件补发解读材料，并与文件相互链接。",
        effort="中",
    ),
)
def coverage(snapshot: Snapshot, parameters: CoverageParameters, context: Context) -> Assessment:
    """Share of the policies in scope that have an interpretation.

    Inputs: documents with issuer and date, and their pairings with interpretations. Fails below `min_rate`; review where the documents
    not interpreted are fewer than could be outside the scope, where the interpretation column or the rest of the site was not read in
    full, or where no document is in scope. Serves 国办秘函〔2019〕19号 解读比例.
    """
    scope = InScope.of(snapshot.documents(), parameters, context.as_of)
    interpreted = {pairing.document_id for pairing in snapshot.pairings()}
    missing = [document for document in scope.asked if document.page_id not in interpreted]
    missed = _may_have_missed_some(snapshot)
    total = len(scope.asked)
    rate = (total - len(missing)) / total if total else 0.0
    measured = {
        "policies": total,
        "interpreted": total - len(missing),
        "rate": round(rate, 4),
        "min_rate": parameters.min_rate,
        "undecided": len(scope.undecided),
        "since": parameters.first_day(context.as_of).isoformat(),
    }
    undecided = tuple(_undecided(snapshot, document) for document in scope.undecided)
    if not total:
        reason = (
            "没有找到属于检查范围的政策文件，需人工核实。"
            if not missed
            else f"{missed}，没有找到属于检查范围的政策文件。"
        )
        return Assessment(Outcome.REVIEW, reason, measured, undecided, Reason.NOTHING_IN_SCOPE)
    findings = (*(_uninterpreted(snapshot, document) for document in missing), *undecided)
    words = f"范围内 {total} 份政策文件，{total - len(missing)} 份有解读（{rate:.0%}）"
    if rate < parameters.min_rate:
        outcome = Outcome.REVIEW if missed else Outcome.FAIL
        return Assessment(outcome, f"{words}{f'；{missed}，需人工核实' if missed else ''}。", measured, findings)
    if any(document.page_id not in interpreted for document in scope.undecided):
        reason = f"{words}；另有 {len(scope.undecided)} 份不能确定是否在范围内，需人工核实。"
        return Assessment(Outcome.REVIEW, reason, measured, findings)
    return Assessment(Outcome.PASS, f"{words}。", measured, findings)


def _uninterpreted(snapshot: Snapshot, document: Document) -> Finding:
    name = f"{document.title}{f'（{document.number}）' if document.number else ''}"
    return Finding(
        "uninterpreted",
        f"没有找到解读：{name}",
        Severity.MINOR,
        subject=_url(snapshot, document.page_id),
        evidence=_cite(snapshot, document.page_id, f"{document.issuer} {_day(document).isoformat()} {document.title}"),
    )


def _undecided(snapshot: Snapshot, document: Document) -> Finding:
    return Finding(
        "undecided",
        f"页面上读不到发文机关或日期，不能确定是否需要解读：{document.title}",
        Severity.INFO,
        subject=_url(snapshot, document.page_id),
        evidence=_cite(snapshot, document.page_id, document.title),
    )


class LinksParameters(Parameters):
    """`min_rate`: share (0–1) of links, both directions counted, that must exist; `sample`: at most this many interpretations, the newest."""

    min_rate: float = Field(default=1.0, ge=0, le=1)
    sample: int | None = Field(default=None, ge=1)


@check(
    "interpretation.links",
    parameters=LinksParameters,
    worst=Severity.MINOR,
    kinds={
        "no_policy_link": "解读没有链接到文件",
        "no_return_link": "文件没有链接到解读",
        "unpaired": "解读没有找到对应的文件",
    },
    texts=Texts(
        title="解读与文件相互链接",
        required="解读材料链接到被解读的文件，文件也链接到解读材料。",
        method="对每篇与本网站文件对应得上的解读，检查解读页上有没有到文件的链接、文件页上有没有到解读的链接。",
        basis="国办秘函〔2019〕19号 扣分指标“解读关联”",
        remedy="在解读页和文件页分别加上指向对方的链接。",
        effort="小",
    ),
)
def links(snapshot: Snapshot, parameters: LinksParameters, context: Context) -> Assessment:
    """Links between interpretations and documents, both ways.

    Inputs: pairings of interpretations with documents of the site. Every pairing owes two links. Fails below `min_rate`; interpretations
    whose document was not found on the site lead to review; none to judge at all likewise. Serves 国办秘函〔2019〕19号 解读关联.
    """
    pairings = _sampled(snapshot, parameters.sample)
    paired = {pairing.interpretation_id for pairing in snapshot.pairings()}
    unpaired = [item for item in snapshot.interpretations() if item.own and item.page_id not in paired]
    owed = 2 * len(pairings)
    findings = [finding for pairing in pairings for finding in _missing_links(snapshot, pairing)]
    rate = (owed - len(findings)) / owed if owed else 0.0
    measured = {
        "pairings": len(pairings),
        "links_owed": owed,
        "links_found": owed - len(findings),
        "rate": round(rate, 4),
        "min_rate": parameters.min_rate,
        "unpaired": len(unpaired),
    }
    everything = (*findings, *(_unpaired(snapshot, item) for item in unpaired))
    if owed and rate < parameters.min_rate:
        words = f"{len(pairings)} 对解读和文件应有 {owed} 个相互链接，缺 {len(findings)} 个。"
        return Assessment(Outcome.FAIL, words, measured, everything)
    if unpaired:
        words = f"{len(unpaired)} 篇解读没有在本网站找到对应的文件，需人工核实。"
        return Assessment(Outcome.REVIEW, words, measured, everything)
    if not owed:
        words = "没有找到与文件对应的解读，需人工核实。"
        return Assessment(Outcome.REVIEW, words, measured, everything, Reason.NOTHING_IN_SCOPE)
    return Assessment(Outcome.PASS, f"{len(pairings)} 对解读和文件都相互链接。", measured, everything)


def _sampled(snapshot: Snapshot, size: int | None) -> list[Pairing]:
    pairings = list(snapshot.pairings())
    if size is None:
        return pairings
    days = {document.page_id: _day(document) for document in snapshot.documents()}
    return sorted(pairings, key=lambda pairing: days.get(pairing.document_id, date.min), reverse=True)[:size]


def _missing_links(snapshot: Snapshot, pairing: Pairing) -> list[Finding]:
    interpretation, document = _url(snapshot, pairing.interpretation_id), _url(snapshot, pairing.document_id)
    findings = []
    if not pairing.links_to_document:
        evidence = _cite(snapshot, pairing.interpretation_id, "", target=document)
        words = f"解读页没有到文件的链接：{interpretation} → {document}"
        findings.append(Finding("no_policy_link", words, Severity.MINOR, subject=interpretation, evidence=evidence))
    if not pairing.links_back:
        evidence = _cite(snapshot, pairing.document_id, "", target=interpretation)
        words = f"文件页没有到解读的链接：{document} → {interpretation}"
        findings.append(
            Finding(
                "no_return_link", words, Severity.MINOR, subject=document, element=interpretation, evidence=evidence
            )
        )
    return findings


def _unpaired(snapshot: Snapshot, item: Interpretation) -> Finding:
    named = f"《{item.subject}》" if item.subject else "被解读的文件"
    return Finding(
        "unpaired",
        f"没有在本网站找到{named}：{item.title}",
        Severity.INFO,
        subject=_url(snapshot, item.page_id),
        evidence=_cite(snapshot, item.page_id, item.title),
    )
