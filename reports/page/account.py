"""The account of a score (得分明细): what was lost where, what bonus was won, what would turn the grade."""

from collections.abc import Mapping
from dataclasses import dataclass

from checks.outcomes import Outcome
from reports.page.requirements import clause_place, lost_points, outcome_view
from reports.scorecard import ResultCard, RulesetCard
from reports.wording.plaintext import plain
from reports.wording.words import bonus_words, number


@dataclass(frozen=True)
class AccountRow:
    """One item: what it is worth, what was lost or won, why."""

    number: int
    anchor: str
    title: str
    place: str
    worth: str
    points: str
    words: str
    why: str


@dataclass(frozen=True)
class AccountView:
    """How the score of one document came about."""

    explanation: str
    outlook: str
    vetoed: bool
    losses: tuple[AccountRow, ...]
    bonus: tuple[AccountRow, ...]
    open_bonus: int  # bonus items without a verdict; the clauses below tell them


def account_view(ruleset: RulesetCard, places: Mapping[str, str]) -> AccountView:
    """The account of a document's score; losses by size, bonus items in the order of the document."""
    numbered = list(enumerate(ruleset.results, 1))
    losses = [(lost_points(row), number_, row) for number_, row in numbered if lost_points(row) and not row.bonus]
    vetoed = [(0.0, number_, row) for number_, row in numbered if row.veto and row.outcome is Outcome.FAIL]
    ordered = [*vetoed, *sorted(losses, key=lambda loss: (-loss[0], loss[1]))]
    bonus = [(row.points or 0.0, number_, row) for number_, row in numbered if row.bonus and row.points is not None]
    return AccountView(
        explanation=plain(ruleset.score.explanation, 2000),
        outlook=plain(ruleset.score.outlook, 2000),
        vetoed=ruleset.score.vetoed,
        losses=tuple(_row(number_, row, _lost(row, points), ruleset, places) for points, number_, row in ordered),
        bonus=tuple(_row(number_, row, _won(row), ruleset, places) for _, number_, row in bonus),
        open_bonus=sum(row.bonus and row.worth is not None and row.points is None for row in ruleset.results),
    )


def _lost(row: ResultCard, points: float) -> str:
    return "否决" if row.veto else f"−{number(points)}"


def _won(row: ResultCard) -> str:
    return f"+{number(row.points or 0.0)}"


def _row(position: int, row: ResultCard, points: str, ruleset: RulesetCard, places: Mapping[str, str]) -> AccountRow:
    return AccountRow(
        number=position,
        anchor=places.get(row.requirement, ""),
        title=plain(row.title),
        place=clause_place(row.clause, ruleset),
        worth="" if row.worth is None else number(row.worth),
        points=points,
        words=bonus_words(row.outcome, row.points) if row.bonus else outcome_view(row.outcome).words,
        why=plain(row.reason, 160),
    )
