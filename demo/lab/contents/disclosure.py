"""The disclosure column's own texts: guide (指南), rules (制度), catalogue of fields (标准目录)."""

from demo.lab.blocks import Cell, Grid, Pair, Prose
from demo.lab.content import Content
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.prose import regulations
from demo.lab.style import numeral

AREAS = [
    "国土空间规划",
    "重大建设项目",
    "公共资源交易",
    "财政预决算",
    "安全生产",
    "税收管理",
    "征地补偿",
    "国有土地上房屋征收",
    "保障性住房",
    "农村危房改造",
    "环境保护",
    "公共文化服务",
    "公共法律服务",
    "扶贫",
    "救灾",
    "食品药品监管",
    "城市综合执法",
    "就业创业",
    "社会保险",
    "社会救助",
    "养老服务",
    "户籍管理",
    "涉农补贴",
    "义务教育",
    "医疗卫生",
    "市政服务",
]


def guide(desk: Desk, column: str) -> Content:
    """The guide with all that article 12 asks for."""
    place = desk.place
    parts: list[Pair] = [
        (
            "p",
            f"为方便公民、法人和其他组织获取{place.government}的政府信息，依据《中华人民共和国政府信息公开条例》（国务院令第711号）编制本指南。",
        ),
        ("h", "一、信息的分类和编排体系"),
        (
            "p",
            "政府信息按照机构职能、政策文件、规划计划、财政信息、重点领域等分类，每条信息编有索引号，在本网站可以按栏目浏览和检索。",
        ),
        ("h", "二、主动公开的获取方式"),
        ("p", f"主动公开的信息在{place.government}门户网站、政府公报、政务新媒体以及档案馆、图书馆查阅点公开。"),
        ("h", "三、依申请公开的受理"),
        ("p", f"受理机构：{place.office}"),
        ("p", f"办公地址：{place.address}　邮政编码：{place.postcode}"),
        ("p", f"办公时间：{place.hours}"),
        ("p", f"联系电话：{place.phone}　传真号码：{place.fax}"),
        ("p", f"电子邮箱：{place.email}"),
        ("h", "四、答复期限和监督"),
        (
            "p",
            "收到申请后，能够当场答复的当场答复，不能当场答复的自收到之日起二十个工作日内答复。对不依法履行公开义务的，可以向上级机关投诉举报。",
        ),
    ]
    stated = ["classes", "arrangement", "obtaining", "body", "address", "hours", "phone", "fax", "online"]
    facts = {"disclosure_guide": {"elements": stated, "cites_current_regulation": True}}
    return Content("guide", desk.tree[column].name, [Prose(parts)], facts, source=place.office)


def system(desk: Desk, entry: Entry) -> Content:
    """One of the rules on disclosure."""
    lines = regulations(desk.chance(entry, "system"), 7, "政府信息", "公开", "制度")
    parts = [("p", f"第{numeral(i)}条　{line}") for i, line in enumerate(lines, 1)]
    return Content("system", entry.title, [Prose(parts)], source=desk.place.office)


def catalogue(desk: Desk, column: str) -> Content:
    """The catalogue of 26 fields, each with what is public, when, where, and a link to it."""
    heads = ("序号", "试点领域", "公开事项", "公开主体", "公开时限", "公开渠道")
    rows = [[Cell(text, head=True) for text in heads]]
    targets = [c for c in desk.tree.values() if c.parent == "fd" and c.role == "list"]
    for number, area in enumerate(AREAS, 1):
        unit = desk.place.departments[number % len(desk.place.departments)].name
        target = targets[number % len(targets)]
        rows.append(
            [
                Cell(str(number)),
                Cell(area, desk.column_path(target.id)),
                Cell(f"{area}政策文件、办理结果"),
                Cell(unit),
                Cell("信息形成之日起20个工作日内"),
                Cell("政府网站"),
            ]
        )
    return Content("catalogue", desk.tree[column].name, [Grid(rows, "bzml")], byline=False)
