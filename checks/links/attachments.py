"""Attached files (附件): they open and are what their suffix says."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import address_of, cite_page_of
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.content_facts import Attachment, AttachmentFile
from portal.facts import Target
from portal.states import Fault, FileFormat, LinkState
from portal.storage.snapshot import Snapshot

KINDS = {
    "wrong_type": Kind("内容与后缀不符的附件", Severity.MINOR),
    "dead": Kind("打不开的附件", Severity.MINOR),
    "suspect": Kind("疑似有问题的附件", Severity.INFO),
    "unreadable": Kind("读不出内容的附件", Severity.INFO),
    "blocked": Kind("被防护拦截、未能判断的附件", Severity.INFO),
}
# Formats that office programs open whichever of their own suffixes a file bears, with a warning at most.
_OFFICE = frozenset(
    {FileFormat.DOC, FileFormat.DOCX, FileFormat.WPS, FileFormat.RTF, FileFormat.XLS, FileFormat.XLSX}
    | {FileFormat.PPT, FileFormat.PPTX}
)
_OFFICE_SUFFIXES = frozenset(["doc", "docx", "wps", "rtf", "xls", "xlsx", "et", "ppt", "pptx", "dps"])
_UNSURE_FORMATS = frozenset({FileFormat.OTHER, FileFormat.TEXT})
PAGES_CITED = 5


class AttachmentsParameters(Parameters):
    """How many attached files may be faulty."""

    max_broken_rate: float = Field(
        default=0.0, ge=0, le=1, title="最多坏附件比例", description="share of the attached files that may be faulty"
    )


@check(
    "links.attachments",
    parameters=AttachmentsParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="附件可以打开",
        required="页面上的附件都能下载，格式与后缀一致，没有损坏。",
        method="逐个下载附件的开头（小文件下载全部），看状态、文件头和内部结构；打开的是网页、读不出内容（可能有密码）的请人工核实；过大的只看开头。",
        basis="国办秘函〔2019〕19号 扣分指标“可用性”",
        remedy="重新上传损坏或错传的附件，改正后缀。",
        effort="小",
    ),
)
def attachments(snapshot: Snapshot, parameters: AttachmentsParameters, context: Context) -> Assessment:
    """Attached files open and are what their suffix says.

    Inputs: links to files in pages' content, the state of each target, its first bytes and what was read of it; a file linked from many pages
    counts once. Fails when the share of files that stayed dead after spaced retries, or are of another format than suffix and server say, is above
    `max_broken_rate`. Review where files could turn that which could not be read (damaged or with a password), are only suspected
    dead, answer with a web page (a login or viewer may stand there), are office files under another office suffix, or were blocked.
    Unknown where files that were not opened could. A site without attached files passes. Serves 国办秘函〔2019〕19号 可用性.
    """
    if next(snapshot.pages(), None) is None:
        return unknown(Reason.NOT_FETCHED)
    files = {file.url: file for file in snapshot.attachment_files()}
    tally = _Tally()
    for offered in _offered(snapshot):
        target = snapshot.target(offered.url)
        final = target.final_url if target and target.final_url else offered.url
        tally.add(snapshot, offered, target, files.get(final))
    return _verdict(tally, parameters.max_broken_rate)


@dataclass
class _Offered:
    """A file and the pages that offer it, the first ones."""

    url: str
    name: str
    suffix: str
    pages: list[int] = field(default_factory=list)


def _offered(snapshot: Snapshot) -> Iterator[_Offered]:
    found: dict[str, _Offered] = {}
    for row in snapshot.records(Attachment):
        offered = found.setdefault(row.url, _Offered(row.url, row.name, row.suffix))
        if len(offered.pages) < PAGES_CITED:
            offered.pages.append(row.page_id)
    return iter(found.values())


@dataclass
class _Tally:
    """Files by what became of them."""

    total: int = 0
    unopened: int = 0
    out_of_budget: int = 0
    bad: list[Finding] = field(default_factory=list)
    doubtful: list[Finding] = field(default_factory=list)

    def add(self, snapshot: Snapshot, offered: _Offered, target: Target | None, file: AttachmentFile | None) -> None:
        """Count one file."""
        if target is not None and target.fault is Fault.SCHEME:
            return
        self.total += 1
        if target is None or target.state is LinkState.PENDING or _was_skipped(target):
            self.unopened += 1
            self.out_of_budget += target is None or target.fault is not Fault.ROBOTS
            return
        judged = _of_target(target) or (_of_file(offered, target, file) if file else None)
        if judged:
            kind, why = judged
            severity = KINDS[kind].severity
            (self.doubtful if severity is Severity.INFO else self.bad).append(
                _finding(snapshot, offered, kind, why, severity)
            )


def _was_skipped(target: Target) -> bool:
    return target.state is LinkState.SKIPPED and target.fault is not Fault.PRIVATE


def _of_target(target: Target) -> tuple[str, str] | None:
    """Kind of defect and reason by what became of the address."""
    why = target.fault.words if target.fault else target.state.words
    match target.state:
        case LinkState.BROKEN:
            return "dead", why
        case LinkState.SUSPECT | LinkState.SKIPPED:
            return "suspect", why
        case LinkState.BLOCKED:
            return "blocked", why
    return None


def _of_file(offered: _Offered, target: Target, file: AttachmentFile) -> tuple[str, str] | None:
    """Kind of defect and reason by what was read of the file."""
    if file.fault is Fault.UNREADABLE:
        return "unreadable", file.fault.words
    if file.fault is not Fault.WRONG_TYPE:
        return None
    why = f"后缀是 {offered.suffix or '别的'}，内容是{file.format.words}"
    is_page = file.format is FileFormat.HTML and "html" in target.content_type
    is_office = file.format in _OFFICE and offered.suffix in _OFFICE_SUFFIXES
    return ("suspect" if is_page or is_office or file.format in _UNSURE_FORMATS else "wrong_type"), why


def _finding(snapshot: Snapshot, offered: _Offered, kind: str, why: str, severity: Severity) -> Finding:
    evidence = tuple(
        cited for page in offered.pages for cited in cite_page_of(snapshot, page, offered.name, target=offered.url)
    )
    first = address_of(snapshot, offered.pages[0])
    message = f"{KINDS[kind].words}：“{offered.name[:60]}”（{why}），在 {first}"
    return Finding(kind, message, severity, subject=offered.url, evidence=evidence)


def _verdict(tally: _Tally, rate: float) -> Assessment:
    bad, doubtful = len(tally.bad), len(tally.doubtful)
    opened = tally.total - tally.unopened
    measured = {"attachments": tally.total, "faulty_files": bad, "doubtful": doubtful, "unchecked": tally.unopened}
    findings = (*tally.bad, *tally.doubtful)
    if not tally.total:
        return Assessment(Outcome.PASS, "读到的页面上没有附件。", measured)
    words = f"附件 {tally.total} 个，检查了 {opened} 个，{bad} 个有问题"
    if bad > rate * tally.total:
        return Assessment(Outcome.FAIL, f"{words}。", measured, findings)
    if tally.unopened and bad + doubtful + tally.unopened > rate * tally.total:
        reason = Reason.BUDGET if tally.out_of_budget else Reason.NOT_FETCHED
        return Assessment(Outcome.UNKNOWN, f"{words}；还有没打开的，不能下结论。", measured, findings, reason)
    if bad + doubtful > rate * tally.total:
        return Assessment(Outcome.REVIEW, f"{words}；{doubtful} 个需人工核实。", measured, findings)
    return Assessment(Outcome.PASS, f"{words}。", measured, findings)
