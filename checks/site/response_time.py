"""Response time (响应时间): how long the home page takes to load."""

from dataclasses import dataclass
from statistics import median
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from checks.site.probe_window import cite_probe, window_of
from portal.states import ProbeState
from portal.storage.snapshot import Snapshot

SLOWEST_CITED = 5


class ResponseTimeParameters(Parameters):
    """How fast the home page must load, and how many loads a verdict needs."""

    max_seconds: float = Field(
        default=3.0, gt=0, title="打开时间要求（秒）", description="median load of the home page that is still good"
    )
    min_samples: int = Field(default=20, ge=1, title="最少次数", description="loads a verdict needs")
    period_days: int = Field(default=7, ge=1, le=31, title="探测天数", description="days of probes that are looked at")


@dataclass(frozen=True)
class Loads:
    """Loads of the home page in milliseconds, and where they were seen, slowest first."""

    times: list[int]
    evidence: tuple[Evidence, ...]
    source: str  # in words


@check(
    "site.response_time",
    parameters=ResponseTimeParameters,
    worst=Severity.MINOR,
    kinds={"slow": Kind("首页打开太慢", Severity.MINOR)},
    texts=Texts(
        title="首页打开快",
        required="首页在 3 秒内打开。",
        method="取 gongkai probe 最近 7 天成功打开首页的用时（网页本身，含跳转，不含图片和脚本）的中位数；没有探测历史时看抓取时打开首页的用时；次数太少只列数据，不下结论。",
        basis="政府网站首页打开时间的通行要求；国办秘函〔2019〕19号以 15 秒为打不开的界限",
        remedy="压缩首页、启用缓存，检查服务器和出口带宽；跳转次数多的直接指向最终地址。",
        effort="中",
    ),
)
def response_time(snapshot: Snapshot, parameters: ResponseTimeParameters, context: Context) -> Assessment:
    """Median load of the home page, in seconds.

    Inputs: opened probes of the last days, not those through a proxy; without any, the crawl's own loads of the home page. Fails when the
    median of at least `min_samples` loads is over `max_seconds`, passes when it is not. Review with fewer loads, unknown without any.
    Serves the usual requirement of three seconds; no national clause gives a figure but the 15 seconds of 站点无法访问.
    """
    loads = _of_probes(snapshot, parameters, context) or _of_crawl(snapshot)
    if loads is None:
        return unknown(Reason.NO_PROBES)
    middle = median(loads.times) / 1000
    slow = middle > parameters.max_seconds
    measured: dict[str, Any] = {"loads": len(loads.times), "median_seconds": round(middle, 3)}
    words = f"{loads.source}打开首页 {len(loads.times)} 次，用时中位数 {middle:.1f} 秒"
    if len(loads.times) < parameters.min_samples:
        findings = (Finding("slow", f"{words}。", Severity.INFO, evidence=loads.evidence),) if slow else ()
        reason = f"{words}；不足 {parameters.min_samples} 次，不能下结论。"
        return Assessment(Outcome.REVIEW, reason, measured, findings)
    if slow:
        finding = Finding("slow", f"{words}。", Severity.MINOR, evidence=loads.evidence)
        return Assessment(Outcome.FAIL, finding.message, measured, (finding,))
    return Assessment(Outcome.PASS, f"{words}。", measured)


def _of_probes(snapshot: Snapshot, parameters: ResponseTimeParameters, context: Context) -> Loads | None:
    window = window_of(snapshot, context.as_of, parameters.period_days)
    opened = [p for p in window.probes if p.state is ProbeState.OPENED and not p.proxied] if window else []
    if not opened:
        return None
    slowest = sorted(opened, key=lambda probe: -probe.elapsed_ms)[:SLOWEST_CITED]
    evidence = tuple(cite_probe(probe) for probe in slowest)
    return Loads([probe.elapsed_ms for probe in opened], evidence, "探测时")


def _of_crawl(snapshot: Snapshot) -> Loads | None:
    home = snapshot.home()
    target = snapshot.target(home.url) if home else None
    if home is None or target is None or snapshot.manifest.options.get("proxy"):
        return None
    times = [attempt.elapsed_ms for attempt in snapshot.attempts(target.id) if attempt.status == home.status]
    evidence = (cite_page(home, f"抓取时打开首页用时 {max(times, default=0) / 1000:.1f} 秒"),)
    return Loads(times, evidence, "抓取时") if times else None
