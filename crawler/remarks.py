"""Remarks (抓取说明): what the crawl met with that changes how its results are to be read, in words for the report.

Only what would be met again counts: how often a host had to be waited for is of the day, and stands in the run's log.
"""

import sqlite3

from crawler.journal import Note
from portal.states import Fault

# Told one by one, with their particulars.
_TOLD = (
    Note.HOME_MOVED,
    Note.CERTIFICATE,
    Note.ROBOTS_UNREAD,
    Note.ROBOTS_CUT,
    Note.SITEMAP_REFUSED,
    Note.ADMITTED,
    Note.ODD_PAGE,
)
_PARTLY_READ = (Fault.TOO_LARGE, Fault.TRUNCATED)
_SHOWN = 5  # of one kind


def remarks_of(database: sqlite3.Connection) -> list[str]:
    """One sentence each, in a fixed order."""
    return [*_partly_read(database), *_events(database)]


def _partly_read(database: sqlite3.Connection) -> list[str]:
    """Addresses that open and whose content was not read to its end."""
    query = """SELECT url FROM target WHERE fault = ? AND state = 'ok' ORDER BY url"""
    found = ((fault, [url for (url,) in database.execute(query, (fault.value,))]) for fault in _PARTLY_READ)
    return [f"{fault.words}：{_some(urls)}" for fault, urls in found if urls]


def _events(database: sqlite3.Connection) -> list[str]:
    query = "SELECT DISTINCT detail FROM event WHERE kind = ? ORDER BY detail"
    found = ((note, [detail for (detail,) in database.execute(query, (note.value,))]) for note in _TOLD)
    return [f"{note.words}：{_some(details)}" for note, details in found if details]


def _some(items: list[str]) -> str:
    shown = "；".join(items[:_SHOWN])
    return shown if len(items) <= _SHOWN else f"{shown}；等 {len(items)} 个"
