"""A ruleset goes into a workbook and comes back; what an office edits there arrives."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from rulesets.faults import FaultyRulesetError
from rulesets.loading import accepted, builtin_ids, load
from rulesets.model import Requirement, Ruleset
from rulesets.spreadsheet.book import ruleset_book
from rulesets.spreadsheet.reading import read_book
from rulesets.writing import ruleset_yaml
from tests.rulesets.workbooks import Cell, edited, own_ruleset, place, written


def without_parameters(ruleset: Ruleset) -> Ruleset:
    rows = tuple(
        row
        if row.assess == "manual"
        else row.model_copy(update={"assess": tuple(call.model_copy(update={"with_": {}}) for call in row.assess)})
        for row in ruleset.requirements
    )
    return ruleset.model_copy(update={"requirements": rows})


@pytest.mark.parametrize("name", builtin_ids())
def test_builtin_ruleset_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    ruleset = load(name)
    back = read_book(written(ruleset, tmp_path / "book.xlsx"))
    assert without_parameters(back) == without_parameters(ruleset)
    assert back.version == ruleset.version  # the parameters too, whichever of their spellings was used
    assert accepted(ruleset_yaml(back), "back.yaml") == back


def row(ruleset: Ruleset, name: str) -> Requirement:
    return next(requirement for requirement in ruleset.requirements if requirement.id == name)


def parameters(ruleset: Ruleset, name: str) -> list[dict[str, Any]]:
    calls = row(ruleset, name).assess
    assert calls != "manual"
    return [call.with_ for call in calls]


EDITS: dict[Cell, Any] = {
    ("要求", "row-1", "牵头单位"): "市司法局、市财政局\n「各级、各部门」",
    ("要求", "row-1", "完成时限"): date(2024, 11, 30),
    ("要求", "row-1", "分值"): 5,
    ("要求", "row-1", "约束力"): "应当",
    ("要求", "row-1", "长期"): "否",
    ("要求", "row-2", "适用类型"): "政府门户\n部门网站",
    ("要求", "row-3", "佐证"): "任职文件和名单",
    ("参数", "row-1 max_dead_rate", "值"): "2%",
    ("参数", "row-1 items.1.max_age_days", "值"): 30,
    ("参数", "row-1 items.2.name", "值"): "责任清单",
    ("参数", "row-1 documents.required period", "值"): "2023-01-01 至 2023/12/31",
    ("参数", "row-2 any_of", "值"): "培训\n政务公开、信息公开",
    ("参数", "row-2 min_count", "值"): 2,
    ("参数", "row-2 period", "值"): None,
    ("规则集", "年度", "内容"): 2025,
    ("规则集", "良好", "最低分"): 85,
}


def test_edits_arrive(tmp_path: Path) -> None:
    path = written(own_ruleset(), tmp_path / "book.xlsx")

    def add_age(book: Workbook) -> None:
        book["参数"].append(["row-1", "documents.required", None, None, 30, None, None, None, "items.1.max_age_days"])

    edited(path, {}, add_age)
    edited(path, EDITS)
    ruleset = read_book(path)
    first, second = row(ruleset, "row-1"), row(ruleset, "row-2")
    assert first.units.lead == ("市司法局", "市财政局", "各级、各部门")
    assert (first.due, first.weight, first.strength, first.standing) == (date(2024, 11, 30), 5, "should", False)
    assert second.applies.kinds == ("portal", "department")
    assert row(ruleset, "row-3").proof == "任职文件和名单"
    links, required = parameters(ruleset, "row-1")
    assert links == {"max_dead_rate": 0.02}
    assert required == {
        "items": [{"name": "应急预案", "any_of": ["预案"], "max_age_days": 30}, "责任清单"],
        "period": {"since": date(2023, 1, 1), "until": date(2023, 12, 31)},
    }
    assert parameters(ruleset, "row-2") == [{"any_of": [["培训"], ["政务公开", "信息公开"]], "min_count": 2}]
    assert ruleset.year == 2025
    assert [grade.min for grade in ruleset.grades] == [85, 0]
    assert ruleset.version != own_ruleset().version


def test_rows_are_deleted_added_and_moved(tmp_path: Path) -> None:
    path = written(own_ruleset(), tmp_path / "book.xlsx")

    def change(book: Workbook) -> None:
        sheet = book["要求"]
        sheet.delete_rows(place(sheet, "row-2", "编号")[0])
        sheet.insert_rows(2)
        values: dict[str, str | int] = {
            "编号": "row-0",
            "出处": "任务表",
            "条号": 7,
            "条款": "年报按时发布",
            "如何判断": ["disclosure.entry", "人工核实的另立一行"][0],
        }
        for heading, value in values.items():
            sheet.cell(2, place(sheet, "row-3", heading)[1], value)

    edited(path, {}, change)
    ruleset = read_book(path)
    assert [requirement.id for requirement in ruleset.requirements] == ["row-0", "row-1", "row-3"]
    assert row(ruleset, "row-0").clause.number == "7"
    assert parameters(ruleset, "row-0") == [{}]


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    path = written(own_ruleset(), tmp_path / "book.xlsx")
    book = load_workbook(path)
    cell = book["要求"].cell(*place(book["要求"], "row-1", "条款"))
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert row(read_book(path), "row-1").title == "=1+1"
    assert "<f>" not in "".join(zipfile.ZipFile(path).read(name).decode() for name in zipfile.ZipFile(path).namelist())


def test_workbook_is_fit_for_editing(tmp_path: Path) -> None:
    book = load_workbook(written(own_ruleset(), tmp_path / "book.xlsx"))
    assert book.sheetnames == ["要求", "参数", "规则集", "说明"]
    sheet = book["要求"]
    assert sheet.freeze_panes == "F2"
    due = sheet.cell(*place(sheet, "row-1", "完成时限"))
    assert (str(due.value), due.number_format) == ("2024-12-31 00:00:00", "yyyy-mm-dd")
    assert sheet.cell(*place(sheet, "row-1", "分值")).value == 3
    offered = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert {'"必须,应当,鼓励"', '"是,否"', '"row-1"'} <= offered
    assert '"是,否"' in {rule.formula1 for rule in book["参数"].data_validations.dataValidation}


def test_what_office_programs_do_to_a_workbook_changes_nothing(tmp_path: Path) -> None:
    path = written(own_ruleset(), tmp_path / "book.xlsx")

    def spoil(book: Workbook) -> None:
        sheet = book["要求"]
        sheet.insert_rows(1)
        sheet["A1"] = "2024年任务"
        for name, heading, value in (
            ("row-1", "完成时限", " ２０２４/12/31 "),
            ("row-1", "分值", "３"),
            ("row-1", "行号", "1.0"),
            ("row-1", "编号", "row-1　"),
            ("row-2", "条款", "组织培训 \n"),
            ("row-2", "约束力", "must"),
        ):
            sheet.cell(*place(sheet, name.strip(), heading), value)
        section = place(sheet, "row-2", "出处")
        sheet.cell(*section).value = None
        sheet.merge_cells(start_row=section[0] - 1, end_row=section[0], start_column=section[1], end_column=section[1])
        sheet.row_dimensions[4].hidden = True
        sheet.cell(2, sheet.max_column + 1, "备注")
        sheet.cell(3, sheet.max_column, "本单位自己加的列")
        sheet.move_range(f"H2:H{sheet.max_row}", cols=20)
        sheet.append([None, "  "])
        book["规则集"].cell(*place(book["规则集"], "印发日期", "内容"), "2024年3月1日")
        book.move_sheet("说明", -3)

    edited(path, {}, spoil)
    assert read_book(path) == own_ruleset()


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("text.xlsx", b"id: x", "不是能读取的 xlsx 工作簿"),
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 .xlsx"),
        ("empty.xlsx", b"", "不是能读取的 xlsx 工作簿"),
        ("large.xlsx", bytes(10_000_001), "超过 10 MB"),
    ],
)
def test_wrong_file_gives_one_clear_line(name: str, body: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(FaultyRulesetError) as error:
        read_book(tmp_path / name)
    (fault,) = error.value.faults
    assert words in str(fault)
    assert str(fault).startswith(f"{tmp_path / name}: ")


def test_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", bytes(70_000_000))
    with pytest.raises(FaultyRulesetError, match="展开后过大"):
        read_book(path)


def test_merged_range_of_a_whole_sheet_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with zipfile.ZipFile(written(own_ruleset(), tmp_path / "book.xlsx")) as book, zipfile.ZipFile(path, "w") as changed:
        for name in book.namelist():
            body = book.read(name)
            merged = b'</sheetData><mergeCells><mergeCell ref="V1:XFD1048576"/></mergeCells>'
            changed.writestr(name, body.replace(b"</sheetData>", merged) if "sheet" in name else body)
    assert read_book(path) == own_ruleset()


def test_text_that_no_cell_holds_is_refused() -> None:
    ruleset = own_ruleset()
    long = ruleset.requirements[0].model_copy(update={"note": "长" * 40_000})
    with pytest.raises(FaultyRulesetError, match="单元格放不下"):
        ruleset_book(ruleset.model_copy(update={"requirements": (long,)}))
