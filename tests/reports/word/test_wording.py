"""Numbers, names and addressees as official documents write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.outcomes import Outcome
from reports.earlier_cards import Change
from reports.scorecard import UnitsCard
from reports.word.changes import sum_words
from reports.word.wording import addressee, chinese_number, site_words
from tests.reports.parts import result, ruleset, scorecard


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_headings_are_counted_in_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words


@given(st.lists(st.integers(1, 300), min_size=2, max_size=2, unique=True))
def test_no_two_headings_share_a_number(numbers: list[int]) -> None:
    assert chinese_number(numbers[0]) != chinese_number(numbers[1])


@pytest.mark.parametrize(
    ("name", "words"),
    [("栖梧县人民政府", "栖梧县人民政府网站"), ("栖梧县政府网", "栖梧县政府网"), ("", "www.qiwuxian.gov.cn网站")],
)
def test_site_is_called_a_site_once(name: str, words: str) -> None:
    assert site_words(scorecard([], name=name)) == words


@pytest.mark.parametrize(("unit", "words"), [(None, "栖梧县人民政府办公室"), ("财政", "县财政局"), ("县", "县")])
def test_addressee_is_the_unit_meant(unit: str | None, words: str) -> None:
    rows = [result("a/1", "预算", Outcome.FAIL, "", units=UnitsCard(lead=["县财政局"], cooperating=["县审计局"]))]
    assert addressee(scorecard([ruleset("a", "任务", rows)]).model_copy(update={"unit": unit})) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({Change.NEW: 2, Change.MENDED: 1, Change.UNCHECKED: 5}, "问题新出现 2 个，已整改 1 个"),
        ({Change.FIRST_LOOK: 3, Change.UNCHECKED: 2}, "没有可比的变化"),
        ({Change.NEW: 0}, "没有变化"),
    ],
)
def test_only_what_both_checks_looked_at_is_summed_up(counts: dict[Change, int], words: str) -> None:
    assert sum_words(counts) == words
