"""Other sites that were crawled beside the one judged (其他网站): which of them is meant."""

from urllib.parse import urlsplit

from checks.column_search import bare
from portal.storage.snapshot import Snapshot


def site_called(others: tuple[Snapshot, ...], name: str, url: str) -> Snapshot | None:
    """The crawled site that is meant, by its host where an address is given, else by its name; None where it was not crawled."""
    host = (urlsplit(url).hostname or "").lower()
    for other in others:
        home = other.home()
        names = (other.site.name or "", home.title if home else "")
        if host == other.site.host or (not host and any(bare(name) in bare(each) for each in names)):
            return other
    return None
