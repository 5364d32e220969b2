"""Deadlines (完成时限) in all the forms documents write them, as days."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from portal.dates import chinese_number, exact_date
from portal.working_days import after_working_days
from rulesets.importing.characters import even

_N = r"[\d〇○零一二三四五六七八九十两]"
_YEAR = rf"(?:(?P<year>{_N}{{4}})年(?:度)?|(?P<named>本年度?|今年|当年|明年|次年|来年|每年))?"
_NEXT = ("明年", "次年", "来年")
_BY = r"(?:以前|之前|前)"
_LONGEST_CELL = 40
_STANDING = re.compile(r"每季度|每半年|每月|按月|按季度?|长期|持续|常态化|全年|经常性|动态|适时|随时|及时")
_NO_DEADLINE = re.compile(r"(?:截至|截止到?|自|从)$")  # in front of a day that is no deadline


@dataclass(frozen=True, slots=True)
class Frame:
    """What deadlines are reckoned from: the year the document speaks of, and the day it was issued."""

    year: int | None
    issued: date | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: its day, None where it could not be worked out; the words; `doubt`, in Chinese, where it could be meant otherwise."""

    due: date | None
    words: str
    is_standing: bool = False  # 长期坚持
    doubt: str = ""


Reckoning = Callable[[re.Match[str], Frame], tuple[date | None, str]]


def _year(found: re.Match[str], frame: Frame) -> int | None:
    """The year a match names, else the document's."""
    groups = found.groupdict()
    if groups.get("year"):
        return int("".join(str(chinese_number(digit)) for digit in groups["year"]))
    return frame.year + 1 if frame.year and groups.get("named") in _NEXT else frame.year


def _day(found: re.Match[str], frame: Frame) -> tuple[date | None, str]:
    year = _year(found, frame)
    return _not_before_issue(found, frame, year, chinese_number(found["month"]), chinese_number(found["day"]))


def _end_of_month(found: re.Match[str], frame: Frame) -> tuple[date | None, str]:
    year, month = _year(found, frame), chinese_number(found["month"])
    return _not_before_issue(found, frame, year, month, _last(year, month))


def _not_before_issue(
    found: re.Match[str], frame: Frame, year: int | None, month: int, day: int
) -> tuple[date | None, str]:
    """The day; of the next year where the document names none and the day had passed when it was issued."""
    due = exact_date(year, month, day) if year else None
    if due and frame.issued and due < frame.issued and not found.groupdict().get("year"):
        return exact_date(
            due.year + 1, month, _last(due.year + 1, month) if day > 27 else day
        ), "文件没有写年份，按发文之后的一次推算"
    return due, ""


def _last(year: int | None, month: int) -> int:
    return calendar.monthrange(year, month)[1] if year and 1 <= month <= 12 else 0


def _before_month(found: re.Match[str], frame: Frame) -> tuple[date | None, str]:
    due, _ = _end_of_month(found, frame)
    return due, "“某月前”可指月初之前，这里按月底计"


def _end_of_year(found: re.Match[str], frame: Frame) -> tuple[date | None, str]:
    year = _year(found, frame)
    return (date(year, 12, 31) if year and 1990 <= year <= 2100 else None), ""


def _quarter(found: re.Match[str], frame: Frame) -> tuple[date | None, str]:
    year, quarter = _year(found, frame), chinese_number(found["quarter"])
    return (exact_date(year, 3 * quarter, _last(year, 3 * quarter)) if year and quarter <= 4 else None), ""


def _half(found: re.Match[str], frame: Frame) -> tuple[date | None, str]:
    year = _year(found, frame)
    return (exact_date(year, *((6, 30) if found["half"] == "上" else (12, 31))) if year else None), ""


def _after_issue(found: re.Match[str], frame: Frame) -> tuple[date | None, str]:
    days = chinese_number(found["days"]) or (int(found["days"]) if found["days"].isdigit() else 0)
    if not frame.issued or not days or days > 1000:
        return None, "从印发之日起算，文件没有可用的印发日期"
    if found["unit"] == "月":
        month = frame.issued.month - 1 + days
        year, month = frame.issued.year + month // 12, month % 12 + 1
        return date(year, month, min(frame.issued.day, _last(year, month))), ""
    if found["working"]:
        due, is_known = after_working_days(frame.issued, days)
        return due, "" if is_known else "节假日安排未公布，按周一至周五推算"
    return frame.issued + timedelta(days=days), ""


def _this_month(_: re.Match[str], frame: Frame) -> tuple[date | None, str]:
    issued = frame.issued
    return (issued.replace(day=_last(issued.year, issued.month)) if issued else None), "按印发当月计"


