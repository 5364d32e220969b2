"""Units in brackets, in cells and in sentences."""

import pytest

from rulesets.importing.subjects import subjects
from rulesets.importing.units import Units, is_unit_cell, split_at_brackets, units_in


@pytest.mark.parametrize(
    ("text", "lead", "cooperating"),
    [
        ("市财政局、市民政局", ("市财政局", "市民政局"), ()),
        ("各区县政府和市发展改革委、市司法局", ("各区县政府", "市发展改革委", "市司法局"), ()),
        (
            "县发展和改革局，县自然资源和规划局；县教育和体育局",
            ("县发展和改革局", "县自然资源和规划局", "县教育和体育局"),
            (),
        ),
        ("区司法局及区政府相关部门", ("区司法局", "区政府相关部门"), ()),
        ("市体育局等市有关部门单位", ("市体育局", "市有关部门单位"), ()),
        ("市水务局、市公安局等相关单位", ("市水务局", "市公安局"), ()),
        ("市水务局、生态环境柳川分局等", ("市水务局", "生态环境柳川分局"), ()),
        ("县直各部门、单位；\n各乡镇（街道）", ("县直各部门、单位", "各乡镇（街道）"), ()),
        ("市司法局牵头，市有关部门单位配合", ("市司法局",), ("市有关部门单位",)),
        ("市财政局牵头，各县（市、区）人民政府按职责分工负责，年底前完成", ("市财政局",), ("各县（市、区）人民政府",)),
        ("市生态环境局负责，持续推进", ("市生态环境局",), ()),
        ("责任单位：市级各部门；完成时限：2030年11月底前", ("市级各部门",), ()),
        ("由市财政局、市审计局牵头，各镇街配合", ("市财政局", "市审计局"), ("各镇街",)),
        ("牵头单位：政府办公室；责任单位：市政府各部门", ("政府办公室",), ("市政府各部门",)),
        ("责任单位：各镇街, 区政府各部门", ("各镇街", "区政府各部门"), ()),
        ("牵头单位：区发改局，配合单位:各镇街", ("区发改局",), ("各镇街",)),
        ("总体预案：市应急局 自然灾害类：市水利局、市气象局", ("市应急局", "市水利局", "市气象局"), ()),
        ("市财政局、市财政局", ("市财政局",), ()),
    ],
)
def test_lists_of_units(text: str, lead: tuple[str, ...], cooperating: tuple[str, ...]) -> None:
    assert units_in(text) == Units(lead, cooperating)


@pytest.mark.parametrize("left", ["（", "("])
@pytest.mark.parametrize("right", ["）", ")", ""])
def test_brackets_of_either_width_and_without_their_end(left: str, right: str) -> None:
    ((text, units),) = split_at_brackets(f"按时公布决算。{left}责任单位：市财政局（国资委）、各镇街{right}")
    assert text == "按时公布决算。"
    assert units == Units(("市财政局（国资委）", "各镇街"))


def test_each_bracket_ends_a_demand() -> None:
    parts = split_at_brackets("公布预算。（责任单位：市财政局）公布项目。（牵头单位：市发改委）其余照办。")
    assert [text for text, _ in parts] == ["公布预算。", "公布项目。", "其余照办。"]
    assert [units.lead if units else None for _, units in parts] == [("市财政局",), ("市发改委",), None]


@pytest.mark.parametrize("text", ["（以下简称办法）", "（2016年以后制定的）", "公开责任单位名单（见附件）"])
def test_other_brackets_name_no_units(text: str) -> None:
    assert [units for _, units in split_at_brackets(f"逐项公开{text}。")] == [None]


@pytest.mark.parametrize(
    "text", ["加强组织领导", "公布决算。", "充分利用各类平台", "完善政务公开工作机制", "（一）公开预算", "2031年底前"]
)
def test_tasks_and_demands_are_no_cells_of_units(text: str) -> None:
    assert not is_unit_cell(text)


def test_who_sentences_say_is_to_act() -> None:
    text = "夯实基础。各级、各部门要公布目录。各镇街、区政府各部门（单位）应更新指南，行业主管部门须督促整改。相关部门主要负责同志解读政策。要求起草部门每年评价，鼓励有条件的单位选择直播。"
    assert subjects(text) == (
        "各级、各部门",
        "各镇街",
        "区政府各部门（单位）",
        "行业主管部门",
        "起草部门",
        "有条件的单位",
    )
