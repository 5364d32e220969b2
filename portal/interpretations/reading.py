"""Interpretations (政策解读): what a page interprets, in which form, and whether it is one at all.

Columns named 政策解读 are often filled with reposted news; such pages are told apart, since counting them would excuse the missing ones.
"""

import re

from portal.facts import Interpretation
from portal.interpretations.forms import forms_of
from portal.interpretations.subjects import lead_of, number_of, quotes, subject_of
from portal.markup.metatags import meta_value
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.states import MAIN

__all__ = ["read_interpretation", "subject_of"]

_WORDS = re.compile(r"解读|图解|读懂|图说|政策问答|简明问答|答记者问|问答|一图看懂|署名文章|说明$")
_STRONG = re.compile(r"解读|图解|读懂|看懂|政策问答|简明问答|答记者问")
_OCCASION = re.compile(r"新闻发布会|吹风会|在线访谈|直播|演示|宣讲|微课")
_COLUMN = re.compile(r"解读|图解")
_NOTICE = re.compile(r"(?:通知|公告|通报|方案|活动|会议?|名单|办法|报告|意见|讲话)$")
_MEDIA = re.compile(
    r"新华|人民日报|人民网|中新|央视|央广|光明|经济日报|日报|晚报|早报|商报|时报|都市报|新闻|客户端|[网社报]$|网易|搜狐|腾讯|澎湃|大河|中国政府网"
)
_GOVERNMENT = re.compile(r"(?:政府|办公室|办公厅|局|委|厅|部|院|署|中心|政府办|科|处|股)$")
_DIGITS = r"(?:0\d{2,3}\s*[-－—–]?\s*)?[1-9]\d{6,7}(?:[-－转]\d{1,5})?|1[3-9]\d{9}|12\d{3}|9\d{4}|400[-\d]{7,9}"
_PHONES = (
    re.compile(rf"政策(?:咨询|解读)(?:电话|热线|方式)[^\d，。；]{{0,20}}({_DIGITS})"),
    re.compile(rf"(?:咨询|解读)(?:服务)?(?:电话|热线|方式|机关及电话)[^\d，。；]{{0,20}}({_DIGITS})"),
    re.compile(rf"(?:解读|联系|服务)(?:电话|热线|方式)[^\d，。；]{{0,20}}({_DIGITS})"),
    re.compile(rf"电话[:：]\s*({_DIGITS})"),
)
_NUMERAL = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]\s*\S")
_SECOND = re.compile(r"^[(（][一二三四五六七八九十]{1,3}[)）]\s*\S")
_BESIDE = re.compile(r"相关|关联|推荐|附件|扫一扫|分享|上一篇|下一篇|热点|最新|阅读")
_LONGEST_HEADING = 40  # characters


def read_interpretation(sheet: Sheet) -> Interpretation | None:
    """The interpretation a page is, or passes for by its column; None for any other page."""
    title = sheet.page.heading or sheet.page.title
    bare = squeeze(title)
    in_column = _in_interpretation_column(sheet)
    if not in_column and not _is_named(bare):
        return None
    own = _own(sheet, bare)
    found = Interpretation(page_id=0, title=title, own=own, forms=forms_of(sheet, bare))
    if _WORDS.search(bare) or own:
        found.subject = subject_of(bare)
    if own is not False:
        text = "\n".join(_text_lines(sheet, bare))
        found.number = number_of(found.subject, text)
        found.phone = phone_in(text)
        found.headings = headings_in(sheet, text)
        found.takes_comments = bool(sheet.outline.tagged("textarea"))
        found.selector = _selector(sheet, bare)
    return found


def _is_named(title: str) -> bool:
    """Whether the title names an interpretation, and not a notice about interpreting."""
    led = _STRONG.search(lead_of(title)) is not None
    return _STRONG.search(title) is not None and (led or not _NOTICE.search(title) or quotes(title))


def _in_interpretation_column(sheet: Sheet) -> bool:
    names = (*sheet.page.breadcrumb[-2:], meta_value(sheet.meta_tags, "columnname", "columntype"))
    return any(_COLUMN.search(name) for name in names)


def _own(sheet: Sheet, title: str) -> bool | None:
    """True: interprets a document; False: news under an interpretation column's roof; None: undecided."""
    source = sheet.page.source
    reposted = bool(_MEDIA.search(source)) and not _GOVERNMENT.search(source)
    if _STRONG.search(title) or (_OCCASION.search(title) and quotes(title)):
        return None if reposted or not (subject_of(title) or quotes(title)) else True
    if _WORDS.search(title):
        return None
    return False


def _text_lines(sheet: Sheet, title: str) -> list[str]:
    """Lines below the heading."""
    lines = sheet.main_lines
    start = next((i + 1 for i, line in enumerate(lines) if squeeze(line).startswith(title[:14])), 0)
    return lines[start:]


def phone_in(text: str) -> str:
    """Telephone for questions about the policy (政策咨询电话), the plainest label first; empty without one."""
    if "电话" not in text and "热线" not in text and "方式" not in text:
        return ""
    for label in _PHONES:
        found = label.search(text)
        if found:
            return squeeze(found.group(1))
    return ""


def headings_in(sheet: Sheet, text: str) -> int:
    """Headings among a text's paragraphs: numbered by 一、二、, else by （一）, else elements of headings."""
    lines = [line for line in text.split("\n") if 0 < len(line) <= _LONGEST_HEADING and line[-1] not in "。；！？，"]
    for manner in (_NUMERAL, _SECOND):
        count = sum(manner.match(line) is not None for line in lines)
        if count:
            return count
    outline, title = sheet.outline, squeeze(sheet.page.heading)
    nodes = [node for tag in ("h2", "h3", "h4") for node in outline.tagged(tag) if node.region is MAIN]
    labels = [squeeze(outline.label(node)) for node in nodes]
    return sum(label not in ("", title) and not _BESIDE.match(label) for label in labels)


def _selector(sheet: Sheet, title: str) -> str:
    """Selector of the element that shows the title."""
    key = title[:10]
    for index, piece in enumerate(sheet.outline.pieces):
        if key and key in squeeze(piece):
            node = sheet.outline.holder(index)
            if node is not None and node.region is MAIN:
                return sheet.selectors.of(node)
    return ""
