"""Whatever content.privacy finds, no number leaves it whole (结果遮盖)."""

import re

import pytest

from tests.checks.casebook import Case, cases

HITS = [case for case in cases() if case.check == "content.privacy" and case.expect == "review"]


@pytest.mark.parametrize("case", HITS, ids=lambda case: case.name)
def test_no_answer_holds_a_whole_number(case: Case) -> None:
    assert not re.search(r"\d{11}", repr(case.assess()))
