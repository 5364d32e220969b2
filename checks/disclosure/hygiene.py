"""Order within the disclosure column (专栏专用): no dead or wrong links, nothing that belongs elsewhere."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.completeness import Gap
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.belonging import Sort, sort_of
from checks.disclosure.column_pages import failed_inside, is_inside, pages_inside, parts_of
from checks.disclosure.opened_parts import CONTENT, GUIDE, REPORTS, SYSTEM, OpenedPart, Row
from checks.links.inward import TEST_HOSTS, inward
from checks.links.nowhere import nowhere
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Page
from portal.states import LinkState, PageKind, Worded
from portal.storage.snapshot import Snapshot

# What does not belong into a part, whatever else does.
FOREIGN = {
    GUIDE.names[0]: (Sort.NEWS, Sort.REPORT),
    SYSTEM.names[0]: (Sort.NEWS, Sort.REPORT),
    REPORTS.names[0]: (Sort.NEWS, Sort.GUIDE),
}
WORDS = {Sort.NEWS: "新闻动态", Sort.REPORT: "年报", Sort.GUIDE: "指南"}
SURE_KIND = 0.9  # confidence from which a page's kind tells news where its column does not


class Disorder(Worded):
    """What may be amiss inside the column."""

    DEAD = "dead", "断链"
    WRONG = "wrong", "错链"
    MISPLACED = "misplaced", "放错位置的内容"


class HygieneParameters(Parameters):
    """What is looked for, and how much may stand."""

    kinds: tuple[Disorder, ...] = Field(
        default=tuple(Disorder), min_length=1, title="检查的问题", description="what is looked for"
    )
    max_count: int = Field(default=0, ge=0, le=10_000, title="最多问题数", description="how many may stand")


@check(
    "disclosure.hygiene",
    parameters=HygieneParameters,
    worst=Severity.MINOR,
    kinds={
        "dead": Kind("专栏内打不开的链接", Severity.MINOR),
        "wrong": Kind("专栏内的错链", Severity.MINOR),
        "misplaced": Kind("放错位置的内容", Severity.MINOR),
        "suspect": Kind("专栏内疑似打不开或错误的链接", Severity.INFO),
        "perhaps_misplaced": Kind("可能放错位置的内容", Severity.INFO),
        "unread": Kind("专栏的部分内容没有读到", Severity.INFO),
    },
    texts=Texts(
        title="公开专栏内容不杂",
        required="政府信息公开专栏内没有断链、错链，只放依法应当公开的内容，各部分的内容不混放。",
        method="限于专栏内的页面：查打不开的和错误的链接，按标题和类型找出放错位置的内容，例如年报里的新闻动态。",
        basis="国办公开办函〔2019〕61号 “专栏姓专”",
        remedy="修复链接，把不属于本部分的内容移到相应栏目。",
        effort="小",
    ),
)
def hygiene(snapshot: Snapshot, parameters: HygieneParameters, context: Context) -> Assessment:
    """Inside the disclosure column nothing is dead, wrong or out of place.

    Inputs: pages of the column's four parts (lists, texts they list, texts whose breadcrumb names them), their links and targets, the kinds,
    titles and openings of their rows. Fails when more than `max_count` confirmed dead links, wrong links (inwards, to local files, unreadable) or
    surely misplaced texts (news or a yearly report among rules and guides, news or a guide among reports) stand there; links of the site's
    common menu do not count. Review for texts whose kind is not sure, for links only suspected, and where a list was not read in full. Unknown
    where a part was not read. Serves 国办公开办函〔2019〕61号.
    """
    parts = parts_of(snapshot)
    linked = [part for part in parts if part.page or part.link]
    unread = [part for part in linked if part.page is None and not part.is_file]
    if not any(part.page for part in parts):
        missed = (unread or parts)[0].missed or Gap("", Reason.NOT_FETCHED)
        return unknown(missed.reason, missed.words)
    findings = [finding for kind in parameters.kinds for finding in _found(snapshot, kind, linked)]
    faulty = [finding for finding in findings if finding.severity is not Severity.INFO]
    measured = {
        "pages": len(snapshot.once(pages_inside)),
        "faults": len(faulty),
        "doubtful": len(findings) - len(faulty),
    }
    if len(faulty) > parameters.max_count:
        more = f"等 {len(faulty)} 处" if len(faulty) > 1 else ""
        return Assessment(Outcome.FAIL, f"{faulty[0].message.rstrip('。')}{more}。", measured, tuple(findings))
    if unread:
        missed = unread[0].missed or Gap("", Reason.NOT_FETCHED)
        words = f"{missed.reason.words}：{missed.words}"
        return Assessment(Outcome.UNKNOWN, words, measured, tuple(findings), missed.reason)
    findings += _gaps(snapshot, parts)
    if len(findings) > parameters.max_count and len(findings) > len(faulty):
        doubt = next(finding for finding in findings if finding.severity is Severity.INFO)
        return Assessment(Outcome.REVIEW, doubt.message, measured, tuple(findings))
    return Assessment(
        Outcome.PASS, f"专栏内检查了 {measured['pages']} 个页面，没有发现超出允许的问题。", measured, tuple(findings)
    )


def _found(snapshot: Snapshot, kind: Disorder, parts: list[OpenedPart]) -> Iterator[Finding]:
    match kind:
        case Disorder.DEAD:
            yield from _dead(snapshot, LinkState.BROKEN, "dead", "打不开")
            yield from _dead(snapshot, LinkState.SUSPECT, "suspect", "疑似打不开，需人工核实")
        case Disorder.WRONG:
            yield from _wrong(snapshot)
        case Disorder.MISPLACED:
            for part in parts:
                yield from _misplaced(snapshot, part)


def _dead(snapshot: Snapshot, state: LinkState, kind: str, words: str) -> Iterator[Finding]:
    severity = Severity.MINOR if state is LinkState.BROKEN else Severity.INFO
    for target, link, page in failed_inside(snapshot, state):
        why = f"（{target.fault.words}）" if target.fault else ""
        name = "" if link.label.isdigit() else link.label  # a pager's number tells nobody where to look
        message = f"公开专栏内的链接{words}{why}：{name or target.url}"
        yield Finding(kind, message, severity, subject=target.url, evidence=(cite_link(page, link),))


def _wrong(snapshot: Snapshot) -> Iterator[Finding]:
    """Wrong links of the whole site that pages inside hold."""
    for finding in (*inward(snapshot, TEST_HOSTS), *nowhere(snapshot)):
        pages = ((each, snapshot.page(each.url)) for each in finding.evidence)
        evidence = tuple(each for each, page in pages if page and is_inside(snapshot, page))
        if evidence:
            sure = finding.severity is not Severity.INFO
            severity = Severity.MINOR if sure else Severity.INFO
            yield replace(finding, kind="wrong" if sure else "suspect", severity=severity, evidence=evidence)


def _misplaced(snapshot: Snapshot, part: OpenedPart) -> Iterator[Finding]:
    foreign = FOREIGN.get(part.name, ())
    for row in part.rows(snapshot) if part.name != CONTENT.names[0] else ():
        page = snapshot.landing(row.item.url) if row.item.url else None
        sort = _sort(snapshot, row, page, part)
        if sort in foreign:
            yield _out_of_place(part, row, f"“{part.name}”里放着{WORDS[sort]}：{row.item.title}", sure=True)
        elif sort is Sort.PERHAPS_NEWS:
            yield _out_of_place(part, row, f"“{part.name}”里可能放错位置，需人工核实：{row.item.title}", sure=False)


def _sort(snapshot: Snapshot, row: Row, page: Page | None, part: OpenedPart) -> Sort:
    """What a row is. Among rules a page's kind follows its column and says nothing; elsewhere sure news is news."""
    sort = sort_of(snapshot, row.item.title, page)
    tells = page is not None and page.kind is PageKind.NEWS and part.name != SYSTEM.names[0]
    if tells and page and page.confidence >= SURE_KIND and sort is Sort.PERHAPS_NEWS:
        return Sort.NEWS
    return sort


def _out_of_place(part: OpenedPart, row: Row, message: str, *, sure: bool) -> Finding:
    return Finding(
        "misplaced" if sure else "perhaps_misplaced",
        message,
        Severity.MINOR if sure else Severity.INFO,
        subject=row.item.url or row.page.url,
        element=part.name,
        evidence=(cite_page(row.page, row.item.title, row.item.selector, target=row.item.url or None),),
    )


def _gaps(snapshot: Snapshot, parts: list[OpenedPart]) -> list[Finding]:
    """Parts whose lists may go on where nobody read."""
    found = []
    for part in parts:
        missed = part.unread(snapshot) if part.page else None
        if part.page and missed:
            words = f"{missed.words}，需人工核实。"
            found.append(
                Finding("unread", words, Severity.INFO, part.page.url, part.name, evidence=(cite_page(part.page),))
            )
    return found
