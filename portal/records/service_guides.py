"""Service guides (办事指南): which elements they name with something behind the name."""

from portal.content_facts import Record, ServiceGuide
from portal.documents.vocabularies import Vocabulary
from portal.facts import PageFacts
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.records.wording import place_of, title_of, unnumbered, values_of
from portal.states import GuideElement

_NAMES: dict[GuideElement, tuple[str, ...]] = {
    GuideElement.NAME: ("事项名称", "办理事项", "服务事项", "事项", "项目名称", "业务名称", "服务名称", "办事事项"),
    GuideElement.BASIS: ("设定依据", "法律依据", "办理依据", "实施依据", "政策依据", "受理依据", "审批依据", "依据", "设立依据", "法定依据"),
    GuideElement.CONDITIONS: ("申请条件", "受理条件", "办理条件", "申报条件", "审批条件", "条件", "办事条件", "申请人条件", "享受条件", "扶持条件", "准予批准的条件"),
    GuideElement.MATERIALS: ("申请材料", "办理材料", "所需材料", "申报材料", "提交材料", "材料", "材料清单", "受理材料", "所需资料", "提交资料", "需提交材料", "申请材料目录", "申办材料", "应提交材料"),
    GuideElement.PLACE: ("办理地点", "受理地点", "办公地址", "办理地址", "办事地点", "受理地址", "地点", "地址", "办理窗口", "窗口地址", "办公地点", "受理窗口"),
    GuideElement.HOURS: ("办理时间", "受理时间", "办公时间", "工作时间", "办事时间", "服务时间", "接待时间"),
    GuideElement.CONTACT: ("联系电话", "咨询电话", "联系方式", "咨询方式", "监督电话", "投诉电话", "咨询渠道", "电话", "监督投诉方式", "咨询途径", "监督投诉渠道", "联系人及电话", "办理电话", "服务电话"),
    GuideElement.PROCESS: ("办理流程", "办事流程", "办理程序", "受理程序", "审批流程", "流程", "申请流程", "办事程序", "办理步骤", "审批程序", "程序", "申报流程", "基本流程", "工作流程"),
    GuideElement.FEES: ("收费标准", "收费情况", "是否收费", "收费依据", "收费", "收费项目", "费用", "收费依据及标准", "收费标准及依据"),
    GuideElement.TIME_LIMIT: ("办理期限", "办理时限", "法定期限", "法定时限", "承诺期限", "承诺时限", "办结时限", "审批时限", "时限", "期限", "法定办结时限", "承诺办结时限", "办理期限时限", "审批期限"),
    GuideElement.DEPARTMENT: ("受理部门", "受理机构", "实施机构", "办理部门", "责任部门", "实施主体", "办理机构", "承办部门", "主管部门", "受理单位", "办理单位", "承办机构", "实施机关", "审批机关", "实施部门", "办理主体", "责任单位"),
    GuideElement.PERIOD: ("起止时间", "申报时间", "申请时间", "受理期限", "有效期限", "政策有效期", "申报期限"),
}  # fmt: skip
_LABELS = Vocabulary({element.value: names for element, names in _NAMES.items()})
_LONGEST_HEAD = 20


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """The guide a page of kind SERVICE gives, elements in the order of the enum."""
    found = {value.name for value in values_of(sheet, _LABELS) if value.value} | _under_headings(sheet.main_lines)
    if len(found) < 2:
        return []
    elements = tuple(element for element in GuideElement if element.value in found)
    return [ServiceGuide(0, title_of(facts), elements, place_of(sheet, _LABELS.opens))]


def _under_headings(lines: list[str]) -> set[str]:
    """Elements named by a heading (一、办理依据) that has text below it."""
    found: set[str] = set()
    named = [_named(line) for line in lines]
    for place, name in enumerate(named[:-1]):
        if name and named[place + 1] is None:
            found.add(name)
    return found


def _named(line: str) -> str | None:
    if len(line) > _LONGEST_HEAD:
        return None
    said = _LABELS.label_in(squeeze(unnumbered(line)).rstrip(":："))
    return _LABELS.field_of[said[0]] if said and not said[1] else None
