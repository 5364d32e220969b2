"""Generated docs are up to date and complete: every check has its page, its texts and its parameters' meanings."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from checks.catalogue import CATALOGUE
from checks.contract import Check
from scripts.write_docs import ROOT, docstring, generated

PAGES = generated()
EACH_CHECK = pytest.mark.parametrize("check", CATALOGUE.values(), ids=lambda check: check.id)


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_file_is_what_make_docs_would_write(path: Path) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == PAGES[path], f"run make docs: {path} is out of date"


def test_no_page_is_left_of_a_check_that_is_gone() -> None:
    assert {path.relative_to(ROOT) for path in (ROOT / "docs/checks").iterdir()} == {
        path for path in PAGES if path.parent == Path("docs/checks")
    }


@EACH_CHECK
def test_check_has_every_text(check: Check) -> None:
    texts = vars(check.texts)
    assert [name for name, words in texts.items() if not words.strip()] == []
    assert check.texts.effort in ("小", "中", "大")


@EACH_CHECK
def test_docstring_tells_the_inputs_the_outcomes_and_the_clause(check: Check) -> None:
    words = docstring(check)
    assert "Inputs:" in words
    assert "ail" in words
    assert "nknown" in words or "eview" in words
    assert "Serves" in words


@EACH_CHECK
def test_every_parameter_says_what_it_means(check: Check) -> None:
    def silent(model: type[BaseModel]) -> list[str]:
        return [name for name, field in model.model_fields.items() if not field.description]

    assert silent(check.parameters) == []


@pytest.mark.parametrize("check", CATALOGUE.values(), ids=lambda check: check.id)
def test_worst_severity_is_that_of_its_worst_kind(check: Check) -> None:
    order = list(type(check.worst))
    assert min((kind.severity for kind in check.kinds.values()), key=order.index) is check.worst
