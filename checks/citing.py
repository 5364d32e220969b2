"""Evidence from facts (取证): how a page, a link or a mark is cited in a finding."""

from collections.abc import Iterable
from dataclasses import replace

from checks.assessment import Evidence
from portal.facts import Link, Page, Target
from portal.storage.snapshot import Snapshot

EXCERPT_LENGTH = 120  # characters of quoted words
PAGES_CITED = 10  # pages named for a target that many pages link to


def shorten(words: str) -> str:
    """Words of a page, white space folded, cut to what a report quotes."""
    folded = " ".join(words.split())
    return folded if len(folded) <= EXCERPT_LENGTH else folded[: EXCERPT_LENGTH - 1] + "…"


def cite_page(page: Page, excerpt: str = "", selector: str = "", target: str | None = None) -> Evidence:
    """The page itself, with the words read on it."""
    return Evidence(
        url=page.url,
        page_title=shorten(page.title or page.heading),
        target=target,
        selector=selector,
        excerpt=shorten(excerpt),
        observed_at=page.fetched_at,
        archive_offset=page.copy_offset,
    )


def cite_page_of(snapshot: Snapshot, page_id: int, excerpt: str, target: str | None = None) -> tuple[Evidence, ...]:
    """The page with this id, as the evidence of a finding."""
    page = snapshot.page_by_id(page_id)
    return (cite_page(page, excerpt, target=target),) if page else ()


def address_of(snapshot: Snapshot, page_id: int) -> str:
    """Address of the page with this id."""
    page = snapshot.page_by_id(page_id)
    return page.url if page else ""


def cite_link(page: Page, link: Link) -> Evidence:
    """A link on a page."""
    return Evidence(
        url=page.url,
        page_title=shorten(page.title or page.heading),
        target=link.url or link.raw or None,
        region=link.region,
        selector=link.selector,
        excerpt=shorten(link.text or link.alt or link.title),
        observed_at=page.fetched_at,
        archive_offset=page.copy_offset,
    )


def cite_links_to(snapshot: Snapshot, target: Target, limit: int = PAGES_CITED) -> tuple[Evidence, ...]:
    """The pages that hold a link to `target`, each once, at most `limit`."""
    return tuple(_first_per_page(snapshot, snapshot.links_to(target.id), limit))


def cite_sheets_with(snapshot: Snapshot, target: Target, limit: int = PAGES_CITED) -> tuple[Evidence, ...]:
    """Pages that use a style sheet in which `target` is named, each with the sheet's address, at most `limit`."""
    cited = _first_per_page(snapshot, snapshot.links_to_sheets_with(target.id, limit), limit)
    return tuple(replace(each, target=target.url, excerpt=f"样式文件 {each.target}") for each in cited)


def _first_per_page(snapshot: Snapshot, links: Iterable[Link], limit: int) -> Iterable[Evidence]:
    seen: set[int] = set()
    for link in links:
        if link.page_id in seen:
            continue
        seen.add(link.page_id)
        page = snapshot.page_by_id(link.page_id)
        if page:
            yield cite_link(page, link)
        if len(seen) >= limit:
            return
