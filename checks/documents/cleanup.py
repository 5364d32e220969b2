"""Clean-up of documents (文件清理): its result is published, and what it voids is marked so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page, cite_page_of
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import DOCUMENT_COLUMNS, around
from checks.documents.in_scope import documents_of
from checks.documents.judged import Fault, judge_each
from checks.documents.repeals import Fate, Mention, Notice, mentions, notices
from checks.documents.standing import Standing, standing_of
from checks.judged import UNDECIDED, Judged
from checks.options import InPeriod, MinCount, Scope
from checks.outcomes import Outcome, Severity
from checks.periods import THIS_YEAR
from checks.scopes import DocumentClass, DocumentScope
from portal.facts import Document
from portal.storage.snapshot import Snapshot

CLEANED = ("文件|政策", "清理结果|清理工作|清理目录|废止目录")  # terms of a text that may tell of a clean-up


class CleanupParameters(Parameters):
    """When the clean-up took place, and what must follow from it."""

    period: InPeriod = THIS_YEAR
    scope: Scope = DocumentScope(kind=DocumentClass.NORMATIVE)
    marks_void: bool = Field(
        default=True,
        title="废止文件已标注",
        description="documents the result lists as void must be marked so on their page",
    )
    min_count: MinCount = Field(default=1, title="清理结果份数", description="how many results must be published")


@dataclass(frozen=True)
class _Results:
    """Results of clean-ups by when they were published: in the period, without a day, at another time."""

    within: list[Notice]
    undated: list[Notice]
    outside: list[Notice]


@check(
    "documents.cleanup",
    parameters=CleanupParameters,
    worst=Severity.MINOR,
    kinds={
        "no_result": Kind("没有公布文件清理结果", Severity.MINOR, may_come=True),
        "void_unmarked": Kind("清理结果列为废止、失效的文件仍标为有效", Severity.MINOR),
        UNDECIDED: Kind("不能确定清理结果是否公布或落实", Severity.INFO),
    },
    searches=CLEANED,
    texts=Texts(
        title="公布文件清理结果",
        required="在规定时段内公布文件清理结果，被废止、失效的文件在网页上相应标明。",
        method="查找清理结果、废止目录等公告，读取所列文件名和文号，逐一核对本网站文件页的有效性标注。",
        basis="年度工作要点对规范性文件清理的要求",
        remedy="公布清理结果，把所列废止、失效文件的网页标注改过来。",
        effort="中",
    ),
)
def cleanup(snapshot: Snapshot, parameters: CleanupParameters, context: Context) -> Assessment:
    """Results of a clean-up of documents (清理结果, 废止目录) in the period, and whether the site follows them.

    Inputs: pages, rows and attachments named as results of a clean-up or as repeals, the titles and numbers they list, validity on the
    documents' pages. Fails when fewer results than `min_count` stand on a site read in full, or a listed document that the site still
    carries is marked valid. Review: results whose list was not read, results without a day, texts that mention a clean-up under another
    title, names that fit several documents, listed documents without any mark, single repeals where no result of a clean-up stands.
    Unknown: the columns for documents were not read and nothing was found. Serves yearly documents (清理).
    """
    days = parameters.period.days(context.as_of, context.year)
    results = _results(snapshot, days)
    missed = gap(snapshot, DOCUMENT_COLUMNS, days[0])
    if missed and not (results.within or results.undated or results.outside):
        return unknown(missed.reason, missed.words)
    judged = _carried(snapshot, parameters.scope, context, results) if parameters.marks_void else Judged()
    absence = _absence(snapshot, parameters, results, days)
    unread = [notice for notice in results.within if not notice.was_read] if parameters.marks_void else []
    outcome, reason = _verdict(parameters, results, judged, absence, unread, missed)
    findings = (
        *(replace(each, severity=Severity.INFO) if outcome is Outcome.REVIEW else each for each in absence),
        *judged.told(outcome),
        *(_unread(snapshot, notice) for notice in unread),
    )
    measured = {
        "results": len(results.within),
        "min_count": parameters.min_count,
        "listed": judged.share.total,
        "void_unmarked": judged.bad,
        "undecided": judged.doubtful + judged.aside + len(unread),
    }
    return Assessment(outcome, reason, measured, findings)


def _results(snapshot: Snapshot, days: tuple[date, date]) -> _Results:
    found = _Results([], [], [])
    for notice in snapshot.once(notices):
        if notice.of_cleanup:
            within = notice.on is not None and days[0] <= notice.on <= days[1]
            (found.within if within else found.outside if notice.on else found.undated).append(notice)
    return found


def _carried(snapshot: Snapshot, scope: Scope, context: Context, results: _Results) -> Judged:
    """Documents the site carries and a result of the period lists as void, by whether their page says so."""
    documents = documents_of(snapshot, scope, None, context)
    listed = {page_id: voids for page_id, told in snapshot.once(mentions).items() if (voids := _voids(told, results))}
    documents.asked = [each for each in documents.asked if each.page_id in listed]
    # A document the site's own clean-up lists is within it, whatever its page says of its class.
    documents.asked += [each for each, _ in documents.undecided if each.page_id in listed]
    documents.undecided = []
    return judge_each(snapshot, documents, lambda document: _unmarked(snapshot, document, listed[document.page_id]))


def _voids(told: list[Mention], results: _Results) -> list[Mention]:
    within = {notice.url for notice in results.within}
    own = [mention for mention in told if mention.notice.url in within]
    return [mention for mention in own if mention.fate is Fate.VOID] if own else []


def _unmarked(snapshot: Snapshot, document: Document, voids: list[Mention]) -> Iterator[Fault]:
    reading, void = around(snapshot, document).stated("validity"), voids[0]
    standing = standing_of(reading) if reading else None
    if standing in (Standing.VOID, Standing.CHANGED):
        return
    told = snapshot.once(mentions)[document.page_id]
    sure = standing is Standing.VALID and void.sure and all(mention.fate is Fate.VOID for mention in told)
    stated = f"仍标为“{reading.value}”" if reading else "没有标注有效性"
    message = f"“{void.notice.title}”列为废止、失效，文件页{stated}{'' if sure else '，需人工核实'}：{document.title}"
    selector = reading.selector if reading else ""
    yield Fault("void_unmarked", message, Severity.MINOR, "", void.words, selector, sure, other=void.notice.page_id)


def _absence(
    snapshot: Snapshot, parameters: CleanupParameters, results: _Results, days: tuple[date, date]
) -> tuple[Finding, ...]:
    """That too few results were published; a hint where something may be one."""
    if len(results.within) >= parameters.min_count:
        return ()
    hints = [(notice.page_id, notice.title) for notice in results.undated]
    hints += [(each.page_id, each.title) for each in snapshot.once(notices) if _is_repeal_within(each, days)]
    if not hints:
        hits = snapshot.search(CLEANED, since=days[0], until=days[1], limit=3)
        known = {each.page_id for each in (*results.within, *results.outside)}
        hints = [(hit.page_id, hit.title) for hit in hits if hit.page_id not in known]
    if hints:
        message = f"没有找到检查期内的文件清理结果，可能有关的是“{hints[0][1]}”，需人工核实。"
        evidence = tuple(piece for page_id, title in hints[:3] for piece in cite_page_of(snapshot, page_id, title))
        return (Finding(UNDECIDED, message, Severity.INFO, evidence=evidence),)
    home = snapshot.home()
    older = f"，最近的是“{results.outside[-1].title}”（{results.outside[-1].on}）" if results.outside else ""
    cited = (cite_page(home),) if home else ()
    evidence = tuple(
        piece for each in results.outside[-1:] for piece in cite_page_of(snapshot, each.page_id, each.title)
    )
    few = f"只找到 {len(results.within)} 份" if results.within else "没有找到"
    return (Finding("no_result", f"{few}检查期内的文件清理结果{older}。", Severity.MINOR, evidence=evidence or cited),)


def _is_repeal_within(notice: Notice, days: tuple[date, date]) -> bool:
    return not notice.of_cleanup and notice.on is not None and days[0] <= notice.on <= days[1]


def _verdict(
    parameters: CleanupParameters,
    results: _Results,
    judged: Judged,
    absence: tuple[Finding, ...],
    unread: list[Notice],
    missed: Gap | None,
) -> tuple[Outcome, str]:
    words = f"检查期内公布文件清理结果 {len(results.within)} 份"
    if judged.bad:
        return Outcome.FAIL, f"{words}；{judged.bad} 份已列为废止、失效的文件仍标为有效。"
    if any(finding.kind == "no_result" for finding in absence):
        if missed:
            return Outcome.REVIEW, f"{words}；{missed.words}，需人工核实。"
        return Outcome.FAIL, f"{words}，少于要求的 {parameters.min_count} 份。"
    if absence or unread or judged.doubtful:
        return Outcome.REVIEW, f"{words}；有的不能确定，需人工核实。"
    followed = f"，所列废止、失效的 {judged.good} 份文件都已标明" if judged.good else ""
    return Outcome.PASS, f"{words}{followed}。"


def _unread(snapshot: Snapshot, notice: Notice) -> Finding:
    return Finding(
        UNDECIDED,
        f"没有读到“{notice.title}”所列的文件，需人工核对。",
        Severity.INFO,
        subject=notice.url,
        evidence=cite_page_of(snapshot, notice.page_id, notice.title, target=notice.url),
    )
