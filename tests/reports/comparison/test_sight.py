"""What a crawl saw of an address: opened, gone for good, no longer linked, or nobody can tell."""

from datetime import UTC, date, datetime

import pytest

from portal.facts import Link, Page, PageFacts, Target
from portal.site import Site
from portal.states import Fault, LinkState, PageKind, Region, Scope
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot
from reports.comparison.sight import Seen, SnapshotSight

NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)
URL = "http://www.qinghexia.gov.cn/"
LIST = f"{URL}tzgg/"

Row = tuple[str, LinkState, Fault | None]
OPENED: Row = ("a.html", LinkState.OK, None)
DELETED: Row = ("b.html", LinkState.BROKEN, Fault.NOT_FOUND)
TIMED_OUT: Row = ("c.html", LinkState.SUSPECT, Fault.TIMEOUT)
GUARDED: Row = ("d.html", LinkState.BLOCKED, Fault.FORBIDDEN)
LEFT: Row = ("e.html", LinkState.SKIPPED, Fault.BUDGET)
DISALLOWED: Row = ("f.html", LinkState.SKIPPED, Fault.ROBOTS)
LIST_DOWN: Row = ("tzgg/", LinkState.BROKEN, Fault.SERVER_ERROR)


def snapshot(*rows: Row, listed: bool = False, stopped_by: str | None = None) -> Snapshot:
    """A home page with links to these addresses; those that opened are pages. `listed`: the list was read as well."""
    database = connect(":memory:")
    recorder = Recorder(database)
    links = []
    for position, (path, state, fault) in enumerate(rows):
        target = Target(URL + path, Scope.INTERNAL, state=state, fault=fault)
        links.append(Link(0, URL + path, "某页", Region.MAIN, position, recorder.target(target)))
        if state is LinkState.OK:
            recorder.page(PageFacts(Page(URL + path, 200, NOW, kind=PageKind.ARTICLE, published_on=date(2026, 2, 1))))
    recorder.page(PageFacts(Page(URL, 200, NOW, kind=PageKind.HOME), links=links))
    if listed:
        recorder.page(PageFacts(Page(LIST, 200, NOW, kind=PageKind.LIST)))
    recorder.commit()
    run = Run(started=NOW, finished=NOW, stopped_by=stopped_by)
    return Snapshot(database, Manifest(site=Site(url=URL), as_of=date(2026, 3, 1), run=run))


@pytest.mark.parametrize(
    ("row", "page", "target"),
    [
        (OPENED, Seen.THERE, Seen.THERE),
        (DELETED, Seen.ABSENT, Seen.UNSEEN),  # a dead link that is still there is not mended
        (TIMED_OUT, Seen.UNSEEN, Seen.UNSEEN),
        (GUARDED, Seen.UNSEEN, Seen.UNSEEN),
        (LEFT, Seen.UNSEEN, Seen.UNSEEN),
        (DISALLOWED, Seen.UNSEEN, Seen.UNSEEN),
    ],
)
def test_an_address_that_is_linked_is_what_became_of_it(row: Row, page: Seen, target: Seen) -> None:
    sight = SnapshotSight(snapshot(row))
    assert (sight.page(URL + row[0]), sight.target(f"{URL}{row[0]}#top")) == (page, target)
    assert sight.published(URL + row[0]) == (date(2026, 2, 1) if row is OPENED else None)


def test_what_nothing_leads_to_is_gone_only_where_all_that_might_lead_there_was_read() -> None:
    gone = f"{URL}x.html"
    asked = [
        (SnapshotSight(snapshot(OPENED, DELETED)), Seen.ABSENT),
        (SnapshotSight(snapshot(OPENED, stopped_by="max_pages")), Seen.UNSEEN),
        (SnapshotSight(snapshot(OPENED, TIMED_OUT)), Seen.UNSEEN),  # it may be a list, who knows
        (SnapshotSight(snapshot(OPENED, TIMED_OUT), snapshot(OPENED, ("c.html", LinkState.OK, None))), Seen.ABSENT),
        (SnapshotSight(snapshot(OPENED, LIST_DOWN), snapshot(OPENED, listed=True)), Seen.UNSEEN),
        (SnapshotSight(snapshot(OPENED, LIST_DOWN), snapshot(OPENED, LIST_DOWN)), Seen.ABSENT),
    ]
    for sight, seen in asked:
        assert (sight.page(gone), sight.target(gone)) == (seen, seen)
