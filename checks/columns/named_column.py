"""One column a clause names (规定栏目), judged by what was read of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.assessment import Evidence
from checks.citing import cite_link, cite_page
from checks.column_content import Row, family, rows_of
from checks.column_search import EMPTY_FILLS, FoundColumn, bare
from checks.completeness import is_shut, shut_list
from checks.titles import titles_of
from portal.facts import Column, Link, Page
from portal.states import Fill, LinkState, Region
from portal.storage.snapshot import Snapshot

UNREAD_FILLS = (Fill.SCRIPTED, Fill.UNREAD)


@dataclass(frozen=True)
class Wanted:
    """What a column must be, beside being there."""

    not_empty: bool
    max_age_days: int | None
    days: tuple[date, date] | None  # it must hold something of these days
    contains: tuple[str, ...]
    as_of: date


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a column; `sure` is False where a person has to look. `element`: the part that is lacking."""

    kind: str
    message: str
    sure: bool = True
    element: str = ""


@dataclass(frozen=True)
class Judged:
    """A column found and its flaws, none where it is as wanted."""

    found: FoundColumn
    flaws: tuple[Flaw, ...]
    newest: date | None = None

    @property
    def is_good(self) -> bool:
        """Whether it is surely as wanted."""
        return not self.flaws

    @property
    def fails(self) -> bool:
        """Whether something is surely wrong."""
        return any(flaw.sure for flaw in self.flaws)


def judge(snapshot: Snapshot, found: FoundColumn, wanted: Wanted) -> Judged:
    """Judge one column by its own pages and those below it."""
    shut = _shut(snapshot, found)
    if shut:
        return Judged(found, (shut,))
    below = family(snapshot, found.column) if found.column else []
    fills = {each.fill for each in below} or {found.fill}
    blank = _blank(found, fills, wanted)
    if blank:
        return Judged(found, (blank,))
    rows = rows_of(snapshot, below) if below else _rows_of_page(snapshot, found.page)
    newest = _newest(below, rows, _page_of(snapshot, found))
    partly = bool(fills & set(UNREAD_FILLS)) or any(shut_list(snapshot, each) for each in below)
    flaws = (
        *_age(newest, wanted, partly),
        *_period(rows, newest, below, wanted, partly),
        *_parts(snapshot, found, below, rows, wanted, partly),
    )
    return Judged(found, flaws, newest)


def evidence_of(snapshot: Snapshot, found: FoundColumn) -> tuple[Evidence, ...]:
    """The column's own page, else the link to it, else the home page."""
    page = _page_of(snapshot, found)
    if page:
        return (cite_page(page, found.name),)
    link = found.link or _link_to(snapshot, found.url)
    holder = snapshot.page_by_id(link.page_id) if link else None
    home = snapshot.home()
    if link and holder:
        return (cite_link(holder, link),)
    return (cite_page(home, found.name, target=found.url),) if home else ()


def _link_to(snapshot: Snapshot, url: str) -> Link | None:
    target = snapshot.target(url)
    return next(snapshot.links_to(target.id, 1), None) if target else None


def _page_of(snapshot: Snapshot, found: FoundColumn) -> Page | None:
    return snapshot.page_by_id(found.column.page_id) if found.column else found.page


def _shut(snapshot: Snapshot, found: FoundColumn) -> Flaw | None:
    """Whether it cannot be opened, or stands where it is not read."""
    target = snapshot.target(found.url)
    if target and target.state is LinkState.BROKEN:
        why = target.fault.words if target.fault else target.state.words
        home = snapshot.home()
        if found.link and home and found.link.page_id != home.id:
            told = f"只找到某一下级栏目里的“{found.name}”，打不开：{why}，需人工确认是不是规定的栏目。"
            return Flaw("doubtful", told, sure=False)
        return Flaw("dead", f"栏目“{found.name}”打不开：{why}。")
    if found.is_elsewhere:
        return Flaw("doubtful", f"“{found.name}”链接到其他网站，内容需人工核实。", sure=False)
    if found.column is None and found.page is None:
        return Flaw("doubtful", f"“{found.name}”没有读取到，需人工核实。", sure=False)
    return None


def _blank(found: FoundColumn, fills: set[Fill], wanted: Wanted) -> Flaw | None:
    if fills <= set(EMPTY_FILLS):
        return Flaw("empty", f"栏目“{found.name}”没有内容。") if wanted.not_empty else None
    if fills <= {*EMPTY_FILLS, *UNREAD_FILLS}:
        return Flaw("doubtful", f"栏目“{found.name}”的内容没有读到，需人工核实。", sure=False)
    return None


def _rows_of_page(snapshot: Snapshot, page: Page | None) -> list[Row]:
    items = snapshot.items(page.id) if page else []
    return [Row(item.title, item.url, item.dated_on) for item in items]


def _newest(below: list[Column], rows: list[Row], page: Page | None) -> date | None:
    days = [each.newest for each in below] + [row.on for row in rows] + [page.published_on if page else None]
    return max((day for day in days if day), default=None)


def _age(newest: date | None, wanted: Wanted, partly: bool) -> Iterator[Flaw]:
    if wanted.max_age_days is None:
        return
    if newest is None:
        yield Flaw("doubtful", "栏目里读不到日期，更新时间需人工核实。", sure=False)
    elif (wanted.as_of - newest).days > wanted.max_age_days:
        told = f"最近的内容是 {newest} 的，超过规定的 {wanted.max_age_days} 天。"
        yield Flaw("stale", told, sure=not partly)


def _period(rows: list[Row], newest: date | None, below: list[Column], wanted: Wanted, partly: bool) -> Iterator[Flaw]:
    if wanted.days is None:
        return
    first, last = wanted.days
    if newest is None:
        yield Flaw("doubtful", "栏目里读不到日期，时段内有没有内容需人工核实。", sure=False)
    elif newest < first:
        yield Flaw("not_in_period", f"栏目里没有 {first} 至 {last} 的内容，最近的是 {newest} 的。", sure=not partly)
    elif newest > last and not any(row.on and first <= row.on <= last for row in rows):
        sure = not partly and all(each.pages_read <= 1 for each in below) and all(row.on for row in rows)
        yield Flaw("not_in_period", f"没有读到 {first} 至 {last} 的内容。", sure=sure)


def _parts(
    snapshot: Snapshot, found: FoundColumn, below: list[Column], rows: list[Row], wanted: Wanted, partly: bool
) -> Iterator[Flaw]:
    """Parts asked for, looked for in names of columns, titles, the labels on the column's page, and its text."""
    names = [bare(name) for name in (*(each.name for each in below[1:]), *(row.title for row in rows))]
    page = _page_of(snapshot, found)
    names += [bare(link.label) for link in snapshot.links(page.id, Region.MAIN)] if page else []
    text = bare(snapshot.text(page.id)) if page else ""
    for part in wanted.contains:
        own = bare(part)
        if any(own in name for name in names) or own in text:
            continue
        elsewhere = next(snapshot.once(titles_of).holding(part), None)
        if elsewhere:
            told = f"栏目里没有找到“{part}”，网站别处有“{elsewhere.title[:40]}”，需人工核实。"
            yield Flaw("part_missing", told, sure=False, element=part)
        else:
            unseen = partly or any(is_shut(snapshot, row.url) for row in rows)
            in_texts = unseen or bool(snapshot.search([part], limit=1))
            doubt = "，可能写在别处，需人工核实" if in_texts else ""
            yield Flaw("part_missing", f"栏目里没有“{part}”的内容{doubt}。", sure=not in_texts, element=part)
