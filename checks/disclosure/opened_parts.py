"""The disclosure column's parts as a visitor opens them (打开的各部分): the page behind each, the lists and rows below it, what was not seen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.column_search import bare
from checks.completeness import Gap, cut_short
from checks.disclosure.entry_links import EntryParameters, shown_name
from checks.disclosure.parts import FOUR_PARTS, Menu, Part, Section, find_menu
from checks.outcomes import Reason
from checks.places import is_same_page, place_of
from portal.columns.addresses import first_page, number, place, schemeless
from portal.facts import Column, Link, ListItem, Page
from portal.states import CONTENT_KINDS, LIST_KINDS, Fill, LinkState, PageKind, Region
from portal.storage.snapshot import Snapshot

GUIDE, SYSTEM, CONTENT, REPORTS = FOUR_PARTS
_TEXTS = CONTENT_KINDS | {PageKind.SYSTEM}
_MOST_ENDS = 60  # lists of a part whose further pages are asked for; more are the whole site
_FURTHER = ("下一页", "下页", "尾页", "末页", "后一页")


@dataclass(frozen=True)
class Row:
    """A row of a part's list, and the list page it stands on."""

    item: ListItem
    page: Page


@dataclass(frozen=True)
class OpenedPart:
    """A part with what stands behind it. `page` is None where it was not read, and then `missed` says why."""

    name: str
    link: Link | None = None
    page: Page | None = None
    missed: Gap | None = None
    is_file: bool = False  # its link opens a file
    lists: tuple[Page, ...] = ()  # the page itself where it lists something, its further pages, columns below it
    texts: tuple[Page, ...] = ()  # whose breadcrumb names the part

    def rows(self, snapshot: Snapshot) -> Iterator[Row]:
        """Rows of its lists in their order, then texts that say themselves that they stand here; each address or title once."""
        seen: set[str] = set()
        for page in self.lists:
            for item in snapshot.items(page.id):
                known = item.url or item.title
                if item.region is Region.MAIN and known not in seen:
                    seen.add(known)
                    yield Row(item, page)
        for page in self.texts:
            if page.url not in seen and (self.page is None or page.id != self.page.id):
                yield Row(ListItem(page.id, 0, page.heading or page.title, page.url, page.published_on), page)

    def unread(self, snapshot: Snapshot) -> Gap | None:
        """Why there may be more in this part than was read; None when all of it was, whatever does not open elsewhere."""
        missed = self.missed or cut_short(snapshot)
        if missed:
            return missed
        if any(page.fill in (Fill.SCRIPTED, Fill.UNREAD) for page in self.lists):
            return Gap(f"“{self.name}”的列表由脚本生成，没有读取到", Reason.NO_BROWSER)
        ends = list(self.ends())
        asked = ends if len(ends) <= _MOST_ENDS else []
        return next((found for page in asked if (found := list_gap(snapshot, page, self.name))), None)

    def ends(self) -> Iterator[Page]:
        """First and last page of every list: scripts show on the one, what was not read follows the other."""
        lists: dict[str, list[Page]] = {}
        for page in self.lists:
            lists.setdefault(_key(page.url), []).append(page)
        for pages in lists.values():
            last = max(pages, key=lambda page: number(page.url))
            yield from (pages[0],) if last.id == pages[0].id else (pages[0], last)


def list_gap(snapshot: Snapshot, page: Page, name: str) -> Gap | None:
    """Why a list may go on beyond a page: its rows come by script, or its next page was not read."""
    if page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        return Gap(f"“{name}”的列表由脚本生成，没有读取到", Reason.NO_BROWSER)
    if any(_is_further(link) and link.url and snapshot.page(link.url) is None for link in snapshot.links(page.id)):
        return Gap(f"“{name}”的列表没有读完", Reason.NOT_FETCHED)
    return None


def opened(snapshot: Snapshot, section: Section) -> OpenedPart:
    """One of the four parts, also under a near name."""
    return snapshot.once(_parts)[section.names[0]]


def disclosure_menu(snapshot: Snapshot) -> Menu | None:
    """The menu of the disclosure column; None where no such column was read."""
    home = snapshot.home()
    return find_menu(snapshot, home, EntryParameters(), FOUR_PARTS) if home else None


