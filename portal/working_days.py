"""Working days (工作日) by the State Council's yearly holiday calendar, make-up working days at weekends included.

The calendar of a year is announced in the autumn before it. The library `chinesecalendar` carries them from 2004 to the year of its release;
outside of that, Monday to Friday are counted and the result says that it is not exact: a verdict that hangs on it needs a person.
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from chinese_calendar.constants import holidays, workdays

_FRIDAY = 4


class WorkingDays(NamedTuple):
    """A count of working days; `exact` is False where a day of the period lies outside the calendar."""

    days: int
    exact: bool


@cache
def calendar_years() -> tuple[int, int]:
    """First and last year whose holidays are known."""
    return min(holidays).year, max(holidays).year


def is_known(day: date) -> bool:
    """Whether the calendar covers a day."""
    first, last = calendar_years()
    return first <= day.year <= last


def is_working_day(day: date) -> bool:
    """Whether offices work on a day; Monday to Friday where the calendar does not cover it."""
    return day in workdays or (day.weekday() <= _FRIDAY and day not in holidays)


def working_days(start: date, end: date) -> WorkingDays:
    """Working days after `start` up to and including `end`: 1 from a Monday to the Tuesday behind it. Negative where `end` lies before."""
    if end < start:
        back = working_days(end, start)
        return WorkingDays(-back.days, back.exact)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return WorkingDays(sum(map(is_working_day, days)), is_known(start) and is_known(end))


def after_working_days(start: date, count: int) -> tuple[date, bool]:
    """The day on which the `count`th working day after `start` falls (count ≥ 0), and whether the calendar covers the whole period."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day, is_known(start) and is_known(day)
