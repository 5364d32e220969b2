"""Ways to hand in an opinion (意见反馈方式), as the call for opinions states them: in its sentences, or in a table of labels.

A label with nothing behind it offers no way.
"""

import re

from portal.documents.vocabularies import Vocabulary
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.records.wording import values_of
from portal.states import AskingWay

_NAMED: dict[AskingWay, tuple[str, ...]] = {
    AskingWay.ONLINE: ("网上提交", "在线提交", "网上反馈", "反馈网址", "在线反馈", "网上留言"),
    AskingWay.EMAIL: ("电子邮箱", "邮箱", "电子邮件", "邮箱地址", "电子邮箱地址", "E-mail", "反馈邮箱", "联系邮箱"),
    AskingWay.POST: ("通信地址", "通讯地址", "邮寄地址", "来信地址", "信函地址", "信函", "邮寄"),
    AskingWay.PHONE: ("反馈电话", "意见电话", "电话", "意见反馈电话"),
    AskingWay.FAX: ("传真", "传真号码", "传真电话"),
    AskingWay.VISIT: ("当面反馈", "现场反馈", "当面提交"),
}  # fmt: skip
_STATED = "stated"
_LABELS = Vocabulary(
    {
        **{way.value: names for way, names in _NAMED.items()},
        _STATED: ("反馈方式", "征集方式", "参与方式", "提交方式", "意见反馈方式", "反馈渠道", "参与途径", "征求方式", "反馈途径", "征集渠道"),
        "other": ("联系电话", "咨询电话", "联系人", "邮政编码", "邮编", "截止时间", "征集时间", "征集单位", "状态", "附件"),
    }
)  # fmt: skip
_WORDS: tuple[tuple[AskingWay, re.Pattern[str]], ...] = (
    (AskingWay.ONLINE, re.compile(r"在线|网上(?!公布|公示)|网络征集|(?:登录|登陆|进入|通过)[^，。；]{0,20}(?:网站|网|平台|系统|栏目|公众号|评论功能)|网站留言|我要(?:留言|提意见|建言)|意见反馈栏")),
    (AskingWay.EMAIL, re.compile(r"电子邮[箱件]|邮箱|[Ee]-?mail|@\w")),
    (AskingWay.POST, re.compile(r"信函|邮寄|寄至|寄往|寄送|来信|通[讯信]地址|邮政编码|邮编|信件|书面")),
    (AskingWay.PHONE, re.compile(r"(?<!联系)电话[:：]|(?:致电|电话(?:反馈|反映|方式|形式|提出)|拨打)|电话[、或和]")),
    (AskingWay.FAX, re.compile(r"传真")),
    (AskingWay.VISIT, re.compile(r"当面|来访|上门|现场(?:反馈|提交|反映)|(?<![发寄])送[至达]|直接送|座谈会")),
)  # fmt: skip
_WAYS = {way.value: way for way in AskingWay}
_HANDING_IN = re.compile(r"方式|途径|渠道|反馈|提出|提交|发送|反映|意见")
_LEAST_VALUE = 4  # characters of an address or number
_REACH = 14  # lines after the one that asks for opinions


def asking_ways(sheet: Sheet) -> tuple[AskingWay, ...]:
    """Ways the page offers, in the order of the enum."""
    found = _in_lines(sheet.main_lines) | _in_labels(sheet)
    return tuple(way for way in AskingWay if way in found)


def _in_lines(lines: list[str]) -> set[AskingWay]:
    asking = next((place for place, line in enumerate(lines[1:], 1) if _HANDING_IN.search(line)), None)
    if asking is None:
        return set()
    return _said("\n".join(line for line in lines[asking : asking + _REACH] if not _is_bare_label(line)))


def _is_bare_label(line: str) -> bool:
    found = _LABELS.label_in(line)
    return found is not None and not (found[1] or "").strip()


def _in_labels(sheet: Sheet) -> set[AskingWay]:
    found: set[AskingWay] = set()
    for value in values_of(sheet, _LABELS):
        if value.name == _STATED:
            found |= _said(value.value)
        elif value.name in _WAYS and len(squeeze(value.value)) >= _LEAST_VALUE:
            found.add(_WAYS[value.name])
    return found


def _said(words: str) -> set[AskingWay]:
    return {way for way, pattern in _WORDS if pattern.search(words)}
