"""Periods still to come (检查时段未到): a check that asks what was done within one has nothing to judge before its first day."""

from checks.assessment import Assessment, Context
from checks.contract import Parameters
from checks.outcomes import Outcome
from checks.periods import Period


def not_begun(parameters: Parameters, context: Context) -> Assessment | None:
    """The answer for a period that begins after the day judged for: not due, not missing. None when it has begun, or none is asked."""
    period = getattr(parameters, "period", None)
    if not isinstance(period, Period) or not period.begins_after(context.as_of, context.year):
        return None
    first, _ = period.days(context.as_of, context.year)
    return Assessment(Outcome.NOT_DUE, f"检查时段从 {first} 开始，检查日 {context.as_of} 还没有到。")
