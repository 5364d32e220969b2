"""New, open, mended, come back: said only of what both runs looked at in the same way."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.outcomes import Outcome, Reason, Severity
from reports.comparison.sight import Seen
from reports.earlier_cards import Change
from reports.scorecard import AssessmentCard, FindingCard, Scorecard
from tests.reports.cards import full
from tests.reports.comparison.runs import Watched, answer, compared, defect, month, states
from tests.reports.parts import HOME, evidence, result, ruleset

NUMBERS = st.frozensets(st.integers(1, 12), max_size=8)
PAGE = f"{HOME}zwgk/1.html"


@given(NUMBERS)
def test_a_card_compared_with_itself_has_only_open_findings(numbers: frozenset[int]) -> None:
    card = compared(month(3, answer(numbers)), month(2, answer(numbers)))
    assert states(card) == dict.fromkeys(numbers, "open")


@given(NUMBERS, NUMBERS)
def test_two_whole_runs_divide_into_new_open_and_mended(then: frozenset[int], now: frozenset[int]) -> None:
    card = compared(month(3, answer(now)), month(2, answer(then)))
    expected = (
        dict.fromkeys(now - then, "new") | dict.fromkeys(now & then, "open") | dict.fromkeys(then - now, "mended")
    )
    assert states(card) == expected
    assert card.comparison
    assert sum(card.comparison.counts.values()) == len(now | then)


@settings(max_examples=40)
@given(st.lists(NUMBERS, min_size=3, max_size=6))
def test_what_was_mended_once_and_is_there_again_has_come_back(runs: list[frozenset[int]]) -> None:
    cards = [month(number, answer(numbers)) for number, numbers in enumerate(runs, 1)]
    for before, now in pairwise(cards):
        compared(now, before)
    ever = frozenset[int]().union(*runs[:-1])
    last, previous = runs[-1], runs[-2]
    told = states(cards[-1])
    assert {number for number, state in told.items() if state == "returned"} == (last & ever) - previous
    assert {number for number, state in told.items() if state == "new"} == last - ever
    assert {number for number, state in told.items() if state == "mended"} == ever - last
    for number in last & previous:
        gaps = [place for place, numbers in enumerate(runs) if number not in numbers]
        assert _since(cards[-1], number) == date(2026, max(gaps, default=-1) + 2, 1)
    assert [point.as_of.month for point in cards[-1].trend] == list(range(1, len(runs)))


def test_only_what_this_run_found_mended_is_counted() -> None:
    first, second, third = month(1, answer({1, 2})), month(2, answer({1})), month(3, answer(()))
    compared(third, compared(second, first))
    assert third.comparison
    assert third.comparison.counts[Change.MENDED] == 1
    assert [each.carried for each in third.comparison.earlier] == [False, True]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (answer((), Outcome.UNKNOWN, reason_code=Reason.BUDGET.value), "unchecked"),
        (answer((), parameters={"max_dead_rate": 0.1}), "not_asked"),
        (answer((), check="links.homepage"), "not_asked"),
        (answer((), Outcome.NOT_APPLICABLE), "unchecked"),
        (answer((1,), Outcome.PASS), "discounted"),  # within what the clause allows
        (answer((), findings=[defect(7, severity=Severity.INFO, subject=PAGE)], outcome=Outcome.REVIEW), "unchecked"),
        (answer((), findings=[defect(2)], sample=[PAGE]), "mended"),
        (answer((), unlisted=3), "unchecked"),
        (answer((), sample=[f"{HOME}zwgk/2.html"]), "unchecked"),
        (answer((), sample=[PAGE]), "mended"),
    ],
)
def test_a_finding_that_is_gone_is_mended_only_where_it_was_looked_for(now: AssessmentCard, state: str) -> None:
    before = answer({1}, sample=[PAGE])
    assert states(compared(month(3, now), month(2, before)))[1] == state


@pytest.mark.parametrize(
    ("seen", "state"), [(Seen.THERE, "mended"), (Seen.ABSENT, "mended"), (Seen.UNSEEN, "unchecked")]
)
@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.NOT_APPLICABLE])
@pytest.mark.parametrize("whole", [True, False])
def test_a_page_that_did_not_open_is_not_mended(seen: Seen, state: str, whole: bool, outcome: Outcome) -> None:
    """Nor is one that is there, where the clause is not asked of the site any more."""
    if outcome is Outcome.NOT_APPLICABLE and seen is Seen.THERE:
        state = "unchecked"
    now = month(3, answer((), outcome), whole=whole)
    card = compared(now, month(2, answer({1})), Watched({PAGE: seen}, whole=whole))
    assert states(card) == {1: state}
    again = compared(month(4, answer({1})), card)
    assert states(again) == {1: "returned" if state == "mended" else "open"}
    assert _since(again, 1) == date(2026, 4 if state == "mended" else 2, 1)


@pytest.mark.parametrize(
    ("then", "sight", "state"),
    [
        (answer((), sample=[PAGE]), Watched(), "new"),
        (answer(()), Watched({PAGE: Seen.ABSENT}), "new"),
        (answer((), sample=[PAGE]), Watched({PAGE: Seen.UNSEEN}), "first_look"),
        (answer(()), Watched(whole=False), "first_look"),
        (answer((), Outcome.UNKNOWN), Watched(), "first_look"),
        (answer((), check="links.homepage"), Watched(), "first_look"),
        (answer((), sample=[f"{HOME}zwgk/2.html"]), Watched(), "first_look"),
        (answer((), findings=[defect(7, severity=Severity.INFO, subject=PAGE)]), Watched(), "first_look"),
        (answer({1}, Outcome.PASS), Watched(), "open"),  # it was there, within what the clause allows
    ],
)
def test_a_finding_is_new_only_where_it_would_have_been_found_before(
    then: AssessmentCard, sight: Watched, state: str
) -> None:
    now = month(3, answer({1}, sample=[PAGE]))
    assert states(compared(now, month(2, then), before_sight=sight))[1] == state


def test_a_page_that_grows_out_of_the_period_asked_about_is_not_mended() -> None:
    """Twelve months back from March begin in March of last year: what was published in February is not asked about any more."""
    asked: dict[str, Any] = {
        "parameters": {"min_rate": 0.6, "period": {"months": 12}},
        "check": "interpretation.coverage",
    }
    before, now = month(2, answer({1, 2}, **asked)), month(3, answer((), **asked))
    days = {PAGE: date(2025, 2, 10), f"{HOME}zwgk/2.html": date(2025, 6, 1)}
    assert states(compared(now, before, Watched(days=days))) == {1: "not_asked", 2: "mended"}


def test_leads_are_counted_apart_and_proofs_have_no_state() -> None:
    lead, proof = defect(2, severity=Severity.INFO), defect(3, severity=Severity.INFO, kind="candidate")
    card = compared(
        month(3, answer((), Outcome.REVIEW, findings=[lead, proof])),
        month(2, answer({1}, check="site.name"), answer(())),
    )
    assert states(card) == {1: "not_asked", 2: "new"}
    assert card.comparison
    assert (card.comparison.counts[Change.NEW], card.comparison.leads[Change.NEW]) == (0, 1)


def test_a_lead_that_became_a_problem_is_not_mended() -> None:
    lead = defect(2, severity=Severity.INFO, subject=PAGE)
    before = month(2, answer((), Outcome.REVIEW, findings=[lead]))
    card = compared(month(3, answer({1})), before)
    assert states(card) == {1: "first_look", 2: "unchecked"}


def test_a_site_that_could_not_be_judged_mends_nothing_and_the_next_run_knows_the_old_findings() -> None:
    dead = month(3)
    dead.site.outcome = Outcome.UNKNOWN
    dead.rulesets = [ruleset("county-2026", "年度任务", [result("county-2026/1", "某项", Outcome.UNKNOWN, "打不开。")])]
    compared(dead, month(2, answer({1})))
    assert states(dead) == {1: "unchecked"}
    assert states(compared(month(4, answer({1})), dead)) == {1: "open"}


def test_scores_under_other_rules_or_by_another_program_are_not_comparable() -> None:
    def told(**change: str) -> tuple[bool, list[str]]:
        before, now = month(2, answer({1})), month(3, answer(()))
        before.rulesets[0].version = change.get("version", now.rulesets[0].version)
        before.tool.version = change.get("tool", now.tool.version)
        card = compared(now, before)
        assert card.comparison
        assert bool(card.comparison.requirements) is card.comparison.rulesets[0].comparable
        return card.comparison.rulesets[0].comparable, card.comparison.notes

    assert told() == (True, [])
    for comparable, notes in (told(version="x"), told(tool="9")):
        assert not comparable
        assert notes


def test_a_card_of_many_states_keeps_its_findings_told_once() -> None:
    card, before = full(dead=6), full(dead=4)
    before.run.stopped_by = card.run.stopped_by = None
    compared(card, before)
    assert {state for number, state in states(card).items() if number in (5, 6)} == {"new"}
    assert Scorecard.model_validate_json(card.to_json()) == card


def test_hostile_words_of_a_finding_that_is_gone_are_kept_short_and_harmless() -> None:
    hostile = "<script>{{ 7*7 }}</script>\u202e\x00=cmd|" + "长" * 1_000_000
    before = answer((), Outcome.FAIL, findings=[_hostile(hostile)])
    card = compared(month(3, answer(())), month(2, before))
    assert card.comparison
    assert len(card.comparison.earlier[0].message) < 400
    assert "\u202e" not in card.comparison.earlier[0].message


def _hostile(message: str) -> FindingCard:
    found = defect(1, message=message)
    found.evidence = [evidence("a" * 5000, message)]
    return found


def _since(card: Scorecard, number: int) -> date | None:
    findings = (each for row in card.rulesets[0].results for answer in row.assessments for each in answer.findings)
    return next((each.change.since for each in findings if int(each.id, 16) == number and each.change), None)
