"""Links between two sets of pages (页间链接) in their main regions, redirects followed."""

import sqlite3
from collections import defaultdict

_LINKS = """
    SELECT link.page_id, page.id FROM link JOIN target ON target.id = link.target_id
    JOIN page ON page.url = CASE WHEN target.final_url = '' THEN target.url ELSE target.final_url END
    WHERE link.region = 'main' AND link.page_id = ? AND link.page_id <> page.id"""


def links_from(database: sqlite3.Connection, sources: set[int], targets: set[int]) -> dict[int, set[int]]:
    """Pages of `targets` that each page of `sources` links to."""
    found: dict[int, set[int]] = defaultdict(set)
    for source in sources:
        found[source].update(page_id for _, page_id in database.execute(_LINKS, (source,)) if page_id in targets)
    return found


def links_between(database: sqlite3.Connection, ones: set[int], others: set[int]) -> dict[int, set[int]]:
    """Pages of `ones` that each page of `others` links to or is linked from."""
    found = links_from(database, others, ones)
    for one, linked in links_from(database, ones, others).items():
        for other in linked:
            found[other].add(one)
    return found
