"""Parameters of every check of the catalogue (检查项参数): they have words, take what rulesets write and refuse the rest."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from checks.catalogue import CATALOGUE
from checks.contract import Check, Parameters
from checks.named_items import Item
from checks.options import MonthDay, day_in
from checks.scopes import DocumentClass, DocumentScope
from portal.states import Worded
from tests.checks.required_parameters import REQUIRED

FIGURES: dict[str, dict[str, Any]] = {  # what clauses give that no default may
    "commitments.progress": {
        "items": ["道路改造"],
        "parts": ["进展情况"],
        "period": {"months": 6},
        "max_gap_days": 100,
    },
    "consultation.feedback": {"max_workdays": 10, "contains": ["adopted"]},
    "consultation.period": {"min_days": 30},
    "decisions.attendance": {"government": 5, "min_people": 2, "per_unit": True},
    "decisions.catalogue": {"parts": ["草案", "结果"], "publish_by": "02-29", "by": "2023-06-30"},
    "disclosure.annual_reports": {"publish_by": {"government": "03-31"}, "period": {"year": 2021}},
    "documents.elements": {
        "scope": {"kind": "normative", "important": True},
        "elements": ["title"],
        "since": "2016-01-01",
    },
    "freshness.columns": {"limits": [{"column": "news", "max_days": 14}]},
    "interaction.messages": {"fields": ["asked_on", "answer"]},
    "interpretation.coverage": {"scope": {"affects_public": True}, "period": "last_year"},
    "interpretation.forms": {"government": 5, "department": 3, "scope": {"important": True}},
}
PAGE = "<html><head><title>青禾县人民政府</title></head><body><p>青禾县人民政府</p></body></html>"
EACH_CHECK = pytest.mark.parametrize("check", CATALOGUE.values(), ids=lambda check: check.id)


def models(check: Check) -> Iterator[type[Parameters]]:
    """The check's parameters and every model they are made of."""
    waiting: list[Any] = [check.parameters]
    while waiting:
        part = waiting.pop()
        if isinstance(part, type) and issubclass(part, Parameters):
            yield part
            waiting += [field.annotation for field in part.model_fields.values()]
        waiting += get_args(part)


def enums(annotation: Any) -> Iterator[type[Enum]]:
    """Closed lists in a type."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    for part in get_args(annotation):
        yield from enums(part)


@EACH_CHECK
def test_every_parameter_has_a_short_title_and_a_meaning(check: Check) -> None:
    wordless = [
        f"{model.__name__}.{name}"
        for model in models(check)
        for name, field in model.model_fields.items()
        if not (field.title and field.description)
    ]
    long = [
        field.title for model in models(check) for field in model.model_fields.values() if len(field.title or "") > 12
    ]
    assert (wordless, long) == ([], [])


@EACH_CHECK
def test_titles_of_one_check_tell_its_parameters_apart(check: Check) -> None:
    titles = [field.title for field in check.parameters.model_fields.values()]
    assert len(titles) == len(set(titles))


@EACH_CHECK
def test_every_closed_list_is_told_in_chinese(check: Check) -> None:
    lists = {
        kind for model in models(check) for field in model.model_fields.values() for kind in enums(field.annotation)
    }
    assert [kind.__name__ for kind in lists if not issubclass(kind, Worded)] == []


@EACH_CHECK
def test_defaults_are_values_the_check_takes(check: Check) -> None:
    model = check.parameters.model_validate(REQUIRED.get(check.id, {}))
    assert check.parameters.model_validate(model.model_dump(mode="json")) == model


@EACH_CHECK
def test_only_what_the_clause_alone_can_say_must_be_given(check: Check) -> None:
    must = {name for name, field in check.parameters.model_fields.items() if field.is_required()}
    assert must <= set(REQUIRED.get(check.id, {}))


@pytest.mark.parametrize("name", FIGURES)
def test_figures_of_clauses_are_taken(name: str) -> None:
    given = CATALOGUE[name].parameters.model_validate({**REQUIRED.get(name, {}), **FIGURES[name]})
    assert set(FIGURES[name]) <= given.model_fields_set


@EACH_CHECK
def test_unknown_parameters_are_refused(check: Check) -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        check.parameters.model_validate({**REQUIRED.get(check.id, {}), "surely_unknown": 1})


@EACH_CHECK
def test_shares_and_counts_are_bounded(check: Check) -> None:
    unbounded = [
        name
        for name, field in check.parameters.model_fields.items()
        if {int, float} & {field.annotation, *get_args(field.annotation)} and not field.metadata
    ]
    assert unbounded == []


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("evidence.search", {"any_of": []}),
        ("evidence.search", {"any_of": [""]}),
        ("evidence.search", {"any_of": [[]]}),
        ("documents.required", {"items": []}),
        ("documents.elements", {"elements": ["colour"]}),
        ("documents.elements", {"min_rate": 60}),
        ("decisions.catalogue", {"publish_by": "02-30"}),
        ("decisions.catalogue", {"publish_by": "1-31"}),
        ("interpretation.diversity", {"period": "next_year"}),
        ("interaction.open_day", {"month": 13}),
        ("policy.platforms", {"platforms": []}),
    ],
)
def test_values_that_mean_nothing_are_refused(name: str, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        CATALOGUE[name].parameters.model_validate(values)


def test_a_scope_is_its_class_alone_or_more() -> None:
    assert DocumentScope.model_validate("normative") == DocumentScope(kind=DocumentClass.NORMATIVE)
    assert (
        DocumentScope.model_validate({"kind": "department", "issuers": ["教育局"]}).words
        == "部门、镇街文件，教育局发的"
    )


def test_an_item_is_its_name_alone_or_more() -> None:
    assert Item.model_validate("应急预案").words == "应急预案"
    item = Item.model_validate({"name": "权责清单", "any_of": ["权力清单"], "contains": ["责任"], "unit": "县编办"})
    assert item.words == "权责清单（或称权力清单；写明责任；县编办）"


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)), st.integers(1990, 2100))
def test_a_day_of_the_year_falls_into_every_year(day: date, year: int) -> None:
    month_day = TypeAdapter(MonthDay).validate_python(f"{day:%m-%d}")
    moved = day_in(year, month_day)
    assert moved.year == year
    assert (moved.month, moved.day) in {(day.month, day.day), (2, 28)}
