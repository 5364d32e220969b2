"""Anchors on other pages (跨页锚点): looked up once the crawl is over, in the copies the archive keeps of the pages they should be on.

So no page's names have to be stored, and it does not matter which of two pages was read first, whether one was carried over from the snapshot
before, or whether the crawl was cut off between them. Only pages that some link points into are read once more.
"""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby

from portal.links.anchors import FOLLOWED, Places, place_name
from portal.states import LinkState

MAX_PAGES = 2_000  # looked into; portals point into a handful
# Places asked for on pages that were read, by page. Redirects that name a place themselves and pages that send on lose the link's.
_ASKED = """
    SELECT landing.archive_offset, landing.rendered_offset, asked.target_id, asked.fragment
    FROM (SELECT DISTINCT target_id, fragment FROM link WHERE fragment <> '' AND url <> '') AS asked
    JOIN target ON target.id = asked.target_id AND target.state IN ('ok', 'redirected')
    JOIN page AS landing ON landing.url = coalesce(nullif(target.final_url, ''), target.url)
    WHERE landing.fault IS NULL AND landing.refresh_to = '' AND landing.archive_offset IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM attempt WHERE target_id = target.id AND location LIKE '%#%')
    ORDER BY landing.url"""
_FAR = "link.url NOT IN ('', (SELECT page.url FROM page WHERE page.id = link.page_id))"
_FORGET = (
    "DELETE FROM missing_anchor WHERE EXISTS (SELECT 1 FROM link WHERE link.page_id = missing_anchor.page_id "  # noqa: S608
    f"AND link.position = missing_anchor.position AND {_FAR})"
)
_NOTE = (
    "INSERT INTO missing_anchor SELECT page_id, position, ? FROM link WHERE target_id = ? AND fragment = ? "  # noqa: S608
    f"AND fragment <> '' AND url <> '' AND element IN ({','.join('?' * len(FOLLOWED))}) AND {_FAR}"
)

PlacesAt = Callable[[int], Places | None]  # of the archived copy at an offset; None where it cannot tell


def settle_far_anchors(database: sqlite3.Connection, places_at: PlacesAt) -> int:
    """Record which links to places on other pages lead nowhere; running it again replaces what it recorded. Needs an open transaction.

    Returns how many pages were not looked into, being too many.
    """
    database.execute(_FORGET)
    left = 0
    for number, (offsets, asked) in enumerate(_by_page(database)):
        if number >= MAX_PAGES:
            left += 1
            continue
        places = _places(offsets, places_at)
        for target_id, fragment in asked if places else ():
            state = places.state(fragment) if places else LinkState.OK
            if state is not LinkState.OK:
                database.execute(_NOTE, (state.value, target_id, fragment, *FOLLOWED))
    return left


def _by_page(database: sqlite3.Connection) -> Iterator[tuple[tuple[int, int | None], list[tuple[int, str]]]]:
    """Offsets of each page's copies, and the places asked for there."""
    rows = [row for row in database.execute(_ASKED).fetchall() if place_name(row[3])]
    for offsets, group in groupby(rows, key=lambda row: (row[0], row[1])):
        yield offsets, [(target_id, fragment) for _, _, target_id, fragment in group]


def _places(offsets: tuple[int, int | None], places_at: PlacesAt) -> Places | None:
    """Places of the answer and of what a browser made of it, together; None where one of them cannot tell."""
    answered, rendered = offsets
    places = places_at(answered)
    if places is None or rendered is None:
        return places
    shown = places_at(rendered)
    return places | shown if shown else None
