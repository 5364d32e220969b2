"""Ledgers that offices filled in: read by id whatever was sorted, moved, merged, added; what cannot be read is one line with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cli.main import main
from reports.ledgers.filled_ledger import LedgerFileError, read_filled
from reports.ledgers.followup import read_followup
from reports.ledgers.index_xlsx import write_index_workbook
from tests.reports import cards
from tests.reports.ledger_runs import HOST, run_with_ledger

SHEET = "county-2026"
REPLY, BY, NOTE, STATE, STEP, ATTESTED, IDENTITY = 10, 11, 12, 13, 14, 17, 21  # columns
Edit = Callable[[Worksheet], None]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of one site with its ledger."""
    return run_with_ledger(tmp_path)


def filled(run: Path, edit: Edit, sheet: str = SHEET) -> Path:
    """The ledger as an office sends it back."""
    book = load_workbook(run / HOST / "ledger.xlsx")
    edit(book[sheet])
    path = run.parent / "返回.xlsx"
    book.save(path)
    return path


def reply_to_second(sheet: Worksheet) -> None:
    sheet.cell(3, REPLY).value, sheet.cell(3, BY).value = "栏目已建好\n明日上线", "李敏"


def replies(run: Path) -> dict[str, tuple[str, str]]:
    found = read_followup(run / HOST, HOST).replies()
    return {requirement: (entry.text, entry.by) for requirement, entry in found.items()}


