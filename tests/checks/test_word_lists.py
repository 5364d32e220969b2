"""Lists of wrong words of the office's own (错词表): every way an office writes one, and every way one can be useless."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from checks.content.word_lists import WordListError, WrongWord, built_in, read_word_list

LINES = "﻿错词,正确写法\n# 区划调整\n白石乡,白石镇\n青禾郡\t青禾县\n旧称=>新称\n只写错词\n\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_lines_with_any_separator_and_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "list.txt"
    file.write_bytes((LINES if encoding == "utf-8" else LINES[1:]).encode(encoding))
    assert read_word_list(file) == (
        WrongWord("白石乡", "白石镇"),
        WrongWord("青禾郡", "青禾县"),
        WrongWord("旧称", "新称"),
        WrongWord("只写错词"),
    )


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["错误", "正确"], ["白石乡", "白石镇"], [None, None], ["只写错词", None]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "list.xlsx")
    assert read_word_list(tmp_path / "list.xlsx") == (WrongWord("白石乡", "白石镇"), WrongWord("只写错词"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b""),
        ("a.txt", "的,地".encode()),
        ("a.txt", ("长" * 50).encode()),
        ("a.xlsx", b"no workbook"),
        ("a.csv", b"\xff\xff"),
    ],
)
def test_a_useless_list_is_refused_by_its_name(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WordListError, match=name):
        read_word_list(tmp_path / name)


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WordListError, match=r"gone\.txt"):
        read_word_list(tmp_path / "gone.txt")


def test_no_word_of_the_tools_own_list_is_proposed_by_it() -> None:
    words = built_in()
    wrong = {word.wrong for word in words}
    assert len(wrong) == len(words)
    assert not any(word.wrong in word.right or word.right in wrong for word in words)
    assert all(word.wrong in each for word in words for each in word.unless)


@given(st.text(max_size=60))
def test_any_text_is_a_list_or_is_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("list") / "a.txt"
    file.write_text(text.encode("utf-8", "replace").decode(), encoding="utf-8")
    try:
        words = read_word_list(file)
    except WordListError:
        return
    assert all(len(word.wrong) >= 2 for word in words)
