"""Small snapshots for the viewer: an archive with the answers given, and facts that cite the pages among them."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from portal.facts import Page, PageFacts
from portal.replay.archived_site import ArchivedSite
from portal.site import Site
from portal.storage.archive import FILE_NAME, Archive, Capture
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, as_one_file, connect
from portal.storage.snapshot import FACTS_NAME, Snapshot

HOST = "http://www.qinghexia.gov.cn"
AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


@dataclass(frozen=True)
class Answer:
    """What a server sent; `rendered` is what a browser made of it."""

    body: bytes | str = b""
    content_type: str | None = HTML
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()
    truncated: str = ""
    rendered: str | None = None
    decoded: bool = True
    refresh_to: str = ""


Given = Mapping[str, Answer | str | list[Answer]]


def snapshot_of(folder: Path, answers: Given, home: str = HOST + "/") -> Path:
    """Write a snapshot of answers by path or whole address, one second apart; pages that opened are cited."""
    folder.mkdir(parents=True)
    database = connect(folder / FACTS_NAME)
    recorder = Recorder(database)
    moment = AT
    with Archive(folder / FILE_NAME, "gongkai/0") as archive:
        for path, given in answers.items():
            for answer in given if isinstance(given, list) else [given]:
                whole = answer if isinstance(answer, Answer) else Answer(answer)
                _record(archive, recorder, path if "://" in path else HOST + path, whole, moment)
                moment += timedelta(seconds=1)
    recorder.commit()
    as_one_file(database)
    database.close()
    Manifest(
        schema="gongkai.snapshot/1",
        site=Site(url=home, name="青禾县人民政府"),
        as_of=date(2026, 3, 1),
        run=Run(started=AT, finished=moment),
    ).write(folder)
    return folder


def _record(archive: Archive, recorder: Recorder, url: str, answer: Answer, at: datetime) -> None:
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    typed = ((b"Content-Type", answer.content_type.encode()),) if answer.content_type is not None else ()
    line = b"HTTP/1.1 %d X" % answer.status
    offset = archive.write(
        Capture(
            url,
            at,
            line,
            (*typed, *answer.headers),
            body,
            truncated=answer.truncated,
            decoded=answer.decoded,
            request=b"GET / HTTP/1.1\r\n",
        )
    )
    made = None if answer.rendered is None else archive.write_rendered(url, at, answer.rendered, offset)
    if answer.status == 200 and answer.content_type is not None and "html" in answer.content_type:
        page = Page(url, 200, at, archive_offset=offset, rendered_offset=made, refresh_to=answer.refresh_to)
        if recorder.database.execute("SELECT 1 FROM page WHERE url = ?", (url,)).fetchone() is None:
            recorder.page(PageFacts(page))


def site_of(folder: Path) -> ArchivedSite:
    """The archived site of a snapshot."""
    with closing(Snapshot.open(folder)) as snapshot:
        return ArchivedSite(snapshot, folder)
