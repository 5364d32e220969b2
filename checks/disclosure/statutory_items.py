"""What the regulation asks to be published (法定主动公开内容): the items of its articles 20 and 21."""

from portal.states import Worded


class StatutoryItem(Worded):
    """An item of article 20 by its number, or the items article 21 adds for a level of government, as one group."""

    RULES = "20-1", "行政法规、规章和规范性文件"
    ORGANISATION = "20-2", "机关职能、机构设置、办公信息、负责人"
    PLANS = "20-3", "规划及相关政策"
    STATISTICS = "20-4", "统计信息"
    LICENCES = "20-5", "行政许可和其他对外管理服务事项"
    PENALTIES = "20-6", "行政处罚、行政强制"
    BUDGETS = "20-7", "财政预算、决算"
    FEES = "20-8", "行政事业性收费"
    PROCUREMENT = "20-9", "政府集中采购"
    PROJECTS = "20-10", "重大建设项目"
    LIVELIHOOD = "20-11", "扶贫、教育、医疗、社会保障、就业"
    EMERGENCIES = "20-12", "突发公共事件应急"
    SUPERVISION = "20-13", "环境、卫生、安全、食品药品、产品质量监督检查"
    RECRUITMENT = "20-14", "公务员招考"
    OTHER = "20-15", "法律、法规、规章规定的其他信息"
    OF_CITIES_AND_COUNTIES = "21-city", "设区的市、县级政府还应公开的信息"
    OF_TOWNS = "21-town", "乡镇政府还应公开的信息"
