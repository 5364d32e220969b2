"""licheng-2023 against the document: every clause, its figures, deadlines, units and strength, checked by hand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from rulesets.coverage import Coverage, Reach, clauses
from rulesets.loading import load
from rulesets.model import CheckCall, Requirement, Strength

TOWNS, DEPARTMENTS = "各街道办事处", "区政府各部门（单位）"
PARAGRAPHS = {"一": 3, "二": 3, "三": 4, "四": 6, "五": 4}
NUMERALS = "一二三四五六"
ROWS_OF = {
    "1.1": (1, 2, 3),
    "1.2": (4, 5, 6, 7),
    "1.3": (8, 9, 10, 11),
    "2.1": (12, 13),
    "2.2": (14, 15),
    "2.3": (16,),
    "3.1": (17, 18, 19),
    "3.2": (20, 21, 22, 23),
    "3.3": (24, 25),
    "3.4": (26,),
    "4.1": (27, 28, 29),
    "4.2": (30, 31, 32, 33),
    "4.3": (34, 35, 36),
    "4.4": (37, 38),
    "4.5": (39, 40, 41),
    "4.6": (42,),
    "5.1": (43,),
    "5.2": (44,),
    "5.3": (45, 46),
    "5.4": (48, 49),
}  # which rows of the table allot what a paragraph asks; row 47 repeats the end of row 46


@pytest.fixture(scope="module")
def rows() -> dict[str, Requirement]:
    return {requirement.id: requirement for requirement in load("licheng-2023").requirements}


def calls(requirement: Requirement) -> tuple[CheckCall, ...]:
    assert requirement.assess != "manual"
    return requirement.assess


def parameters(requirement: Requirement, check: str) -> dict[str, Any]:
    (found,) = (call.with_ for call in calls(requirement) if call.check == check)
    return found


def test_every_paragraph_and_every_row_has_a_requirement() -> None:
    places = [clause.place for clause in clauses(load("licheng-2023"))]
    prose = [
        (f"{chapter}（{NUMERALS[part]}）", f"{NUMERALS.index(chapter) + 1}.{part + 1}", 0)
        for chapter, parts in PARAGRAPHS.items()
        for part in range(parts)
    ]
    table = [("重点工作任务分工", "", row) for row in range(1, 50)]
    assert places == prose + table
    assert len(places) == 69


def test_ids_agree_with_their_clauses(rows: dict[str, Requirement]) -> None:
    for name, requirement in rows.items():
        clause = requirement.clause
        stem = f"row-{clause.row}" if clause.row else f"para-{(clause.number or '').replace('.', '-')}"
        assert name in {stem, *(stem + letter for letter in "abcdefghijkl")}


def test_share_of_clauses_that_checks_decide() -> None:
    reach = Coverage.of(load("licheng-2023")).reach
    assert reach[Reach.WHOLE] >= 20
    assert reach[Reach.PART] >= 20


def test_paragraphs_are_judged_like_the_rows_that_allot_them(rows: dict[str, Requirement]) -> None:
    for number, table in ROWS_OF.items():
        prose = of_clauses(rows.values(), {number})
        allotted = of_clauses(rows.values(), set(table))
        assert prose == allotted, number


def of_clauses(requirements: Iterable[Requirement], keys: set[str] | set[int]) -> list[tuple[str, object, Strength]]:
    """Title, way of judging and strength of all requirements of some clauses."""
    return [
        (one.title, one.assess, one.strength) for one in requirements if (one.clause.row or one.clause.number) in keys
    ]


def test_deadlines_of_the_table(rows: dict[str, Requirement]) -> None:
    special = {12: date(2023, 6, 30), 39: date(2023, 11, 30), 48: date(2023, 8, 31), 49: date(2024, 1, 31)}
    for requirement in rows.values():
        if row := requirement.clause.row:
            assert requirement.due == special.get(row, date(2023, 12, 31)), requirement.id


def test_paragraphs_bear_only_the_deadlines_they_name(rows: dict[str, Requirement]) -> None:
    due = {name: one.due for name, one in rows.items() if name.startswith("para-") and one.due}
    assert due.pop("para-5-4a") == date(2023, 8, 31)
    assert set(due) == {"para-1-2c", "para-2-2d", "para-2-2e", "para-2-3a", "para-5-3a"}
    assert set(due.values()) == {date(2023, 12, 31)}


@pytest.mark.parametrize(
    ("name", "check", "figures"),
    [
        ("row-12", "decisions.catalogue", {"publish_by": "06-30"}),
        ("row-14a", "consultation.feedback", {"max_workdays": 10, "contains": ["adopted", "reasons"]}),
        ("row-15a", "decisions.attendance", {"government": 5, "adoption": True}),
        ("row-15b", "decisions.attendance", {"department": 1, "per_unit": True}),
        ("row-16a", "decisions.evaluation", {"use": True, "scope": "government"}),
        ("row-21a", "interpretation.timeliness", {"max_workdays": None}),
        ("row-23", "interpretation.forms", {"government": 5, "department": 3, "scope": {"important": True}}),
        ("row-29a", "gazette.functions", {"mobile": True}),
        ("row-39a", "enterprises.platforms", {"fields": ["教育", "卫生健康", "供电"], "by": date(2023, 11, 30)}),
        ("row-43a", "evidence.search", {"min_count": 1}),
        ("row-45", "evidence.search", {"min_count": 1, "per_unit": True}),
        ("row-48", "documents.required", {"by": date(2023, 8, 31), "per_unit": True}),
        ("row-49", "disclosure.annual_reports", {"mentions_plan": True, "chapters": [], "tables": False}),
    ],
)
def test_figures(rows: dict[str, Requirement], name: str, check: str, figures: dict[str, Any]) -> None:
    assert parameters(rows[name], check).items() >= figures.items()


def test_named_kinds_are_complete(rows: dict[str, Requirement]) -> None:
    assert len(parameters(rows["row-8a"], "documents.required")["items"]) == 4  # kinds of jobs information
    (column,) = parameters(rows["row-8b"], "columns.required")["items"]
    assert len(column["contains"]) == 5  # groups of people
    assert "9类" in rows["row-10"].title  # which nine, the document does not say
    assert len(parameters(rows["row-13a"], "decisions.catalogue")["parts"]) == 6
    assert len(parameters(rows["row-13b"], "decisions.catalogue")["parts"]) == 3


def test_what_is_only_encouraged_cannot_fail(rows: dict[str, Requirement]) -> None:
    encouraged = {name for name, one in rows.items() if one.strength is Strength.ENCOURAGED}
    assert {name for name in encouraged if name.startswith("row-")} == {
        *("row-6c", "row-13b", "row-15b", "row-15c", "row-19a", "row-19b", "row-33")
    }
    assert len(encouraged) == 14
    assert rows["row-31d"].confirm  # 加快推进: an unfinished one is for a person


@pytest.mark.parametrize(
    ("row", "lead"),
    [
        ("row-3", ["区发展改革局", "市生态环境局历城区分局"]),
        ("row-11", ["区民政局", "区卫生健康局", TOWNS]),
        ("row-12", ["区司法局"]),
        ("row-15b", [TOWNS, DEPARTMENTS]),
        ("row-19a", [DEPARTMENTS]),  # merged with row 18
        ("row-29a", ["区政府办公室"]),  # merged with row 28
        ("row-31a", [TOWNS, DEPARTMENTS]),  # merged with row 30
        ("row-37", [TOWNS, "市政府各部门（单位）"]),  # a slip of the document, kept
        ("row-41", ["区发展改革局", "区卫生健康局", "区教育体育局"]),  # merged with row 39
    ],
)
def test_units(rows: dict[str, Requirement], row: str, lead: list[str]) -> None:
    assert list(rows[row].units.lead) == lead


def test_every_row_of_the_table_names_who_answers_and_says_where_it_was_inherited(rows: dict[str, Requirement]) -> None:
    inherited = {14, 19, 21, 22, 23, 25, 26, 29, 31, 33, 34, 35, 40, 41, 43, 44, 46, 47, 48, 49}
    for requirement in rows.values():
        if row := requirement.clause.row:
            assert requirement.units.lead, requirement.id
            assert ("合并单元格" in requirement.note) is (row in inherited), requirement.id
