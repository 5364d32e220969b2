"""What is printed at the end says what card and index say."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from auditing.exits import BadInputError
from auditing.judgement import read_card
from checks.outcomes import Outcome
from cli.main import main
from cli.summary import print_summary
from tests.reports.parts import result, ruleset, scorecard


def test_points_without_a_grade_are_no_score() -> None:
    rows = [result("a/1", "公报", Outcome.PASS, "有。")]
    card = scorecard(
        [ruleset("a", "一", rows, value=93.3, grade="不评级"), ruleset("b", "二", rows, value=81.0, grade="良好")]
    )
    out = io.StringIO()
    print_summary(Console(file=out, width=120), [card])
    lines = [line.split() for line in out.getvalue().splitlines()]
    assert ["a", "—", "不评级（已判部分", "93.3", "分）", "合格", "1"] in lines
    assert ["b", "81", "良好", "合格", "1"] in lines


def test_a_card_of_a_later_schema_is_named_as_one(tmp_path: Path) -> None:
    text = scorecard([]).to_json().replace("gongkai.scorecard/1", "gongkai.scorecard/2")
    (tmp_path / "scorecard.json").write_text(text, "utf-8")
    with pytest.raises(BadInputError, match=r"格式是 gongkai\.scorecard/2，本版本只能读取"):
        read_card(tmp_path)


def test_a_report_that_cannot_be_written_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scorecard.json").write_text(scorecard([]).to_json(), "utf-8")
    (tmp_path / "scorecard.html" / "in the way").mkdir(parents=True)
    assert main(["report", str(tmp_path)]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert "scorecard.html" in told
    assert "不能写入" in told
