"""Paragraphs broken over lines and pages put together (断行合并)."""

import re
from collections.abc import Iterable

from rulesets.importing.blocks import Block, Paragraph
from rulesets.importing.characters import even
from rulesets.importing.marks import is_annex, is_day, is_imprint, is_page_number, is_sub_item, mark_of

_CLOSED = "。；！？：）”》…"  # a line ending so may be whole
_GOES_ON = "，、；。）》”：！？％%"  # no paragraph begins so
_HEADING = 45  # characters of a numbered line without a full stop that is still a heading
_HANGING = re.compile(r"等[^级]|（(?:责任|牵头|主责|主体责任|配合|承办|落实|分工)")


def joined(blocks: Iterable[Block]) -> list[Block]:
    """Blocks with broken paragraphs put together and page numbers dropped."""
    kept: list[Block] = []
    is_head = True  # before the first number lines stand by themselves: title, number, addressees
    for block in blocks:
        if not isinstance(block, Paragraph):
            kept.append(block)
            continue
        if is_page_number(block.text):
            continue
        above = kept[-1] if kept else None
        is_head = is_head and mark_of(block.text) is None
        hangs = not is_head or _HANGING.match(even(block.text))
        if hangs and isinstance(above, Paragraph) and belongs(above, block):
            kept[-1] = Paragraph(above.text + seam(above.text, block.text) + block.text, above.is_heading)
        else:
            kept.append(block)
    return kept


def belongs(above: Paragraph, below: Paragraph) -> bool:
    """Whether a line is the rest of the paragraph above it."""
    if below.is_heading or stands_alone(above.text) or stands_alone(below.text):
        return False
    head, rest = even(above.text.rstrip()), even(below.text.lstrip())
    if not head or not rest or mark_of(rest) or is_sub_item(rest):
        return False
    if rest[0] in _GOES_ON or _HANGING.match(rest):
        return True
    if above.is_heading or below.is_whole or is_title(head):
        return False
    return head[-1] not in _CLOSED or is_open(head)


def stands_alone(text: str) -> bool:
    """Whether a line is joined to no other: imprint, annex heading, day of a signature."""
    return is_imprint(text) or is_annex(text) or is_day(text)


def is_title(text: str) -> bool:
    """Whether a line is a numbered heading without any running text."""
    return mark_of(text) is not None and len(text) <= _HEADING and "。" not in text and not is_open(text)


def is_open(text: str) -> bool:
    """Whether a bracket or quotation mark that began in a text is not closed there."""
    return any(text.count(left) > text.count(right) for left, right in ("（）", "“”", "《》", "〔〕"))


def seam(above: str, below: str) -> str:
    """What stands between two parts of a line: a space where letters of an alphabet meet."""
    return " " if above[-1:].isascii() and above[-1:].isalpha() and below[:1].isascii() and below[:1].isalpha() else ""
