"""The year of a yearly document, and `--year` that moves it (年度)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulesets.loading import accepted
from rulesets.model import CheckCall, Ruleset
from rulesets.years import in_year, later

TEXT = """
id: yearly
title: 示例年度要点
year: 2022
requirements:
  - id: a
    clause: {section: 一}
    title: 公开{year}年重点任务
    due: 2022-09-30
    note: 上一年指{last_year}年。
    assess:
      - check: interpretation.coverage
        with: {period: this_year, issuers: ["{year}年专班"]}
      - check: interpretation.coverage
        with: {period: {since: 2016-01-01}}
  - id: b
    clause: {section: 二}
    title: 年报按时公开
    due: 2023-01-31
    assess: manual
    proof: 请提供{last_year}年和{year}年两份年报网址。
"""


@pytest.fixture
def yearly() -> Ruleset:
    return accepted(TEXT, "yearly.yaml")


def with_of(ruleset: Ruleset, number: int) -> dict[str, object]:
    calls = ruleset.requirements[0].assess
    assert calls != "manual"
    call = calls[number]
    assert isinstance(call, CheckCall)
    return call.with_


def test_placeholders_are_filled_with_the_documents_own_year(yearly: Ruleset) -> None:
    own = in_year(yearly, None)
    assert own.requirements[0].title == "公开2022年重点任务"
    assert own.requirements[0].note == "上一年指2021年。"
    assert own.requirements[1].proof == "请提供2021年和2022年两份年报网址。"
    assert with_of(own, 0)["issuers"] == ["2022年专班"]
    assert own.requirements[0].due == date(2022, 9, 30)


def test_another_year_moves_deadlines_and_words_but_not_fixed_days(yearly: Ruleset) -> None:
    moved = in_year(yearly, 2026)
    assert [requirement.due for requirement in moved.requirements] == [date(2026, 9, 30), date(2027, 1, 31)]
    assert (moved.year, moved.title) == (2026, "示例年度要点（按 2026 年度执行）")
    assert moved.requirements[0].title == "公开2026年重点任务"
    assert with_of(moved, 1) == {"period": {"since": date(2016, 1, 1)}}


def test_deadline_with_a_placeholder_moves_once(yearly: Ruleset) -> None:
    call = CheckCall.model_validate({"check": "documents.required", "with": {"items": ["计划"], "by": "{year}-06-30"}})
    row = yearly.requirements[0].model_copy(update={"assess": (call,)})
    moved = in_year(yearly.model_copy(update={"requirements": (row,)}), 2026)
    assert with_of(moved, 0)["by"] == "2026-06-30"


def test_a_standing_document_stays_as_it_is(yearly: Ruleset) -> None:
    standing = yearly.model_copy(update={"year": None})
    assert in_year(standing, 2026) is standing


def test_a_leap_day_falls_back_to_the_28th() -> None:
    assert later(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert later(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(-20, 20))
def test_a_moved_deadline_keeps_month_and_nearly_the_day(day: date, years: int) -> None:
    moved = later(day, years)
    assert (moved.year, moved.month) == (day.year + years, day.month)
    assert 0 <= day.day - moved.day <= 1
