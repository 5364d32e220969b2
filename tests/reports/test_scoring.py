"""Scores computed by hand (docs/scoring.md) against those of the program."""

from datetime import date

import pytest

from checks.outcomes import Outcome, Severity
from reports.people_cards import WaiverCard
from reports.scorecard import FindingCard, ResultCard
from reports.scoring.score import NO_GRADE, PASSED_GRADE, VETOED_GRADE
from rulesets.model import Bonus, Deduction, Ruleset, Strength
from tests.reports.scoring_rows import finding, ledger, national, requirement, result, scored


def met(part: float, **fields: object) -> tuple[Ruleset, list[ResultCard]]:
    """A ruleset whose deducted part comes to `part` points, with a bonus row of 5 that is met."""
    lost = round(100 - part, 2)
    rows = [
        requirement("a", deduct=Deduction(points=50)),
        requirement("b", deduct=Deduction(points=50, each=lost or 1)),
    ]
    rules = national(*rows, requirement("c", bonus=Bonus(points=5)), bonus_above=80, **fields)
    second = result(Outcome.FAIL, [finding(1)]) if lost else result(Outcome.PASS)
    return rules, [result(Outcome.PASS), second, result(Outcome.PASS)]


def unmet(findings: list[FindingCard] | None = None) -> ResultCard:
    """A bonus row as the judge leaves it when its check failed."""
    row = result(Outcome.FAIL, findings)
    row.outcome = Outcome.NOT_APPLICABLE
    return row


def test_ledger_score_is_the_weighted_share_of_judged_rows() -> None:
    rules = ledger(requirement("a", weight=3), requirement("b", weight=1), requirement("c", weight=2))
    card = scored(rules, [result(Outcome.PASS), result(Outcome.FAIL), result(Outcome.REVIEW)])
    assert (card.value, card.judged_points, card.total_points, card.grade) == (75.0, 4.0, 6.0, "合格")  # 3 of 4


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.REVIEW, Outcome.NOT_DUE, Outcome.NOT_APPLICABLE])
def test_rows_that_are_not_judged_neither_earn_nor_cost(outcome: Outcome) -> None:
    card = scored(ledger(requirement("a"), requirement("b")), [result(Outcome.PASS), result(outcome)])
    assert card.value == 100.0
    assert card.deducted == 0


def test_no_grade_is_given_when_less_than_the_asked_share_was_judged() -> None:
    rules = ledger(requirement("a"), requirement("b"), requirement("c"))
    card = scored(rules, [result(Outcome.PASS), result(Outcome.REVIEW), result(Outcome.UNKNOWN)])
    assert (card.value, card.grade) == (100.0, NO_GRADE)


def test_nothing_judged_has_no_value() -> None:
    card = scored(ledger(requirement("a")), [result(Outcome.UNKNOWN)])
    assert (card.value, card.grade) == (None, NO_GRADE)


def test_encouraged_rows_stand_outside_the_score() -> None:
    rules = ledger(requirement("a"), requirement("b", strength=Strength.ENCOURAGED))
    card = scored(rules, [result(Outcome.PASS), result(Outcome.REVIEW)])
    assert (card.value, card.total_points) == (100.0, 1.0)


def test_each_finding_costs_until_the_cap() -> None:
    rules = national(
        requirement("a", deduct=Deduction(points=1, each=0.2)),
        requirement("b", deduct=Deduction(points=3, each=0.5, per="element")),
    )
    links = result(Outcome.FAIL, [finding(n) for n in range(7)])  # 7 × 0.2 = 1.4, capped at 1
    marks = result(
        Outcome.FAIL, [finding(1, "mark_missing", "icp", pages=4), finding(2, "mark_missing", "police")]
    )  # 2 × 0.5
    card = scored(rules, [links, marks])
    assert (links.points, marks.points) == (0.0, 2.0)
    assert (card.value, card.deducted) == (50.0, 2.0)  # 2 of 4 points


def test_pages_are_counted_once_however_many_tags_they_lack() -> None:
    rules = national(requirement("a", deduct=Deduction(points=1, each=0.1, per="target")))
    tags = result(
        Outcome.FAIL, [finding(1, "tag_missing", "SiteName", pages=3), finding(2, "tag_empty", "PubDate", pages=2)]
    )
    scored(rules, [tags])
    assert tags.points == 0.7  # three pages in all


def test_candidates_for_review_cost_nothing() -> None:
    rules = national(requirement("a", deduct=Deduction(points=1, each=0.2)))
    suspect = finding(2, "suspect").model_copy(update={"severity": Severity.INFO})
    row = result(Outcome.FAIL, [finding(1), suspect])
    scored(rules, [row])
    assert row.points == 0.8


def test_a_veto_ends_the_scoring() -> None:
    rules = national(requirement("v", veto=True), requirement("a", deduct=Deduction(points=1)))
    card = scored(rules, [result(Outcome.FAIL, veto=True), result(Outcome.PASS)])
    assert (card.value, card.vetoed, card.grade) == (None, True, VETOED_GRADE)
    assert "某项" in card.explanation


def test_waived_findings_cost_nothing() -> None:
    rules = national(requirement("a", deduct=Deduction(points=1, each=0.2)))
    waiver = WaiverCard(reason="在修", by="某科", until=date(2026, 5, 1))
    row = result(Outcome.FAIL, [finding(1).model_copy(update={"waiver": waiver}), finding(2)])
    scored(rules, [row])
    assert row.points == 0.8


# The bonus part. Deducted parts of 81, 80 and 79.9 points; a bonus row of 5 points, met.


