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

from ahocorasick_rs import AhoCorasick

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
Row = tuple[int, str, str | None, str, str, str]


@dataclass
class TermIndex:
    """Numbers of the texts that may hold each term: in their title, anywhere (title included), and in what names their unit."""

    patterns: dict[str, str]  # term, plain, to what is looked for
    pages: "array[int]" = field(default_factory=lambda: array("q"))  # page of each text
    attachments: dict[int, str] = field(default_factory=dict)  # address of the texts that are attached files
    days: "array[int]" = field(default_factory=lambda: array("l"))  # ordinal of the publication date, 0: none
    titles: "dict[str, array[int]]" = field(default_factory=dict)
    texts: "dict[str, array[int]]" = field(default_factory=dict)
    units: "dict[str, array[int]]" = field(default_factory=dict)

    @classmethod
    def build(cls, database: sqlite3.Connection, terms: Iterable[str]) -> "TermIndex":
        """Read every text once. Terms in which there is no letter, digit or Chinese character are left out."""
        plain = {plain_words(term) for term in terms}
        index = cls({term: pattern for term in plain if (pattern := pattern_of(term))})
        wanted = sorted(set(index.patterns.values()))
        if wanted:
            automaton = AhoCorasick(wanted)
            for row in _rows(database):
                index._read(row, automaton, wanted)
        return index

    def knows(self, words: Iterable[str]) -> bool:
        """Whether all these plain words were looked for."""
        return all(word in self.patterns for word in words)

    def holding(self, found: "dict[str, array[int]]", words: Iterable[str]) -> set[int]:
        """Texts that may hold one of the words, by one of the three kinds of places."""
        return {number for word in words for number in found.get(self.patterns[word], ())}

    def _read(self, row: Row, automaton: AhoCorasick, wanted: list[str]) -> None:
        page_id, attachment, published, title, text, said = row
        number = len(self.pages)
        self.pages.append(page_id)
        self.days.append(date.fromisoformat(published).toordinal() if published else 0)
        if attachment:
            self.attachments[number] = attachment
        in_title = _found(automaton, title)
        for found, places in (
            (self.titles, in_title),
            (self.texts, in_title | _found(automaton, text)),
            (self.units, in_title | _found(automaton, said)),
        ):
            for place in places:
                found.setdefault(wanted[place], array("l")).append(number)


def pattern_of(term: str) -> str:
    """What a plain term is looked for by: its longest run; empty where there is none."""
    return max(_RUNS.findall(term.replace(" ", "")), key=len, default="")


def _found(automaton: AhoCorasick, text: str) -> set[int]:
    if not text:
        return set()
    plain = plain_words(text) if _UNUSUAL.search(text) else text.lower()
    return {number for number, _, _ in automaton.find_matches_as_indexes(plain.replace(" ", ""), overlapping=True)}


def _rows(database: sqlite3.Connection) -> Iterator[Row]:
    """Pages and attached files, one text at a time; snapshots of earlier versions know no attachments."""
    yield from database.execute(_PAGES)
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if {"attachment", "attachment_text"} <= tables:
        yield from database.execute(_ATTACHMENTS)
