"""Which texts of a site hold which of many terms (用语索引): found in one pass over all texts, for as many terms as one likes.

A term is looked for by its longest run of Chinese characters, letters or digits, white space left out; what is found that way may hold the term,
and is looked at in the text itself (`portal.storage.search`). Lists and columns are left out: they repeat the titles of what they lead to.
"""

import re
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from portal.states import LIST_KINDS, PageKind
from portal.storage.plain_words import plain_words

NOT_SEARCHED = LIST_KINDS | {PageKind.HOME, PageKind.SEARCH, PageKind.ERROR, PageKind.REDIRECT}
_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
# Characters that only a slow normalisation turns into what a term is written in: full-width letters and digits, and the rare rest.
_UNUSUAL = re.compile(
    r"[\u2070-\u209c\u2100-\u218f\u2460-\u24ff\u3130-\u318f\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uffee]"
)
_PAGES = f"""
    SELECT page.id, '', page.published_on, page.heading || ' ' || page.title, page_text.text,
        page.source || ' ' || page.breadcrumb || ' ' || coalesce(document.issuer, '')
    FROM page JOIN page_text ON page_text.page_id = page.id LEFT JOIN document ON document.page_id = page.id
    WHERE page.fault IS NULL AND page.kind NOT IN ({", ".join(f"'{kind.value}'" for kind in sorted(NOT_SEARCHED))})
    ORDER BY page.url"""  # noqa: S608 (our own kinds)
_ATTACHMENTS = """
    SELECT offered.page_id, attachment_text.url, page.published_on, '', offered.name || ' ' || attachment_text.text,
        page.heading || ' ' || page.title || ' ' || page.source || ' ' || page.breadcrumb || ' ' || coalesce(document.issuer, '')
    FROM (SELECT coalesce(nullif(target.final_url, ''), attachment.url) AS landing, min(attachment.page_id) AS page_id, attachment.name
        FROM attachment LEFT JOIN target ON target.url = attachment.url GROUP BY landing) AS offered
    JOIN attachment_text ON attachment_text.url = offered.landing JOIN page ON page.id = offered.page_id
    LEFT JOIN document ON document.page_id = page.id
    WHERE attachment_text.text <> '' ORDER BY attachment_text.url"""
_NOTHING: frozenset[str] = frozenset()
_MANY = 20_000  # patterns of which a full automaton would take too much memory
Row = tuple[int, str, str | None, str, str, str]
Places = dict[str, "array[int]"]  # pattern to the numbers of the texts that hold it


@dataclass
class TermIndex:
    """Numbers of the texts that may hold each term: in their title, anywhere (title included), and in what names their unit."""

    patterns: dict[str, str] = field(default_factory=dict)  # term, plain, to what is looked for
    pages: "array[int]" = field(default_factory=lambda: array("q"))  # page of each text
    attachments: dict[int, str] = field(default_factory=dict)  # address of the texts that are attached files
    days: "array[int]" = field(default_factory=lambda: array("l"))  # ordinal of the publication date, 0: none
    titles: "Places" = field(default_factory=dict)
    texts: "Places" = field(default_factory=dict)
    units: "Places" = field(default_factory=dict)

    @classmethod
    def build(cls, database: sqlite3.Connection, terms: Iterable[str]) -> "TermIndex":
        """An index of these terms, made in one pass over all texts."""
        index = cls()
        index.learn(database, terms)
        return index

    def learn(self, database: sqlite3.Connection, terms: Iterable[str]) -> None:
        """Look for further terms: one pass over all texts where one is new. Those without any letter, digit or Chinese character are left out."""
        new = {plain_words(term) for term in terms} - self.patterns.keys()
        patterns = {term: pattern for term in new if (pattern := pattern_of(term))}
        wanted = sorted(set(patterns.values()) - set(self.patterns.values()))
        self.patterns |= patterns
        if wanted:
            self._read_all(database, _Finder(wanted))

    def knows(self, words: Iterable[str]) -> bool:
        """Whether all these plain words were looked for."""
        return all(word in self.patterns for word in words)

    def holding(self, found: "Places", words: Iterable[str]) -> set[int]:
        """Texts that may hold one of the words, by one of the three kinds of places."""
        return {number for word in words for number in found.get(self.patterns[word], ())}

    def _read_all(self, database: sqlite3.Connection, finder: "_Finder") -> None:
        is_first = not self.pages
        for number, row in enumerate(_rows(database)):
            page_id, attachment, published, title, text, said = row
            if is_first:
                self._number(number, page_id, attachment, published)
            in_title = finder.in_text(title)
            _note(self.titles, in_title, number)
            _note(self.texts, in_title | finder.in_text(text), number)
            _note(self.units, in_title | finder.in_name(said), number)

    def _number(self, number: int, page_id: int, attachment: str, published: str | None) -> None:
        self.pages.append(page_id)
        self.days.append(date.fromisoformat(published).toordinal() if published else 0)
        if attachment:
            self.attachments[number] = attachment


class _Finder:
    """Which patterns stand in a text. What names a page's unit is the same on page after page, and is looked at once."""

    def __init__(self, wanted: list[str]) -> None:
        # A full automaton is twice as fast as the library's own choice, and takes a few MB for some thousand patterns.
        self._automaton = AhoCorasick(wanted, implementation=Implementation.DFA if len(wanted) <= _MANY else None)
        self.in_name = lru_cache(maxsize=4096)(self.in_text)

    def in_text(self, text: str) -> frozenset[str]:
        """Patterns that a text holds, white space left out."""
        if not text:
            return _NOTHING
        plain = plain_words(text) if _UNUSUAL.search(text) else text.lower()
        return frozenset(self._automaton.find_matches_as_strings(plain.replace(" ", ""), overlapping=True))


def _note(places: "Places", found: Iterable[str], number: int) -> None:
    for pattern in found:
        if pattern not in places:
            places[pattern] = array("l")
        places[pattern].append(number)


def pattern_of(term: str) -> str:
    """What a plain term is looked for by: its longest run; empty where there is none."""
    return max(_RUNS.findall(term.replace(" ", "")), key=len, default="")


def _rows(database: sqlite3.Connection) -> Iterator[Row]:
    """Pages and attached files, one text at a time; snapshots of earlier versions know no attachments."""
    yield from database.execute(_PAGES)
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if {"attachment", "attachment_text"} <= tables:
        yield from database.execute(_ATTACHMENTS)
