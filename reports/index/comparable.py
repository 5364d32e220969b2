"""Which scores of two runs can be compared (可比): like with like only."""

from collections.abc import Sequence
from typing import Protocol

from reports.earlier_cards import RulesetBefore
from reports.scorecard import RulesetCard, ScoreCard, Scorecard
from reports.scoring.score import NO_GRADE, PASSED_GRADE

NO_RUN_BEFORE = "没有往次检查"
OTHER_RULES = "规则不同"


class Points(Protocol):
    """What the scores of all runs have in common."""

    @property
    def value(self) -> float | None:
        """Points, None where there are none."""

    @property
    def grade(self) -> str:
        """The grade in words."""


class Mark(Points, Protocol):
    """What a score and the score of the previous run have in common."""

    @property
    def vetoed(self) -> bool:
        """Whether a veto was triggered."""


def rated_value(mark: Points) -> float | None:
    """The points, None where too little was judged for them to say something about the site."""
    return None if mark.grade == NO_GRADE else mark.value


def is_assessed(mark: Mark) -> bool:
    """Whether the document has come to a result: points, a veto, or vetoes alone and none triggered."""
    return mark.vetoed or rated_value(mark) is not None or mark.grade == PASSED_GRADE


def score_before(card: Scorecard, ruleset: RulesetCard) -> RulesetBefore | str:
    """The previous run's score under the same rules; words why there is none to compare with."""
    if card.comparison is None:
        return NO_RUN_BEFORE
    before = next((each for each in card.comparison.rulesets if each.id == ruleset.id), None)
    if before is None:
        return "上次没有按此检查"
    return before if before.comparable else OTHER_RULES


def scores_of_both_runs(card: Scorecard) -> Sequence[tuple[RulesetBefore, ScoreCard]] | str:
    """Scores before and now of every document of the card; words why not all can be compared."""
    if card.comparison is None:
        return NO_RUN_BEFORE
    found = [(score_before(card, ruleset), ruleset.score) for ruleset in card.rulesets]
    both = [(before, now) for before, now in found if not isinstance(before, str)]
    return both if both and len(both) == len(found) else OTHER_RULES
