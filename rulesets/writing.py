"""A ruleset as a YAML file (规则集的写出): stable order, short values on one line, so that two versions differ only where they say something else."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

import yaml

from rulesets.document import UNPRINTABLE
from rulesets.loading import content_version
from rulesets.model import CheckCall, Deduction, Requirement, Ruleset

WIDTH = 120  # a value that would make its line longer is broken up
PLAIN = re.compile(r"[\u4e00-\u9fff][\w“”《》〔〕（）、。，；·—-]*")  # what YAML reads as text wherever it stands
HEAD = (
    "id",
    "title",
    "number",
    "issuer",
    "issued",
    "version",
    "applies",
    "year",
    "scoring",
    "bonus_above",
    "min_judged",
)
ROW = (
    *("id", "clause", "theme", "title", "units", "due", "standing", "strength", "applies", "weight", "veto"),
    *("deduct", "bonus", "confirm", "note", "assess", "proof"),
)
NO_COMMENTS: Mapping[str, Sequence[str]] = {}


def ruleset_yaml(ruleset: Ruleset, comments: Mapping[str, Sequence[str]] = NO_COMMENTS) -> str:
    """Text of the file that says what a ruleset says.

    What has its default value is left out, and so is a version that is only the hash of the content. `comments` holds the lines that go above
    a requirement, by its id; those for the head of the file by "".
    """
    head = {"scoring": ruleset.scoring, **stated(ruleset)}
    if ruleset.version == content_version(ruleset):
        head.pop("version", None)
    lines = [*comment_lines(comments.get("", ()), 0)]
    for name in HEAD:
        if name in head:
            lines += entry(name, head[name], 0)
    if ruleset.grades:
        lines += listed("grades", [flow(stated(grade)) for grade in ruleset.grades])
    lines.append("requirements:")
    for number, requirement in enumerate(ruleset.requirements):
        lines += ["", *comment_lines(comments.get(requirement.id, ()), 2)][0 if number else 1 :]
        lines += requirement_lines(requirement)
    return "\n".join(lines) + "\n"


def requirement_lines(requirement: Requirement) -> list[str]:
    """Lines of one requirement, as an item of the list of requirements."""
    values = stated(requirement)
    lines = [line for name in ROW if name in values for line in field_lines(name, values[name], requirement)]
    return [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]


def field_lines(name: str, value: Any, requirement: Requirement) -> list[str]:
    """Lines of one field of a requirement, not yet indented."""
    if name == "assess" and requirement.assess != "manual":
        return ["assess:", *(f"  {line}" for call in requirement.assess for line in call_lines(call))]
    return entry(name, value, 4)


def call_lines(call: CheckCall) -> list[str]:
    """Lines of one check with its parameters, as an item of a list."""
    lines = [f"- check: {scalar(call.check)}"]
    if call.with_:
        lines += [f"  {line}" for line in entry("with", call.with_, 8)]
    return lines


def stated(part: Ruleset | Requirement | Deduction | Any) -> dict[str, Any]:
    """The values of a part that are not the default ones, whole numbers without a point."""
    values = part.model_dump(by_alias=True, exclude_defaults=True)
    return {name: value if name == "assess" else whole_numbers(value) for name, value in values.items()}


def whole_numbers(value: Any) -> Any:
    """A value in which 3.0 is 3: of a ruleset's own figures the shorter spelling is the usual one."""
    if isinstance(value, dict):
        return {name: whole_numbers(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [whole_numbers(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def entry(name: str, value: Any, indent: int) -> list[str]:
    """Lines of `name: value`: one line where it fits, else an indented block. `indent` is where the block stands, in columns."""
    line = f"{scalar(name)}: {flow(value)}"
    if not value or not isinstance(value, dict | list | tuple) or indent + len(line) <= WIDTH:
        return [line]
    inner = mapping_lines(value, indent + 2) if isinstance(value, dict) else item_lines(value, indent + 2)
    return [f"{scalar(name)}:", *(f"  {part}" for part in inner)]


def mapping_lines(values: dict[str, Any], indent: int) -> Iterator[str]:
    """Lines of a mapping as a block."""
    for name, value in values.items():
        yield from entry(name, value, indent)


def item_lines(values: Sequence[Any], indent: int) -> Iterator[str]:
    """Lines of a list as a block."""
    for value in values:
        line = f"- {flow(value)}"
        if isinstance(value, dict) and value and indent + len(line) > WIDTH:
            first, *others = mapping_lines(value, indent + 2)
            yield f"- {first}"
            yield from (f"  {other}" for other in others)
        else:
            yield line


def listed(name: str, items: list[str]) -> list[str]:
    """A list with one item a line."""
    return [f"{name}:", *(f"  - {item}" for item in items)]


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(name)}: {flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A plain value as YAML, in quotation marks where it would be read as something else; right inside [ ] and { } too."""
    value = value.value if isinstance(value, Enum) else value
    if isinstance(value, str) and PLAIN.fullmatch(value):
        return value
    style = '"' if isinstance(value, str) and needs_quotes(value) else None
    return dumped(value, style)


def needs_quotes(text: str) -> bool:
    """Whether a text is not itself in YAML."""
    return dumped(text, None)[:1] in ("'", '"', "|", ">") or "\n" in text


def dumped(value: Any, style: str | None) -> str:
    """A plain value in the spelling of the YAML library, on one line."""
    written = yaml.safe_dump(
        [value], default_flow_style=True, default_style=style, allow_unicode=True, width=float("inf")
    )
    return str(written).strip().removeprefix("[").removesuffix("]").removeprefix("!!str ")


def comment_lines(words: Sequence[str], indent: int) -> list[str]:
    """Comments of one line each."""
    return [f"{' ' * indent}# {UNPRINTABLE.sub('', ' '.join(line.split()))}".rstrip() for line in words]
