"""The yearly document of Tengzhou (滕州市2022年政务公开工作要点): every clause, figure and unit, read by hand in the document."""

from datetime import date
from typing import Any

import pytest

from rulesets.coverage import Coverage, Reach, clauses
from rulesets.loading import load
from rulesets.model import Requirement, Ruleset, Strength

CHAPTERS = (
    *(
        ("一（一）", 2),
        ("一（二）", 3),
        ("一（三）", 2),
        ("二（一）", 1),
        ("二（二）", 1),
        ("二（三）", 1),
        ("三（一）", 2),
    ),
    *(
        ("三（二）", 1),
        ("三（三）", 1),
        ("三（四）", 1),
        ("四（一）", 1),
        ("四（二）", 1),
        ("五（一）", 1),
        ("五（二）", 5),
    ),
    *(
        ("五（三）", 1),
        ("五（四）", 1),
        ("六（一）", 2),
        ("六（二）", 4),
        ("七（一）", 1),
        ("七（二）", 1),
        ("七（三）", 1),
    ),
    *(("七（四）", 1), ("七", 1)),
)
YEAR_END, JULY, SEPTEMBER = date(2022, 12, 31), date(2022, 7, 1), date(2022, 9, 30)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load("tengzhou-2022")


@pytest.fixture(scope="module")
def rows(ruleset: Ruleset) -> dict[str, Requirement]:
    return {requirement.id: requirement for requirement in ruleset.requirements}


def asked(requirement: Requirement) -> dict[str, dict[str, Any]]:
    """Parameters by check; calls of one check must not hide each other here."""
    assert requirement.assess != "manual", requirement.id
    by_check = {call.check: dict(call.with_) for call in requirement.assess}
    assert len(by_check) == len(requirement.assess), requirement.id
    return by_check


def clause_of(name: str) -> str:
    return name.rstrip("abcdefghij")


def test_head(ruleset: Ruleset) -> None:
    assert (ruleset.number, ruleset.issued, ruleset.year) == ("滕政办发〔2022〕11号", date(2022, 6, 1), 2022)
    assert ruleset.applies.regions == ("370481",)
    assert ruleset.scoring == "ledger"


def test_every_paragraph_and_every_row_has_its_place(ruleset: Ruleset) -> None:
    sections = [section for section, count in CHAPTERS for _ in range(count)]
    prose = [(section, str(number), None) for number, section in enumerate(sections, 1)]
    ledger = [("工作台账", None, row) for row in range(1, 68)]
    keys = dict.fromkeys((r.clause.section, r.clause.number, r.clause.row) for r in ruleset.requirements)
    assert list(keys) == [*prose, *ledger]


def test_ids_follow_the_places(ruleset: Ruleset) -> None:
    for requirement in ruleset.requirements:
        clause = requirement.clause
        wanted = f"ledger-{clause.row}" if clause.row else f"prose-{clause.number}"
        assert clause_of(requirement.id) == wanted


def test_how_far_checks_decide(ruleset: Ruleset) -> None:
    reach = Coverage.of(ruleset).reach
    assert reach[Reach.WHOLE] >= 37
    assert reach[Reach.PART] >= 16
    assert sum(reach.values()) == len(list(clauses(ruleset))) == 103


def test_titles_are_short_and_rows_have_units(ruleset: Ruleset) -> None:
    for requirement in ruleset.requirements:
        assert len(requirement.title) <= 30, requirement.id
        assert requirement.units.lead, requirement.id


def test_deadlines_of_the_ledger(rows: dict[str, Requirement]) -> None:
    other = {
        **{f"ledger-{row}": SEPTEMBER for row in (22, 23, 24)},
        "ledger-41": date(2022, 10, 31),
        "ledger-55": date(2022, 6, 30),
        "ledger-66": date(2022, 6, 30),
        "ledger-65": JULY,
        "ledger-67a": date(2023, 1, 31),
        "ledger-67b": date(2023, 3, 31),
    }
    for name, requirement in rows.items():
        if name.startswith("ledger"):
            assert requirement.due == other.get(name, other.get(clause_of(name), YEAR_END)), name


def test_deadlines_of_the_prose(rows: dict[str, Requirement]) -> None:
    due = {name: row.due for name, row in rows.items() if name.startswith("prose") and row.due}
    assert due == {
        **dict.fromkeys(("prose-9a", "prose-15a", "prose-15b", "prose-32a", "prose-32b", "prose-33"), YEAR_END),
        "prose-10a": SEPTEMBER,
        "prose-36a": JULY,
        "prose-36b": date(2023, 1, 31),
        "prose-36c": date(2023, 3, 31),
    }


