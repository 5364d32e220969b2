"""Kinds of columns that clauses on freshness tell apart (栏目类别), by their names and their place in the tree."""

import re
from dataclasses import dataclass

from checks.column_search import bare
from portal.facts import Column
from portal.states import Worded
from portal.storage.snapshot import Snapshot


class ColumnKind(Worded):
    """Kinds of columns that national clauses tell apart; a limit may name a column instead."""

    NEWS = "news", "动态要闻"
    NOTICES = "notices", "通知公告"
    POLICIES = "policies", "政策文件"
    INTERPRETATIONS = "interpretations", "政策解读"
    OTHER = "other", "其他栏目"


FIRST_LEVEL = 2  # a first-level column of its kind may stand below an umbrella such as 政务公开
_SURE = {
    ColumnKind.NEWS: re.compile(r"(?:动态|要闻|新闻|快讯|时讯)$|^(?:新闻|资讯)中心$|^新闻资讯$|^政务资讯$"),
    ColumnKind.NOTICES: re.compile(r"^(?:通知|公告|公示|通告){1,3}栏?$"),
    ColumnKind.INTERPRETATIONS: re.compile(r"^(?:政策|文件|法规|部门|本级)?(?:文件)?解读(?:回应)?$|^解读$"),
    ColumnKind.POLICIES: re.compile(
        r"^(?:本级|市级|县级|区级|[^/]{0,6}政府|部门|政府办(?:公室)?|政策|规范性|行政规范性|最新|法规)?文件$|^政策(?:公开|法规|文库)?$|^(?:最新|法规)政策$"
    ),
}
_LOOSE = {
    ColumnKind.NEWS: re.compile(r"动态|要闻|新闻|快讯|资讯"),
    ColumnKind.NOTICES: re.compile(r"通知|公告|公示|通告"),
    ColumnKind.INTERPRETATIONS: re.compile(r"解读|图解"),
    ColumnKind.POLICIES: re.compile(r"文件|政策|法规|规章"),
}
# Names that hold such a word but are no column of the kind: a news conference, calls for tenders, a topic's own news.
_NEVER = {
    ColumnKind.NEWS: re.compile(r"新闻发布|发布会|发言人|专题|专栏|往期|历史|价格|市场|统计|信息动态监测"),
    ColumnKind.NOTICES: re.compile(r"招|采购|中标|成交|拍卖|出让|挂牌|许可|处罚|征地|征收|拟|结果|公示系统|统计公报"),
    ColumnKind.INTERPRETATIONS: re.compile(r"年报|报告"),
    ColumnKind.POLICIES: re.compile(r"解读|图解|问答|惠|废|失效|历史|归档|服务|超市|计算|兑现"),
}
# Columns that stay as they are, or change once a year or with an event: no clause gives them a term.
FIXED = re.compile(
    r"机构|职能|职责|概况|简介|介绍|概览|走进|魅力|历史|文化|旅游|指南|制度|规定|法规|规章|领导|负责人|联系|目录|清单|年报|年度|报告|报表|规划|计划"
    r"|预算|决算|财政|统计|公报|依申请|声明|地图|帮助|关于|信箱|来信|留言|咨询|投诉|征集|调查|反馈|访谈|直播|开放|服务|办事|办理|下载|表格|专题|专栏"
    r"|应急|人事|招考|招聘|录用|许可|处罚|执法|收费|采购|项目|标准|流程|废止|失效|往期|归档|历年|评价|评估|决策|会议|问答|常见问题|友情|链接|新媒体|无障碍"
)
_ASIDE = re.compile(r"专题|专栏")
_UNIT = re.compile(r"(?:局|委|委员会|办公室|办事处|街道|镇|乡|中心|院|分局|大队|[^省市县区]办)$")


@dataclass(frozen=True)
class Kindred:
    """A column of a kind; `doubt` says in Chinese why a limit of the kind may not bind it, empty where it does."""

    column: Column
    doubt: str = ""


def kind_of(name: str) -> tuple[ColumnKind, bool]:
    """Kind of a column by its name, and whether that is sure; OTHER is what no other kind may be."""
    plain = bare(name)
    for sure, patterns in ((True, _SURE), (False, _LOOSE)):
        for kind, pattern in patterns.items():
            if pattern.search(plain) and not _NEVER[kind].search(plain):
                return kind, sure
    return ColumnKind.OTHER, True


def of_kind(snapshot: Snapshot, kind: ColumnKind, *, top_level_only: bool) -> list[Kindred]:
    """Columns of a kind in the order of the tree. News counts at any level; of the others with `top_level_only` only the highest."""
    found = snapshot.once(_by_kind)[kind]
    if kind is ColumnKind.NEWS or not top_level_only:
        return found
    paths = {each.column.path for each in found}
    highest = [each for each in found if not any(each.column.path[:at] in paths for at in range(1, each.column.level))]
    level = min((each.column.level for each in highest if not each.doubt), default=0)
    return [_on_level(each) for each in highest if each.doubt or each.column.level == level]


def _on_level(each: Kindred) -> Kindred:
    unsure = each.column.level > FIRST_LEVEL and not each.doubt
    return Kindred(each.column, "栏目层级较深，是不是一级栏目") if unsure else each


def _by_kind(snapshot: Snapshot) -> dict[ColumnKind, list[Kindred]]:
    found: dict[ColumnKind, list[Kindred]] = {kind: [] for kind in ColumnKind}
    for column in snapshot.columns():
        kind, sure = kind_of(column.name)
        if kind is ColumnKind.OTHER and any(FIXED.search(bare(name)) for name in column.path):
            continue
        found[kind].append(Kindred(column, _doubt(column, kind, sure)))
    return found


def _doubt(column: Column, kind: ColumnKind, sure: bool) -> str:
    above = [bare(name) for name in column.path[:-1]]
    if not sure:
        return f"是不是{kind.words}类栏目"
    if any(_ASIDE.search(name) for name in above):
        return "栏目在专题里，是不是应当继续更新"
    return "栏目属于下级单位，是不是计入本网站" if any(_UNIT.search(name) for name in above) else ""
