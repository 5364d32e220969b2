"""Organisations (机构职能): name, duties, and how to reach them."""

import re
from itertools import pairwise

from portal.content_facts import Organisation, Record
from portal.documents.vocabularies import Vocabulary
from portal.facts import PageFacts
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.records.wording import first_values, title_of, unnumbered, values_of

_LABELS = Vocabulary(
    {
        "name": ("单位名称", "机构名称", "部门名称", "机构全称", "单位全称"),
        "address": ("办公地址", "单位地址", "地址", "办公地点", "机构地址", "联系地址", "通讯地址", "详细地址"),
        "phone": ("联系电话", "办公电话", "电话", "联系方式", "值班电话", "办公室电话", "公开电话", "咨询电话", "电话号码"),
        "hours": ("办公时间", "工作时间", "上班时间", "作息时间", "服务时间"),
        "head": ("负责人", "主要负责人", "单位负责人", "负责人姓名", "机构负责人", "部门负责人", "法定代表人", "行政负责人", "主要领导"),
        "duties": ("主要职责", "机构职能", "工作职责", "部门职责", "主要职能", "职能职责", "职责", "工作职能", "机构职责", "单位职责", "部门职能", "职能", "法定职责"),
        "other": ("传真", "邮编", "邮政编码", "电子邮箱", "邮箱", "网址", "内设机构", "下属单位", "直属单位", "机构性质", "领导班子", "领导信息", "监督电话", "传真号码", "乘车路线"),
    }
)  # fmt: skip
_DUTIES = re.compile(r"^(?:主要|工作|部门|机构|法定|单位)?(?:职责|职能)(?:职责)?(?:任务|范围|是|如下)*[:：]?$")
_DUTY_TEXT = re.compile(
    r"(?:主要|工作|法定)(?:职责|职能)(?:是|为|包括|如下)?[:：]|^(?:[（(]?[一二三1][)）、.．])?(?:负责|贯彻(?:执行|落实)|组织(?:实施|拟订))"
)
_SUFFIX = re.compile(
    r"(?:的?(?:机构职能|主要职责|工作职责|职能职责|机构简介|单位简介|机构概况|部门职责|简介|概况|职责|职能|机构设置)+)(?:[(（].*[)）])?$"
)
_UNIT = re.compile(r"^[\u4e00-\u9fa5]{2,16}(?:局|委|办|政府|办公室|委员会|中心|厅|处|所|站|队)$")
_DUTY_VERB = re.compile(r"负责|承担|组织|指导|管理|贯彻|拟[订定]|制[订定]|协调|监督|办理|研究|起草|主管|统筹|执行")
_LEAST_DUTY = 6  # characters
_PHONE = re.compile(r"(?:\(?0\d{2,3}\)?[-－—\s]?)?\d{7,8}(?:[-－转]\d{1,5})?|1\d{10}|1[02]\d{3}")


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """The organisation a page of kind ORGANISATION presents; a page that only lists others gives none."""
    stated = first_values(values_of(sheet, _LABELS))
    lines = sheet.main_lines
    duties = _is_duty(stated.get("duties", "")) or _tells_duties(lines)
    if not duties and not {"address", "phone", "head", "hours"} & stated.keys():
        return []
    phone = _PHONE.search(stated.get("phone", ""))
    return [
        Organisation(
            page_id=0,
            name=stated.get("name", "") or _SUFFIX.sub("", title_of(facts)),
            duties=duties,
            address=stated.get("address", "")[:120],
            phone=phone.group() if phone else "",
            hours=stated.get("hours", "")[:120],
            head=stated.get("head", "")[:30],
        )
    ]


def _tells_duties(lines: list[str]) -> bool:
    """Duties spelled out, or a heading of theirs with running text right below it; a heading over names of units is none."""
    if any(_DUTY_TEXT.search(line) for line in lines):
        return True
    return any(_DUTIES.match(squeeze(unnumbered(line))) and _is_duty(after) for line, after in pairwise(lines))


def _is_duty(words: str) -> bool:
    """Whether words say what is done; the name of a unit (某管理局) does not."""
    ended = words.endswith(("。", "；", ";"))
    return (
        len(words) >= _LEAST_DUTY and (ended or _DUTY_VERB.search(words[:-3]) is not None) and not _UNIT.search(words)
    )
