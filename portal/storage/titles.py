"""Titles of everything a site shows (标题): pages read, rows of lists that lead elsewhere or were not followed, attached files.

A few fields of very many rows in one pass: whoever looks for a thing by its name would wait too long for whole pages.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from portal.states import LinkState, PageKind

_PAGES = """
    SELECT id, url, CASE WHEN heading = '' THEN title ELSE heading END, published_on, kind FROM page
    WHERE status = 200 AND fault IS NULL AND refresh_to = '' ORDER BY depth, url"""
_ROWS = """
    SELECT min(list_item.page_id), list_item.url, list_item.title, max(list_item.dated_on), target.state
    FROM list_item LEFT JOIN target ON target.url = list_item.url
    WHERE list_item.url <> '' AND NOT EXISTS (SELECT 1 FROM page WHERE page.url IN (list_item.url, target.final_url))
    GROUP BY list_item.url, list_item.title ORDER BY list_item.url"""
_FILES = """
    SELECT attachment.page_id, attachment.url, attachment.name, page.published_on, target.state
    FROM attachment JOIN page ON page.id = attachment.page_id LEFT JOIN target ON target.url = attachment.url
    ORDER BY page.depth, page.url, attachment.position"""

_KINDS = {kind.value: kind for kind in PageKind}
_STATES = {state.value: state for state in LinkState}


class Titled(NamedTuple):
    """One thing with a title. `kind` is that of a page read; None: the row of a list, or a file."""

    page_id: int  # the page itself, else the one that names it
    url: str
    title: str
    on: date | None  # of publication; of a file that of its page
    kind: PageKind | None = None
    state: LinkState | None = None  # of a row's or a file's address
    is_file: bool = False


def titles(database: sqlite3.Connection, *, files: bool) -> Iterator[Titled]:
    """Titles of pages, of rows whose page was not read, and of attached files (`files`: whether the snapshot knows them)."""
    for page_id, url, title, on, kind in database.execute(_PAGES):
        yield Titled(page_id, url, title, _day(on), _KINDS[kind])
    for page_id, url, title, on, state in database.execute(_ROWS):
        yield Titled(page_id, url, title, _day(on), state=_state(state))
    if files:
        for page_id, url, title, on, state in database.execute(_FILES):
            yield Titled(page_id, url, title, _day(on), state=_state(state), is_file=True)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _state(text: str | None) -> LinkState | None:
    return _STATES.get(text) if text else None
