"""Document numbers (文号, 发文字号): recognised through inner spaces and any brackets, written one way."""

import re
from collections.abc import Iterator

from portal.outline import squeeze

_OPEN, _CLOSE = "〔\\[（(【﹝［{〈", "〕\\]）)】﹞］}〉"
_NUMBER = re.compile(
    rf"([\u4e00-\u9fa5]{{1,14}}(?:[〔\[(（]\d[〕\])）])?)[{_OPEN}]((?:19|20)\d\d)[{_CLOSE}]第?(\d{{1,5}})号"
)
_ORDER = re.compile(r"([\u4e00-\u9fa5]{2,30}令)[(（]?第?([\d〇零一二三四五六七八九十百]{1,6})号[)）]?")
_LEAD = re.compile(
    r"^.*?(?:发文字号|公文字号|文号|字号|号码|文件|印发|下发|出台|发布|以|按照|根据|依据|和|及|与|的)(?=[\u4e00-\u9fa5]{2,})"
)


def document_number(text: str) -> str:
    """The document number a text consists of, normalised (`柘政〔2018〕16号`); empty when it is anything else."""
    bare = squeeze(text).strip("()（）")
    found = _NUMBER.fullmatch(bare)
    if found:
        return _written(found)
    order = _ORDER.fullmatch(bare)
    return f"{order.group(1)}第{order.group(2)}号" if order else ""


def numbers_in(text: str) -> Iterator[str]:
    """Document numbers mentioned anywhere in a text, normalised."""
    for found in _NUMBER.finditer(squeeze(text)):
        yield _written(found)


def leading_number(text: str) -> str:
    """Document number a text begins with, also after a word such as 文件; empty when it does not."""
    bare = squeeze(text)
    found = _NUMBER.search(bare[:80])
    if found is None or (found.start() and bare[found.start() - 1] in "(（《“"):
        return ""
    return _written(found) if found.start() <= 30 and not re.search("[，。；]", bare[: found.start()]) else ""


def _written(found: re.Match[str]) -> str:
    return f"{_LEAD.sub('', found.group(1))}〔{found.group(2)}〕{found.group(3)}号"
