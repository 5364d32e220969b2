"""What came of calls for opinions (征集结果反馈): how many opinions, how many adopted, whether reasons are given."""

import re

from portal.content_facts import ConsultationResult, Record
from portal.dates import chinese_number, plain
from portal.facts import PageFacts
from portal.markup.sheet import Sheet
from portal.records.wording import quoted, title_of

_NUMBER = r"(?<![第\d一二三四五六七八九十])(\d{1,6}|[一二两三四五六七八九十]{1,5})"
_UNIT = r"\s*(?:余)?(?:条|件|份|项|个|人次|封)"
_RECEIVED = re.compile(rf"(?:收到|征集到?|收集到?|征求到|接收)[^，。；\d]{{0,24}}?{_NUMBER}{_UNIT}")
_NONE = re.compile(
    r"(?:未|没有|无)(?:收到|征集到|收集到|接到)|收到[^，。；]{0,20}(?:意见|建议)[^，。；\d]{0,4}(?:为零|0\s*条)"
)
_ADOPTED = re.compile(rf"(?<![不未])(?:采纳|吸纳|吸收)(?!情况)[^，。；\d不未]{{0,14}}?{_NUMBER}{_UNIT}")
_ADOPTED_BEFORE = re.compile(rf"{_NUMBER}{_UNIT}[^，。；\d]{{0,10}}(?<![不未予])(?:被|予以|已)?(?:采纳|吸纳)(?!情况)")
_ALL = re.compile(r"(?:全部|均)(?:予以|已|被)?(?:采纳|吸纳|吸收)")
_REASONS = re.compile(
    r"(?:不予|未予?|没有|不)采纳[^。]{0,12}(?:理由|原因|说明)|(?:未|不予|不)采纳[^。；]{0,40}(?:因为|由于|原因|理由|主要是|鉴于)|(?:理由|原因)[^。]{0,8}(?:不予|未)采纳"
)
_SUBJECT = re.compile(r"^(?:关于)?(.{4,100}?)(?:公开)?(?:征求|征集|听取)(?:社会|公众)?(?:公开)?意见")


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """The result a page of kind CONSULTATION_RESULT gives; counts are None where none is stated."""
    title = title_of(facts)
    text = plain(sheet.main_text)
    received = _count(_RECEIVED.search(text))
    if received is None and _NONE.search(text):
        received = 0
    adopted = _count(_ADOPTED.search(text) or _ADOPTED_BEFORE.search(text))
    if adopted is None and received and _ALL.search(text):
        adopted = received
    named = _SUBJECT.match(title)
    return [
        ConsultationResult(
            page_id=0,
            title=title,
            subject=quoted(title) or (named.group(1) if named else ""),
            received=received,
            adopted=adopted,
            gives_reasons=_REASONS.search(text) is not None,
        )
    ]


def _count(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    words = found.group(1)
    return int(words) if words.isdecimal() else chinese_number(words) or None
