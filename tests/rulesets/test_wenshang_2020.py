"""The ruleset of the county's division of work: 19 rows, their units, deadlines and the 26 fields, read by hand in the document (wenshang-2020)."""

from datetime import date
from typing import Any

import pytest

from rulesets.coverage import Reach, clauses
from rulesets.loading import load
from rulesets.model import Requirement, Strength

JUNE, JULY, SEPTEMBER, NOVEMBER = (date(2020, month, day) for month, day in ((6, 30), (7, 31), (9, 30), (11, 30)))
EVERY_UNIT = ("县直各部门、单位", "各乡镇（街道）")
OFFICE = ("县政府办公室",)

# Number of each row of the table, in its order, with its deadline.
ROWS = {
    **dict.fromkeys(("1", "2", "3", "4", "5", "6", "7"), SEPTEMBER),
    "8a": JULY,
    "8b": JULY,
    "9a": SEPTEMBER,
    "9b": NOVEMBER,
    "10": NOVEMBER,
    "11a": JUNE,
    "11b": SEPTEMBER,
    "12a": JUNE,
    "12b": NOVEMBER,
    "13a": NOVEMBER,
    "13b": JUNE,
    "13c": SEPTEMBER,
}


def rows() -> dict[str, Requirement]:
    return {requirement.id: requirement for requirement in load("wenshang-2020").requirements}


def calls(name: str) -> dict[str, dict[str, Any]]:
    assess = rows()[name].assess
    assert assess != "manual"
    return {call.check: call.with_ for call in assess}


def test_head() -> None:
    ruleset = load("wenshang-2020")
    assert (ruleset.issued, ruleset.year, ruleset.number) == (date(2020, 6, 7), 2020, "")
    assert ruleset.applies.regions == ("370830",)


def test_every_row_has_a_requirement_in_the_order_of_the_table() -> None:
    places = [(row.clause.number, row.clause.row) for row in rows().values()]
    assert list(dict.fromkeys(places)) == [(number, place) for place, number in enumerate(ROWS, 1)]


def test_ids_agree_with_numbers() -> None:
    for name, row in rows().items():
        assert name.split("-")[1] == row.clause.number


def test_deadlines() -> None:
    assert {row.clause.number: row.due for row in rows().values()} == ROWS
    assert {name for name, row in rows().items() if not row.standing} == {"row-11b", "row-13b"}


def test_units() -> None:
    lead = {row.clause.number: row.units.lead for row in rows().values()}
    assert {number for number, units in lead.items() if units == EVERY_UNIT} == {
        *("2", "3", "4", "5", "6", "7", "8a", "10", "11a", "12a", "13c"),
    }
    assert {number for number, units in lead.items() if units == OFFICE} == {"11b", "12b", "13a", "13b"}
    assert (len(lead["1"]), lead["1"][-1], len(set(lead["1"]))) == (23, "各乡镇（街道）", 23)
    assert [len(lead[number]) for number in ("8b", "9a", "9b")] == [6, 6, 5]
    assert "县大数据事务中心" in lead["9a"]


def test_parts_of_a_row_share_its_units_and_deadline() -> None:
    for clause in clauses(load("wenshang-2020")):
        assert len({(part.units, part.due) for part in clause.requirements}) == 1


def test_checks_decide_five_rows_and_part_of_six() -> None:
    reached = {clause.requirements[0].clause.number: clause.reach for clause in clauses(load("wenshang-2020"))}
    assert {number for number, reach in reached.items() if reach is Reach.WHOLE} == {"1", "7", "9a", "9b", "13b"}
    assert {number for number, reach in reached.items() if reach is Reach.PART} == {"2", "3", "4", "5", "6", "8a"}
    assert {number for number, reach in reached.items() if reach is Reach.MANUAL} == {"11a", "12a", "13a"}


def test_standard_catalogue_names_26_fields_on_the_portal() -> None:
    asked = calls("row-1")["disclosure.catalogue"]
    assert len(set(asked["fields"])) == asked["min_fields"] == 26
    assert (asked["fields"][0], asked["fields"][-1], asked["place"]) == ("国土空间规划", "市政服务", "portal")


def test_notes_on_documents_are_the_three_of_the_document() -> None:
    assert calls("row-2-2")["documents.marking"]["notes"] == ["此件公开发布", "此件依申请公开", "此件不予公开"]


def test_one_column_one_entry_for_interaction_and_one_for_services() -> None:
    asked = calls("row-7")
    assert list(asked) == ["disclosure.entry", "disclosure.sections", "disclosure.units", "interaction.channel"]
    assert asked["interaction.channel"]["entries"] == ["interaction", "services"]


def test_training_is_asked_once_a_year() -> None:
    search = calls("row-12b")["evidence.search"]
    assert (search["min_count"], search["period"]) == (1, "this_year")


def test_only_the_negative_list_is_encouraged() -> None:
    mild = {name for name, row in rows().items() if row.strength is not Strength.MUST}
    assert mild == {"row-6-1a", "row-6-1b"}


@pytest.mark.parametrize("name", ["row-3-3", "row-4-1b", "row-4-1c", "row-6-2"])
def test_no_figure_is_asked_that_the_document_does_not_give(name: str) -> None:
    asked = next(iter(calls(name).values()))
    figures = {"min_methods", "government", "department", "month", "min_rate"}
    assert not figures & asked.keys()
    assert asked.get("max_workdays") is None


def test_titles_are_short() -> None:
    assert max(len(row.title) for row in rows().values()) <= 30
