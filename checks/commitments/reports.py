"""Reports on commitments (进展信息): the pages and files that tell of an item, and which parts they hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checks.column_content import family, rows_of
from checks.column_search import bare, columns_called
from checks.named_items import Item
from checks.titles import titles_of
from portal.content_facts import Attachment
from portal.facts import Page
from portal.states import CONTENT_KINDS, Fill
from portal.storage.snapshot import Snapshot

# Columns in which a site publishes its own list where a clause names none.
USUAL_PLACES = ("重点任务执行与落实", "重点任务公开承诺", "重点任务", "民生实事", "为民办实事")
# Titles that only ask for opinions on an item or tell that it was met about: no report on it.
_ABOUT = re.compile(r"征集|征求|意见稿|草案|会议|推进会|促进会|动员会|召开|调研|学习|培训|答题")
_FILLER = re.compile(r"工作|任务|情况|信息")
_PROGRESS = re.compile(r"进展|进度|落实|完成")
_SIGNS = re.compile(r"截至|已完成|完成率|竣工|开工|完工|建成|投用|占年度")  # progress told without the word


@dataclass(frozen=True)
class Report:
    """A page or file that bears an item's name, or stands in the list's column."""

    title: str
    url: str
    on: date | None
    page: Page | None
    text: str  # of the page and its files; empty where nothing was read

    @property
    def was_read(self) -> bool:
        """Whether all it says was read."""
        return self.page is not None and bool(self.text) and self.page.fill not in (Fill.SCRIPTED, Fill.UNREAD)

    def doubt(self, item: Item) -> str:
        """Why this may be no report on an item, in Chinese; empty where it is one."""
        if not self.text:
            return "链接打不开或没有读到"
        about = _ABOUT.search(self.title)
        return "可能只是谈到它的稿件" if about and about[0] not in item.name else ""


def of_item(snapshot: Snapshot, item: Item, days: tuple[date, date], place: tuple[str, ...]) -> list[Report]:
    """Reports whose title holds one of the item's names, of the period or of no known day; in the columns of `place` where these exist."""
    names = [bare(name) for name in (item.name, *item.any_of)]
    listed = in_columns(snapshot, days, place) if place else []
    found = [report for report in listed if any(name in bare(report.title) for name in names)]
    if found:
        return found
    titled = {each.url: each for name in names for each in snapshot.once(titles_of).holding(name)}
    kept = (each for each in titled.values() if each.kind in (None, *CONTENT_KINDS))
    return [_report(snapshot, each.title, each.url, each.on) for each in kept if _within(each.on, days)]


def in_columns(snapshot: Snapshot, days: tuple[date, date], place: Iterable[str]) -> list[Report]:
    """What stands in columns of these names in the period."""
    found: dict[str, Report] = {}
    for name in place:
        for column in (each.column for each in columns_called(snapshot, Item(name=name)) if each.column):
            below = family(snapshot, column)
            columns = {each.url for each in below}
            for row in rows_of(snapshot, below):
                report = _report(snapshot, row.title, row.url, row.on)
                is_text = report.page is None or report.page.kind in CONTENT_KINDS
                if row.url not in columns and is_text and _within(report.on, days):
                    found.setdefault(row.url, report)
    return list(found.values())


def _report(snapshot: Snapshot, title: str, url: str, on: date | None) -> Report:
    page = snapshot.page(url)
    text = f"{title}\n{snapshot.text(page.id)}" if page else snapshot.attachment_text(url)
    files = snapshot.once(_files_of).get(page.id, []) if page else []
    text = "\n".join((text, *(snapshot.attachment_text(file) for file in files)))
    return Report(title, url, on or (page.published_on if page else None), page, text.strip())


def _files_of(snapshot: Snapshot) -> dict[int, list[str]]:
    files: dict[int, list[str]] = {}
    for file in snapshot.records(Attachment):
        files.setdefault(file.page_id, []).append(file.url)
    return files


def _within(on: date | None, days: tuple[date, date]) -> bool:
    return on is None or days[0] <= on <= days[1]


def lacking(parts: Iterable[str], text: str) -> tuple[list[str], list[str]]:
    """Parts that a text does not tell: surely, and perhaps (other words of the same meaning stand in it)."""
    plain = bare(text)
    sure: list[str] = []
    perhaps: list[str] = []
    for part in parts:
        core = _FILLER.sub("", bare(part))
        if bare(part) in plain:
            continue
        told = (bool(core) and core in plain) or bool(_PROGRESS.search(part) and _SIGNS.search(plain))
        (perhaps if told else sure).append(part)
    return sure, perhaps


def longest_gap(days: Iterable[date | None]) -> int:
    """Days between two reports that follow each other, the longest; 0 where there are fewer than two."""
    known = sorted({day for day in days if day})
    return max(((later - sooner).days for sooner, later in pairwise(known)), default=0)
