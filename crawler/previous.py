"""The snapshot of the month before (上次快照): what it knows is asked for conditionally, and what has not changed is carried over."""

import sqlite3
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from crawler.exchange import Exchange
from portal.storage.archive import FILE_NAME, Archive, ArchiveError
from portal.storage.carrying import Carrier, Known
from portal.storage.manifest import Manifest
from portal.storage.revisits import Kept, Profile, kept_record, write_unchanged
from portal.storage.snapshot import FACTS_NAME

NOT_MODIFIED = 304


class Previous:
    """Knows the snapshot in `folder`. `scripted` tells whether pages that scripts write may be carried over, because no browser is used.

    Facts are carried over only from those of the same `tool`, as the manifest has it: another version may read more out of the same page.
    Raises portal.storage.carrying.OtherSchemaError, sqlite3.Error, ValueError or OSError for a snapshot that is of no use.
    """

    def __init__(self, database: sqlite3.Connection, folder: Path, tool: dict[str, str], *, scripted: bool) -> None:
        self._same_reader = Manifest.read(folder).tool == tool
        self.carrier = Carrier(database, folder / FACTS_NAME)
        self._archive = folder / FILE_NAME
        self._archive.stat()
        self._known = lru_cache(256)(partial(self.carrier.known, scripted=scripted))  # asked for some times in a row

    def close(self) -> None:
        """All was carried over; not while a transaction is open."""
        self.carrier.close()

    def known(self, url: str) -> Known | None:
        """What is known of an address."""
        return self._known(url)

    def conditions(self, url: str) -> dict[str, str]:
        """Headers of a conditional request; none where nothing is known."""
        known = self.known(url)
        if known is None:
            return {}
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        return {name: value for name, value in headers.items() if value}

    def original(self, url: str) -> Kept | None:
        """The archived record of an address as it was; None when it cannot be read any more."""
        known = self.known(url)
        try:
            return kept_record(self._archive, known.archive_offset) if known else None
        except ArchiveError:
            return None

    def page(self, exchange: Exchange) -> Known | None:
        """The page whose facts an answer still gives; None when it has to be read."""
        return self.known(exchange.url) if self._same_reader and self.same(exchange) else None

    def same(self, exchange: Exchange) -> bool:
        """Whether an answer holds the very page that was read at its address."""
        known = self.known(exchange.url)
        return (
            known is not None
            and known.page_id is not None
            and exchange.content_type == known.content_type
            and exchange.body_hash == known.body_hash
        )


def unchanged(archive: Archive, exchange: Exchange, original: Kept, known: Known) -> tuple[Exchange, int]:
    """Archive an answer that brought nothing new, behind a copy of what it stands for; the exchange with the old body, and the copy's offset."""
    not_modified = exchange.status == NOT_MODIFIED
    profile = Profile.NOT_MODIFIED if not_modified else Profile.SAME_PAYLOAD
    offset = write_unchanged(archive, exchange.capture(), original, profile)
    if not not_modified:
        return exchange, offset
    old = Exchange.of(original.capture)
    body_hash = known.body_hash if known.read_from_it else ""  # gzip's own check sum has vouched for the bytes
    taken = replace(old, started=exchange.started, elapsed_ms=exchange.elapsed_ms, peer=exchange.peer, _hash=body_hash)
    return taken, offset
