"""Searching a site's own text (站内文本检索): which pages and attachments hold all of some terms, and the passage that shows it."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.storage.plain_words import holds, plain_words
from portal.storage.term_index import TermIndex, pattern_of

_LONGEST_PASSAGE = 160  # characters
_PAGE = "SELECT heading, title, url, published_on FROM page WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Hit:
    """A page whose text, title or attachment holds every term. `attachment` is the file's address where the terms stand in one."""

    page_id: int
    url: str
    title: str
    published_on: date | None
    passage: str  # the line that holds most terms, cut around them
    attachment: str = ""


def search(
    database: sqlite3.Connection,
    terms: Sequence[str],
    *,
    unit: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 5,
    index: TermIndex,
) -> list[Hit]:
    """Pages and attachments that hold every term (`a|b`: one of these), the best first: by terms in the title, then the newest.

    `unit` has to be named by the page's source, title, column or issuer; with `since` or `until` (both included) pages without a publication
    date are left out. A text that stands under several addresses is given once. Words the index does not know yet cost a pass over all texts.
    Raises ValueError without any term.
    """
    wanted = [[plain_words(word.strip()) for word in term.split("|") if word.strip()] for term in terms]
    wanted = [words for words in wanted if words]
    if not wanted:
        raise ValueError("no term to search for")
    asked = [word for words in wanted for word in words] + ([plain_words(unit)] if unit else [])
    index.learn(database, asked)
    if not index.knows(asked):
        return []  # a term of nothing but marks
    numbers = _within(index, _holding(index, wanted, unit), since, until)
    return _looked_at(database, index, _best_first(index, numbers, wanted), wanted, limit)


def texts_holding(
    database: sqlite3.Connection, words: Collection[str], index: TermIndex
) -> Iterator[tuple[int, str, str]]:
    """Texts that may hold one of the words: page, address of the attached file, title and text. Home page and lists are left out."""
    plain = [word for each in words if pattern_of(word := plain_words(each))]
    index.learn(database, plain)
    for number in sorted(index.holding(index.texts, plain)):
        page_id, attachment = index.pages[number], index.attachments.get(number, "")
        heading, title, _, _ = database.execute(_PAGE, (page_id,)).fetchone()
        text = _text(database, page_id, attachment)
        yield page_id, attachment, text if attachment else f"{title}\n{heading}\n{text}"


def _holding(index: TermIndex, wanted: list[list[str]], unit: str | None) -> set[int]:
    found = set.intersection(*(index.holding(index.texts, words) for words in wanted))
    return found & index.holding(index.units, [plain_words(unit)]) if unit else found


def _within(index: TermIndex, numbers: set[int], since: date | None, until: date | None) -> Iterable[int]:
    if since is None and until is None:
        return numbers
    first, last = (since or date.min).toordinal(), (until or date.max).toordinal()
    return (number for number in numbers if index.days[number] and first <= index.days[number] <= last)


def _best_first(index: TermIndex, numbers: Iterable[int], wanted: list[list[str]]) -> list[int]:
    titles = [index.holding(index.titles, words) for words in wanted]
    return sorted(numbers, key=lambda number: (-sum(number in title for title in titles), -index.days[number], number))


def _looked_at(
    database: sqlite3.Connection, index: TermIndex, numbers: Iterable[int], wanted: list[list[str]], limit: int
) -> list[Hit]:
    """The first `limit` texts that do hold all terms."""
    hits: list[Hit] = []
    for hit in _hits(database, index, numbers, wanted):
        if not any((hit.title, hit.passage) == (other.title, other.passage) for other in hits):
            hits.append(hit)
        if len(hits) >= limit:
            break
    return hits


def _hits(
    database: sqlite3.Connection, index: TermIndex, numbers: Iterable[int], wanted: list[list[str]]
) -> Iterator[Hit]:
    for number in numbers:
        page_id, attachment = index.pages[number], index.attachments.get(number, "")
        heading, title, url, published = database.execute(_PAGE, (page_id,)).fetchone()
        text = _text(database, page_id, attachment)
        plain = plain_words(text)
        whole = plain if attachment else f"{plain_words(f'{heading} {title}')}\n{plain}"
        if all(any(holds(whole, word) for word in words) for words in wanted):
            on = date.fromisoformat(published) if published else None
            yield Hit(page_id, url, heading or title, on, _passage(text, plain, wanted), attachment)


def _text(database: sqlite3.Connection, page_id: int, attachment: str) -> str:
    if attachment:
        row = database.execute("SELECT text FROM attachment_text WHERE url = ?", (attachment,)).fetchone()
    else:
        row = database.execute("SELECT text FROM page_text WHERE page_id = ?", (page_id,)).fetchone()
    return row[0] if row else ""


def _passage(text: str, plain: str, wanted: list[list[str]]) -> str:
    """The line that holds most terms, cut around the first of them; the first line where the title alone holds them."""
    words = [word for each in wanted for word in each]
    counts = [sum(holds(line, word) for word in words) for line in plain.split("\n")]
    best = text.split("\n")[counts.index(max(counts))]
    lower = best.lower()
    at = min((lower.find(word) for word in words if word in lower), default=0)
    start = max(0, at - _LONGEST_PASSAGE // 3)
    cut = best[start : start + _LONGEST_PASSAGE]
    return ("…" if start else "") + cut + ("…" if start + _LONGEST_PASSAGE < len(best) else "")
