"""`gongkai rules` as a user types it."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from cli.main import main
from cli.rules_words import requirement_cells, requirements_table
from rulesets.loading import builtin_ids, load

OWN = """\
id: qingyuanxia-2024
title: 清源市2024年[要点]
requirements:
  - id: row-1
    clause: {section: 任务表, row: 1}
    title: 栏目规范
    units: {lead: [市档案局], cooperating: [市财政局]}
    due: 2024-12-31
    applies: {kinds: [portal]}
    assess:
      - check: disclosure.entry
  - id: row-2
    clause: {section: 任务表, row: 2}
    title: 组织培训
    strength: encouraged
    assess: manual
    proof: 培训通知
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def output_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["rules", *arguments]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def test_list_shows_every_builtin(capsys: pytest.CaptureFixture[str]) -> None:
    printed = output_of(capsys, "list")
    for name in builtin_ids():
        assert name in printed
    assert "国办秘函〔2019〕19号" in printed


def test_list_as_json_is_an_array_with_ids(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(output_of(capsys, "list", "--json"))
    assert tuple(row["id"] for row in rows) == builtin_ids()
    assert all(sum(row["judged"].values()) == row["clauses"] <= row["requirements"] for row in rows)


def test_show_tells_clause_by_clause_who_when_and_how(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    printed = output_of(capsys, "show", str(own))
    lines = [line.split() for line in printed.splitlines()]
    entry = next(words for words in lines if words[:1] == ["row-1"])
    assert {"任务表", "栏目规范", "2024-12-31"} <= set(entry)
    for words in (
        "清源市2024年[要点]",
        "市档案局",
        "配合：市财政局",
        "只适用：政府门户网站",
        "组织培训（鼓励）",
        "人工核实",
    ):
        assert words in printed


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_narrow_terminal_loses_no_letter(width: int) -> None:
    ruleset = load("zibo-2020")
    page = StringIO()
    Console(width=width, file=page).print(requirements_table(ruleset))
    written = Counter("".join(cell for row in ruleset.requirements for cell in requirement_cells(row)))
    shown = Counter(page.getvalue())
    assert [letter for letter, count in written.items() if letter.strip() and shown[letter] < count] == []


def test_placeholder_for_the_year_is_shown_filled(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    asked = '[{check: documents.required, with: {items: [年度计划], by: "{year}-06-30"}}]'
    calls = f"year: 2024\nrequirements:\n  - {{id: a, title: 计划, clause: {{section: 表}}, assess: {asked}}}\n"
    own.write_text(OWN[: OWN.index("requirements:")] + calls, encoding="utf-8")
    assert "2024-06-30" in output_of(capsys, "show", str(own))


def test_show_as_json_has_the_requirements(capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(output_of(capsys, "show", "zibo-2020", "--json"))
    assert shown["id"] == "zibo-2020"
    assert len(shown["requirements"]) == len(load("zibo-2020").requirements)
    row = next(row for row in shown["requirements"] if row["id"] == "row-51a")
    assert row["assess"] == [{"check": "interpretation.coverage", "with": {"period": "this_year", "min_rate": 1.0}}]


def test_shown_json_is_itself_a_ruleset(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "copy.yaml"
    path.write_text(output_of(capsys, "show", "national-2019", "--json"), encoding="utf-8")
    assert load(str(path)) == load("national-2019")


def test_sound_files_lint_with_nothing_wrong(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    assert output_of(capsys, "lint", str(own)) == f"{own}: 没有错误\n"


def test_faults_of_all_files_are_printed_and_end_with_two(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    faulty = own.with_name("faulty.yaml")
    faulty.write_text(
        OWN.replace("disclosure.entry", "disclosure.entri").replace("2024-12-31", "年底"), encoding="utf-8"
    )
    assert main(["rules", "lint", str(faulty), str(own)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{faulty}:8", f"{faulty}:11", str(own)]
    assert "是不是“disclosure.entry”" in lines[1]


def test_endless_faults_are_cut_short(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    own.write_text(OWN + "".join(f"extra{number}: 1\n" for number in range(150)), encoding="utf-8")
    assert main(["rules", "lint", str(own)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 101
    assert "另有 50 处错误" in lines[-1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "zibo-2021"], "是不是“zibo-2020”"),
        (["show", "none.yaml"], "找不到这个文件"),
        (["import", "要点.docx", "--out", "x.yaml"], "找不到这个文件"),
        (["export", "zibo-2021", "--xlsx"], "是不是“zibo-2020”"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert len(printed.err.splitlines()) == 1