def _parts(snapshot: Snapshot) -> dict[str, OpenedPart]:
    menu = snapshot.once(disclosure_menu)
    if menu is None:
        missed = Gap("没有读到首页的政府信息公开栏目", Reason.NOT_FETCHED)
        return {section.names[0]: OpenedPart(section.names[0], missed=missed) for section in FOUR_PARTS}
    return {part.name: _opened(snapshot, menu, part) for part in menu.parts(snapshot, FOUR_PARTS)}


def _opened(snapshot: Snapshot, menu: Menu, part: Part) -> OpenedPart:
    link = _leading(snapshot, menu, part)
    if part.is_column_page:
        return _with_lists(snapshot, OpenedPart(part.name, page=menu.column))
    if link is None or not link.url:
        return OpenedPart(part.name, link, missed=Gap(f"公开栏目里没有读到“{part.name}”的入口", Reason.NOT_FETCHED))
    end = place_of(snapshot, link.url)
    home = snapshot.home()
    if end.page is None and _opens_a_file(snapshot, link):
        missed = Gap(f"“{part.name}”是一个文件，内容没有读取", Reason.NOT_FETCHED)
        return OpenedPart(part.name, link, missed=missed, is_file=True)
    leads_back = is_same_page(end, menu.column) or (home is not None and is_same_page(end, home))
    if end.page is None or end.page.fault or end.page.kind is PageKind.ERROR or leads_back:
        return OpenedPart(part.name, link, missed=Gap(f"“{part.name}”没有读取到", Reason.NOT_FETCHED))
    return _with_lists(snapshot, OpenedPart(part.name, link, end.page))


def _leading(snapshot: Snapshot, menu: Menu, part: Part) -> Link | None:
    """The part's link; where that is an expander without an address, another of its name, in the menu or to a column."""
    link = part.link or part.near
    if link is None or link.url:
        return link
    name = shown_name(link)
    twin = next((other for other in menu.links if other.url and shown_name(other) == name), None)
    column = next((column for column in snapshot.columns() if bare(column.name) == name), None)
    return twin or (replace(link, url=column.url) if column else link)


def _opens_a_file(snapshot: Snapshot, link: Link) -> bool:
    target = snapshot.target_by_id(link.target_id)
    opens = target is not None and target.state in (LinkState.OK, LinkState.REDIRECTED)
    return opens and target is not None and bool(target.content_type) and "html" not in target.content_type


def _with_lists(snapshot: Snapshot, part: OpenedPart) -> OpenedPart:
    page = part.page
    if page is None:
        return part
    own = next((column for column in snapshot.columns() if page.id == column.page_id), None)
    firsts = [page.url, *(column.url for column in _below(snapshot, own) if column.page_id != page.id)]
    lists = [each for first in firsts for each in snapshot.once(_numbered).get(_key(first), ())] or [page]
    texts: list[Page] = []
    if part.name != CONTENT.names[0]:  # what stands there may be most of the site
        names = {part.name, shown_name(part.link) if part.link else part.name}
        texts = [text for name in sorted(names) for text in snapshot.pages_below(name) if text.kind in _TEXTS]
    kept = tuple({each.id: each for each in lists}.values())
    return OpenedPart(part.name, part.link, page, lists=kept, texts=tuple(texts))


def _below(snapshot: Snapshot, own: Column | None) -> list[Column]:
    """Columns below a column, by their path."""
    if own is None:
        return []
    depth = len(own.path)
    return [column for column in snapshot.columns() if column.level > depth and column.path[:depth] == own.path]


def _numbered(snapshot: Snapshot) -> dict[str, list[Page]]:
    """List pages by the address of their column's first page."""
    pages: dict[str, list[Page]] = {}
    for page in snapshot.pages(*LIST_KINDS):
        pages.setdefault(_key(page.url), []).append(page)
    return pages


def _key(url: str) -> str:
    return schemeless(first_page(place(url)))


def _is_further(link: Link) -> bool:
    """Whether a link leads on to another page of its list."""
    return link.label.strip("<>[]›»") in _FURTHER
