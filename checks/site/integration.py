"""Portal, disclosure and services as one site (融合发展)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from checks.site.areas import NAMES, SiteArea, Way, leads_to_host, ways_to
from portal.facts import Page
from portal.markup.visibility import menu_is_unseen
from portal.storage.snapshot import Snapshot

KINDS = {
    "not_linked": Kind("首页没有通往板块的链接", Severity.MINOR),
    "dead": Kind("通往板块的链接打不开", Severity.MINOR),
    "unseen": Kind("没有读到的板块", Severity.INFO),
    "one_way": Kind("没有看到返回门户链接的板块", Severity.INFO),
    "separate_search": Kind("另设搜索的板块", Severity.INFO),
}


class IntegrationParameters(Parameters):
    """Which parts must lead to each other."""

    cross_links: tuple[SiteArea, ...] = Field(
        default=tuple(SiteArea), min_length=2, title="应互通的板块", description="parts that must link to each other"
    )
    one_search: bool = Field(
        default=True, title="搜索要统一", description="the site's search must find content of all of them"
    )


@check(
    "site.integration",
    parameters=IntegrationParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="门户与服务平台互通",
        required="门户网站、政府信息公开平台和政务服务平台相互链接，一处搜索能找到各处内容。",
        method="从首页查找通往各板块的链接，看能不能打开；板块另在其他主机上的，看它有没有返回门户的链接、有没有另设搜索；融合程度由人判断。",
        basis="各年度政务公开工作要点；国办发〔2017〕47号 集约共享",
        remedy="在各板块页头互设入口，把公开和服务内容纳入统一搜索。",
        effort="大",
    ),
)
def integration(snapshot: Snapshot, parameters: IntegrationParameters, context: Context) -> Assessment:
    """Portal, disclosure platform and service platform lead to each other and share one search.

    Inputs: links of the home page named like the parts, the states of their targets, and what the parts' pages on other hosts show: hosts they
    link to, a search form. Fails when the home page, read in full, has no link to a part that `cross_links` names, or only dead ones.
    Review where the menu may be a script's, where a link opens the home page
    itself (a tab), where a part on another host was not read or shows no link back to the portal, and, with
    `one_search`, where a part on another host has a search of its own. Passes where all parts stand on the portal's own host or lead back
    to it. Unknown where the home page was not read. How far the parts have grown together is for a person. Serves yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    areas = [area for area in parameters.cross_links if area is not SiteArea.PORTAL]
    found: dict[SiteArea, list[Way]] = {area: ways_to(snapshot, home, area) for area in areas}
    findings: list[Finding] = []
    for area, ways in found.items():
        findings += _of_area(snapshot, home, area, ways)
        if parameters.one_search:
            findings += _searches(snapshot, home, ways)
    return _verdict(found, findings)


def _of_area(snapshot: Snapshot, home: Page, area: SiteArea, ways: list[Way]) -> Iterator[Finding]:
    if not ways:
        if NAMES[area].fullmatch(home.title) or menu_is_unseen(home, snapshot.links(home.id)):
            yield _finding(
                home, "unseen", area, f"首页导航可能由脚本生成，没有读到通往“{area.words}”的链接，需人工核实。"
            )
        else:
            yield _finding(home, "not_linked", area, f"首页没有通往“{area.words}”的链接。")
        return
    best = ways[0]
    if best.is_dead:
        yield _finding(home, "dead", area, f"首页通往“{area.words}”的链接“{best.link.label}”打不开。", best)
    elif best.is_tab:
        yield _finding(home, "unseen", area, f"“{best.link.label}”点开仍是首页，需人工核实通往哪里。", best)
    elif best.place.page is None and best.host != _host(home):
        back = leads_to_host(best, _host(home))
        if back is None:
            yield _finding(
                home, "unseen", area, f"“{best.link.label}”在其他网站上，没有读到，需人工核实是否互通。", best
            )
        elif not back:
            yield _finding(home, "one_way", area, f"“{best.link.label}”上没有看到返回门户的链接，需人工核实。", best)


def _searches(snapshot: Snapshot, home: Page, ways: list[Way]) -> Iterator[Finding]:
    for way in ways:
        if way.other is not None and way.other.searches and way.host != _host(home):
            message = f"“{way.link.label}”另设一站、另有搜索，需人工核实门户的搜索能不能找到它的内容。"
            yield _finding(home, "separate_search", way.area, message, way)


def _host(page: Page) -> str:
    return (urlsplit(page.url).hostname or "").lower()


def _finding(home: Page, kind: str, area: SiteArea, message: str, way: Way | None = None) -> Finding:
    evidence = (cite_link(home, way.link) if way else cite_page(home),)
    subject = way.link.url if way else home.url
    return Finding(kind, message, KINDS[kind].severity, subject=subject, element=area.value, evidence=evidence)


def _verdict(found: dict[SiteArea, list[Way]], findings: list[Finding]) -> Assessment:
    separate = sum(finding.kind == "separate_search" for finding in findings)
    measured = {"areas": sum(bool(ways) for ways in found.values()), "separate": separate}
    sure = [finding for finding in findings if finding.severity is not Severity.INFO]
    if sure:
        return Assessment(Outcome.FAIL, "".join(finding.message for finding in sure), measured, tuple(findings))
    if findings:
        reason = f"有 {len(findings)} 处不能确定各板块是否互通、搜索是否统一，需人工核实。"
        return Assessment(Outcome.REVIEW, reason, measured, tuple(findings))
    names = "、".join(area.words for area in found)
    return Assessment(Outcome.PASS, f"首页通往{names}的链接都能打开，各板块与门户互通。", measured)
