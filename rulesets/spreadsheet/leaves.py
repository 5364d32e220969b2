"""One parameter as one cell (参数的填写): which kind of cell its type asks for, how a value is shown there and read back."""

import types
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from checks.periods import Period
from rulesets.spreadsheet import cells
from rulesets.spreadsheet.period_words import HINT, period_of, period_words
from rulesets.writing import flow

Choices = dict[str, str]  # stored value -> Chinese words


@dataclass(frozen=True)
class Leaf:
    """A kind of cell. `show` gives what stands in it for a value as a ruleset writes it, `read` the inverse; `hint` says how to fill it."""

    hint: str
    show: Callable[[Any], Any]
    read: Callable[[Any], Any]
    choices: tuple[str, ...] = ()


def bare(annotation: Any) -> Any:
    """A type without what is said about it, and without None."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        options = [option for option in get_args(annotation) if option is not type(None)]
        return bare(options[0]) if len(options) == 1 else annotation
    return annotation


def leaf_of(annotation: Any) -> Leaf:
    """The kind of cell for a type."""
    kind = bare(annotation)
    if kind is Period:
        return Leaf(HINT, _or_flow(period_words), period_of)
    if choices := choices_of(kind):
        return choice_leaf(choices)
    if get_origin(kind) is tuple:
        return list_leaf(bare(get_args(kind)[0]))
    return PLAIN.get(kind, OTHER)


def choices_of(kind: Any) -> Choices:
    """What may be chosen, where a type is a closed list."""
    if get_origin(kind) is Literal:
        return {str(value): str(value) for value in get_args(kind)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {str(member.value): str(getattr(member, "words", member.value)) for member in kind}
    return {}


def choice_leaf(choices: Choices) -> Leaf:
    """One of a closed list, in Chinese words."""
    words = tuple(choices.values())
    return Leaf(f"可选：{'／'.join(words)}", lambda value: choices.get(value, value), _chosen(choices), words)


def list_leaf(kind: Any) -> Leaf:
    """Several of one kind: words, words that stand for one another, or choices."""
    if get_origin(kind) is tuple:
        return Leaf("每行一组；同一行里用顿号分开的，有一个即可", _show_groups, _read_groups)
    if choices := choices_of(kind):
        hint = f"每行一项，可选：{'／'.join(choices.values())}"
        return Leaf(hint, _list_shown(choices), _list_read(_chosen(choices)))
    if kind is str or is_model(kind):
        return Leaf("每行一项", _list_shown({}), _list_read(str))
    return OTHER


def is_model(kind: Any) -> bool:
    """Whether a type is a model of its own parameters."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _chosen(choices: Choices) -> Callable[[Any], Any]:
    by_words = {cells.narrow(words): value for value, words in choices.items()}
    return lambda value: by_words.get(cells.narrow(cells.text(value)), cells.text(value))


def _list_shown(choices: Choices) -> Callable[[Any], Any]:
    def show(value: Any) -> Any:
        if not isinstance(value, list | tuple) or any(isinstance(item, dict | list | tuple) for item in value):
            return flow(value)
        return cells.list_words([choices.get(item, item) for item in value])

    return show


def _list_read(item: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: [item(part) for part in cells.items(value)]


def _show_groups(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return flow(value)
    return "\n".join(cells.list_words(group if isinstance(group, list | tuple) else [group], "、") for group in value)


def _read_groups(value: Any) -> Any:
    return cells.groups(value)


def _or_flow(show: Callable[[Any], str | None]) -> Callable[[Any], Any]:
    return lambda value: show(value) or flow(value)


def _whole(value: Any) -> Any:
    return cells.number(value, whole=True)


def _read_other(value: Any) -> Any:
    try:
        return yaml.safe_load(cells.text(value))
    except yaml.YAMLError:
        return cells.text(value)


PLAIN: dict[Any, Leaf] = {
    bool: Leaf(
        "是／否",
        lambda value: cells.boolean_words(value) if isinstance(value, bool) else value,
        cells.boolean,
        (cells.YES, cells.NO),
    ),
    int: Leaf("整数", lambda value: value, _whole),
    float: Leaf("数字", lambda value: value, cells.number),
    date: Leaf("日期，如 2020-12-31", lambda value: value, cells.day),
    str: Leaf("文字", lambda value: value, cells.text),
}
OTHER = Leaf("按原样改", flow, _read_other)
