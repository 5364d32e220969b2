"""Identity of the site in its footer (网站标识): six elements on the home page and on sampled pages."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page, shorten
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from checks.sampling import column_pages, content_pages
from checks.site.footers import WRITTEN, footer_was_read, marks_of, with_stand_ins
from portal.facts import IdentityMark, Page
from portal.states import Mark, PageKind, Via
from portal.storage.snapshot import Snapshot

SITE_CODE = re.compile(r"\d{10}|bm\d{8}", re.IGNORECASE)  # 网站标识码
PATTERNS = {
    Mark.SITE_CODE: SITE_CODE,
    Mark.ICP: re.compile(r"[\u4e00-\u9fa5]ICP备\d{8}(\d{2})?(号(-\d+)?)?"),  # a missing 号 is no wrong number
    Mark.POLICE: re.compile(r"[\u4e00-\u9fa5]公网安备\d{11,14}号?|\d{14}"),
}
SIX_MARKS = (Mark.CONAC, Mark.SITE_CODE, Mark.ICP, Mark.POLICE, Mark.SPONSOR, Mark.CONTACT)
SEEN = {
    Via.TEXT,
    Via.LINK,
    Via.IMAGE,
    Via.SCRIPT,
}  # a badge's own script is how the badge is put up; a comment is nothing
CITY_PREFIX = 4  # digits of a region code shared by all places of one city
PROVINCE_PREFIX = 2  # of one province; its own sites are recorded with the police of the city they stand in
# A link to the register, or words on an image, show that the element is there although its number was not read.
TRACES = {
    Mark.POLICE: re.compile(r"//(?:www\.)?beian\.gov\.cn/|//beian\.mps\.gov\.cn/|公网安备|公安备案"),
    Mark.ICP: re.compile(r"//(?:www\.)?beian\.miit\.gov\.cn|//(?:www\.)?mii(?:t)?beian\.gov\.cn|ICP备|ICP证"),
    Mark.SITE_CODE: re.compile(r"网站标识码"),
}
LABEL_ENDS = ("：", ":")
KINDS = {
    "mark_missing": Kind("缺少标识要素", Severity.MINOR),
    "mark_malformed": Kind("标识要素格式不对", Severity.MINOR),
    "mark_foreign": Kind("标识要素疑似属于其他网站", Severity.INFO),
    "mark_unread": Kind("页脚未能读取", Severity.INFO),
}


class IdentityParameters(Parameters):
    """Which elements, on how many pages."""

    marks: tuple[Mark, ...] = Field(default=SIX_MARKS, title="标识要素", description="the elements asked for")
    pages: int = Field(
        default=10,
        ge=0,
        title="首页以外抽查页面",
        description="pages looked at beside the home page, half columns, half articles",
    )


@check(
    "site.identity",
    parameters=IdentityParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="页脚标识要素齐全",
        required="首页和各页面底部清晰列明党政机关网站标识、网站标识码、ICP备案编号、公安机关备案标识、主办单位、联系方式。",
        method="读取首页和抽样的栏目页、稿件页的页脚；只写在网页注释里、访客看不到的不算；编号与本站地区不符的请人工核实。",
        basis="国办秘函〔2019〕19号 扣分指标“网站标识”",
        remedy="在全站统一的页脚模板中补齐标识要素。",
        effort="小",
    ),
)
def identity(snapshot: Snapshot, parameters: IdentityParameters, context: Context) -> Assessment:
    """Identity elements in the footer of the home page and of sampled pages.

    Inputs: identity marks of these pages with the way each was read. A mark counts when a visitor sees it (text, link, image, or its
    badge script); inside a comment it does not. Fails when one is missing or malformed on any page whose footer was read; review for
    numbers whose region is another one, for a label, link or image whose number was not read, and for pages without a footer to read: a script
    or frame may hold it. Where scripts write the footers, pages that a browser showed stand for the others. Unknown when no page beside
    the home page could be looked at. Serves 国办秘函〔2019〕19号 网站标识.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    half = parameters.pages // 2
    sampled = [*column_pages(snapshot, half), *content_pages(snapshot, parameters.pages - half)]
    pages = with_stand_ins(snapshot, [home, *sampled])
    marks = {page.id: marks_of(snapshot, page) for page in pages}
    read = [
        page
        for page in pages
        if footer_was_read(snapshot, page, marks[page.id]) or _has_all(marks[page.id], parameters.marks)
    ]
    findings = [
        *_missing(snapshot, read, marks, parameters.marks),
        *_malformed(read, marks, parameters.marks),
        *_foreign(read, marks, context.code),
        *_unread([page for page in pages if page not in read]),
    ]
    if not findings and parameters.pages and len(pages) == 1:
        return unknown(Reason.NOT_FETCHED, "首页以外没有读到栏目页或稿件页", pages=1)
    return replace(_verdict(findings, len(pages), len(parameters.marks)), sample=tuple(page.url for page in pages))


def _has_all(marks: list[IdentityMark], asked: tuple[Mark, ...]) -> bool:
    return set(asked) <= {mark.kind for mark in _visible(marks)}


def _visible(marks: list[IdentityMark]) -> list[IdentityMark]:
    return [mark for mark in marks if mark.via in SEEN]


def _missing(
    snapshot: Snapshot, pages: list[Page], marks: dict[int, list[IdentityMark]], asked: tuple[Mark, ...]
) -> Iterator[Finding]:
    """One finding per element, with the pages that lack it as evidence; those that show a trace of it apart."""
    for kind in asked:
        lacking = [page for page in pages if not any(mark.kind is kind for mark in _visible(marks[page.id]))]
        traced = [page for page in lacking if _has_trace(snapshot, page, kind)]
        if traced:
            message = f"{len(traced)} 个页面有{kind.words}的链接或图片，但没有读到编号，需人工核实。"
            evidence = tuple(cite_page(page) for page in traced)
            yield Finding("mark_unread", message, Severity.INFO, element=kind.value, evidence=evidence)
        bare = [page for page in lacking if page not in traced]
        if bare:
            yield _lacking(kind, bare, marks, len(pages))


