"""Sheets and columns of the workbook of a ruleset (规则集工作簿的表和列): one description, which writing and reading share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.site import Level, SiteKind
from rulesets.document import Path
from rulesets.model import Strength
from rulesets.spreadsheet import cells

REQUIREMENTS, PARAMETERS, HEAD, GUIDANCE = "要求", "参数", "规则集", "说明"

STRENGTHS = {Strength.MUST.value: "必须", Strength.SHOULD.value: "应当", Strength.ENCOURAGED.value: "鼓励"}
LEVELS = {
    Level.NATIONAL.value: "国家",
    Level.PROVINCE.value: "省",
    Level.CITY.value: "市",
    Level.COUNTY.value: "县",
    Level.TOWNSHIP.value: "乡镇（街道）",
    Level.DEPARTMENT.value: "部门",
}
KINDS = {SiteKind.PORTAL.value: "政府门户", SiteKind.DEPARTMENT.value: "部门网站", SiteKind.SPECIAL.value: "专项网站"}
SCORINGS = {"ledger": "台账加权", "national": "国家指标（否决、扣分、加分）"}
WEIGHT, VETO, DEDUCT, BONUS = "权重", "否决", "扣分", "加分"
WAYS = (WEIGHT, VETO, DEDUCT, BONUS)
MANUAL = "人工核实"
POINTS_PARAMETERS = "计分"  # what stands for a check in rows of the parameter sheet that belong to the way of scoring


@dataclass(frozen=True)
class Column:
    """One column, or one row of the sheet of the head: its heading, the place of its value, its width in characters, and its kind of cell.

    `choices` maps stored values to the words that may be chosen; `several` tells that a cell holds a list of them.
    """

    heading: str
    path: Path
    width: int
    read: Callable[[Any], Any] = cells.text
    choices: Mapping[str, str] | None = None
    several: bool = False
    note: str = ""


def whole(value: Any) -> Any:
    """A whole number."""
    return cells.number(value, whole=True)


UNITS_NOTE = "每行一个单位；名称里本来有顿号的加「」"
COLUMNS = (
    Column("编号", ("id",), 13, note="灰色的编号不要改：检查结果按它保存。新增一行另起编号，用小写字母、数字和连字符"),
    Column("出处", ("clause", "section"), 22, note="章节或表格名称"),
    Column("条号", ("clause", "number"), 12),
    Column("行号", ("clause", "row"), 7, whole),
    Column("条款", ("title",), 34, note="用自己的话写要求什么"),
    Column("主题", ("theme",), 14),
    Column("牵头单位", ("units", "lead"), 24, cells.items, several=True, note=UNITS_NOTE),
    Column("配合单位", ("units", "cooperating"), 24, cells.items, several=True, note=UNITS_NOTE),
    Column("完成时限", ("due",), 12, cells.day, note="日期，如 2022-12-31；没有时限的空着"),
    Column("长期", ("standing",), 7, cells.boolean, {"true": cells.YES, "false": cells.NO}, note="否：完成一次即可"),
    Column("约束力", ("strength",), 8, choices=STRENGTHS, note="鼓励性的要求不判不合格"),
    Column("适用层级", ("applies", "levels"), 14, choices=LEVELS, several=True, note="空着表示与规则集相同；每行一项"),
    Column("适用类型", ("applies", "kinds"), 12, choices=KINDS, several=True, note="空着表示与规则集相同；每行一项"),
    Column("计分", ("scored",), 8, note=f"{'、'.join(WAYS)}；台账加权的规则集只用{WEIGHT}"),
    Column("分值", ("points",), 8, cells.number, note="权重，或扣分、加分项的分值；否决项空着"),
    Column(
        "数字待核",
        ("confirm",),
        9,
        cells.boolean,
        {"true": cells.YES, "false": cells.NO},
        note="是：只提示，不判不合格",
    ),
    Column(
        "如何判断",
        ("assess",),
        34,
        cells.items,
        several=True,
        note=f"{MANUAL}，或检查项名称，每行一项；参数见“{PARAMETERS}”表",
    ),
    Column("说明", ("note",), 40),
    Column("佐证", ("proof",), 40, note=f"{MANUAL}的要求必填：请责任单位提供什么"),
    Column("原文", ("clause", "text"), 40, note="只用于本单位自己导入的文件"),
    Column("适用地区", ("applies", "regions"), 12, cells.items, several=True, note="行政区划代码开头的数字；一般空着"),
)
HEAD_ROWS = (
    Column("编号", ("id",), 0, note="小写字母、数字和连字符；改动后是另一份规则集"),
    Column("标题", ("title",), 0),
    Column("文号", ("number",), 0),
    Column("发文机关", ("issuer",), 0),
    Column("印发日期", ("issued",), 0, cells.day, note="日期，如 2022-06-01"),
    Column("版本", ("version",), 0, note="空着即可：按内容自动编号"),
    Column("年度", ("year",), 0, whole, note="“本年”指哪一年；不分年度的空着"),
    Column("计分办法", ("scoring",), 0, choices=SCORINGS),
    Column("加分起点", ("bonus_above",), 0, cells.number, note="得分高于它才计加分；空着表示总是计"),
    Column("最低判断比例", ("min_judged",), 0, cells.number, note="判断了的分值至少占多少才评等级，如 0.5"),
    Column(
        "适用地区",
        ("applies", "regions"),
        0,
        cells.items,
        several=True,
        note="行政区划代码开头的数字，每行一个；空着表示全国",
    ),
    Column(
        "适用层级",
        ("applies", "levels"),
        0,
        choices=LEVELS,
        several=True,
        note=f"每行一项：{'、'.join(LEVELS.values())}；空着不限",
    ),
    Column(
        "适用类型",
        ("applies", "kinds"),
        0,
        choices=KINDS,
        several=True,
        note=f"每行一项：{'、'.join(KINDS.values())}；空着不限",
    ),
)
GRADE = "等级"  # heading of the rows for grades: name, least points
HEAD_HEADINGS = ("项目", "内容", "最低分", "怎样填")
PARAMETER_HEADINGS = ("编号", "检查项", "检查内容", "参数", "值", "默认值", "怎样填", "范围", "参数名")
PARAMETER_WIDTHS = (13, 28, 24, 26, 34, 22, 30, 20, 22)
