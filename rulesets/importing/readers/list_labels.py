"""Numbers that Word puts in front of paragraphs by itself (自动编号): they stand in no text, only in the list's definition."""

from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "japaneseCounting",
    "ideographTraditional",
    "taiwaneseCounting",
)
_DIGITS = "零一二三四五六七八九"
_MOST = 99


class ListLabels:
    """Counts the numbered paragraphs of one document in their order."""

    def __init__(self, numbering: Any) -> None:
        """Take the root element of the numbering part, None where the document has none."""
        self._formats: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        abstract = {
            each.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl"), "0")): _level(level) for level in each.iter(qn("w:lvl"))
            }
            for each in numbering.iter(qn("w:abstractNum"))
        }
        for each in numbering.iter(qn("w:num")):
            target = each.find(qn("w:abstractNumId"))
            if target is not None:
                self._formats[each.get(qn("w:numId"))] = abstract.get(target.get(qn("w:val")), {})

    def of(self, number_id: str, level: int) -> str:
        """The label of the next paragraph of a list at a level; empty for bullets and unknown lists."""
        formats = self._formats.get(number_id, {})
        if level not in formats:
            return ""
        counts = self._counts[number_id]
        counts[level] = counts.get(level, formats[level][2] - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        _, pattern, _ = formats[level]
        label = pattern
        for each, (form, _, start) in formats.items():
            label = label.replace(f"%{each + 1}", _numeral(counts.get(each, start), form))
        return "" if formats[level][0] in ("bullet", "none") else label


def _level(level: Any) -> tuple[str, str, int]:
    """Format, pattern and first number of one level."""

    def value(name: str, default: str) -> str:
        found = level.find(qn(name))
        return default if found is None else str(found.get(qn("w:val"), default))

    start = value("w:start", "1")
    return value("w:numFmt", "decimal"), value("w:lvlText", ""), int(start) if start.isdigit() else 1


def _numeral(number: int, form: str) -> str:
    if form not in _CHINESE or not 0 < number <= _MOST:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")
