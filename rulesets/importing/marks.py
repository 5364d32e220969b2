"""Lines by which a document is ordered (层次标志): 一、 （一） 1. （1） 第一条, annexes, signatures, the imprint (版记)."""

import re
from enum import IntEnum
from typing import NamedTuple

from rulesets.importing.characters import even

_CHINESE = "一二三四五六七八九十百"


class Level(IntEnum):
    """Levels of GB/T 9704, the highest first."""

    CHAPTER = 1  # 一、 or 第一章
    SECTION = 2  # （一）
    ITEM = 3  # 1. or 第一条


class Mark(NamedTuple):
    """The number a paragraph begins with: its level, the numeral, and where the words behind it begin."""

    level: Level
    numeral: str
    end: int


_FORMS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (Level.CHAPTER, re.compile(rf"\s*([{_CHINESE}]{{1,4}})\s*[、.]\s*")),
    (Level.CHAPTER, re.compile(rf"\s*第([{_CHINESE}]{{1,4}})[章部][分]?\s*[、：]?\s*")),
    (Level.SECTION, re.compile(rf"\s*（\s*([{_CHINESE}]{{1,4}})\s*）\s*[、]?\s*")),
    (Level.ITEM, re.compile(r"\s*(\d{1,3})\s*[.、](?!\d)\s*")),
    (Level.ITEM, re.compile(rf"\s*第([{_CHINESE}]{{1,5}})条\s*[、：]?\s*")),
)
_SUB_ITEM = re.compile(r"\s*(?:（\s*\d{1,2}\s*）|\d{1,2}）|[①-⑳])")
_IMPRINT = re.compile(r"\s*(?:抄\s*送|抄\s*报|主\s*送\s*：.{0,4}$|（?此页无正文|-{3,}|—{3,}|_{3,})")
_PRINTED = re.compile(r".{0,40}\d{1,2}\s*月\s*\d{1,2}\s*日\s*印\s*发\s*$")
_ANNEX = re.compile(rf"\s*附\s*(?:件|表|录)\s*[\d{_CHINESE}]{{0,3}}\s*(?:：|$)")
_PAGE_NUMBER = re.compile(r"\s*[-—–·]*\s*(?:第\s*)?\d{1,4}\s*(?:页(?:\s*共\s*\d+\s*页)?|/\s*\d{1,4})?\s*[-—–·]*\s*")
_DAY = re.compile(
    r"\s*[\d〇零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\s*"
)


def mark_of(text: str) -> Mark | None:
    """The number a paragraph begins with; None without one of the three levels."""
    words = even(text[:40])
    for level, form in _FORMS:
        found = form.match(words)
        if found and found.end() < len(text.rstrip()):
            return Mark(level, found.group(1), found.end())
    return None


def is_sub_item(text: str) -> bool:
    """Whether a paragraph begins with a number below the three levels: （1）, ①."""
    return _SUB_ITEM.match(even(text[:10])) is not None


def is_imprint(text: str) -> bool:
    """Whether a line belongs to a document's imprint (版记), or is a rule or an empty page's remark."""
    words = even(text[:80])
    return bool(_IMPRINT.match(words) or _PRINTED.match(words))


def is_annex(text: str) -> bool:
    """Whether a line is the heading of an annex (附件), or the list of annexes."""
    return len(text) < 120 and _ANNEX.match(even(text)) is not None


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number."""
    return len(text) < 24 and _PAGE_NUMBER.fullmatch(even(text)) is not None


def is_day(text: str) -> bool:
    """Whether a line is nothing but a day, as below a signature (落款)."""
    return len(text) < 40 and _DAY.fullmatch(even(text).replace(" ", "")) is not None
