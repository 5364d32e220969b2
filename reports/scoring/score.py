"""Scores (得分): the national way (一票否决、扣分、加分) and the ledger way (台账加权); explained in docs/scoring.md, in words by score_words.py."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from checks.outcomes import Outcome, Severity
from reports.scorecard import FindingCard, ResultCard, ScoreCard
from reports.scoring.bands import EXACT, band, is_enough
from reports.scoring.score_words import explanation, outlook, waivers_told
from rulesets.model import Bonus, Deduction, Requirement, Ruleset, Strength

JUDGED = (Outcome.PASS, Outcome.FAIL)
OPEN = (Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE)
COUNTED = (*JUDGED, *OPEN)  # what the points are a share of
VETOED_GRADE = "不合格（单项否决）"
NO_GRADE = "不评级"
QUICK_GRADE = "不评级（快速检查）"
PASSED_GRADE = "合格"  # where vetoes alone decide


@dataclass(frozen=True)
class Sums:
    """What the rows of a ruleset add up to: points of the deducted (or weighted) part, bonus, vetoes by state."""

    total: float
    judged: float
    earned: float
    bonus_won: float
    bonus_worth: float
    triggered: tuple[str, ...]
    open_vetoes: int
    vetoes: int

    @property
    def decided_by_vetoes(self) -> bool:
        """Whether no points apply to the site, so that the vetoes alone grade it."""
        return not self.total and self.vetoes > 0


def points_of(requirement: Requirement, result: ResultCard, *, scoring: str) -> tuple[float | None, float | None]:
    """Points earned and points the row is worth; earned is None while it is not judged, worth is None for rows outside the score."""
    if scoring == "national" and requirement.bonus:
        return _bonus_points(requirement.bonus, result)
    if result.outcome is Outcome.NOT_APPLICABLE:
        return None, None
    if result.waived:
        return _waived_points(requirement, counted(result), scoring=scoring)
    if scoring == "national":
        return _deducted_points(requirement.deduct, result)
    if requirement.strength is Strength.ENCOURAGED:
        return None, None
    worth = requirement.weight
    return (worth * (result.outcome is Outcome.PASS) if result.outcome in JUDGED else None), worth


def _waived_points(requirement: Requirement, left: Outcome, *, scoring: str) -> tuple[float | None, float | None]:
    """Points of a row all of whose faults are waived: whole when nothing else is open, so that they cost nothing."""
    encouraged = requirement.strength is Strength.ENCOURAGED
    points = requirement.deduct.points if requirement.deduct else None
    worth = points if scoring == "national" else None if encouraged else requirement.weight
    return (worth if left is Outcome.PASS else None), worth


def counted(result: ResultCard) -> Outcome:
    """The outcome that counts: of a waived row what its other checks leave of it, passed when they leave nothing open."""
    if not result.waived:
        return result.outcome
    left = Outcome.worst(each.outcome for each in result.assessments if each.outcome is not Outcome.FAIL)
    return Outcome.PASS if left is Outcome.NOT_APPLICABLE else left


def _deducted_points(rule: Deduction | None, result: ResultCard) -> tuple[float | None, float | None]:
    if rule is None:
        return None, None
    return (rule.points - deduction(rule, result) if result.outcome in JUDGED else None), rule.points


def _bonus_points(rule: Bonus, result: ResultCard) -> tuple[float | None, float | None]:
    """Points a bonus row won: all when met, what its findings leave when it was met in part, none while it is open."""
    if result.outcome is Outcome.PASS:
        return rule.points, rule.points
    if is_unmet(result):
        return _part_of_bonus(rule, result), rule.points
    return None, (rule.points if result.outcome in OPEN else None)


def _part_of_bonus(rule: Bonus, result: ResultCard) -> float:
    findings = sum(len(a.findings) for a in result.assessments if a.outcome is Outcome.FAIL)
    doubtful = any(a.outcome in OPEN for a in result.assessments)
    if rule.each is None or not findings or doubtful:
        return 0.0
    return round(max(rule.points - rule.each * findings, 0.0), EXACT)


def is_unmet(result: ResultCard) -> bool:
    """Whether a bonus row was judged and not met; a row out of the site's scope has no failed check and nobody's verdict."""
    if result.attestation:
        return result.attestation.verdict is Outcome.FAIL
    return any(assessment.outcome is Outcome.FAIL for assessment in result.assessments)


def deduction(rule: Deduction, result: ResultCard) -> float:
    """Points lost by a judged row: each accusing finding of a failed check costs what the rule says, capped at the row's points.

    A person's verdict counts no findings: it costs what one does.
    """
    if result.outcome is Outcome.PASS:
        return 0.0
    if result.attestation:
        return min(rule.each or rule.points, rule.points)
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


def score(ruleset: Ruleset, results: list[ResultCard], before: ScoreCard | None = None) -> ScoreCard:
    """Score of a site under one ruleset; `before` is what it was without waivers."""
    sums = added_up(results)
    part = share(sums.earned, sums.judged)
    rated = is_enough(ruleset, sums.judged, sums.total)
    counts = bool(sums.bonus_won) and rated and _is_above(part, ruleset.bonus_above)
    bonus = round(sums.bonus_won, EXACT) if counts else 0.0
    value = None if sums.triggered or part is None else one_decimal(part + bonus)
    low, high = bounds(sums)
    card = ScoreCard(
        value=value,
        value_before_waivers=before.value if before else value,
        grade_before_waivers=before.grade if before else "",
        grade=_grade(ruleset, sums, value, rated=rated),
        vetoed=bool(sums.triggered),
        deducted=round(sums.judged - sums.earned, 2),
        deducted_value=part,
        bonus=bonus,
        bonus_won=round(sums.bonus_won, EXACT),
        bonus_worth=sums.bonus_worth,
        judged_points=round(sums.judged, 2),
        total_points=round(sums.total, 2),
        lowest=low,
        highest=high,
        vetoes=sums.vetoes,
        open_vetoes=sums.open_vetoes,
    )
    card.explanation = explanation(ruleset, card, sums.triggered) + waivers_told(card, results)
    card.outlook = outlook(ruleset, card, results)
    return card


def unscored(results: Sequence[ResultCard]) -> ScoreCard:
    """What stands in the place of a score after a quick check: how much was judged, no value, no grade."""
    sums = added_up(results)
    return ScoreCard(
        value=None,
        grade=QUICK_GRADE,
        judged_points=round(sums.judged, 2),
        total_points=round(sums.total, 2),
        vetoes=sums.vetoes,
        open_vetoes=sums.open_vetoes,
        explanation="快速检查只看网站的门面，不计算得分，不评定等级。下面列出已查出的问题按规定各值多少分。",
    )


def added_up(results: Sequence[ResultCard]) -> Sums:
    """Sums over the rows of a ruleset."""
    scored = [result for result in results if result.worth and not result.bonus and counted(result) in COUNTED]
    judged = [result for result in scored if counted(result) in JUDGED]
    bonus = [result for result in results if result.bonus]
    vetoes = [result for result in results if result.veto and result.outcome in COUNTED]
    return Sums(
        total=_sum(result.worth for result in scored),
        judged=_sum(result.worth for result in judged),
        earned=_sum(result.points for result in judged),
        bonus_won=_sum(result.points for result in bonus),
        bonus_worth=_sum(result.worth for result in bonus),
        triggered=tuple(result.title for result in vetoes if counted(result) is Outcome.FAIL),
        open_vetoes=sum(counted(result) in OPEN for result in vetoes),
        vetoes=len(vetoes),
    )


def _sum(values: Iterable[float | None]) -> float:
    return round(sum(value or 0.0 for value in values), EXACT)


def share(part: float, whole: float) -> float | None:
    """A part of a whole on the scale of 100, one decimal; None of nothing."""
    return one_decimal(100 * part / whole) if whole else None


def one_decimal(value: float) -> float:
    """A figure rounded as on paper: halves go up."""
    return float(Decimal(repr(round(value, EXACT))).quantize(Decimal("0.1"), ROUND_HALF_UP))


def bounds(sums: Sums) -> tuple[float | None, float | None]:
    """What the deducted (or weighted) part can still become: when all open rows fail, and when all pass."""
    return share(sums.earned, sums.total), share(sums.earned + sums.total - sums.judged, sums.total)


def _is_above(part: float | None, threshold: float | None) -> bool:
    return part is not None and (threshold is None or part > threshold)


def _grade(ruleset: Ruleset, sums: Sums, value: float | None, *, rated: bool) -> str:
    if sums.triggered:
        return VETOED_GRADE
    if sums.decided_by_vetoes:
        return NO_GRADE if sums.open_vetoes else PASSED_GRADE
    return (band(ruleset, value) if rated and value is not None else "") or NO_GRADE
