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
    Attempt,
    Column,
    Connection,
    DnsAnswer,
    Event,
    IdentityMark,
    Link,
    ListItem,
    MetaTag,
    Page,
    Target,
)
from portal.network_facts import Certificate, Delegation, HomeView, Probe
from portal.other_pages import OtherPage
from portal.site import Site
from portal.states import LinkState, PageKind, Region
from portal.storage.content_rows import ContentRows
from portal.storage.manifest import Manifest
from portal.storage.stored_rows import PAGE_ORDER, by_page
from portal.storage.titles import Titled, titles

FACTS_NAME = "facts.sqlite"
SCHEMA_VERSION = 1
ComputedT = TypeVar("ComputedT")
# The order of pages. Ids will not do: they follow the answers, which come in another order every time.
_PLAIN_RESOURCES = """
    SELECT page_id, position FROM (
        SELECT link.page_id, link.position, ROW_NUMBER() OVER (PARTITION BY link.url ORDER BY page.depth, page.url, link.position) AS rank
        FROM link JOIN page ON page.id = link.page_id
        WHERE link.url LIKE 'http://%' AND page.url LIKE 'https://%' AND link.element IN ({}))
    WHERE rank <= ?"""


_SHEETS_WITH = """
    WITH RECURSIVE holding (id) AS (SELECT sheet_id FROM sheet_link WHERE target_id = ?
        UNION SELECT sheet_id FROM sheet_link JOIN holding ON target_id = holding.id) SELECT id FROM holding"""


class SnapshotError(Exception):
    """The folder holds no snapshot that this version can read; the message says what is wrong and how to mend it."""


