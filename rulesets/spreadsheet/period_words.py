"""Periods in words (时段的写法): 本年, 上年, 近12个月, 2021年, 2016-01-01 至 2021-12-31."""

import re
from datetime import date
from typing import Any

from rulesets.spreadsheet.cells import day, narrow, text

NAMED = {"this_year": "本年", "last_year": "上年"}
BY_WORDS = {
    "本年": "this_year",
    "本年度": "this_year",
    "当年": "this_year",
    "上年": "last_year",
    "上一年": "last_year",
    "去年": "last_year",
}
MONTHS = re.compile(r"(?:近|最近)(\d{1,3})个?月")
YEAR = re.compile(r"(\d{4})年?")
SPAN = re.compile(r"(?P<since>.+?)(?:至|到|起|以来)(?P<until>.*)")
UNTIL = re.compile(r"截至(?P<until>.+)")
HINT = "本年、上年、近12个月、2021年、2016-01-01 至 2021-12-31、2016-01-01 起、截至 2021-12-31"


def period_words(value: Any) -> str | None:
    """Words of a period as a ruleset writes it; None for what has none."""
    if isinstance(value, str):
        return NAMED.get(value)
    if not isinstance(value, dict):
        return None
    match value:
        case {"named": str(name), **others} if not others:
            return NAMED.get(name)
        case {"months": int(months), **others} if not others:
            return f"近{months}个月"
        case {"year": int(year), **others} if not others:
            return f"{year}年"
        case {"since": date() as since, "until": date() as until, **others} if not others:
            return f"{since} 至 {until}"
        case {"since": date() as since, **others} if not others:
            return f"{since} 起"
        case {"until": date() as until, **others} if not others:
            return f"截至 {until}"
    return None


def period_of(value: Any) -> Any:
    """The period in a cell, as a ruleset writes it; words that are none stay as they are, for the model to refuse."""
    words = "".join(narrow(text(value)).split())
    if words in BY_WORDS:
        return BY_WORDS[words]
    if match := MONTHS.fullmatch(words):
        return {"months": int(match[1])}
    if match := YEAR.fullmatch(words):
        return {"year": int(match[1])}
    if match := UNTIL.fullmatch(words) or SPAN.fullmatch(words):
        days = {name: day(part) for name, part in match.groupdict().items() if part}
        return days if all(isinstance(part, date) for part in days.values()) else text(value)
    return text(value)
