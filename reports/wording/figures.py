"""Figures in words (量值): what a check measured, beside what was required of it.

`FIGURES` is the one table from the names of measured values to Chinese words; a name it lacks is shown readable. Parameters bear their
own words (reports.wording.parameters).
`LIMITS` says which parameter bounds which measured value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.wording.plaintext import plain
from reports.wording.words import number

ITEMS_SHOWN = 8

FIGURES: dict[str, tuple[str, str]] = {
    # name of a measured value: (words, unit); the unit "%" turns a share between 0 and 1 into per cent
    "accounts": ("列出的政务新媒体账号", "个"),
    "addresses": ("解析到的地址", ""),
    "allowed": ("允许的空白栏目", "个"),
    "answered": ("按要求公布结果的征求意见", "次"),
    "answers": ("问答", "条"),
    "areas": ("找到的板块", "个"),
    "articles": ("稿件", "篇"),
    "asked": ("标识要素", "项"),
    "asked_units": ("应有栏目的单位", "个"),
    "attachments": ("附件", "个"),
    "blank": ("空白栏目", "个"),
    "blocked": ("被对方防护拦截的链接", "个"),
    "bodies": ("列出的公共企事业单位", "个"),
    "broken_places": ("违反规则的位置", "处"),
    "broken_rules": ("违反的规则", "项"),
    "by_leaders": ("主要负责人解读", "篇"),
    "calls": ("对草案征求意见", "次"),
    "candidates": ("待核实的线索", "条"),
    "catalogues": ("决策事项目录", "份"),
    "certificates": ("看到的证书", "张"),
    "checked": ("已检查", "个"),
    "collections": ("问答栏目", "个"),
    "column": ("所读栏目", ""),
    "columns": ("栏目", "个"),
    "compared": ("比对的", "篇"),
    "complete": ("要素齐全的文件", "份"),
    "complete_guides": ("要素齐全的指南", "个"),
    "contradicted": ("标注不公开却在网上公开的文件", "份"),
    "copied": ("照抄原文的解读", "篇"),
    "dated": ("带日期的信息", "条"),
    "days": ("距检查日", "天"),
    "days_left": ("证书剩余有效期", "天"),
    "dead": ("断链", "个"),
    "dead_rate": ("断链占比", "%"),
    "decisions": ("列出的决策事项", "项"),
    "difference": ("有差异的比例", "%"),
    "diverse": ("有文字以外解读的", "份"),
    "documents": ("范围内的文件", "份"),
    "doubtful": ("疑似的、需人工核实的", "个"),
    "empty": ("没有内容的", "项"),
    "enough": ("形式足够的", "份"),
    "entries": ("入口", "个"),
    "evaluations": ("政策评价结果", "份"),
    "exact": ("名称相符的入口", "个"),
    "external": ("站外链接", "个"),
    "failed": ("没有按时打开", "次"),
    "failed_rate": ("没有按时打开的占比", "%"),
    "failing_issues": ("缺少功能的公报", "期"),
    "failing_pages": ("不规范的页面", "个"),
    "faults": ("问题", "处"),
    "faulty": ("有缺漏的要素", "项"),
    "faulty_files": ("有问题的附件", "个"),
    "fewest_a_day": ("探测最少的一天", "次"),
    "fewest_forms": ("最少的形式", "种"),
    "fields": ("规定的栏目", "项"),
    "filled": ("有内容的", "项"),
    "first_year": ("最早年份", ""),
    "followups": ("跟踪解读", "篇"),
    "forms": ("解读形式", "份"),
    "found_titles": ("搜索得到的标题", "个"),
    "future": ("日期未到的稿件", "篇"),
    "good": ("合乎要求的部分", "个"),
    "good_units": ("栏目合乎要求的单位", "个"),
    "good_zones": ("能通过 IPv6 应答的域", "个"),
    "guides": ("办事指南等页面", "个"),
    "hits": ("查到的", "处"),
    "home_entries": ("首页的入口", ""),
    "in_time": ("按时公开的文件", "份"),
    "in_window": ("检查范围内的留言", "条"),
    "interpretations": ("解读", "篇"),
    "interpreted": ("已解读", "件"),
    "issues": ("公报", "期"),
    "items": ("要求公开的事项", "项"),
    "items_found": ("已公开的文件、清单", "项"),
    "late": ("相隔较久的", "份"),
    "late_replies": ("超期才答复的留言", "条"),
    "links_found": ("已有链接", "条"),
    "links_owed": ("应有链接", "条"),
    "list_words": ("词表里的词", "个"),
    "listed": ("本网站登载的废止、失效文件", "份"),
    "listed_documents": ("平台列出的文件", "份"),
    "loads": ("打开首页", "次"),
    "long_enough": ("期限达标的征求意见", "次"),
    "longest_workdays": ("用时最长", "个工作日"),
    "looked_at": ("看过的栏目", "个"),
    "marked": ("标注了公开属性的文件", "份"),
    "median_seconds": ("用时中位数", "秒"),
    "median_workdays": ("用时中位数", "个工作日"),
    "meetings": ("有代表列席的会议", "次"),
    "messages": ("公开的留言", "条"),
    "methods_named": ("写到的征求意见方式", "种"),
    "min_tasks": ("应公开的任务", "项"),
    "missing_anchors": ("页内锚点不存在", "处"),
    "mixed_active": ("不加密的脚本、样式和框架", "个"),
    "mixed_passive": ("不加密的图片", "个"),
    "most_floating": ("一个页面上最多的飘窗", "个"),
    "name": ("入口名称", ""),
    "name_servers": ("域名服务器", "个"),
    "near": ("名称相近的入口", ""),
    "newest": ("最近更新", ""),
    "newest_probe": ("最近一次探测", ""),
    "news": ("混入的动态", "条"),
    "not_collected": ("没有收入平台的文件", "份"),
    "numbered": ("有文号的文件", "份"),
    "of_departments": ("部门、镇街会议", "次"),
    "of_government": ("政府会议", "次"),
    "only_v4": ("只在 IPv4 下有", "处"),
    "only_v6": ("只在 IPv6 下有", "处"),
    "open_days": ("政府开放活动", "次"),
    "opened": ("打开次数", "次"),
    "opened_outside": ("打开了的站外链接", "个"),
    "others_reports": ("其他单位的年报", "篇"),
    "outdated": ("不是现行版本的文本", "份"),
    "overdue": ("超期未答复的留言", "条"),
    "pages": ("检查页面", "个"),
    "pages_with_name": ("页头有名称的页面", "个"),
    "pairings": ("解读和文件", "对"),
    "parts": ("比较的文字和链接", "处"),
    "pictures": ("图解、视频解读", "篇"),
    "policies": ("政策文件", "件"),
    "policies_shared": ("在各平台同步发布的政策", "份"),
    "printed": ("登公报的文件", "份"),
    "probes": ("探测次数", "次"),
    "publish_by": ("公布期限", ""),
    "rate": ("比例", "%"),
    "recent": ("刚结束、暂不要求结果的征求意见", "次"),
    "records": ("AAAA 记录", "条"),
    "recruitments": ("公开遴选代表的公告", "份"),
    "reports": ("有年报的年度", "个"),
    "reposts": ("注明来自上级政府的稿件", "篇"),
    "required": ("应有部分", "个"),
    "results": ("清理结果", "份"),
    "rules": ("制度", "件"),
    "same_day": ("同日解读的", "份"),
    "sampled": ("抽查数量", "个"),
    "searched": ("查找的标题", "个"),
    "separate": ("另设搜索的板块", "个"),
    "shared": ("收录到上级文件库的文件", "份"),
    "shortest_days": ("最短期限", "天"),
    "similarity": ("与上年相同的文字", "%"),
    "since": ("起始日期", ""),
    "stale": ("超期的栏目", "个"),
    "stated": ("写明的内容", "项"),
    "statements": ("网站工作年度报表", "份"),
    "substantial": ("有实质内容的解读", "篇"),
    "suspect": ("疑似断链", "个"),
    "suspect_anchors": ("疑似不存在的页内锚点", "处"),
    "suspicious": ("可疑的", "个"),
    "targets": ("不同的链接地址", "个"),
    "tasks": ("任务", "项"),
    "tasks_told": ("公开了规定内容的任务", "项"),
    "tested_pages": ("测评页面", "个"),
    "texts": ("登载的行政法规文本", "份"),
    "texts_with_hits": ("查到的页面和附件", "个"),
    "tries": ("测试次数", "次"),
    "unchecked": ("未检查的链接", "个"),
    "undated": ("没有写明日期的文件", "份"),
    "undated_articles": ("没有发布时间的稿件", "篇"),
    "undecided": ("待人工判断", "件"),
    "undecided_rules": ("拿不准的规则", "项"),
    "units": ("各单位", "%"),
    "units_lacking": ("没有找到预算或决算的单位", "个"),
    "unpaired": ("没有找到对应文件的解读", "篇"),
    "unread": ("没有读到", "个"),
    "unread_files": ("读不出文字的附件", "个"),
    "unsure": ("不能确定的", "个"),
    "unsure_probes": ("无法判断的探测", "次"),
    "untested_pages": ("没有测成的页面", "个"),
    "untrue": ("与有效期或清理结果不符的标注", "份"),
    "usable": ("可用的 AAAA 记录", "条"),
    "useless": ("缺要素过多的指南", "个"),
    "void_unmarked": ("仍标为有效的废止、失效文件", "份"),
    "with_all_parts": ("材料齐全的征求意见", "次"),
    "with_entry": ("可以评论提问的解读", "篇"),
    "with_phone": ("写明咨询电话的解读", "篇"),
    "with_result": ("找到结果的征求意见", "次"),
    "without": ("没有标准目录的单位", "个"),
    "worst_hours": ("打不开的时段", ""),
    "wrong": ("错链", "个"),
    "year": ("年度", ""),
    "years": ("要求的年度", "个"),
    "zones": ("各级域", "个"),
}
LIMITS: dict[str, tuple[tuple[str, ...], str]] = {
    # parameter: (measured values it bounds, the first there is counts; how it bounds them)
    "allowed": (("blank",), "不超过"),
    "max_days": (("days",), "不超过"),
    "max_dead": (("dead",), "不超过"),
    "max_dead_rate": (("dead_rate", "rate"), "不超过"),
    "max_difference": (("difference",), "不超过"),
    "max_failed_rate": (("failed_rate",), "低于"),
    "max_floating": (("most_floating",), "不超过"),
    "max_missing_anchors": (("missing_anchors",), "不超过"),
    "max_rules": (("broken_rules",), "不超过"),
    "max_seconds": (("median_seconds",), "不超过"),
    "max_suspect": (("suspicious",), "不超过"),
    "max_wrong": (("wrong",), "不超过"),
    "min_days": (("days_left", "shortest_days"), "不少于"),
    "min_rate": (("rate",), "不低于"),
    "min_samples": (("loads",), "不少于"),
    "per_day": (("fewest_a_day",), "不少于"),
    "required": (("good",), "不少于"),
    "tries": (("tries",), "不少于"),
}


@dataclass(frozen=True)
class FigureView:
    """One figure: what it is, its value, and what was required of it (empty when nothing was)."""

    words: str
    value: str
    required: str = ""


def figures(measured: Mapping[str, Any], parameters: Mapping[str, Any]) -> tuple[FigureView, ...]:
    """The measured values in words, each with the bound its parameter sets."""
    bounds = _bounds(measured, {**measured, **parameters})
    shown = [name for name in measured if name not in LIMITS or name in bounds]
    return tuple(FigureView(words(name), value(name, measured[name]), bounds.get(name, "")) for name in shown)


def words(name: str) -> str:
    """Chinese words of a figure; an unknown name readable as it is."""
    return FIGURES[name][0] if name in FIGURES else plain(name.replace("_", " "), 60)


def value(name: str, item: Any) -> str:
    """A figure's value as a person writes it, with its unit."""
    unit = FIGURES.get(name, ("", ""))[1]
    match item:
        case None:
            return "无"
        case bool():
            return "是" if item else "否"
        case int() | float():
            return _amount(item, unit)
        case date():
            return item.isoformat()
        case str():
            return plain(item, 200)
        case Mapping():
            return _mapping(item)
        case list() | tuple() | set() | frozenset():
            return joined([value(name, part) for part in item], "、")
    return plain(str(item), 200)


def _amount(item: float, unit: str) -> str:
    if unit == "%":
        return f"{number(item * 100)}%"
    return f"{number(item)} {unit}" if unit else number(item)


def _mapping(item: Mapping[str, Any]) -> str:
    return joined([f"{words(str(key))} {value(str(key), part)}" for key, part in item.items()], "，")


def joined(parts: list[str], between: str) -> str:
    """Parts in one line, the first of them where there are many, with their number."""
    rest = f"等 {len(parts)} 项" if len(parts) > ITEMS_SHOWN else ""
    return between.join(parts[:ITEMS_SHOWN]) + rest if parts else "无"


def bounded(parameter: str, measured: Mapping[str, Any]) -> str | None:
    """The measured value a parameter bounds; None when it bounds none of these."""
    names = LIMITS.get(parameter, ((), ""))[0]
    return next((name for name in names if name in measured), None)


def _bounds(measured: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, str]:
    bounds: dict[str, str] = {}
    for parameter, limit in parameters.items():
        name = bounded(parameter, measured)
        if name is not None and limit is not None:
            bound = f"{LIMITS[parameter][1]} {value(name, limit)}"
            bounds[name] = f"{bounds[name]}，{bound}" if name in bounds else bound
    return bounds
