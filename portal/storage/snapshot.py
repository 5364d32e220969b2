"""The reader of a snapshot (快照): facts of one portal at one time, served row by row.

Everything a check may know comes from here. Rows are read on demand; a snapshot of 100,000 pages is never whole in memory.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from portal.accessibility_facts import AxePage, AxeResult
from portal.facts import (
    Column,
    Connection,
    DnsAnswer,
    Event,
    IdentityMark,
    ListItem,
    MetaTag,
    Page,
)
from portal.network_facts import Certificate, Delegation, HomeView, Probe
from portal.site import Site
from portal.states import PageKind
from portal.storage.content_rows import ContentRows
from portal.storage.dated_pages import DatedPage, dated_pages
from portal.storage.link_rows import LinkRows
from portal.storage.manifest import Manifest
from portal.storage.stored_rows import PAGE_ORDER
from portal.storage.titles import Titled, titles

FACTS_NAME = "facts.sqlite"
SCHEMA_VERSION = 1
_PAGES_KEPT = 8192  # some 10 MB
ComputedT = TypeVar("ComputedT")


class SnapshotError(Exception):
    """The folder holds no snapshot that this version can read; the message says what is wrong and how to mend it."""


class Snapshot(ContentRows, LinkRows):
    """Facts of one portal. `open` reads a folder; tests hand in a connection and a manifest."""

    def __init__(self, database: sqlite3.Connection, manifest: Manifest, folder: Path | None = None) -> None:
        super().__init__(database)
        self.manifest = manifest
        self.folder = folder
        self._pages: dict[int, Page | None] = {}
        self._computed: dict[Callable[[Snapshot], Any], Any] = {}

    @classmethod
    def open(cls, folder: Path) -> "Snapshot":
        """Open the snapshot in `folder`, read-only; raises SnapshotError."""
        facts = folder / FACTS_NAME
        try:
            manifest = Manifest.read(folder)
            database = sqlite3.connect(f"{facts.resolve().as_uri()}?mode=ro", uri=True)
            version = database.execute("PRAGMA user_version").fetchone()[0]
        except (OSError, ValueError, sqlite3.Error) as fault:
            raise SnapshotError(f"{folder}: 不是可读取的快照（需含 manifest.json 和 {FACTS_NAME}）") from fault
        if version != SCHEMA_VERSION:
            raise SnapshotError(f"{facts}: 快照格式版本为 {version}，本程序读取版本 {SCHEMA_VERSION}，请重新抓取")
        return cls(database, manifest, folder)

    def close(self) -> None:
        """Release the database."""
        self._database.close()

    @property
    def site(self) -> Site:
        """The audited site as stated by the user."""
        return self.manifest.site

    # pages

    def pages(self, *kinds: PageKind) -> Iterator[Page]:
        """Pages by their clicks from the home page, those of one level by address; of the given kinds or all."""
        where = f"WHERE kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        return self._rows(Page, "page", f"{where} ORDER BY {PAGE_ORDER}", *(kind.value for kind in kinds))

    def usable_pages(self, confidence: float, *kinds: PageKind) -> Iterator[tuple[int, str]]:
        """Ids and addresses of pages of some kinds that opened normally, stand for themselves, and whose kind is as sure as asked."""
        query = f"""SELECT id, url FROM page WHERE kind IN ({",".join("?" * len(kinds))})
            AND status = 200 AND fault IS NULL AND refresh_to = '' AND confidence >= ?"""  # noqa: S608 (marks only)
        return self._database.execute(query, (*(kind.value for kind in kinds), confidence))

    def pages_below(self, name: str) -> Iterator[Page]:
        """Pages whose breadcrumb holds a column of exactly this name, in the order of `pages`."""
        return self._rows(
            Page, "page", f"WHERE instr(breadcrumb, ?) ORDER BY {PAGE_ORDER}", json.dumps(name, ensure_ascii=False)
        )

    def page(self, url: str) -> Page | None:
        """Page at `url`, also where the address redirected to it."""
        target = self.target(url)
        final = target.final_url if target and target.final_url else url
        return self._first(self._rows(Page, "page", "WHERE url = ?", final))

    def landing(self, url: str) -> Page | None:
        """Page a visitor of `url` ends on: HTTP redirects and up to three redirect pages (meta refresh, script) followed."""
        page = self.page(url)
        for _ in range(3):
            if page is None or not page.refresh_to:
                break
            page = self.page(page.refresh_to)
        return page

    def page_by_id(self, page_id: int) -> Page | None:
        """Page with this id. The same documents and columns are cited by many checks: what was asked for last is kept."""
        if page_id not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.clear()
            self._pages[page_id] = self._first(self._rows(Page, "page", "WHERE id = ?", page_id))
        return self._pages[page_id]

    def home(self) -> Page | None:
        """The home page, if it was read."""
        return self.once(_first_of_home)

    def copy_offsets(self) -> Iterator[int]:
        """Offsets of the archived copies that facts of pages were read from, and of the answers behind what a browser made."""
        made = () if "rendered_offset" in self._lacking(Page, "page") else ("rendered_offset",)
        for column in ("archive_offset", *made):
            query = f"SELECT {column} FROM page WHERE {column} IS NOT NULL"  # noqa: S608 (our own names)
            yield from (row[0] for row in self._database.execute(query))

    def sends_on(self) -> Iterator[tuple[str, str]]:
        """Addresses of pages that send their visitors on by themselves (meta refresh, script), and where to."""
        yield from self._database.execute("SELECT url, refresh_to FROM page WHERE refresh_to <> ''")

    def titles(self) -> Iterator[Titled]:
        """Titles of pages, of list rows whose page was not read, and of attached files."""
        return titles(self._database, files=self._has("attachment"))

    def dated_pages(self, *kinds: PageKind) -> Iterator[DatedPage]:
        """Dates and sources of pages of some kinds that have a publication date, in the order of `pages`."""
        return dated_pages(self._database, kinds)

    # what pages say

    def meta_tags(self, page_id: int) -> list[MetaTag]:
        """Meta tags of a page in document order."""
        return list(self._rows(MetaTag, "meta_tag", "WHERE page_id = ? ORDER BY position", page_id))

    def items(self, page_id: int) -> list[ListItem]:
        """List rows of a page in document order."""
        return list(self._rows(ListItem, "list_item", "WHERE page_id = ? ORDER BY position", page_id))

    def rows_of_lists(self, *kinds: PageKind) -> Iterator[ListItem]:
        """List rows of all pages of some kinds, page by page."""
        where = f"""JOIN page ON page.id = page_id WHERE kind IN ({",".join("?" * len(kinds))})
            ORDER BY depth, page.url, position"""
        return self._rows(ListItem, "list_item", where, *(kind.value for kind in kinds))

    def marks(self, page_id: int) -> list[IdentityMark]:
        """Identity elements of a page."""
        return list(self._rows(IdentityMark, "identity_mark", "WHERE page_id = ? ORDER BY rowid", page_id))

    def columns(self) -> Iterator[Column]:
        """Columns, upper levels first."""
        return self._kept(Column, "column", "ORDER BY level, id")

    def column(self, url: str) -> Column | None:
        """Column whose first page is at `url`."""
        return self._first(self._rows(Column, "column", "WHERE url = ?", url))

    # the network

    def dns(self, name: str, rrtype: str) -> list[DnsAnswer]:
        """Answers to one DNS question; an empty list when it was never asked."""
        return list(self._rows(DnsAnswer, "dns_answer", "WHERE name = ? AND rrtype = ?", name, rrtype))

    def connections(self, family: int) -> list[Connection]:
        """Reachability tests over an address family (4 or 6), oldest first."""
        return list(self._rows(Connection, "connection", "WHERE family = ? ORDER BY at, rowid", family))

    def probes(self) -> Iterator[Probe]:
        """Availability probes of the last weeks, oldest first."""
        return self._later_rows(Probe, "probe", "ORDER BY at, rowid")

    def delegations(self) -> list[Delegation]:
        """Questions to the name servers of the host's zones over IPv6; empty when none was asked."""
        return list(self._later_rows(Delegation, "delegation", "ORDER BY rowid"))

    def certificates(self) -> list[Certificate]:
        """Certificates the host's addresses showed."""
        return list(self._later_rows(Certificate, "certificate", "ORDER BY rowid"))

    def home_views(self, family: int) -> list[HomeView]:
        """The home page as seen over an address family (4 or 6), oldest first."""
        return list(self._later_rows(HomeView, "home_view", "WHERE family = ? ORDER BY at, rowid", family))

    def axe_pages(self) -> list[AxePage]:
        """Pages that were given to axe-core, by address; empty when none was."""
        return list(self._later_rows(AxePage, "axe_page", "ORDER BY url"))

    def axe_results(self) -> Iterator[AxeResult]:
        """Rules that tested pages break or may break, by rule, then by address."""
        return self._later_rows(AxeResult, "axe_result", "ORDER BY rule, undecided, url")

    def once(self, compute: Callable[["Snapshot"], ComputedT]) -> ComputedT:
        """What a function makes of this snapshot, worked out once however many checks ask. Give it module-level functions of small results."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        result: ComputedT = self._computed[compute]
        return result

    # the crawl itself

    def events(self) -> Iterator[Event]:
        """What the crawl did that a reader should know, in the order it happened."""
        return self._rows(Event, "event", "ORDER BY at, rowid")


def _first_of_home(snapshot: Snapshot) -> Page | None:
    return next(snapshot.pages(PageKind.HOME), None)
