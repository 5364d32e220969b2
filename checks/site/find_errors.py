"""Entry for reporting errors (我为政府网站找错)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.options import Pages
from checks.outcomes import Outcome, Reason, Severity
from checks.places import CLICKABLE
from checks.sampling import column_pages, content_pages
from checks.shares import Share
from checks.site.footers import footer_was_read, marks_of, with_stand_ins
from checks.site.identity import SITE_CODE
from portal.facts import IdentityMark, Page
from portal.states import LinkState, Mark, Via
from portal.storage.snapshot import Snapshot

SHOWN = {Via.TEXT, Via.LINK, Via.IMAGE}


class FindErrorsParameters(Parameters):
    """On how many pages the entry must stand."""

    pages: Pages = 10
    min_rate: float = Field(
        default=1.0,
        ge=0,
        le=1,
        title="有入口的比例",
        description="share of the pages beside the home page that carry the entry",
    )


@dataclass(frozen=True)
class _Looked:
    """A page with the marks of the entry on it. `entry` None: whether it has one was not seen."""

    page: Page
    entry: bool | None
    codes: tuple[str, ...]  # site codes in the entry's address


@check(
    "site.find_errors",
    parameters=FindErrorsParameters,
    worst=Severity.MINOR,
    kinds={
        "home_without": Kind("首页没有找错入口", Severity.MINOR),
        "page_without": Kind("其他页面没有找错入口", Severity.MINOR),
        "other_code": Kind("找错入口指向别的网站", Severity.MINOR),
        "dead": Kind("首页的找错入口打不开", Severity.INFO),
        "unread": Kind("没有读到页脚，或入口由脚本写入", Severity.INFO),
    },
    texts=Texts(
        title="有“找错”入口",
        required="首页和其他页面的页脚都有“我为政府网站找错”入口，指向本网站的标识码。",
        method="在首页和抽查页面的页脚查找找错平台的链接、图标或脚本，核对其中的网站标识码；由脚本写入的用浏览器确认。",
        basis="国办秘函〔2019〕19号 扣分指标“我为政府网站找错”",
        remedy="把平台提供的监督举报代码放进全站页脚模板，标识码填本网站的。",
        effort="小",
    ),
)
def find_errors(snapshot: Snapshot, parameters: FindErrorsParameters, context: Context) -> Assessment:
    """The home page and the other pages carry the entry of the national platform for reporting errors.

    Inputs: marks of the footers of the home page and sampled pages, how each was read, and the site code in the entry's address. Fails when
    the home page has no entry, when fewer than `min_rate` of the other pages have one, or when it bears another site's code. Review where
    only a script that may write it was seen, where the home page's does not open, or the footer was not read. Unknown where the home page was
    not read. Serves 国办秘函〔2019〕19号 我为政府网站找错.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    half = parameters.pages // 2
    sampled = [*column_pages(snapshot, half), *content_pages(snapshot, parameters.pages - half)]
    looked = [_look(snapshot, page) for page in with_stand_ins(snapshot, [home, *sampled])]
    first, others = looked[0], looked[1:]
    findings = [*_lacking(first, others), *_foreign(looked, context.code), *_dead(snapshot, first.page)]
    share = Share(
        good=sum(each.entry is True for each in others),
        bad=sum(each.entry is False for each in others),
        doubtful=sum(each.entry is None for each in others),
    )
    measured = {
        "pages": len(looked),
        "pages_with_entry": share.good,
        "rate": share.rate,
        "min_rate": parameters.min_rate,
    }
    answer = _verdict(first, share, findings, parameters.min_rate, measured)
    return replace(answer, sample=tuple(each.page.url for each in looked))


def _look(snapshot: Snapshot, page: Page) -> _Looked:
    marks = marks_of(snapshot, page)
    own = [mark for mark in marks if mark.kind is Mark.FIND_ERRORS and mark.via is not Via.COMMENT]
    codes = tuple(dict.fromkeys(mark.value.lower() for mark in own if SITE_CODE.fullmatch(mark.value)))
    return _Looked(page, _has_entry(snapshot, page, marks, own), codes)


