"""Evidence of the site's search (站内搜索证据): its box, and pages of its results."""

from checks.assessment import Evidence
from checks.citing import shorten
from portal.site_search import SearchEntry, SearchQuery
from portal.storage.snapshot import Snapshot


def cite_box(snapshot: Snapshot, entry: SearchEntry) -> Evidence:
    """The page with the box, or the one it was looked for on; the target is where its form leads."""
    page = snapshot.page(entry.url)
    return Evidence(
        url=entry.url,
        page_title=shorten(page.title) if page else "",
        target=entry.action or None,
        selector=entry.selector,
        excerpt=entry.hint,
        observed_at=entry.at,
        archive_offset=page.copy_offset if page else None,
    )


def cite_results(query: SearchQuery) -> Evidence:
    """A page of results, with the words its reading rests on."""
    return Evidence(
        url=query.url,
        target=query.found_url or None,
        excerpt=shorten(query.excerpt),
        observed_at=query.at,
        archive_offset=query.archive_offset,
    )
