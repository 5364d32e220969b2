"""What stands in the cells for a ruleset (规则集的单元格内容)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from checks.catalogue import CATALOGUE
from rulesets.document import Path
from rulesets.loading import content_version
from rulesets.model import CheckCall, Deduction, Requirement, Ruleset
from rulesets.spreadsheet import cells
from rulesets.spreadsheet.columns import (
    BONUS,
    COLUMNS,
    DEDUCT,
    GRADE,
    HEAD_ROWS,
    MANUAL,
    POINTS_PARAMETERS,
    VETO,
    WEIGHT,
    Column,
)
from rulesets.spreadsheet.leaves import Leaf, leaf_of
from rulesets.spreadsheet.parameters import MISSING, ParameterRow, parameter_rows, path_words

Row = tuple[Any, ...]
PLAIN_WEIGHT = 1


def requirement_row(requirement: Requirement) -> Row:
    """Cells of one requirement, in the order of COLUMNS."""
    values = {
        **requirement.model_dump(exclude={"assess", "deduct", "bonus"}),
        "scored": way_of_scoring(requirement),
        "points": points(requirement),
        "assess": "\n".join(assess_words(requirement)),
    }
    return tuple(shown(column, value_at(values, column.path)) for column in COLUMNS)


def value_at(values: Any, path: Path) -> Any:
    """Value at a place of nested mappings."""
    for step in path:
        values = None if values is None else values[step]
    return values


def shown(column: Column, value: Any) -> Any:
    """A value as its cell holds it."""
    if isinstance(value, bool):
        return cells.boolean_words(value)
    if column.choices and value is not None:
        value = [column.choices[item] for item in value] if column.several else column.choices[value]
    return cells.list_words(value) if isinstance(value, list | tuple) else value


def way_of_scoring(requirement: Requirement) -> str:
    """How a requirement counts."""
    if requirement.veto:
        return VETO
    return DEDUCT if requirement.deduct else BONUS if requirement.bonus else WEIGHT


def points(requirement: Requirement) -> float | None:
    """What a requirement is worth; a veto has no points."""
    if requirement.veto:
        return None
    return (requirement.deduct or requirement.bonus).points if scored(requirement) else requirement.weight  # type: ignore[union-attr]


def scored(requirement: Requirement) -> bool:
    """Whether a requirement takes or adds points of its own."""
    return bool(requirement.deduct or requirement.bonus)


def assess_words(requirement: Requirement) -> list[str]:
    """How a requirement is judged: by a person, or the names of checks with their titles."""
    if requirement.assess == "manual":
        return [MANUAL]
    named = call_names(requirement.assess)
    return [f"{name} {CATALOGUE[call.check].texts.title}" for name, call in named]


def call_names(calls: Iterable[CheckCall]) -> Iterator[tuple[str, CheckCall]]:
    """Each call with a name of its own: the second of the same check is `name#2`."""
    seen: Counter[str] = Counter()
    for call in calls:
        seen[call.check] += 1
        yield call.check if seen[call.check] == 1 else f"{call.check}#{seen[call.check]}", call


def parameter_cells(requirement: Requirement) -> Iterator[tuple[Row, ParameterRow]]:
    """Rows of the parameter sheet for one requirement, in the order of PARAMETER_HEADINGS, with what each is about."""
    for row in scoring_rows(requirement):
        yield cells_of(requirement.id, POINTS_PARAMETERS, "扣分、加分办法", row), row
    if requirement.assess == "manual":
        return
    for name, call in call_names(requirement.assess):
        check = CATALOGUE[call.check]
        for row in parameter_rows(check.parameters, call.with_):
            yield cells_of(requirement.id, name, check.texts.title, row), row


def cells_of(identifier: str, name: str, title: str, row: ParameterRow) -> Row:
    """Cells of one parameter."""
    default = "（必填）" if row.default is MISSING else parameter_value(row, row.default)
    return (
        *(identifier, name, title, row.title, parameter_value(row, row.value)),
        *(default, row.leaf.hint, row.bounds, path_words(row.path)),
    )


def parameter_value(row: ParameterRow, value: Any) -> Any:
    """A parameter's value as its cell holds it; what is not stated is blank."""
    if value is MISSING:
        return None
    if value is None:
        return cells.NOTHING
    return cells.EMPTY if value in ([], (), "") else row.leaf.show(value)


def scoring_rows(requirement: Requirement) -> Iterator[ParameterRow]:
    """What a way of scoring has beside its points."""
    stated = (requirement.deduct or requirement.bonus).model_dump(exclude_defaults=True) if scored(requirement) else {}  # type: ignore[union-attr]
    stated.pop("points", None)
    costs: dict[str, float] = stated.pop("costs", {})
    if requirement.weight != PLAIN_WEIGHT and way_of_scoring(requirement) != WEIGHT:
        stated["weight"] = requirement.weight
    for name, title in SCORING_PARAMETERS.items():
        if name in stated or (scored(requirement) and name == "each"):
            yield scoring_row((name,), title, stated.get(name, MISSING))
    for name, cost in costs.items():
        yield scoring_row(("costs", name), f"{name} 每处扣分", cost)


SCORING_PARAMETERS = {"each": "每处分值", "per": "按什么计处", "weight": "权重"}


def scoring_leaf(path: Path) -> Leaf:
    """The kind of cell for a parameter of a way of scoring."""
    return leaf_of(Deduction.model_fields["per"].annotation if path == ("per",) else float)


def scoring_row(path: Path, title: str, value: Any) -> ParameterRow:
    """A row of a way of scoring."""
    return ParameterRow(path, title, scoring_leaf(path), value, None, "")


def head_cells(ruleset: Ruleset) -> Iterator[Row]:
    """Rows of the sheet of the head, in the order of HEAD_HEADINGS."""
    values = ruleset.model_dump(exclude={"requirements"})
    if ruleset.version == content_version(ruleset):
        values["version"] = None
    for column in HEAD_ROWS:
        yield column.heading, shown(column, value_at(values, column.path)), None, column.note
    for grade in ruleset.grades:
        yield GRADE, grade.name, grade.min, "等级名称和最低分，从高到低；可增减行"
