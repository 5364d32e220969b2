"""What attached files turned out to be (附件内容): noted as they are fetched, their texts read from the archive once the crawl is over.

Reading is bounded for each file (`portal.files.workshop`) and for all of them together; a file that was not read says why.
"""

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from portal.content_facts import AttachmentFile
from portal.files.attachments import TEXT_SUFFIXES, suffix_of
from portal.files.content import Content, TooLargeError, UnreadableError
from portal.files.formats import contradicts, format_of
from portal.files.reading import READERS
from portal.files.workshop import Workshop
from portal.states import Fault, FileFormat
from portal.storage.archive import ArchiveError, Capture
from portal.storage.rows import rows_of

SECONDS = 300.0  # for all files of a portal
_TYPES = ("pdf", "msword", "officedocument", "ms-excel", "ms-powerpoint", "ofd", "rtf", "kswps", "wps-office")
_UNREAD = """
    SELECT url, format, body_hash, archive_offset FROM attachment_file
    WHERE fault IS NULL AND archive_offset IS NOT NULL AND url NOT IN (SELECT url FROM attachment_text) ORDER BY url"""
_KEPT = """
    SELECT old.title, old.pages, told.text FROM previous.attachment_file AS old
    JOIN previous.attachment_text AS told ON told.url = old.url WHERE old.url = ? AND old.body_hash = ? AND old.fault IS NULL"""
_FORMATS = {each.value: each for each in FileFormat}

CaptureAt = Callable[[int], Capture]  # the exchange archived at an offset; raises ArchiveError


def is_attached_file(url: str, media_type: str, disposition: str) -> bool:
    """Whether an answer is a file with a text of its own: by its address, its media type, or the name it is sent under."""
    name = disposition.rpartition("filename")[2].strip("*=\"' ;")
    return (
        suffix_of(url) in TEXT_SUFFIXES
        or any(word in media_type for word in _TYPES)
        or PurePosixPath(name).suffix.lstrip(".").lower() in TEXT_SUFFIXES
    )


def attached_file(url: str, body: bytes, body_hash: str, archive_offset: int, *, whole: bool) -> AttachmentFile:
    """A fetched file before its text is read; `whole` is False where its body was cut."""
    suffix = suffix_of(url)
    found = format_of(body, suffix)
    fault = Fault.WRONG_TYPE if contradicts(found, suffix) else None if whole else Fault.TOO_LARGE
    return AttachmentFile(url, found, len(body), body_hash, fault=fault, archive_offset=archive_offset)


def note_attached_file(database: sqlite3.Connection, file: AttachmentFile) -> None:
    """Record a fetched file, in place of what was known of its address; needs an open transaction."""
    rows = rows_of(AttachmentFile, "attachment_file")
    database.execute("DELETE FROM attachment_file WHERE url = ?", (file.url,))
    database.execute("DELETE FROM attachment_text WHERE url = ?", (file.url,))
    database.execute(rows.insert, rows.encode(file))


def read_attachment_texts(database: sqlite3.Connection, capture_at: CaptureAt, seconds: float = SECONDS) -> int:
    """Read the texts of all noted files that have none yet; needs an open transaction. Returns how many there was no time for."""
    waiting = [row for row in database.execute(_UNREAD).fetchall() if _FORMATS[row[1]] in READERS]
    before = _has_previous(database)
    end = time.monotonic() + seconds
    left = 0
    with Workshop() as workshop:
        for url, found, body_hash, offset in waiting:
            kept = database.execute(_KEPT, (url, body_hash)).fetchone() if before else None
            if kept is not None:
                _store(database, url, Content(kept[2], kept[0], kept[1]))
            elif time.monotonic() > end:
                _blame(database, url, Fault.BUDGET)
                left += 1
            else:
                _read(database, workshop, url, _FORMATS[found], partial(_body, capture_at, offset))
    return left


def _has_previous(database: sqlite3.Connection) -> bool:
    """Whether a snapshot before is at hand that knows texts of files."""
    attached = {name for _, name, _ in database.execute("PRAGMA database_list")}
    if "previous" not in attached:
        return False
    query = "SELECT count(*) FROM previous.sqlite_master WHERE name IN ('attachment_file', 'attachment_text')"
    return bool(database.execute(query).fetchone()[0] == 2)


def _read(
    database: sqlite3.Connection, workshop: Workshop, url: str, found: FileFormat, body: Callable[[], bytes]
) -> None:
    try:
        _store(database, url, workshop.read(body(), found))
    except TooLargeError:
        _blame(database, url, Fault.TOO_LARGE)
    except (UnreadableError, ArchiveError):
        _blame(database, url, Fault.UNREADABLE)


def _body(capture_at: CaptureAt, offset: int) -> bytes:
    return capture_at(offset).body


def _store(database: sqlite3.Connection, url: str, content: Content) -> None:
    values = (content.title, content.pages, len(content.text), url)
    database.execute("UPDATE attachment_file SET title = ?, pages = ?, characters = ? WHERE url = ?", values)
    database.execute("INSERT OR REPLACE INTO attachment_text VALUES (?, ?)", (url, content.text))


def _blame(database: sqlite3.Connection, url: str, fault: Fault) -> None:
    database.execute("UPDATE attachment_file SET fault = ? WHERE url = ?", (fault.value, url))
