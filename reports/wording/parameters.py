"""Parameters in words (参数的用语): what was asked of a check, told by the titles of its own parameters.

A value tells itself where it has words (periods, scopes, items, members of closed lists); other parts of a parameter are told by their titles.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from annotated_types import Le
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from checks.catalogue import CATALOGUE
from checks.contract import Parameters
from reports.wording.figures import FigureView, bounded, joined, value
from reports.wording.plaintext import plain
from reports.wording.words import number

UNSAID: dict[str, frozenset[str]] = {
    # check: parameters that only say how it recognises what it looks for, or that a figure says already; scorecard.json has them
    "disclosure.entry": frozenset({"near_names"}),
    "disclosure.sections": frozenset({"entry"}),
    "freshness.blank": frozenset({"max_blank", "veto_at"}),
    "interpretation.coverage": frozenset({"doubtful_titles", "exempt_titles"}),
    "ipv6.consistency": frozenset({"fail_at"}),
    "site.availability": frozenset({"gap_minutes", "max_age_days"}),
    "site.domain": frozenset({"portal_pattern", "department_pattern"}),
}
_UNIT = re.compile(r"(?P<words>.+)（(?P<unit>[^（）]+)）")  # a title such as 更新期限（天）


def settings(check: str, measured: Mapping[str, Any], parameters: Mapping[str, Any]) -> tuple[FigureView, ...]:
    """The given parameters of a check in words, without those that bound a measured value, ask nothing or are better left unsaid."""
    hidden = UNSAID.get(check, frozenset()) | {name for name in parameters if bounded(name, measured)}
    told = _told(check, {name: item for name, item in parameters.items() if name not in hidden})
    return tuple(figure for figure in told if figure.value)


def _told(check: str, parameters: Mapping[str, Any]) -> Iterator[FigureView]:
    """By the check's model; by their bare names where this version's check knows no such parameters (a card of another version)."""
    try:
        model = CATALOGUE[check].parameters.model_validate({**parameters})
    except (KeyError, ValidationError):
        given = {name: item for name, item in parameters.items() if item not in (None, False, "", [], {})}
        yield from (FigureView(plain(name.replace("_", " "), 60), value("", item)) for name, item in given.items())
        return
    yield from (_figure(field, getattr(model, name)) for name, field in _fields(model) if name in parameters)


def _fields(model: Parameters) -> list[tuple[str, FieldInfo]]:
    return list(type(model).model_fields.items())


def _figure(field: FieldInfo, item: Any) -> FigureView:
    title = field.title or ""
    parts = _UNIT.fullmatch(title)
    words, unit = (parts["words"], parts["unit"]) if parts else (title, "")
    if isinstance(item, float) and Le(1) in field.metadata:
        return FigureView(words, f"{number(item * 100)}%")
    told = str(item) if words.endswith("年份") and item else words_of(item)
    return FigureView(words, f"{told} {unit}" if unit and told else told)


def words_of(item: Any) -> str:
    """A value of a parameter in Chinese; empty for one that asks nothing."""
    if item is None or item is False:
        return ""
    told = getattr(item, "words", None)
    if isinstance(told, str):
        return plain(told, 200)
    match item:
        case bool():
            return "是"
        case int() | float():
            return number(item)
        case date():
            return item.isoformat()
        case Parameters():
            return _model(item)
        case tuple():
            return _list(item)
    return plain(str(item), 200)


def _list(items: tuple[Any, ...]) -> str:
    """Things asked for, or lists of which one thing each is."""
    nested = any(isinstance(item, tuple) for item in items)
    told = [
        " 或 ".join(words_of(part) for part in item) if isinstance(item, tuple) else words_of(item) for item in items
    ]
    return joined(told, "；" if nested else "、") if told else ""


def _model(model: Parameters) -> str:
    """Parts of a parameter by their titles; its name needs none."""
    parts = [(name, _figure(field, getattr(model, name))) for name, field in _fields(model)]
    told = [part.value if name == "name" else f"{part.words} {part.value}" for name, part in parts if part.value]
    return "，".join(told)
