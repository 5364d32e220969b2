"""Delegation over IPv6 (域名授权体系): whether every zone of the host can be asked over IPv6."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from checks.assessment import Assessment, Evidence, Finding, unknown
from checks.outcomes import Outcome, Reason, Severity
from portal.network_facts import Delegation
from portal.storage.snapshot import Snapshot

HOSTS_FILE = "hosts_file"  # DnsAnswer.source of the static host table
WORDS = {
    "": "有应答",
    "no_aaaa": "没有 IPv6 地址",
    "no_route": "检查用的机器没有 IPv6 网络，没有测试",
    "private": "IPv6 地址是内网或本机地址",
    "timeout": "IPv6 没有应答",
    "refused": "IPv6 连接失败",
    "lame": "应答了，但不负责这个域",
    "unanswered": "查询不到它的地址",
}


def delegation(snapshot: Snapshot, host: str, *, every_server: bool) -> Assessment:
    """Whether the zones' name servers answer over IPv6: all of them, or at least one of each zone.

    Fails only where the name servers of a zone are known to have no IPv6 address at all, and the resolver gave IPv6 addresses for other
    names, so that it does not filter them. All else that is missing is for a person to look at.
    """
    rows = snapshot.delegations()
    if not rows:
        listed = any(answer.source == HOSTS_FILE for answer in snapshot.dns(host, "AAAA"))
        return unknown(Reason.NOT_MEASURED, "域名来自静态域名表，没有查询域名服务器" if listed else "没有查到域的授权")
    trusted = any(row.address for row in rows) or any(answer.value for answer in snapshot.dns(host, "AAAA"))
    zones: dict[str, list[Delegation]] = defaultdict(list)
    for row in rows:
        zones[row.zone].append(row)
    parts = [_zone(snapshot, zone, asked, trusted, every_server) for zone, asked in zones.items()]
    servers = {row.server for row in rows if row.server}
    good = sum(part.outcome is Outcome.PASS for part in parts)
    return joined(parts, zones=len(zones), good_zones=good, name_servers=len(servers))


def _zone(snapshot: Snapshot, zone: str, asked: Sequence[Delegation], trusted: bool, every_server: bool) -> Assessment:
    servers = {row.server for row in asked}
    good = {row.server for row in asked if not row.error}
    errors = {row.error for row in asked if row.error}
    seen = "；".join(f"{row.server or row.zone} {row.address}：{WORDS[row.error]}" for row in asked)
    evidence = (Evidence(url=snapshot.site.url, excerpt=seen, observed_at=asked[0].at),)

    def finding(kind: str, words: str, severity: Severity = Severity.INFO) -> tuple[Finding, ...]:
        return (Finding(kind, f"域 {zone} {words}。", severity, element=zone, evidence=evidence),)

    if good == servers or (good and not every_server):
        return Assessment(Outcome.PASS, f"域 {zone} 的域名服务器通过 IPv6 应答。")
    if good:
        some = finding("partial_delegation", f"的 {len(servers)} 个域名服务器中，只有 {len(good)} 个通过 IPv6 应答")
        return Assessment(Outcome.REVIEW, f"{some[0].message}需人工核实。", findings=some)
    if errors == {"no_aaaa"}:
        severity = Severity.MINOR if trusted else Severity.INFO
        none = finding("no_delegation", "的域名服务器都没有 IPv6 地址", severity)
        return Assessment(Outcome.FAIL if trusted else Outcome.REVIEW, none[0].message, findings=none)
    if "no_route" in errors:
        return unknown(Reason.NO_IPV6_ROUTE, f"域 {zone} 的域名服务器")
    if "unanswered" in errors:
        return unknown(Reason.DNS_UNANSWERED, f"域 {zone}")
    silent = finding("silent_delegation", "的域名服务器有 IPv6 地址，但没有一个正常应答")
    return Assessment(Outcome.REVIEW, f"{silent[0].message}需人工核实。", findings=silent)


def joined(parts: Sequence[Assessment], **measured: int) -> Assessment:
    """The worst of several assessments, with what all found and measured."""
    outcome = Outcome.worst(part.outcome for part in parts)
    decisive = [part for part in parts if part.outcome is outcome]
    figures: dict[str, Any] = {}
    for part in parts:
        figures.update(part.measured)
    return Assessment(
        outcome,
        " ".join(part.reason for part in decisive),
        {**figures, **measured},
        tuple(finding for part in parts for finding in part.findings),
        next((part.reason_code for part in decisive if part.reason_code), None),
    )
