"""Site name (网站名称): named after its region or unit, and shown on every page."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.options import Pages
from checks.outcomes import Outcome, Reason, Severity
from checks.sampling import column_pages, content_pages
from checks.shares import Share
from checks.site.headers import BY_SCRIPT, Look, look, with_stand_ins
from checks.site.own_names import OwnNames, core, is_of_region_or_unit, is_told, own_names, site_tag
from portal.facts import Page
from portal.storage.snapshot import Snapshot

UNSURE = "网站名称有待核实"
OTHER_NAMES = 5  # names beside its own that pages are looked at for
KINDS = {
    "misnamed": Kind("网站没有以本地区或本部门名称命名", Severity.MINOR),
    "not_shown": Kind("页头没有展示网站名称", Severity.MINOR),
    "doubtful": Kind("网站名称需要人工核实", Severity.INFO),
}


class NameParameters(Parameters):
    """On how many pages the name must stand."""

    pages: Pages = 10
    min_rate: float = Field(
        default=1.0, ge=0, le=1, title="展示名称的比例", description="share of the pages whose header shows the name"
    )


@check(
    "site.name",
    parameters=NameParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="网站名称规范展示",
        required="网站以本地区或本部门的规范名称命名，并在每个页面的页头显著展示。",
        method="看首页和抽查页面的页头文字、徽标说明和 SiteName 标签，与站点清单或页脚主办单位比对；只有图片而没有说明文字的请人工看一眼。",
        basis="国办秘函〔2019〕19号 扣分指标“域名名称”；国办发〔2017〕47号",
        remedy="统一页头模板，写明网站规范名称；名称用图片的补上替代文字。",
        effort="小",
    ),
)
def name(snapshot: Snapshot, parameters: NameParameters, context: Context) -> Assessment:
    """The site bears the name of its region or unit, and every page shows it in its header.

    Inputs: words at the top of the home page and of sampled pages, what pictures there say of themselves, SiteName tags of all pages, the
    home page's title, the name the site list states, the sponsor in the footer. Fails when nothing of these names a region or unit; when
    a page's header and tag give another name than the site's and no region's; and when fewer than `min_rate` of the pages show the name:
    a page surely does not only where its whole header was read and no picture is left that may hold it. Review where the header holds
    pictures without words (a logo painted by a style sheet is one), where list or footer name a place that the site does not call itself
    by (a brand such as 首都之窗), for headers in other scripts, and where nobody tells the name. Unknown where the headers come from a
    script and no browser read them, and where no page beside the home page was read. How prominent the name is, is not judged. Serves
    国办秘函〔2019〕19号 域名名称.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    if snapshot.header(home.id) is None:
        return unknown(Reason.NOT_MEASURED, "页头")
    names = snapshot.once(own_names)
    if not any(map(is_told, (*names.given, names.region))):
        finding = _finding("doubtful", "站点清单、页面标签和标题都没有写明网站名称，需人工核实。", [home])
        return Assessment(Outcome.REVIEW, finding.message, {}, (finding,))
    half = parameters.pages // 2
    sampled = [*column_pages(snapshot, half), *content_pages(snapshot, parameters.pages - half)]
    looks = with_stand_ins(snapshot, [look(snapshot, page, names) for page in [home, *sampled]], names)
    others = [*_called_otherwise(snapshot, names)]
    known = {each.page.id for each in looks}
    looks += [look(snapshot, page, names) for page in others if page.id not in known]
    called = {page.id for page in others}
    if all(each.doubt == BY_SCRIPT for each in looks):
        return unknown(Reason.NO_BROWSER, "页头", pages=len(looks))
    naming = list(_naming(names, looks[0] if looks[0].page.id == home.id else None, home))
    if any(finding.kind == "doubtful" for finding in naming):
        looks = [replace(each, shown=None, doubt=UNSURE) if each.shown is False else each for each in looks]
    findings = [
        *naming,
        *_misnamed_pages(snapshot, [each for each in looks if each.page.id in called]),
        *_unshown([each for each in looks if each.page.id not in called], home),
    ]
    answer = _verdict(looks, findings, parameters, beside_home=len(sampled))
    return replace(answer, sample=tuple(each.page.url for each in looks if each.page.id not in called))


def _naming(names: OwnNames, first: Look | None, home: Page) -> Iterator[Finding]:
    """Whether what the site calls itself is the name of a region or unit."""
    own = [each for each in (names.tag, names.title) if is_told(each)]
    shown = first.words if first and first.shown is not True else ""
    if not own or any(is_of_region_or_unit(each, names) for each in own):
        return
    if first and first.shown and is_of_region_or_unit(first.words, names) and core(own[0]) not in core(first.words):
        return  # the tag is a brand, the header shows the name
    behind = next((each for each in (names.listed, names.sponsor) if each and is_of_region_or_unit(each, names)), "")
    if behind:
        message = f"网站自称“{own[0]}”，站点清单或页脚写的是“{behind}”，是不是规范名称需人工核实。"
        yield _finding("doubtful", message, [home], "name", own[0])
    elif first is None or first.doubt or is_of_region_or_unit(shown, names):
        message = f"网站自称“{own[0]}”，页头没有读全，是不是以地区或单位命名需人工核实。"
        yield _finding("doubtful", message, [home], "name", own[0])
    else:
        message = f"网站以“{own[0]}”为名，不是本地区或本部门的名称。"
        yield _finding("misnamed", message, [home], "", own[0])