_MONTH = rf"(?P<month>{_N}{{1,3}})月份?"
_RUNNING: tuple[tuple[re.Pattern[str], Reckoning], ...] = (
    (
        re.compile(
            rf"(?:印发|发布|下发|公布|通知)(?:之日)?(?:起|后)?的?(?P<days>{_N}{{1,3}}|\d{{1,3}})个?(?P<working>工作)?(?P<unit>日|天|月)(?:之)?内"
        ),
        _after_issue,
    ),
    (re.compile(rf"{_YEAR}{_MONTH}(?P<day>{_N}{{1,3}})[日号]{_BY}"), _day),
    (re.compile(rf"{_YEAR}{_MONTH}(?:底|末)(?:{_BY})?"), _end_of_month),
    (re.compile(rf"{_YEAR}{_MONTH}{_BY}"), _before_month),
    (re.compile(rf"(?<=在){_YEAR}{_MONTH}(?:集中)?(?=组织|开展|举办|举行)"), _end_of_month),
    (re.compile(rf"(?P<year>{_N}{{4}})年年?(?:底|末)(?:{_BY})?"), _end_of_year),
    (re.compile(rf"(?:(?P<named>本年度?|今年|当年|明年|次年|来年|每年)年?|年)(?:底|末){_BY}"), _end_of_year),
    (re.compile(rf"{_YEAR}第?(?P<quarter>[一二三四1-4])季度(?:底|末)?(?:{_BY}|(?<=[底末]))"), _quarter),
    (re.compile(r"(?:本|当)月(?:底|末)(?:以前|之前|前)?"), _this_month),
)
_IN_CELLS: tuple[tuple[re.Pattern[str], Reckoning], ...] = (
    *_RUNNING,
    (re.compile(rf"{_YEAR}{_MONTH}(?P<day>{_N}{{1,3}})[日号]?"), _day),
    (re.compile(r"(?P<year>\d{4})[.\-/](?P<month>\d{1,2})[.\-/](?P<day>\d{1,2})"), _day),
    (re.compile(r"(?P<year>\d{4})[.\-/](?P<month>\d{1,2})(?!\d)"), _end_of_month),
    (re.compile(rf"{_YEAR}{_MONTH}"), _end_of_month),
    (re.compile(rf"{_YEAR}第?(?P<quarter>[一二三四1-4])季度"), _quarter),
    (re.compile(rf"{_YEAR}(?P<half>[上下])半年"), _half),
    (re.compile(rf"(?P<year>{_N}{{4}})年(?:度)?(?:内|底|末)?"), _end_of_year),
    (re.compile(r"(?P<named>本年度?|今年|当年|年)(?:内|底|末)?(?:以前|之前|前)?"), _end_of_year),
)


def of_cell(text: str, frame: Frame) -> Deadline | None:
    """The deadline in a cell of a column of deadlines; None when the cell tells none."""
    words = even(text).replace(" ", "").replace("\n", "")
    is_standing = _STANDING.search(words) is not None
    for pattern, reckon in _IN_CELLS:
        found = pattern.search(words)
        if found:
            due, doubt = reckon(found, frame)
            return Deadline(
                due, text.strip(), is_standing, doubt if due else doubt or f"完成时限“{text.strip()}”推算不出日期"
            )
    return Deadline(None, text.strip(), is_standing=True) if is_standing else None


def is_deadline_cell(text: str) -> bool:
    """Whether a short text is nothing but a deadline."""
    words = even(text).replace(" ", "").replace("\n", "")
    if not 1 < len(words) <= _LONGEST_CELL or "。" in words.rstrip("。"):
        return False
    rest = words
    for pattern, _ in _IN_CELLS:
        rest = pattern.sub("", rest)
    if rest == words and not _STANDING.search(words):
        return False
    rest = re.sub(
        r"(?:完成|坚持|推进|开展|落实|进行|更新|实施|公开|起|至|到|于|并|并且|且|各|工作|底|末|前|内|[，、；。（）：\-])",
        "",
        _STANDING.sub("", rest),
    )
    return not rest


def in_text(text: str, frame: Frame) -> list[Deadline]:
    """Deadlines a running text names, in their order."""
    words = even(text)
    taken: list[tuple[int, int]] = []
    found_at: list[tuple[int, Deadline]] = []
    for pattern, reckon in _RUNNING:
        for found in pattern.finditer(words):
            if _overlaps(found, taken):
                continue
            taken.append(found.span())
            if _NO_DEADLINE.search(words[: found.start()]):
                continue
            due, doubt = reckon(found, frame)
            found_at.append((found.start(), Deadline(due, found.group(), doubt=doubt)))
    return [deadline for _, deadline in sorted(found_at, key=lambda each: each[0])]


def _overlaps(found: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(found.start() < end and start < found.end() for start, end in taken)
