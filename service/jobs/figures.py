"""Figures of a card that lists show (结果摘要), so that no list opens cards."""

from collections import Counter
from typing import Any

from reports.comparison.answers import Answers
from reports.judging.verdict import outcome_counts
from reports.scorecard import Scorecard
from reports.wording.plaintext import plain


def figures_of(card: Scorecard) -> dict[str, Any]:
    """`outcomes`: requirements by outcome; `problems`, `leads`: findings, each once; `changes`: problems by what became of them."""
    outcomes = sum((outcome_counts(ruleset) for ruleset in card.rulesets), Counter())
    stated = Answers.of(card).stated.values()
    return {
        "pages": card.run.pages,
        "links": card.run.links,
        "requests": card.run.requests,
        "bytes": card.run.bytes,
        "stopped_by": card.run.stopped_by,
        "quick": card.run.quick,
        "outcome": card.site.outcome.value if card.site.outcome else None,
        "reason": plain(card.site.reason or ""),
        "reason_code": card.site.reason_code,
        "outcomes": {outcome.value: count for outcome, count in outcomes.items()},
        "vetoed": any(ruleset.score.vetoed for ruleset in card.rulesets),
        "problems": sum(not each.lead for each in stated),
        "leads": sum(each.lead for each in stated),
        "changes": {state.value: count for state, count in card.comparison.counts.items()} if card.comparison else {},
        "compared_with": card.comparison.run if card.comparison else None,
    }
