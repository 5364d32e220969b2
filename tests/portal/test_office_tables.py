"""Tables that offices keep: whatever the encoding, the separator and the titles above, rows come out the same; what is no table is one line."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from portal.office_tables import TableError, TableForm, read_rows

FORM = TableForm(
    "清单", {"名称": "name", "name": "name", "日期": "day", "day": "day"}, ("name",), ("rows",), most_rows=50
)
ROWS = [["名称", "日期"], ["甲县", "2026-03-01"], ["乙，县", "2026年3月2日"]]


def csv_text(separator: str) -> str:
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)


@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_of_any_office_program_is_read(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(f"某县清单\r\n\r\n{csv_text(separator)}".encode(encoding))
    assert read_rows(path, FORM) == [
        (4, {"name": "甲县", "day": "2026-03-01"}),
        (5, {"name": "乙，县", "day": "2026年3月2日"}),
    ]


def test_a_workbook_is_read_below_its_titles_and_a_formula_counts_for_its_value(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["某县清单"], [], ["日 期", "Name"], [datetime(2026, 3, 1), "甲县"], ["=1+1", "乙县"]):  # noqa: DTZ001
        sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    rows = read_rows(tmp_path / "x.xlsx", FORM)
    assert rows == [(4, {"day": datetime(2026, 3, 1), "name": "甲县"}), (5, {"name": "乙县"})]  # noqa: DTZ001


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nrows:\n- name: *c\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.txt", "名称\n", "应是 CSV、XLSX 或 YAML"),
        ("x.csv", "", "清单是空的，连表头也没有"),
        ("x.csv", "日期\n2026\n", "第 1 行: 表头没有“名称”（name）一列"),
        ("x.csv", b"\x81\xff\xfe\x00", "编码"),
        ("x.csv", '名称\n"' + "长" * 200_000, "CSV"),
        ("x.csv", "名称\n" + "甲\n" * 51, "超过 50 行"),
        ("x.xlsx", b"PK\x03\x04", "XLSX"),
        ("x.yaml", "rows: [", "YAML"),
        ("x.yaml", "- name: 甲\n  day: 2026-13-45\n", "YAML"),
        ("x.yaml", "[" * 400, "YAML"),
        ("x.yaml", "rows: 甲", "列表"),
        ("x.yaml", BOMB, "不能再分层"),
        ("x.yaml", "- 甲\n" * 51, "超过 50 项"),
        ("none.csv", None, "打不开文件"),
    ],
)
def test_what_is_no_table_is_one_line_with_its_file(
    tmp_path: Path, name: str, content: str | bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(TableError, match=words) as refused:
        read_rows(path, FORM)
    assert str(refused.value).startswith(str(path))
    assert len(str(refused.value).splitlines()) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([".csv", ".yaml", ".xlsx"]),
    st.binary(max_size=300) | st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(str.encode),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, body: bytes) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(body)
    try:
        assert all(set(row) <= {"name", "day"} for _, row in read_rows(path, FORM))
    except TableError as fault:
        assert str(path) in str(fault)  # noqa: PT017


def test_headings_with_additions_in_brackets_are_known_and_of_two_alike_the_first_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("名称（必填）,日期(年月日),Name\n甲县,2026-03-01,乙县\n", encoding="utf-8")
    assert read_rows(path, FORM) == [(2, {"name": "甲县", "day": "2026-03-01"})]


def test_a_unit_merged_beside_several_rows_holds_for_each_of_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["某县清单"],
        ["日期", "名称"],
        ["一科", "甲县"],
        [None, "乙县"],
        [None, "丙县"],
        [None, None],
        [None, "丁县"],
    ):
        sheet.append(row)
    for cells in ("A1:B1", "A3:A4", "A5:A7"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "x.xlsx")
    assert read_rows(tmp_path / "x.xlsx", FORM) == [
        (3, {"day": "一科", "name": "甲县"}),
        (4, {"day": "一科", "name": "乙县"}),
        (5, {"name": "丙县"}),
        (7, {"name": "丁县"}),
    ]
