"""When a requirement is due (完成时限): of all deadlines a clause gives the later, and those that only follow from its words."""

import re
from collections.abc import Sequence
from datetime import date

from rulesets.importing.characters import even
from rulesets.importing.clauses import FoundClause
from rulesets.importing.deadlines import Deadline
from rulesets.importing.head import Head

_ONE_OFF = re.compile(r"制定|制订|编制|建立|设立|出台|完成|清理|回头看|梳理")
_CONTINUING = re.compile(r"持续|动态|定期|长期|常态|及时|不断|更新|每年|日常|每季度")
_IN_REPORT = re.compile(r"(?:纳入|列入|写入).{0,12}(?:年度报告|年报)")
_EACH_YEAR = re.compile(
    r"(?:每年|年内|本年度|全年|年度内)[^。；]{0,40}(?:不少于|至少|不低于)[^。；]{0,12}[\d一二三四五六七八九十]+次"
)
_WITH_REPORT = "年度报告次年1月31日前（政府3月31日前）发布，时限按此推算"


def due_of(clause: FoundClause, head: Head) -> tuple[date | None, list[str]]:
    """The deadline and what is doubtful about it, in Chinese. Verdicts accuse, so of several days the later one holds."""
    stated = [*([clause.due] if clause.due else []), *clause.deadlines]
    doubts = [deadline.doubt for deadline in stated if deadline.doubt]
    due = _latest(stated, doubts)
    if due is None or (clause.due and due.year == head.year and _IN_REPORT.search(even(clause.text))):
        due = _implied(clause, head.year, doubts) or due
    if due and head.issued and due.year < head.issued.year:
        doubts.append(f"完成时限 {due} 早于发文年份，没有采用")
        due = None
    return due, doubts


def _latest(stated: Sequence[Deadline], doubts: list[str]) -> date | None:
    days = {deadline.due for deadline in stated if deadline.due}
    if len(days) > 1:
        words = "、".join(each.words for each in stated)
        doubts.append(f"文中有几个期限（{words}），取较晚的一个，可拆分成几条")
    return max(days, default=None)


def _implied(clause: FoundClause, year: int | None, doubts: list[str]) -> date | None:
    """What a yearly report must tell is due with the report, what is asked some times a year at the year's end."""
    words = even(clause.text)
    if year and _IN_REPORT.search(words):
        doubts.append(_WITH_REPORT)
        return date(year + 1, 1, 31)
    if year and _EACH_YEAR.search(words):
        doubts.append("按年计次，期限按年底计")
        return date(year, 12, 31)
    return None


def is_standing(clause: FoundClause) -> bool:
    """Whether the demand stays due after its deadline: unless it is to be done once and nothing in it goes on."""
    if clause.due and clause.due.is_standing:
        return True
    words = even(clause.text)
    return not _ONE_OFF.search(words) or _CONTINUING.search(words) is not None
