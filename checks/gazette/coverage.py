"""Normative documents printed in the gazette (公报刊登规范性文件)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, not_applicable, unknown
from checks.citing import cite_page_of
from checks.column_search import bare
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.in_scope import documents_of
from checks.gazette.issues import WHERE, Issue, issues_of, traces
from checks.options import InPeriod, Scope
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import THIS_YEAR
from checks.scopes import DocumentClass, DocumentScope
from portal.facts import Document
from portal.interpretations.pairings import document_names
from portal.storage.snapshot import Snapshot

SHORTEST_NAME = 8  # characters of a document's name that identify it in an issue
LEAST_SINCE = 2  # issues that came out since; the first may have been closed before the document was written
_ALIKE = 0.6  # of the pairs of characters of a name that stand in an issue which may print it under another wording


class CoverageParameters(Parameters):
    """Which documents, how soon, and of which period."""

    scope: Scope = DocumentScope(kind=DocumentClass.NORMATIVE)
    max_days: int | None = Field(
        default=None,
        ge=1,
        le=3660,
        title="刊登期限（天）",
        description="days from a document to the issue that prints it; without it only measured",
    )
    period: InPeriod = THIS_YEAR


@check(
    "gazette.coverage",
    parameters=CoverageParameters,
    worst=Severity.MINOR,
    kinds={
        "not_printed": Kind("文件没有登公报", Severity.MINOR),
        "late": Kind("文件登公报超过期限", Severity.MINOR),
        "undecided": Kind("不能确定有没有登公报的文件", Severity.INFO),
    },
    texts=Texts(
        title="规范性文件登公报",
        required="范围内的行政规范性文件都在政府公报刊登，公报及时上网。",
        method="把时段内的文件按标题和文号与公报各期目录、正文、文件对照，列出没有刊登的和相隔的天数。",
        basis="国办发〔2018〕22号 政府公报工作；各年度政务公开工作要点",
        remedy="在下一期公报补登缺少的文件，建立文件印发与公报的衔接。",
        effort="中",
    ),
)
def coverage(snapshot: Snapshot, parameters: CoverageParameters, context: Context) -> Assessment:
    """Each document of the scope is printed in an issue of the gazette.

    Inputs: documents of `scope` in `period`, the site's own issues with contents, text and files. A document is printed where an issue links to its
    page, or names its number or its title. Fails for documents that no issue prints although two came out since, all of which were read as text, and
    for those printed more than `max_days` (calendar days) after they were written. Review for newer documents, for issues that are pictures or were
    not read, where a title is only similar, for documents that may not be in the scope, and where none is. Not applicable on a site without a gazette.
    Unknown where no issue was read. Serves yearly documents.
    """
    if snapshot.home() is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    issues = snapshot.once(issues_of)
    if not issues:
        missed = gap(snapshot, WHERE)
        if traces(snapshot) or missed:
            return unknown(missed.reason if missed else Reason.NOT_FETCHED, "没有读到公报各期")
        return not_applicable("网站没有政府公报。")
    documents = documents_of(snapshot, parameters.scope, parameters.period, context)
    press = snapshot.once(press_of)
    answers = [_judge(press, document, parameters.max_days, gap(snapshot, WHERE)) for document in documents.asked]
    aside = [(document, doubt) for document, doubt in documents.undecided if not press.prints(document)]
    findings = [_finding(snapshot, answer) for answer in answers if answer.kind]
    findings += [_aside(snapshot, document, doubt) for document, doubt in aside]
    printed = sum(answer.issue is not None for answer in answers)
    measured: dict[str, Any] = {
        "documents": len(answers),
        "printed": printed,
        "undecided": len(aside),
        "issues": len(issues),
    }
    words = f"范围内的文件 {len(answers)} 份，登公报 {printed} 份"
    failing = [finding for finding in findings if finding.severity is not Severity.INFO]
    if failing:
        return Assessment(Outcome.FAIL, f"{words}，{len(failing)} 份没有登或者超过期限。", measured, tuple(findings))
    if findings or not answers:
        why = findings[0].message if findings else "没有找到属于检查范围的文件，需人工核实。"
        code = None if answers or findings else Reason.NOTHING_IN_SCOPE
        return Assessment(Outcome.REVIEW, f"{words}；{why}", measured, tuple(findings), code)
    return Assessment(Outcome.PASS, f"{words}。", measured)


@dataclass
class Press:
    """All issues with the words of each, bare of decoration, and the addresses they lead to."""

    issues: list[Issue]
    words: list[str]
    leads: list[frozenset[str]]
    pages: dict[int, str]  # addresses of documents' pages

    def prints(self, document: Document) -> Issue | None:
        """The oldest issue that prints a document."""
        number = bare(document.number)
        names = [
            name for name in map(bare, (document.title, *document_names(document.title))) if len(name) >= SHORTEST_NAME
        ]
        url = self.pages.get(document.page_id, "")
        for issue, words, leads in reversed(list(zip(self.issues, self.words, self.leads, strict=True))):
            if url in leads or (number and number in words) or any(name in words for name in names):
                return issue
        return None

    def resembles(self, document: Document, since: date) -> bool:
        """Whether an issue since a day holds most of the pairs of characters of a document's name in one line of its contents."""
        names = document_names(document.title) or (document.title,)
        name = bare(min(names, key=len))
        wanted = {name[at : at + 2] for at in range(len(name) - 1)}
        lines = [bare(link.label) for issue in self.since(since) for link in issue.contents]
        return any(sum(pair in line for pair in wanted) >= _ALIKE * len(wanted) for line in lines) if wanted else False

    def since(self, day: date) -> list[Issue]:
        """Issues of a day and later, and those without a day."""
        return [issue for issue in self.issues if issue.day is None or issue.day >= day]


