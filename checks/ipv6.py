"""IPv6 support (IPv6支持度): the AAAA record and the home page over IPv6."""

import ipaddress

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.contract import Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Connection, DnsAnswer
from portal.snapshot import Snapshot

HOSTS_FILE = "hosts_file"  # DnsAnswer.source of the static host table
NO_ADDRESS_ERRORS = {"nxdomain", "no_answer"}


class DnsParameters(Parameters):
    """No parameters."""


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
    if address.ipv4_mapped:
        return "mapped_aaaa"
    if not address.is_global and answer.source != HOSTS_FILE:
        return "local_aaaa"
    return None


DNS_KINDS = {
    "no_aaaa": "域名没有 IPv6（AAAA）解析",
    "mapped_aaaa": "AAAA 记录是 IPv4 映射地址",
    "local_aaaa": "AAAA 记录是内网或本机地址",
}


@check(
    "ipv6.dns",
    parameters=DnsParameters,
    worst=Severity.MINOR,
    kinds=DNS_KINDS,
    texts=Texts(
        title="域名有 IPv6 解析",
        required="网站域名有可用的 IPv6 地址（AAAA）解析。",
        method="向域名服务器查询 AAAA 记录；IPv4 映射地址、内网地址不算。",
        basis="国家 IPv6 发展监测指标“域名解析”；国办秘函〔2019〕19号“IPv6改造”",
        remedy="请域名管理单位为网站增加 AAAA 记录，指向网站的公网 IPv6 地址。",
        effort="中",
    ),
)
def dns(snapshot: Snapshot, parameters: DnsParameters, context: Context) -> Assessment:
    """AAAA record of the host.

    Inputs: DNS answers of the crawl. Passes with at least one AAAA record that is neither IPv4-mapped nor local; fails when the
    name servers answered that there is none or only such ones; unknown when nobody answered or the site is audited by address.
    """
    host = snapshot.site.host
    if is_address(host):
        return unknown(Reason.NOT_MEASURED, "网址用的是 IP 地址，没有域名可查")
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
        Finding(kind, f"{DNS_KINDS[kind]}：{value}", Severity.MINOR, element=value, evidence=_evidence(snapshot, value))
        for value, kind in defects.items()
    )
    return Assessment(Outcome.FAIL, f"域名 {host} 的 AAAA 记录都不可用。", measured, findings)


class ReachableParameters(Parameters):
    """`tries`: connections a verdict needs; `min_rate`: share (0–1) of them that must open the home page."""

    tries: int = Field(default=20, ge=1)
    min_rate: float = Field(default=0.95, ge=0, le=1)


@check(
    "ipv6.reachable",
    parameters=ReachableParameters,
    worst=Severity.MINOR,
    kinds={"unreachable": "首页不能通过 IPv6 打开"},
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

    Inputs: connections of the crawl over IPv6 (family 6) and the AAAA answers. Passes when at least `min_rate` of at least `tries`
    connections got the home page (2xx or 3xx); a name without AAAA record fails; fewer tries lead to review; answers of a guard
    (4xx) do too; unknown without an IPv6 route on the checking machine.
    """
    host = snapshot.site.host
    tests = snapshot.connections(6)
    if not tests:
        return _never_tested(snapshot, host)
    if all(test.error == "no_route" for test in tests):
        return unknown(Reason.NO_IPV6_ROUTE)
    opened = sum(1 for test in tests if test.status and test.status < 400)
    guarded = sum(1 for test in tests if test.status and 400 <= test.status < 500)
    rate = opened / len(tests)
    measured = {"tries": len(tests), "opened": opened, "rate": round(rate, 4), "min_rate": parameters.min_rate}
    words = f"通过 IPv6 请求首页 {len(tests)} 次，成功 {opened} 次（{rate:.0%}）"
    if rate >= parameters.min_rate:
        enough = len(tests) >= parameters.tries
        outcome = Outcome.PASS if enough else Outcome.REVIEW
        return Assessment(outcome, words + ("。" if enough else f"，不足 {parameters.tries} 次。"), measured)
    if guarded:
        return Assessment(Outcome.REVIEW, f"{words}，{guarded} 次被网站防护拦截。", measured)
    findings = tuple(_unreachable(snapshot, tests, port) for port in sorted({test.port for test in tests}))
    return Assessment(Outcome.FAIL, f"{words}。", measured, findings)


def _never_tested(snapshot: Snapshot, host: str) -> Assessment:
    answers = snapshot.dns(host, "AAAA")
    no_record = any(answer.error in NO_ADDRESS_ERRORS for answer in answers)
    if is_address(host) or not no_record:
        return unknown(Reason.NOT_MEASURED, "没有可测试的 IPv6 地址")
    finding = Finding(
        "unreachable",
        f"域名 {host} 没有 IPv6 地址，首页不能通过 IPv6 打开。",
        Severity.MINOR,
        element="no_address",
        evidence=_evidence(snapshot, f"{host} AAAA：无记录"),
    )
    return Assessment(Outcome.FAIL, finding.message, {"tries": 0, "opened": 0}, (finding,))


def _unreachable(snapshot: Snapshot, tests: list[Connection], port: int) -> Finding:
    errors = sorted(
        {test.error or f"状态码 {test.status}" for test in tests if test.port == port and not _opened(test)}
    )
    return Finding(
        "unreachable",
        f"首页不能通过 IPv6（端口 {port}）稳定打开：{'、'.join(errors)}。",
        Severity.MINOR,
        element=str(port),
        evidence=_evidence(snapshot, "；".join(sorted({f"[{test.address}]:{test.port}" for test in tests}))),
    )


def _opened(test: Connection) -> bool:
    return test.status is not None and test.status < 400
