"""Calls for opinions (意见征集): their period, what they offer for reading, and how an opinion can be handed in."""

import re
from datetime import date, timedelta

from portal.content_facts import Attachment, Consultation, Record
from portal.date_ranges import date_ranges
from portal.dates import chinese_number, dates_in, exact_date, plain
from portal.documents.vocabularies import Vocabulary
from portal.facts import PageFacts
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.records.asking_ways import asking_ways
from portal.records.wording import date_of, first_values, place_of, title_of, values_of
from portal.states import Region

_LABELS = Vocabulary(
    {
        "period": ("征集时间", "征求时间", "起止时间", "起止日期", "征求意见时间", "征集期限", "征求意见期限", "征集日期", "意见征集时间", "公示时间", "公示期", "活动时间", "征集起止时间", "时间范围"),
        "opens": ("开始时间", "开始日期", "起始时间", "起始日期", "征集开始时间", "发起时间"),
        "closes": ("结束时间", "结束日期", "截止时间", "截止日期", "终止时间", "征集结束时间", "反馈截止时间", "征集截止时间"),
        "status": ("状态", "征集状态", "当前状态", "活动状态"),
    }
)  # fmt: skip
_ABOUT_CALLS = re.compile(r"(?:征集|征求意见)(?:工作)?(?:年度)?(?:计划|方案|制度|办法|要点|安排|总结)")
_ABOUT_TIME = re.compile(r"截止|期限|时间|之日起|日期|公示期|[至到前]")
_CLOSES = re.compile(r"起\s*(?:至|到)|截止|截至|期限|之前|日前|日止|前(?:将|以|通过|反馈|提出|报|送|发|反映|来)")
_SPAN = re.compile(r"(?:开始|起|之日起)?[，,、（(]?\s*(?:截止|截至|至|到|—|-|－|~|～)")
_INTERRUPTED = re.compile(r"(?:开始|起)?\s*[，,]\s*(?:截止|截至)?(?:到|至)(?=\s*\d)")
_MONTH_DAYS = re.compile(
    r"(?<![\d年-])(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日[^，。；\d]{0,8}(?:至|到|—|-|~)\s*(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日"
)
_MONTH_DAY = re.compile(r"(?<![\d年-])(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日")
_DAYS_FROM = re.compile(
    r"(?:发布|公布|公告|公示|刊登|发出|见报)?之日起\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:个)?(工作日|日|天)"
)
_DAYS = re.compile(r"(?:期限|时间|公示期|征求意见期|为期)[^，。；\d]{0,8}(\d{1,3})\s*(?:个)?(?:自然)?[日天]")
_STATUS = re.compile(r"^(?:已结束|进行中|征集中|未开始|已截止|正在进行|已反馈|结束)$")
_DRAFT = re.compile(r"征求意见稿|征集意见稿|草案|送审稿|讨论稿|修订稿|初稿|公示稿")
_EXPLANATION = re.compile(r"(?:起草|编制|制定|修订|草案|修改|有关情况)的?说明|说明(?:\.\w+)?$|政策解读")
_ARTICLES = re.compile(r"^第[一二三四五]+[条章]")
_LONG_BODY = 1500  # characters of running text in which a draft is given in full


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """The call a page of kind CONSULTATION makes; a plan for calls makes none. A period without a stated begin opens on the day of publication."""
    if _ABOUT_CALLS.search(title_of(facts)):
        return []
    lines = sheet.main_lines
    stated = first_values(values_of(sheet, _LABELS))
    opens, closes, words = _period(stated, lines, facts.page.published_on)
    days = (closes - opens).days + 1 if opens and closes else _stated_days(lines)
    names = _material_names(sheet, facts)
    title = title_of(facts)
    return [
        Consultation(
            page_id=0,
            title=title,
            opens_on=opens,
            closes_on=closes,
            days=days,
            period_text=words[:200],
            status=squeeze(stated.get("status", ""))[:20] or _status(lines),
            has_draft=any(_DRAFT.search(name) and not _EXPLANATION.search(name) for name in names)
            or _holds_draft(sheet),
            has_explanation=any(_EXPLANATION.search(name) for name in names) or _explains(lines, title),
            ways=asking_ways(sheet),
            selector=_place(sheet, words),
        )
    ]


_Period = tuple[date | None, date | None, str]


