"""Every clause of the five documents has a requirement, and how many of them checks decide (覆盖情况)."""

import pytest

from rulesets.coverage import Coverage, Reach, Way, clauses, reach_of, way_of
from rulesets.loading import accepted, load
from rulesets.model import Requirement

PROSE = {
    "zibo-2020": [*map(str, range(1, 15)), "保1", "保2", "保3", "保4"],
    "wenshang-2020": [],
    "mudan-2021": [
        *(f"{chapter}.{n}" for chapter, last in enumerate((3, 7, 3, 3, 3, 3), 1) for n in range(1, last + 1)),
        "end",
    ],
    "tengzhou-2022": [*map(str, range(1, 37))],
    "licheng-2023": [f"{chapter}.{n}" for chapter, last in enumerate((3, 3, 4, 6, 4), 1) for n in range(1, last + 1)],
}
ROWS = {"zibo-2020": 74, "wenshang-2020": 19, "mudan-2021": 0, "tengzhou-2022": 67, "licheng-2023": 49}
CLAUSES = 306
EACH_DOCUMENT = pytest.mark.parametrize("name", PROSE)


def test_the_five_documents_have_306_clauses() -> None:
    assert sum(map(len, PROSE.values())) + sum(ROWS.values()) == CLAUSES


@EACH_DOCUMENT
def test_every_numbered_row_has_a_requirement(name: str) -> None:
    rows = [clause.place[2] for clause in clauses(load(name)) if clause.place[2]]
    assert rows == list(range(1, ROWS[name] + 1))


@EACH_DOCUMENT
def test_every_paragraph_has_a_requirement(name: str) -> None:
    assert [clause.place[1] for clause in clauses(load(name)) if not clause.place[2]] == PROSE[name]


def test_checks_decide_two_fifths_of_all_clauses_and_part_of_another_fifth() -> None:
    coverage = Coverage.of(*map(load, PROSE))
    assert coverage.clauses == CLAUSES
    assert coverage.reach[Reach.WHOLE] >= 0.4 * CLAUSES
    assert coverage.reach[Reach.PART] >= 0.2 * CLAUSES


@pytest.mark.parametrize(
    ("ways", "reach"),
    [
        ([Way.CHECKED], Reach.WHOLE),
        ([Way.CHECKED, Way.CHECKED], Reach.WHOLE),
        ([Way.CHECKED, Way.MANUAL], Reach.PART),
        ([Way.EVIDENCE, Way.CHECKED], Reach.PART),
        ([Way.EVIDENCE, Way.MANUAL], Reach.EVIDENCE),
        ([Way.MANUAL], Reach.MANUAL),
    ],
)
def test_a_clause_is_decided_as_far_as_its_parts_are(ways: list[Way], reach: Reach) -> None:
    assert reach_of(ways) is reach


def requirement(assess: str) -> Requirement:
    text = f"""
id: sample
title: 示例文件
requirements:
  - id: a
    clause: {{section: 一, number: "1"}}
    title: 示例条款
    proof: 网址
    assess: {assess}
"""
    return accepted(text, "sample.yaml").requirements[0]


SEARCH = "{check: evidence.search, with: {any_of: [年报]}}"


@pytest.mark.parametrize(
    ("assess", "way"),
    [
        ("manual", Way.MANUAL),
        ("[{check: links.homepage}]", Way.CHECKED),
        (f"[{SEARCH}]", Way.EVIDENCE),
        (f"[{{check: links.homepage}}, {SEARCH}]", Way.EVIDENCE),
    ],
)
def test_evidence_beside_a_check_leaves_the_verdict_to_a_person(assess: str, way: Way) -> None:
    assert way_of(requirement(assess)) is way
