"""Cells of a spreadsheet as values and back (单元格): what people and office programs write for lists, days, numbers and yes or no."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

SEPARATORS = "\n、；;，,"
ITEM = re.compile(f"「((?:[^」]|」」)*)」|([^{SEPARATORS}]+)")
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0{1,2}:00(?::00)?)?")
NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(%?)")
SERIAL_ZERO = date(1899, 12, 30)  # office programs count days from here
EARLIEST_SERIAL, LATEST_SERIAL = 20_000, 80_000  # 1954 to 2119
YES, NO = "是", "否"
BOOLEANS = {
    "是": True,
    "true": True,
    "对": True,
    "1": True,
    "√": True,
    "否": False,
    "false": False,
    "0": False,
    "×": False,
}
NOTHING, EMPTY = (
    "（无）",
    "（空）",
)  # a parameter switched off, and a list without items; a cell left blank means the default


def text(value: Any) -> str:
    """Words of a cell without the blanks around them; whole numbers without a point, days as 2020-12-31."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return str(value.date())
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip(" \t\n\u3000\xa0")


def narrow(words: str) -> str:
    """Words with full-width digits and signs as usual ones."""
    return unicodedata.normalize("NFKC", words).strip()


def items(value: Any) -> list[str]:
    """Items of a list cell: one a line, or parted by 、；，. An item that holds such a mark itself stands in 「」."""
    found = (match for match in ITEM.finditer(text(value)))
    parts = ((match[1].replace("」」", "」") if match[1] is not None else match[2].strip()) for match in found)
    return [part for part in parts if part]


def list_words(values: Iterable[Any], separator: str = "\n") -> str:
    """Cell of a list, the inverse of `items`."""
    return separator.join(quoted(str(value)) for value in values)


def quoted(item: str) -> str:
    """An item, in 「」 where it would be read as several or lose its blanks."""
    plain = item == item.strip() and not any(mark in item for mark in f"「{SEPARATORS}")
    return item if plain and item not in (NOTHING, EMPTY) else f"「{item.replace('」', '」」')}」"


def day(value: Any) -> Any:
    """The day of a cell; what is none stays as it is, for the model to refuse."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool) and EARLIEST_SERIAL < value < LATEST_SERIAL:
        return SERIAL_ZERO + timedelta(days=int(value))
    if isinstance(value, date):
        return value
    match = DAY.fullmatch(narrow(text(value)))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else text(value)
    except ValueError:
        return text(value)


def number(value: Any, *, whole: bool = False) -> Any:
    """The number of a cell, also written 60% or in full-width digits; what is none stays as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return value
    if isinstance(value, str):
        match = NUMBER.fullmatch(narrow(value))
        if not match:
            return text(value)
        value = float(match[1]) / 100 if match[2] else float(match[1]) if "." in match[1] else int(match[1])
        value = round(value, 10)
    if whole:
        return int(value) if float(value).is_integer() else value
    return float(value)


def boolean(value: Any) -> Any:
    """Yes or no; what is neither stays as it is."""
    if isinstance(value, bool):
        return value
    words = narrow(text(value)).lower()
    return BOOLEANS.get(words, text(value))


def boolean_words(value: bool) -> str:
    """是 or 否."""
    return YES if value else NO


LINE = re.compile("(?:「(?:[^」]|」」)*」|[^\n])+")


def groups(value: Any) -> list[list[str]]:
    """Groups of a cell, one a line, each a list of its own."""
    return [found for line in LINE.findall(text(value)) if (found := items(line))]
