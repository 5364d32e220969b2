"""Periods that clauses speak of (检查时段): this year, last year, some months back, or fixed days."""

from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field, model_validator

from checks.contract import Parameters


class Period(Parameters):
    """A period as a ruleset writes it: `this_year`, `last_year`, `{months: 12}`, `{year: 2021}`, or `{since: 2016-01-01, until: 2021-12-31}`.

    `this_year` is the ruleset's year (`year:`, moved by `--year`); fixed days and `year` are never moved.
    """

    named: Literal["this_year", "last_year"] | None = Field(
        default=None, title="年份", description="the year the ruleset speaks of, or the one before"
    )
    months: int | None = Field(
        default=None, ge=1, le=600, title="最近月数", description="months back from the day judged for"
    )
    year: int | None = Field(default=None, ge=1990, le=2100, title="年份", description="one calendar year")
    since: date | None = Field(default=None, title="起", description="first day")
    until: date | None = Field(default=None, title="止", description="last day; without it the day judged for")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return {"named": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_way(self) -> "Period":
        ways = [self.named, self.months, self.year, self.since or self.until]
        if sum(way is not None for way in ways) != 1:
            raise ValueError("give exactly one of: this_year or last_year, months, year, since/until")
        if self.since and self.until and self.until < self.since:
            raise ValueError("until lies before since")
        return self

    @property
    def words(self) -> str:
        """In Chinese, for reports: 本年, 最近 12 个月, 2016-01-01 起."""
        if self.named:
            return {"this_year": "本年", "last_year": "上年"}[self.named]
        if self.months or self.year:
            return f"最近 {self.months} 个月" if self.months else f"{self.year} 年"
        if self.since and self.until:
            return f"{self.since} 至 {self.until}"
        return f"{self.since} 起" if self.since else f"截至 {self.until}"

    def days(self, as_of: date, year: int | None) -> tuple[date, date]:
        """First and last day, both included and never after `as_of`. `year` is the ruleset's year; without one, the year of `as_of`."""
        first, last = self._span(as_of, year or as_of.year)
        return first, min(last, as_of)

    def is_running(self, as_of: date, year: int | None) -> bool:
        """Whether it ends after `as_of`, so that what is to be done within it may still come. Months back from a day are over."""
        return self._span(as_of, year or as_of.year)[1] > as_of and (self.since is None or self.until is not None)

    def begins_after(self, as_of: date, year: int | None) -> bool:
        """Whether its first day is still to come, so that nothing can be asked of it yet."""
        return self._span(as_of, year or as_of.year)[0] > as_of

    def _span(self, as_of: date, year: int) -> tuple[date, date]:
        if self.months:
            return months_before(as_of, self.months), as_of
        if self.since or self.until:
            return self.since or date.min, self.until or date.max
        named = {"this_year": year, "last_year": year - 1}
        whole = named[self.named] if self.named else self.year or year
        return date(whole, 1, 1), date(whole, 12, 31)


def speaks_of_a_year(values: Any) -> bool:
    """Whether parameters, as plain values, hold a period that hangs on the ruleset's year."""
    if isinstance(values, dict):
        return values.get("named") is not None or any(map(speaks_of_a_year, values.values()))
    return isinstance(values, list) and any(map(speaks_of_a_year, values))


THIS_YEAR = Period(named="this_year")
LAST_YEAR = Period(named="last_year")


def months_before(day: date, months: int) -> date:
    """The day so many months earlier; the last of its month where that is shorter, and never before the year 1."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if years < 1:
        return date.min
    following = date(years + month // 11, (month + 1) % 12 + 1, 1)
    return min(date(years, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
