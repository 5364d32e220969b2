"""The term table (术语表) as data: which words point to which check, topic, offline work and theme."""

import re
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from portal import bundled_yaml
from rulesets.importing.figures import Bound

PACKAGE = "rulesets.importing"


def compiled(value: Any) -> Any:
    """A pattern written in the table."""
    return re.compile(value) if isinstance(value, str) else value


Pattern = Annotated[re.Pattern[str], BeforeValidator(compiled)]


class Entry(BaseModel):
    """Base of every entry: unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class FigureRule(Entry):
    """Which figure of a sentence fills a parameter."""

    units: tuple[str, ...]
    bound: Bound
    after: Pattern | None = None  # stands before it, in the same part of the sentence
    behind: Pattern | None = None  # stands right behind it
    is_optional: bool = False  # a proposal without it is no less sure


class NameRule(Entry):
    """Which names fill a parameter."""

    source: Literal["quoted", "clause", "pattern"]
    pattern: Pattern | None = None
    as_mapping: bool = False  # {name: …} in place of the name alone


class Term(Entry):
    """Words that point to a check, and how its parameters are filled."""

    check: str
    when: Pattern
    unless: Pattern | None = None
    context: Pattern | None = None
    with_: dict[str, Any] = Field(default_factory=dict, alias="with")
    figures: dict[str, FigureRule] = {}
    words: dict[str, dict[str, str]] = {}
    names: dict[str, NameRule] = {}
    choices: dict[str, dict[str, str]] = {}
    is_wide: bool = False  # words are looked for in the whole passage of one strength, not in the sentence alone
    confidence: float = Field(gt=0, le=1)


class Topic(Entry):
    """A subject that is published, and the words a page on it carries."""

    name: str = Field(min_length=2)
    when: Pattern
    any_of: tuple[str, ...] = Field(min_length=1)
    required: bool = False
    count: bool = False  # a figure of 次 is how often


class Offline(Entry):
    """Work that a person must look at, and what to ask for."""

    when: Pattern
    proof: str


def _read(name: str) -> Any:
    return bundled_yaml.parsed(resources.files(PACKAGE).joinpath(name).read_text(encoding="utf-8"))


@cache
def terms() -> tuple[Term, ...]:
    """Terms in the table's order."""
    return TypeAdapter(tuple[Term, ...]).validate_python(_read("terms.yaml"))


@cache
def topics() -> tuple[Topic, ...]:
    """Topics in the table's order."""
    return TypeAdapter(tuple[Topic, ...]).validate_python(_read("topics.yaml"))


@cache
def offline() -> tuple[Offline, ...]:
    """Offline work in the table's order."""
    return TypeAdapter(tuple[Offline, ...]).validate_python(_read("offline.yaml"))


@cache
def themes() -> dict[str, re.Pattern[str]]:
    """Themes with the words that point to them, the first that fits counts."""
    return {name: re.compile(words) for name, words in _read("themes.yaml").items()}
