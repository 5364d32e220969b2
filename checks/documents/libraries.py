"""Where a site gathers its documents (政策文件库): the columns of the names asked, and what their lists hold."""

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin, urlsplit

from checks.column_search import EMPTY_FILLS, FoundColumn, bare, columns_called
from checks.completeness import UNREAD
from checks.documents.around import DOCUMENT_COLUMNS
from checks.named_items import Item
from portal.facts import Column, Document, Page
from portal.interpretations.pairings import plain_name
from portal.states import LIST_KINDS
from portal.storage.snapshot import Snapshot

NOT_ONE = re.compile(r"解读|图解|征求|征集|问答|评价|起草")  # columns about documents that hold none
MANY = 5  # rows of a column of documents under another name that may be the library


@dataclass
class Library:
    """Columns that are the library together, their list pages, and what these list: addresses and plain titles."""

    columns: list[FoundColumn]
    exact: bool
    pages: list[Page] = field(default_factory=list)
    urls: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    oldest: date | None = None  # of its rows; what is older may stand on list pages that were not read

    @property
    def name(self) -> str:
        """As the site calls it."""
        return self.columns[0].name

    @property
    def is_elsewhere(self) -> bool:
        """Whether all of it stands on another site."""
        return all(column.is_elsewhere for column in self.columns)

    @property
    def is_unread(self) -> bool:
        """Whether some of it could not be read."""
        return any(column.fill in UNREAD for column in self.columns)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in any of its columns."""
        return not self.titles and all(column.fill in EMPTY_FILLS for column in self.columns)

    def holds(self, document: Document, page: Page) -> bool:
        """Whether its lists name a document, by its address or its title, or the document's own page says it stands there."""
        names = {bare(column.name) for column in self.columns}
        return (
            page.url in self.urls
            or plain_name(document.title) in self.titles
            or plain_name(page.heading or page.title) in self.titles
            or any(bare(step) in names for step in page.breadcrumb)
        )


def find_library(snapshot: Snapshot, names: tuple[str, ...]) -> Library | None:
    """The library under one of its names, else under a near one; None where there is neither."""
    item = Item(name=names[0], any_of=names[1:])
    found = [column for column in columns_called(snapshot, item) if not NOT_ONE.search(column.name)]
    exact = [column for column in found if column.exact]
    if not found:
        return None
    library = Library(exact or found, bool(exact))
    library.pages = _list_pages(snapshot, library.columns)
    rows = snapshot.once(_rows_by_page)
    for url, title, day in (row for page in library.pages for row in rows.get(page.id, ())):
        library.urls.add(url)
        library.titles.add(title)
        if day:
            library.oldest = min(library.oldest or day, day)
    return library


def _rows_by_page(snapshot: Snapshot) -> dict[int, list[tuple[str, str, date | None]]]:
    """Address, plain title and day of every list row, by the list page."""
    return {
        page.id: [(urljoin(page.url, row.url), plain_name(row.title), row.dated_on) for row in snapshot.items(page.id)]
        for page in snapshot.once(_all_list_pages)
    }


def _all_list_pages(snapshot: Snapshot) -> list[Page]:
    return list(snapshot.pages(*LIST_KINDS))


def likely_library(snapshot: Snapshot) -> Column | None:
    """A column of documents under another name, the fullest; None without one."""
    columns = [
        column
        for column in snapshot.columns()
        if DOCUMENT_COLUMNS.search(column.name) and not NOT_ONE.search(column.name) and column.items >= MANY
    ]
    return max(columns, key=lambda column: column.items, default=None)


def _list_pages(snapshot: Snapshot, columns: list[FoundColumn]) -> list[Page]:
    """List pages of columns: those that bear a column's name in title or trail, and those in its folder where it has one for itself."""
    names = {bare(column.name) for column in columns}
    own = {column.url for column in columns}
    shared = {_folder(column.url) for column in snapshot.columns() if column.url not in own}
    below = {folder for column in columns if (folder := _folder(column.url))} - shared
    firsts = {column.column.page_id for column in columns if column.column}
    return [
        page
        for page in snapshot.once(_all_list_pages)
        if page.id in firsts
        or any(bare(step) in names for step in (*page.breadcrumb, page.heading))
        or any(page.url.startswith(folder) for folder in below)
    ]


def _folder(url: str) -> str:
    """The folder of a column's address; empty for one at the root or with a query, where it says nothing."""
    parts = urlsplit(url)
    folder = url.rpartition("/")[0] + "/"
    return "" if parts.query or urlsplit(folder).path in ("", "/") else folder
