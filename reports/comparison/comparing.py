"""A card and the site's earlier run (与往次比较): fills the state of every finding, the comparison, and the trend."""

from dataclasses import dataclass

from checks.outcomes import Outcome
from reports.comparison.answers import Answers, Stated
from reports.comparison.notes import notes_on
from reports.comparison.sight import CardSight, Sight
from reports.comparison.states import Changes, Past, Side, changes_between
from reports.earlier_cards import (
    Change,
    ComparisonCard,
    RequirementBefore,
    RulesetBefore,
    TrendPoint,
    TrendScore,
)
from reports.scorecard import RulesetCard, Scorecard

MOST_POINTS = 60  # earlier runs a trend goes back


@dataclass(frozen=True)
class Previous:
    """The earlier run. `again`: its snapshot judged under the present rules; `remarks`: what a reader must know beside it, in Chinese."""

    run: str
    card: Scorecard
    sight: Sight
    again: Scorecard | None = None
    remarks: tuple[str, ...] = ()


def previous_of(run: str, card: Scorecard) -> Previous:
    """An earlier run of which there is only the card."""
    return Previous(run, card, CardSight(card.run))


def compare(card: Scorecard, sight: Sight, previous: Previous) -> None:
    """Fill `card.comparison`, `card.trend` and the `change` of its findings; `sight` is what this run's crawl saw."""
    before = Side(Answers.of(previous.again or previous.card), previous.sight)
    now = Side(Answers.of(card), sight)
    withdrawn = _withdrawn(previous)
    changes = changes_between(before, now, Past.of(previous.card), frozenset(withdrawn))
    _mark(now.answers, changes)
    gone = [each for each in withdrawn.values() if each.finding.id not in now.answers.present and not each.lead]
    card.comparison = ComparisonCard(
        run=previous.run,
        as_of=previous.card.as_of,
        tool=previous.card.tool.version,
        judged_again=previous.again is not None,
        notes=[*previous.remarks, *notes_on(card, previous.card, again=previous.again, withdrawn=len(gone))],
        rulesets=[_ruleset_before(each, card, previous) for each in _shared(card, before.card)],
        requirements=_changed(card, previous),
        counts={state: changes.problems[state] for state in Change},
        leads={state: changes.leads[state] for state in Change},
        earlier=changes.earlier,
    )
    card.trend = [*previous.card.trend, trend_point(previous.run, previous.card)][-MOST_POINTS:]


def trend_point(run: str, card: Scorecard) -> TrendPoint:
    """A run as a later card's trend tells it."""
    results = [result for ruleset in card.rulesets for result in ruleset.results]
    return TrendPoint(
        run=run,
        as_of=card.as_of,
        tool=card.tool.version,
        scores=[
            TrendScore(id=each.id, version=each.version, value=each.score.value, grade=each.score.grade)
            for each in card.rulesets
        ],
        failed=sum(result.outcome is Outcome.FAIL for result in results),
        findings=sum(not stated.lead for stated in Answers.of(card).stated.values()),
    )


def is_comparable(ruleset: RulesetCard, now: Scorecard, previous: Previous) -> bool:
    """Whether a score of the earlier run rests on the same rules as the present one, read by the same program, for the same sort of site."""
    before = previous.again or previous.card
    theirs = next((each for each in before.rulesets if each.id == ruleset.id), None)
    if theirs is None:
        return False
    same_rules = (theirs.version, theirs.year) == (ruleset.version, ruleset.year)
    same_site = (before.site.level, before.site.kind) == (now.site.level, now.site.kind)
    return same_rules and same_site and before.tool.version == now.tool.version and before.run.quick == now.run.quick


def _mark(answers: Answers, changes: Changes) -> None:
    """Each finding that has a state bears it wherever the card names it."""
    for finding in answers.findings():
        finding.change = changes.now.get(finding.id)


def _withdrawn(previous: Previous) -> dict[str, Stated]:
    """Findings of the earlier card that are none under the present rules."""
    if previous.again is None:
        return {}
    held = Answers.of(previous.again).present
    return {number: stated for number, stated in Answers.of(previous.card).stated.items() if number not in held}


def _shared(now: Scorecard, before: Scorecard) -> list[RulesetCard]:
    ids = {ruleset.id for ruleset in now.rulesets}
    return [ruleset for ruleset in before.rulesets if ruleset.id in ids]


def _ruleset_before(before: RulesetCard, now: Scorecard, previous: Previous) -> RulesetBefore:
    mine = next(each for each in now.rulesets if each.id == before.id)
    score = before.score
    return RulesetBefore(
        id=before.id,
        version=before.version,
        value=score.value,
        grade=score.grade,
        vetoed=score.vetoed,
        comparable=is_comparable(mine, now, previous),
    )


def _changed(now: Scorecard, previous: Previous) -> list[RequirementBefore]:
    """Requirements whose verdict is another under rules that are the same."""
    before = previous.again or previous.card
    verdicts = {result.requirement: result.outcome for ruleset in before.rulesets for result in ruleset.results}
    return [
        RequirementBefore(requirement=result.requirement, outcome=verdicts[result.requirement])
        for ruleset in now.rulesets
        if is_comparable(ruleset, now, previous)
        for result in ruleset.results
        if verdicts.get(result.requirement, result.outcome) is not result.outcome
    ]
