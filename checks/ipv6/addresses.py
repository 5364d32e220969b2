"""IPv6 support (IPv6支持度): the AAAA record and the home page over IPv6."""

import ipaddress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.contract import Kind, Parameters, Texts, check
from checks.ipv6.delegation import HOSTS_FILE, delegation, joined
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Connection, DnsAnswer
from portal.states import Fault
from portal.storage.snapshot import Snapshot

NO_ADDRESS_ERRORS = {"nxdomain", "no_answer"}
NO_ROUTE = "no_route"  # Connection.error: the checking machine has no IPv6 of its own


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


def is_address(host: str) -> bool:
    """Whether a host is an IP literal and not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _evidence(snapshot: Snapshot, excerpt: str) -> tuple[Evidence, ...]:
    return (Evidence(url=snapshot.site.url, excerpt=excerpt),)


def _defect(answer: DnsAnswer) -> str | None:
    """Why an AAAA record does not count; None when it does."""
    address = ipaddress.IPv6Address(answer.value)
    if address.ipv4_mapped or _is_compatible(address):
        return "mapped_aaaa"
    if not address.is_global and answer.source != HOSTS_FILE:
        return "local_aaaa"
    return None


def _is_compatible(address: ipaddress.IPv6Address) -> bool:
    """Whether an address is an IPv4 one with zeros before it (`::1.2.3.4`), the older form of mapping."""
    return 0xFFFF < int(address) < 2**32


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
            evidence=_evidence(snapshot, f"{host} AAAA：无记录"),
        )
        return Assessment(Outcome.FAIL, f"域名 {host} 没有 AAAA 记录。", {"records": 0}, (finding,))
    if not records:
        return unknown(Reason.DNS_UNANSWERED if answers else Reason.NOT_MEASURED, host)
    defects = {answer.value: kind for answer in records if (kind := _defect(answer))}
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
            evidence=_evidence(snapshot, value),
        )
        for value, kind in defects.items()
    )
    return Assessment(Outcome.FAIL, f"域名 {host} 的 AAAA 记录都不可用。", measured, findings)


class ReachableParameters(Parameters):
    """How often the home page must open."""

    tries: int = Field(default=20, ge=1, title="测试次数", description="connections a verdict needs, on each port")
    min_rate: float = Field(
        default=0.95, ge=0, le=1, title="最低比例", description="share of them that must open the home page"
    )


@check(
    "ipv6.reachable",
    parameters=ReachableParameters,
    worst=Severity.MINOR,
    kinds={"unreachable": Kind("首页不能通过 IPv6 打开", Severity.MINOR)},
    texts=Texts(
        title="首页可通过 IPv6 打开",
        required="首页能通过 IPv6 稳定打开。",
        method="向域名的每个 IPv6 地址多次请求首页，统计成功的比例；检查用的机器没有 IPv6 网络时不下结论。",
        basis="国家 IPv6 发展监测指标“首页可达”；国办秘函〔2019〕19号“IPv6改造”",
        remedy="检查服务器、防火墙和负载均衡是否在 IPv6 地址上开放了与 IPv4 相同的端口。",
        effort="中",
    ),
)
def reachable(snapshot: Snapshot, parameters: ReachableParameters, context: Context) -> Assessment:
    """Home page over IPv6.

    Inputs: connections of the crawl over IPv6 (family 6) and the AAAA answers; tries without a route of the checking machine's own do
    not count. Passes when on every port at least `min_rate` of `tries` connections got the home page (2xx or 3xx), fails when they did
    not; with fewer tries, or where answers of a guard (4xx) decide, review. A name without a usable AAAA record fails. Unknown without
    an IPv6 route on the checking machine. Serves 国办秘函〔2019〕19号 IPv6改造.
    """
    attempted = snapshot.connections(6)
    if not attempted:
        return _never_tested(snapshot, snapshot.site.host)
    tests = [test for test in attempted if test.error != NO_ROUTE]
    if not tests:
        return unknown(Reason.NO_IPV6_ROUTE)
    ports = [_Port(port, [test for test in tests if test.port == port]) for port in sorted({t.port for t in tests})]
    opened = sum(port.opened for port in ports)
    measured: dict[str, Any] = {
        "tries": len(tests),
        "opened": opened,
        "rate": round(opened / len(tests), 4),
        "min_rate": parameters.min_rate,
    }
    words = f"通过 IPv6 请求首页 {len(tests)} 次，成功 {opened} 次（{opened / len(tests):.0%}）"
    return _verdict(snapshot, ports, parameters, words, measured)


@dataclass(frozen=True)
class _Port:
    """Connections to one port."""

    number: int
    tests: list[Connection]

    @property
    def opened(self) -> int:
        """Connections that got the home page."""
        return sum(1 for test in self.tests if _opened(test))

    @property
    def guarded(self) -> int:
        """Connections a guard answered."""
        return sum(1 for test in self.tests if test.status is not None and 400 <= test.status < 500)

    def surely_good(self, parameters: ReachableParameters) -> bool:
        """Whether the share is reached even if every try that is still owed had failed."""
        return self.opened >= _share(parameters) * max(len(self.tests), parameters.tries)

    def surely_bad(self, parameters: ReachableParameters, *, forgive_guard: bool) -> bool:
        """Whether the share is missed even if every try that is still owed had succeeded."""
        owed = max(len(self.tests), parameters.tries)
        lost = len(self.tests) - self.opened - (self.guarded if forgive_guard else 0)
        return owed - lost < _share(parameters) * owed


def _share(parameters: ReachableParameters) -> Decimal:
    """The share as it was written: 0.07 of 100 tries are 7, not a hair more."""
    return Decimal(str(parameters.min_rate))


def _verdict(
    snapshot: Snapshot, ports: list[_Port], parameters: ReachableParameters, words: str, measured: dict[str, Any]
) -> Assessment:
    bad = [port for port in ports if port.surely_bad(parameters, forgive_guard=True)]
    if bad:
        findings = tuple(_unreachable(snapshot, port) for port in bad)
        return Assessment(Outcome.FAIL, f"{words}。", measured, findings)
    if all(port.surely_good(parameters) for port in ports):
        return Assessment(Outcome.PASS, f"{words}。", measured)
    guarded = sum(port.guarded for port in ports)
    if guarded:
        return Assessment(Outcome.REVIEW, f"{words}，{guarded} 次被网站防护拦截。", measured)
    return Assessment(Outcome.REVIEW, f"{words}，不足 {parameters.tries} 次，不能下结论。", measured)


def _never_tested(snapshot: Snapshot, host: str) -> Assessment:
    answers = snapshot.dns(host, "AAAA")
    records = [answer for answer in answers if answer.value]
    none_usable = all(_defect(answer) for answer in records)
    no_record = any(answer.error in NO_ADDRESS_ERRORS for answer in answers)
    if is_address(host) or not (records or no_record) or not none_usable:
        timed_out = bool(answers) and not records
        return unknown(Reason.DNS_UNANSWERED if timed_out else Reason.NOT_MEASURED, "没有可测试的 IPv6 地址")
    seen = "、".join(answer.value for answer in records) or "无记录"
    finding = Finding(
        "unreachable",
        f"域名 {host} 没有可用的 IPv6 地址，首页不能通过 IPv6 打开。",
        Severity.MINOR,
        element="no_address",
        evidence=_evidence(snapshot, f"{host} AAAA：{seen}"),
    )
    return Assessment(Outcome.FAIL, finding.message, {"tries": 0, "opened": 0}, (finding,))


def _unreachable(snapshot: Snapshot, port: _Port) -> Finding:
    errors = sorted({_why(test) for test in port.tests if not _opened(test)})
    return Finding(
        "unreachable",
        f"首页不能通过 IPv6（端口 {port.number}）稳定打开：{'、'.join(errors)}。",
        Severity.MINOR,
        element=str(port.number),
        evidence=_evidence(snapshot, "；".join(sorted({f"[{test.address}]:{test.port}" for test in port.tests}))),
    )


def _why(test: Connection) -> str:
    known = {fault.value: fault.words for fault in Fault}
    return known.get(test.error, test.error) or f"状态码 {test.status}"


def _opened(test: Connection) -> bool:
    return test.status is not None and test.status < 400
