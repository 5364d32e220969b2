"""Fails that a list of problems must not hold against a site (豁免、误报): somebody answers for them, or found them wrong."""

from checks.outcomes import Outcome
from reports.ledgers.followup import State
from reports.scorecard import ResultCard


def is_excused(result: ResultCard) -> bool:
    """Whether a waiver covers the requirement, or a person recorded its verdict as a false alarm."""
    return result.waived or (result.followup is not None and result.followup.state == State.FALSE_ALARM)


def is_held_against(result: ResultCard) -> bool:
    """Whether the requirement failed and nothing excuses that."""
    return result.outcome is Outcome.FAIL and not is_excused(result)
