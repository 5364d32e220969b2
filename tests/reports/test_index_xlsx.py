"""index.xlsx read back as an office program would: ranking, findings and ledger of all sites."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from reports.ledgers.index_xlsx import write_index_workbook
from reports.scorecard import Scorecard
from tests.reports import cards
from tests.reports.changed_cards import changed


def moved(card: Scorecard, host: str) -> Scorecard:
    return card.model_copy(update={"site": card.site.model_copy(update={"host": host, "url": f"http://{host}/"})})


def way(cell: Any) -> tuple[str, str | None]:
    """Where a cell leads: file or page, and the place in it."""
    return cell.hyperlink.target, cell.hyperlink.location


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    batch = [cards.full(), moved(cards.yearly(), "www.b.gov.cn"), moved(cards.unreachable(), "www.c.gov.cn")]
    return write_index_workbook(batch, ["清单第 3 行：网址不对"], tmp_path_factory.mktemp("run"))


def test_ranking_has_a_row_per_site_and_document_in_order_and_names_those_without_a_result(path: Path) -> None:
    sheet = load_workbook(path)["排名"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(row[0], row[2], row[7]) for row in rows] == [
        (1, "www.b.gov.cn", 78.4),
        (2, "www.qiwuxian.gov.cn", None),
        (2, "www.qiwuxian.gov.cn", 78.4),
        (None, "www.c.gov.cn", None),
        (None, None, None),
    ]
    assert rows[1][6] == "不合格（单项否决）"
    assert "没有回应" in str(rows[3][-1])
    assert rows[4][-1] == "没有结果：清单第 3 行：网址不对"
    assert way(sheet["B2"]) == ("www.b.gov.cn/scorecard.html", None)
    assert sheet.freeze_panes == "C2"


def test_findings_of_all_sites_have_a_row_each_with_page_and_card(path: Path) -> None:
    sheet = load_workbook(path)["问题清单"]
    heads = [cell.value for cell in sheet[1]]
    row = dict(zip(heads, sheet[3], strict=True))
    assert sheet.max_row == 1 + 14 + 1 + 1 + 14
    assert way(row["页面"]) == ("http://www.qiwuxian.gov.cn/zwgk/1/", None)
    assert way(row["问题编号"]) == ("www.qiwuxian.gov.cn/scorecard.html", f"f-{1:016x}")
    assert row["检查结果"].value == "不合格"
    assert {each[6].value for each in sheet.iter_rows(min_row=2)} == {"不合格"}


def test_candidates_and_what_is_not_due_are_leads_and_no_problems(path: Path) -> None:
    sheet = load_workbook(path)["核实线索"]
    assert [each[6].value for each in sheet.iter_rows(min_row=2)] == ["待人工核实", "未到期"]


def test_ledger_has_every_clause_that_applies_of_every_site(path: Path) -> None:
    sheet = load_workbook(path)["整改台账"]
    identities = [row[-1].value for row in sheet.iter_rows(min_row=2)]
    assert len(identities) == len(set(identities)) == 10 + 100 + 2
    assert "yearly/row-7 www.b.gov.cn" in identities
    assert sheet.auto_filter.ref == "A1:W113"


def test_what_changed_and_what_people_said_stand_in_findings_and_ledger(tmp_path: Path) -> None:
    book = load_workbook(write_index_workbook([changed("=cmd|x")], [], tmp_path))
    rows = [
        dict(zip([cell.value for cell in book["问题清单"][1]], row, strict=True))
        for row in book["问题清单"].iter_rows(min_row=2, values_only=True)
    ]
    ranking = [[cell.value for cell in row] for row in book["排名"].iter_rows()]
    county = dict(zip(ranking[0], next(row for row in ranking if row[6] == "良"), strict=True))
    assert (county["得分"], county["豁免前得分"]) == (78.4, 70.1)
    assert {row["变化"] for row in rows} >= {"新出现", "仍未整改", "再次出现", "首次检查到"}
    assert {row["首次发现"] for row in rows} >= {"2026-02-01"}
    ledger = [[cell.value for cell in row] for row in book["整改台账"].iter_rows()]
    heads = {name: place for place, name in enumerate(ledger[0])}
    marks = next(row for row in ledger if str(row[heads["编号"]]).startswith("national-2019/marks "))
    assert marks[heads["检查结果"]] == "不合格（豁免）"
    assert "豁免：备案正在办理，回执已交验（县政府办公室 督查科，至 2026-06-30）" in str(marks[heads["问题"]])
    links = next(row for row in ledger if str(row[heads["编号"]]).startswith("national-2019/usable "))
    assert links[heads["首次发现"]] == "2026-02-01"
    assert "仍未整改 " in str(links[heads["变化"]])
    assert book["整改台账"].print_area == f"'整改台账'!$A$1:$P${book['整改台账'].max_row}"


@pytest.mark.parametrize("words", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "\x07\ud800\ufffe", "长" * 1_000_000])
def test_nothing_crawled_runs_or_breaks_the_workbook(tmp_path: Path, words: str) -> None:
    path = write_index_workbook([cards.hostile(words)], [words], tmp_path)
    book = load_workbook(path)
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    with ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
