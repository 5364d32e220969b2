"""The index of a site's own text (全文索引), over the texts of its pages and of their attachments: for a reader with many questions.

Building it costs as much as some ten questions without it, so it is no part of a snapshot: it lives with the connection that asks. It holds tokens only (`portal.storage.search_tokens`), no texts: what it finds is looked at in the texts themselves. Lists and columns are left out:
they repeat the titles of what they lead to. Where SQLite lacks FTS5 there is no index, and searching looks through the texts.
"""

import sqlite3
from collections.abc import Iterator

from portal.states import LIST_KINDS, PageKind
from portal.storage.search_tokens import tokens

NOT_SEARCHED = LIST_KINDS | {PageKind.HOME, PageKind.SEARCH, PageKind.ERROR, PageKind.REDIRECT}
INDEX, SOURCES = "search_index", "search_source"
_TABLE = f"CREATE VIRTUAL TABLE temp.{INDEX} USING fts5(title, text, content = '', detail = column)"
# One row for each text: its page, and the attachment's address where it is one.
_SOURCE_TABLE = f"CREATE TEMP TABLE {SOURCES} (id INTEGER PRIMARY KEY, of_page INTEGER NOT NULL, url TEXT NOT NULL)"
PAGES = f"""
    SELECT page.id, page.heading || ' ' || page.title, page_text.text FROM page JOIN page_text ON page_text.page_id = page.id
    WHERE page.fault IS NULL AND page.kind NOT IN ({", ".join(f"'{kind.value}'" for kind in sorted(NOT_SEARCHED))})"""  # noqa: S608 (our own kinds)
ATTACHMENTS = """
    SELECT offered.page_id, attachment_text.url, offered.name, attachment_text.text FROM (
        SELECT coalesce(nullif(target.final_url, ''), attachment.url) AS landing, min(attachment.page_id) AS page_id, attachment.name
        FROM attachment LEFT JOIN target ON target.url = attachment.url GROUP BY landing) AS offered
    JOIN attachment_text ON attachment_text.url = offered.landing WHERE attachment_text.text <> ''"""


def build_search_index(database: sqlite3.Connection) -> None:
    """Build the index for this connection, also of a database that may only be read; without FTS5 there is none."""
    if not _has_full_text(database):
        return
    database.execute(_TABLE)
    database.execute(_SOURCE_TABLE)
    for page_id, url, title, text in _texts(database):
        number = database.execute(f"INSERT INTO temp.{SOURCES} (of_page, url) VALUES (?, ?)", (page_id, url)).lastrowid  # noqa: S608 (our own names)
        values = (number, " ".join(tokens(title)), " ".join(tokens(text)))
        database.execute(f"INSERT INTO temp.{INDEX} (rowid, title, text) VALUES (?, ?, ?)", values)  # noqa: S608


def _texts(database: sqlite3.Connection) -> Iterator[tuple[int, str, str, str]]:
    """Page, address of the attachment (empty for a page's own text), title and text, one at a time."""
    for page_id, title, text in database.execute(PAGES):
        yield page_id, "", title, text
    yield from database.execute(ATTACHMENTS)


def _has_full_text(database: sqlite3.Connection) -> bool:
    return bool(database.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0])
