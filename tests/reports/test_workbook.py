"""Workbooks read back as an office program would: bounds of Excel, colours, links, texts that stay texts."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from checks.outcomes import Outcome
from reports.ledgers import workbook
from reports.ledgers.workbook import COLOURS, LONGEST, Book, Column, Link, Status, fitted, line_count, web_link

COLUMNS = (Column("名称", 10), Column("结论", 12), Column("页面", 20))


def test_rows_beyond_a_sheet_go_on_to_a_further_one_with_its_own_header_and_filter(tmp_path: Path) -> None:
    book = Book()
    table = book.table("清单", COLUMNS, rows=3)
    for number in range(5):
        table.add([number, Status("合格", Outcome.PASS), ""])
    sheets = load_workbook(book.save(tmp_path / "a.xlsx")).worksheets
    assert [(sheet.title, sheet.max_row, sheet.auto_filter.ref) for sheet in sheets] == [
        ("清单", 3, "A1:C3"), ("清单 2", 3, "A1:C3"), ("清单 3", 2, "A1:C2"),
    ]  # fmt: skip
    assert [sheet["A1"].value for sheet in sheets] == ["名称"] * 3
    assert [row[0].value for sheet in sheets for row in sheet.iter_rows(min_row=2)] == [0, 1, 2, 3, 4]


def test_links_beyond_what_a_sheet_takes_stay_as_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LINKS", 2)
    book = Book()
    table = book.table("清单", COLUMNS)
    for number in range(3):
        table.add([Link(f"第 {number} 页", f"http://a.gov.cn/{number}"), None, None])
    sheet = load_workbook(book.save(tmp_path / "a.xlsx")).worksheets[0]
    assert [bool(sheet.cell(row, 1).hyperlink) for row in (2, 3, 4)] == [True, True, False]
    assert sheet["A4"].value == "第 2 页"


def test_every_outcome_has_its_colour_and_rows_grow_when_filled_in(tmp_path: Path) -> None:
    assert set(COLOURS) == set(Outcome)
    book = Book()
    table = book.table("清单", COLUMNS)
    table.add(["长" * 40, Status("不合格（到期）", Outcome.FAIL), ""])
    path = book.save(tmp_path / "a.xlsx")
    sheet = load_workbook(path).worksheets[0]
    assert sheet["B2"].fill.fgColor.rgb == f"00{COLOURS[Outcome.FAIL]}"
    assert sheet.row_dimensions[2].height == 15 * 10
    with ZipFile(path) as archive:
        assert b'customHeight="1"' not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http://a.gov.cn/" + "长" * 3000, "http://a b/"]
)
def test_only_web_pages_of_bounded_length_are_links(url: str) -> None:
    assert web_link(url) == url


@given(st.text(alphabet=st.characters(), max_size=200), st.sampled_from([1, 200, 40_000]))
def test_any_text_fits_a_cell(words: str, times: int) -> None:
    held = fitted(words * times)
    assert len(held.encode("utf-16-le")) <= LONGEST * 2
    assert workbook.UNWRITABLE.search(held) is None


def test_sheets_of_one_name_or_of_forbidden_ones_are_told_apart(tmp_path: Path) -> None:
    book = Book()
    for name in ("a/b", "A-B", "x" * 40, "x" * 41, ""):
        book.table(name, COLUMNS)
    assert len(set(load_workbook(book.save(tmp_path / "a.xlsx")).sheetnames)) == 5


def test_lines_are_counted_as_the_column_breaks_them() -> None:
    assert [line_count(value, 11) for value in ("", 5, "长" * 5, "长" * 6, "a\nb", "x" * 21)] == [1, 1, 1, 2, 2, 3]
