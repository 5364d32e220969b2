"""Lists of wrong words (错词表): the one that comes with the tool, and the office's own as text, CSV or XLSX.

A list of one's own has a line or row for each word: what is wrong, then what is right, with a tab, a comma or `=>` between them; what is right may be
missing. Lines that begin with `#` are remarks.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from portal import bundled_yaml

LONGEST = 40  # characters of a word
MOST = 20_000  # words of one list
_BETWEEN = re.compile(r"\s*(?:=>|→|——|[\t,，;；])\s*")
_HEADS = frozenset(("错误", "错词", "错别字", "错误表述", "错误写法", "wrong"))
_SHEETS = frozenset((".xlsx", ".xlsm"))


class WrongWord(NamedTuple):
    """A word that is wrong, what should stand instead (empty: not known), and longer words in which its characters meet by chance."""

    wrong: str
    right: str = ""
    unless: tuple[str, ...] = ()


class WordListError(Exception):
    """A list that cannot be used; the message says which, why, and how to mend it."""


@lru_cache(maxsize=1)
def built_in() -> tuple[WrongWord, ...]:
    """The list that comes with the tool."""
    rows = bundled_yaml.parsed(files("checks.content").joinpath("wrong_words.yaml").read_text(encoding="utf-8"))
    return tuple(WrongWord(row["wrong"], row["right"], tuple(row.get("unless", ()))) for row in rows)


def read_word_list(path: Path) -> tuple[WrongWord, ...]:
    """The words of a file, each once; raises WordListError."""
    try:
        rows = list(_sheet_rows(path) if path.suffix.lower() in _SHEETS else _text_rows(path))
    except Exception as fault:  # whatever a damaged workbook makes the library raise
        why = "打不开" if isinstance(fault, OSError) else "读不出内容"
        raise WordListError(f"词表 {path}：{why}，请检查文件（每行一个错词和正确写法，txt、csv 或 xlsx）") from fault
    words = {wrong: WrongWord(wrong, right) for wrong, right in rows if wrong and wrong not in _HEADS}
    _refuse(path, list(words))
    return tuple(words.values())


def _refuse(path: Path, words: list[str]) -> None:
    if not words:
        raise WordListError(f"词表 {path}：里面没有词，请每行写一个错词，后面可写正确写法")
    if len(words) > MOST:
        raise WordListError(f"词表 {path}：有 {len(words)} 个词，最多 {MOST} 个，请分成几份或删减")
    bad = next((word for word in words if len(word) > LONGEST or len(word) < 2), None)
    if bad is not None:
        raise WordListError(f"词表 {path}：“{bad[:LONGEST]}”不像一个词（2 至 {LONGEST} 个字），请改正这一行")


def _text_rows(path: Path) -> Iterator[tuple[str, str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    for line in text.splitlines():
        parts = [part.strip() for part in _BETWEEN.split(line.strip(), maxsplit=1)]
        if line.strip() and not line.lstrip().startswith("#"):
            yield parts[0].strip('"'), parts[1].strip('"').rstrip(",") if len(parts) > 1 else ""


def _sheet_rows(path: Path) -> Iterator[tuple[str, str]]:
    from openpyxl import load_workbook  # a third of a second, which only workbooks are worth

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for row in book.worksheets[0].iter_rows(max_col=2, values_only=True):
            wrong, right = (str(cell).strip() if cell is not None else "" for cell in (*row, None)[:2])
            yield ("", "") if wrong.startswith("#") else (wrong, right)
    finally:
        book.close()
