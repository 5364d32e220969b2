"""What the crawl may not have seen (未见部分): before anything is called missing, ask here whether it could stand where nobody looked."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from checks.outcomes import Reason
from portal.columns.addresses import first_page, number, place, schemeless
from portal.facts import Column, Target
from portal.states import LIST_KINDS, Fill, LinkState, Scope
from portal.storage.snapshot import Snapshot

INTERRUPTED = "interrupted"  # Run.stopped_by
UNREAD = (Fill.SCRIPTED, Fill.UNREAD)
SHUT = (LinkState.BROKEN, LinkState.SUSPECT, LinkState.BLOCKED)  # what is behind such an address nobody saw
MANY_SHUT = 20  # pages of the site that do not open, from which on
SHARE_SHUT = 0.2  # with this share of all, much may stand behind them
_PAGE_SUFFIXES = frozenset(("", ".html", ".htm", ".shtml", ".jhtml", ".jsp", ".asp", ".aspx", ".php", ".do", ".action"))


@dataclass(frozen=True)
class Gap:
    """Why something may exist that was not seen: words for a report, and the reason code an unknown answer bears."""

    words: str
    reason: Reason


def gap(snapshot: Snapshot, names: re.Pattern[str] | None = None, since: date | None = None) -> Gap | None:
    """The weightiest reason why something may have been missed; None when all that could hold it was read.

    `names`: columns in which it would stand (searched in their names); None: only the crawl as a whole is asked. `since`: first day on which
    it may have been published; None: any.
    """
    if cut := cut_short(snapshot):
        return cut
    if snapshot.home() is None:
        return Gap("首页没有读到", Reason.NOT_FETCHED)
    if shut := snapshot.once(_many_shut):
        return shut
    unread = unread_columns(snapshot, names) if names else []
    if unread:
        scripted = unread[0].fill is Fill.SCRIPTED
        return Gap(f"栏目“{unread[0].name}”没有读取到内容", Reason.NO_BROWSER if scripted else Reason.NOT_FETCHED)
    columns = (column for column in snapshot.columns() if names and names.search(column.name))
    return next((shut for column in columns if (shut := shut_list(snapshot, column, since))), None)


def cut_short(snapshot: Snapshot) -> Gap | None:
    """That the crawl ended before all was read; None when it did not."""
    run = snapshot.manifest.run
    stopped = run.stopped_by
    if run.quick and stopped != INTERRUPTED:
        return Gap("快速检查只看首页和政府信息公开专栏", Reason.QUICK)
    if not stopped:
        return None
    return Gap("抓取没有完成", Reason.INTERRUPTED if stopped == INTERRUPTED else Reason.BUDGET)


def unread_columns(snapshot: Snapshot, names: re.Pattern[str]) -> list[Column]:
    """Columns of such names whose content could not be read."""
    return [column for column in snapshot.columns() if column.fill in UNREAD and names.search(column.name)]


def shut_list(snapshot: Snapshot, column: Column, since: date | None = None) -> Gap | None:
    """That further pages of a column's list do not open, so that its older rows were not seen; None when all that is known of it was.

    With `since`, None also where the rows before the first of these pages go back beyond that day.
    """
    numbers = snapshot.once(_shut_numbers).get(_list_of(column.url))
    if not numbers or (since and (seen := _seen_back_to(snapshot, column, min(numbers))) and seen < since):
        return None
    return Gap(f"栏目“{column.name}”的列表有 {len(numbers)} 页打不开", Reason.NOT_FETCHED)


def _seen_back_to(snapshot: Snapshot, column: Column, number_shut: int) -> date | None:
    """The newest day on the last page read before a page that does not open: what follows it is older still."""
    read = snapshot.once(_read_numbers).get(_list_of(column.url), {})
    last = max((each for each in read if each < number_shut), default=None)
    days = (item.dated_on for item in snapshot.items(read[last]) if item.dated_on) if last is not None else ()
    return max(days, default=None)


def is_shut(snapshot: Snapshot, url: str) -> bool:
    """Whether a page of the site does not open, so that its text was not seen."""
    return url in snapshot.once(_shut_addresses)


def _shut_addresses(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(target.url for target in snapshot.once(_shut_pages))


def _shut_numbers(snapshot: Snapshot) -> dict[str, list[int]]:
    """Numbers of each list's further pages that do not open, by its first page's address."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for target in snapshot.once(_shut_pages):
        if number(target.url):
            numbers[_list_of(target.url)].append(number(target.url))
    return numbers


def _read_numbers(snapshot: Snapshot) -> dict[str, dict[int, int]]:
    """Ids of each list's pages that were read, by their numbers."""
    pages: dict[str, dict[int, int]] = defaultdict(dict)
    for page in snapshot.pages(*LIST_KINDS):
        pages[_list_of(page.url)][number(page.url)] = page.id
    return pages


def _list_of(url: str) -> str:
    return schemeless(first_page(place(url)))


def _many_shut(snapshot: Snapshot) -> Gap | None:
    """That so many of the site's own pages do not open that much may stand on them: an outage, or links to pages long gone."""
    shut = len(snapshot.once(_shut_pages))
    if shut < MANY_SHUT:
        return None
    share = shut / (shut + sum(1 for _ in snapshot.pages()))
    return Gap(f"站内有 {shut} 个页面打不开（{share:.0%}）", Reason.NOT_FETCHED) if share >= SHARE_SHUT else None


def _shut_pages(snapshot: Snapshot) -> list[Target]:
    """The site's own pages, files left out, that do not open."""
    return [
        target
        for target in snapshot.targets(*SHUT)
        if target.scope is Scope.INTERNAL and PurePosixPath(urlsplit(target.url).path).suffix.lower() in _PAGE_SUFFIXES
    ]
