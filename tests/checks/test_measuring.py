"""Figures behind verdicts on availability and on the two families hold for any input."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checks.assessment import Assessment, Context
from checks.ipv6.consistency import compare
from checks.outcomes import Outcome
from checks.site.availability import availability
from checks.site.probe_window import spaced, window_of
from portal.network_facts import Probe
from portal.states import Fault, ProbeState
from tests.checks.casebook import AS_OF, NOW, Case

WORDS = st.lists(st.text(max_size=12), max_size=12)
ENDS = st.tuples(
    st.integers(0, 14 * 24 * 60),
    st.sampled_from(ProbeState),
    st.integers(0, 60_000),
    st.none() | st.sampled_from(Fault),
)


def assess(ends: list[tuple[int, ProbeState, int, Fault | None]]) -> Assessment:
    rows = [
        {"at": -minutes / 1440, "state": state.value, "elapsed_ms": elapsed} | ({"fault": fault.value} if fault else {})
        for minutes, state, elapsed, fault in ends
    ]
    snapshot = Case("site.availability", "any", "any", network={"probe": rows}).snapshot()
    try:
        return availability.function(snapshot, availability.parameters(), Context(as_of=AS_OF))
    finally:
        snapshot.close()


@given(st.lists(ENDS, max_size=30))
def test_a_few_probes_never_decide(ends: list[tuple[int, ProbeState, int, Fault | None]]) -> None:
    assessment = assess(ends)
    assert assessment.outcome in (Outcome.REVIEW, Outcome.UNKNOWN)
    assert (assessment.outcome is Outcome.UNKNOWN) == (not ends)
    assert 0 <= assessment.measured.get("failed_rate", 0) <= 1


@given(st.lists(st.integers(0, 2000), max_size=40), st.integers(0, 120))
def test_spaced_probes_are_as_far_apart_as_asked(minutes: list[int], gap: int) -> None:
    probes = [Probe("", "", NOW + timedelta(minutes=n), ProbeState.OPENED, 1, 1) for n in sorted(minutes)]
    kept = spaced(probes, timedelta(minutes=gap))
    assert bool(kept) == bool(probes)
    assert all(later.at - sooner.at >= timedelta(minutes=gap) for sooner, later in pairwise(kept))


def test_days_are_counted_back_from_the_newest_probe() -> None:
    rows = [{"at": -6.95833, "times": 168, "elapsed_ms": 1}]
    snapshot = Case("site.availability", "any", "any", network={"probe": rows}).snapshot()
    window = window_of(snapshot, date(2026, 3, 1), 7)
    assert window is not None
    assert window.by_day(window.probes, 7) == [24] * 7


@given(WORDS, WORDS)
def test_what_one_family_alone_shows_is_alone_whichever_way_it_is_looked_at(four: list[str], six: list[str]) -> None:
    there, back = compare([four], [six]), compare([six], [four])
    assert (sorted(there.only_v4), sorted(there.only_v6)) == (sorted(back.only_v6), sorted(back.only_v4))
    assert 0 <= there.rate <= 1


@given(WORDS)
def test_a_page_does_not_differ_from_itself(parts: list[str]) -> None:
    assert compare([parts, parts], [parts]).rate == 0


@given(WORDS, WORDS, WORDS)
def test_what_changes_from_load_to_load_is_no_difference(
    common: list[str], first: list[str], second: list[str]
) -> None:
    assert compare([common + first, common + second], [common + first, common + second]).rate == 0
