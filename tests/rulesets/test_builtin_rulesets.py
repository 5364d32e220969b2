"""Facts of the built-in rulesets, spot-checked by hand against the documents; and that their words are our own."""

import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from rulesets.loading import builtin_ids, load
from rulesets.model import Requirement

HAN = re.compile(r"[^\u4e00-\u9fff]")
RUN = 20  # Chinese characters in a row that would be a quotation
SEEDS = Path(os.environ.get("GONGKAI_SEEDS", Path(__file__).parents[3] / "shared" / "seeds"))


def rows(ruleset: str) -> dict[str, Requirement]:
    return {requirement.id: requirement for requirement in load(ruleset).requirements}


def test_every_task_safeguard_and_row_of_zibo_has_a_requirement() -> None:
    ids = set(rows("zibo-2020"))
    numbered = (
        [f"task-{n}" for n in range(1, 15)]
        + [f"safeguard-{n}" for n in range(1, 5)]
        + [f"row-{n}" for n in range(1, 75)]
    )
    for name in numbered:
        assert name in ids or f"{name}a" in ids, name
    assert {re.sub("[a-z]$", "", name) for name in ids} == set(numbered)


def test_row_ids_of_zibo_agree_with_their_rows() -> None:
    for name, requirement in rows("zibo-2020").items():
        if name.startswith("row-"):
            assert requirement.clause.row == int(re.sub(r"\D", "", name))
            assert requirement.units.lead, name


@pytest.mark.parametrize(
    ("row", "lead"),
    [
        ("row-2", ["各区县政府", "市文化和旅游局"]),
        ("row-11", ["各区县政府", "市地方金融监管局", "市财政局"]),
        ("row-15", ["各区县政府", "市商务局", "高新区管委会"]),
        ("row-28", ["各区县政府", "市文化和旅游局"]),
        ("row-30", ["各区县政府", "市民政局", "市人力资源社会保障局", "市退役军人事务局", "市住房公积金管理中心"]),
        ("row-49f", ["市公安局", "市外办", "市发展改革委", "市地方金融监管局", "市信访局", "市人防办"]),
        ("row-65a", ["各区县政府", "市政府各部门、单位"]),
    ],
)
def test_units_of_zibo_rows(row: str, lead: list[str]) -> None:
    assert list(rows("zibo-2020")[row].units.lead) == lead


def test_unit_counts_of_long_zibo_rows() -> None:
    counts = {row: len(rows("zibo-2020")[row].units.lead) for row in ("row-6", "row-21", "row-47", "row-53")}
    assert counts == {"row-6": 12, "row-21": 13, "row-47": 17, "row-53": 11}


def test_deadlines_of_zibo() -> None:
    due = {name: requirement.due for name, requirement in rows("zibo-2020").items() if requirement.due}
    assert due.pop("row-44c") == date(2020, 7, 31)
    assert set(due) == {"task-8a", "task-9b", "task-11a", "task-13b", "row-64a", "row-65b", "row-67a", "row-69b"}
    assert set(due.values()) == {date(2020, 12, 31)}


def test_clauses_of_zibo_that_checks_judge() -> None:
    judged = {name: row for name, row in rows("zibo-2020").items() if row.assess != "manual"}
    assert set(judged) == {"task-4a", "task-9a", "row-51a", "row-65a"}
    assert judged["row-51a"].confirm
    assert not judged["row-65a"].confirm


def test_twin_clauses_of_zibo_are_judged_alike() -> None:
    zibo = rows("zibo-2020")
    assert zibo["task-9a"].assess == zibo["row-65a"].assess
    assert zibo["task-4a"].assess == zibo["row-51a"].assess


def test_national_deductions_sum_to_a_hundred_in_four_parts() -> None:
    points = Counter[str]()
    for requirement in load("national-2019").requirements:
        if requirement.deduct:
            points[requirement.theme] += int(requirement.deduct.points)
    assert points == {"发布解读": 31, "办事服务": 25, "互动交流": 23, "功能设计": 21}


def calls(requirement: Requirement) -> list[tuple[str, dict[str, object]]]:
    assert requirement.assess != "manual"
    return [(call.check, call.with_) for call in requirement.assess]


def test_national_figures() -> None:
    national = rows("national-2019")
    week = {"period_days": 7, "per_day": 20, "limit_seconds": 15, "max_failed_rate": 0.05}
    assert calls(national["veto-2"]) == [("site.availability", week)]
    assert calls(national["veto-3"]) == [("freshness.homepage", {"max_days": 14})]
    assert calls(national["veto-4c"]) == [("freshness.blank", {"veto_at": 5})]
    deduct = {name: row.deduct for name, row in national.items() if row.deduct}
    assert (deduct["identity"].each, deduct["identity"].points, deduct["identity"].per) == (0.5, 3, "element")
    assert deduct["availability"].costs == {"links.homepage": 0.2, "links.site": 0.1}
    assert (deduct["meta-tags"].each, deduct["meta-tags"].points, deduct["meta-tags"].per) == (0.1, 1, "target")


def test_figure_that_no_text_gives_cannot_fail_anyone() -> None:
    assert rows("ipv6")["success-rate"].confirm
    assert rows("ipv6")["consistency"].confirm
    assert not rows("ipv6")["record"].confirm
    assert not rows("ipv6")["delegation"].confirm


def own_words(ruleset: str) -> list[str]:
    return [text for row in load(ruleset).requirements for text in (row.title, row.note, row.proof, row.theme)]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the policy documents are not at hand (GONGKAI_SEEDS)")
@pytest.mark.parametrize("name", builtin_ids())
def test_words_are_our_own(name: str) -> None:
    documents = "\n".join(HAN.sub("", path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt")))
    assert len(documents) > 10_000
    for text in own_words(name):
        letters = HAN.sub("", text)
        for start in range(len(letters) - RUN + 1):
            assert letters[start : start + RUN] not in documents, text
