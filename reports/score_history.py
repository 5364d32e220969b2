"""Scores over the runs (历次得分): what a card's earlier runs and itself say of one document, for a trend line."""

from reports.charts import TrendValue
from reports.scorecard import RulesetCard, Scorecard
from reports.scoring.score import NO_GRADE


def score_history(card: Scorecard, ruleset: RulesetCard) -> tuple[TrendValue, ...]:
    """One value a run, oldest first, this card's last; runs that did not judge by the document, or judged too little for a grade, have none.

    The series is the version of the rules and of the program: scores under different ones are not joined.
    """
    earlier = [(point, next((score for score in point.scores if score.id == ruleset.id), None)) for point in card.trend]
    told = [
        TrendValue(
            point.as_of.isoformat(),
            score.value if score.grade != NO_GRADE else None,
            f"{score.version} {point.tool}",
        )
        for point, score in earlier
        if score
    ]
    own = None if ruleset.score.grade == NO_GRADE else ruleset.score.value
    return (*told, TrendValue(card.as_of.isoformat(), own, f"{ruleset.version} {card.tool.version}"))
