"""Meetings with invited representatives (利益相关方、公众代表列席会议): when, who held it, how many came, what became of what they said."""

import re

from portal.content_facts import Meeting, Record
from portal.dates import chinese_number, plain
from portal.facts import PageFacts
from portal.markup.sheet import Sheet
from portal.records.wording import date_of, place_of, title_of

_TITLE = re.compile(
    r"列席|(?:邀请|代表)[^，。]{0,24}(?:参加|出席|参与)[^，。]{0,16}会|(?:代表|群众|公众)[^，。]{0,12}(?:走进|旁听)[^，。]{0,16}会"
)
_CALL = re.compile(r"(?:公开)?(?:征集|招募|遴选|邀请函|报名)|办法|制度|规定|方案|通知$")
_HELD = re.compile(r"召开|举行|列席|组织")
_HOST = re.compile(
    r"(?:^|[，,。日午])([\u4e00-\u9fa5]{2,30}?(?:人民政府|政府办公室|政府|管委会|委员会|办事处|办公室|局|厅|委))(?:党组|组织|主持|于)?(?:\d+月\d+日)?(?:召开|举行)"
)
_HOST_TITLE = re.compile(
    r"^([\u4e00-\u9fa5]{2,30}?(?:人民政府|政府办公室|政府|管委会|委员会|办事处|办公室|局|厅|委))(?:召开|举行|邀请|第|常务|党组|办公会)"
)
_COUNT = r"\s*(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:余)?(?:名|人|位)"
_INVITED = (
    re.compile(rf"(?:邀请|邀)[^。；]{{0,60}}?{_COUNT}"),
    re.compile(rf"代表[^，。；\d]{{0,8}}{_COUNT}"),
    re.compile(rf"{_COUNT}[^，。；]{{0,24}}(?:代表|委员|群众|市民|企业家)[^，。；]{{0,10}}列席"),
)
_ADOPTION = re.compile(r"采纳|吸纳|吸收|(?:意见|建议)[^。]{0,30}(?:办理|处理|研究|落实|答复|反馈)(?:情况|结果|意见)?")


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """The meeting an article tells of; a call for representatives or a rule about them is none."""
    title = title_of(facts)
    if not _TITLE.search(title) or _CALL.search(title):
        return []
    lines = sheet.main_lines
    text = plain("\n".join(lines))
    told = next((line for line in lines[1:] if _HELD.search(line) and date_of(line)), "")
    host = _HOST.search(text) or _HOST_TITLE.match(title)
    return [
        Meeting(
            page_id=0,
            title=title,
            held_on=date_of(told),
            host=host.group(1) if host else "",
            invited=_invited(text),
            tells_adoption=_ADOPTION.search(text) is not None,
            selector=place_of(sheet, lambda line: line == told) if told else "",
        )
    ]


def _invited(text: str) -> int | None:
    for pattern in _INVITED:
        found = pattern.search(text)
        if found:
            return chinese_number(found.group(1)) or None
    return None
