"""A snapshot made before a fact existed is read all the same: the fact has its default."""

import sqlite3
from datetime import UTC, date, datetime

from portal.facts import Page, PageFacts
from portal.site import Site
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot

AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_columns_younger_than_the_snapshot_keep_their_defaults() -> None:
    database: sqlite3.Connection = connect(":memory:")
    recorder = Recorder(database)
    recorder.page(PageFacts(Page("http://www.qinghexia.gov.cn/", 200, AT, rendered=True, rendered_offset=7)))
    recorder.commit()
    database.execute("ALTER TABLE page DROP COLUMN rendered")
    database.execute("ALTER TABLE page DROP COLUMN rendered_offset")
    site = Site(url="http://www.qinghexia.gov.cn/")
    snapshot = Snapshot(database, Manifest(site=site, as_of=date(2026, 3, 1), run=Run(started=AT)))
    (page,) = snapshot.pages()
    assert (page.rendered, page.rendered_offset) == (False, None)
    assert list(snapshot.copy_offsets()) == []
