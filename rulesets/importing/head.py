"""The head of a document (文件头): title, number, issuer, day, and the year it speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.dates import dates_in
from portal.documents.issuers import issuers_in, issuers_of_title
from portal.documents.numbers import document_number, numbers_in
from rulesets.importing.blocks import Paragraph
from rulesets.importing.characters import even, run_together, without_controls
from rulesets.importing.marks import is_day, mark_of

FIRST_YEAR, LAST_YEAR = 2000, 2099
_HEAD_LINES = 40
_KIND = r"(?:工作要点|要点|实施方案|工作方案|方案|工作台账|台账|重点任务及(?:责任)?分工|重点任务|责任分工|目标任务|分工表|分解表|任务分工|任务清单|工作安排|行动计划|工作计划|计划|实施意见|意见|实施细则|办法|指引|通知)"
_TITLE = re.compile(rf"[^。；：]{{4,60}}{_KIND}(?:（[^）]{{1,12}}）)?")
_NOTICE = re.compile(r"关于(?:印发|转发|下发|公布|发布)\s*《?(?P<title>[^《》]{4,60}?)》?\s*(?:和.*)?的通知")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_PRINTED = re.compile(r"印\s*发\s*$")
_ISSUED_BEFORE = re.compile(r"(?P<issuer>[\u4e00-\u9fa5]{4,30}?)\s*20\d\d\s*年")


@dataclass(frozen=True, slots=True)
class Head:
    """What the document says of itself; empty or None where it does not."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    year: int | None = None


def head_of(paragraphs: Sequence[Paragraph], fallback: str) -> Head:
    """The head; `fallback`, the file's name, is the title where the text has none."""
    lines = [run_together(paragraph.text) for paragraph in paragraphs]
    top = _before_chapters(lines)
    title = _title(top, lines) or run_together(without_controls(fallback))
    issued = _issued(top) or _issued_at_end(lines)
    year = _YEAR.search(even(title)) or _YEAR.search(even(fallback)) or re.search(r"(20\d\d)", fallback)
    return Head(
        title,
        next((number for line in top if (number := document_number(line.replace("文件", "")))), "")
        or _number_within(top),
        _issuer(top, lines),
        issued,
        _year(year, issued),
    )


def _year(named: re.Match[str] | None, issued: date | None) -> int | None:
    """The year the document speaks of: the one its title names, else the one it was issued in."""
    year = int(named.group(1)) if named else issued.year if issued else None
    return year if year and FIRST_YEAR <= year <= LAST_YEAR else None


def _before_chapters(lines: list[str]) -> list[str]:
    end = next((place for place, line in enumerate(lines) if place > 0 and mark_of(line)), len(lines))
    return lines[: min(end, _HEAD_LINES)]


def _title(top: list[str], lines: list[str]) -> str:
    """The document's own heading, else what the notice says it issues, else any line that reads as a title."""
    noticed = _NOTICE.search(even("".join(top)))
    named = noticed["title"].strip() if noticed else ""
    plain = [
        line for line in [*top, *lines] if _TITLE.fullmatch(even(line)) and "关于" not in line and not mark_of(line)
    ]
    if named and any(even(line) == named for line in plain):
        return next(line for line in plain if even(line) == named)
    return named or next((line for line in plain if not line.startswith("附")), "")


def _number_within(top: list[str]) -> str:
    """A number in a line that holds little else."""
    return next(
        (
            number
            for line in top
            if len(line) < 60 and "《" not in line and "（国" not in line
            for number in numbers_in(line)
        ),
        "",
    )


def _issuer(top: list[str], lines: list[str]) -> str:
    for line in top:
        organs = issuers_of_title(line)
        if organs:
            return organs[0]
    for place, line in enumerate(lines):
        signed = issuers_in(lines[place - 1]) if place and is_day(line) and len(lines[place - 1]) < 30 else ()
        if signed:
            return signed[0]
    printed = next((_ISSUED_BEFORE.match(line) for line in reversed(lines[-6:]) if _PRINTED.search(line)), None)
    return printed["issuer"] if printed else ""


def _issued(top: list[str]) -> date | None:
    """The day below the signature of the notice."""
    return next((found.on for line in top if is_day(line) for found in dates_in(line) if found.on), None)


def _issued_at_end(lines: list[str]) -> date | None:
    """The day of the imprint (版记), or of a signature anywhere."""
    ends = [line for line in lines if _PRINTED.search(line) and len(line) < 60] + [
        line for line in lines if is_day(line)
    ]
    return next((found.on for line in ends for found in dates_in(line) if found.on), None)
