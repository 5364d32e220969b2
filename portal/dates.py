"""Dates as portals write them (日期): 2018-07-27, 2018/7/27, 2018.7.27, 2018年7月27日, 二〇一八年七月二十七日, full-width digits, 07-27 without
year, and pieces of these parted by spaces. Impossible dates are not dates.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．／－—–：　", "0123456789./---: ")
_NOT_PLAIN = re.compile("[０-９．／－—–]")
_CHINESE_DIGITS = {c: v for v, c in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
    "Ｏ": 0,
    "O": 0,
    "0": 0,
    "◯": 0,
}
_NUMERALS = "〇○零ＯO0◯一二三四五六七八九十"
_DIGIT = re.compile(r"\d")
_FULL = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)\s?(?:-|/|\.|年)\s?(1[0-2]|0?[1-9])\s?(?:-|/|\.|月)\s?(3[01]|[12]\d|0?[1-9])(?!\d)\s?(?:日|号)?"
    r"(?:\s{0,3}T?(?:[01]?\d|2[0-4])\s?[:：时]\s?[0-5]?\d(?:\s?[:：分]\s?[0-5]?\d)?)?"
)
_SPACED = re.compile(r"(?<!\d)((?:1\s*9|2\s*0)\s*\d\s*\d)\s*年\s*(\d\s?\d?)\s*月\s*(\d\s?\d?)\s*日")
_HAN = re.compile(rf"([一二][{_NUMERALS}]{{3}})\s*年\s*([{_NUMERALS}]{{1,3}})\s*月\s*([{_NUMERALS}]{{1,3}})\s*日")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_DAY = re.compile(r"(?<![\d./:-])(1[0-2]|0?[1-9])(?:-|/|月)(3[01]|[12]\d|0?[1-9])日?(?![\d/:-])")
_YEAR_MONTH = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(?:-|/|\.|年)(1[0-2]|0?[1-9])月?(?![\d./-])")
_SHORT_YEAR = re.compile(
    r"(?<![\d./:-])([0-3]\d)(?P<mark>[-/.])(1[0-2]|0[1-9])(?P=mark)(3[01]|[12]\d|0[1-9])(?![\d/.:-])"
)
_DAY_MONTH = re.compile(r"(?<![\d./:-])(3[01]|[12]\d|0[1-9])\s?/\s?(1[0-2]|0[1-9])月")
_DAY = re.compile(r"(?<![\d./:-])(3[01]|[12]\d|0?[1-9])日?(?![\d./:-])")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a text: `on` is None where the year is missing, then `month` and `day` are what is known."""

    on: date | None
    text: str
    start: int
    end: int
    month: int = 0
    day: int = 0


def plain(text: str) -> str:
    """Text with full-width digits and marks made plain, character by character."""
    return text.translate(_FULL_WIDTH) if _NOT_PLAIN.search(text) else text


def dates_in(text: str) -> Iterator[Dated]:
    """Complete dates of a text in order; positions refer to `text`."""
    spelled = "年" in text
    if not spelled and not _DIGIT.search(text):
        return
    found = [*_matches(_FULL, plain(text), _numbers)]
    if spelled:
        found += _matches(_SPACED, plain(text), _numbers)
        found += _matches(_HAN, text, _han_numbers)
    found.sort(key=lambda dated: (dated.start, -dated.end))
    end = -1
    for dated in found:
        if dated.start >= end:
            end = dated.end
            yield dated


def first_date(text: str) -> Dated | None:
    """First complete date of a text."""
    return next(dates_in(text), None)


@lru_cache(maxsize=4096)
def row_date(text: str) -> Dated | None:
    """Date of a list row's remainder (the text beside the title): complete, split (day and year-month) or without year."""
    complete = first_date(text)
    if complete is not None:
        return complete
    text = plain(text)
    return _split_date(text) or _short_year(text) or _day_month(text) or _month_day(text)


def _short_year(text: str) -> Dated | None:
    """Date with a year of two digits, year first (26-02-24)."""
    match = _SHORT_YEAR.search(text)
    on = _date(2000 + int(match.group(1)), int(match.group(3)), int(match.group(4))) if match else None
    return Dated(on, match.group(), match.start(), match.end(), on.month, on.day) if match and on else None


def _day_month(text: str) -> Dated | None:
    """Day over month without year (24/02月)."""
    match = _DAY_MONTH.search(text)
    if match is None or _date(2000, int(match.group(2)), int(match.group(1))) is None:
        return None
    return Dated(None, match.group(), match.start(), match.end(), int(match.group(2)), int(match.group(1)))


def _month_day(text: str) -> Dated | None:
    for match in _MONTH_DAY.finditer(text):
        month, day = int(match.group(1)), int(match.group(2))
        if _date(2000, month, day):
            return Dated(None, match.group().strip(), match.start(), match.end(), month, day)
    return None


def _split_date(text: str) -> Dated | None:
    """A day in one element and year and month in another, in either order."""
    month = _YEAR_MONTH.search(text)
    if month is None:
        return None
    rest = text[: month.start()] + " " * (month.end() - month.start()) + text[month.end() :]
    day = _DAY.search(rest)
    if day is None or len(rest.replace(day.group(), "", 1).strip()) > 20:
        return None
    on = _date(int(month.group(1)), int(month.group(2)), int(day.group(1)))
    start, end = min(month.start(), day.start()), max(month.end(), day.end())
    return Dated(on, " ".join(text[start:end].split()), start, end) if on else None


def compact_date(text: str) -> Dated | None:
    """Date written as eight digits (20180727), as in addresses and meta tags."""
    return next(_matches(_COMPACT, text, _numbers), None)


def with_year(month: int, day: int, neighbours: list[date], *, until: date | None = None) -> date | None:
    """Date for a month and day without year, from complete dates around it; None when they leave it open.

    `neighbours` are complete dates of the same list; `until` is the day the page was read: no list shows the future.
    """
    years = {near.year for near in neighbours}
    candidates = [on for on in (_date(year, month, day) for year in years) if on and (until is None or on <= until)]
    return candidates[0] if len(candidates) == 1 else None


def _matches(pattern: re.Pattern[str], text: str, read: object) -> Iterator[Dated]:
    convert = _han_numbers if read is _han_numbers else _numbers
    for match in pattern.finditer(text):
        on = convert(match)
        if on is not None:
            yield Dated(on, " ".join(match.group().split()), match.start(), match.end(), on.month, on.day)


def _numbers(match: re.Match[str]) -> date | None:
    year, month, day = ("".join(part.split()) for part in match.groups())
    return _date(int(year), int(month), int(day))


def _han_numbers(match: re.Match[str]) -> date | None:
    year = int("".join(str(_CHINESE_DIGITS.get(c, 0)) for c in match.group(1)))
    return _date(year, _han(match.group(2)), _han(match.group(3)))


def _han(text: str) -> int:
    """Number up to 99 in Chinese numerals: 七, 十, 十二, 二十, 三十一, also digit by digit 一二."""
    if "十" not in text:
        return int("".join(str(_CHINESE_DIGITS.get(c, 0)) for c in text))
    tens, _, ones = text.partition("十")
    return _CHINESE_DIGITS.get(tens or "一", 0) * 10 + (_CHINESE_DIGITS.get(ones, 0) if ones else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1949 <= year <= 2199 else None
    except ValueError:
        return None
