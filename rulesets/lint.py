"""Examination of a ruleset file (规则集检查): all its faults at once, in line order, or the ruleset."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from checks.catalogue import CATALOGUE
from rulesets.consistency import Catalogue, Problem, grade_problems, requirement_problems
from rulesets.document import Document, Path, parse
from rulesets.faults import Fault, FaultyRulesetError
from rulesets.model import Requirement, Ruleset
from rulesets.sources import read_source
from rulesets.spelling import shortened, suggestion
from rulesets.wording import model_faults

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
        yield from grade_problems(head.grades)
    yield from repeated_ids(value)
    for position, requirement in valid_requirements(value, shape):
        for place, what, mend in requirement_problems(requirement, head, catalogue):
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


def repeated_ids(value: dict[str, Any]) -> Iterator[Problem]:
    """Requirements that bear an id another one has."""
    seen: Counter[str] = Counter()
    for position, row in mappings(value.get("requirements")):
        name = row.get("id")
        if isinstance(name, str):
            if seen[name]:
                yield (
                    ("requirements", position, "id"),
                    f"条款编号“{shortened(name)}”重复",
                    "每条条款用不同的编号，例如加后缀 a、b",
                )
            seen[name] += 1


def mappings(rows: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings of a list, with their positions."""
    if isinstance(rows, list):
        yield from ((position, row) for position, row in enumerate(rows) if isinstance(row, dict))


def call_faults(document: Document, catalogue: Catalogue) -> Iterator[Fault]:
    """Faults of every check call, also in requirements that are wrong otherwise."""
    for position, row in mappings(document.value.get("requirements")):
        for number, call in mappings(row.get("assess")):
            if isinstance(call.get("check"), str):
                yield from one_call(document, ("requirements", position, "assess", number), call, catalogue)


def one_call(document: Document, path: Path, call: dict[str, Any], catalogue: Catalogue) -> Iterator[Fault]:
    """Faults of one check call: the check is known and takes these parameters."""
    check = catalogue.get(call["check"])
    if check is None:
        words = shortened(call["check"])
        yield document.fault((*path, "check"), f"没有叫“{words}”的检查项", suggestion(call["check"], catalogue))
        return
    try:
        check.parameters.model_validate(call.get("with") or {})
    except ValidationError as error:
        if isinstance(call.get("with"), dict):
            yield from model_faults(
                document, (*path, "with"), error.errors(include_url=False)[:MOST_ERRORS], check.parameters
            )


def located(document: Document, problems: Iterator[Problem]) -> Iterator[Fault]:
    """Problems at their lines."""
    return (document.fault(place, what, mend) for place, what, mend in problems)
