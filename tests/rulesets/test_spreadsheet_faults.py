"""Each slip in a workbook gives one line with sheet, cell and mend."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from rulesets.spreadsheet.reading import examine_book
from tests.rulesets.workbooks import Cell, edited, own_ruleset, place, written

SLIPS: dict[str, tuple[Cell, Any, str, str]] = {
    "deadline that is no day": (("要求", "row-1", "完成时限"), "年底前", "“完成时限”不是日期（年底前）", "年-月-日"),
    "deadline before the document": (("要求", "row-1", "完成时限"), "2020/1/1", "早于发文", "核对年份"),
    "weight that is a word": (("要求", "row-1", "分值"), "三", "“分值”应是数字", "只写数字"),
    "weight of nothing": (("要求", "row-1", "分值"), 0, "“分值”超出范围（0", "大于 0"),
    "unknown strength": (("要求", "row-1", "约束力"), "必需", "“约束力”不能是“必需”", "必须、应当、鼓励"),
    "unknown level": (("要求", "row-1", "适用层级"), "市\n区", "“适用层级”不能是“区”", "县"),
    "neither yes nor no": (("要求", "row-1", "长期"), "长期", "“长期”应是“是”或“否”", "写是或否"),
    "unknown way of scoring": (("要求", "row-1", "计分"), "打分", "“计分”不能是“打分”", "权重、否决"),
    "veto with points": (("要求", "row-1", "计分"), "否决", "否决", "计分"),
    "title left empty": (("要求", "row-2", "条款"), None, "缺少“条款", "填写“条款"),
    "no place": (("要求", "row-2", "出处"), None, "没有写条款出处", "填写“出处”"),
    "repeated id": (("要求", "row-2", "编号"), "row-3", "编号“row-3”重复", "不同的编号"),
    "no way of judging": (("要求", "row-3", "如何判断"), None, "缺少“如何判断”", "填写"),
    "unknown check": (("要求", "row-3", "如何判断"), "links.sites", "没有叫“links.sites”", "links.site"),
    "manual without proof": (("要求", "row-3", "佐证"), None, "没有写佐证", "填写“佐证”"),
    "person and check at once": (("要求", "row-3", "如何判断"), "人工核实\nlinks.site", "既写了人工核实", "拆成两行"),
    "parameter that is a word": (
        ("参数", "row-1 max_dead_rate", "值"),
        "不多",
        "应是数字，写的是文字 不多",
        "只写数字",
    ),
    "parameter out of range": (("参数", "row-1 max_dead_rate", "值"), 1.5, "超出范围（1.5）", "不大于 1"),
    "period that is none": (("参数", "row-2 period", "值"), "最近", "时段", "本年"),
    "parameter that must be stated": (("参数", "row-2 any_of", "值"), None, "缺少“查找用语”", "填写“查找用语”"),
    "parameter of no name": (
        ("参数", "row-1 max_dead_rate", "参数名"),
        "max_dead",
        "不认识的项目“max_dead”",
        "max_dead_rate",
    ),
    "parameter of a check that is not asked": (
        ("参数", "row-1 max_dead_rate", "检查项"),
        "site.https",
        "没有“site.https”",
        "补上",
    ),
    "parameter stated twice": (("参数", "row-1 items.2.name", "参数名"), "items.1.name", "已经填过", "只留一行"),
    "year out of range": (("规则集", "年度", "内容"), 24, "“年度”超出范围", "不小于 2000"),
    "unknown scoring": (("规则集", "计分办法", "内容"), "打分", "“计分办法”不能是“打分”", "台账加权"),
    "unknown line of the head": (("规则集", "文号", "项目"), "发文字号", "不认识的项目“发文字号”", "“文号”"),
    "grade without a number": (("规则集", "良好", "最低分"), None, "缺少“最低分”", "填写“最低分”"),
}
ELSEWHERE = {"repeated id": "要求!A4", "manual without proof": "要求!Q4", "parameter stated twice": "参数!E7"}
SEVERAL = {
    "repeated id",
    "unknown line of the head",
    "veto with points",
}  # the slip is told where it was made and where it leaves something missing


@pytest.mark.parametrize("name", SLIPS)
def test_slip_gives_one_line_with_cell_and_mend(name: str, tmp_path: Path) -> None:
    cell, value, what, mend = SLIPS[name]
    path = written(own_ruleset(), tmp_path / "book.xlsx")
    place_of = edited(path, {cell: value})
    examined = examine_book(path)
    assert examined.ruleset is None
    assert (len(examined.faults) > 1) == (name in SEVERAL), [str(fault) for fault in examined.faults]
    fault = next(fault for fault in examined.faults if what in fault.what)
    assert mend in fault.mend
    assert fault.cell == ELSEWHERE.get(name, place_of[cell])
    assert str(fault) == f"{path}:{fault.cell}: {fault.what} —— {fault.mend}"


def test_all_faults_are_told_at_once_in_the_order_of_the_book(tmp_path: Path) -> None:
    path = written(own_ruleset(), tmp_path / "book.xlsx")
    cells = edited(
        path,
        {
            SLIPS[name][0]: SLIPS[name][1]
            for name in ("unknown level", "year out of range", "period that is none", "manual without proof")
        },
    )
    told = [fault.cell for fault in examine_book(path).faults]
    assert told[0] == cells["要求", "row-1", "适用层级"]
    assert [cell.partition("!")[0] for cell in told] == ["要求", "要求", "参数", "规则集"]


def test_renamed_requirement_does_not_lose_its_thresholds(tmp_path: Path) -> None:
    path = written(own_ruleset(), tmp_path / "book.xlsx")
    edited(path, {("要求", "row-2", "编号"): "row-2a"})
    faults = examine_book(path).faults
    assert any("没有编号为“row-2”的要求" in fault.what and fault.cell.startswith("参数!A") for fault in faults)


def test_parameter_stated_whole_and_in_part_loses_neither(tmp_path: Path) -> None:
    path = written(own_ruleset(), tmp_path / "book.xlsx")
    edited(path, {("参数", "row-1 items.2.name", "参数名"): "items"})
    told = [fault for fault in examine_book(path).faults if "已经整个填过" in fault.what]
    assert {fault.cell for fault in told} == {"参数!E5", "参数!E6"}


@pytest.mark.parametrize(
    ("sheet", "heading", "words"), [("要求", "牵头单位", "没有“牵头单位”一列"), ("参数", "值", "没有“值”一列")]
)
def test_lost_column_is_no_empty_column(sheet: str, heading: str, words: str, tmp_path: Path) -> None:
    path = written(own_ruleset(), tmp_path / "book.xlsx")
    edited(path, {}, lambda book: book[sheet].delete_cols(place(book[sheet], "row-1", heading)[1]))
    (fault,) = examine_book(path).faults
    assert words in fault.what
    assert fault.cell == f"{sheet}!A1"


def test_lost_sheet_is_told(tmp_path: Path) -> None:
    path = written(own_ruleset(), tmp_path / "book.xlsx")

    def lose(book: Workbook) -> None:
        book.remove(book["参数"])

    edited(path, {}, lose)
    (fault,) = examine_book(path).faults
    assert str(fault).startswith(f"{path}: 没有“参数”工作表 —— ")
