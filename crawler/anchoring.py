"""Looking anchors up in the archive (核对页内锚点) once the crawl is over."""

from pathlib import Path

from crawler.exchange import Exchange
from crawler.journal import Journal, Note
from portal.links.anchors import Places, places_in
from portal.links.far_anchors import settle_far_anchors
from portal.storage.archive import ArchiveError, read
from portal.storage.recorder import Recorder


def settle_anchors(recorder: Recorder, archive: Path, journal: Journal) -> None:
    """Record links to places that are not on the pages they lead to, the archive at `archive` being complete."""
    recorder.begin()
    left = settle_far_anchors(recorder.database, lambda offset: _places_at(archive, offset))
    if left:
        journal.note(Note.ANCHORS_CAPPED, f"{left} pages")


def _places_at(archive: Path, offset: int) -> Places | None:
    """Places of a page as archived; None for a copy that is cut off or cannot be read."""
    try:
        exchange = Exchange.of(read(archive, offset))
    except ArchiveError:
        return None
    return None if exchange.cut else places_in(exchange.body, exchange.content_type)
