"""Conclusions (结论): what the answers of its checks mean for one requirement, given its deadline, strength and certainty."""

from datetime import date

from checks.outcomes import Outcome, Reason, Severity
from reports.scorecard import AssessmentCard, ResultCard
from rulesets.model import Requirement, Strength


def set_unknown(card: ResultCard, reason: Reason, detail: str = "") -> None:
    """Nothing could be decided, and why."""
    card.outcome = Outcome.UNKNOWN
    card.reason = f"{reason.words}：{detail}" if detail else f"{reason.words}。"
    card.reason_code = reason.value


def conclude(card: ResultCard, requirement: Requirement, as_of: date) -> None:
    """The requirement's outcome: the worst of its assessments, softened by deadline, strength and unconfirmed figures."""
    card.outcome = Outcome.worst(assessment.outcome for assessment in card.assessments)
    decisive = [assessment for assessment in card.assessments if assessment.outcome is card.outcome]
    card.reason = " ".join(assessment.reason for assessment in decisive)
    card.reason_code = next((a.reason_code for a in decisive if a.reason_code), None)
    if card.outcome is not Outcome.FAIL:
        return
    if requirement.bonus:
        _soften(card, f"加分条件没有全部达到：{card.reason}", Outcome.NOT_APPLICABLE)
    elif requirement.strength is Strength.ENCOURAGED:
        _soften(card, f"鼓励性要求，未做到不算不合格：{card.reason}")
    elif requirement.due and requirement.due > as_of:
        card.outcome = Outcome.NOT_DUE
        card.reason = f"期限 {requirement.due.isoformat()} 未到，目前：{card.reason}"
    elif requirement.strength is Strength.SHOULD:
        card.outcome = Outcome.REVIEW
        card.reason = f"逐步推进的要求，没有到位先由人判断：{card.reason}"
    elif requirement.confirm:
        card.outcome = Outcome.REVIEW
        card.reason = f"依据的数字待核，先作人工核实：{card.reason}"


def _soften(card: ResultCard, reason: str, outcome: Outcome = Outcome.REVIEW) -> None:
    """An unmet encouragement, to be looked at, or a bonus that is not earned: the findings are no more than hints."""
    card.outcome, card.reason = outcome, reason
    card.assessments = [_as_hints(assessment) for assessment in card.assessments]


def _as_hints(assessment: AssessmentCard) -> AssessmentCard:
    """A copy, since other requirements may share the assessment."""
    hints = [finding.model_copy(update={"severity": Severity.INFO}) for finding in assessment.findings]
    return assessment.model_copy(update={"findings": hints})