def _called_otherwise(snapshot: Snapshot, names: OwnNames) -> Iterator[Page]:
    """The first page of each name that SiteName tags give and that is no region's, no unit's and not the site's own."""
    own = [core(each) for each in names.given]
    if not any(is_of_region_or_unit(each, names) for each in (names.tag, names.title)):
        return
    odd = (
        words
        for words in snapshot.tag_contents("sitename")
        if is_told(words)
        and not is_of_region_or_unit(_without_place(words, names), names)
        and not any(core(words) in each or each in core(words) for each in own if each)
    )
    for _, words in zip(range(OTHER_NAMES), odd, strict=False):
        page = snapshot.page_with_tag("sitename", words)
        if page is not None:
            yield page


def _without_place(words: str, names: OwnNames) -> str:
    """A name without the place's stem, which brands bear as well (青禾在线)."""
    return words.replace(names.stem, "") if names.stem else words


def _misnamed_pages(snapshot: Snapshot, looks: list[Look]) -> Iterator[Finding]:
    for each in looks:
        said = site_tag(snapshot, each.page)
        if each.shown or not said:
            continue
        in_header = core(said) in core(each.words)
        kind = "misnamed" if in_header and not each.doubt else "doubtful"
        why = f"；{each.doubt or '页头没有这个名称'}，需人工核实" if kind == "doubtful" else "，不是本网站的名称"
        message = f"页面把网站叫作“{said}”{why}。"
        evidence = (cite_page(each.page, each.words, each.selector),)
        yield Finding(kind, message, KINDS[kind].severity, each.page.url, said, evidence=evidence)


def _unshown(looks: list[Look], home: Page) -> Iterator[Finding]:
    absent = [each for each in looks if each.shown is False]
    if absent:
        where = "首页" if absent[0].page.id == home.id else "有的页面"
        message = f"{where}的页头没有网站名称：检查的 {len(looks)} 个页面中 {len(absent)} 个没有。"
        evidence = tuple(cite_page(each.page, each.words, each.selector) for each in absent)
        yield Finding("not_shown", message, Severity.MINOR, evidence=evidence)
    for doubt in dict.fromkeys(each.doubt for each in looks if each.shown is None):
        pages = [each for each in looks if each.shown is None and each.doubt == doubt]
        message = f"{len(pages)} 个页面的页头没有读到网站名称（{doubt}），需人工看一眼。"
        evidence = tuple(cite_page(each.page, each.words, each.selector) for each in pages)
        yield Finding("doubtful", message, Severity.INFO, element=_label(doubt), evidence=evidence)


def _label(doubt: str) -> str:
    """The kind of doubt, without numbers: part of the finding's fingerprint."""
    return "图片" if "图片没有说明文字" in doubt else doubt


def _finding(kind: str, message: str, pages: list[Page], element: str = "", excerpt: str = "") -> Finding:
    evidence = tuple(cite_page(page, excerpt) for page in pages)
    return Finding(kind, message, KINDS[kind].severity, element=element, evidence=evidence)


def _verdict(looks: list[Look], findings: list[Finding], parameters: NameParameters, *, beside_home: int) -> Assessment:
    share = Share(
        good=sum(each.shown is True for each in looks),
        bad=sum(each.shown is False for each in looks),
        doubtful=sum(each.shown is None for each in looks),
    )
    measured = {"pages": len(looks), "pages_with_name": share.good, "rate": share.rate}
    words = f"检查了首页等 {len(looks)} 个页面，{share.good} 个的页头展示了网站名称"
    outcome, reason, code = share.verdict(words, parameters.min_rate)
    misnamed = next((finding for finding in findings if finding.kind == "misnamed"), None)
    if misnamed:
        return Assessment(Outcome.FAIL, misnamed.message, measured, tuple(findings))
    if outcome is Outcome.PASS and not beside_home:
        reason = f"{Reason.NOT_FETCHED.words}：首页以外没有读到栏目页或稿件页"
        return Assessment(Outcome.UNKNOWN, reason, measured, tuple(findings), Reason.NOT_FETCHED)
    doubts = [finding for finding in findings if finding.kind == "doubtful" and finding.element == "name"]
    if outcome is Outcome.PASS and doubts:
        return Assessment(Outcome.REVIEW, doubts[0].message, measured, tuple(findings))
    return Assessment(outcome, reason, measured, tuple(findings), code)
