"""Pages with their publication dates (发布日期): a few fields of very many rows, for checks that compare the dates of all articles."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from portal.states import PageKind, Via

_VIAS = {via.value: via for via in Via}


class DatedPage(NamedTuple):
    """A page and when it was published; fields as in `portal.facts.Page`."""

    id: int
    url: str
    published_on: date
    published_via: Via | None
    source: str
    is_sound: bool  # it is the page asked for: not a soft 404 and the like


def dated_pages(database: sqlite3.Connection, kinds: Sequence[PageKind]) -> Iterator[DatedPage]:
    """Pages of some kinds that have a publication date, by clicks and address."""
    query = f"""SELECT id, url, published_on, published_via, source, fault FROM page
        WHERE published_on IS NOT NULL AND kind IN ({",".join("?" * len(kinds))}) ORDER BY depth, url"""  # noqa: S608 (marks only)
    for number, url, on, via, source, fault in database.execute(query, [kind.value for kind in kinds]):
        yield DatedPage(number, url, date.fromisoformat(on), _VIAS[via] if via else None, source, fault is None)
