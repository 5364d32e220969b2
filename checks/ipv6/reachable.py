"""The home page over IPv6 (首页可达)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.contract import Kind, Parameters, Texts, check
from checks.ipv6.addresses import NO_ADDRESS_ERRORS, defect_of, evidence_of, is_address
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Connection
from portal.states import Fault
from portal.storage.snapshot import Snapshot

NO_ROUTE = "no_route"  # Connection.error: the checking machine has no IPv6 of its own


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
    none_usable = all(defect_of(answer) for answer in records)
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
        evidence=evidence_of(snapshot, f"{host} AAAA：{seen}"),
    )
    return Assessment(Outcome.FAIL, finding.message, {"tries": 0, "opened": 0}, (finding,))


def _unreachable(snapshot: Snapshot, port: _Port) -> Finding:
    errors = sorted({_why(test) for test in port.tests if not _opened(test)})
    return Finding(
        "unreachable",
        f"首页不能通过 IPv6（端口 {port.number}）稳定打开：{'、'.join(errors)}。",
        Severity.MINOR,
        element=str(port.number),
        evidence=evidence_of(snapshot, "；".join(sorted({f"[{test.address}]:{test.port}" for test in port.tests}))),
    )


def _why(test: Connection) -> str:
    known = {fault.value: fault.words for fault in Fault}
    return known.get(test.error, test.error) or f"状态码 {test.status}"


def _opened(test: Connection) -> bool:
    return test.status is not None and test.status < 400
