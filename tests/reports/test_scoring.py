"""Scores computed by hand (docs/scoring.md) against those of the program."""

from datetime import date

import pytest

from checks.outcomes import Outcome, Severity
from reports.scorecard import AssessmentCard, ClauseCard, EvidenceCard, FindingCard, ResultCard, UnitsCard, WaiverCard
from reports.scoring import NO_GRADE, VETOED_GRADE, points_of, score
from rulesets.model import Deduction, Grade, Requirement, Ruleset, Strength

GRADES = (Grade(min=80, name="优秀"), Grade(min=60, name="合格"), Grade(min=0, name="不合格"))


def finding(number: int, kind: str = "dead", element: str = "", pages: int = 1) -> FindingCard:
    evidence = [EvidenceCard(url=f"http://a.gov.cn/{page}", page_title="") for page in range(pages)]
    return FindingCard(
        id=str(number), kind=kind, element=element, message="", severity=Severity.MINOR, remedy="", evidence=evidence
    )


def result(
    outcome: Outcome, findings: list[FindingCard] | None = None, *, check: str = "links.homepage", veto: bool = False
) -> ResultCard:
    assessment = AssessmentCard(
        check=check, title="", parameters={}, outcome=outcome, reason="", findings=findings or []
    )
    return ResultCard(
        requirement="r/a", title="某项", clause=ClauseCard(document="某文件"), units=UnitsCard(), outcome=outcome,
        reason="", veto=veto, assessments=[assessment],
    )  # fmt: skip


def requirement(name: str, **fields: object) -> Requirement:
    return Requirement.model_validate(
        {"id": name, "title": "某项要求", "assess": [{"check": "links.homepage"}], **fields}
    )


def scored(ruleset: Ruleset, results: list[ResultCard]):  # type: ignore[no-untyped-def]
    for rule, row in zip(ruleset.requirements, results, strict=True):
        row.points, row.worth = points_of(rule, row, scoring=ruleset.scoring)
    return score(ruleset, results)


def ledger(*requirements: Requirement, min_judged: float = 0.5) -> Ruleset:
    return Ruleset(
        id="a", title="某要点", issued=date(2026, 1, 1), grades=GRADES, min_judged=min_judged, requirements=requirements
    )


def national(*requirements: Requirement) -> Ruleset:
    return Ruleset(id="a", title="某指标", scoring="national", grades=GRADES, requirements=requirements)


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
