"""Numbers that point to a person, and where long numbers stand (个人号码)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.personal_numbers import is_credit_code, is_identity_number, passes_luhn
from portal.storage.long_numbers import holds_long_number


@pytest.mark.parametrize("number", ["990123196807150023", "11010519491231002X", "11010519491231002x"])
def test_identity_numbers_with_the_right_check_character(number: str) -> None:
    assert is_identity_number(number)


@pytest.mark.parametrize(
    "number",
    ["990123196807150024", "990123196802300021", "99012319680715002", "９90123196807150023", "440524188001010014", ""],
)
def test_other_numbers_are_no_identity_numbers(number: str) -> None:
    """Wrong check, a day that does not exist, too short, full-width, too old, empty."""
    assert not is_identity_number(number)


@given(st.from_regex(r"\A[1-9][0-9]{5}19[0-9]{2}0[1-9]1[0-9][0-9]{3}\Z"), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(body: str, place: int, change: int) -> None:
    number = next(body + check for check in "0123456789X" if is_identity_number(body + check))
    wrong = body[:place] + str((int(body[place]) + change) % 10) + body[place + 1 :]
    assert not is_identity_number(wrong + number[-1])


def test_codes_of_organisations_have_their_own_check() -> None:
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("91350100M000100Y4")


@given(st.from_regex(r"\A62[0-9]{14}\Z"))
def test_one_in_ten_endings_passes_as_a_card(body: str) -> None:
    assert sum(passes_luhn(body + str(last)) for last in range(10)) == 1


@given(st.text("0123456789年, ", max_size=60))
def test_long_numbers_are_found_wherever_they_stand(text: str) -> None:
    assert holds_long_number(text) == (re.search(r"[0-9]{11}", text) is not None)
