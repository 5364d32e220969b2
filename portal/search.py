"""Searching a site's own text (站内文本检索): which pages and attachments hold all of some terms, and the passage that shows it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.search_index import ATTACHMENTS, INDEX, PAGES, SOURCES
from portal.search_tokens import holds, plain_words, query_of

_LONGEST_PASSAGE = 160  # characters
_MOST_LOOKED_AT = 2_000  # candidates of one search, best first
_FACTS = """
    SELECT page.url, page.heading, page.title, page.published_on, page.source, page.breadcrumb, coalesce(document.issuer, '')
    FROM page LEFT JOIN document ON document.page_id = page.id WHERE page.id = ?"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page whose text, title or attachment holds every term. `attachment` is the file's address where the terms stand in one."""

    page_id: int
    url: str
    title: str
    published_on: date | None
    passage: str  # the line that holds most terms, cut around them
    attachment: str = ""


class _Found(NamedTuple):
    page_id: int
    attachment: str
    title: str
    text: str


def search(
    database: sqlite3.Connection,
    terms: Sequence[str],
    *,
    unit: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 5,
) -> list[Hit]:
    """Pages and attachments that hold every term (`a|b`: one of these), the best first: terms in the title before terms in the text.

    `unit` has to be named by the page's source, title, column or issuer; with `since` or `until` (both included) pages without a publication
    date are left out. Raises ValueError without any term.
    """
    wanted = [[plain_words(word.strip()) for word in term.split("|") if word.strip()] for term in terms]
    wanted = [words for words in wanted if words]
    if not wanted:
        raise ValueError("no term to search for")
    hits: list[tuple[int, Hit]] = []
    for found in _candidates(database, wanted):
        title, text = plain_words(found.title), plain_words(found.text)
        if all(any(holds(title, word) or holds(text, word) for word in words) for words in wanted):
            hit = _hit(database, found, wanted, unit, since, until)
            if hit is not None:
                hits.append((sum(any(holds(title, word) for word in words) for words in wanted), hit))
    hits.sort(key=lambda scored: (-scored[0], -(scored[1].published_on or date.min).toordinal(), scored[1].url))
    return [hit for _, hit in hits[:limit]]


def _candidates(database: sqlite3.Connection, wanted: list[list[str]]) -> Iterator[_Found]:
    """Texts that may hold all terms: by the index, or all there are."""
    asked = [[query_of(word) for word in words] for words in wanted]
    indexed = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (INDEX,)).fetchone()
    if indexed is None or not all(query for words in asked for query in words):
        return _all_texts(database)
    query = " AND ".join("(" + " OR ".join(f"({one})" for one in words) + ")" for words in asked)
    return _indexed(database, query)


def _indexed(database: sqlite3.Connection, query: str) -> Iterator[_Found]:
    rows = database.execute(
        f"SELECT of_page, url FROM {INDEX} JOIN {SOURCES} ON id = {INDEX}.rowid WHERE {INDEX} MATCH ? "  # noqa: S608 (our own names)
        f"ORDER BY bm25({INDEX}, 8, 1) LIMIT ?",
        (query, _MOST_LOOKED_AT),
    ).fetchall()
    for page_id, url in rows:
        text = (
            "SELECT text FROM attachment_text WHERE url = ?" if url else "SELECT text FROM page_text WHERE page_id = ?"
        )
        named = (
            "SELECT name FROM attachment WHERE page_id = ? ORDER BY position LIMIT 1"
            if url
            else "SELECT heading || ' ' || title FROM page WHERE id = ?"
        )
        body = database.execute(text, (url or page_id,)).fetchone()
        title = database.execute(named, (page_id,)).fetchone()
        yield _Found(page_id, url, title[0] if title else "", body[0] if body else "")


def _all_texts(database: sqlite3.Connection) -> Iterator[_Found]:
    for page_id, title, text in database.execute(PAGES):
        yield _Found(page_id, "", title, text)
    if (
        database.execute(
            "SELECT count(*) FROM sqlite_master WHERE name IN ('attachment', 'attachment_text')"
        ).fetchone()[0]
        == 2
    ):
        for page_id, url, title, text in database.execute(ATTACHMENTS):
            yield _Found(page_id, url, title, text)


def _hit(
    database: sqlite3.Connection,
    found: _Found,
    wanted: list[list[str]],
    unit: str | None,
    since: date | None,
    until: date | None,
) -> Hit | None:
    """The hit, if its page is of the unit and of the period."""
    url, heading, title, published, *said = database.execute(_FACTS, (found.page_id,)).fetchone()
    on = date.fromisoformat(published) if published else None
    if (since or until) and not (on and (since or on) <= on <= (until or on)):
        return None
    if unit and not any(plain_words(unit) in plain_words(words) for words in (heading, title, *said)):
        return None
    return Hit(found.page_id, url, heading or title, on, _passage(found.text, wanted), found.attachment)


def _passage(text: str, wanted: list[list[str]]) -> str:
    """The line that holds most terms, cut around the first of them; the first line where the title alone holds them."""
    words = [word for each in wanted for word in each]
    lines = text.split("\n")
    best = max(lines, key=lambda line: _count(line, words), default="")
    plain = best.lower()
    at = min((plain.find(word) for word in words if word in plain), default=0)
    start = max(0, at - _LONGEST_PASSAGE // 3)
    cut = best[start : start + _LONGEST_PASSAGE]
    return ("…" if start else "") + cut + ("…" if start + _LONGEST_PASSAGE < len(best) else "")


def _count(line: str, words: Iterable[str]) -> int:
    plain = plain_words(line)
    return sum(holds(plain, word) for word in words)
