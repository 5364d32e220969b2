"""Numbers of prose clauses (条款编号), by one convention for every document.

Items numbered through the whole document keep their number, and chapters of safeguards beside them count 保1, 保2…; items that begin anew in each
section are chapter.section.item. Without items a clause is chapter.section (1.1), its closing paragraph `end`; where a section holds several
clauses, all are counted through (1, 2, 3…).
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from portal.dates import chinese_number

_SAFEGUARDS = re.compile(r"保障|组织实施|工作要求|监督")


class Place(NamedTuple):
    """Where a clause stands: numerals of its levels, empty where there is none; `is_further` when it is not the first of its leaf."""

    part: str
    chapter: str
    chapter_words: str
    section: str
    item: str
    is_further: bool


def numbers_of(places: Sequence[Place]) -> list[str]:
    """The number of each clause."""
    numbers: list[str] = [""] * len(places)
    for part in dict.fromkeys(place.part for place in places):
        indices = [index for index, place in enumerate(places) if place.part == part]
        for index, number in zip(indices, _of_part([places[index] for index in indices]), strict=True):
            numbers[index] = number
    return _unique(numbers, places)


def _of_part(places: list[Place]) -> list[str]:
    items = [place.item for place in places if place.item and not place.is_further]
    if items:
        return _by_item(places, is_running=len(set(items)) == len(items))
    closing = len(places) - 1 if places[-1].is_further and len(places) > 1 else None
    if any(place.is_further for place in places[:closing]) or not any(place.chapter for place in places):
        return [str(number) for number in range(1, len(places) + 1)]
    return ["end" if index == closing else _dotted(place.chapter, place.section) for index, place in enumerate(places)]


def _by_item(places: list[Place], *, is_running: bool) -> list[str]:
    counted: Counter[str] = Counter()
    numbers = []
    for place in places:
        if place.item:
            numbers.append(_figure(place.item) if is_running else _dotted(place.chapter, place.section, place.item))
        elif _SAFEGUARDS.search(place.chapter_words) and is_running:
            counted["保"] += 1
            numbers.append(f"保{counted['保']}")
        else:
            numbers.append(_dotted(place.chapter, place.section))
    return numbers


def _dotted(*numerals: str) -> str:
    return ".".join(_figure(numeral) for numeral in numerals if numeral) or "1"


def _figure(numeral: str) -> str:
    return str(chinese_number(numeral) or numeral)


def _unique(numbers: list[str], places: Sequence[Place]) -> list[str]:
    """Numbers that occur again within their part get a letter."""
    seen: Counter[tuple[str, str]] = Counter()
    unique = []
    for number, place in zip(numbers, places, strict=True):
        seen[place.part, number] += 1
        again = seen[place.part, number] - 1
        unique.append(number if not again else f"{number}-{again + 1}")
    return unique
