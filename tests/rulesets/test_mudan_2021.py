"""mudan-2021 against the document: every paragraph, its figures, deadlines, units and strength, checked by hand."""

from datetime import date
from typing import Any

import pytest

from rulesets.coverage import Coverage, Reach, clauses
from rulesets.loading import load
from rulesets.model import CheckCall, Requirement, Strength

TOWNS, DEPARTMENTS = "各镇街", "区政府各部门"
NUMERALS = "一二三四五六七"
PARAGRAPHS = (3, 7, 3, 3, 3, 3)


@pytest.fixture(scope="module")
def rows() -> dict[str, Requirement]:
    return {requirement.id: requirement for requirement in load("mudan-2021").requirements}


def calls(requirement: Requirement) -> tuple[CheckCall, ...]:
    assert requirement.assess != "manual"
    return requirement.assess


def parameters(requirement: Requirement, check: str) -> dict[str, Any]:
    (found,) = (call.with_ for call in calls(requirement) if call.check == check)
    return found


def test_every_paragraph_has_a_requirement() -> None:
    expected = [
        (f"{NUMERALS[chapter]}（{NUMERALS[part]}）", f"{chapter + 1}.{part + 1}", 0)
        for chapter, parts in enumerate(PARAGRAPHS)
        for part in range(parts)
    ]
    places = [clause.place for clause in clauses(load("mudan-2021"))]
    assert places == [*expected, ("结尾段", "end", 0)]
    assert len(places) == 23


def test_ids_agree_with_their_clauses(rows: dict[str, Requirement]) -> None:
    for name, requirement in rows.items():
        stem = f"para-{(requirement.clause.number or '').replace('.', '-')}"
        assert name in {stem, *(stem + letter for letter in "abcdef"), f"{stem}-a", f"{stem}-b"}


def test_share_of_clauses_that_checks_decide() -> None:
    reach = Coverage.of(load("mudan-2021")).reach
    assert reach[Reach.WHOLE] >= 6
    assert reach[Reach.PART] >= 9


@pytest.mark.parametrize(
    ("name", "check", "figures"),
    [
        ("para-1-1a", "disclosure.hygiene", {"kinds": ["dead", "wrong", "misplaced"], "max_count": 0}),
        ("para-1-2c", "documents.library", {"since": date(2016, 1, 1)}),
        ("para-2-4a", "commitments.progress", {"min_items": 10}),
        ("para-2-5a", "fiscal.coverage", {"debt": ["限额", "余额", "使用安排", "还本付息"]}),
        ("para-2-5b", "fiscal.coverage", {"reports": ["budget", "final_accounts"], "subordinate_units": True}),
        ("para-3-2a", "interpretation.diversity", {"min_rate": 0.6, "per_unit": True, "period": "this_year"}),
        ("para-4-1", "decisions.catalogue", {"changes_explained": True, "bodies": True, "linked": True}),
        ("para-4-3b", "interaction.open_day", {"month": 8, "per_unit": True}),
        ("para-5-1a", "disclosure.catalogue", {"place": "unit", "web_page": True, "per_unit": True}),
        ("para-5-3e", "gazette.functions", {"required": False}),
        ("para-6-1a", "evidence.search", {"min_count": 1}),
        ("para-end-b", "disclosure.annual_reports", {"mentions_plan": True, "chapters": [], "tables": False}),
    ],
)
def test_figures(rows: dict[str, Requirement], name: str, check: str, figures: dict[str, Any]) -> None:
    assert parameters(rows[name], check).items() >= figures.items()


def test_clauses_without_a_figure_have_none(rows: dict[str, Requirement]) -> None:
    assert "max_workdays" not in parameters(rows["para-4-2b"], "consultation.feedback")
    assert not {"government", "department", "min_people"} & set(parameters(rows["para-4-2a"], "decisions.attendance"))
    assert rows["para-3-2b"].confirm  # how much may be copied is the tool's own figure


def test_named_kinds_are_complete(rows: dict[str, Requirement]) -> None:
    assert len(parameters(rows["para-2-2b"], "documents.required")["items"]) == 5  # plans
    assert len(calls(rows["para-2-1"])) == 7  # fields of the district's central work
    assert len(parameters(rows["para-4-1"], "decisions.catalogue")["parts"]) == 5
    assert len(parameters(rows["para-4-2d"], "consultation.methods")["methods"]) == 7


def test_deadlines(rows: dict[str, Requirement]) -> None:
    due = {name: one.due for name, one in rows.items() if one.due}
    assert due.pop("para-4-3b") == date(2021, 8, 31)
    assert set(due) == {"para-1-2b", "para-1-2c", "para-5-2a", "para-5-3a", "para-6-1a"}
    assert set(due.values()) == {date(2021, 12, 31)}


def test_work_that_is_done_once(rows: dict[str, Requirement]) -> None:
    assert {name for name, one in rows.items() if not one.standing} == {"para-1-2b", "para-4-3b", "para-end-a"}


def test_what_is_only_encouraged_cannot_fail(rows: dict[str, Requirement]) -> None:
    encouraged = {name for name, one in rows.items() if one.strength is Strength.ENCOURAGED}
    assert encouraged == {"para-4-2d", "para-4-3c", "para-5-1b", "para-5-2c", "para-5-3e"}


def test_lead_units_are_told_from_cooperating_ones(rows: dict[str, Requirement]) -> None:
    central = rows["para-2-1"].units
    assert list(central.lead) == ["区发改局", "区农业农村局", "区住建局", "区自然资源局", "区工信局"]
    assert list(central.cooperating) == [TOWNS, DEPARTMENTS]
    assert list(rows["para-1-2a"].units.lead) == [DEPARTMENTS]
    assert list(rows["para-4-2c"].units.lead) == ["区政府办公室", "区司法局", "区政府相关部门"]
    assert len(rows["para-2-4a"].units.lead) == 7
    assert all(one.units.lead for one in rows.values())
