"""The ruleset of the city's yearly document: every clause, its units, figures and deadlines, read by hand in the document (zibo-2020)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from rulesets.coverage import Reach, clauses
from rulesets.loading import load
from rulesets.model import Requirement, Strength

YEAR_END = date(2020, 12, 31)
TASKS = [f"task-{n}" for n in range(1, 15)]
SAFEGUARDS = [f"safeguard-{n}" for n in range(1, 5)]
ROWS = [f"row-{n}" for n in range(1, 75)]
PROSE = [*map(str, range(1, 15)), "保1", "保2", "保3", "保4"]

WHOLE = {
    *("8", "9", "11", "12", "13"),
    *range(1, 37),
    *(38, 39, 40, 42, 49, 53, 55, 57, 59, 60, 64, 65, 67, 68, 69),
}
PART = {*("1", "2", "3", "4", "5", "6", "7", "保2", "保4"), *(43, 44, 51, 54, 56, 58, 62, 63, 72, 74)}

# A task of the prose and the row of the annex that allots it.
TWINS = [
    *(("task-1b", "row-38"), ("task-2a", "row-44a"), ("task-2c", "row-44e"), ("task-4a", "row-51a")),
    *(("task-4b", "row-51b"), ("task-4c", "row-51c"), ("task-5a", "row-53a"), ("task-5b", "row-54a")),
    *(("task-5c", "row-53b"), ("task-5d", "row-55"), ("task-5e", "row-56a"), ("task-5f", "row-56b")),
    *(("task-5g", "row-53c"), ("task-5h", "row-54b"), ("task-6a", "row-57"), ("task-6b", "row-61")),
    *(("task-6c", "row-58a"), ("task-6d", "row-58b"), ("task-6e", "row-59"), ("task-6f", "row-60")),
    *(("task-6g", "row-62d"), ("task-6h", "row-62e"), ("task-7b", "row-63b"), ("task-7c", "row-63a")),
    *(("task-7d", "row-63c"), ("task-7e", "row-63d"), ("task-8a", "row-64a"), ("task-8b", "row-64b")),
    *(("task-9a", "row-65a"), ("task-9b", "row-65b"), ("task-10", "row-66"), ("task-11a", "row-67a")),
    *(("task-11b", "row-67b"), ("task-12a", "row-68a"), ("task-12c", "row-68c"), ("task-13a", "row-69a")),
    *(("task-13b", "row-69b"), ("task-13c", "row-69c"), ("task-14", "row-70"), ("safeguard-1", "row-71")),
    *(("safeguard-2a", "row-72a"), ("safeguard-2b", "row-72b"), ("safeguard-2c", "row-72c")),
    *(("safeguard-2d", "row-72d"), ("safeguard-3a", "row-73a"), ("safeguard-3b", "row-73b")),
    *(("safeguard-4a", "row-74a"), ("safeguard-4b", "row-74b"), ("task-3a", "row-49a")),
]


def rows() -> dict[str, Requirement]:
    return {requirement.id: requirement for requirement in load("zibo-2020").requirements}


def calls(name: str) -> dict[str, dict[str, Any]]:
    assess = rows()[name].assess
    assert assess != "manual"
    return {call.check: call.with_ for call in assess}


def names(items: list[Any]) -> list[str]:
    return [item if isinstance(item, str) else item["name"] for item in items]


def keys() -> Iterator[tuple[str | int, Reach]]:
    for clause in clauses(load("zibo-2020")):
        _, number, row = clause.place
        yield row or number, clause.reach


def test_every_task_safeguard_and_row_has_a_requirement() -> None:
    assert [key for key, _ in keys()] == [*PROSE, *range(1, 75)]
    assert list(dict.fromkeys(re.sub("[a-z]$", "", name) for name in rows())) == [*TASKS, *SAFEGUARDS, *ROWS]


def test_ids_agree_with_places() -> None:
    for name, requirement in rows().items():
        number = int(re.sub(r"\D", "", name))
        if name.startswith("row-"):
            assert requirement.clause.row == number
            assert requirement.units.lead, name
        else:
            assert requirement.clause.number == ("保" if name.startswith("safeguard") else "") + str(number)


def test_checks_decide_56_clauses_and_part_of_19() -> None:
    reached = dict(keys())
    assert {key for key, reach in reached.items() if reach is Reach.WHOLE} == WHOLE
    assert {key for key, reach in reached.items() if reach is Reach.PART} == PART
    assert {key for key, reach in reached.items() if reach is Reach.MANUAL} == {"10", "保1", 66, 71}


@pytest.mark.parametrize(
    ("row", "lead"),
    [
        ("row-2", ["各区县政府", "市文化和旅游局"]),
        ("row-11", ["各区县政府", "市地方金融监管局", "市财政局"]),
        ("row-15", ["各区县政府", "市商务局", "高新区管委会"]),
        ("row-28", ["各区县政府", "市文化和旅游局"]),
        ("row-30", ["各区县政府", "市民政局", "市人力资源社会保障局", "市退役军人事务局", "市住房公积金管理中心"]),
        ("row-40", ["各区县政府", "市人力资源社会保障局", "市教育局", "市退役军人局"]),
        ("row-44f", ["各区县政府"]),
        ("row-49b", ["市应急局"]),
        ("row-49f", ["市公安局", "市外办", "市发展改革委", "市地方金融监管局", "市信访局", "市人防办"]),
        ("row-52", ["各区县政府", "市政府有关部门、单位"]),
        ("row-65a", ["各区县政府", "市政府各部门、单位"]),
        ("task-8a", ["区县政府"]),
        ("safeguard-1", ["各级、各部门"]),
    ],
)
def test_units(row: str, lead: list[str]) -> None:
    assert list(rows()[row].units.lead) == lead


def test_unit_counts_of_long_rows() -> None:
    long = ("row-6", "row-20", "row-21", "row-47", "row-49d", "row-53b")
    assert [len(rows()[row].units.lead) for row in long] == [12, 7, 13, 17, 9, 11]


def test_deadlines() -> None:
    due = {name: requirement.due for name, requirement in rows().items() if requirement.due}
    assert due.pop("row-44c") == date(2020, 7, 31)
    assert set(due) == {"task-8a", "task-9b", "task-11a", "task-13b", "row-64a", "row-65b", "row-67a", "row-69b"}
    assert set(due.values()) == {YEAR_END}
    assert {name for name, row in rows().items() if not row.standing} == {"row-44c", "task-13b", "row-69b"}


def test_strengths() -> None:
    encouraged = {name for name, row in rows().items() if row.strength is Strength.ENCOURAGED}
    should = {name for name, row in rows().items() if row.strength is Strength.SHOULD}
    assert encouraged == {"safeguard-2b", "row-72b"}
    assert should == {"task-6h", "task-11b", "row-42d", "row-62e", "row-67b"}


def test_what_the_document_gives_no_figure_for_cannot_fail_anyone() -> None:
    unconfirmed = {name for name, row in rows().items() if row.confirm}
    assert {"task-4a", "row-51a", "row-51b", "row-56a", "row-63d", "row-49f", "row-68c"} <= unconfirmed
    assert not {"row-65a", "row-53b", "row-67a", "row-69a", "row-64a", "row-1", "row-63a"} & unconfirmed


@pytest.mark.parametrize("pair", TWINS, ids="=".join)
def test_task_and_row_that_ask_the_same_are_judged_alike(pair: tuple[str, str]) -> None:
    task, row = (rows()[name] for name in pair)
    assert task.assess == row.assess
    assert (task.due, task.strength, task.confirm) == (row.due, row.strength, row.confirm)


def test_every_named_action_and_task_is_followed_by_itself() -> None:
    items = [calls(f"row-{n}")["commitments.progress"]["items"] for n in range(1, 37)]
    assert {len(row) for row in items} == {1}
    together = calls("task-1c")["commitments.progress"]
    assert together["items"] == [item for row in items[:12] for item in row]
    assert "min_items" not in together  # the document says twelve and lists eleven


def test_standard_catalogue_covers_26_fields() -> None:
    asked = calls("row-64a")["disclosure.catalogue"]
    assert len(set(asked["fields"])) == asked["min_fields"] == 26
    own = calls("row-64b")["disclosure.catalogue"]
    assert (own["min_fields"], "fields" in own) == (1, False)


def test_figures_of_consultation_and_meetings() -> None:
    assert calls("row-53b")["consultation.period"] == {"min_days": 30, "reason_excuses": True, "period": "this_year"}
    assert "max_workdays" not in calls("row-53b")["consultation.feedback"]
    assert calls("row-55")["decisions.attendance"] == {"adoption": False, "period": "this_year"}


def test_figures_of_policies_for_enterprises() -> None:
    guides = calls("row-44a")["services.guides"]
    assert set(guides["elements"]) == {"conditions", "period", "materials", "process", "contact", "department"}
    platforms = calls("row-44a")["policy.platforms"]["platforms"]
    assert names(platforms) == ["淄博惠企政策服务平台", "淄博政策汇"]
    assert calls("row-44f")["evidence.search"]["min_count"] == 4


def test_lists_of_columns_and_their_parts() -> None:
    five = names(calls("row-68a")["columns.required"]["items"])
    assert five == ["重点领域", "政策解读", "会议公开", "公众参与", "建议提案办理"]
    parts = {name: calls(name)["columns.required"]["items"][0]["contains"] for name in ("row-62c", "row-63c")}
    assert [len(words) for words in parts.values()] == [3, 4]
    assert len(calls("row-42a")["documents.required"]["items"]) == 9
    assert len(calls("row-65a")["disclosure.sections"]["sections"]) == 4
    assert calls("row-51b")["interpretation.substance"]["contains"] == ["背景", "决策依据", "出台目的", "重要举措"]


def test_emergency_plans_are_a_general_one_and_four_kinds() -> None:
    kinds = [calls(f"row-49{part}")["documents.required"]["items"][0]["name"] for part in "bcdef"]
    found = [re.sub("应急预案|类专项", "", kind) for kind in kinds]
    assert found == ["总体", "自然灾害", "事故灾害", "公共卫生", "社会安全"]
    assert calls("row-49a")["documents.required"]["items"] == ["应急预案"]


def test_functions_of_library_and_gazette() -> None:
    assert calls("row-67a")["documents.library"]["functions"] == ["browse", "search", "download"]
    assert calls("row-69a")["gazette.functions"]["functions"] == ["read", "copy", "download"]
    assert calls("row-69b")["gazette.freshness"]["back_issues"]
    assert not calls("row-69c")["gazette.functions"]["required"]


def test_only_the_citys_portal_keeps_the_exchange_column_and_contributions_are_not_looked_for() -> None:
    column = rows()["row-74a"]
    assert [level.value for level in column.applies.levels or ()] == ["city"]
    assert rows()["row-74b"].assess == "manual"


def test_titles_are_short() -> None:
    assert max(len(row.title) for row in rows().values()) <= 30
