"""Private numbers never reach a report; numbers that only look alike do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.masking import mask


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("身份证号 990231199003071234 已登记", "身份证号 990231************ 已登记"),
        ("联系人电话13800001234。", "联系人电话138****1234。"),
        ("卡号6222020200112233446", "卡号622202*********3446"),
    ],
)
def test_private_numbers_are_masked(words: str, masked: str) -> None:
    assert mask(words) == masked


@pytest.mark.parametrize(
    "words",
    [
        "电话：0999-8123456",
        "公网安备 99023102000123号",
        "索引号 11990231004231119Q/2026-00012",
        "http://www.qinghexia.gov.cn/art/13800001234.html",
        "青政发〔2026〕12号",
        "网站标识码 9902310001",
        "6222020200112233447",  # fails the bank card test
    ],
)
def test_other_numbers_stay_as_they_are(words: str) -> None:
    assert mask(words) == words


@given(st.text(alphabet=st.characters(codec=None)))
def test_masking_keeps_length_and_is_stable(words: str) -> None:
    masked = mask(words)
    assert len(masked) == len(words)
    assert mask(masked) == masked
