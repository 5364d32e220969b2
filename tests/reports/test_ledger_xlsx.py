"""ledger.xlsx read back as an office program would: columns, filters, and texts that stay texts."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from checks.outcomes import Outcome
from reports.ledgers.ledger_sheet import COLUMNS
from reports.ledgers.ledger_xlsx import write_ledger
from tests.reports import cards, parts


def test_one_sheet_per_document_with_frozen_header_filter_and_a_row_per_clause(tmp_path: Path) -> None:
    book = load_workbook(write_ledger(cards.full(), tmp_path))
    assert book.sheetnames == ["national-2019", "county-2026"]
    sheet = book["county-2026"]
    assert [cell.value for cell in sheet[1]] == [column.name for column in COLUMNS]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D2", "A1:U6")
    assert [cell.value for cell in sheet[4]][:6] == [
        3, "平台建设", "四个部分齐全（扣分指标（功能设计） · row-3）",
        "县政府办公室；配合：县大数据局", "2026-12-31", "未到期",
    ]  # fmt: skip
    assert (sheet["U4"].value, sheet["U4"].hyperlink.target, sheet["U4"].hyperlink.location) == (
        "county-2026/row-3 www.qiwuxian.gov.cn", "scorecard.html", "r-county-2026/row-3",
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == [tmp_path / "ledger.xlsx"]


def test_a_narrowed_card_has_the_rows_of_its_unit_and_says_so(tmp_path: Path) -> None:
    path = write_ledger(cards.full().model_copy(update={"unit": "县大数据局"}), tmp_path)
    sheet = load_workbook(path)["county-2026"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows
    assert all("县大数据局" in str(row[3]) for row in rows)
    assert "县大数据局" in str(sheet.HeaderFooter.oddHeader.center.text)


@pytest.mark.parametrize(
    "words", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", '=HYPERLINK("http://x")', "\x07铃"]
)
def test_no_formula_from_a_page_runs(tmp_path: Path, words: str) -> None:
    path = write_ledger(cards.hostile(words), tmp_path)
    (sheet,) = load_workbook(path).worksheets
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    with ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_long_and_strange_names_of_rulesets_are_sheets_too(tmp_path: Path) -> None:
    row = parts.result("d/a", "某项", Outcome.PASS, "好")
    names = ["a" * 60, "a" * 59 + "b"]
    card = parts.scorecard([parts.ruleset(name, "某文件", [row]) for name in names])
    assert len(load_workbook(write_ledger(card, tmp_path)).sheetnames) == 2
