"""The lab's portals: repeatable, whole, and with the facts of every page."""

import os
import subprocess
import sys

import pytest

from demo.lab import Lab, make

DIGEST = (
    "import hashlib;from demo.lab import make;lab=make('{}',60,3);"
    "print(hashlib.sha256(repr([(p, lab.answer(p).body, lab.expected[p]) for p in lab.expected]).encode()).hexdigest())"
)
KINDS = frozenset(
    [
        "home",
        "column",
        "list",
        "document",
        "interpretation",
        "news",
        "notice",
        "consultation",
        "consultation_result",
        "message_list",
        "message",
        "leader",
        "organisation",
        "guide",
        "system",
        "report",
        "catalogue",
        "decision_catalogue",
        "gazette",
        "service",
        "topic",
        "search",
        "redirect",
    ]
)


@pytest.fixture(scope="module", params=["trs", "hanweb", "longxun", "boda", "gkmlpt"])
def lab(request: pytest.FixtureRequest) -> Lab:
    return make(request.param, 110, 7)


@pytest.mark.parametrize("dialect", ["trs"])
def test_two_processes_make_the_same_bytes_and_facts(dialect: str) -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST.format(dialect)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_every_kind_of_page_occurs(lab: Lab) -> None:
    kinds = {expected.kind for expected in lab.expected.values()}
    assert kinds >= KINDS


def test_every_page_answers_and_has_its_title(lab: Lab) -> None:
    for path, expected in lab.expected.items():
        answer = lab.answer(path)
        text = answer.body.decode("gb18030" if b"charset=gb" in answer.body[:300] else "utf-8")
        assert answer.status == 200
        assert f"<title>{expected.fields['page']['title']}</title>" in text


def test_no_two_pieces_of_content_have_the_same_title(lab: Lab) -> None:
    headings = [
        e.fields["page"].get("heading")
        for e in lab.expected.values()
        if e.kind in ("news", "notice", "document", "message")
    ]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize(("dialect", "pages"), [("none", 100), ("trs", 49), ("trs", 30_001)])
def test_what_cannot_be_made_is_refused(dialect: str, pages: int) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        make(dialect, pages, 1)
