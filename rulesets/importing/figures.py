"""Figures (量化要求) a clause gives: 不少于30日, 不低于60%, 至少5种, 10个工作日内, 2人以上, 26个领域."""

import re
from dataclasses import dataclass
from enum import StrEnum

from portal.dates import chinese_number
from rulesets.importing.characters import even

_UNIT = r"(?:个?工作日|个?自然日|个月|[%％]|日|天|年|月|种|次|人|名|篇|期|个|项|件|条|类|大类|场|方面|领域|部分)"
_LEAST = r"不少于|不低于|不得少于|不得低于|至少(?:要|需|应)?(?:组织|开展|召开|举办|听取|采用|邀请)?(?:不少于)?|大于|超过|不小于|高于|达到|不短于"
_MOST = r"不超过|不多于|不得超过|不高于|不大于|小于|少于|不迟于|不晚于"
_FIGURE = re.compile(
    rf"(?P<bound>{_LEAST}|{_MOST})?(?P<number>\d+(?:\.\d+)?|百分之[一二三四五六七八九十\d]+|[一二两三四五六七八九十]{{1,3}})(?P<unit>{_UNIT})?(?P<behind>及?以上|之?内|以内|以下)?"
)


class Bound(StrEnum):
    """What a figure bounds: at least, at most, or a plain count."""

    LEAST = "least"
    MOST = "most"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value (shares as 0 to 1), unit as written without 个, bound, words and place in the text."""

    value: float
    unit: str
    bound: Bound
    words: str
    start: int


def figures_in(text: str) -> list[Figure]:
    """Figures of a text in their order; plain numbers without unit or bound are none."""
    found = (_figure(match) for match in _FIGURE.finditer(even(text)))
    return [figure for figure in found if figure]


def _figure(match: re.Match[str]) -> Figure | None:
    number, unit = match["number"], (match["unit"] or "").replace("％", "%")
    is_bounded = bool(match["bound"] or match["behind"])
    if (not unit and not number.startswith("百分之")) or (not is_bounded and not number[0].isdigit()):
        return None
    is_share = unit == "%" or number.startswith("百分之")
    value = _number(number.removeprefix("百分之")) / (100 if is_share else 1)
    unit = "%" if is_share else unit.removeprefix("个") or "个"
    return Figure(value, unit, _bound(match), match.group(), match.start()) if value else None


def _number(words: str) -> float:
    return float(words) if words[0].isdigit() else chinese_number(words)


def _bound(match: re.Match[str]) -> Bound:
    if match["bound"]:
        return Bound.MOST if re.fullmatch(_MOST, match["bound"]) else Bound.LEAST
    if not match["behind"]:
        return Bound.EXACT
    return Bound.LEAST if match["behind"].endswith("上") else Bound.MOST
