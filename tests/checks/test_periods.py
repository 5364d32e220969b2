"""Periods that clauses speak of (检查时段)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from checks.periods import LAST_YEAR, THIS_YEAR, Period, months_before, speaks_of_a_year

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS, st.integers(1, 600))
def test_months_back_keep_the_day_or_end_with_the_month(as_of: date, months: int) -> None:
    first = months_before(as_of, months)
    assert (as_of.year - first.year) * 12 + as_of.month - first.month == months
    assert first.day == as_of.day or (first + timedelta(days=1)).day == 1


@given(DAYS)
def test_twelve_months_are_a_whole_year(as_of: date) -> None:
    assert as_of - Period(months=12).days(as_of, None)[0] >= timedelta(days=365)


def test_the_months_before_the_first_year_end_there() -> None:
    assert months_before(date(3, 1, 31), 600) == date.min


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("this_year", (date(2022, 1, 1), date(2022, 12, 31))),
        ("last_year", (date(2021, 1, 1), date(2021, 12, 31))),
        ({"year": 2020}, (date(2020, 1, 1), date(2020, 12, 31))),
        ({"since": "2016-01-01"}, (date(2016, 1, 1), date(2024, 5, 6))),
        ({"since": "2016-01-01", "until": "2021-12-31"}, (date(2016, 1, 1), date(2021, 12, 31))),
        ({"months": 6}, (date(2023, 11, 6), date(2024, 5, 6))),
    ],
)
def test_a_period_is_read_as_it_is_written(written: Any, days: tuple[date, date]) -> None:
    assert Period.model_validate(written).days(date(2024, 5, 6), 2022) == days


def test_this_year_ends_with_the_day_judged_for() -> None:
    assert THIS_YEAR.days(date(2022, 6, 30), 2022) == (date(2022, 1, 1), date(2022, 6, 30))


def test_without_a_year_the_day_judged_for_tells_it() -> None:
    assert LAST_YEAR.days(date(2022, 6, 30), None) == (date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    "written",
    [{}, "next_year", {"year": 2020, "months": 3}, {"since": "2021-01-01", "until": "2020-01-01"}, {"months": 0}, 5],
)
def test_what_is_no_period_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        Period.model_validate(written)


def test_only_named_years_hang_on_the_ruleset() -> None:
    assert speaks_of_a_year({"items": [{"period": THIS_YEAR.model_dump(mode="json")}]})
    assert not speaks_of_a_year({"items": [{"period": Period(year=2020).model_dump(mode="json")}]})
