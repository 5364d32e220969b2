"""Yearly reports on disclosure (政府信息公开工作年度报告), 条例 第四十九、五十条: year, unit, chapters in their order, tables."""

import re

from portal.content_facts import Record
from portal.disclosure_facts import AnnualReport
from portal.facts import PageFacts
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.records.report_tables import report_figures
from portal.records.wording import NUMBERING, YEAR, title_of, year_in
from portal.states import ReportPart

_SPELLED = re.compile(r"([二一][〇○零九0０][〇○零一二三四五六七八九]{2})年")
_DIGITS = str.maketrans("〇○零一二三四五六七八九０", "0001234567890")
_AFTER_UNIT = re.compile(
    r"(?:19|20)\d{2}(?=政府|政务|信息|度|$)|(?:(?:19|20)\d{2}|[二一][〇○零九][〇○零一二三四五六七八九]{2})\s*年(?:度)?|(?:的)?(?:政府|政务)?信息公开|年度"
)
_ABOUT = re.compile(r"^(?:关于)?")
_PARTS: tuple[tuple[ReportPart, re.Pattern[str]], ...] = (
    (
        ReportPart.APPLICATIONS,
        re.compile(r"(?:收到|处理|受理|答复).{0,12}(?:申请|依申请)|依申请公开|申请(?:公开)?(?:的)?(?:办理|处理|情况)"),
    ),
    (ReportPart.REVIEWS, re.compile(r"复议|诉讼|申诉")),
    (ReportPart.PROBLEMS, re.compile(r"问题|不足|改进|打算|困难|下一步|下步|措施及")),
    (ReportPart.PROACTIVE, re.compile(r"主动公开|公开(?:政府)?信息(?:的)?情况")),
    (ReportPart.OTHER, re.compile(r"其[他它].{0,8}(?:事项|情况|报告|说明)|需要(?:报告|说明)的|附[表则]")),
    (ReportPart.OVERVIEW, re.compile(r"总体情况|基本情况|概述|概况|工作情况|组织领导|总体工作|工作开展")),
)
_LONGEST_HEADING = 50
_CHAPTER = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,2}[、.．,，]|第[一二三四五六七八九十]{1,2}(?:部分|章))")


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """The report a page of kind REPORT gives, and the figures of its tables."""
    title = squeeze(title_of(facts))
    figures = report_figures(sheet.outline)
    report = AnnualReport(
        page_id=0,
        year=_year(title) or _year(sheet.main_text[:600]),
        unit=_unit(title, facts.page.source),
        parts=_parts(sheet.main_lines),
        tables=len({figure.number for figure in figures}),
    )
    return [report, *figures]


def _year(words: str) -> int | None:
    stated = year_in(words)
    if stated:
        return stated
    spelled = _SPELLED.search(words)
    return int(spelled.group(1).translate(_DIGITS)) if spelled else None


def _unit(title: str, source: str) -> str:
    """Whose report it is: the words of the title before the year or 信息公开, else the source."""
    bare = _ABOUT.sub("", title)
    for begin in (0, *(found.end() for found in YEAR.finditer(bare))):
        rest = bare[begin:].removeprefix("度")
        stop = _AFTER_UNIT.search(rest)
        unit = rest[: stop.start()] if stop else ""
        if len(unit) >= 3:
            return unit.strip("—-：: ")
    return source


def _parts(lines: list[str]) -> tuple[ReportPart, ...]:
    """Chapters in the order their headings stand; sub-headings name none."""
    found: list[ReportPart] = []
    for line in lines:
        if not _CHAPTER.match(line):
            continue
        heading = NUMBERING.sub("", re.split(r"[。：:]", line, maxsplit=1)[0])
        if len(heading) > _LONGEST_HEADING:
            continue
        part = next((part for part, pattern in _PARTS if pattern.search(heading)), None)
        if part is not None and part not in found:
            found.append(part)
    return tuple(found)
