"""Parameters of a check as rows (检查参数表): nested ones are taken apart into one row for each value, and put together again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from checks.periods import Period
from rulesets.document import Path
from rulesets.spreadsheet.leaves import Leaf, bare, is_model, leaf_of

MISSING: Any = object()
SIGNS = {"gt": "大于", "ge": "不小于", "lt": "小于", "le": "不大于"}


@dataclass(frozen=True)
class ParameterRow:
    """One row: where the value belongs, its Chinese title, the kind of cell, the value as the ruleset writes it (MISSING: not stated), its default."""

    path: Path
    title: str
    leaf: Leaf
    value: Any
    default: Any
    bounds: str


def parameter_rows(
    model: type[BaseModel], values: dict[str, Any], at: Path = (), titles: str = ""
) -> Iterator[ParameterRow]:
    """Rows for every parameter of a model, stated or not, in the order of the model."""
    for name, field in model.model_fields.items():
        value = values.get(field.alias or name, MISSING)
        yield from field_rows(field, value, (*at, field.alias or name), f"{titles}{field.title or name}")


def field_rows(field: FieldInfo, value: Any, path: Path, title: str) -> Iterator[ParameterRow]:
    """Rows of one parameter: one, or those of the parts it has."""
    kind = bare(field.annotation)
    inner = item_model(kind)
    if is_model(kind) and kind is not Period and value is not None:
        yield from parameter_rows(kind, as_mapping(kind, {} if value is MISSING else value), path, f"{title}：")
    elif inner and isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, item in enumerate(value, start=1):
            yield from item_rows(inner, item, (*path, number), f"{title} 第 {number} 项")
    else:
        yield ParameterRow(path, title, leaf_of(field.annotation), value, default_of(field), bounds_of(field))


def item_rows(model: type[BaseModel], item: Any, path: Path, title: str) -> Iterator[ParameterRow]:
    """Rows of one item of a list: the parts it states."""
    values = as_mapping(model, item)
    for row in parameter_rows(model, values, path, f"{title}："):
        if row.value is not MISSING or row.path == (*path, next(iter(model.model_fields))):
            yield row


def item_model(kind: Any) -> type[BaseModel] | None:
    """The model of the items of a list."""
    inner = bare(get_args(kind)[0]) if get_origin(kind) is tuple else None
    return inner if is_model(inner) else None


def as_mapping(model: type[BaseModel], value: Any) -> dict[str, Any]:
    """A value in the long form: what a model takes as one word becomes the part the word is for."""
    if isinstance(value, dict):
        return value
    stated = model.model_validate(value).model_fields_set
    return dict.fromkeys(stated, value)


def shortest(model: type[BaseModel], values: dict[str, Any]) -> Any:
    """The inverse of `as_mapping`: the one word that says the same, where there is one."""
    if len(values) != 1:
        return values
    (word,) = values.values()
    try:
        short = model.model_validate(word) if isinstance(word, str) else None
        return word if short is not None and short == model.model_validate(values) else values
    except ValidationError:
        return values


def default_of(field: FieldInfo) -> Any:
    """The default as a ruleset would write it; MISSING for a parameter that must be stated."""
    if field.is_required():
        return MISSING
    return plain(field.get_default(call_default_factory=True))


def plain(value: Any) -> Any:
    """A model's value as a ruleset would write it."""
    if isinstance(value, BaseModel):
        return shortest(type(value), plain(value.model_dump(exclude_defaults=True, by_alias=True)))
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def bounds_of(field: FieldInfo) -> str:
    """Least and greatest value in words."""
    limits = (
        (sign, getattr(rule, name)) for rule in field.metadata for name, sign in SIGNS.items() if hasattr(rule, name)
    )
    return "、".join(f"{sign} {limit:g}" for sign, limit in limits)


def gathered(model: type[BaseModel], values: dict[Path, Any]) -> dict[str, Any]:
    """Parameters put together from the values of rows, by their paths."""
    return dict(parts(model, values))


def parts(model: type[BaseModel], values: dict[Path, Any]) -> Iterator[tuple[str, Any]]:
    """Each parameter that has rows, in the order of the rows; unknown ones too, for the model to refuse."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    for name in dict.fromkeys(str(path[0]) for path in values):
        own = {path[1:]: value for path, value in values.items() if path[0] == name}
        yield name, one_value(bare(fields[name].annotation) if name in fields else None, own)


def one_value(kind: Any, own: dict[Path, Any]) -> Any:
    """The value of one parameter from its rows."""
    if () in own:
        return own[()]
    inner = item_model(kind)
    if inner and all(isinstance(path[0], int) for path in own):
        numbers = sorted({int(path[0]) for path in own})
        return [
            one_value(inner, {path[1:]: value for path, value in own.items() if path[0] == number})
            for number in numbers
        ]
    return (
        shortest(kind, gathered(kind, own))
        if is_model(kind)
        else {".".join(map(str, path)): value for path, value in own.items()}
    )


def leaf_at(model: type[BaseModel], path: Path) -> Leaf | None:
    """The kind of cell for a parameter; None where the model has no such place."""
    kind: Any = model
    for step in path:
        if isinstance(step, int):
            kind = item_model(kind)
        elif is_model(kind) and step in kind.model_fields:
            kind = bare(kind.model_fields[step].annotation)
        else:
            return None
    return leaf_of(kind) if kind else None


def path_words(path: Path) -> str:
    """A path as it stands in a cell."""
    return ".".join(map(str, path))


def path_of(words: str) -> Path:
    """The path in a cell; positions are numbers."""
    return tuple(int(step) if step.isdecimal() else step for step in words.split("."))
