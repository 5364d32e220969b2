"""Decoding (解码): the declared encoding where the bytes bear it out, the true one where they do not."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.markup.decoding import decode

TEXT = "青禾县人民政府关于印发春耕生产方案的通知"


def page(charset: str) -> str:
    return f'<html><head><meta charset="{charset}"><title>{TEXT}</title></head></html>'


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_chinese_declarations_are_read_as_the_superset(declared: str) -> None:
    rare = TEXT + "䶮"  # in gb18030 only
    decoded = decode(page(declared).replace(TEXT, rare).encode("gb18030"))
    assert decoded.encoding == "gb18030"
    assert rare in decoded.text


def test_header_goes_before_meta() -> None:
    decoded = decode(page("big5").encode("gb18030"), "text/html; charset=GB2312")
    assert decoded.encoding == "gb18030"
    assert TEXT in decoded.text


def test_byte_order_mark_goes_before_everything() -> None:
    decoded = decode(codecs.BOM_UTF8 + page("gb2312").encode(), "text/html; charset=gbk")
    assert decoded.encoding == "utf-8"
    assert TEXT in decoded.text


@pytest.mark.parametrize(
    ("declared", "true"), [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("no-such-charset", "gb18030")]
)
def test_wrong_declaration_is_not_believed(declared: str, true: str) -> None:
    decoded = decode(page(declared).encode(true))
    assert decoded.encoding == true
    assert TEXT in decoded.text


@pytest.mark.parametrize("true", ["utf-8", "gb18030"])
def test_encoding_is_found_without_declaration(true: str) -> None:
    decoded = decode(f"<title>{TEXT}</title>".encode(true))
    assert decoded.encoding == true
    assert TEXT in decoded.text


def test_big5_is_read_as_declared() -> None:
    text = "縣政府公告：本月份辦理政府資訊公開業務"
    assert text in decode(f'<meta charset="big5">{text}'.encode("big5")).text


def test_a_body_cut_off_inside_a_character_keeps_its_encoding() -> None:
    decoded = decode(page("utf-8").encode()[: page("utf-8").encode().index("通知".encode()) + 2])
    assert decoded.encoding == "utf-8"


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    body = page("utf-8").encode().replace("春".encode(), b"\xff\xfe")
    decoded = decode(body)
    assert decoded.encoding == "utf-8"
    assert "耕生产方案" in decoded.text


@given(
    st.binary(max_size=400),
    st.sampled_from(
        ["", "charset=gb2312", "charset=\x00", "charset=utf-16", "charset=x-user-defined", "charset=iso-2022-kr"]
    ),
)
def test_any_bytes_decode(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type).text, str)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=8, max_size=60))
def test_text_survives_in_every_declared_encoding(text: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        assert text in decode(f'<meta charset="{encoding}"><p>{text}</p>'.encode(encoding)).text
