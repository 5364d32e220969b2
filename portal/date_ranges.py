"""Ranges of dates (起止日期), as calls for opinions, events and terms of validity state them."""

import re
from collections.abc import Iterator
from datetime import date

from portal.dates import dates_in, exact_date, plain

_JOINED = re.compile(r"\s*(?:\([^()]{1,6}\)|（[^（）]{1,6}）)?\s*(?:至|到|-{1,2}|~|～|起至|起到)\s*")
_LATER_END = re.compile(
    r"\s*(?:\([^()]{1,6}\)|（[^（）]{1,6}）)?\s*(?:起至|至|到|-{1,2}|~|～)\s*(?:(?:次年|同年|当年)\s*)?(?:(?P<month>1[0-2]|0?[1-9])\s*月\s*)?(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号]"
)


def date_ranges(text: str) -> Iterator[tuple[date, date]]:
    """Ranges of dates, both ends included: 2026年1月5日至2月4日, 2026-01-05 至 2026-02-04; the later end may lack its year or its month."""
    complete = list(dates_in(text))
    flat = plain(text)
    for place, dated in enumerate(complete):
        following = complete[place + 1] if place + 1 < len(complete) else None
        if dated.on is None:
            continue
        if following and following.on and _JOINED.fullmatch(flat[dated.end : following.start]):
            if dated.on <= following.on:
                yield dated.on, following.on
            continue
        tail = _LATER_END.match(flat, dated.end)
        end = _later_end(dated.on, tail) if tail else None
        if end:
            yield dated.on, end


def _later_end(begin: date, tail: re.Match[str]) -> date | None:
    month = int(tail.group("month")) if tail.group("month") else begin.month
    day = int(tail.group("day"))
    end = exact_date(begin.year, month, day)
    if end and end < begin and tail.group("month"):
        end = exact_date(begin.year + 1, month, day)  # 12月20日至1月20日
    return end if end and end >= begin else None
