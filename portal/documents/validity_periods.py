"""When a document takes effect and when it ends (施行日期, 有效期), as its own text or a field says it.

A sentence about another text (《…》自…起施行) says nothing of this one. `自印发之日起施行` counts from the day the document was issued. A term of
years ends on the day before its anniversary, as the documents themselves count (自2026年3月1日起, 有效期五年 → 2031-02-28).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from portal.dates import chinese_number, dates_in, first_date

_HINTS = ("施行", "有效期", "起实施", "起执行", "起生效", "起试行", "失效", "废止")
_DAY = r"[\d一二〇○零三四五六七八九十年月日\s]{6,24}?"
_BEGINS = re.compile(
    rf"(?:自|从|于|将于)?\s*(?:(?P<issue>(?:印发|发布|公布|下发|颁布|发文|签发|公告|通告)(?:之日|当日|之日算|日))|(?P<day>{_DAY}))"
    rf"\s*(?:起|开始)?(?:满)?(?:(?P<later>\d{{1,3}})日(?:后|之后))?(?:正式)?\s*(?:起|开始)?\s*(?:施行|实施|执行|生效|试行)(?!的)"
)
_UNTIL = re.compile(
    rf"(?:有效期(?:限)?|施行期|试行期|执行)?\s*(?:[:：]|限|为|自[^至到，。]{{6,20}})?\s*(?:至|到|截至|截止到|截止至|截止)\s*(?P<day>{_DAY})(?=止|[，。；）)]|$|失效|废止|\s)"
)
_TERM = re.compile(
    r"(?:有效期|试行期|施行期|有效期限|试行期限)(?:限)?[:：]?\s*(?:为|是)?\s*(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?P<unit>年|个月|月)"
)
_TERM_ALONE = re.compile(r"^(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?P<unit>年|个月|月)$")
_OTHER_TEXT = re.compile(r"《[^《》]*》[^，。；]*$")
_OWN_TEXT = re.compile(
    r"(?:本|该)(?:办法|规定|通知|意见|方案|细则|条例|决定|规则|制度|文件|预案|公告|通告|措施|标准|规划|计划)"
)
_OF_ITSELF = re.compile(
    r"(?:施行|实施|执行|生效|试行)[^。]*(?:有效|试行期|失效|废止|止)|^(?:第[一二三四五六七八九十百]+条|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])?\s*(?:有效期|试行期)|(?:本|该)(?:办法|规定|通知|意见|方案|细则|决定|规则|制度|文件|预案|公告|通告|措施|标准)[^。，]*有效期"
)
_SENTENCE = re.compile(r"[^。；;\n]*[。；;\n]?")


@dataclass(frozen=True, slots=True)
class Span:
    """One end of a document's validity and the sentence it was read from."""

    on: date
    words: str
    line: int  # among the lines given; the field's own words are line 0


def effective_in(lines: list[str], issued: date | None) -> Span | None:
    """The day the text says it takes effect: its last sentence that does. `issued` is the day it was signed."""
    found: Span | None = None
    for index, sentence in _telling(lines):
        for match in _BEGINS.finditer(sentence):
            on = _begin(match, issued)
            if on and not _of_another(sentence, match.start()):
                found = Span(on, sentence, index)
    return found


def expiry_in(lines: list[str], begins: date | None) -> Span | None:
    """The last day of validity the text gives: a day, or a term counted from `begins`."""
    found: Span | None = None
    for index, sentence in _telling(lines):
        if not _OF_ITSELF.search(sentence):
            continue
        on, start = expiry_of(sentence, begins)
        if on and not _of_another(sentence, start):
            found = Span(on, sentence, index)
    return found


def expiry_of(words: str, begins: date | None) -> tuple[date | None, int]:
    """Last day of validity in a sentence or a field, and where it is said: 有效期至…, 有效期五年, or the end of a range of dates."""
    term = _TERM.search(words) or _TERM_ALONE.match(words.strip())
    if term and begins:
        return _after(begins, term), term.start()
    until = _UNTIL.search(words) if "有效" in words or "试行" in words else None
    last = first_date(until.group("day")) if until else None
    if until and last:
        return last.on, until.start()
    return None, 0


def stated_expiry(words: str, begins: date | None) -> date | None:
    """Last day of validity in a field named 有效期 or 失效日期: a day, the end of a range, or a term."""
    days = [dated.on for dated in dates_in(words)]
    return days[-1] if days else expiry_of(words, begins)[0]


def _telling(lines: list[str]) -> Iterable[tuple[int, str]]:
    for index, line in enumerate(lines):
        if any(hint in line for hint in _HINTS):
            for sentence in _SENTENCE.findall(line):
                if any(hint in sentence for hint in _HINTS):
                    yield index, sentence


def _of_another(sentence: str, at: int) -> bool:
    before = sentence[:at]
    return _OTHER_TEXT.search(before) is not None and _OWN_TEXT.search(before) is None


def _begin(match: re.Match[str], issued: date | None) -> date | None:
    if match.group("issue"):
        base = issued
    else:
        dated = first_date(match.group("day"))
        base = dated.on if dated else None
    return base + timedelta(days=int(match.group("later") or 0)) if base else None


def _after(begins: date, term: re.Match[str]) -> date:
    """The day before the term's anniversary."""
    count = chinese_number(term.group("count"))
    months = begins.month - 1 + (count * 12 if term.group("unit") == "年" else count)
    year, month = begins.year + months // 12, months % 12 + 1
    try:
        anniversary = date(year, month, begins.day)
    except ValueError:  # 29 February, or the 31st of a shorter month
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return anniversary - timedelta(days=1)
