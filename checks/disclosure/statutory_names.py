"""Names columns usually bear for what the regulation asks to be published (法定公开事项的惯用栏目名), item by item."""

import re
from collections.abc import Iterable

from checks.disclosure.statutory_items import StatutoryItem
from checks.named_items import Item
from portal.site import Level

_NAMES: dict[StatutoryItem, tuple[str, ...]] = {
    StatutoryItem.RULES: ("政策文件", "规范性文件", "行政规范性文件", "政府规章", "法规规章", "法规公文", "政府文件", "法律法规", "政策法规", "规章文件"),
    StatutoryItem.ORGANISATION: ("机构职能", "机构设置", "政府机构", "机构信息", "机构概况", "部门职能", "主要职能", "工作机构", "领导信息", "政府领导", "领导之窗", "内设机构", "组织机构", "机构领导"),
    StatutoryItem.PLANS: ("规划计划", "规划信息", "发展规划", "计划规划", "专项规划", "规划纲要", "总体规划", "计划总结", "国民经济和社会发展规划"),
    StatutoryItem.STATISTICS: ("统计信息", "统计数据", "统计公报", "数据统计", "经济数据", "统计资料", "统计分析"),
    StatutoryItem.LICENCES: ("行政许可", "许可服务", "行政审批", "权责清单", "权力清单", "办事指南", "服务指南", "政务服务事项", "公共服务事项", "行政权力", "双公示"),
    StatutoryItem.PENALTIES: ("行政处罚", "行政强制", "行政处罚和强制", "处罚强制", "行政执法公示", "执法公示", "行政执法", "双公示", "执法信息", "双随机一公开"),
    StatutoryItem.BUDGETS: ("财政预决算", "预决算公开", "财政信息", "预算决算", "财政资金", "财政预算", "财政决算", "部门预决算", "预决算", "财政收支", "预决算信息"),
    StatutoryItem.FEES: ("行政事业性收费", "收费目录", "收费清单", "涉企收费", "价格收费", "价格和收费", "收费项目", "收费信息", "收费公示", "收费标准"),
    StatutoryItem.PROCUREMENT: ("政府采购", "采购信息", "政府集中采购", "集中采购", "招标采购", "采购公告", "招标投标"),
    StatutoryItem.PROJECTS: ("重大建设项目", "重大项目", "重点项目", "重点建设项目", "建设项目", "重大工程"),
    StatutoryItem.LIVELIHOOD: ("民生保障", "社会保障", "社会保险", "社会救助", "就业创业", "医疗卫生", "扶贫", "扶贫信息", "脱贫攻坚", "乡村振兴", "教育信息", "教育服务", "义务教育", "扶贫教育医疗社会保障", "公共服务", "民生信息", "促进就业", "就业信息"),
    StatutoryItem.EMERGENCIES: ("应急管理", "应急预案", "突发公共事件应急", "突发公共事件", "预警信息", "应急信息", "突发事件", "应急处置", "应急救援"),
    StatutoryItem.SUPERVISION: ("监督检查", "环境保护", "生态环境", "公共卫生", "安全生产", "食品药品", "食品药品安全", "食品药品监管", "产品质量", "质量监督", "环境保护安全生产食品药品", "市场监管", "监管信息"),
    StatutoryItem.RECRUITMENT: ("公务员招考", "公务员招录", "公务员招考录用", "人事信息", "人事招考", "招考录用", "考录信息", "事业单位招聘", "人事任免", "招考信息", "招录信息"),
    StatutoryItem.OF_CITIES_AND_COUNTIES: ("市政建设", "公共服务", "公益事业", "社会公益事业", "土地征收", "征地信息", "征地拆迁", "征地补偿", "房屋征收", "国有土地上房屋征收", "治安管理", "社会治安", "社会救助", "土地供应"),
    StatutoryItem.OF_TOWNS: ("农业农村政策", "惠农政策", "强农惠农", "涉农补贴", "农田水利", "土地承包", "土地流转", "宅基地", "土地征收", "房屋征收", "筹资筹劳", "社会救助", "乡村振兴", "三农服务"),
}  # fmt: skip
_BY_ALL = tuple(item for item in StatutoryItem if item.value.startswith("20-") and item is not StatutoryItem.OTHER)


def usual_names(item: StatutoryItem) -> Item | None:
    """Names to look for; None for the item that other laws define, which has none of its own."""
    names = _NAMES.get(item)
    return Item(name=names[0], any_of=names[1:]) if names else None


def owed_at(level: Level) -> tuple[StatutoryItem, ...]:
    """Items a body of this level owes, the one that other laws define left out."""
    if level in (Level.CITY, Level.COUNTY):
        return (*_BY_ALL, StatutoryItem.OF_CITIES_AND_COUNTIES)
    return (*_BY_ALL, StatutoryItem.OF_TOWNS) if level is Level.TOWNSHIP else _BY_ALL


# Items that speak of several matters (一项多事): words by which a column shows that it is about one of them.
_PARTS: dict[StatutoryItem, dict[str, tuple[str, ...]]] = {
    StatutoryItem.LIVELIHOOD: {"扶贫": ("扶贫", "脱贫", "乡村振兴"), "教育": ("教育",), "医疗": ("医疗", "卫生"), "社会保障": ("社会保障", "社会保险", "社会救助", "社保"), "就业": ("就业",)},
    StatutoryItem.SUPERVISION: {"环境保护": ("环境", "环保", "生态"), "公共卫生": ("卫生",), "安全生产": ("安全生产",), "食品药品": ("食品", "药品"), "产品质量": ("质量",)},
    StatutoryItem.OF_CITIES_AND_COUNTIES: {"市政建设": ("市政", "城市建设", "城乡建设", "城建"), "公共服务": ("公共服务", "便民"), "公益事业": ("公益",), "土地征收": ("土地", "征地"), "房屋征收": ("房屋", "拆迁"), "治安管理": ("治安", "户籍"), "社会救助": ("救助", "低保")},
}  # fmt: skip
# Columns that mix an item with another matter: the other's word in their names, and a word by which a row shows that it is about the item.
MIXED = {StatutoryItem.FEES: ("价格", "收费")}
# A unit's page is no column on its matter.
_UNIT = re.compile(r"(?:局|委|委员会|办公室|办|中心|院|社|镇|乡|街道|办事处)$")


def parts_without(item: StatutoryItem, own: Iterable[str], others: Iterable[str]) -> list[str]:
    """Matters of an item that no column is about. `own`: names of the columns found for the item; `others`: of all with content.

    A column found for the item that names none of its matters, or several, is taken to hold them all.
    """
    parts = _PARTS.get(item, {})
    if any(sum(_names(name, words) for words in parts.values()) != 1 for name in own):
        return []
    known = [name for name in others if not _UNIT.search(name)]
    return [part for part, words in parts.items() if not any(_names(name, words) for name in known)]


def _names(name: str, words: Iterable[str]) -> bool:
    return any(word in name for word in words)
