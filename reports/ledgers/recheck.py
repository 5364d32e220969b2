"""Re-checks (复查): what a further check says about how far the mending has got, and the last step of each requirement on the card.

A check can only tell of what it saw: it says nothing about a reply that came after its crawl began, and nothing where it has no verdict.
"""

from datetime import datetime

from checks.outcomes import Outcome
from reports.ledgers.followup import BEIJING, TOOL, Followup, FollowupEntry, State
from reports.people_cards import FollowupCard
from reports.scorecard import ResultCard, Scorecard

UNDER_WAY = (State.OPEN, State.NOTIFIED, State.REPLIED, State.REJECTED)
NEXT: dict[tuple[State, Outcome], tuple[State, str]] = {
    **{(state, Outcome.PASS): (State.VERIFIED, "复查合格") for state in UNDER_WAY},
    (State.REPLIED, Outcome.FAIL): (State.REJECTED, "复查仍不合格"),
    (State.VERIFIED, Outcome.FAIL): (State.OPEN, "核实以后又不合格"),
    (State.CLOSED, Outcome.FAIL): (State.OPEN, "销号以后又不合格"),
}


def recheck(card: Scorecard, followup: Followup) -> None:
    """Add what this check tells about requirements that have entries; a second time it adds nothing."""
    last = {} if card.run.quick else followup.last()  # a quick check looks at too little to verify anything
    for ruleset in card.rulesets:
        for result in ruleset.results:
            entry = last.get(result.requirement)
            step = _next(result, entry, card.run.started) if entry else None
            if step is not None:
                state, words = step
                text = f"{words}（检查日 {card.as_of.isoformat()}）"
                at = card.run.started.astimezone(BEIJING)
                followup.rows.append(
                    FollowupEntry(requirement=result.requirement, state=state, text=text, by=TOOL, at=at)
                )


def _next(result: ResultCard, entry: FollowupEntry, seen: datetime) -> tuple[State, str] | None:
    """The state that follows, and in what words; None where the check says nothing about it."""
    if entry.at >= seen or result.waived:
        return None
    if result.attestation and result.attestation.on < entry.at.astimezone(BEIJING).date():
        return None
    return NEXT.get((entry.state, result.outcome))


def show(card: Scorecard, followup: Followup) -> None:
    """Put the last step of each requirement on its result."""
    last = followup.last()
    for ruleset in card.rulesets:
        for result in ruleset.results:
            entry = last.get(result.requirement)
            result.followup = (
                FollowupCard(state=entry.state.value, text=entry.text, by=entry.by, at=entry.at) if entry else None
            )
