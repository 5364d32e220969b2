"""A small crawl without a network: own pages recorded as the crawler records them, then assembled."""

import sqlite3

from portal.assembly import assemble
from portal.facts import PageFacts, Target
from portal.site import Site
from portal.states import LinkState, Scope
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot
from tests.portal.samples import READ_AT, read

HOST = "http://www.qinghexia.gov.cn"


def record(pages: dict[str, str], *, missing: LinkState = LinkState.BROKEN) -> Snapshot:
    """Snapshot of pages given by path (`/` is the home page); addresses that are not among them end in the state `missing`."""
    facts = [read(markup, url=HOST + path, home=path == "/") for path, markup in pages.items()]
    return record_facts(facts, HOST + "/", missing=missing)


def record_facts(facts: list[PageFacts], home_url: str, *, missing: LinkState = LinkState.BROKEN) -> Snapshot:
    """Snapshot of pages already read."""
    database = connect(":memory:")
    recorder = Recorder(database)
    known = {page.page.url for page in facts}
    for page in facts:
        _targets(recorder, page, known, home_url, missing)
        recorder.page(page)
    recorder.commit()
    assemble(database, home_url)
    return _snapshot(database, home_url)


def _targets(recorder: Recorder, page: PageFacts, known: set[str], home_url: str, missing: LinkState) -> None:
    host = home_url.split("/")[2]
    for link in page.links:
        if link.url:
            scope = Scope.INTERNAL if link.url.split("/")[2] == host else Scope.EXTERNAL
            state = LinkState.OK if link.url in known else missing
            link.target_id = recorder.target(Target(link.url, scope, state=state))
        else:
            link.target_id = recorder.target(Target("", Scope.EXTERNAL, state=LinkState.SKIPPED))


def _snapshot(database: sqlite3.Connection, home_url: str) -> Snapshot:
    manifest = Manifest(
        schema="gongkai.snapshot/1", site=Site(url=home_url), as_of=READ_AT.date(), run=Run(started=READ_AT)
    )
    return Snapshot(database, manifest)