class Snapshot(ContentRows):
    """Facts of one portal. `open` reads a folder; tests hand in a connection and a manifest."""

    def __init__(self, database: sqlite3.Connection, manifest: Manifest, folder: Path | None = None) -> None:
        super().__init__(database)
        self.manifest = manifest
        self.folder = folder
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
        """Page with this id."""
        return self._first(self._rows(Page, "page", "WHERE id = ?", page_id))

    def home(self) -> Page | None:
        """The home page, if it was read."""
        return self.once(_first_of_home)

    def text(self, page_id: int) -> str:
        """Main text of a page, white space folded; empty when there is none."""
        row = self._database.execute("SELECT text FROM page_text WHERE page_id = ?", (page_id,)).fetchone()
        return row[0] if row else ""

    def titles(self) -> Iterator[Titled]:
        """Titles of pages, of list rows whose page was not read, and of attached files."""
        return titles(self._database, files=self._has("attachment"))

    # links and their targets

    def links(self, page_id: int, region: Region | None = None) -> Iterator[Link]:
        """Links of a page in document order."""
        if region is None:
            return self._rows(Link, "link", "WHERE page_id = ? ORDER BY position", page_id)
        return self._rows(Link, "link", "WHERE page_id = ? AND region = ? ORDER BY position", page_id, region.value)

    def links_to(self, target_id: int, limit: int = -1) -> Iterator[Link]:
        """Links that lead to a target, by page; at most `limit`."""
        where = f"WHERE target_id = ? ORDER BY {by_page()}, position LIMIT ?"
        return self._rows(Link, "link", where, target_id, limit)

    def links_without_address(self, length: int) -> Iterator[Link]:
        """Visible links that no address was read for, by page: those of at least `length` characters, and those whose address is no web address.

        Script calls, mail and phone numbers are left out: they are no ways to a page.
        """
        where = """WHERE target_id = 0 AND hidden = 0 AND element IN ('a', 'area') AND raw NOT LIKE 'javascript:%'
            AND raw NOT LIKE 'mailto:%' AND raw NOT LIKE 'tel:%' AND (LENGTH(text) + LENGTH(alt) >= ? OR raw LIKE '%:%' OR raw LIKE '//%')"""
        return self._rows(Link, "link", f"{where} ORDER BY {by_page()}, position", length)

    def links_to_missing_anchors(self, state: LinkState, page_id: int | None = None) -> Iterator[Link]:
        """Links, of one page or all, to places that are not on the page they lead to, by page: BROKEN or SUSPECT ones."""
        where = "WHERE (page_id, position) IN (SELECT page_id, position FROM missing_anchor WHERE state = ?)"
        if not self._has("missing_anchor"):
            return iter(())
        if page_id is None:
            return self._rows(Link, "link", f"{where} ORDER BY {by_page()}, position", state.value)
        return self._rows(Link, "link", f"{where} AND page_id = ? ORDER BY position", state.value, page_id)

    def is_in_a_sheet(self, target_id: int) -> bool:
        """Whether some style sheet names a target."""
        query = "SELECT 1 FROM sheet_link WHERE target_id = ? LIMIT 1"
        return self._has("sheet_link") and self._database.execute(query, (target_id,)).fetchone() is not None

    def targets_in_sheets(self, page_id: int) -> list[int]:
        """Ids of the targets named in the style sheets a page uses, imported ones included."""
        query = """
            WITH RECURSIVE used (id) AS (SELECT target_id FROM link WHERE page_id = ? AND element = 'css'
                UNION SELECT target_id FROM sheet_link JOIN used ON sheet_id = used.id WHERE element = 'css')
            SELECT DISTINCT target_id FROM sheet_link WHERE sheet_id IN used ORDER BY url"""
        return [row[0] for row in self._database.execute(query, (page_id,))] if self._has("sheet_link") else []

    def links_to_sheets_with(self, target_id: int, limit: int) -> Iterator[Link]:
        """Links of pages to the style sheets that name a target, themselves or through sheets they import, by page; at most `limit`."""
        where = f"WHERE element = 'css' AND target_id IN ({_SHEETS_WITH}) ORDER BY {by_page()}, position LIMIT ?"
        return self._rows(Link, "link", where, target_id, limit)

    def plain_resources(self, elements: tuple[str, ...], each: int) -> Iterator[Link]:
        """Links by these elements that load an http:// address into an https page, at most `each` of one address, by page."""
        marks = ",".join("?" * len(elements))
        where = f"WHERE (page_id, position) IN ({_PLAIN_RESOURCES.format(marks)}) ORDER BY {by_page()}, position"
        return self._rows(Link, "link", where, *elements, each)

    def is_linked(self, target_id: int, besides: tuple[str, ...] = ()) -> bool:
        """Whether some page leads to a target by another element than those in `besides`."""
        marks = ",".join("?" * len(besides))
        query = f"SELECT 1 FROM link WHERE target_id = ? AND element NOT IN ({marks}) LIMIT 1"  # noqa: S608 (marks only)
        return self._database.execute(query, (target_id, *besides)).fetchone() is not None

    def count_links_to(self, target_id: int) -> int:
        """How many pages link to a target."""
        query = "SELECT COUNT(DISTINCT page_id) FROM link WHERE target_id = ?"
        return int(self._database.execute(query, (target_id,)).fetchone()[0])

    def targets(self, *states: LinkState) -> Iterator[Target]:
        """Targets in the given states or all."""
        where = f"WHERE state IN ({','.join('?' * len(states))})" if states else ""
        return self._rows(Target, "target", f"{where} ORDER BY url", *(state.value for state in states))

    def target(self, url: str) -> Target | None:
        """Target with this canonical address."""
        return self._first(self._rows(Target, "target", "WHERE url = ?", url))

    def target_by_id(self, target_id: int) -> Target | None:
        """Target with this id."""
        return self._first(self._rows(Target, "target", "WHERE id = ?", target_id))

    def other_page(self, target: Target) -> OtherPage | None:
        """What a target outside the site shows; None where it was not opened, or is no page."""
        return self._first(self._later_rows(OtherPage, "other_page", "WHERE url = ?", target.final_url or target.url))

    def other_pages(self) -> Iterator[OtherPage]:
        """What pages outside the site show, by address; none from snapshots that lack them."""
        return self._later_rows(OtherPage, "other_page", "ORDER BY url")

    def attempts(self, target_id: int) -> Iterator[Attempt]:
        """Tries to open a target, oldest first."""
        return self._rows(Attempt, "attempt", "WHERE target_id = ? ORDER BY at", target_id)

    # what pages say

    def meta_tags(self, page_id: int) -> list[MetaTag]:
        """Meta tags of a page in document order."""
        return list(self._rows(MetaTag, "meta_tag", "WHERE page_id = ? ORDER BY position", page_id))

    def items(self, page_id: int) -> list[ListItem]:
        """List rows of a page in document order."""
        return list(self._rows(ListItem, "list_item", "WHERE page_id = ? ORDER BY position", page_id))

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
