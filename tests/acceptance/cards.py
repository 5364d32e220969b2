"""Comparing scorecards as design.md 2.6 has it: equal but for what the schema marks volatile."""

from typing import Any

from reports.schema import scorecard_schema, volatile_fields


def lasting(card: Any) -> Any:
    """A card as data without its volatile fields, of whatever model they are."""
    names = {field.partition(".")[2] for field in volatile_fields(scorecard_schema())}
    return _without(card, names)


def _without(part: Any, names: set[str]) -> Any:
    if isinstance(part, dict):
        return {key: _without(value, names) for key, value in part.items() if key not in names}
    if isinstance(part, list):
        return [_without(inner, names) for inner in part]
    return part
