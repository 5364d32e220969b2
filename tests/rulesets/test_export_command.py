"""`gongkai rules export`, and what it writes under `rules import` and `rules lint`, as a user types them."""

from pathlib import Path

import pytest

from cli.main import main
from rulesets.loading import load
from tests.rulesets.workbooks import OWN, edited


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.yaml").write_text(OWN, encoding="utf-8")


def run(*arguments: str) -> int:
    return main(["rules", *arguments])


def test_yaml_goes_to_the_screen_or_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "own.yaml") == 0
    Path("screen.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert run("export", "own.yaml", "--out", "file.yaml") == 0
    assert load("screen.yaml") == load("file.yaml") == load("own.yaml")


def test_workbook_is_edited_and_imported(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "own.yaml", "--xlsx") == 0
    assert capsys.readouterr().out == "已写到 qingyuanxia-2024.xlsx\n"
    edited(Path("qingyuanxia-2024.xlsx"), {("要求", "row-1", "分值"): 7})
    assert run("lint", "qingyuanxia-2024.xlsx") == 0
    assert run("import", "qingyuanxia-2024.xlsx", "--out", "back.yaml") == 0
    assert [row.weight for row in load("back.yaml").requirements] == [7, 1, 1]


def test_workbook_named_behind_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "own.yaml", "--xlsx", "mine.xlsx") == 0
    assert run("lint", "mine.xlsx") == 0
    assert "mine.xlsx: 没有错误" in capsys.readouterr().out


def test_faults_of_a_workbook_are_told_by_cell_and_end_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    run("export", "own.yaml", "--xlsx", "mine.xlsx")
    edited(Path("mine.xlsx"), {("要求", "row-1", "完成时限"): "年底", ("要求", "row-2", "约束力"): "可以"})
    capsys.readouterr()
    assert run("import", "mine.xlsx", "--out", "back.yaml") == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in told] == ["mine.xlsx:要求!I2", "mine.xlsx:要求!K3"]
    assert not Path("back.yaml").exists()


def test_file_that_is_there_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("own.yaml").read_bytes()
    assert run("export", "zibo-2020", "own.yaml") == 2
    assert "own.yaml: 文件已经存在" in capsys.readouterr().err
    assert Path("own.yaml").read_bytes() == before
    assert run("export", "zibo-2020", "own.yaml", "--force") == 0
    assert load("own.yaml") == load("zibo-2020")


def test_folder_that_is_not_there_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "own.yaml", "--out", "gone/x.yaml") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
