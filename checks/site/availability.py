"""Availability (站点可用性): the share of probes over a week that did not open the home page in time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from checks.site.probe_window import DAY, Window, cite_probe, local, spaced, window_of, worst_hours
from portal.network_facts import Probe
from portal.states import Fault, ProbeState
from portal.storage.snapshot import Snapshot

PROBES_CITED = 10


class AvailabilityParameters(Parameters):
    """How often a site must be probed for a verdict, and how often it may fail."""

    period_days: int = Field(
        default=7, ge=1, le=31, title="探测天数", description="days in a row that are looked at, 24 hours each"
    )
    per_day: int = Field(
        default=20, ge=1, le=1440, title="每天探测次数", description="spaced probes every one of these days needs"
    )
    limit_seconds: float = Field(
        default=15.0,
        gt=0,
        title="打不开的界限（秒）",
        description="a probe that took this long or longer counts as failed",
    )
    max_failed_rate: float = Field(
        default=0.05, gt=0, le=1, title="单项否决线", description="share of failed probes from which the site is vetoed"
    )
    gap_minutes: float = Field(
        default=10.0,
        ge=0,
        title="探测间隔（分钟）",
        description="probes closer together than this count as one, the first of them",
    )
    max_age_days: float = Field(
        default=3.0,
        gt=0,
        title="最近探测的时限（天）",
        description="age of the newest probe, at the end of the day judged for, up to which it counts",
    )


@dataclass(frozen=True)
class Tally:
    """Probes of the period: those that tell something, spaced; of these the failed ones; and those that tell nothing."""

    counted: list[Probe]
    failed: list[Probe]
    unsure: list[Probe]
    fewest: int  # counted on the day that has fewest

    @property
    def rate(self) -> float:
        """Share of failed probes; 0 without any."""
        return len(self.failed) / len(self.counted) if self.counted else 0.0

    @property
    def worst_rate(self) -> float:
        """The share if all that tell nothing had failed."""
        everything = len(self.counted) + len(self.unsure)
        return (len(self.failed) + len(self.unsure)) / everything if everything else 0.0


@check(
    "site.availability",
    parameters=AvailabilityParameters,
    worst=Severity.VETO,
    kinds={"unavailable": Kind("网站打不开的次数过多", Severity.VETO)},
    texts=Texts(
        title="网站能够打开",
        required="一周内间隔探测首页，打不开或用时 15 秒及以上的次数占比低于 5%。",
        method="读取 gongkai probe 记入探测历史的结果：连续 7 天、每天不少于 20 次；间隔过近的几次按一次算，被网站防护拦截、可能是检查用机器网络原因的不算；探测不足时不下结论。",
        basis="国办秘函〔2019〕19号 单项否决指标“站点无法访问”",
        remedy="按所列时段检查服务器负载、带宽、防护设备和计划任务；长期停用的网站按程序关停并公告。",
        effort="中",
    ),
)
def availability(snapshot: Snapshot, parameters: AvailabilityParameters, context: Context) -> Assessment:
    """Share of failed probes in the last days before the end of the day judged for.

    Inputs: the probe history as the crawl copied it. Days are 24 hours, counted back from the newest probe. A probe fails when it did not
    load the home page or took `limit_seconds` or more; one a guard answered, one whose failure may be this machine's, and a time-out sooner
    than the limit tell nothing. Fails when every day has its probes and the share of failed ones is at least `max_failed_rate`; passes when
    it is below. Review with fewer or older probes, and where those that tell nothing could decide. Unknown without any probe.
    Serves 国办秘函〔2019〕19号 站点无法访问.
    """
    window = window_of(snapshot, context.as_of, parameters.period_days)
    if window is None:
        return unknown(Reason.NO_PROBES)
    tally = _tally(window, parameters)
    doubt = _doubt(window, tally, parameters)
    words = _words(window, tally)
    if doubt:
        findings = _findings(words, tally, Severity.INFO)
        return Assessment(Outcome.REVIEW, f"{words}；但{doubt}，不能下结论。", _measured(window, tally), findings)
    if tally.rate >= parameters.max_failed_rate:
        findings = _findings(words, tally, Severity.VETO)
        return Assessment(Outcome.FAIL, f"{words}。", _measured(window, tally), findings)
    return Assessment(Outcome.PASS, f"{words}。", _measured(window, tally))


def _tally(window: Window, parameters: AvailabilityParameters) -> Tally:
    gap = timedelta(minutes=parameters.gap_minutes)
    told = {id(probe): _failed(probe, parameters.limit_seconds * 1000) for probe in window.probes}
    counted = spaced((probe for probe in window.probes if told[id(probe)] is not None), gap)
    return Tally(
        counted=counted,
        failed=[probe for probe in counted if told[id(probe)]],
        unsure=spaced((probe for probe in window.probes if told[id(probe)] is None), gap),
        fewest=min(window.by_day(counted, parameters.period_days)),
    )


def _failed(probe: Probe, limit_ms: float) -> bool | None:
    """Whether the site did not open in time; None where the probe does not tell."""
    if probe.state is ProbeState.OPENED:
        return probe.elapsed_ms >= limit_ms
    if probe.state is not ProbeState.FAILED or (probe.fault is Fault.TIMEOUT and probe.limit_ms < limit_ms):
        return None
    return True


def _doubt(window: Window, tally: Tally, parameters: AvailabilityParameters) -> str:
    """Why the share decides nothing, in words; empty when it does."""
    if window.age > parameters.max_age_days * DAY:
        return f"最近一次探测距检查日已超过 {parameters.max_age_days:g} 天"
    if tally.fewest < parameters.per_day:
        return f"探测不足连续 {parameters.period_days} 天、每天 {parameters.per_day} 次（最少的一天 {tally.fewest} 次）"
    if tally.rate < parameters.max_failed_rate <= tally.worst_rate:
        return f"另有 {len(tally.unsure)} 次无法判断，足以改变结论"
    return ""


def _words(window: Window, tally: Tally) -> str:
    hours = worst_hours(tally.failed)
    worst = f"，集中在 {'、'.join(hours)}" if hours else ""
    return (
        f"{window.words} 探测 {len(tally.counted)} 次，没有按时打开 {len(tally.failed)} 次（{tally.rate:.1%}）{worst}"
    )


def _measured(window: Window, tally: Tally) -> dict[str, Any]:
    return {
        "probes": len(tally.counted),
        "failed": len(tally.failed),
        "failed_rate": round(tally.rate, 4),
        "fewest_a_day": tally.fewest,
        "unsure_probes": len(tally.unsure),
        "newest_probe": local(window.end),
        "worst_hours": worst_hours(tally.failed),
    }


def _findings(words: str, tally: Tally, severity: Severity) -> tuple[Finding, ...]:
    if not tally.failed:
        return ()
    evidence = tuple(cite_probe(probe) for probe in tally.failed[-PROBES_CITED:])
    return (Finding("unavailable", f"{words}。", severity, evidence=evidence),)
