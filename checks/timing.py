"""Periods that have not begun or are not over (检查时段): what was to be done within one is not due, or may still come."""

from dataclasses import replace

from checks.assessment import Assessment, Context
from checks.contract import Check, Parameters
from checks.outcomes import Outcome, Severity
from checks.periods import Period


def not_begun(parameters: Parameters, context: Context) -> Assessment | None:
    """The answer for a period that begins after the day judged for: not due, not missing. None when it has begun, or none is asked."""
    period = period_of(parameters)
    if period is None or not period.begins_after(context.as_of, context.year):
        return None
    first, _ = period.days(context.as_of, context.year)
    return Assessment(Outcome.NOT_DUE, f"检查时段从 {first} 开始，检查日 {context.as_of} 还没有到。")


def unless_running(check: Check, answer: Assessment, parameters: Parameters, context: Context) -> Assessment:
    """A check's answer, but not due where all it accuses of is missing so far (`Kind.may_come`) and the period asked is not over.

    For clauses without a deadline of their own: what a year's document asks may be done until the year ends.
    """
    period = period_of(parameters)
    if answer.outcome is not Outcome.FAIL or period is None or not period.is_running(context.as_of, context.year):
        return answer
    accused = [finding for finding in answer.findings if finding.severity is not Severity.INFO]
    if not accused or not all(check.kinds[finding.kind].may_come for finding in accused):
        return answer
    return replace(answer, outcome=Outcome.NOT_DUE, reason=f"{answer.reason}检查时段还没有结束，到期再判定。")


def period_of(parameters: Parameters) -> Period | None:
    """The period a check is asked about, where it takes one."""
    period = getattr(parameters, "period", None)
    return period if isinstance(period, Period) else None
