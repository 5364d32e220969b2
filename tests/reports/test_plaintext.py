"""Strangers' words are shown, never obeyed."""

import shlex
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.wording.plaintext import EXCERPT_LENGTH, plain, view_command, web_address

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))  # lone surrogates too


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("政务\n\t 公开", "政务 公开"),
        ("政府\u200b信息公开", "政府⟨U+200B⟩信息公开"),
        ("abc\u202egnp.exe", "abc⟨U+202E⟩gnp.exe"),
        ("a\x00b\x1bc", "a⟨U+0000⟩b⟨U+001B⟩c"),
        ("\ud800x", "⟨U+D800⟩x"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 3),
        ("２０２６年", "２０２６年"),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_named(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_an_endless_text_is_cut_and_its_length_told() -> None:
    assert plain("长" * 1_000_000, 10) == "长" * 10 + "…（共 1000000 字）"


def test_a_text_of_just_the_limit_is_whole() -> None:
    assert plain("长" * 10, 10) == "长" * 10


@given(ANY_TEXT)
def test_plain_text_is_bounded_printable_and_one_line(text: str) -> None:
    shown = plain(text)
    assert len(shown) <= EXCERPT_LENGTH * 10 + 40
    assert shown == plain(shown, len(shown) + 1)
    assert all(letter.isprintable() for letter in shown)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//www.a.gov.cn/",
        "http://",
        "http://[::1",
        "http://a.gov.cn/\u202e",
        "http://a.gov.cn/ a",
        "java\nscript:alert(1)",
        "",
        None,
        "http://a.gov.cn/" + "a" * 5000,
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize("url", ["http://www.a.gov.cn/a?b=1&c=2", "HTTPS://[2001:db8::1]:8443/政务/"])
def test_web_addresses_become_links_as_they_are(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize("sign", ["$(reboot)", "`reboot`", '"; reboot; "', "!!", "\\", "'", " ", "\n", "|", "<", "%"])
def test_a_shell_takes_the_address_of_the_command_as_one_word(sign: str) -> None:
    command = view_command("snapshot", f"http://www.a.gov.cn/{sign}x")
    words = shlex.split(command)
    assert words[:3] == ["gongkai", "view", "snapshot"]
    assert len(words) == 4
    assert unquote(words[3]) == f"http://www.a.gov.cn/{sign}x"
    assert not set(words[3]) & set("$`\"!\\' \n|<")


@given(ANY_TEXT)
def test_no_address_breaks_out_of_the_command(text: str) -> None:
    assert len(shlex.split(view_command("snapshot", "http://a/" + text))) == 4