@pytest.mark.parametrize(
    ("part", "value", "bonus"),
    [(81, 86.0, 5.0), (80.1, 85.1, 5.0), (80, 80.0, 0.0), (59, 59.0, 0.0), (100, 105.0, 5.0)],
)
def test_bonus_counts_only_above_eighty(part: float, value: float, bonus: float) -> None:
    card = scored(*met(part))
    assert (card.value, card.deducted_value, card.bonus, card.bonus_won) == (value, part, bonus, 5.0)
    assert ("加分不计" in card.explanation) == (bonus == 0)


def test_bonus_does_not_lift_a_site_over_sixty() -> None:
    assert scored(*met(58)).grade == "不合格"  # 58, and not 58 + 5


def test_bonus_waits_until_enough_of_the_deducted_part_is_judged() -> None:
    rules, rows = met(100)
    rows[1] = result(Outcome.REVIEW)
    rows[0] = result(Outcome.REVIEW)
    card = scored(rules, rows)
    assert (card.value, card.bonus, card.grade) == (None, 0.0, NO_GRADE)


def test_bonus_met_in_part_wins_what_its_findings_leave_and_never_less_than_nothing() -> None:
    rules = national(requirement("a", deduct=Deduction(points=1)), requirement("b", bonus=Bonus(points=3, each=1)))
    hint = finding(2).model_copy(update={"severity": Severity.INFO})  # as the judge leaves them
    partly = unmet([finding(1), hint])
    assert scored(rules, [result(Outcome.PASS), partly]).value == 101.0  # 3 - 2 × 1
    for nothing in (unmet(), unmet([finding(n) for n in range(5)])):
        assert scored(rules, [result(Outcome.PASS), nothing]).value == 100.0


def test_open_bonus_wins_nothing_and_is_no_part_of_the_judged_share() -> None:
    rules = national(requirement("a", deduct=Deduction(points=1)), requirement("b", bonus=Bonus(points=3)))
    card = scored(rules, [result(Outcome.PASS), result(Outcome.UNKNOWN)])
    assert (card.value, card.total_points, card.bonus_worth, card.bonus_won) == (100.0, 1.0, 3.0, 0.0)


def test_site_without_services_is_scored_out_of_seventy_five() -> None:
    rows = [
        requirement(name, deduct=Deduction(points=worth)) for name, worth in (("a", 60), ("b", 15), ("services", 25))
    ]
    card = scored(national(*rows), [result(Outcome.PASS), result(Outcome.FAIL), result(Outcome.NOT_APPLICABLE)])
    assert (card.value, card.total_points) == (80.0, 75.0)  # 60 ÷ 75 × 100


# Sites that points do not apply to: vetoes alone.


@pytest.mark.parametrize(
    ("second", "grade"),
    [
        (Outcome.PASS, PASSED_GRADE),
        (Outcome.NOT_APPLICABLE, PASSED_GRADE),
        (Outcome.REVIEW, NO_GRADE),
        (Outcome.UNKNOWN, NO_GRADE),
        (Outcome.FAIL, VETOED_GRADE),
    ],
)
def test_vetoes_alone_grade_a_site_without_points_when_all_are_judged(second: Outcome, grade: str) -> None:
    rules = national(
        requirement("v", veto=True), requirement("w", veto=True), requirement("a", deduct=Deduction(points=9))
    )
    rows = [result(Outcome.PASS, veto=True), result(second, veto=True), result(Outcome.NOT_APPLICABLE)]
    card = scored(rules, rows)
    assert (card.value, card.grade, card.total_points) == (None, grade, 0.0)
    assert card.open_vetoes == (second in (Outcome.REVIEW, Outcome.UNKNOWN))


# What would turn the grade.


def test_the_way_to_the_next_grade_is_told_in_points_and_rows() -> None:
    rules = ledger(*(requirement(f"r{n}", weight=w) for n, w in enumerate((5, 2, 2, 1))))
    rows = [result(o) for o in (Outcome.PASS, Outcome.FAIL, Outcome.PASS, Outcome.FAIL)]  # 7 of 10: 合格
    rows[1].title, rows[3].title = "大项", "小项"
    outlook = scored(rules, rows).outlook
    assert outlook == "已判定的条款再挽回 1 分，等级变为“优秀”（80 分起），例如整改“大项”。"


def test_what_is_open_can_turn_the_grade_or_not() -> None:
    rules = ledger(*(requirement(f"r{n}", weight=w) for n, w in enumerate((6, 2, 2))))
    card = scored(rules, [result(Outcome.PASS), result(Outcome.PASS), result(Outcome.REVIEW)])
    assert (card.lowest, card.highest) == (80.0, 100.0)  # 8 ÷ 10, 10 ÷ 10
    assert "全部不合格为 80 分，等级都是“优秀”" in card.outlook
    card = scored(rules, [result(Outcome.PASS), result(Outcome.FAIL), result(Outcome.REVIEW)])
    assert (card.value, card.lowest, card.highest) == (75.0, 60.0, 80.0)  # 6 ÷ 8, 6 ÷ 10, 8 ÷ 10
    assert "全部合格为 80 分（优秀），全部不合格为 60 分（合格）" in card.outlook


def test_halves_are_rounded_up_as_on_paper() -> None:
    rules = ledger(requirement("a", weight=1247), requirement("b", weight=753))  # 62.35
    assert scored(rules, [result(Outcome.PASS), result(Outcome.FAIL)]).value == 62.4


def test_twins_in_prose_and_table_both_count() -> None:
    rules = ledger(requirement("prose"), requirement("row"), requirement("other"))
    card = scored(rules, [result(Outcome.FAIL), result(Outcome.FAIL), result(Outcome.PASS)])
    assert card.value == 33.3  # 1 of 3
