"""Writes the generated docs: `python -m scripts.write_docs [CHECK…]` (make docs). A test fails when a file differs from what this would write.

`generated()` gives every generated file as path (from the repository root) and text; further kinds of docs add a line there.
"""

import inspect
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from checks.catalogue import CATALOGUE
from checks.contract import Check, Parameters
from portal import bundled_yaml
from portal.states import Worded
from reports.schema import schema_text
from scripts.coverage_page import coverage_page
from scripts.markdown import joined, table
from scripts.settings_page import settings_page

ROOT = Path(__file__).resolve().parent.parent
CASES = Path("tests/checks")
NOTICE = "<!-- Written by `make docs` from the check itself; edit that instead. -->"
LONGEST_DEFAULT = 400  # characters of a default shown in a table


def generated() -> dict[Path, str]:
    """Every generated file and its text."""
    files = {page_of(name): check_page(check) for name, check in CATALOGUE.items()}
    files[Path("docs/checks/README.md")] = index_page(list(CATALOGUE.values()))
    files[Path("docs/coverage.md")] = coverage_page()
    files[Path("docs/scorecard.schema.json")] = schema_text()
    files[Path("docs/settings.md")] = settings_page()
    return files


def main(names: list[str]) -> None:
    """Write them all, or only the pages of the checks named."""
    files = {page_of(name): check_page(CATALOGUE[name]) for name in names} or generated()
    for path, text in files.items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def page_of(name: str) -> Path:
    """Where the page of a check lies."""
    return Path("docs/checks") / f"{name}.md"


def index_page(checks: list[Check]) -> str:
    """Table of all checks."""
    rows = [
        (
            f"[`{check.id}`]({check.id}.md)",
            check.texts.title,
            check.worst.words,
            check.texts.basis,
        )
        for check in checks
    ]
    return joined(
        "# The checks (检查项目录)",
        NOTICE,
        "One page per check: what it decides and how, its parameters, the defects it can name, and the cases it is held to.",
        table(("check", "decides", "worst severity", "basis"), rows),
    )


def check_page(check: Check) -> str:
    """Page of one check: docstring, texts, parameters, kinds of findings, cases."""
    texts = check.texts
    words = (
        ("要求", texts.required),
        ("检查方法", texts.method),
        ("依据", texts.basis),
        ("整改", texts.remedy),
        ("工作量", texts.effort),
    )
    return joined(
        f"# `{check.id}`: {texts.title}",
        NOTICE,
        docstring(check),
        "## What reports say (报告用语)",
        table(("", ""), words),
        "## Parameters (参数)",
        _parameters(check.parameters),
        *_findings_and_cases(check),
    )


def _findings_and_cases(check: Check) -> Iterator[str]:
    kinds = [(f"`{name}`", kind.words, kind.severity.words) for name, kind in check.kinds.items()]
    yield from ("## Findings (问题种类)", table(("kind", "words", "worst severity"), kinds), "## Cases (案例)")
    yield f"The pages and verdicts stand side by side in [`{CASES}/{check.id}/`](../../{CASES}/{check.id}/cases.yaml)."
    yield from _cases(check)


def docstring(check: Check) -> str:
    """The check function's docstring; raises ValueError where it has none."""
    text = inspect.getdoc(check.function)
    if not text:
        raise ValueError(f"{check.id} has no docstring")
    return text


def _parameters(model: type[Parameters]) -> str:
    if not model.model_fields:
        return "None."
    tables = [_fields(model)]
    tables += [joined(f"`{inner.__name__}`:", _fields(inner)) for inner in _inner_models(model)]
    lists = dict.fromkeys(kind for part in (model, *_inner_models(model)) for kind in _closed_lists(part))
    tables += [
        f"`{kind.__name__}`: " + ", ".join(f"`{member.value}` {member.words}" for member in kind) for kind in lists
    ]
    return joined(*tables)


def _fields(model: type[Parameters]) -> str:
    rows = [
        (f"`{name}`", field.title or "", _type(field), _default(field), field.description or "")
        for name, field in model.model_fields.items()
    ]
    return table(("name", "words", "type", "default", "meaning"), rows)


def _inner_models(model: type[Parameters]) -> Iterator[type[Parameters]]:
    """Models that parameters are made of, each once."""
    for part in dict.fromkeys(_parts(model)):
        yield part
        yield from _inner_models(part)


def _parts(model: type[Parameters]) -> Iterator[type[Parameters]]:
    for field in model.model_fields.values():
        for part in (field.annotation, *get_args(field.annotation)):
            if isinstance(part, type) and issubclass(part, Parameters):
                yield part


def _closed_lists(model: type[Parameters]) -> Iterator[type[Worded]]:
    """Enums a model's parameters take values from."""
    for field in model.model_fields.values():
        for part in (field.annotation, *get_args(field.annotation)):
            if isinstance(part, type) and issubclass(part, Worded):
                yield part


def _type(field: FieldInfo) -> str:
    bounds = [
        str(bound).partition("(")[2].rstrip(")") for bound in field.metadata if not isinstance(bound, AfterValidator)
    ]
    limits = f" ({', '.join(bounds)})" if bounds else ""
    return f"{_type_name(field.annotation)}{limits}"


def _type_name(annotation: Any) -> str:
    inner = [_type_name(part) for part in get_args(annotation) if part is not Ellipsis]
    if get_origin(annotation) is tuple:
        return f"list of {inner[0]}"
    if get_origin(annotation) in (types.UnionType, Union, Literal):
        return " or ".join(inner)
    return "none" if annotation is type(None) else str(getattr(annotation, "__name__", annotation))


def _default(field: FieldInfo) -> str:
    return "required" if field.is_required() else _written(field.default)


def _written(value: Any) -> str:
    """A default as a ruleset would write it, in short."""
    if isinstance(value, Parameters):
        return _written_model(value)
    if isinstance(value, tuple):
        words = "、".join(_written(part) if not hasattr(part, "names") else "/".join(part.names) for part in value)
        return words[:LONGEST_DEFAULT]
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _written_model(value: Parameters) -> str:
    given = value.model_dump(mode="json", exclude_defaults=True)
    return ", ".join(f"{name}: {_written(part)}" for name, part in given.items()) or "its own defaults"


def _cases(check: Check) -> Iterator[str]:
    """Names of the cases by verdict."""
    cases = bundled_yaml.parsed((ROOT / CASES / check.id / "cases.yaml").read_text(encoding="utf-8"))
    for outcome in ("pass", "fail", "review", "unknown"):
        names = [case["name"] for case in cases if case["expect"] == outcome]
        if names:
            yield joined(f"### {outcome}", "\n".join(f"- {name.replace('<', '&lt;')}" for name in names))


if __name__ == "__main__":
    main(sys.argv[1:])
