"""Dates as portals write them (日期): 2018-07-27, 2018/7/27, 2018.7.27, 2018年7月27日, 二〇一八年七月二十七日, full-width digits, 07-27 without
year, pieces of these parted by spaces, and what scanning makes of them (2O18年7月l2曰). Impossible dates are not dates.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．／－—–：　", "0123456789./---: ")
_NOT_PLAIN = re.compile("[０-９．／－—–]")
_CHINESE_DIGITS = {c: v for v, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零ＯOo0◯", 0) | {"两": 2}
_NUMERALS = "〇○零ＯO0◯一二三四五六七八九十"
_SLIPS = str.maketrans("OoＯ○◯〇lI|｜", "0000001111")  # what scanning makes of 0 and 1
_LOOSE = "0-9OoＯ○◯〇lI|｜零一二三四五六七八九"
_DIGIT = re.compile(r"\d")
_FULL = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)\s?(?:-|/|\.|年)\s?(1[0-2]|0?[1-9])\s?(?:-|/|\.|月)\s?(3[01]|[12]\d|0?[1-9])(?!\d)\s?(?:日|号)?"
    r"(?:\s{0,3}T?(?:[01]?\d|2[0-4])\s?[:：时]\s?[0-5]?\d(?:\s?[:：分]\s?[0-5]?\d)?)?"
)
_SPELLED = re.compile(
    rf"(?<![0-9A-Za-z])([12lI一二]\s*[90OoＯ○◯〇零九]\s*[{_LOOSE}]\s*[{_LOOSE}])\s*年\s*([{_LOOSE}十](?:\s?[{_LOOSE}十])?)\s*月\s*([{_LOOSE}十](?:\s?[{_LOOSE}十]){{0,2}})\s*[日曰号]"
)
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
        found += _matches(_SPELLED, plain(text), _spelled_numbers)
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
    on = exact_date(2000 + int(match.group(1)), int(match.group(3)), int(match.group(4))) if match else None
    return Dated(on, match.group(), match.start(), match.end(), on.month, on.day) if match and on else None


def _day_month(text: str) -> Dated | None:
    """Day over month without year (24/02月)."""
    match = _DAY_MONTH.search(text)
    if match is None or exact_date(2000, int(match.group(2)), int(match.group(1))) is None:
        return None
    return Dated(None, match.group(), match.start(), match.end(), int(match.group(2)), int(match.group(1)))


def _month_day(text: str) -> Dated | None:
    for match in _MONTH_DAY.finditer(text):
        month, day = int(match.group(1)), int(match.group(2))
        if exact_date(2000, month, day):
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
    on = exact_date(int(month.group(1)), int(month.group(2)), int(day.group(1)))
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
    candidates = [
        on for on in (exact_date(year, month, day) for year in years) if on and (until is None or on <= until)
    ]
    return candidates[0] if len(candidates) == 1 else None


def latest(month: int, day: int, until: date) -> date | None:
    """The last such day of the year that is not after `until`: how a list's row without year is meant when nothing else tells."""
    return next(
        (on for year in range(until.year, until.year - 8, -1) if (on := exact_date(year, month, day)) and on <= until),
        None,
    )


def _matches(pattern: re.Pattern[str], text: str, read: Callable[[re.Match[str]], date | None]) -> Iterator[Dated]:
    for match in pattern.finditer(text):
        on = read(match)
        if on is not None:
            yield Dated(on, " ".join(match.group().split()), match.start(), match.end(), on.month, on.day)


def _numbers(match: re.Match[str]) -> date | None:
    year, month, day = match.groups()
    return exact_date(int(year), int(month), int(day))


def _spelled_numbers(match: re.Match[str]) -> date | None:
    year, month, day = ("".join(part.split()) for part in match.groups())
    return exact_date(_digits(year), chinese_number(month), chinese_number(day))


def _digits(text: str) -> int:
    """A number digit by digit, in either kind of numerals."""
    return int("".join(str(_CHINESE_DIGITS.get(c, c)) for c in text.translate(_SLIPS)))


def chinese_number(text: str) -> int:
    """Number up to 99, in figures or Chinese numerals: 12, 七, 十, 十二, 二十, 三十一, also digit by digit 一二, and 两; 0 for anything else."""
    try:
        if "十" not in text:
            return _digits(text)
        tens, _, ones = text.partition("十")
        return _digits(tens or "1") * 10 + (_digits(ones) if ones else 0)
    except ValueError:
        return 0


def exact_date(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a day and it is of our times."""
    try:
        return date(year, month, day) if 1949 <= year <= 2199 else None
    except ValueError:
        return None
