"""The period of availability probes a verdict rests on (探测周期)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from checks.assessment import Evidence
from portal.network_facts import Probe
from portal.states import ProbeState
from portal.storage.snapshot import Snapshot

CHINA = timezone(timedelta(hours=8))  # no summer time: the zone has none
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """Probes of whole days of 24 hours that end with the newest probe; `age` is how far that lies before the end of the day judged for."""

    probes: tuple[Probe, ...]
    end: datetime
    age: timedelta

    @property
    def words(self) -> str:
        """From when to when, in local time."""
        return f"{local(self.probes[0].at)} 至 {local(self.end)}"

    def by_day(self, probes: Iterable[Probe], days: int) -> list[int]:
        """How many of the probes fall into each of the days, newest day first."""
        counts = Counter((self.end - probe.at) // DAY for probe in probes)
        return [counts[day] for day in range(days)]


def window_of(snapshot: Snapshot, as_of: date, days: int) -> Window | None:
    """The last `days` days of probes up to the end of the day judged for; None when there is no probe."""
    end_of_day = datetime.combine(as_of, time(), CHINA) + DAY
    known = [probe for probe in snapshot.probes() if probe.at < end_of_day]
    if not known:
        return None
    end = known[-1].at
    probes = tuple(probe for probe in known if probe.at > end - days * DAY)
    return Window(probes, end, end_of_day - end)


def spaced(probes: Iterable[Probe], gap: timedelta) -> list[Probe]:
    """Probes at least `gap` apart: a burst in one outage must not weigh many times."""
    kept: list[Probe] = []
    for probe in probes:
        if not kept or probe.at - kept[-1].at >= gap:
            kept.append(probe)
    return kept


def local(at: datetime) -> str:
    """A time as people at the site write it."""
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def worst_hours(probes: Sequence[Probe], most: int = 3) -> list[str]:
    """Hours of the day in which most of the probes fall, in words."""
    counts = Counter(probe.at.astimezone(CHINA).hour for probe in probes)
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return [f"{hour} 时（{count} 次）" for hour, count in ranked[:most]]


def cite_probe(probe: Probe) -> Evidence:
    """One probe as evidence."""
    why = f"：{probe.fault.words}" if probe.fault and probe.state is not ProbeState.OPENED else ""
    status = f"，状态码 {probe.status}" if probe.status is not None else ""
    excerpt = f"{local(probe.at)} {probe.state.words}{why}{status}，用时 {probe.elapsed_ms / 1000:.1f} 秒"
    return Evidence(url=probe.url, excerpt=excerpt, observed_at=probe.at.astimezone(UTC))
