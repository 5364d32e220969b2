"""Tables as text files keep them: cells lost, shifted, broken; headers repeated."""

from datetime import date

from tests.rulesets.importing.conftest import Clauses

HEADER = "序号\t工作任务\t具体要求\t责任单位\t完成时限\n"


def test_lost_merged_cells_come_from_the_row_above_and_say_so(clauses: Clauses) -> None:
    text = HEADER + "1\t公开\t公布预算。\t市财政局\t2031年6月底前\n2\t\t公布债务。\t\t\n"
    first, second = clauses(text)
    assert (second.units, second.due, second.heading) == (first.units, first.due, "公开")
    assert first.doubts == ()
    assert len(second.doubts) == 2


def test_header_repeated_on_each_page_is_no_row(clauses: Clauses) -> None:
    text = HEADER + "1\t公开\t公布预算。\t市财政局\t年底前\n\n" + HEADER + "2\t公开\t公布债务。\t市财政局\t年底前\n"
    assert [(each.row, each.text) for each in clauses(text)] == [(1, "公布预算。"), (2, "公布债务。")]


def test_cells_a_column_too_far_are_told_by_what_they_hold(clauses: Clauses) -> None:
    text = HEADER + "1\t公开\t\t公布预算。\t市财政局\n2\t\t互动\t公布留言办理情况。\t市信访局\t6月底前\n"
    assert [(each.text, each.units.lead) for each in clauses(text)] == [
        ("公布预算。", ("市财政局",)),
        ("公布留言办理情况。", ("市信访局",)),
    ]


def test_one_cell_a_line(clauses: Clauses) -> None:
    row = "\t{}\n\t县直各部门、单位；\n各乡镇（街道）\n\t{}\n\t2031年9月底前\n\n"
    text = " \t工作任务\n\t责任单位\n\t具体要求\n\t完成\n时限\n\n" + row.format(
        "1．夯实基础", "（1）公布目录。\n（2）公布指南。"
    )
    text += (
        row.format("2．拓宽渠道", "公布账号。")
        + row.format("", "设立专区。")
        + "抄送：县委办公室。\n某县人民政府办公室 2031年6月7日印发\n"
    )
    found = clauses(text)
    assert [(each.row, each.number, each.text) for each in found] == [
        (1, "1", "（1）公布目录。（2）公布指南。"),
        (2, "2a", "公布账号。"),
        (3, "2b", "设立专区。"),
    ]
    assert {each.units.lead for each in found} == {("县直各部门、单位", "各乡镇（街道）")}
    assert {each.due.due if each.due else None for each in found} == {date(2031, 9, 30)}


def test_row_split_by_a_page_is_put_together(clauses: Clauses) -> None:
    text = (
        HEADER
        + "1\t公开\t公布预算，说明\t市财政局、\t年底前\n\n"
        + HEADER
        + "\t\t每一项的依据。\t市审计局\t\n2\t\t公布债务。\t市财政局\t年底前\n"
    )
    first, second = clauses(text)
    assert (first.text, first.units.lead) == ("公布预算，说明每一项的依据。", ("市财政局", "市审计局"))
    assert second.text == "公布债务。"


def test_row_that_lost_its_number_is_a_clause_with_a_doubt(clauses: Clauses) -> None:
    text = (
        HEADER
        + "1\t公开\t公布预算。\t市财政局\t年底前\n\t公开\t公布债务。\t市财政局\t年底前\n3\t公开\t公布采购。\t市财政局\t年底前\n"
    )
    found = clauses(text)
    assert [each.row for each in found] == [1, 2, 3]
    assert found[1].doubts
    assert not found[2].doubts


def test_deadline_that_fell_out_of_the_table_holds_for_the_rows_above(clauses: Clauses) -> None:
    text = (
        "序号\t具体要求\t责任单位\t完成时限\n1\t公布预算。\t市财政局\n2\t公布债务。\t市财政局\n\n2031年8月底前\n\n"
        "序号\t具体要求\t责任单位\t完成时限\n3\t公布采购。\t市财政局\t年底前\n"
    )
    assert [each.due.due if each.due else None for each in clauses(text)] == [date(2031, 8, 31)] * 2 + [
        date(2031, 12, 31)
    ]


def test_lead_and_cooperating_columns(clauses: Clauses) -> None:
    text = "序号\t工作内容\t牵头单位\t配合单位\n1\t公布预算。\t市财政局\t各镇街\n2\t公布债务。\t市财政局\t市审计局\n"
    assert [(each.units.lead, each.units.cooperating) for each in clauses(text)] == [
        (("市财政局",), ("各镇街",)),
        (("市财政局",), ("市审计局",)),
    ]


def test_table_is_named_after_the_line_above_it(clauses: Clauses) -> None:
    text = "附件\n\n公开任务清单\n\n" + HEADER + "1\t公开\t公布预算。\t市财政局\t年底前\n"
    assert [each.section for each in clauses(text)] == ["公开任务清单"]


def test_columns_of_persons_and_remarks_are_neither_units_nor_demands(clauses: Clauses) -> None:
    text = "任务类别\t序号\t重点工作\t牵头领导\t责任部门\t完成时限\t备注\n一、基础\t1\t更新权责清单\t张某\t县司法局\t3月底\t含垂管\n\t2\t公布预算\t李某\t县财政局\t每季度末\t\n"
    first, second = clauses(text)
    assert (first.text, first.units.lead, first.heading) == ("更新权责清单", ("县司法局",), "一、基础")
    assert (second.text, second.units.lead) == ("公布预算", ("县财政局",))
    assert second.due is not None
    assert second.due.is_standing