def _has_entry(snapshot: Snapshot, page: Page, marks: list[IdentityMark], own: list[IdentityMark]) -> bool | None:
    if any(mark.via in SHOWN for mark in own):
        return True
    return None if own or not footer_was_read(snapshot, page, marks) else False


def _lacking(home: _Looked, others: list[_Looked]) -> Iterator[Finding]:
    if home.entry is False:
        yield Finding(
            "home_without", "首页没有“我为政府网站找错”入口。", Severity.MINOR, evidence=(cite_page(home.page),)
        )
    without = [each.page for each in others if each.entry is False]
    if without:
        message = f"检查的 {len(others)} 个其他页面中，{len(without)} 个没有“我为政府网站找错”入口。"
        yield Finding("page_without", message, Severity.MINOR, evidence=tuple(map(cite_page, without)))
    unread = [each.page for each in (home, *others) if each.entry is None]
    if unread:
        message = f"{len(unread)} 个页面的页脚没有读到，或入口由脚本写入，需人工核实。"
        yield Finding("unread", message, Severity.INFO, evidence=tuple(map(cite_page, unread)))


def _foreign(looked: list[_Looked], code: str | None) -> Iterator[Finding]:
    """Entries that report to another site than this one; without a known code nothing can be compared."""
    for other in sorted({each for page in looked for each in page.codes} - {(code or "").lower()}) if code else ():
        holders = [each.page for each in looked if other in each.codes]
        message = f"{len(holders)} 个页面的找错入口指向标识码 {other}，本网站是 {code}。"
        evidence = tuple(cite_page(page, other) for page in holders)
        yield Finding("other_code", message, Severity.MINOR, element=other, evidence=evidence)


def _dead(snapshot: Snapshot, home: Page) -> Iterator[Finding]:
    """An entry that is there and does not open; the platform may only turn this machine away."""
    shown = {mark.selector for mark in marks_of(snapshot, home) if mark.kind is Mark.FIND_ERRORS and mark.via in SHOWN}
    entries = [link for link in snapshot.links(home.id) if link.element in CLICKABLE and link.selector in shown]
    targets = [snapshot.target_by_id(link.target_id) for link in entries]
    if entries and all(target is not None and target.state is LinkState.BROKEN for target in targets):
        message = f"首页的找错入口打不开：{entries[0].url}，需人工核实。"
        yield Finding("dead", message, Severity.INFO, entries[0].url, evidence=(cite_link(home, entries[0]),))


def _verdict(
    home: _Looked, share: Share, findings: list[Finding], min_rate: float, measured: dict[str, float | int]
) -> Assessment:
    foreign = any(finding.kind == "other_code" for finding in findings)
    words = f"首页{'有' if home.entry else '没有' if home.entry is False else '没有读到'}找错入口，其他 {share.total} 个页面中 {share.good} 个有"
    found = tuple(findings)
    if home.entry is False or foreign:
        reason = f"{words}{'，有入口指向别的网站' if foreign else ''}。"
        return Assessment(Outcome.FAIL, reason, measured, found)
    if not share.total:
        return Assessment(Outcome.REVIEW, f"{words}；首页以外没有读到页面，需人工核实。", measured, found)
    outcome, reason, code = share.verdict(words, min_rate)
    dead = any(finding.kind == "dead" for finding in findings)
    if outcome is Outcome.PASS and dead:
        return Assessment(Outcome.REVIEW, f"{words}，但首页的打不开，需人工核实。", measured, found)
    if outcome is Outcome.PASS and home.entry is None:
        return Assessment(Outcome.REVIEW, f"{words}，需人工核实。", measured, found)
    return Assessment(outcome, reason, measured, found, code)
