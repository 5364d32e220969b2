"""Scores (得分): the national way (一票否决、扣分、加分) and the ledger way (台账加权); explained in docs/scoring.md."""

from checks.outcomes import Outcome, Severity
from reports.scorecard import FindingCard, ResultCard, ScoreCard
from rulesets.model import Deduction, Requirement, Ruleset, Strength

JUDGED = (Outcome.PASS, Outcome.FAIL)
COUNTED = (*JUDGED, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE)  # what the points are a share of
VETOED_GRADE = "不合格（单项否决）"
NO_GRADE = "不评级"


def points_of(requirement: Requirement, result: ResultCard, *, scoring: str) -> tuple[float | None, float | None]:
    """Points earned and points the row is worth; earned is None while it is not judged, worth is None for rows outside the score."""
    if result.outcome is Outcome.NOT_APPLICABLE:
        return None, None
    if scoring == "national":
        if requirement.deduct is None:
            return None, None
        worth = requirement.deduct.points
        return (worth - deduction(requirement.deduct, result) if result.outcome in JUDGED else None), worth
    if requirement.strength is Strength.ENCOURAGED:
        return None, None
    worth = requirement.weight
    return (worth * (result.outcome is Outcome.PASS) if result.outcome in JUDGED else None), worth


def deduction(rule: Deduction, result: ResultCard) -> float:
    """Points lost by a judged row: each accusing finding of a failed check costs what the rule says, capped at the row's points."""
    if result.outcome is Outcome.PASS:
        return 0.0
    if rule.each is None and not rule.costs:
        return rule.points
    costs: dict[str, float] = {}
    for assessment in result.assessments:
        if assessment.outcome is not Outcome.FAIL:
            continue
        for finding in assessment.findings:
            if finding.severity is Severity.INFO or finding.waiver:
                continue
            cost = rule.costs.get(finding.kind, rule.costs.get(assessment.check, rule.each or 0.0))
            for key in _counted_once(rule, finding):
                costs[key] = max(costs.get(key, 0.0), cost)
    return round(min(rule.points, sum(costs.values())), 4)


def _counted_once(rule: Deduction, finding: FindingCard) -> list[str]:
    """Keys under which a finding is counted: itself, its element, or each page it was seen on."""
    if rule.per == "element":
        return [f"element {finding.element or finding.id}"]
    if rule.per == "target":
        return [f"page {evidence.url}" for evidence in finding.evidence] or [finding.id]
    return [finding.id]


def score(ruleset: Ruleset, results: list[ResultCard]) -> ScoreCard:
    """Score of a site under one ruleset."""
    total = sum(result.worth or 0.0 for result in results if result.outcome in COUNTED)
    judged = [result for result in results if result.outcome in JUDGED and result.worth]
    judged_points = sum(result.worth or 0.0 for result in judged)
    earned = sum(result.points or 0.0 for result in judged)
    vetoes = [result.title for result in results if result.veto and result.outcome is Outcome.FAIL]
    value = round(100 * earned / judged_points, 1) if judged_points else None
    return ScoreCard(
        value=None if vetoes else value,
        value_before_waivers=None if vetoes else value,  # no waiver is applied yet
        grade=_grade(ruleset, value, vetoes, judged_points, total),
        vetoed=bool(vetoes),
        deducted=round(judged_points - earned, 2),
        judged_points=round(judged_points, 2),
        total_points=round(total, 2),
        explanation=_explain(ruleset, value, vetoes, judged_points, earned, total),
    )


def _grade(ruleset: Ruleset, value: float | None, vetoes: list[str], judged: float, total: float) -> str:
    if vetoes:
        return VETOED_GRADE
    if value is None or not total or judged < ruleset.min_judged * total:
        return NO_GRADE
    return next((grade.name for grade in ruleset.grades if value >= grade.min), NO_GRADE)


def _explain(
    ruleset: Ruleset, value: float | None, vetoes: list[str], judged: float, earned: float, total: float
) -> str:
    if vetoes:
        return f"触发单项否决：{'；'.join(vetoes)}。按规定直接评为不合格，其他项目不再计分。"
    if value is None:
        return "没有能够评判的计分项，不计算得分。"
    part = f"共 {total:g} 分的项目中评判了 {judged:g} 分，得 {earned:g} 分，折合百分制 {value:g} 分。"
    if judged < ruleset.min_judged * total:
        return f"{part}评判的分值不足 {ruleset.min_judged:.0%}，不评级。"
    return f"{part}不适用、无法检查、待核实和未到期的项目不计分。"
