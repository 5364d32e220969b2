"""Responsible units (责任单位) as `--unit` names them: part of a name suffices, one that no document names is a slip of the pen."""

from collections.abc import Iterable

from auditing.exits import BadInputError
from reports.scorecard import Scorecard
from rulesets.model import Ruleset
from rulesets.spelling import suggestion


def units_of(rulesets: Iterable[Ruleset]) -> set[str]:
    """Units that rulesets name."""
    rows = (row.units for ruleset in rulesets for row in ruleset.requirements)
    return {name for units in rows for name in (*units.lead, *units.cooperating)}


def units_named(cards: Iterable[Scorecard]) -> set[str]:
    """Units that the documents of cards name."""
    rows = (result.units for card in cards for ruleset in card.rulesets for result in ruleset.results)
    return {name for units in rows for name in (*units.lead, *units.cooperating)}


def refuse_unknown_unit(unit: str, names: set[str]) -> None:
    """Raise BadInputError for a unit that none of the names contains."""
    if not any(unit in name for name in names):
        raise BadInputError(f"--unit {unit}：这次检查的文件里没有这个责任单位；{suggestion(unit, names)}")
