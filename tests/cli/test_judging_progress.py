"""What is shown while a snapshot is judged: nothing where it is soon over, else now and then a line."""

import json

import pytest

from cli.judging_progress import LINES_EVERY, Seldom, judging_progress


def test_lines_come_seldom_and_none_before_the_first_seconds_are_over() -> None:
    now, said = [0.0], list[tuple[int, int]]()
    seldom = Seldom(lambda done, total: said.append((done, total)), lambda: now[0])
    for done in range(7):
        now[0] = done * LINES_EVERY / 2
        seldom.told(done, 100)
    assert said == [(2, 100), (4, 100), (6, 100)]


def test_what_is_soon_over_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with judging_progress(as_json=True) as told:
        told(0, 2)
        told(2, 2)
    assert capsys.readouterr() == ("", "")


def test_machines_are_told_in_lines_of_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.judging_progress.LINES_EVERY", 0.0)
    with judging_progress(as_json=True) as told:
        told(3, 7)
    assert json.loads(capsys.readouterr().out) == {"event": "judging", "done": 3, "total": 7}
