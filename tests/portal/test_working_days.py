"""Working days (工作日): holidays, make-up days, and what lies outside the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.working_days import after_working_days, calendar_years, is_working_day, working_days

DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 5, 1), False),  # a Wednesday
        (date(2024, 4, 28), True),  # a Sunday made up for it
        (date(2024, 2, 12), False),  # a Monday in the Spring Festival
        (date(2024, 3, 2), False),
        (date(2024, 3, 4), True),
    ],
)
def test_holidays_and_make_up_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_the_first_day_does_not_count_and_the_last_does() -> None:
    assert working_days(date(2024, 3, 4), date(2024, 3, 5)) == (1, True)
    assert working_days(date(2024, 3, 4), date(2024, 3, 4)) == (0, True)
    assert working_days(date(2024, 4, 26), date(2024, 5, 6)) == (4, True)  # 28, 29, 30 April, 6 May


def test_beyond_the_calendar_weekdays_are_counted_and_said_to_be_inexact() -> None:
    monday = date(calendar_years()[1] + 2, 6, 1)
    monday += timedelta(days=-monday.weekday())
    assert working_days(monday, monday + timedelta(days=7)) == (5, False)
    assert after_working_days(monday, 5) == (monday + timedelta(days=7), False)


@given(DAYS, st.integers(0, 120))
def test_counting_on_and_counting_between_agree(start: date, count: int) -> None:
    end, exact = after_working_days(start, count)
    assert working_days(start, end).days == count
    assert exact == (end.year <= calendar_years()[1])


@given(DAYS, st.integers(0, 90), st.integers(0, 90))
def test_periods_add_up(first: date, one: int, two: int) -> None:
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=two)
    assert working_days(first, middle).days + working_days(middle, last).days == working_days(first, last).days
    assert working_days(last, first).days == -working_days(first, last).days
