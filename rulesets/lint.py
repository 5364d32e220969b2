"""Examination of a ruleset file (规则集检查): all its faults at once, in line order, or the ruleset."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from checks.catalogue import CATALOGUE
from rulesets.calls import call_faults
from rulesets.consistency import Catalogue, Problem, head_problems, requirement_problems
from rulesets.document import Document, parse
from rulesets.faults import Fault, FaultyRulesetError
from rulesets.model import Requirement, Ruleset
from rulesets.repetitions import repeated_calls, repeated_ids
from rulesets.sources import read_source
from rulesets.wording import model_faults
from rulesets.year_rules import year_problems

MOST_ERRORS = 300  # of one file's shape; a file with more is no ruleset, and the words for them take time


@dataclass(frozen=True)
class Examined:
    """What came of a file: the ruleset when there are no faults."""

    ruleset: Ruleset | None
    faults: tuple[Fault, ...]


def lint(path: FilePath, catalogue: Catalogue = CATALOGUE) -> tuple[Fault, ...]:
    """All faults of a file, in line order; empty when it can be used. Never raises for what stands in it."""
    return examine_file(path, catalogue).faults


def examine_file(path: FilePath, catalogue: Catalogue = CATALOGUE) -> Examined:
    """The ruleset in a file, or its faults."""
    try:
        return examine(read_source(path), str(path), catalogue)
    except FaultyRulesetError as error:
        return Examined(None, error.faults)


def examine(text: str, file: str, catalogue: Catalogue = CATALOGUE) -> Examined:
    """The ruleset in a text, or its faults."""
    try:
        document = parse(text, file)
    except FaultyRulesetError as error:
        return Examined(None, error.faults)
    return examine_document(document, catalogue)


def examine_document(document: Document, catalogue: Catalogue = CATALOGUE) -> Examined:
    """The ruleset in a document with places, wherever these are, or its faults."""
    if not isinstance(document.value, dict):
        return Examined(None, (not_a_ruleset(document),))
    ruleset, shape = shaped(document.value)
    faults = [
        *document.faults,
        *model_faults(document, (), shape, Ruleset),
        *located(document, shape_free_problems(document.value, shape, catalogue)),
        *call_faults(document, catalogue),
    ]
    ordered = tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.order))
    return Examined(None if ordered else ruleset, ordered)


def not_a_ruleset(document: Document) -> Fault:
    """Fault for a document that is no mapping."""
    if document.value is None:
        return Fault(
            document.file,
            None,
            "文件是空的",
            "写入规则集；格式见 docs/rulesets.md，或先看 gongkai rules show 的内置规则集",
        )
    return document.fault(
        (), "这不是规则集：最外层应是“名称: 值”的组合", "开头写 id:、title: 等项目；冒号用英文并空一格"
    )


def shaped(value: dict[str, Any]) -> tuple[Ruleset | None, list[ErrorDetails]]:
    """The value as a ruleset, or the errors of its shape."""
    try:
        return Ruleset.model_validate(value), []
    except ValidationError as error:
        return None, error.errors(include_url=False)[:MOST_ERRORS]


def shape_free_problems(value: dict[str, Any], shape: list[ErrorDetails], catalogue: Catalogue) -> Iterator[Problem]:
    """Problems of meaning in the parts whose shape is right, so that one fault does not hide another."""
    head = head_of(value, shape)
    if head:
        yield from head_problems(head)
    yield from repeated_ids(value)
    valid = list(valid_requirements(value, shape))
    yield from repeated_calls(valid)
    for position, requirement in valid:
        problems = chain(requirement_problems(requirement, head, catalogue), year_problems(requirement, head))
        for place, what, mend in problems:
            yield ("requirements", position, *place), what, mend


def head_of(value: dict[str, Any], shape: list[ErrorDetails]) -> Ruleset | None:
    """The ruleset with a stand-in for its requirements; None when something in its head is wrong."""
    if any(error["loc"][:1] != ("requirements",) for error in shape):
        return None
    return Ruleset.model_validate({**value, "requirements": [{"id": "stand-in", "title": "占位", "assess": "manual"}]})


def valid_requirements(value: dict[str, Any], shape: list[ErrorDetails]) -> Iterator[tuple[int, Requirement]]:
    """Requirements without a fault of shape, with their positions."""
    rows = value.get("requirements")
    faulty = {error["loc"][1] for error in shape if error["loc"][:1] == ("requirements",) and len(error["loc"]) > 1}
    for position, row in enumerate(rows if isinstance(rows, list) else []):
        if position not in faulty and len(shape) < MOST_ERRORS:
            yield position, Requirement.model_validate(row)


def located(document: Document, problems: Iterator[Problem]) -> Iterator[Fault]:
    """Problems at their lines."""
    return (document.fault(place, what, mend) for place, what, mend in problems)
