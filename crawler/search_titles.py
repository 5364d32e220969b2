"""Titles to search for (抽查标题): published some time ago, of different columns and months, and each on one page only."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from portal.markup.search_results import comparable
from portal.states import CONTENT_KINDS

SHORTEST, LONGEST = 8, 30  # characters
_SURE = 0.6  # confidence of a page's kind
_ENOUGH = 50  # newest titles of a column to choose from
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9《》（）〔〕、]+")  # what no search takes for an operator
_PAGES = f"""SELECT url, heading, published_on, breadcrumb, kind FROM page WHERE status = 200 AND fault IS NULL AND refresh_to = ''
    AND heading <> '' AND published_on <= ? AND confidence >= ? AND kind IN ({",".join("?" * len(CONTENT_KINDS))})
    ORDER BY published_on DESC, url"""  # noqa: S608 (our own query)


class Sampled(NamedTuple):
    """A page whose title is searched for."""

    url: str
    title: str
    on: date


def sampled_titles(database: sqlite3.Connection, until: date, most: int) -> list[Sampled]:
    """At most `most` titles of pages published until a day, newest first within their column; the same ones for the same pages."""
    asked = (until.isoformat(), _SURE, *sorted(kind.value for kind in CONTENT_KINDS))
    counts = Counter(hash(comparable(row[1])) for row in database.execute(_PAGES, asked))
    columns: dict[str, list[Sampled]] = {}
    for url, heading, on, breadcrumb, kind in database.execute(_PAGES, asked):
        title, column = heading.strip(), columns.setdefault(_column(breadcrumb, kind), [])
        if len(column) < _ENOUGH and _fits(title) and counts[hash(comparable(heading))] == 1:
            column.append(Sampled(url, title, date.fromisoformat(on)))
    return _spread(columns.values(), most)


def _fits(title: str) -> bool:
    return SHORTEST <= len(title) <= LONGEST and _PLAIN.fullmatch(title) is not None


def _column(breadcrumb: str, kind: str) -> str:
    steps = json.loads(breadcrumb)
    return steps[1] + steps[-1] if len(steps) > 1 else kind


def _spread(columns: Iterable[list[Sampled]], most: int) -> list[Sampled]:
    """One title of each column first, of a month no other one is of where there is one; then further ones."""
    left = [list(column) for column in columns]
    chosen: list[Sampled] = []
    while len(chosen) < most and any(left):
        for column in filter(None, left):
            months = {(each.on.year, each.on.month) for each in chosen}
            fresh = next((each for each in column if (each.on.year, each.on.month) not in months), column[0])
            column.remove(fresh)
            chosen.append(fresh)
            if len(chosen) == most:
                break
    return chosen
