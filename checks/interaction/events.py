"""Open days a site tells of (政府开放日、开放月): reports with a day, and titles that may be of one."""

import re
from dataclasses import dataclass, field
from datetime import date

from checks.titles import titles_of
from portal.content_facts import OpenDay
from portal.facts import Page
from portal.states import LIST_KINDS, PageKind
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

WORDS = ("开放日", "开放月", "开放周", "公众开放", "走进", "体验日", "观摩日")
NOT_SURE = re.compile(r"校园|学校|中学|小学|幼儿园|大学|学院|医院|企业开放|图书馆开放")  # not a government's own day
_LIKE = re.compile(r"开放(?:日|月|周)|公众开放|(?:代表|市民|群众|居民|学生)[^，。]{0,8}走进|体验日|观摩日")


@dataclass
class Event:
    """One open day: the record and the page that tells of it."""

    record: OpenDay
    page: Page

    @property
    def unit(self) -> str:
        """Who held it (责任单位), as the page's source names it, else as the title begins; empty where neither does."""
        named = re.match(
            r"[\u4e00-\u9fa5]{2,20}?(?:局|委|办|办公室|中心|政府|街道|镇|乡)(?=开展|举办|举行|组织|启动)",
            self.record.title,
        )
        return named.group() if named else self.page.source

    @property
    def sure(self) -> bool:
        """Whether it is surely a government's own."""
        return NOT_SURE.search(self.record.title) is None


@dataclass
class Events:
    """Reports of open days, and other things whose titles speak of one."""

    told: list[Event] = field(default_factory=list)
    like: list[Titled] = field(default_factory=list)

    def within(self, first: date, last: date, month: int | None) -> tuple[list[Event], list[tuple[str, int, str]]]:
        """Events of the days (and month), and what may be another one: title, page id, address."""
        inside = [each for each in self.told if _is_in(each.record.held_on, first, last, month)]
        sure = [each for each in inside if each.sure]
        perhaps = [(each.record.title, each.page.id, each.page.url) for each in inside if not each.sure]
        perhaps += [
            (each.title, each.page_id, each.url)
            for each in self.like
            if each.on is None or (first <= each.on <= last and month in (None, *_around(each.on)))
        ]
        return sure, perhaps


def events_of(snapshot: Snapshot) -> Events:
    """What the site tells of open days. Give it to `Snapshot.once`."""
    told = [
        Event(record, page)
        for record in snapshot.records(OpenDay)
        if (page := snapshot.page_by_id(record.page_id)) and page.fault is None
    ]
    known = {each.page.url for each in told}
    titles = snapshot.once(titles_of)
    like = {each.url: each for word in WORDS for each in titles.holding(word) if _LIKE.search(each.title)}
    others = [
        each
        for each in like.values()
        if each.url not in known
        and each.kind not in LIST_KINDS
        and each.kind is not PageKind.HOME
        and len(each.title) > 6
    ]
    return Events(told, sorted(others, key=lambda each: each.url))


def _is_in(day: date | None, first: date, last: date, month: int | None) -> bool:
    return day is not None and first <= day <= last and month in (None, day.month)


def _around(day: date) -> tuple[int, int, int]:
    """Months an event may fall into that is announced or told of on a day."""
    return (day.month, day.month % 12 + 1, (day.month - 2) % 12 + 1)
