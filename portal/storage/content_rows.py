"""What a snapshot's pages hold (内容查询): documents, interpretations, records, attached files, and the search over their texts."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from portal.content_facts import RECORD_TABLES, AttachmentFile, Record, Relation
from portal.facts import Document, Interpretation, Page, Pairing
from portal.floating_windows import FloatingView
from portal.ipv6_links import LinkReach
from portal.site_facts import PageHeader
from portal.site_search import SearchEntry, SearchQuery
from portal.storage.long_numbers import holds_long_number
from portal.storage.search import Hit, search, texts_holding
from portal.storage.stored_rows import PAGE_ORDER, StoredRows, by_page, on_pages
from portal.storage.term_index import TermIndex

_PAGE_TEXTS = "SELECT page.id, '', text FROM page JOIN page_text ON page_id = page.id ORDER BY depth, url"
_FILE_TEXTS = """
    SELECT offered.page_id, attachment_text.url, attachment_text.text FROM (
        SELECT coalesce(nullif(target.final_url, ''), attachment.url) AS landing, min(attachment.page_id) AS page_id
        FROM attachment LEFT JOIN target ON target.url = attachment.url GROUP BY landing) AS offered
    JOIN attachment_text ON attachment_text.url = offered.landing ORDER BY attachment_text.url"""
AnyRecord = TypeVar("AnyRecord", bound=Record)


class ContentRows(StoredRows):
    """The part of a snapshot that tells what its pages say."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__(database)
        self._index = TermIndex()
        self._long_numbers: dict[str, list[tuple[int, str]]] = {}

    def documents(self) -> Iterator[Document]:
        """Policy documents, by page."""
        return self._kept(Document, "document", on_pages("document"))

    def interpretations(self) -> Iterator[Interpretation]:
        """Interpretations, by page."""
        return self._kept(Interpretation, "interpretation", on_pages("interpretation"))

    def records(self, cls: type[AnyRecord]) -> Iterator[AnyRecord]:
        """Rows of one class of `portal.content_facts`, by page; none from snapshots that lack them."""
        return self._later_rows(cls, RECORD_TABLES[cls], on_pages(RECORD_TABLES[cls]))

    def header(self, page_id: int) -> PageHeader | None:
        """What heads a page; None from snapshots that lack it."""
        return self._first(self._later_rows(PageHeader, "page_header", "WHERE page_id = ?", page_id))

    def tag_contents(self, name: str) -> list[str]:
        """What the meta tags of a name (in lower case) say on all pages, each content once, in its order."""
        query = "SELECT DISTINCT content FROM meta_tag WHERE lower(name) = ? ORDER BY content"
        return [row[0].strip() for row in self._database.execute(query, (name,))]

    def page_with_tag(self, name: str, content: str) -> Page | None:
        """The first page whose tag of a name (in lower case) says this."""
        where = "WHERE id IN (SELECT page_id FROM meta_tag WHERE lower(name) = ? AND trim(content) = ?)"
        return self._first(self._rows(Page, "page", f"{where} ORDER BY {PAGE_ORDER} LIMIT 1", name, content))

    def attachment_files(self) -> Iterator[AttachmentFile]:
        """What the site's attached files turned out to be, by address; none from snapshots that lack them."""
        return self._later_rows(AttachmentFile, "attachment_file", "ORDER BY url")

    def attachment_file(self, url: str) -> AttachmentFile | None:
        """What an attachment's address brought, redirects followed; None where it was not fetched."""
        moved = self._database.execute("SELECT final_url FROM target WHERE url = ?", (url,)).fetchone()
        final = moved[0] if moved and moved[0] else url
        return self._first(self._later_rows(AttachmentFile, "attachment_file", "WHERE url = ?", final))

    def attachment_text(self, url: str) -> str:
        """Text of an attached file; empty for a scan, and where it was not read."""
        file = self.attachment_file(url)
        if file is None:
            return ""
        return self._text_of_file(file.url)

    def _text_of_file(self, url: str) -> str:
        row = self._database.execute("SELECT text FROM attachment_text WHERE url = ?", (url,)).fetchone()
        return row[0] if row else ""

    def text(self, page_id: int) -> str:
        """Main text of a page, white space folded; empty when there is none."""
        row = self._database.execute("SELECT text FROM page_text WHERE page_id = ?", (page_id,)).fetchone()
        return row[0] if row else ""

    def texts_with_long_numbers(self, *, attachments: bool) -> Iterator[tuple[int, str, str]]:
        """Texts that hold eleven digits in a row: page, address of the attached file (empty for the page's own text), text; by page."""
        yield from ((page_id, "", self.text(page_id)) for page_id, _ in self._with_long_numbers(_PAGE_TEXTS))
        if attachments and self._has("attachment_text"):
            for page_id, url in self._with_long_numbers(_FILE_TEXTS):
                yield page_id, url, self._text_of_file(url)

    def _with_long_numbers(self, source: str) -> list[tuple[int, str]]:
        """Where texts of one source hold eleven digits in a row: all of them are looked through once."""
        if source not in self._long_numbers:
            rows = self._database.execute(source)
            self._long_numbers[source] = [(page_id, url) for page_id, url, text in rows if holds_long_number(text)]
        return self._long_numbers[source]

    def floating_views(self) -> Iterator[FloatingView]:
        """Pages the browser looked at for floating windows, by address; none from snapshots that lack them."""
        return self._later_rows(FloatingView, "floating_view", "ORDER BY url")

    def search_entry(self) -> SearchEntry | None:
        """The site's search box and what came of trying it; None from snapshots that lack it."""
        return self._first(self._later_rows(SearchEntry, "search_entry", "LIMIT 1"))

    def search_queries(self) -> Iterator[SearchQuery]:
        """What the site's search was asked, in that order."""
        return self._later_rows(SearchQuery, "search_query", "ORDER BY position")

    def link_reaches(self) -> Iterator[LinkReach]:
        """Links of the site tried over both address families, by level; none from snapshots that lack them."""
        return self._later_rows(LinkReach, "link_reach", "ORDER BY level, url")

    def relations(self, kind: str) -> Iterator[Relation]:
        """Which page belongs to which, of one kind (`result`: a call for opinions and what came of it)."""
        return self._later_rows(Relation, "relation", "WHERE kind = ? ORDER BY from_page, to_page", kind)

    def pairings(self) -> Iterator[Pairing]:
        """Which interpretation belongs to which document, by page of the document."""
        return self._kept(Pairing, "pairing", f"ORDER BY {by_page('document_id')}, {by_page('interpretation_id')}")

    def expect_searches(self, words: Iterable[str]) -> None:
        """Look for all these words in all texts at once, before searches ask for them; a search for others reads the texts again."""
        self._index.learn(self._database, words)

    def texts_holding(self, words: Collection[str]) -> Iterator[tuple[int, str, str]]:
        """Texts, titles included, that may hold one of the words: page, address of the attached file (empty for the page's own text), text."""
        return texts_holding(self._database, words, self._index)

    def search(
        self,
        terms: Sequence[str],
        unit: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 5,
    ) -> list[Hit]:
        """Pages and attachments whose text holds every term, the best first (`portal.storage.search`)."""
        return search(self._database, terms, unit=unit, since=since, until=until, limit=limit, index=self._index)
