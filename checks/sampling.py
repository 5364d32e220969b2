"""Which pages are looked at when not all are (抽样): the same ones next month, spread over the site."""

import hashlib
import heapq
from collections.abc import Iterable

from portal.facts import Page
from portal.states import CONTENT_KINDS, LIST_KINDS
from portal.storage.snapshot import Snapshot

SURE = 0.6  # confidence a page's kind needs before the page is held to what its kind asks


def sample(pages: Iterable[Page], size: int) -> list[Page]:
    """`size` of the pages, chosen by a hash of the address so that the choice survives other pages coming and going."""
    return heapq.nsmallest(size, pages, key=lambda page: _place(page.url))


def _place(url: str) -> bytes:
    return hashlib.sha256(url.encode()).digest()


def content_pages(snapshot: Snapshot, size: int) -> list[Page]:
    """A sample of article-like pages (内容页) that opened normally and whose kind is sure."""
    chosen = snapshot.once(_content_in_order)[:size]
    return [page for number in chosen if (page := snapshot.page_by_id(number))]


def _content_in_order(snapshot: Snapshot) -> list[int]:
    """Ids of all content pages that could be chosen, in the order of choice: many checks ask for a sample."""
    rows = snapshot.usable_pages(SURE, *CONTENT_KINDS)
    return [number for _, number in sorted((_place(url), number) for number, url in rows)]


def column_pages(snapshot: Snapshot, size: int) -> list[Page]:
    """A sample of column pages (栏目页), first pages of columns only: further list pages carry the same template."""
    firsts = {column.page_id for column in snapshot.columns()}
    return sample((page for page in snapshot.pages(*LIST_KINDS) if is_usable(page) and page.id in firsts), size)


def is_usable(page: Page) -> bool:
    """Whether a page opened normally, stands for itself and is of a sure kind."""
    return page.status == 200 and page.fault is None and not page.refresh_to and page.confidence >= SURE