@pytest.mark.parametrize(
    ("name", "check", "figures"),
    [
        ("prose-13a", "consultation.period", {"min_days": 30}),
        ("prose-14a", "decisions.attendance", {"min_people": 2, "adoption": True}),
        ("ledger-27a", "decisions.attendance", {"adoption": True}),
        ("prose-15a", "interaction.open_day", {"min_count": 1, "per_unit": True, "feedback": True}),
        (
            "ledger-43a",
            "interaction.open_day",
            {"contains": ["答疑", "座谈", "问卷"], "per_unit": True, "feedback": True},
        ),
        ("ledger-28a", "documents.elements", {"scope": "normative"}),
        (
            "ledger-28a",
            "documents.elements",
            {"elements": ["title", "body", "number", "written_on", "published_on", "validity"]},
        ),
        ("ledger-40b", "interaction.messages", {"fields": ["asked_on", "answered_on", "answered_by", "answer"]}),
        ("ledger-53a", "gazette.functions", {"functions": ["contents", "search"]}),
        ("ledger-13b", "commitments.progress", {"parts": ["任务分工", "工作计划", "落实措施", "进展情况"]}),
        ("prose-36a", "documents.required", {"by": JULY, "per_unit": True}),
        ("ledger-65", "documents.required", {"by": JULY}),
        ("ledger-22", "documents.required", {"by": SEPTEMBER}),
        ("ledger-11a", "documents.required", {"queryable": True}),
        ("ledger-34a", "interpretation.timeliness", {"max_workdays": None}),
        ("ledger-67b", "disclosure.annual_reports", {"period": "this_year", "mentions_plan": True}),
        ("prose-33", "evidence.search", {"min_count": 1, "period": "this_year"}),
    ],
)
def test_figures(rows: dict[str, Requirement], name: str, check: str, figures: dict[str, Any]) -> None:
    parameters = asked(rows[name])[check]
    assert {key: parameters.get(key) for key in figures} == figures


@pytest.mark.parametrize(
    ("name", "check", "count"),
    [
        ("ledger-13b", "commitments.progress", 3),  # kinds of tasks
        (
            "ledger-17a",
            "documents.required",
            7,
        ),  # two lists of projects, rental housing, four parts of the housing plan
        ("ledger-21a", "documents.required", 8),  # kinds of aid
        ("ledger-11a", "documents.required", 3),  # lists of fees
        ("ledger-18", "documents.required", 4),  # kinds of schools
        ("ledger-22", "documents.required", 6),  # bureaus
    ],
)
def test_numbers_of_named_things(rows: dict[str, Requirement], name: str, check: str, count: int) -> None:
    assert len(asked(rows[name])[check]["items"]) == count


def test_bureaus_of_row_22_are_those_of_its_items(rows: dict[str, Requirement]) -> None:
    items = asked(rows["ledger-22"])["documents.required"]["items"]
    assert [item["unit"] for item in items] == list(rows["ledger-22"].units.lead)


def test_only_the_prose_asks_why_opinions_were_not_adopted_in_the_list_of_decisions(
    rows: dict[str, Requirement],
) -> None:
    prose = asked(rows["prose-12"])["decisions.catalogue"]
    ledger = asked(rows["ledger-25b"])["decisions.catalogue"]
    assert [part for part in prose["parts"] if part not in ledger["parts"]] == ["不予采纳的原因"]
    assert (len(prose["parts"]), len(ledger["parts"])) == (7, 6)
    assert prose["optional_parts"] == ledger["optional_parts"] == ["风险评估", "专家论证", "效果评估"]


def test_every_normative_document_is_interpreted(rows: dict[str, Requirement]) -> None:
    calls = rows["ledger-33"].assess
    assert calls != "manual"
    assert [call.check for call in calls] == ["interpretation.coverage"] * 2
    assert [call.with_["scope"] for call in calls] == [{"kind": "normative"}, {"affects_public": True}]
    assert all(call.with_["min_rate"] == 1 and call.with_["period"] == "this_year" for call in calls)


def test_what_is_only_encouraged_or_hoped_for(ruleset: Ruleset) -> None:
    def of(strength: Strength) -> set[str]:
        return {row.id for row in ruleset.requirements if row.strength is strength}

    assert of(Strength.ENCOURAGED) == {
        *("prose-4b", "prose-4c", "prose-15b", "prose-17c", "prose-20c", "prose-24g", "prose-29"),
        *("ledger-27b", "ledger-27c", "ledger-29", "ledger-36a", "ledger-37b", "ledger-43c", "ledger-47b", "ledger-60"),
    }
    assert of(Strength.SHOULD) == {
        *("prose-5d", "prose-26g", "ledger-7b", "ledger-36b", "ledger-43b", "ledger-51a", "ledger-64"),
    }


