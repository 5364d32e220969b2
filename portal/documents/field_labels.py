"""Labels of a document's fields (字段名称) as portals write them, and what a value of each field looks like."""

import re

from portal.dates import compact_date, first_date
from portal.documents.issuers import shown_issuer
from portal.documents.numbers import document_number, serial_number
from portal.documents.vocabularies import Vocabulary
from portal.markup.outline import fold, squeeze

LABELS: dict[str, tuple[str, ...]] = {
    "index_number": ("索引号", "信息索引号", "索引编号", "信息索引", "索引码"),
    "number": ("文号", "发文字号", "发文文号", "公文字号", "文件编号", "文件字号", "文件号", "文件文号", "发文编号", "发文号", "字号", "令号", "公告号"),
    "issuer": ("发文机关", "发文单位", "发文机构", "制发机关", "制定机关", "印发机关", "制发单位", "制定单位", "联合发文单位"),
    "publisher": ("发布机构", "发布机关", "发布单位", "公开机构", "公开主体", "公开责任部门", "信息所属单位", "责任部门", "公开部门", "公开单位", "信息发布机构"),
    "written_on": ("成文日期", "成文时间", "发文日期", "发文时间", "印发日期", "签发日期", "制发日期", "制定日期"),
    "made_on": ("生成日期", "生成时间", "信息生成日期"),
    "published_on": ("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间", "信息公开日期", "发文公开日期"),
    "effective_on": ("施行日期", "实施日期", "生效日期", "施行时间", "生效时间", "实施时间", "执行日期"),
    "expires_on": ("失效日期", "失效时间", "废止日期", "截止日期", "终止日期", "有效期", "有效期限", "有效期至", "有效时间"),
    "validity": ("有效性", "效力状态", "时效性", "文件时效", "文件状态", "是否有效", "时效", "效力", "有效状态", "时效状态", "效力情况", "是否失效", "是否废止"),
    "title": ("标题", "名称", "信息名称", "文件名称", "信息标题", "文件标题", "内容标题"),
    "subject": ("主题分类", "主题类别", "主题名称"),
    "kind": ("信息分类", "体裁分类", "组配分类", "分类", "公文种类", "文种", "服务对象分类", "信息类别"),
    "disclosure": ("公开属性", "公开方式", "公开类别", "公开形式", "公开类型"),
    "other": (
        "主题词", "主题", "公开范围", "公开时限", "关键词", "关键字", "内容概述", "内容摘要", "统一编号", "登记号", "规范性文件编号", "文件类型", "备注", "审核", "责任编辑",
        "信息来源", "来源", "公开程序", "获取方式", "载体类型", "语种", "咨询电话", "联系电话", "记录形式", "文件格式", "浏览次数", "字体", "打印",
    ),
}  # fmt: skip
DOCUMENT = Vocabulary(LABELS)
TELLING = frozenset(("number", "index_number", "issuer", "publisher", "written_on", "made_on"))
"""Fields of which at least one stands in a document's field table, and not in any other labelled list."""
_STATES = re.compile(
    r"有效|失效|废止|无效|修改|修订|现行|终止|过期|部分|长期|试行|暂行|尚未|未生效|已宣布|^[是否]$|继续"
)
_INDEX = re.compile(r"[\w\-/.()（）〔〕\[\]:·_]{4,60}")
_PROSE = re.compile(r"[。；;！？!?《》]")
_DISCLOSURE = re.compile(r"公开")


def value_of(name: str, words: str) -> str:
    """A field's value from the words beside its label, normalised (ISO date, 文号 with 〔〕); empty when they cannot be one."""
    bare = squeeze(words)
    if not bare or len(bare) > 200 or bare in ("无", "-", "--", "—", "/", "暂无"):
        return ""
    reader = _READERS.get(name)
    return reader(words) if reader else fold(words)


def _date(words: str) -> str:
    found = first_date(words) or compact_date(words)
    return found.on.isoformat() if found and found.on and len(words) < 60 else ""


def _number(words: str) -> str:
    return document_number(words) or serial_number(words)


def _index(words: str) -> str:
    bare = squeeze(words)
    return bare if _INDEX.fullmatch(bare) and any(c.isdigit() for c in bare) else ""


def _state(words: str) -> str:
    bare = squeeze(words).strip("[]【】()（）")
    return bare if len(bare) <= 20 and _STATES.search(bare) else ""


def _subject(words: str) -> str:
    folded = fold(words)
    return folded if len(folded) <= 60 and not _PROSE.search(folded) else ""


def _disclosure(words: str) -> str:
    bare = squeeze(words)
    return bare if len(bare) <= 20 and _DISCLOSURE.search(bare) else ""


def _issuer(words: str) -> str:
    return "、".join(shown_issuer(words)) if len(words) <= 200 else ""


_READERS = {
    "number": _number,
    "index_number": _index,
    "issuer": _issuer,
    "publisher": _issuer,
    "written_on": _date,
    "made_on": _date,
    "published_on": _date,
    "effective_on": _date,
    "validity": _state,
    "subject": _subject,
    "kind": _subject,
    "disclosure": _disclosure,
}