def test_a_reply_comes_back_with_its_source_and_stands_in_the_next_ledger(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = filled(run, reply_to_second)
    assert main(["ledger", str(run), "--import", str(path)]) == 0
    assert "读入整改情况 1 条（1 个网站）" in capsys.readouterr().out
    (entry,) = read_followup(run / HOST, HOST).rows
    assert (entry.requirement, entry.state, entry.text, entry.by) == (
        "county-2026/row-2", "replied", "栏目已建好\n明日上线", "李敏",
    )  # fmt: skip
    assert entry.source is not None
    assert (entry.source.file, entry.source.sheet, entry.source.row) == ("返回.xlsx", SHEET, 3)
    assert main(["report", str(run)]) == 0
    assert load_workbook(run / HOST / "ledger.xlsx")[SHEET].cell(3, REPLY).value == "栏目已建好\n明日上线"
    assert load_workbook(run / "index.xlsx")["整改台账"].cell(8, REPLY + 2).value == "栏目已建好\n明日上线"


def test_reading_the_same_file_again_adds_nothing_and_a_new_answer_adds_one(run: Path) -> None:
    path = filled(run, reply_to_second)
    for _ in range(2):
        assert main(["ledger", str(run), "--import", str(path)]) == 0
    assert len(read_followup(run / HOST, HOST).rows) == 1

    def answer_again(sheet: Worksheet) -> None:
        sheet.cell(3, REPLY).value = "已上线"

    assert main(["ledger", str(run), "--import", str(filled(run, answer_again))]) == 0
    assert [row.text for row in read_followup(run / HOST, HOST).rows] == ["栏目已建好\n明日上线", "已上线"]


def sort_backwards(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def move_columns(sheet: Worksheet) -> None:
    sheet.insert_cols(1, 2)
    sheet.cell(1, 1).value = "经办"
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 2).value = sheet.cell(row, IDENTITY + 2).value
    sheet.delete_cols(IDENTITY + 2)


def put_titles(sheet: Worksheet) -> None:
    sheet.insert_rows(3)
    sheet.insert_rows(1, 2)
    sheet.cell(1, 1).value = sheet.cell(5, 1).value = "一、栖梧县整改台账"
    sheet.merge_cells("A1:U1")
    sheet.merge_cells("A5:U5")


def delete_and_hide(sheet: Worksheet) -> None:
    sheet.delete_rows(2)
    sheet.row_dimensions[2].hidden = True


@pytest.mark.parametrize("edit", [sort_backwards, move_columns, put_titles, delete_and_hide])
def test_rows_are_known_by_their_ids_whatever_an_office_moves(run: Path, edit: Edit) -> None:
    def both(sheet: Worksheet) -> None:
        reply_to_second(sheet)
        edit(sheet)

    assert main(["ledger", str(run), "--import", str(filled(run, both))]) == 0
    assert replies(run) == {"county-2026/row-2": ("栏目已建好\n明日上线", "李敏")}


def test_a_merged_reply_is_that_of_every_row_it_spans(run: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.cell(2, REPLY).value = "一并整改"
        sheet.merge_cells(start_row=2, end_row=4, start_column=REPLY, end_column=REPLY)

    assert main(["ledger", str(run), "--import", str(filled(run, merge))]) == 0
    assert replies(run) == {f"county-2026/row-{n}": ("一并整改", "") for n in (1, 2, 3)}


def test_the_workbook_of_a_run_is_read_back_too(run: Path) -> None:
    path = write_index_workbook([cards.full(dead=2)], [], run)
    book = load_workbook(path)
    book["整改台账"].cell(2, REPLY + 2).value = "首页已更新"
    book.save(path)
    assert main(["ledger", str(run / HOST), "--import", str(path)]) == 0
    assert replies(run) == {"national-2019/v3": ("首页已更新", "")}


def test_a_changed_verdict_and_rows_without_or_with_strange_ids_are_told_and_not_read(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def meddle(sheet: Worksheet) -> None:
        reply_to_second(sheet)
        sheet.cell(2, 6).value = "合格"
        sheet.append([None] * 9 + ["自己加的一行"])
        sheet.append([None] * 9 + ["别处的", *[None] * 10, "zibo-2020/1 www.elsewhere.gov.cn"])

    assert main(["ledger", str(run), "--import", str(filled(run, meddle))]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition("第")[2].partition("行")[0].strip() for line in lines] == ["7", "8", "2"]
    assert "没有编号" in lines[0]
    assert "不在这次检查里" in lines[1]
    assert "以检查结果单为准" in lines[2]
    assert list(replies(run)) == ["county-2026/row-2"]


def test_two_answers_to_one_clause_are_both_left_to_the_office(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def twice(sheet: Worksheet) -> None:
        reply_to_second(sheet)
        sheet.append([None] * 9 + ["没有做", *[None] * 10, sheet.cell(3, IDENTITY).value])

    assert main(["ledger", str(run), "--import", str(filled(run, twice))]) == 2
    assert "编号相同而内容不同" in capsys.readouterr().err
    assert not (run / HOST / "followup.yaml").exists()


def test_a_ledger_with_unread_answers_is_never_written_over(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(run, reply_to_second).replace(run / HOST / "ledger.xlsx")
    before = path.read_bytes()
    assert main(["report", str(run)]) == 0
    assert "填了 1 行还没有读回" in capsys.readouterr().out
    assert path.read_bytes() == before


def without(column: int) -> Edit:
    return lambda sheet: sheet.delete_cols(column)


@pytest.mark.parametrize(
    ("edit", "words"),
    [(without(IDENTITY), "没有“编号”一列"), (lambda sheet: sheet.insert_rows(1, 30), ""), (without(REPLY), "")],
)
def test_a_sheet_that_lost_its_columns_is_named(run: Path, edit: Edit, words: str) -> None:
    path = filled(run, edit)
    if words:
        with pytest.raises(LedgerFileError, match=f"“{SHEET}”第 1 行{words}"):
            read_filled(path)
    else:
        assert {row.sheet for row in read_filled(path)} == {"national-2019"}


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04broken", b"<html></html>", "empty"])
def test_a_file_that_is_no_ledger_ends_with_two_and_one_line(
    run: Path, content: bytes | str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = run.parent / "x.xlsx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        Workbook().save(path)
    assert main(["ledger", str(run), "--import", str(path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{path}: ")


def test_a_broken_followup_is_named_and_nothing_is_written_over_it(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = run / HOST / "followup.yaml"
    kept.write_text("schema: gongkai.followup/9\nsite: x\nrows: []\n", encoding="utf-8")
    assert main(["ledger", str(run), "--import", str(filled(run, reply_to_second))]) == 2
    assert str(kept) in capsys.readouterr().err
    assert main(["report", str(run)]) == 2
    assert "gongkai.followup/9" in kept.read_text(encoding="utf-8")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_crashes(run: Path, data: st.DataObject) -> None:
    body = bytearray((run / HOST / "ledger.xlsx").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    path = run.parent / "damaged.xlsx"
    path.write_bytes(bytes(body[: data.draw(st.integers(1, len(body)))]) if data.draw(st.booleans()) else bytes(body))
    faults: list[str] = []
    try:
        assert all(row.row > 1 for row in read_filled(path))
    except LedgerFileError as fault:
        faults.append(str(fault))
    assert all(fault.startswith(f"{path}: ") for fault in faults)


def test_the_fault_of_a_formula_is_no_reply(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(2, REPLY).value, sheet.cell(2, STATE).value = "#NAME?", "已反馈"
        sheet.cell(3, REPLY).value = "报错 #NAME? 已处理"

    assert main(["ledger", str(run), "--import", str(filled(run, edit))]) == 0
    assert f"“{SHEET}”第 2 行的整改情况是 #NAME?，不是文字" in capsys.readouterr().err
    assert [text for text, _ in replies(run).values()] == ["报错 #NAME? 已处理"]
