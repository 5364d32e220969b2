"""Consistency of both families (内容一致性): the home page over IPv4 and over IPv6."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import shorten
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.network_facts import HomeView
from portal.states import Fault
from portal.storage.snapshot import Snapshot

NO_ROUTE = "no_route"  # Connection.error
GUARDED = frozenset(
    {401, 403, 407, 412, 429, 511, 521, 999}
)  # answers of a guard, which judge the visitor and not the page
PARTS_CITED = 6
FEWEST_PARTS = 5  # of a page that can be compared
# What differs from one load of a page to the next: clock times, counters, session ids, nonces.
_NOISE = (
    (re.compile(r"https?://[^/\s]*"), ""),  # links with and without the host, or with another scheme, lead to the same place
    (re.compile(r";jsessionid=[^?#\s]*", re.IGNORECASE), ""),
    (re.compile(r"(?<=[?&])(?:_|t|ts|time|timestamp|v|r|rand|random|token|nonce|sid|sessionid)=[^&#\s]*", re.IGNORECASE), ""),
    (re.compile(r"[0-9a-f]{16,}", re.IGNORECASE), "#"),
    (re.compile(r"\d{1,2}:\d{2}(?::\d{2})?|\d{9,}"), "#"),
    (re.compile(r"((?:访问|浏览|点击|阅读|访客|在线)[^\d\s]{0,8})[\d,]+"), r"\1#"),
)  # fmt: skip


class ConsistencyParameters(Parameters):
    """How much the two may differ."""

    max_difference: float = Field(
        default=0.05, ge=0, le=1, title="允许的差异", description="share of differing words and links that still passes"
    )
    fail_at: float = Field(
        default=0.5,
        gt=0,
        le=1,
        title="判为不一致的比例",
        description="share from which it is certain that another page is shown",
    )


@dataclass(frozen=True)
class Comparison:
    """Parts that only one family shows, and how many both show together."""

    only_v4: tuple[str, ...]
    only_v6: tuple[str, ...]
    total: int

    @property
    def rate(self) -> float:
        """Differing parts of either side by all parts of both sides."""
        return (len(self.only_v4) + len(self.only_v6)) / self.total if self.total else 0.0


@check(
    "ipv6.consistency",
    parameters=ConsistencyParameters,
    worst=Severity.MINOR,
    kinds={
        "status": Kind("首页在 IPv4 和 IPv6 下一个能打开、一个不能", Severity.MINOR),
        "content": Kind("首页内容在 IPv4 和 IPv6 下不一致", Severity.MINOR),
    },
    texts=Texts(
        title="首页内容在 IPv4 和 IPv6 下一致",
        required="通过 IPv4 和 IPv6 打开的首页，状态和内容一致。",
        method="先后两次分别通过 IPv4、IPv6 打开首页，比较文字和链接；同一协议两次之间就有变化的部分，以及时间、计数、会话编号等不算差异。",
        basis="国家 IPv6 发展监测指标“首页内容一致性”",
        remedy="让两种协议的请求落到同一套内容：核对 IPv6 地址指向的服务器、缓存和反向代理是否同步更新。",
        effort="中",
    ),
)
def consistency(snapshot: Snapshot, parameters: ConsistencyParameters, context: Context) -> Assessment:
    """Status and content of the home page over both families.

    Inputs: the home page as the crawl saw it over either family, twice each. What differs between the two loads of one family, and times,
    counters and session ids, are no difference. Passes when the share of words and links that only one family shows is at most
    `max_difference`; fails when it is at least `fail_at`, or when one family got the page both times and the other an error both times;
    review in between, after answers of a guard, and for pages with hardly any words. Unknown where one family was not seen.
    Serves the portal assessment's 首页内容一致.
    """
    four, six = snapshot.home_views(4), snapshot.home_views(6)
    if not four or not six:
        return _not_seen(snapshot)
    if all(_opened(view) for view in (*four, *six)):
        return _of_content(snapshot, four, six, parameters)
    return _of_status(snapshot, four, six)


def _not_seen(snapshot: Snapshot) -> Assessment:
    tests = snapshot.connections(6)
    if tests and all(test.error == NO_ROUTE for test in tests):
        return unknown(Reason.NO_IPV6_ROUTE)
    if tests and all(test.status is None for test in tests):
        return unknown(Reason.UNREACHABLE, "首页不能通过 IPv6 打开，无从比较")
    return unknown(Reason.NOT_MEASURED, "没有分别通过 IPv4 和 IPv6 打开首页")


def _opened(view: HomeView) -> bool:
    return view.status is not None and 200 <= view.status < 300


def _down(view: HomeView) -> bool:
    """Whether a view is an error that lies with the site."""
    return view.status is not None and view.status >= 400 and view.status not in GUARDED


def _of_status(snapshot: Snapshot, four: Sequence[HomeView], six: Sequence[HomeView]) -> Assessment:
    words = f"首页通过 IPv4：{_statuses(four)}；通过 IPv6：{_statuses(six)}"
    certain = len(four) > 1 and len(six) > 1
    good_four, good_six = all(map(_opened, four)), all(map(_opened, six))
    fails = certain and ((good_four and all(map(_down, six))) or (good_six and all(map(_down, four))))
    severity = Severity.MINOR if fails else Severity.INFO
    finding = Finding("status", f"{words}。", severity, evidence=(_cite(snapshot, four[0]), _cite(snapshot, six[0])))
    if fails:
        return Assessment(Outcome.FAIL, finding.message, {}, (finding,))
    return Assessment(Outcome.REVIEW, f"{words}，没有都打开，需人工核实。", {}, (finding,))


def _of_content(
    snapshot: Snapshot, four: Sequence[HomeView], six: Sequence[HomeView], parameters: ConsistencyParameters
) -> Assessment:
    compared = compare([view.parts for view in four], [view.parts for view in six])
    measured: dict[str, Any] = {
        "parts": compared.total,
        "only_v4": len(compared.only_v4),
        "only_v6": len(compared.only_v6),
        "difference": round(compared.rate, 4),
    }
    words = f"首页文字和链接共 {compared.total} 处（两种协议合计），有差异 {len(compared.only_v4) + len(compared.only_v6)} 处（{compared.rate:.1%}）"
    if compared.total < 2 * FEWEST_PARTS:
        return Assessment(Outcome.REVIEW, "首页可比较的文字和链接太少，需人工核实。", measured)
    if compared.rate <= parameters.max_difference:
        return Assessment(Outcome.PASS, f"{words}。", measured)
    fails = compared.rate >= parameters.fail_at
    evidence = (_cite(snapshot, four[0], compared.only_v4), _cite(snapshot, six[0], compared.only_v6))
    finding = Finding("content", f"{words}。", Severity.MINOR if fails else Severity.INFO, evidence=evidence)
    if fails:
        return Assessment(Outcome.FAIL, finding.message, measured, (finding,))
    return Assessment(Outcome.REVIEW, f"{words}，需人工核实。", measured, (finding,))


def compare(four: Sequence[Sequence[str]], six: Sequence[Sequence[str]]) -> Comparison:
    """Differences between loads of one page over either family; what changes from load to load within a family is left out."""
    loads4, loads6 = [_plain(parts) for parts in four], [_plain(parts) for parts in six]
    noise = _changing(loads4) | _changing(loads6)
    left, right = (
        Counter({part: n for part, n in loads[0].items() if part not in noise}) for loads in (loads4, loads6)
    )
    return Comparison(tuple((left - right).elements()), tuple((right - left).elements()), left.total() + right.total())


def _plain(parts: Sequence[str]) -> Counter[str]:
    return Counter(filter(None, map(_normalised, parts)))


def _normalised(part: str) -> str:
    for pattern, replacement in _NOISE:
        part = pattern.sub(replacement, part)
    return part.strip()


def _changing(loads: Sequence[Counter[str]]) -> set[str]:
    """Parts that not all loads show equally often."""
    return {part for load in loads for part in load if any(other[part] != load[part] for other in loads)}


def _statuses(views: Sequence[HomeView]) -> str:
    return "、".join(dict.fromkeys(_status(view) for view in views))


def _status(view: HomeView) -> str:
    known = {fault.value: fault.words for fault in Fault}
    return f"状态码 {view.status}" if view.status is not None else known.get(view.error, view.error)


def _cite(snapshot: Snapshot, view: HomeView, only: Sequence[str] = ()) -> Evidence:
    address = f"[{view.address}]" if view.family == 6 else view.address
    alone = f"；只在这里有：{'｜'.join(only[:PARTS_CITED])}" if only else ""
    excerpt = f"IPv{view.family} {address}:{view.port} {_status(view)} {view.title}{alone}"
    return Evidence(
        url=view.url or snapshot.site.url, page_title=shorten(view.title), excerpt=shorten(excerpt), observed_at=view.at
    )
