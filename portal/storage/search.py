"""Searching a site's own text (站内文本检索): which pages and attachments hold all of some terms, and the passage that shows it."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from portal.storage.search_index import ATTACHMENTS, INDEX, PAGES, SOURCES
from portal.storage.search_tokens import holds, plain_words, query_of

_LONGEST_PASSAGE = 160  # characters
_PAGE = """
    SELECT page.heading, page.title, page.url, page.published_on, page.source, page.breadcrumb, coalesce(document.issuer, '')
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


class _Candidate(NamedTuple):
    """A text that may hold all terms, before it is looked at."""

    in_title: int  # terms the title holds
    hit: Hit  # without passage
    titles: str  # plain


def search(
    database: sqlite3.Connection,
    terms: Sequence[str],
    *,
    unit: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 5,
) -> list[Hit]:
    """Pages and attachments that hold every term (`a|b`: one of these), the best first: by terms in the title, then the newest.

    `unit` has to be named by the page's source, title, column or issuer; with `since` or `until` (both included) pages without a publication
    date are left out. A text that stands under several addresses is given once. Raises ValueError without any term.
    """
    wanted = [[plain_words(word.strip()) for word in term.split("|") if word.strip()] for term in terms]
    wanted = [words for words in wanted if words]
    if not wanted:
        raise ValueError("no term to search for")
    candidates = [
        found
        for page_id, attachment in _sources(database, wanted)
        if (found := _candidate(database, page_id, attachment, wanted, unit, since, until)) is not None
    ]
    candidates.sort(key=lambda one: (-one.in_title, -(one.hit.published_on or date.min).toordinal(), one.hit.url))
    return _looked_at(database, candidates, wanted, limit)


def _looked_at(
    database: sqlite3.Connection, candidates: Iterable[_Candidate], wanted: list[list[str]], limit: int
) -> list[Hit]:
    """The first `limit` candidates whose texts do hold all terms."""
    hits: list[Hit] = []
    for candidate in candidates:
        if len(hits) >= limit:
            break
        text = _text(database, candidate.hit)
        plain = plain_words(text)
        if all(any(holds(candidate.titles, word) or holds(plain, word) for word in words) for words in wanted):
            hit = replace(candidate.hit, passage=_passage(text, wanted))
            if not any((hit.title, hit.passage) == (other.title, other.passage) for other in hits):
                hits.append(hit)
    return hits


def _sources(database: sqlite3.Connection, wanted: list[list[str]]) -> list[tuple[int, str]]:
    """Page and attachment (empty for the page's own text) of each text that may hold all terms: by the index, or all there are."""
    asked = [[query_of(word) for word in words] for words in wanted]
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if is_indexed(database) and all(query for words in asked for query in words):
        query = " AND ".join("(" + " OR ".join(f"({one})" for one in words) + ")" for words in asked)
        rows = f"SELECT of_page, url FROM {INDEX} JOIN {SOURCES} ON id = {INDEX}.rowid WHERE {INDEX} MATCH ?"  # noqa: S608 (our own names)
        return database.execute(rows, (query,)).fetchall()
    found = [(row[0], "") for row in database.execute(PAGES)]
    if {"attachment", "attachment_text"} <= tables:
        found += [(row[0], row[1]) for row in database.execute(ATTACHMENTS)]
    return found


def is_indexed(database: sqlite3.Connection) -> bool:
    """Whether this connection has built the index."""
    return database.execute("SELECT 1 FROM temp.sqlite_master WHERE name = ?", (INDEX,)).fetchone() is not None


def _candidate(
    database: sqlite3.Connection,
    page_id: int,
    attachment: str,
    wanted: list[list[str]],
    unit: str | None,
    since: date | None,
    until: date | None,
) -> _Candidate | None:
    """A text's page as a candidate; None if it is of another unit or period."""
    heading, title, url, published, *said = database.execute(_PAGE, (page_id,)).fetchone()
    on = date.fromisoformat(published) if published else None
    if (since or until) and not (on and (since or on) <= on <= (until or on)):
        return None
    if unit and not any(plain_words(unit) in plain_words(words) for words in (heading, title, *said)):
        return None
    titles = "" if attachment else plain_words(f"{heading} {title}")
    in_title = sum(any(holds(titles, word) for word in words) for words in wanted)
    return _Candidate(in_title, Hit(page_id, url, heading or title, on, "", attachment), titles)


def _text(database: sqlite3.Connection, hit: Hit) -> str:
    if hit.attachment:
        row = database.execute("SELECT text FROM attachment_text WHERE url = ?", (hit.attachment,)).fetchone()
    else:
        row = database.execute("SELECT text FROM page_text WHERE page_id = ?", (hit.page_id,)).fetchone()
    return row[0] if row else ""


def _passage(text: str, wanted: list[list[str]]) -> str:
    """The line that holds most terms, cut around the first of them; the first line where the title alone holds them."""
    words = [word for each in wanted for word in each]
    best = max(text.split("\n"), key=lambda line: _count(line, words), default="")
    plain = best.lower()
    at = min((plain.find(word) for word in words if word in plain), default=0)
    start = max(0, at - _LONGEST_PASSAGE // 3)
    cut = best[start : start + _LONGEST_PASSAGE]
    return ("…" if start else "") + cut + ("…" if start + _LONGEST_PASSAGE < len(best) else "")


def _count(line: str, words: Iterable[str]) -> int:
    plain = plain_words(line)
    return sum(holds(plain, word) for word in words)