def press_of(snapshot: Snapshot) -> Press:
    """What the gazette prints. Give it to `Snapshot.once`."""
    issues = snapshot.once(issues_of)
    words = [bare("\n".join(_texts(snapshot, issue))) for issue in issues]
    leads = [frozenset(_final(snapshot, link.url) for link in issue.contents) for issue in issues]
    numbers = [document.page_id for document in snapshot.documents()]
    pages = {number: page.url for number in numbers if (page := snapshot.page_by_id(number))}
    return Press(issues, words, leads, pages)


def _final(snapshot: Snapshot, url: str) -> str:
    target = snapshot.target(url)
    return target.final_url if target and target.final_url else url


def _texts(snapshot: Snapshot, issue: Issue) -> list[str]:
    labels = [link.title or link.label for link in issue.contents]
    files = [snapshot.attachment_text(url) for url in issue.files]
    return [issue.title, snapshot.text(issue.page.id) if issue.page else "", *labels, *files]


@dataclass(frozen=True)
class Answer:
    """What became of one document: the issue that prints it, and what is wrong with that."""

    document: Document
    issue: Issue | None = None
    kind: str = ""
    message: str = ""
    sure: bool = True


def _judge(press: Press, document: Document, max_days: int | None, missed: Gap | None) -> Answer:
    issue = press.prints(document)
    written = document.written_on or document.published_on
    name = f"“{document.title[:50]}”"
    if issue is None:
        doubt = _doubt(press, document, written, missed)
        told = f"{name}没有登公报{f'；{doubt}，需人工核实' if doubt else ''}。"
        return Answer(document, None, "undecided" if doubt else "not_printed", told, not doubt)
    if max_days is None or written is None or issue.on is None or (issue.on - written).days <= max_days:
        return Answer(document, issue)
    told = f"{name}{written} 成文，{issue.on} 才登公报，超过规定的 {max_days} 天。"
    return Answer(document, issue, "late", told)


def _doubt(press: Press, document: Document, written: date | None, missed: Gap | None) -> str:
    """Why a document may be printed all the same."""
    if missed:
        return missed.words
    if written is None:
        return "文件没有日期"
    since = [issue for issue in press.issues if issue.on and issue.on > written]
    if len(since) < LEAST_SINCE:
        return f"文件之后读到的公报只有 {len(since)} 期，可能登在下一期"
    if not all(issue.is_text for issue in press.since(written)):
        return "有的期次没有读到目录和文字"
    return "公报里有名称相近的文件" if press.resembles(document, written) else ""


def _finding(snapshot: Snapshot, answer: Answer) -> Finding:
    evidence: tuple[Evidence, ...] = cite_page_of(snapshot, answer.document.page_id, answer.document.title)
    evidence += answer.issue.evidence if answer.issue else ()
    severity = Severity.MINOR if answer.sure else Severity.INFO
    return Finding(answer.kind, answer.message, severity, evidence[0].url if evidence else "", evidence=evidence)


def _aside(snapshot: Snapshot, document: Document, doubt: str) -> Finding:
    evidence = cite_page_of(snapshot, document.page_id, document.title)
    message = f"{doubt}，需人工确认是否属于检查范围：“{document.title[:50]}”没有登公报。"
    return Finding("undecided", message, Severity.INFO, evidence[0].url if evidence else "", evidence=evidence)
