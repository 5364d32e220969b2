"""docs/word.md names every variable a template may use."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from reports.word.bulletin import Bulletin
from reports.word.notice import Notice
from reports.word.objection import ObjectionForm

DOCS = (Path(__file__).resolve().parents[3] / "docs" / "word.md").read_text(encoding="utf-8")


def variables(model: type[Any]) -> set[str]:
    """Names of a view's fields and of those of its parts."""
    hints = get_type_hints(model)
    parts = {part for hint in hints.values() for part in (hint, *get_args(hint)) if is_dataclass(part)}
    return {field.name for field in fields(model)}.union(*(variables(part) for part in parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(("model", "name"), [(Notice, "notice"), (Bulletin, "bulletin"), (ObjectionForm, "objection")])
def test_every_variable_of_a_template_is_documented(model: type[Any], name: str) -> None:
    chapter = DOCS.split(f"### {name}.docx")[1].split("\n#")[0]
    told = chapter + DOCS.split("### notice.docx")[1].split("\n#")[0]  # the site's facts are told once
    untold = {
        name for name in variables(model) if not any(sign in told for sign in (f"`{name}`", f".{name}`", f"`{name}."))
    }
    assert untold == set()
