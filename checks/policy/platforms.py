"""Policies on other platforms (惠企政策同步发布): the same documents on the site and on each named platform, the same day."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page, cite_page_of
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.options import InPeriod, Scope
from checks.other_sites import site_called
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import THIS_YEAR
from checks.policy.shared import Policy, policies_of, stands_on
from checks.scopes import DocumentClass, DocumentScope
from portal.storage.snapshot import Snapshot

COLUMNS = re.compile(r"政策|文件|惠企|涉企|申报|奖补")  # of a platform, in which policies stand
KINDS = {
    "not_shared": Kind("政策没有发布到平台", Severity.MINOR),
    "later": Kind("平台上的发布晚于网站", Severity.MINOR),
    "doubtful": Kind("要由人核实是否同步的政策", Severity.INFO),
}


class Platform(Parameters):
    """A platform outside the site."""

    name: str = Field(min_length=2, title="名称", description="its name, exactly")
    url: str = Field(default="", title="网址", description="its address; empty: found by its name on the site")


class PlatformsParameters(Parameters):
    """Which platforms, and which documents."""

    platforms: tuple[Platform, ...] = Field(
        min_length=1, title="平台", description="where the documents must stand too"
    )
    same_day: bool = Field(default=True, title="同日发布", description="on the same day as on the site")
    scope: Scope = DocumentScope(kind=DocumentClass.ENTERPRISE)
    period: InPeriod = THIS_YEAR


@check(
    "policy.platforms",
    parameters=PlatformsParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="政策在各平台同步发布",
        required="涉企政策在本网站和规定的平台同日发布。",
        method="比较本网站与各平台抓取到的文件，按文号和标题对应，核对发布日期；没有平台的抓取结果时无法检查。",
        basis="年度工作要点对惠企政策集中发布的要求",
        remedy="把没有发布的政策补发到规定平台，今后同日发布。",
        effort="中",
    ),
)
def platforms(snapshot: Snapshot, parameters: PlatformsParameters, context: Context) -> Assessment:
    """Documents in scope that stand on the site and on each named platform, published the same day.

    Inputs: documents of this snapshot (for policies for enterprises also what stands in the site's columns of that name), titles, numbers and
    texts of one snapshot of each platform (`Context.others`), publication dates. Fails for a document that a platform read in full does not
    hold, or holds under a later day only where `same_day` is asked. Review: near titles and mere mentions, documents whose class or day is not
    sure, days that are not stated, a platform read in part, nothing in scope. Unknown: there is no snapshot of a platform. Serves yearly
    documents (惠企政策).
    """
    sites = {platform: site_called(context.others, platform.name, platform.url) for platform in parameters.platforms}
    absent = "、".join(f"“{platform.name}”" for platform, site in sites.items() if site is None)
    if not any(sites.values()):
        return unknown(Reason.NOT_FETCHED, f"没有{absent}的抓取结果，请先检查那个网站，再用 --other 指定它的文件夹")
    policies = policies_of(snapshot, parameters.scope, parameters.period, context)
    findings: list[Finding] = []
    for platform, site in sites.items():
        if site:
            findings += _on_platform(snapshot, platform.name, site, policies, same_day=parameters.same_day)
    faulty = {finding.subject for finding in findings}
    measured = {"policies": len(policies), "policies_shared": sum(policy.url not in faulty for policy in policies)}
    if absent and all(finding.severity is Severity.INFO for finding in findings):
        answer = unknown(
            Reason.NOT_FETCHED, f"没有{absent}的抓取结果，请先检查那个网站，再用 --other 指定它的文件夹", **measured
        )
        return replace(answer, findings=tuple(findings))
    return _verdict(findings, measured)


def _on_platform(
    snapshot: Snapshot, name: str, site: Snapshot, policies: list[Policy], *, same_day: bool
) -> Iterator[Finding]:
    missed = gap(site, COLUMNS)
    for policy in policies:
        there = stands_on(site, policy)
        doubt = policy.doubt or (there.doubt if there else missed.words if missed else "")
        if there is None or there.doubt:
            yield _finding(snapshot, site, policy, "not_shared", f"“{name}”没有发布", name, doubt)
        elif same_day and there.row and policy.on and there.row.on and there.row.on > policy.on:
            message = f"“{name}”{there.row.on} 才发布（网站 {policy.on} 发布）"
            yield _finding(snapshot, site, policy, "later", message, name, policy.doubt)
        elif same_day and (policy.on is None or there.row is None or there.row.on is None):
            message = f"“{name}”已发布"
            yield _finding(snapshot, site, policy, "later", message, name, "读不到发布日期，是否同日")


def _finding(
    snapshot: Snapshot, site: Snapshot, policy: Policy, kind: str, message: str, platform: str, doubt: str
) -> Finding:
    home = site.home()
    evidence = (*cite_page_of(snapshot, policy.page_id, policy.title), *((cite_page(home),) if home else ()))
    words = f"{message}{f'；{doubt}，需人工核实' if doubt else ''}：{policy.title}"
    told = "doubtful" if doubt else kind
    return Finding(told, words, KINDS[told].severity, policy.url, element=platform, evidence=evidence)


def _verdict(findings: list[Finding], measured: dict[str, int]) -> Assessment:
    words = f"范围内 {measured['policies']} 份政策，{measured['policies_shared']} 份在各平台同步发布"
    if any(finding.severity is not Severity.INFO for finding in findings):
        return Assessment(Outcome.FAIL, f"{words}。", measured, tuple(findings))
    if not measured["policies"]:
        return Assessment(
            Outcome.REVIEW, "没有找到属于检查范围的政策，需人工核实。", measured, (), Reason.NOTHING_IN_SCOPE
        )
    if findings:
        return Assessment(Outcome.REVIEW, f"{words}；有的不能确定，需人工核实。", measured, tuple(findings))
    return Assessment(Outcome.PASS, f"{words}。", measured)
