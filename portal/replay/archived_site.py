"""An archived site, ready to be shown (存档网站): its copies, and what of the snapshot the banner tells."""

from pathlib import Path
from typing import NamedTuple

from portal.links.addresses import canonical, resolve
from portal.replay.heads import record_heads
from portal.replay.index import ArchiveIndex, Copy
from portal.storage.archive import FILE_NAME, Capture, read
from portal.storage.snapshot import Snapshot

_HOPS = 10  # redirects that are followed


class Found(NamedTuple):
    """Where an address leads within the archive: the copy a visitor ends on, and the address that is not archived, if that is where it ends."""

    copy: Copy | None
    missing: str = ""


class ArchivedSite:
    """The archive of one snapshot. Safe to be read by several threads at once."""

    def __init__(self, snapshot: Snapshot, folder: Path) -> None:
        """Look through the archive in `folder`; raises OSError when there is none."""
        self.path = folder / FILE_NAME
        self.home = snapshot.site.url
        self.name = snapshot.site.name or snapshot.site.host
        self.as_of = snapshot.manifest.as_of
        self._sends_on = dict(snapshot.sends_on())
        self.index = ArchiveIndex(record_heads(self.path), set(snapshot.copy_offsets()))

    def capture(self, copy: Copy) -> Capture:
        """The record of a copy; raises ArchiveError."""
        return read(self.path, copy.offset)

    def redirect_of(self, copy: Copy) -> str | None:
        """Where an archived answer redirects to; None when it does not, or to no web address. Raises ArchiveError."""
        if copy.rendered or not 300 <= copy.status < 400:
            return None
        location = next((value for name, value in self.capture(copy).headers if name.lower() == b"location"), b"")
        address = resolve(copy.url, _text(location)) if location else None
        return address.url if address else None

    def follow(self, url: str, stamp: str = "") -> Found:
        """The copy a visitor of `url` (canonical) ends on, recorded redirects followed. Raises ArchiveError."""
        for _ in range(_HOPS):
            copy = self.index.pick(url, stamp)
            if copy is None:
                return Found(None, url)
            onward = self.redirect_of(copy)
            if onward is None or onward == url:
                return Found(copy)
            url, stamp = onward, copy.stamp
        return Found(copy)

    def sends_on(self, copy: Copy) -> str | None:
        """Where the page sends its visitors by itself (meta refresh, script), as the crawl read it."""
        return self._sends_on.get(copy.url)


def asked(url: str) -> str:
    """Canonical form of an address as a person gives it, `http://` where there is no scheme; raises ValueError."""
    return canonical(url if "://" in url else f"http://{url}")


def _text(header: bytes) -> str:
    try:
        return header.decode("utf-8")
    except UnicodeDecodeError:
        return header.decode("gb18030", "replace")