def test_recruitment_is_asked_in_the_prose_and_encouraged_in_the_ledger(rows: dict[str, Requirement]) -> None:
    assert rows["prose-14b"].assess == rows["ledger-27b"].assess
    assert rows["prose-14b"].strength is Strength.MUST
    assert rows["ledger-27b"].strength is Strength.ENCOURAGED


@pytest.mark.parametrize(
    ("prose", "ledger"),
    [
        *(("prose-2a", "ledger-46a"), ("prose-4a", "ledger-28b"), ("prose-4b", "ledger-29"), ("prose-5a", "ledger-5a")),
        *(("prose-8", "ledger-55"), ("prose-9a", "ledger-57a"), ("prose-10a", "ledger-23"), ("prose-11", "ledger-25a")),
        *(
            ("prose-13c", "ledger-26a"),
            ("prose-16a", "ledger-33"),
            ("prose-16b", "ledger-35"),
            ("prose-16c", "ledger-34a"),
        ),
        *(
            ("prose-18b", "ledger-16"),
            ("prose-19a", "ledger-17a"),
            ("prose-20a", "ledger-18"),
            ("prose-22c", "ledger-21a"),
        ),
        *(
            ("prose-24b", "ledger-10"),
            ("prose-24c", "ledger-11a"),
            ("prose-25a", "ledger-1"),
            ("prose-26g", "ledger-51a"),
        ),
        *(("prose-27b", "ledger-53b"), ("prose-33", "ledger-59"), ("prose-36b", "ledger-67a")),
    ],
)
def test_paragraph_and_row_that_ask_the_same_are_judged_alike(
    rows: dict[str, Requirement], prose: str, ledger: str
) -> None:
    assert rows[prose].assess == rows[ledger].assess


def test_what_no_text_counts_cannot_fail_anyone(rows: dict[str, Requirement]) -> None:
    """Own names of documents, thresholds of the tool, duties that hold only where there is a case."""
    doubtful = {clause_of(name) for name, row in rows.items() if row.confirm}
    assert {
        "prose-2",
        "prose-16",
        "prose-36",
        "ledger-22",
        "ledger-35",
        "ledger-40",
        "ledger-46",
        "ledger-65",
    } <= doubtful
    sure = ("prose-13a", "prose-14a", "prose-15a", "ledger-13b", "ledger-21a", "ledger-28a", "ledger-28b", "ledger-33")
    assert not [name for name in sure if rows[name].confirm]


@pytest.mark.parametrize(
    ("name", "lead", "cooperating"),
    [
        ("prose-1a", ["政府办公室"], ["市政府各部门"]),
        ("prose-4a", ["政府办公室", "市司法局"], ["市政府各部门", "各镇街"]),
        ("prose-5a", ["市发展和改革局", "市自然资源局", "市住建局", "市政府部门", "各镇街"], []),
        ("prose-12", ["政府办公室", "市司法局"], ["重大行政决策相关承办单位"]),
        ("prose-31", ["市行政审批服务局", "各有关部门单位", "各镇街"], []),
        ("ledger-2", ["市住房城乡建设局"], ["市有关部门单位"]),
        ("ledger-9", ["市政务服务审批局"], []),
        ("ledger-25a", ["市司法局", "各重大行政决策制定部门"], []),
        ("ledger-30", ["市行政审批局"], ["市政府有关部门单位"]),
        ("ledger-37a", ["市政府办公室"], ["市政府各相关部门单位"]),
        ("ledger-57a", ["市民政局", "市农业农村局", "各镇街"], []),
    ],
)
def test_units(rows: dict[str, Requirement], name: str, lead: list[str], cooperating: list[str]) -> None:
    assert (list(rows[name].units.lead), list(rows[name].units.cooperating)) == (lead, cooperating)


def test_unit_counts_of_long_rows(rows: dict[str, Requirement]) -> None:
    counts = {name: len(rows[name].units.lead) for name in ("ledger-1", "ledger-24a", "prose-25a")}
    assert counts == {"ledger-1": 8, "ledger-24a": 7, "prose-25a": 7}


def test_media_reprints_and_papers_of_others_are_never_demanded_of_the_site(rows: dict[str, Requirement]) -> None:
    assert rows["prose-17e"].assess == rows["ledger-38b"].assess == "manual"
    assert set(asked(rows["ledger-64"])) == {"evidence.search"}
