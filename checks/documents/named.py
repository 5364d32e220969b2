"""Where a named document or list stands on the site (查找应有文件): by titles of pages, rows and files, and by columns; with doubts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from checks.citing import address_of
from checks.column_search import EMPTY_FILLS, FoundColumn, bare, columns_called
from checks.completeness import UNREAD
from checks.named_items import Item
from checks.titles import Titles, titles_of
from portal.states import LIST_KINDS, LinkState, PageKind
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

# Pages about a document that are not the document.
ABOUT = re.compile(r"解读|图解|征求|征集|意见稿|草案|答记者|一图读懂|培训|会议|召开|部署|调研|学习")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|\s*[-—–至到~]\s*20\d\d)")
SPAN = re.compile(r"(?<!\d)(20\d\d)年?\s*[-—–至到~]+\s*(20\d\d)")
NO_CONTENT = LIST_KINDS | {PageKind.HOME, PageKind.SEARCH, PageKind.ERROR, PageKind.REDIRECT}
NEAR = 0.75  # share of a name's pairs of characters that a near title holds
SHORTEST_NEAR = 4  # characters of a name that can have near ones


@dataclass(frozen=True)
class Candidate:
    """Something that bears an item's name. `doubt`: why it may not be what is asked for; empty where it is."""

    title: str
    url: str
    page_id: int  # the page itself, or the one that names it
    on: date | None
    doubt: str = ""
    is_page: bool = False
    is_file: bool = False
    count: int = 1  # of documents: rows of a column


@dataclass
class Found:
    """What was found of one item: `there`, perhaps (`doubtful`), of another time (`outside`), and columns of its name without content."""

    there: list[Candidate] = field(default_factory=list)
    doubtful: list[Candidate] = field(default_factory=list)
    outside: list[Candidate] = field(default_factory=list)
    empty: list[FoundColumn] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many documents are surely there."""
        return sum(each.count for each in self.there)


def find(snapshot: Snapshot, item: Item, days: tuple[date, date] | None, place: tuple[str, ...]) -> Found:
    """Everything that bears one of an item's names. `days`: the period it must fall into; `place`: columns it may stand in."""
    found = Found()
    for row in _rows(snapshot, item):
        doubt = _doubt_of_row(snapshot, row, item, place)
        _sort(found, _candidate(row, doubt), days)
    for column in columns_called(snapshot, item):
        _sort_column(found, column, days, place)
    return found


def _rows(snapshot: Snapshot, item: Item) -> list[Titled]:
    """Pages, rows and files whose title holds one of the names, each address once."""
    titles = snapshot.once(titles_of)
    rows = {row.url: row for name in (item.name, *item.any_of) for row in titles.holding(name)}
    return [row for row in rows.values() if row.kind not in NO_CONTENT]


def _candidate(row: Titled, doubt: str) -> Candidate:
    return Candidate(row.title, row.url, row.page_id, row.on, doubt, row.kind is not None, row.is_file)


def _doubt_of_row(snapshot: Snapshot, row: Titled, item: Item, place: tuple[str, ...]) -> str:
    about = ABOUT.search(row.title)
    if about and about[0] not in item.name:
        return "可能只是谈到它的稿件"
    if row.kind is None and row.state in (LinkState.BROKEN, LinkState.SUSPECT):
        return "链接打不开"
    if place and not _stands_in(snapshot, row, place):
        return f"不能确定是否在“{'”“'.join(place)}”栏目"
    return ""


def _stands_in(snapshot: Snapshot, row: Titled, place: tuple[str, ...]) -> bool:
    page = snapshot.page_by_id(row.page_id)
    return page is not None and any(bare(name) in bare(step) for name in place for step in page.breadcrumb)


def _sort(found: Found, candidate: Candidate, days: tuple[date, date] | None) -> None:
    when = "" if days is None else _when(candidate, days)
    if when is None:
        found.outside.append(candidate)
    elif when or candidate.doubt:
        told = "，".join(filter(None, (candidate.doubt, when)))
        found.doubtful.append(Candidate(candidate.title, candidate.url, candidate.page_id, candidate.on, told))
    else:
        found.there.append(candidate)


def _when(candidate: Candidate, days: tuple[date, date]) -> str | None:
    """Whether a candidate falls into a period, by the years its title names and the day it was published: empty, the doubt, or None."""
    first, last = days
    span = SPAN.search(candidate.title)
    years = {int(year) for year in YEAR.findall(candidate.title)}
    if span:
        years |= set(range(int(span[1]), int(span[2]) + 1))
    within = candidate.on is not None and first <= candidate.on <= last
    if not years:
        return "读不到日期" if candidate.on is None else ("" if within else None)
    if any(first.year <= year <= last.year for year in years):
        return "" if within else "名称是检查期的，发布日期不是"
    return "名称是上一年的" if within and max(years) == first.year - 1 else None


def _sort_column(found: Found, column: FoundColumn, days: tuple[date, date] | None, place: tuple[str, ...]) -> None:
    if column.fill in EMPTY_FILLS:
        found.empty.append(column)
        return
    known = column.column
    newest = known.newest if known else None
    page_id = known.page_id if known else (column.link.page_id if column.link else 0)
    doubt = _doubt_of_column(column, place)
    candidate = Candidate(column.name, column.url, page_id, newest, doubt, count=max(known.items, 1) if known else 1)
    if days is not None and not YEAR.search(column.name) and newest and newest > days[1] and not doubt:
        candidate = Candidate(column.name, column.url, page_id, newest, "不能确定检查期内有没有更新")
        found.doubtful.append(candidate)
        return
    _sort(found, candidate, days)


def _doubt_of_column(column: FoundColumn, place: tuple[str, ...]) -> str:
    if column.is_elsewhere:
        return "在其他网站上"
    if column.fill in UNREAD:
        return "栏目内容没有读取到"
    path = column.column.path if column.column else ()
    if place and not any(bare(name) in bare(step) for name in place for step in (*path, column.name)):
        return f"不能确定是否在“{'”“'.join(place)}”栏目"
    return ""


def near_titles(snapshot: Snapshot, item: Item, limit: int = 3) -> list[Titled]:
    """Things whose titles share most of a name's pairs of characters, the likest first."""
    best: dict[str, tuple[float, Titled]] = {}
    for name in map(bare, (item.name, *item.any_of)):
        if len(name) < SHORTEST_NEAR:
            continue
        for share, row in _near(snapshot.once(titles_of), {name[at : at + 2] for at in range(len(name) - 1)}):
            if row.kind not in NO_CONTENT and share > best.get(row.url, (0.0, row))[0]:
                best[row.url] = (share, row)
    return [row for _, row in sorted(best.values(), key=lambda each: (-each[0], each[1].url))[:limit]]


def _near(titles: Titles, pairs: set[str]) -> Iterator[tuple[float, Titled]]:
    """Rows that hold enough of the pairs, and their share; each of them holds one of the rarest."""
    lacking = int(len(pairs) * (1 - NEAR))
    rarest = sorted(pairs, key=lambda pair: (titles.pairs[pair], pair))[: lacking + 1]
    rows = {(row.url, row.title): row for pair in rarest for row in titles.holding(pair)}
    for row in rows.values():
        name = bare(row.title)
        held = sum(pair in name for pair in pairs)
        if held >= NEAR * len(pairs):
            yield held / len(pairs), row


def page_of(snapshot: Snapshot, candidate: Candidate) -> str:
    """Address a finding about a candidate is at."""
    return candidate.url or address_of(snapshot, candidate.page_id)
