"""What a whole card comes down to (总体结论): whether anything failed, how many rows of each outcome."""

from collections import Counter

from checks.outcomes import Outcome
from reports.scorecard import RulesetCard, Scorecard


def failed(card: Scorecard) -> bool:
    """Whether any requirement failed that no waiver covers."""
    return any(
        result.outcome is Outcome.FAIL and not result.waived for ruleset in card.rulesets for result in ruleset.results
    )


def outcome_counts(ruleset: RulesetCard) -> Counter[Outcome]:
    """How many requirements of a ruleset have each outcome."""
    return Counter(result.outcome for result in ruleset.results)
