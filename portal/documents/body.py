"""What a document's own text states (公文正文): number above it, organs and day below it, note of openness, terms of validity."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal.dates import dates_in, plain
from portal.documents.issuers import is_organ, issuers_in, issuers_of_title
from portal.documents.numbers import document_number, joined_number, leading_number, number_at_end
from portal.markup.located_lines import Located
from portal.markup.outline import squeeze

_HEAD_LINES = 14
_DATE_LINE = 24  # characters of a line that is nothing but a signature date
_NOTE = re.compile(
    r"[(（【\[]?((?:此|本)件\s*(?:主动|依申请|不予|不|属于?主动|予以|在[^）)]{1,12}上?)?\s*公开(?:发布)?|此件删减后公开|(?:信息)?公开(?:选项|属性|方式)[:：]?\s*(?:主动公开|依申请公开|不予公开|不公开))[)）】\]]?"
)
_PRINTED = re.compile(r"印发\s*$")
_SALUTATION = re.compile(r"(?:各|有关|县|市|区|镇|乡|局|委|办|厅|政府|部门|单位|机构|街道|公司).{0,120}[:：]$")
_PASSED = re.compile(r"^[(（](.*?)[)）]$")
_MARKED = re.compile(r"[(（【\[](?:本文(?:件)?)?(已(?:经)?(?:宣布)?(?:废止|失效|修改|修订|终止)|废止|失效)[)）】\]]")
_SAID = re.compile(r"^[【\[(（*]*(?:本|该)文件(已(?:经|于[^，。]{4,16})?(?:宣布)?(?:废止|失效|修改))")
_SIGNERS = 12  # lines above the date that may name organs


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing the text states: its value, its words, and the piece of the page they stand in (-1: in the title)."""

    value: str
    words: str
    piece: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Organs and day at the end of a document (落款)."""

    organs: tuple[str, ...]
    on: date
    words: str
    piece: int


def body_lines(lines: list[Located], title: str) -> list[Located]:
    """Lines after the heading."""
    wanted = squeeze(title)[:14]
    if not wanted:
        return lines
    for index, line in enumerate(lines):
        if squeeze(line.text).startswith(wanted):
            return lines[index + 1 :]
        both = squeeze(line.text) + (squeeze(lines[index + 1].text) if index + 1 < len(lines) else "")
        if len(line.text) >= 4 and both.startswith(wanted):  # a heading broken over two lines
            return lines[index + 2 :]
    return lines


def printed_title(lines: list[Located]) -> str:
    """Official title that a text under another heading opens with, its number in the next line; empty without one."""
    for line, after in pairwise(lines[: _HEAD_LINES + 1]):
        if 10 <= len(line.text) <= 120 and document_number(after.text) and issuers_of_title(line.text):
            return line.text
    return ""


def own_number(body: list[Located], title: str) -> Stated | None:
    """The document's own number above its text, or at the end of its title."""
    found = _number_above(body)
    number = "" if found else number_at_end(title)
    return Stated(number, title, -1) if number else found


def _number_above(body: list[Located]) -> Stated | None:
    before = ""
    for line in body[:_HEAD_LINES]:
        number = joined_number(before, line.text) or document_number(line.text)
        if number:
            return Stated(number, line.text, line.piece)
        if len(line.text) > 60:
            number = leading_number(line.text)
            return Stated(number, line.text[:60], line.piece) if number else None
        before = line.text
    return None


def signature(body: list[Located]) -> Signature | None:
    """The first line after the opening that is nothing but a date, with the organs in the lines right above it."""
    for index, line in enumerate(body):
        if index < 2 or len(line.text) > _DATE_LINE or "年" not in line.text:
            continue
        dated = next(dates_in(line.text), None)
        if dated and dated.on:
            rest = squeeze(plain(line.text)[: dated.start] + plain(line.text)[dated.end :])
            if len(rest) <= 4 and not _PRINTED.search(rest):
                return Signature(_signers(body[max(0, index - _SIGNERS) : index]), dated.on, line.text, line.piece)
    return None


def _signers(above: list[Located]) -> tuple[str, ...]:
    """Organs named by the lines above a date, nearest last; anything else ends them."""
    found: list[str] = []
    for line in reversed(above):
        organs = issuers_in(line.text) if len(line.text) <= 80 else ()
        if not organs or not all(is_organ(organ) for organ in organs) or not _only(line.text, organs):
            break
        found[:0] = organs
    return tuple(dict.fromkeys(found))


def _only(words: str, organs: Iterable[str]) -> bool:
    return len(squeeze(words)) <= len("".join(organs)) + 6


def passed_on(body: list[Located]) -> Stated | None:
    """Day in the brackets under a title: （2026年1月30日青禾县人民政府令第12号公布）."""
    for line in body[:3]:
        found = _PASSED.match(line.text)
        dated = next(dates_in(found.group(1)), None) if found else None
        if dated and dated.on and re.search("公布|通过|发布|印发", line.text):
            return Stated(dated.on.isoformat(), line.text, line.piece)
    return None


def openness_note(body: list[Located]) -> Stated | None:
    """The note of openness: （此件公开发布）."""
    for line in body:
        if len(line.text) <= 40 and "公开" in line.text:
            found = _NOTE.fullmatch(squeeze(line.text))
            if found:
                return Stated(found.group(1), line.text, line.piece)
    return None


def stated_validity(title: str, body: list[Located]) -> Stated | None:
    """That the document is void or changed, as its title or a line above its text says."""
    found = _MARKED.search(title)
    if found:
        return Stated(found.group(1), title, -1)
    for line in body[:6]:
        found = _SAID.search(line.text) or _MARKED.fullmatch(squeeze(line.text))
        if found:
            return Stated(found.group(1), line.text, line.piece)
    return None


def is_addressed(body: list[Located]) -> bool:
    """Whether the text opens with the bodies it is addressed to (主送机关)."""
    return any(_SALUTATION.search(line.text[-200:]) for line in body[:10])
