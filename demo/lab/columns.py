"""The columns of a lab's portal (栏目树): which there are at a size, and what stands in each."""

from dataclasses import dataclass, field

from demo.lab.place import Place
from demo.lab.seeding import stream
from demo.lab.words import words

INDEX, LIST, SINGLE, FORM, LEADERS, TOPICS, OUT, LIBRARY, DECISIONS = (
    "index",
    "list",
    "single",
    "form",
    "leaders",
    "topics",
    "out",
    "library",
    "decisions",
)
"""Roles of a column: a page of its sub-columns, a list, a piece of content, a form, people, topics, a link elsewhere, a gathering of
documents that stand elsewhere, the yearly catalogues of decisions."""


ELSEWHERE = "http://zwfw.yunling99.gov.cn/"
"""The invented province's service site, to which columns may lead."""


@dataclass(slots=True)
class Column:
    """A column (栏目); ``kind`` is the kind of page its entries are, or of its own page where it is single."""

    id: str
    name: str
    parent: str | None
    role: str
    kind: str
    slug: str
    number: int = 0
    share: float = 0.0  # of the portal's content
    least: int = 0  # entries it has at least
    most: int = 1_000_000
    size: int = 20  # rows a list page
    menu: bool = False  # in the main navigation
    disclosure: bool = False  # shown in the frame of 政府信息公开
    href: str | None = None  # leads here instead of to a page of its own
    names: tuple[str, ...] = field(default=())  # from the top down


@dataclass(frozen=True)
class _Spec:
    id: str
    parent: str | None
    names: str  # variants, {0} is the place's short name
    role: str
    kind: str
    share: float = 0.0
    least: int = 0
    most: int = 1_000_000
    pages: int = 0  # exists on portals of this many pages or more


_SPECS = (
    _Spec("gk", None, "走进{0}|{0}概况", SINGLE, "article"),
    _Spec("xw", None, "新闻中心|要闻动态|新闻资讯", INDEX, ""),
    _Spec("yw", "xw", "{0}要闻|政务要闻|政务动态", LIST, "news", 16, 3),
    _Spec("gg", "xw", "通知公告|公示公告", LIST, "notice", 10, 2),
    _Spec("bm", "xw", "部门动态|部门信息", LIST, "news", 8, 2, pages=150),
    _Spec("xz", "xw", "乡镇动态|镇街动态|基层动态", LIST, "news", 8, 2, pages=150),
    _Spec("sj", "xw", "上级要闻|上级信息转载", LIST, "repost", 3, 2, pages=150),
    _Spec("xxgk", None, "政府信息公开", INDEX, ""),
    _Spec("zn", "xxgk", "政府信息公开指南", SINGLE, "guide"),
    _Spec("zd", "xxgk", "政府信息公开制度", LIST, "system", 1, 2, 8),
    _Spec("fd", "xxgk", "法定主动公开内容", INDEX, ""),
    _Spec("jg", "fd", "机构职能|政府机构", LIST, "organisation", 2, 2, 25),
    _Spec("ld", "fd", "领导信息|领导之窗|政府领导", LEADERS, "leader", 1, 1, 7),
    _Spec("ml", "fd", "基层政务公开标准目录|政务公开基本目录", SINGLE, "catalogue"),
    _Spec("jc", "fd", "重大行政决策|重大决策预公开", DECISIONS, "decision_catalogue", 0, 1, 3),
    _Spec("hy", "fd", "会议公开|列席会议", LIST, "meeting", 1, 2, 60, pages=80),
    _Spec("cz", "fd", "财政信息|财政预决算", LIST, "budget", 2, 4, 80, pages=150),
    _Spec("gh", "fd", "规划信息|规划计划", LIST, "notice", 0.5, 2, pages=150),
    _Spec("xk", "fd", "行政许可|许可服务", LIST, "notice", 0.5, 2, pages=150),
    _Spec("cf", "fd", "行政处罚和强制|行政执法公示", LIST, "notice", 0.5, 2, pages=150),
    _Spec("sf", "fd", "行政事业性收费|收费目录", LIST, "notice", 0.5, 2, pages=150),
    _Spec("cg", "fd", "政府采购|采购信息", LIST, "notice", 0.5, 2, pages=150),
    _Spec("xm", "fd", "重大建设项目|重大项目", LIST, "notice", 0.5, 2, pages=150),
    _Spec("ms", "fd", "扶贫教育医疗社会保障|民生保障", LIST, "notice", 0.5, 2, pages=150),
    _Spec("yj", "fd", "突发公共事件应急|应急管理", LIST, "notice", 0.5, 2, pages=150),
    _Spec("aq", "fd", "环境保护安全生产食品药品|监督检查", LIST, "notice", 0.5, 2, pages=150),
    _Spec("rs", "fd", "公务员招考录用|人事信息", LIST, "notice", 0.5, 2, pages=150),
    _Spec("pj", "fd", "决策后评估|政策评价", LIST, "evaluation", 0.4, 2, 30, pages=150),
    _Spec("rw", "fd", "重点任务执行与落实|重点任务公开承诺事项", LIST, "progress", 1, 4, 60, pages=150),
    _Spec("qs", "fd", "公共企事业单位信息公开", LIST, "enterprise", 0.4, 3, 20, pages=150),
    _Spec("nb", "xxgk", "政府信息公开年报|政府信息公开工作年度报告", LIST, "report", 2, 2, 400),
    _Spec("sq", "xxgk", "依申请公开", FORM, ""),
    _Spec("zc", None, "政策文件|政策公开", INDEX, ""),
    _Spec("zf", "zc", "{0}政发|政府文件", LIST, "document", 4, 2),
    _Spec("zb", "zc", "政府办文件|政府办公室文件", LIST, "document", 4, 2, pages=80),
    _Spec("bw", "zc", "部门文件|部门规范性文件", LIST, "document", 3, 2, pages=150),
    _Spec("gf", "zc", "行政规范性文件库|现行有效规范性文件", LIBRARY, "document", pages=150),
    _Spec("jd", "zc", "政策解读|解读回应", LIST, "interpretation", 9, 3),
    _Spec("gb", "zc", "政府公报", LIST, "gazette", 1, 1, 120),
    _Spec("fw", None, "办事服务|政务服务", INDEX, ""),
    _Spec("bs", "fw", "办事指南|服务指南", LIST, "service", 6, 1, 600),
    _Spec("bf", "fw", "便民服务|网上办事", OUT, "", pages=80),
    _Spec("hq", "fw", "惠企政策", LIST, "benefit", 1, 3, 80, pages=150),
    _Spec("hd", None, "互动交流|政民互动", INDEX, ""),
    _Spec("xx", "hd", "{1}信箱|领导信箱", LIST, "message", 12, 2),
    _Spec("zj", "hd", "意见征集|民意征集|征集调查", LIST, "consultation", 2.5, 1),
    _Spec("fk", "hd", "结果反馈|征集反馈", LIST, "consultation_result", 2, 1, pages=80),
    _Spec("kf", "hd", "政府开放日|政务开放日", LIST, "open_day", 0.6, 2, 60, pages=80),
    _Spec("wd", "hd", "常见问题|政策问答", LIST, "question", 1, 3, 300, pages=150),
    _Spec("zt", None, "专题专栏|专题", TOPICS, ""),
    _Spec("wn", None, "网站工作年度报表|政府网站年度报表", LIST, "statement", 0, 1, 6, pages=80),
    _Spec("xt", None, "政务新媒体", SINGLE, "media", pages=150),
    _Spec("dt", None, "网站地图|站点地图", SINGLE, "map"),
    _Spec("zz", None, "长者版|无障碍浏览", SINGLE, "elder", pages=80),
)
_IN_MENU = ("gk", "xw", "xxgk", "zc", "fw", "hd", "zt")
DEPARTMENT_CHANNELS = 1500
"""Portals of this many pages have a channel for each department, with columns of its own on a third level."""


