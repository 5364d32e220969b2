"""Where a link leads in the end (落点): redirects and redirect pages followed, and whether that is still the audited site."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.facts import Page
from portal.states import Scope
from portal.storage.snapshot import Snapshot

# Ways a visitor can take; an image or frame has an address and words too, but nobody clicks it.
CLICKABLE = frozenset(("a", "area", "onclick", "option"))
_HOPS = 3  # redirect pages followed, as many as Snapshot.landing does
_TAIL = (
    3  # labels two hosts must share to be taken for one owner's; too generous for cities' suffixes, so it never accuses
)


@dataclass(frozen=True)
class Place:
    """End of a way: its address, whose it is, and the page there if it was read."""

    url: str
    scope: Scope
    page: Page | None


def place_of(snapshot: Snapshot, url: str) -> Place:
    """Where a visitor of `url` ends."""
    final = _final(snapshot, url)
    page = snapshot.page(url)
    for _ in range(_HOPS):
        if page is None or not page.refresh_to:
            break
        final = _final(snapshot, page.refresh_to)
        page = snapshot.page(page.refresh_to)
    return Place(final, _scope(snapshot, final), page)


def _final(snapshot: Snapshot, url: str) -> str:
    target = snapshot.target(url)
    return target.final_url if target and target.final_url else url


def _scope(snapshot: Snapshot, url: str) -> Scope:
    """Scope of an address; a host the office names as the site's own (其他域名) is the site."""
    host = _host(url)
    if host in snapshot.site.aliases:
        return Scope.INTERNAL
    known = snapshot.target(url)
    if known:
        return known.scope
    own = snapshot.site.host
    if host == own:
        return Scope.INTERNAL
    return Scope.RELATED if host.split(".")[-_TAIL:] == own.split(".")[-_TAIL:] else Scope.EXTERNAL


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def is_same_page(place: Place, page: Page) -> bool:
    """Whether a place is that page, perhaps under another address: a tab of it (`/?tab=2`), or its index file."""
    if place.page is None:
        return _bare(place.url) == _bare(page.url)
    return place.page.id == page.id or (bool(page.body_hash) and place.page.body_hash == page.body_hash)


def _bare(url: str) -> str:
    """An address but for the scheme and a trailing slash."""
    return url.partition("://")[2].rstrip("/")
