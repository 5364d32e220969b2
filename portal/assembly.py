"""What only the whole crawl can tell (汇总): dates that other pages settle, the columns, and which interpretation belongs to which document."""

import sqlite3
from datetime import date

from portal.columns.gathering import columns_of
from portal.interpretations.pairings import pair
from portal.interpretations.relations import results_of
from portal.storage.recorder import Recorder


def assemble(database: sqlite3.Connection, home_url: str) -> None:
    """Derive columns and pairings from the pages recorded in `database`; run once, after the crawl. Running it again replaces them.

    `home_url` is the canonical address of the home page (首页), which is no column.
    """
    recorder = Recorder(database)
    recorder.begin()
    _settle_years(database)
    recorder.columns(columns_of(database, home_url))
    recorder.pairings(pair(database))
    recorder.relations(results_of(database))
    recorder.commit()


def _settle_years(database: sqlite3.Connection) -> None:
    """Rows that show month and day only take the year of the page they lead to, where that shows the same day."""
    query = """
        SELECT list_item.page_id, list_item.position, list_item.date_text, page.published_on
        FROM list_item JOIN page ON page.url = list_item.url
        WHERE list_item.dated_on IS NULL AND list_item.date_text <> '' AND page.published_on IS NOT NULL"""
    for page_id, position, words, published in database.execute(query).fetchall():
        on = date.fromisoformat(published)
        numbers = [int(part) for part in "".join(c if c.isdigit() else " " for c in words).split()]
        shown = [on.day, on.month] if "/" in words and words.endswith("月") else [on.month, on.day]
        if numbers == shown:
            change = "UPDATE list_item SET dated_on = ? WHERE page_id = ? AND position = ?"
            database.execute(change, (published, page_id, position))