def column_tree(place: Place, pages: int, seed: int) -> dict[str, Column]:
    """The columns of a portal of ``pages`` pages, by id, parents before children and in menu order."""
    tree: dict[str, Column] = {}
    for spec in _SPECS:
        if spec.pages <= pages:
            _add(tree, spec, place, seed)
    for number, topic in enumerate(_topics(pages, seed)):
        _add(tree, _Spec(f"zt{number}", "zt", topic, LIST, "topic", 0.8, 2 if pages > 80 else 1), place, seed)
    if pages >= DEPARTMENT_CHANNELS:
        _add_channels(tree, place, seed)
    number = stream(seed, "column numbers").randrange(1000, 5000)
    for position, column in enumerate(tree.values()):
        column.number = number + 3 * position
    return tree


def _add(tree: dict[str, Column], spec: _Spec, place: Place, seed: int) -> None:
    variants = spec.names.split("|")
    name = variants[stream(seed, "column", spec.id).randrange(len(variants))].format(place.short, place.head)
    above = tree[spec.parent] if spec.parent else None
    tree[spec.id] = Column(
        id=spec.id,
        name=name,
        parent=spec.parent,
        role=spec.role,
        kind=spec.kind,
        slug=f"{above.slug}/{spec.id}" if above else spec.id,
        share=spec.share,
        least=spec.least,
        most=spec.most,
        menu=spec.id in _IN_MENU,
        disclosure=spec.id == "xxgk" or bool(above and above.disclosure),
        names=(*(above.names if above else ()), name),
        href=ELSEWHERE if spec.role == OUT else None,
    )


def _topics(pages: int, seed: int) -> list[str]:
    names = list(words()["topics"])
    stream(seed, "topics").shuffle(names)
    return names[: 1 if pages < 80 else 3 if pages < 1500 else len(names)]


def _add_channels(tree: dict[str, Column], place: Place, seed: int) -> None:
    _add(tree, _Spec("bg", "xxgk", "部门信息公开|部门公开平台", INDEX, ""), place, seed)
    for number, department in enumerate(place.departments[1:]):
        own = f"bg{number}"
        _add(tree, _Spec(own, "bg", department.name, INDEX, ""), place, seed)
        for child in (
            _Spec(f"{own}d", own, "工作动态", LIST, "news", 1.2, 2),
            _Spec(f"{own}t", own, "公告公示|通知公告", LIST, "notice", 0.8, 2),
            _Spec(f"{own}w", own, "政策文件|规范性文件", LIST, "document", 0.5, 1),
        ):
            _add(tree, child, place, seed)