def _period(stated: dict[str, str], lines: list[str], published: date | None) -> _Period:
    """Begin, end and the words they were read from: labelled, else the sentence that speaks of the period."""
    opens, closes = date_of(stated.get("opens")), date_of(stated.get("closes"))
    if closes:
        return opens or published, closes, " ".join(filter(None, (stated.get("opens"), stated.get("closes"))))
    if "period" in stated:
        found = _in_sentence(stated["period"], published)
        if found:
            return *found, stated["period"]
    timed = [line for line in lines if _ABOUT_TIME.search(line)]
    for line in sorted(timed, key=lambda line: 0 if "意见" in line or "期限" in line or "截止" in line else 1):
        for sentence in re.split(r"[。；;！]", line):
            found = _in_sentence(sentence, published)
            if found:
                return *found, sentence.strip()
    return None, None, ""


def _in_sentence(sentence: str, published: date | None) -> tuple[date | None, date] | None:
    sentence = _INTERRUPTED.sub("至", sentence)
    for opens, closes in date_ranges(sentence):
        return opens, closes
    dated = [found for found in dates_in(sentence) if found.on]
    if len(dated) >= 2:
        first, second = dated[0], dated[1]
        between = plain(sentence)[first.end : second.start]
        if len(between) <= 16 and _SPAN.search(between) and first.on and second.on and first.on <= second.on:
            return first.on, second.on
    if published:
        begin, end = _without_year(sentence, published)
        if end:
            return begin or published, end
    counted = _DAYS_FROM.search(plain(sentence))
    if counted and published and counted.group(2) != "工作日" and chinese_number(counted.group(1)):
        return published, published + timedelta(days=chinese_number(counted.group(1)) - 1)
    if dated and _CLOSES.search(sentence) and dated[-1].on and (published is None or dated[-1].on >= published):
        return published, dated[-1].on
    return None


def _without_year(sentence: str, published: date) -> tuple[date | None, date | None]:
    """Month and day alone, in the year of publication or, for an end before it, the next."""
    text = plain(sentence)
    span = _MONTH_DAYS.search(text)
    if span:
        opens = exact_date(published.year, int(span.group(1)), int(span.group(2)))
        closes = exact_date(published.year, int(span.group(3)), int(span.group(4)))
        if opens and closes and closes < opens:
            closes = exact_date(published.year + 1, closes.month, closes.day)
        return opens, closes
    end = _MONTH_DAY.search(text)
    if end is None or not _CLOSES.search(sentence):
        return None, None
    closes = exact_date(published.year, int(end.group(1)), int(end.group(2)))
    return (None, closes) if closes and closes >= published else (None, None)


def _stated_days(lines: list[str]) -> int | None:
    for line in lines:
        found = _DAYS.search(plain(line)) or _DAYS_FROM.search(plain(line))
        if found and "工作日" not in found.group():
            return chinese_number(found.group(1)) or None
    return None


def _status(lines: list[str]) -> str:
    return next((squeeze(line) for line in lines[:40] if _STATUS.match(squeeze(line))), "")


def _material_names(sheet: Sheet, facts: PageFacts) -> list[str]:
    """What the page offers to read: its attachments and the links of its main part."""
    attached = [record.name for record in facts.records if isinstance(record, Attachment)]
    title = squeeze(title_of(facts))
    linked = [
        link.label
        for link in sheet.links
        if link.region is Region.MAIN and link.label and squeeze(link.label) != title and "征求意见的" not in link.label
    ]
    return attached + linked


def _holds_draft(sheet: Sheet) -> bool:
    """Whether the draft's own text stands on the page: articles, or a long text under a draft's name."""
    if sum(_ARTICLES.match(line) is not None for line in sheet.main_lines) >= 2:
        return True
    named = any(_DRAFT.search(line) and len(line) <= 60 for line in sheet.main_lines[2:])
    return named and sheet.prose >= _LONG_BODY


def _explains(lines: list[str], title: str) -> bool:
    return any(
        len(line) <= 60 and line != title and re.search(r"(?:起草|编制|制定|修订)(?:的)?说明$", line) for line in lines
    )


def _place(sheet: Sheet, words: str) -> str:
    """Where the period stands, or the label it stands behind."""
    sought = words.split(" ", maxsplit=1)[0][:24]
    return place_of(sheet, lambda line: sought in line) if sought else ""
