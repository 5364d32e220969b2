"""Document numbers (文号, 发文字号): recognised through inner spaces and any brackets, written one way.

Three manners: by word, year and serial (`柘政〔2018〕16号`), orders (`某县人民政府令第12号`, 令), announcements by year (`2021年第3号公告`, 公告).
"""

import re
from collections.abc import Iterator

from portal.markup.outline import squeeze

_OPEN, _CLOSE = "〔\\[（(【﹝［{〈", "〕\\]）)】﹞］}〉"
_SERIAL = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = re.compile(
    rf"([\u4e00-\u9fa5]{{1,14}}(?:[〔\[(（]\d[〕\])）])?)[{_OPEN}]((?:19|20)\d\d)年?[{_CLOSE}]第?(\d{{1,5}})号"
)
_COUNT = r"第?([\d〇零一二三四五六七八九十百]{1,6})号"
_ORDER = re.compile(rf"([\u4e00-\u9fa5]{{2,30}}令)[(（]?{_COUNT}[)）]?")
_ANNOUNCEMENT = re.compile(
    rf"((?:[\u4e00-\u9fa5]{{0,30}}?(?:公告|通告|令))?)[(（]?((?:19|20)\d\d)年(?:度)?{_COUNT}[)）]?(公告|通告|令)?"
)
_BARE = re.compile(r"[(（]?第([\d〇零一二三四五六七八九十百]{1,6})号[)）]?")
_LEAD = re.compile(
    r"^.*?(?:发文字号|公文字号|文号|字号|号码|文件|印发|下发|出台|发布|以|按照|根据|依据|和|及|与|的)(?=[\u4e00-\u9fa5]{2,})"
)
_LAST_BRACKETS = re.compile(r"[(（]([^()（）]{3,40}号)[)）]\s*$")
_ISSUED_AS = ("令", "公告", "通告")


def document_number(text: str) -> str:
    """The document number a text consists of, normalised (`柘政〔2018〕16号`); empty when it is anything else."""
    bare = squeeze(text).translate(_SERIAL)
    if len(bare) > 60 or "号" not in bare:
        return ""
    bare = bare.strip("()（）")
    found = _NUMBER.fullmatch(bare)
    if found:
        return _written(found)
    order = _ORDER.fullmatch(bare)
    if order:
        return f"{order.group(1)}第{order.group(2)}号"
    yearly = _ANNOUNCEMENT.fullmatch(bare)
    if yearly:
        return f"{yearly.group(1)}{yearly.group(2)}年第{yearly.group(3)}号{yearly.group(4) or ''}"
    return ""


def serial_number(text: str) -> str:
    """A number that stands alone, as below the heading of an order (`第12号`); empty when the text is anything else."""
    found = _BARE.fullmatch(squeeze(text).translate(_SERIAL))
    return f"第{found.group(1)}号" if found else ""


def joined_number(above: str, text: str) -> str:
    """Number of an order or announcement whose name stands in one line and its serial in the next (`某县人民政府令` / `第12号`)."""
    name = squeeze(above)
    if len(name) > 32 or not name.endswith(_ISSUED_AS):
        return ""
    serial = serial_number(text)
    if serial:
        return name + serial
    yearly = _ANNOUNCEMENT.fullmatch(squeeze(text).translate(_SERIAL))
    return f"{name}{yearly.group(2)}年第{yearly.group(3)}号" if yearly and not yearly.group(1) else ""


def numbers_in(text: str) -> Iterator[str]:
    """Document numbers mentioned anywhere in a text, normalised."""
    for found in _NUMBER.finditer(squeeze(text)):
        yield _written(found)


def leading_number(text: str) -> str:
    """Document number a text begins with, also after a word such as 文件; empty when it does not."""
    bare = squeeze(text[:200]).translate(_SERIAL)
    found = _NUMBER.search(bare[:80])
    if found is None or (found.start() and bare[found.start() - 1] in "(（《“"):
        return ""
    return _written(found) if found.start() <= 30 and not re.search("[，。；]", bare[: found.start()]) else ""


def number_at_end(title: str) -> str:
    """Number in brackets at the end of a title: （2025年第1号）, （某政发〔2025〕1号）; empty without one."""
    last = _LAST_BRACKETS.search(title)
    found = document_number(last.group(1)) if last else ""
    return found or (leading_number(title[-40:]) if "〔" in title else "")


def _written(found: re.Match[str]) -> str:
    return f"{_LEAD.sub('', found.group(1))}〔{found.group(2)}〕{found.group(3)}号"
