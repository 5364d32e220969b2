"""Links over IPv6 (站内链接的 IPv6 支持率): pages one and two steps from the home page."""

from collections.abc import Sequence

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_links_to
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.ipv6_links import NO_ADDRESS, LinkReach
from portal.storage.snapshot import Snapshot

KINDS = {
    "no_ipv6": Kind("IPv6 打不开的站内链接", Severity.MINOR),
    "guarded": Kind("IPv6 下被防护拦截的站内链接", Severity.INFO),
}
LEVELS = {2: "二级链接", 3: "三级链接"}


class LinksParameters(Parameters):
    """How many links are tried, and what share must open."""

    min_rate: float = Field(
        default=0.95, ge=0, le=1, title="最低支持率", description="share of the tried links that must open over IPv6"
    )
    second_level: int = Field(
        default=20, ge=0, le=1000, title="二级链接抽查数", description="pages linked from the home page that are tried"
    )
    third_level: int = Field(
        default=20, ge=0, le=1000, title="三级链接抽查数", description="pages linked from those that are tried"
    )


@check(
    "ipv6.links",
    parameters=LinksParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="站内链接支持 IPv6",
        required="二级、三级站内链接通过 IPv6 能打开的比例达到要求。",
        method="从首页链接和其下一级链接中抽样，逐个通过 IPv6 打开；只看本网站（含同一域名下其他主机）的链接，IPv4 也打不开的不计。",
        basis="政府门户网站 IPv6 支持情况评测指标“二级、三级链接支持率”",
        remedy="为站内用到的各个主机和图片、附件服务器配置 IPv6 地址，检查防火墙和负载均衡。",
        effort="中",
    ),
)
def links(snapshot: Snapshot, parameters: LinksParameters, context: Context) -> Assessment:
    """Share of the site's own second- and third-level links that open over IPv6.

    Inputs: sampled links one and two steps from the home page, to hosts of the site's own domain, and the result of opening each over both
    families. A level with no pages to sample, or whose number is 0, is left out. Fails when the share of a level is below `min_rate`; links
    that do not open over IPv4 either do not count. Review where blocked links could turn the verdict. Unknown where the checking machine
    has no IPv6 route or the links were not tried. Serves the portal assessment's items six and seven.
    """
    asked = {2: parameters.second_level, 3: parameters.third_level}
    tried = list(snapshot.link_reaches())
    if not tried and not snapshot.manifest.machine.ipv6_route:
        return unknown(Reason.NO_IPV6_ROUTE)
    levels = [_Level(level, [reach for reach in tried if reach.level == level][:most]) for level, most in asked.items()]
    judged = [level for level in levels if level.counted]
    if not judged:
        return unknown(Reason.NOT_MEASURED, "没有试过站内链接")
    measured = {
        "tries": sum(len(level.counted) for level in judged),
        "opened": sum(len(level.opened) for level in judged),
        "rate": min(round(len(level.opened) / len(level.counted), 4) for level in judged),
        "min_rate": parameters.min_rate,
    }
    findings = tuple(finding for level in judged for finding in level.findings(snapshot))
    words = "；".join(
        f"{LEVELS[each.level]} {len(each.counted)} 个，IPv6 打开 {len(each.opened)} 个" for each in judged
    )
    sample = tuple(reach.url for level in judged for reach in level.counted)
    if any(level.highest < parameters.min_rate for level in judged):
        return Assessment(Outcome.FAIL, f"{words}。", measured, findings, sample=sample)
    if any(len(level.opened) / len(level.counted) < parameters.min_rate for level in judged):
        return Assessment(
            Outcome.REVIEW, f"{words}，其余有的被防护拦截，需人工核实。", measured, findings, sample=sample
        )
    return Assessment(Outcome.PASS, f"{words}。", measured, findings, sample=sample)


class _Level:
    """The links of one level that open over IPv4, by what they do over IPv6."""

    def __init__(self, level: int, reaches: Sequence[LinkReach]) -> None:
        self.level = level
        self.counted = [reach for reach in reaches if reach.status4 is not None and reach.status4 < 400]
        self.opened = [reach for reach in self.counted if reach.status6 is not None and reach.status6 < 400]
        self.guarded = [reach for reach in self.counted if reach.status6 in (401, 403, 412, 429, 521)]

    @property
    def highest(self) -> float:
        """Share if every guarded link opens for visitors."""
        return (len(self.opened) + len(self.guarded)) / len(self.counted)

    def findings(self, snapshot: Snapshot) -> list[Finding]:
        """One for each link that did not open."""
        return [self._finding(snapshot, reach) for reach in self.counted if reach not in self.opened]

    def _finding(self, snapshot: Snapshot, reach: LinkReach) -> Finding:
        kind = "guarded" if reach in self.guarded else "no_ipv6"
        why = (
            "主机没有 IPv6 地址"
            if reach.error6 == NO_ADDRESS
            else f"状态码 {reach.status6}"
            if reach.status6
            else "连接不上"
        )
        target = snapshot.target(reach.url)
        cited = cite_links_to(snapshot, target, 3) if target else ()
        evidence = cited or (Evidence(url=reach.url, excerpt=why, observed_at=reach.at),)
        message = f"{LEVELS[self.level]}通过 IPv6 打不开：{reach.url}（{why}）"
        return Finding(kind, message, KINDS[kind].severity, subject=reach.url, evidence=evidence)
