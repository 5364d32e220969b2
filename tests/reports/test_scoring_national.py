"""The national indicators (国办秘函〔2019〕19号) scored by hand, from their own rows."""

from checks.outcomes import Outcome
from reports.scorecard import ResultCard
from reports.scoring.score import NO_GRADE, PASSED_GRADE, VETOED_GRADE
from rulesets.loading import builtin
from rulesets.model import Ruleset
from tests.reports.scoring_rows import finding, result, scored


def of_the_document(*names: str) -> Ruleset:
    """The national indicators with these rows only."""
    whole = builtin("national-2019")
    rows = {row.id: row for row in whole.requirements}
    return whole.model_copy(update={"requirements": tuple(rows[name] for name in names)})


# The document's own rows.


def test_two_missing_marks_three_dead_links_at_home_and_four_below() -> None:
    rules = of_the_document("identity", "availability")  # 3 and 1 points
    marks = result(Outcome.FAIL, [finding(1, "mark_missing", "icp", pages=9), finding(2, "mark_missing", "police")])
    links = result(Outcome.FAIL, [finding(n) for n in range(3)])  # 3 × 0.2
    links.assessments.append(
        links.assessments[0].model_copy(update={"check": "links.site", "findings": [finding(n) for n in range(10, 14)]})
    )  # 4 × 0.1, together the whole point
    card = scored(rules, [marks, links])
    assert (marks.points, links.points, card.value) == (2.0, 0.0, 50.0)  # 2 of 4
    assert "100 × 2 ÷ 4 = 50 分" in card.explanation


def test_each_of_six_missing_marks_costs_half_a_point_up_to_three() -> None:
    marks = result(Outcome.FAIL, [finding(n, "mark_missing", f"mark-{n}") for n in range(6)])
    card = scored(of_the_document("identity"), [marks])
    assert (marks.points, card.value, card.grade) == (0.0, 0.0, "不合格")


def test_a_dead_site_is_vetoed_whatever_its_points() -> None:
    rules = of_the_document("veto-2", "identity")
    card = scored(rules, [result(Outcome.FAIL, veto=True), result(Outcome.PASS)])
    assert (card.value, card.grade) == (None, VETOED_GRADE)


def test_pages_without_tags_cost_a_tenth_each_and_malformed_ones_nothing() -> None:
    rules = of_the_document("meta-tags")
    tags = result(
        Outcome.FAIL, [finding(1, "tag_missing", "SiteName", pages=4), finding(2, "tag_malformed", "PubDate", pages=9)],
        check="site.meta_tags",
    )  # fmt: skip
    scored(rules, [tags])
    assert tags.points == 0.6  # 1 - 4 × 0.1: the first four of the nine pages are the same ones


# The whole document, row by row.


def judged_whole(**outcomes: Outcome) -> tuple[Ruleset, list[ResultCard]]:
    """Every row of the national indicators: met, unless said otherwise; bonus rows are open unless said otherwise."""
    whole = builtin("national-2019")
    rows = []
    for rule in whole.requirements:
        usual = Outcome.REVIEW if rule.bonus else Outcome.PASS
        rows.append(result(outcomes.get(rule.id.replace("-", "_"), usual), veto=rule.veto))
    return whole, rows


def test_portal_that_lost_five_points_and_won_seven() -> None:
    rules, rows = judged_whole(
        service_application=Outcome.FAIL, bonus_forms=Outcome.PASS, bonus_quick_replies=Outcome.PASS,
        bonus_data_half_year=Outcome.PASS,
    )  # fmt: skip
    card = scored(rules, rows)
    assert (card.total_points, card.deducted_value, card.bonus_worth) == (100.0, 95.0, 30.0)  # 100 - 5
    assert (card.bonus, card.value, card.grade) == (7.0, 102.0, "合格")  # 3 + 3 + 1
    assert "95 + 7 = 102 分" in card.explanation


def test_portal_at_eighty_exactly_keeps_its_bonus_outside() -> None:
    lost = dict.fromkeys(
        ("service_application", "submission", "login", "news"), Outcome.FAIL
    )  # 5 + 7 + 3 + 5: four items that cost all they are worth
    card = scored(*judged_whole(**lost, bonus_forms=Outcome.PASS))
    assert (card.value, card.bonus, card.bonus_won) == (80.0, 0.0, 3.0)


def test_department_is_graded_by_the_vetoes_of_the_document_alone() -> None:
    rules, rows = judged_whole()
    for rule, row in zip(rules.requirements, rows, strict=True):
        row.outcome = row.outcome if rule.veto else Outcome.NOT_APPLICABLE
    card = scored(rules, rows)
    assert (card.value, card.grade, card.open_vetoes) == (None, PASSED_GRADE, 0)
    rows[0].outcome = Outcome.REVIEW
    assert scored(rules, rows).grade == NO_GRADE
