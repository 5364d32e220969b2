"""A crawl without a network: the pages of a folder or of a lab portal are read, recorded and assembled as the crawler does it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from portal.assembly import assemble
from portal.facts import PageFacts, Target
from portal.reading import read_page
from portal.site import Site
from portal.states import LinkState, Scope
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot


@dataclass(slots=True)
class Body:
    """One page as a server sends it; `path` is what its expectation is known by."""

    path: str
    url: str
    body: bytes
    content_type: str = "text/html"
    home: bool = False


def default_folder() -> Path:
    """Where saved pages of real portals are looked for: GONGKAI_REALPAGES, or a folder beside the project."""
    return Path(os.environ.get("GONGKAI_REALPAGES") or Path(__file__).parents[2] / "shared" / "realpages")


def saved_pages(folder: Path, host: str | None) -> Iterator[Body]:
    """Pages below a folder, as pages of `host`; without one each first folder is a host of its own."""
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        yield Body(path, saved_address(path, host), file.read_bytes(), home=bool(host) and path == "index.html")


def saved_address(path: str, host: str | None) -> str:
    """Address a saved page is read under."""
    return f"http://{host}/{path}" if host else f"http://{path}"


def read_all(pages: Iterable[Body], home_url: str, read_on: date) -> Snapshot:
    """Snapshot of the pages, columns and pairings included. Own addresses that are not among them count as dead, as on a site that ends here."""
    at = datetime.combine(read_on, time(4), UTC)
    database = connect(":memory:")
    recorder = Recorder(database)
    host = home_url.split("/")[2]
    for page in pages:
        depth = 0 if page.home else 1
        facts = read_page(
            page.url, page.body, content_type=page.content_type, depth=depth, fetched_at=at, status=200, home=page.home
        )
        _record(recorder, facts, host)
    recorder.commit()
    _settle(recorder)
    assemble(database, home_url)
    return Snapshot(
        database, Manifest(schema="gongkai.snapshot/1", site=Site(url=home_url), as_of=read_on, run=Run(started=at))
    )


def _record(recorder: Recorder, facts: PageFacts, host: str) -> None:
    for link in facts.links:
        own = bool(link.url) and link.url.split("/")[2] == host
        scope = Scope.INTERNAL if own else Scope.EXTERNAL
        link.target_id = recorder.target(Target(link.url, scope, state=LinkState.BROKEN if own else LinkState.SKIPPED))
    recorder.page(facts)


def _settle(recorder: Recorder) -> None:
    """Addresses whose pages were read opened."""
    recorder.begin()
    recorder.database.execute("UPDATE target SET state = 'ok', status = 200 WHERE url IN (SELECT url FROM page)")
    recorder.commit()
