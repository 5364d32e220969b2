"""The period and the place of policies that need an interpretation (解读范围)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.policy_scope import CoverageParameters, last_unit

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS, st.integers(1, 600))
def test_the_period_begins_that_many_months_earlier(as_of: date, months: int) -> None:
    first = CoverageParameters(months=months).first_day(as_of)
    assert (as_of.year - first.year) * 12 + as_of.month - first.month == months
    assert first.day == min(as_of.day, 28)


@given(DAYS, st.integers(1, 240))
def test_a_longer_period_begins_no_later(as_of: date, months: int) -> None:
    assert CoverageParameters(months=months + 1).first_day(as_of) < CoverageParameters(months=months).first_day(as_of)


@given(DAYS)
def test_a_year_is_never_cut_short(as_of: date) -> None:
    assert as_of - CoverageParameters().first_day(as_of) >= timedelta(days=365)


@given(DAYS, DAYS, st.integers(1, 600))
def test_a_fixed_first_day_goes_before_months(as_of: date, since: date, months: int) -> None:
    assert CoverageParameters(since=since, months=months).first_day(as_of) == since


@given(DAYS, st.integers(10**4, 10**9))
def test_any_number_of_months_has_a_first_day(as_of: date, months: int) -> None:
    assert CoverageParameters(months=months).first_day(as_of) <= as_of


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("青禾县人民政府", "青禾县"),
        ("北岩市青禾县人民政府办公室", "青禾县"),
        ("青禾县白石镇人民政府", "白石镇"),
        ("青岚省人民政府办公厅", "青岚省"),
        ("云岭苗族自治县人民政府", "云岭苗族自治县"),
        ("县人民政府办公室", ""),
        ("国务院办公厅", ""),
    ],
)
def test_the_lowest_unit_of_a_name_tells_whose_government_it_is(name: str, unit: str) -> None:
    assert last_unit(name) == unit
