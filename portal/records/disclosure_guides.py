"""Guides to disclosure (政府信息公开指南): which of the things that article 12 of the regulation asks for they state."""

import re

from portal.content_facts import Record
from portal.dates import plain
from portal.disclosure_facts import DisclosureGuide
from portal.documents.vocabularies import Vocabulary
from portal.facts import PageFacts
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.records.wording import place_of, values_of
from portal.states import DisclosureElement

_LABELS = Vocabulary(
    {
        "body": ("受理机构", "受理机构名称", "工作机构", "工作机构名称", "公开工作机构", "公开机构", "政府信息公开工作机构", "信息公开工作机构", "机构名称", "受理单位", "受理部门", "申请受理机构", "公开工作机构名称"),
        "address": ("办公地址", "办公地点", "受理地址", "受理地点", "联系地址", "地址", "机构地址", "申请受理地址"),
        "hours": ("办公时间", "工作时间", "受理时间", "接待时间", "服务时间"),
        "phone": ("联系电话", "咨询电话", "办公电话", "受理电话", "电话", "电话号码"),
        "fax": ("传真", "传真号码", "传真电话", "联系传真"),
        "online": ("电子邮箱", "邮箱", "电子邮件", "电子邮箱地址", "互联网联系方式", "网址", "在线申请", "网上申请", "E-mail", "电子信箱"),
        "other": ("邮政编码", "邮编", "通讯地址", "通信地址", "联系人", "监督电话", "投诉电话", "举报电话"),
    }
)  # fmt: skip
_NUMBER = r"\(?0?\d{0,3}\)?[-\s]{0,3}\d{3,4}-?\d{4}"
_FILLED = {  # what a value must look like for its label to be answered
    "body": re.compile(r"[\u4e00-\u9fa5]{3}"),
    "address": re.compile(r"[\u4e00-\u9fa5]{3}"),
    "hours": re.compile(r"\d|工作日|法定"),
    "phone": re.compile(r"\d{5}"),
    "fax": re.compile(r"\d{5}"),
    "online": re.compile(r"@|www\.|://|[\w-]\.(?:gov|com|cn|net)", re.IGNORECASE),
}
_SAID: tuple[tuple[DisclosureElement, re.Pattern[str]], ...] = (
    (DisclosureElement.CLASSES, re.compile(r"信息的?(?:分类|类别)(?!号)|(?:分类|类别)(?:如下|包括|公开|编排|和编排|、编排|与编排|目录)|(?:公开的?|信息的?)(?:内容|范围)")),
    (DisclosureElement.ARRANGEMENT, re.compile(r"编排体系|编排(?:和|、|与)?(?:方式|规则|检索)|索引号|目录(?:的)?(?:编排|体系|结构)|(?:编排|编制)(?:体系|说明)")),
    (DisclosureElement.OBTAINING, re.compile(r"(?:获取|查阅|获得|公开)[^，。；\n]{0,12}(?:方式|途径|渠道|形式)|(?:可以|可)(?:在|通过|到)[^。\n]{2,60}(?:查阅|获取|浏览|检索|查询)")),
    (DisclosureElement.BODY, re.compile(r"(?:受理|工作|公开|负责)(?:的)?(?:工作)?机构(?:名称)?(?:是|为|设在|[:：])\n?[\u4e00-\u9fa5“]{4}")),
    (DisclosureElement.ADDRESS, re.compile(r"(?:办公|受理|联系)(?:地址|地点)[:：为是]\n?(?=[^\n:：]{0,40}[号路街道楼室镇村院座层])[\u4e00-\u9fa5]{2}")),
    (DisclosureElement.HOURS, re.compile(r"(?:办公|工作|受理|接待)的?时间[:：为是]?[^\n。]{0,24}(?:\d{1,2}[:：时]|周一|星期|工作日|上午)")),
    (DisclosureElement.PHONE, re.compile(rf"(?<!投诉)(?<!举报)(?<!监督)电话[^\d\n。，,；]{{0,10}}{_NUMBER}")),
    (DisclosureElement.FAX, re.compile(rf"传真[^\d\n。，,；]{{0,8}}{_NUMBER}")),
    (DisclosureElement.ONLINE, re.compile(r"[\w.-]{1,64}@[\w-]{1,64}\.[a-z]{2}|(?:网址|互联网联系方式)[:：\n][^\n]{0,10}(?:www\.|https?:)|(?:在线|网上)(?:申请|提交)(?:系统|平台)?[:：]\n?(?:www\.|https?:)", re.IGNORECASE)),
)  # fmt: skip
_ELEMENTS = {element.value: element for element in DisclosureElement}
_CURRENT = re.compile(r"第?711号|(?:2019年)[^。\n]{0,12}(?:修订|修改)")
_FORMER = re.compile(r"第?492号|(?:2007年|2008年5月1日)[^。\n]{0,20}(?:公布|施行|实施)")
_REACHED = re.compile(r"(?:联系|咨询|办公|受理)?电话|办公地[址点]|受理机构|受理地[址点]")
_MOST = 40_000  # characters looked at: no guide is longer


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:  # noqa: ARG001 (the text says it all)
    """What the guide of a page of kind GUIDE states; a label with nothing behind it states nothing."""
    text = plain("\n".join(map(squeeze, sheet.main_lines)))[:_MOST]
    stated = _labelled(sheet) | {element for element, pattern in _SAID if pattern.search(text)}
    if not stated:
        return []
    elements = tuple(element for element in DisclosureElement if element in stated)
    place = place_of(sheet, lambda line: _REACHED.search(squeeze(line)) is not None)
    return [DisclosureGuide(0, elements, _cites_current(text), place)]


def _labelled(sheet: Sheet) -> set[DisclosureElement]:
    """Elements that stand as labelled values, in a table of whatever form."""
    return {
        _ELEMENTS[value.name]
        for value in values_of(sheet, _LABELS)
        if value.name in _FILLED and _FILLED[value.name].search(plain(squeeze(value.value)))
    }


def _cites_current(text: str) -> bool | None:
    """Whether the regulation in force since 2019-05-15 is cited; None where the guide does not tell which."""
    if _CURRENT.search(text):
        return True
    return False if _FORMER.search(text) else None
