"""What the names of columns say (栏目名称): which kind of text stands in a column of that name.

A name is evidence, not proof: columns named 政策解读 hold reposted news, notices stand under 动态. The nearest name of the breadcrumb says most.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from portal.markup.outline import squeeze
from portal.states import PageKind

_NAMES: tuple[tuple[PageKind, re.Pattern[str]], ...] = (
    (
        PageKind.CONSULTATION_RESULT,
        re.compile(
            r"(?:征集|调查|意见|建议|听证)[^，。]{0,4}(?:结果|反馈|采纳)|^(?:结果|反馈)(?:反馈|公布|情况|公示)$"
        ),
    ),
    (PageKind.CONSULTATION, re.compile(r"征集|征求意见|意见征询|网上调查|在线调查|民意调查")),
    (
        PageKind.MESSAGE,
        re.compile(
            r"信箱|来信|信件|写信|留言|问政|(?:网上|在线|政务|咨询|互动)(?:咨询|投诉)|咨询(?:答复|投诉|建议)|诉求"
        ),
    ),
    (PageKind.REPORT, re.compile(r"公开(?:工作)?年度?(?:工作)?报告?(?:$|[^表])|^(?:政府|部门|乡镇|镇街|历年)年报$")),
    (PageKind.GUIDE, re.compile(r"公开(?:工作)?指南")),
    (PageKind.SYSTEM, re.compile(r"公开(?:工作|相关|有关|配套)?(?:制度|规定|法规)")),
    (PageKind.DECISION_CATALOGUE, re.compile(r"决策(?:事项)?目录|重大(?:行政)?决策事项")),
    (
        PageKind.CATALOGUE,
        re.compile(
            r"公开(?:基本|标准|事项|信息)?目录|(?:主动|基本|标准)公开?目录|主动公开(?:的)?(?:内容|信息|事项)|公开事项(?:标准)?目录|公开标准目录"
        ),
    ),
    (PageKind.INTERPRETATION, re.compile(r"解读|图解|读懂|政策问答|答记者问")),
    (PageKind.GAZETTE, re.compile(r"政府公报|^公报|[^计量]公报(?:目录|期刊|查询|电子版)$")),
    (
        PageKind.LEADER,
        re.compile(
            r"领导(?:之窗|信息|介绍|简介|班子|成员|分工|简历|团队|名录|简况)?$|^(?:副|常务副)?[省市县区州镇乡]长$"
        ),
    ),
    (
        PageKind.ORGANISATION,
        re.compile(
            r"机构(?:职能|设置|职责|概况|信息|简介|介绍|概览)|职能(?:职责|简介|介绍|目录)?$|(?:主要|部门|单位|工作|法定|机关)职[责能]"
            r"|(?:内设|直属|下属|工作|组织|政府|派出|所属)机构|(?:政府|工作|组成)部门$|(?:单位|部门)(?:简介|概况|介绍)"
        ),
    ),
    (PageKind.SERVICE, re.compile(r"(?:办事|服务|办理)指南")),
    (PageKind.TOPIC, re.compile(r"专题|专栏")),
    (
        PageKind.NOTICE,
        re.compile(r"通知|公告|公示|通告|启事|招标|采购|中标|招聘|招录|拍卖|挂牌|出让"),
    ),
    (
        PageKind.NEWS,
        re.compile(
            r"要闻|新闻(?!发布)|动态|快讯|快报|头条|媒体(?!解读)|时政|资讯|播报|(?:领导|政务|公务)活动|信息联播|国务院信息"
        ),
    ),
    (PageKind.DOCUMENT, re.compile(r"文件|规章|规范性|法规|^政策$|政策(?:法规|文库|汇编)")),
)
_NO_COLUMN = frozenset(
    (
        "首页",
        "网站首页",
        "主页",
        "正文",
        "内容",
        "详情",
        "文章内容",
        "信息内容",
        "内容详情",
        "详细内容",
        "浏览文章",
        "文章正文",
    )
)
_LONGEST = 24  # characters of a column's name; longer ones are titles of texts


class Said(NamedTuple):
    """What a name says of the texts below it, and how far up it stands: 0 for the nearest column."""

    kind: PageKind | None
    steps: int


@lru_cache(maxsize=8192)
def kind_by_name(name: str) -> PageKind | None:
    """Kind of the texts in a column of this name; None where the name tells nothing."""
    bare = squeeze(name)
    if len(bare) > _LONGEST:
        return None
    return next((kind for kind, pattern in _NAMES if pattern.search(bare)), None)


def columns_named(breadcrumb: tuple[str, ...], title: str = "") -> list[str]:
    """Columns of a breadcrumb, nearest first; the home page, words such as 正文 and the text's own title are none."""
    own = squeeze(title)
    names = [squeeze(name) for name in breadcrumb]
    return [name for name in reversed(names) if name and name not in _NO_COLUMN and name[:16] != own[:16]]


def said_by(names: list[str], *kinds: PageKind) -> Said:
    """Nearest name that tells a kind (one of `kinds`, where given) and how far up it stands."""
    for steps, name in enumerate(names):
        kind = kind_by_name(name)
        if kind is not None and (not kinds or kind in kinds):
            return Said(kind, steps)
    return Said(None, len(names))
