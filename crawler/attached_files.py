"""Attached files of the site (附件抓取): fetched whole within bounds, noted, and read once the crawl is over."""

from pathlib import Path

from crawler.exchange import Exchange
from crawler.journal import Journal, Note
from crawler.visits import Visit
from portal.files.attachment_files import attached_file, is_attached_file, note_attached_file, read_attachment_texts
from portal.files.attachments import TEXT_SUFFIXES, suffix_of
from portal.states import Scope
from portal.storage.archive import read
from portal.storage.recorder import Recorder

MAX_FILE = 8 * 1024 * 1024  # bytes read of one file
MAX_TOTAL = 1024 * 1024 * 1024  # bytes of all files, after which only their heads are read


class AttachedFiles:
    """Tells how much of a file to fetch, and notes what came."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._left = MAX_TOTAL
        self._unread = False

    def read_none(self) -> None:
        """Let every file be only looked at, neither fetched whole nor read."""
        self._left = 0
        self._unread = True

    def bytes_for(self, visit: Visit) -> int:
        """How much to read of what a visit brings, where it is an attachment of the site; 0 for everything else."""
        wanted = visit.scope is Scope.INTERNAL and suffix_of(visit.url) in TEXT_SUFFIXES
        return MAX_FILE if wanted and self._left > 0 else 0

    def note(self, visit: Visit, exchange: Exchange, offset: int) -> None:
        """Note a file that was fetched, if it is one of the site's."""
        if self._unread or visit.scope is not Scope.INTERNAL or not exchange.decoded:
            return
        if is_attached_file(exchange.url, exchange.media_type, exchange.header(b"content-disposition")):
            self._left -= exchange.received
            self._recorder.begin()
            file = attached_file(exchange.url, exchange.body, exchange.body_hash, offset, whole=not exchange.cut)
            note_attached_file(self._recorder.database, file)


def read_attached_files(recorder: Recorder, archive: Path, journal: Journal) -> None:
    """Read the texts of the files noted, the archive at `archive` being complete."""
    recorder.begin()
    left = read_attachment_texts(recorder.database, lambda offset: read(archive, offset))
    if left:
        journal.note(Note.FILES_UNREAD, f"{left} files")
