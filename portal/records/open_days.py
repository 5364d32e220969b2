"""Open days (政府开放日): when one was held, and whether the page tells what visitors said and what came of it."""

import re

from portal.content_facts import OpenDay, Record
from portal.facts import PageFacts
from portal.markup.sheet import Sheet
from portal.records.wording import date_of, place_of, title_of

_TITLE = re.compile(r"开放(?:日|月|周)(?!.{0,6}(?:方案|通知|制度|计划))")
_HELD = re.compile(r"举办|举行|开展|组织|启动|邀请|走进")
_FEEDBACK = re.compile(
    r"(?:意见|建议)[^。]{0,30}(?:\d+\s*[条件项个]|采纳|答复|反馈|办理|解答|回应)|采纳|逐一(?:答复|解答|回应)|现场(?:答复|解答|回应)"
)


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """The open day an article is about; none where the title names none, or only plans or calls for one."""
    title = title_of(facts)
    if not _TITLE.search(title):
        return []
    told = next((line for line in sheet.main_lines[1:] if _HELD.search(line) and date_of(line)), None)
    if told is None:
        return []
    place = place_of(sheet, lambda line: line == told)
    return [OpenDay(0, title, date_of(told), _FEEDBACK.search(sheet.main_text) is not None, place)]
