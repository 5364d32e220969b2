"""Public messages and their replies (留言、来信): the four fields a reader of the page wants, and how long message and reply are."""

import re

from portal.content_facts import Message, Record
from portal.documents.field_tables import Labelled
from portal.documents.vocabularies import Vocabulary
from portal.facts import PageFacts
from portal.markup.located_lines import located_lines
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.records.wording import MOST_LINES, date_of, first_values, title_of, values_of

_LABELS = Vocabulary(
    {
        "title": ("来信标题", "信件标题", "留言标题", "标题", "主题", "信件主题", "留言主题", "来信主题", "问题标题", "咨询标题", "诉求标题", "写信标题", "信件名称"),
        "written": ("来信时间", "写信时间", "留言时间", "提交时间", "咨询时间", "来信日期", "留言日期", "提问时间", "信件时间", "写信日期", "提问日期", "投诉时间", "受理时间", "咨询日期", "反映时间", "诉求时间"),
        "replied": ("答复时间", "回复时间", "办结时间", "答复日期", "回复日期", "处理时间", "办理时间", "反馈时间", "办结日期", "解答时间"),
        "unit": ("答复单位", "回复单位", "办理单位", "答复部门", "回复部门", "处理单位", "承办单位", "受理单位", "办理部门", "回复机构", "答复机构", "受理部门", "处理部门", "承办部门", "责任单位", "解答单位", "反馈单位", "答复机关", "办复单位"),
        "status": ("办理状态", "状态", "信件状态", "处理状态", "回复状态", "答复状态", "办理情况", "办理进度", "当前状态"),
        "content": ("来信内容", "信件内容", "留言内容", "问题内容", "咨询内容", "提问内容", "内容", "诉求内容", "写信内容", "问题描述", "反映内容", "主要内容"),
        "reply": ("答复内容", "回复内容", "答复意见", "处理结果", "办理结果", "官方回复", "处理意见", "办理意见", "回复意见", "答复", "回复", "解答内容", "反馈内容", "答复信息", "回复信息", "办理答复", "回复详情"),
        "writer": ("来信人", "写信人", "留言人", "姓名", "昵称", "网友", "咨询人", "提问人", "作者", "署名"),
        "other": ("信件编号", "编号", "来信编号", "查询编号", "流水号", "信件类型", "信件类别", "类型", "类别", "来信类型", "信件分类", "联系电话", "是否公开", "满意度", "用户满意度", "满意度评价", "评价", "附件", "智能预答复", "访问量", "浏览次数", "收信单位", "收信人", "受信单位", "信箱名称", "来信分类", "IP地址"),
    }
)  # fmt: skip
_SHORTEST_ANSWER = 12  # characters of a line; shorter ones are links below the text (打印本页)
_STATUS = re.compile(r"(?:已|未|待|正在)(?:办结|回复|答复|处理|办理|解答)(?:中)?|(?:办理|处理|受理)中")
_STILL_OPEN = re.compile(r"未|待|正在|中$|转办|交办")
_UNIT_BEFORE = re.compile(
    r"^([\u4e00-\u9fa5]{3,24}?(?:局|委|办|委员会|中心|办公室|政府|街道|镇|乡|公司|大队|支队|所|厅|院|处))(?:答复|回复|的?(?:答复|回复))"
)


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """The message a page of kind MESSAGE shows."""
    values = values_of(sheet, _LABELS)
    stated = first_values(values)
    lengths = _lengths(sheet, values)
    own = facts.page.heading
    title = own if own and len(squeeze(own)) > 4 else stated.get("title", "") or title_of(facts)
    return [
        Message(
            page_id=0,
            title=title,
            written_on=date_of(stated.get("written")),
            replied_on=date_of(stated.get("replied")),
            unit=stated.get("unit", "")[:60] or _answering_unit(sheet),
            status=_status(stated.get("status", ""), sheet),
            content_length=lengths.get("content", 0),
            reply_length=lengths.get("reply", 0) or _unlabelled(sheet, values),
            selector=_selector(sheet, values),
        )
    ]


def _lengths(sheet: Sheet, values: list[Labelled]) -> dict[str, int]:
    """Characters of message and reply: from their label to the next one."""
    begins = sorted((value.at, value.name, len(squeeze(value.label))) for value in values)
    lines = located_lines(sheet, MOST_LINES)
    lengths: dict[str, int] = {}
    for place, (at, name, label) in enumerate(begins):
        if name not in ("content", "reply"):
            continue
        end = begins[place + 1][0] if place + 1 < len(begins) else None
        inside = [line.text for line in lines if line.piece >= at and (end is None or line.piece < end)]
        length = len(squeeze("".join(inside)).replace("：", "")) - label
        lengths[name] = lengths.get(name, 0) + max(length, 0)
    return lengths


def _unlabelled(sheet: Sheet, values: list[Labelled]) -> int:
    """Characters of an answer that follows the fields of the reply without a label of its own."""
    last = max(values, key=lambda value: value.at, default=None)
    if last is None or last.name not in ("replied", "unit", "status"):
        return 0
    if any(value.name == "status" and _STILL_OPEN.search(value.value) for value in values):
        return 0  # what follows says that somebody is at it
    behind = [squeeze(line.text) for line in located_lines(sheet, MOST_LINES) if line.piece > last.at]
    return sum(len(line) for line in behind if len(line) >= _SHORTEST_ANSWER and line not in squeeze(last.value))


def _status(said: str, sheet: Sheet) -> str:
    found = _STATUS.search(said) or _STATUS.search(sheet.main_text[:2000])
    return squeeze(said)[:20] if said and len(squeeze(said)) <= 20 else (found.group() if found else "")


def _answering_unit(sheet: Sheet) -> str:
    """The unit in a heading like 某局答复."""
    for line in sheet.main_lines:
        found = _UNIT_BEFORE.match(line) if len(line) <= 40 else None
        if found:
            return found.group(1)
    return ""


def _selector(sheet: Sheet, values: list[Labelled]) -> str:
    reply = next((value.node for value in values if value.name == "reply" and value.node), None)
    return sheet.selectors.of(reply) if reply else ""