def _has_trace(snapshot: Snapshot, page: Page, kind: Mark) -> bool:
    pattern = TRACES.get(kind)
    return pattern is not None and any(
        pattern.search(f"{link.url} {link.label} {link.alt}") for link in snapshot.links(page.id)
    )


def _lacking(kind: Mark, pages: list[Page], marks: dict[int, list[IdentityMark]], looked_at: int) -> Finding:
    hidden = any(mark.kind is kind and mark.via is Via.COMMENT for page in pages for mark in marks[page.id])
    note = "（只写在网页注释里，访客看不到）" if hidden else ""
    where = "首页" if pages[0].kind is PageKind.HOME else "有的页面"
    message = f"{where}没有{kind.words}{note}：检查的 {looked_at} 个页面中 {len(pages)} 个缺少。"
    evidence = tuple(cite_page(page) for page in pages)
    return Finding("mark_missing", message, Severity.MINOR, element=kind.value, evidence=evidence)


def _malformed(pages: list[Page], marks: dict[int, list[IdentityMark]], asked: tuple[Mark, ...]) -> list[Finding]:
    """Numbers of a wrong form on pages that show no right one."""
    wrong: dict[tuple[Mark, str], list[Page]] = defaultdict(list)
    for page in pages:
        texts = [mark for mark in marks[page.id] if mark.via is Via.TEXT and mark.kind in asked]
        right = {mark.kind for mark in marks[page.id] if mark.via in WRITTEN and _is_well_formed(mark)}
        for mark in texts:
            if mark.kind not in right and not _is_well_formed(mark):
                wrong[mark.kind, mark.value or mark.text].append(page)
    return [_misshapen(kind, value, holders) for (kind, value), holders in wrong.items()]


def _is_well_formed(mark: IdentityMark) -> bool:
    pattern = PATTERNS.get(mark.kind)
    return pattern is None or pattern.fullmatch(mark.value) is not None


def _misshapen(kind: Mark, value: str, pages: list[Page]) -> Finding:
    evidence = tuple(cite_page(page, value) for page in pages)
    bare = kind is Mark.POLICE or not value.endswith(LABEL_ENDS)  # a picture beside the label may be the badge
    if bare and not re.search(r"\d", value):  # a label alone: its number may stand elsewhere
        message = f"页脚有“{shorten(value)}”字样，但没有读到{kind.words}的编号，需人工核实。"
        return Finding("mark_unread", message, Severity.INFO, element=kind.value, evidence=evidence)
    message = f"{kind.words}的格式不对：“{shorten(value)}”。"
    return Finding("mark_malformed", message, Severity.MINOR, element=kind.value, evidence=evidence)


def _foreign(pages: list[Page], marks: dict[int, list[IdentityMark]], code: str | None) -> list[Finding]:
    """Site codes that differ from the stated one or among pages, and police numbers of another city."""
    seen: dict[str, list[Page]] = defaultdict(list)
    police: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for mark in _visible(marks[page.id]):
            if mark.kind is Mark.SITE_CODE and SITE_CODE.fullmatch(mark.value):
                seen[mark.value.lower()].append(page)
            elif mark.kind is Mark.POLICE and (digits := re.search(r"\d{11,14}", mark.value)):
                police[digits.group()].append(page)
    own = (code or max(seen, key=lambda value: len(seen[value]), default="")).lower()
    foreign = [_another(Mark.SITE_CODE, value, holders, own) for value, holders in seen.items() if value != own]
    if own[:1].isdigit():
        shared = PROVINCE_PREFIX if own[PROVINCE_PREFIX:6] == "0000" else CITY_PREFIX
        foreign += [
            _another(Mark.POLICE, number, holders, own)
            for number, holders in police.items()
            if number[:shared] != own[:shared]
        ]
    return foreign


def _another(kind: Mark, value: str, pages: list[Page], own: str) -> Finding:
    message = f"{kind.words} {value} 与本站的网站标识码 {own} 不一致，需人工核实。"
    evidence = tuple(cite_page(page, value) for page in pages)
    return Finding("mark_foreign", message, Severity.INFO, subject=value, element=kind.value, evidence=evidence)


def _unread(pages: list[Page]) -> list[Finding]:
    if not pages:
        return []
    message = f"{len(pages)} 个页面上一个标识要素也没有读到，页脚可能由脚本生成或页面不用统一模板，需人工核实。"
    evidence = tuple(cite_page(page) for page in pages)
    return [Finding("mark_unread", message, Severity.INFO, evidence=evidence)]


def _verdict(findings: list[Finding], pages: int, asked: int) -> Assessment:
    faulty = {finding.element for finding in findings if finding.kind in ("mark_missing", "mark_malformed")}
    measured = {"pages": pages, "asked": asked, "faulty": len(faulty)}
    if faulty:
        names = "、".join(kind.words for kind in Mark if kind.value in faulty)
        reason = f"检查了首页等 {pages} 个页面，{names}有缺失或格式问题。"
        return Assessment(Outcome.FAIL, reason, measured, tuple(findings))
    if findings:
        return Assessment(Outcome.REVIEW, findings[0].message, measured, tuple(findings))
    return Assessment(Outcome.PASS, f"检查了首页等 {pages} 个页面，{asked} 项标识要素齐全。", measured)
