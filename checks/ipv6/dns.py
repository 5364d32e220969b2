"""The AAAA record (域名解析) and the name servers behind it."""

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.contract import Kind, Parameters, Texts, check
from checks.ipv6.addresses import NO_ADDRESS_ERRORS, defect_of, evidence_of, is_address
from checks.ipv6.delegation import delegation, joined
from checks.outcomes import Outcome, Reason, Severity
from portal.storage.snapshot import Snapshot


class DnsParameters(Parameters):
    """What of the name is looked at."""

    record: bool = Field(
        default=True, title="查 AAAA 记录", description="whether the host must have a usable AAAA record"
    )
    delegation: bool = Field(
        default=False,
        title="查域名授权体系",
        description="whether the name servers of the host's zones must answer over IPv6",
    )
    every_server: bool = Field(
        default=True,
        title="每个域名服务器都应答",
        description="for the delegation: every name server must, instead of one of each zone",
    )


DNS_KINDS = {
    "no_aaaa": Kind("域名没有 IPv6（AAAA）解析", Severity.MINOR),
    "mapped_aaaa": Kind("AAAA 记录是 IPv4 映射地址", Severity.MINOR),
    "local_aaaa": Kind("AAAA 记录是内网或本机地址", Severity.MINOR),
    "no_delegation": Kind("域名服务器都没有 IPv6 地址", Severity.MINOR),
    "partial_delegation": Kind("部分域名服务器不能通过 IPv6 应答", Severity.INFO),
    "silent_delegation": Kind("域名服务器在 IPv6 上没有正常应答", Severity.INFO),
}


@check(
    "ipv6.dns",
    parameters=DnsParameters,
    worst=Severity.MINOR,
    kinds=DNS_KINDS,
    texts=Texts(
        title="域名有 IPv6 解析",
        required="网站域名有可用的 IPv6 地址（AAAA）解析。",
        method="向域名服务器查询 AAAA 记录，IPv4 映射地址、内网地址不算；要求查授权体系的，再查各级域的域名服务器有没有 IPv6 地址，并通过 IPv6 逐个询问。",
        basis="国家 IPv6 发展监测指标“域名解析”；国办秘函〔2019〕19号“IPv6改造”",
        remedy="请域名管理单位为网站增加 AAAA 记录，指向网站的公网 IPv6 地址；域名服务器也应有 IPv6 地址并能应答。",
        effort="中",
    ),
)
def dns(snapshot: Snapshot, parameters: DnsParameters, context: Context) -> Assessment:
    """AAAA record of the host, and the delegation of its zones.

    Inputs: DNS answers of the crawl. The record passes with at least one AAAA record that is neither IPv4-mapped nor local; fails when the
    name servers answered that there is none or only such ones; unknown when nobody answered or the site is audited by address. The
    delegation passes when the name servers of every zone, from the host up to its registered domain, answered over IPv6 with authority; it
    fails when all those of a zone are known to have no IPv6 address; review when only some answered, or none that has one; unknown without
    an IPv6 route, or where the name came from the static host table. The worse of the two counts.
    Serves 国办秘函〔2019〕19号 IPv6改造 and the portal assessment's 域名授权体系.
    """
    host = snapshot.site.host
    if is_address(host):
        return unknown(Reason.NOT_MEASURED, "网址用的是 IP 地址，没有域名可查")
    parts = [_record(snapshot, host)] if parameters.record else []
    if parameters.delegation:
        parts.append(delegation(snapshot, host, every_server=parameters.every_server))
    return joined(parts) if parts else unknown(Reason.NOT_MEASURED, "记录和授权都没有要求检查")


def _record(snapshot: Snapshot, host: str) -> Assessment:
    answers = snapshot.dns(host, "AAAA")
    records = [answer for answer in answers if answer.value]
    if not records and any(answer.error in NO_ADDRESS_ERRORS for answer in answers):
        finding = Finding(
            "no_aaaa",
            f"域名 {host} 没有 AAAA 记录。",
            Severity.MINOR,
            evidence=evidence_of(snapshot, f"{host} AAAA：无记录"),
        )
        return Assessment(Outcome.FAIL, f"域名 {host} 没有 AAAA 记录。", {"records": 0}, (finding,))
    if not records:
        return unknown(Reason.DNS_UNANSWERED if answers else Reason.NOT_MEASURED, host)
    defects = {answer.value: kind for answer in records if (kind := defect_of(answer))}
    good = [answer.value for answer in records if answer.value not in defects]
    measured = {"records": len(records), "usable": len(good), "addresses": sorted(a.value for a in records)}
    if good:
        return Assessment(Outcome.PASS, f"域名 {host} 有 AAAA 记录 {'、'.join(good)}。", measured)
    findings = tuple(
        Finding(
            kind,
            f"{DNS_KINDS[kind].words}：{value}",
            Severity.MINOR,
            element=value,
            evidence=evidence_of(snapshot, value),
        )
        for value, kind in defects.items()
    )
    return Assessment(Outcome.FAIL, f"域名 {host} 的 AAAA 记录都不可用。", measured, findings)
