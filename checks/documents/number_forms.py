"""How a document number is written (文号写法), by GB/T 9704-2012 7.2.5: 代字〔年份〕序号, the serial without 第 and without leading zeros."""

import re

from portal.markup.outline import squeeze

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WRITTEN = re.compile(r"([〔﹝\[［【(（{〈])(?:19|20)\d\d(年?)([〕﹞\]］】)）}〉])(第?)(\d{1,5})号")
_BRACKETS = {"〔": "〕", "﹝": "﹞"}  # the second pair looks the same and is what some input methods give


def written_by_year(number: str) -> bool:
    """Whether a normalised number is of the form the standard describes; orders and announcements (令, 公告) are not."""
    return "〔" in number


def faults_of_form(words: str) -> list[str]:
    """What is wrong with the first number in words as printed, in Chinese; empty where it is right, or none is found. Spaces are layout."""
    found = _WRITTEN.search(squeeze(words).translate(_DIGITS))
    if found is None:
        return []
    opening, year, closing, prefix, serial = found.groups()
    faults = (
        "" if _BRACKETS.get(opening) == closing else f"年份用了“{opening}{closing}”，应为六角括号",
        "年份后多了“年”" if year else "",
        "序号前多了“第”" if prefix else "",
        "序号前多了零" if serial.startswith("0") else "",
    )
    return [fault for fault in faults if fault]


def same_number(one: str, other: str) -> bool:
    """Whether two normalised numbers are the same but for leading zeros and a body's name before an order's serial (`某令第3号`, `第3号`)."""
    first, second = _bare(one), _bare(other)
    return first == second or (not (written_by_year(one) and written_by_year(other)) and _ends_alike(first, second))


def _bare(number: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", number)


def _ends_alike(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)
