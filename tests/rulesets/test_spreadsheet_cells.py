"""Cells read back what they show, and no cell makes reading a workbook raise anything but faults."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from rulesets.spreadsheet import cells
from rulesets.spreadsheet.book import ruleset_book
from rulesets.spreadsheet.period_words import period_of, period_words
from rulesets.spreadsheet.reading import examine_book
from tests.rulesets.workbooks import own_ruleset

WORDS = st.text(st.sampled_from("甲乙、；，,;「」 ab\n"), min_size=1, max_size=8).filter(
    lambda words: words.strip() and words == words.strip()
)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
PERIODS = st.one_of(
    st.sampled_from(["this_year", "last_year"]),
    st.builds(lambda months: {"months": months}, st.integers(1, 600)),
    st.builds(lambda year: {"year": year}, st.integers(1990, 2100)),
    st.builds(lambda since: {"since": since}, DAYS),
    st.builds(lambda until: {"until": until}, DAYS),
    st.builds(lambda since, until: {"since": since, "until": until}, DAYS, DAYS),
)


@given(st.lists(WORDS, max_size=4))
@example(["各级、各部门"])
@example(["「甲」乙"])
@example(["甲」"])
def test_list_reads_what_it_shows(values: list[str]) -> None:
    assert cells.items(cells.list_words(values)) == values


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=3))
@example([["a「"], [";"]])
def test_groups_read_what_they_show(values: list[list[str]]) -> None:
    assert cells.groups("\n".join(cells.list_words(group, "、") for group in values)) == values


@given(PERIODS)
def test_period_reads_what_it_shows(value: Any) -> None:
    assert period_of(period_words(value)) == value


@pytest.mark.parametrize(
    "written",
    ["2022-12-31", "2022/12/31", " 2022.12.31 ", "2022年12月31日", "２０２２-12-31", 44926, 44926.0, date(2022, 12, 31), "2022-12-31 00:00:00"],
)  # fmt: skip
def test_day_is_read_in_every_spelling(written: Any) -> None:
    assert cells.day(written) == date(2022, 12, 31)


@pytest.mark.parametrize("written", ["2022-13-01", "年底前", "2022-2-30", 12, "2022年底"])
def test_what_is_no_day_stays_for_the_model_to_refuse(written: Any) -> None:
    assert not isinstance(cells.day(written), date)


@pytest.mark.parametrize(
    ("written", "read"), [("60%", 0.6), ("６０％", 0.6), (" 0.6 ", 0.6), ("7", 7.0), ("七", "七"), (1, 1.0)]
)
def test_number_is_read_in_every_spelling(written: Any, read: Any) -> None:
    assert cells.number(written) == read


@pytest.mark.parametrize(("written", "whole"), [("30", 30), (30.0, 30), ("30.5", 30.5), (True, True)])
def test_whole_number_is_not_rounded(written: Any, whole: Any) -> None:
    assert cells.number(written, whole=True) == whole


BOOK = ruleset_book(own_ruleset())
ODD = st.one_of(
    st.sampled_from(
        ["", "（无）", "（空）", "是", "items.0.name", "items.1.name.x", "a..b", ".", "costs", "costs.x", "each", "计分", "扣分", "加分", "否决", "人工核实", "links.site#2", "row-1", "row-2", "{year}", "1e999", "=1", "#N/A", "scope", "items", "period", "编号", "等级", "99999999999999999999"]
    ),
    st.integers(-1, 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.just(datetime(1900, 1, 1)),  # noqa: DTZ001 (cells have no zone)
    st.none(),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 30), st.integers(1, 21), ODD), min_size=1, max_size=6))
def test_any_cell_is_told_in_lines(tmp_path: Path, edits: list[tuple[int, int, int, Any]]) -> None:
    book = load_workbook(io.BytesIO(BOOK))
    for sheet, row, column, value in edits:
        book.worksheets[sheet].cell(row, column).value = value
    book.save(tmp_path / "book.xlsx")
    examined = examine_book(tmp_path / "book.xlsx")
    assert (examined.ruleset is None) == bool(examined.faults)
    for fault in examined.faults:
        assert "\n" not in str(fault)
        assert fault.what
        assert fault.mend
