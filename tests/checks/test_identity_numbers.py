"""Numbers in footers (网站标识码、备案号): right ones are never called malformed, damaged ones always are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.site.identity import PATTERNS
from portal.states import Mark

PROVINCES = st.sampled_from("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新")


def digits(*lengths: int) -> st.SearchStrategy[str]:
    return st.sampled_from(lengths).flatmap(lambda length: st.from_regex(rf"[0-9]{{{length}}}", fullmatch=True))


def well_formed(kind: Mark, value: str) -> bool:
    return PATTERNS[kind].fullmatch(value) is not None


@given(digits(10))
def test_ten_digits_are_a_site_code(number: str) -> None:
    assert well_formed(Mark.SITE_CODE, number)


@given(digits(8), st.sampled_from(("bm", "BM")))
def test_bm_and_eight_digits_are_a_ministry_s_code(number: str, prefix: str) -> None:
    assert well_formed(Mark.SITE_CODE, prefix + number)


@given(digits(1, 5, 6, 7, 8, 9, 11, 12, 18))
def test_other_lengths_are_no_site_code(number: str) -> None:
    assert not well_formed(Mark.SITE_CODE, number)


@given(PROVINCES, digits(8, 10), st.sampled_from(("", "号", "号-1", "号-12")))
def test_icp_numbers_of_eight_or_ten_digits(province: str, number: str, end: str) -> None:
    assert well_formed(Mark.ICP, f"{province}ICP备{number}{end}")


@given(PROVINCES, digits(4, 6, 7, 9, 11, 12))
def test_icp_numbers_of_other_lengths(province: str, number: str) -> None:
    assert not well_formed(Mark.ICP, f"{province}ICP备{number}号")


@given(digits(8, 10))
def test_an_icp_number_names_its_province(number: str) -> None:
    assert not well_formed(Mark.ICP, f"ICP备{number}号")


@given(PROVINCES, digits(11, 12, 13, 14), st.sampled_from(("", "号")))
def test_police_numbers_new_and_old(province: str, number: str, end: str) -> None:
    assert well_formed(Mark.POLICE, f"{province}公网安备{number}{end}")


@given(PROVINCES, digits(1, 4, 7, 10, 15, 16))
def test_police_numbers_of_other_lengths(province: str, number: str) -> None:
    assert not well_formed(Mark.POLICE, f"{province}公网安备{number}号")


@pytest.mark.parametrize("value", ["", "号", "公网安备号", "滇公网安备号", "待办理"])
def test_a_label_without_number_is_no_number(value: str) -> None:
    assert not any(well_formed(kind, value) for kind in PATTERNS)
