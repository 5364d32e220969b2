"""Cases a person can read (案例): small pages beside the verdict they must get, turned into a snapshot by the real readers.

Every folder here is named for a check and holds `cases.yaml` and the pages it names. A case:

    - name: the column is called 信息公开            # what it shows, in plain words
      pages: {/: fail-near-name.html, /xxgk/: column.html}   # path -> file of the folder, or of `shared/` where it begins so
      targets: {/gone.html: broken not_found}        # what became of links that lead to no page of the case: state [fault]; default ok
      parameters: {max_days: 14}                     # of the check, where they differ from its defaults
      expect: fail
      findings: [misnamed 信息公开]                  # kind [element], each exactly once; none other may appear
      reason_code: budget                            # where the outcome is unknown
      measured: {blank: 1}                           # optional: numbers that must be among the measured ones

A target that redirects is written `redirected -> /new.html`. Further keys: `sheets` (path -> style sheet of the
folder), `files` (path of an attached file -> file of the
folder that was fetched there), `others` (address outside the site -> page of the folder that is shown there), `floating` (path -> windows the browser saw
float there), `reaches` (rows of
portal.ipv6_links), `search` (see searchrows.py), `as_of`, `site` (fields of portal.site.Site), `stopped_by`,
`neighbours` (snapshots of other sites, each with `site`, `pages`, `stopped_by`), `dns` and `connections` (rows of portal.facts; `times: 19` repeats a connection), `network` (see netrows.py), `axe` (see axerows.py). The page at `/` is the home page; without one it was
not fetched. All hosts and places exist nowhere.
"""

import mimetypes
import pickle
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from checks.assessment import Assessment
from checks.catalogue import CATALOGUE
from portal import bundled_yaml
from portal.assembly import assemble
from portal.facts import Connection, DnsAnswer, PageFacts, SheetLink, Target
from portal.files.attachment_files import attached_file, note_attached_file, read_attachment_texts
from portal.floating_windows import FloatingView, note_floating_view
from portal.ipv6_links import LinkReach, note_link_reaches
from portal.links.anchors import places_in
from portal.links.far_anchors import settle_far_anchors
from portal.links.style_sheets import named_in
from portal.other_pages import read_other_page
from portal.reading import read_page
from portal.site import Site
from portal.site_search import note_site_search
from portal.states import Fault, LinkState, Scope
from portal.storage.archive import Capture
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot
from reports.judging.identification import identify
from tests.checks.axerows import axe_pages, axe_results
from tests.checks.netrows import network_rows
from tests.checks.searchrows import search_entry, search_queries

HERE = Path(__file__).parent
SHARED = "shared/"
HOME = "http://www.qinghexia.gov.cn/"
DOMAIN = "qinghexia.gov.cn"
NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
AS_OF = date(2026, 3, 1)
SITE = {"url": HOME, "name": "青禾县人民政府", "code": "9902310001", "level": "county", "kind": "portal"}


@dataclass(frozen=True)
class Case:
    """One case of one check."""

    check: str
    name: str
    expect: str
    pages: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    floating: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    reaches: list[dict[str, Any]] = field(default_factory=list)
    search: dict[str, Any] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    reason_code: str | None = None
    measured: dict[str, Any] = field(default_factory=dict)
    as_of: date = AS_OF
    site: dict[str, Any] = field(default_factory=dict)
    stopped_by: str | None = None
    dns: list[dict[str, str]] = field(default_factory=list)
    connections: list[dict[str, Any]] = field(default_factory=list)
    network: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    axe: list[dict[str, Any]] = field(default_factory=list)
    neighbours: list[dict[str, Any]] = field(default_factory=list)  # other sites to compare with: site, pages…

    def assess(self) -> Assessment:
        """The check's answer to this case."""
        snapshot = self.snapshot()
        others = tuple(Case(self.check, "", "", as_of=self.as_of, **each).snapshot() for each in self.neighbours)
        context = replace(identify(snapshot).context(self.as_of), others=others)
        return CATALOGUE[self.check].assess(snapshot, self.parameters, context)

    @property
    def home(self) -> str:
        """Address of the home page."""
        return str(self.site.get("url", HOME))

    def file(self, name: str) -> Path:
        """A page's file: of the case's folder, or one that several checks share."""
        return HERE / name if name.startswith(SHARED) else HERE / self.check / name

    def snapshot(self) -> Snapshot:
        """The case as facts, read by the readers that read real pages."""
        database = empty_database()
        recorder = Recorder(database)
        for number, path in enumerate(self.pages):
            self._record(recorder, path, number)
        for path, name in self.sheets.items():
            self._style(recorder, urljoin(self.home, path), self.file(name).read_bytes())
        self._attach(recorder)
        recorder.begin()
        note_link_reaches(database, [LinkReach(at=NOW, **row) for row in self.reaches])
        if self.search:
            queries = search_queries(self.search, self.home, lambda name: self.file(name).read_bytes(), NOW)
            note_site_search(database, search_entry(self.search, self.home, NOW), queries)
        for path, windows in self.floating.items():
            note_floating_view(database, FloatingView(urljoin(self.home, path), NOW, tuple(windows)))
        for url, name in self.others.items():
            recorder.other_page(read_other_page(url, self.file(name).read_bytes(), "text/html"))
        recorder.begin()
        settle_far_anchors(database, lambda number: places_in(self._body(number), "text/html"))
        recorder.network([DnsAnswer(**row) for row in self.dns], self._connections())
        recorder.network_facts(network_rows(self.network, NOW))
        recorder.accessibility(axe_pages(self.axe, self.home, NOW), axe_results(self.axe, self.home))
        recorder.commit()
        assemble(database, self.home)
        recorder.commit()
        site = Site.model_validate(SITE | self.site)
        run = Run(started=NOW, finished=NOW, stopped_by=self.stopped_by)
        return Snapshot(database, Manifest(site=site, as_of=self.as_of, run=run))

    def _connections(self) -> Iterator[Connection]:
        for row in self.connections:
            values = dict(row)
            for _ in range(values.pop("times", 1)):
                yield Connection(at=NOW, **values)

    def _body(self, number: int) -> bytes:
        return self.file(list(self.pages.values())[number]).read_bytes()

    def _record(self, recorder: Recorder, path: str, number: int) -> None:
        url, body = urljoin(self.home, path), self._body(number)
        home = path == "/"
        facts = facts_of(url, body, home=home)
        facts.page.archive_offset = number
        recorder.target(Target(url, Scope.INTERNAL, state=LinkState.OK, status=200, final_url=url, checked_at=NOW))
        for link in facts.links:
            if link.url:
                link.target_id = recorder.target(self._target(link.url))
        recorder.page(facts)

    def _style(self, recorder: Recorder, url: str, body: bytes) -> None:
        sheet_id = recorder.target(self._target(url))
        for position, (raw, imported) in enumerate(named_in(body, "text/css")):
            target = self._target(urljoin(url, raw))
            row = SheetLink(sheet_id, position, target.url, "css" if imported else "img", raw, recorder.target(target))
            recorder.sheet([row])

    def _attach(self, recorder: Recorder) -> None:
        bodies = [(urljoin(self.home, path), self.file(name).read_bytes()) for path, name in self.files.items()]
        recorder.begin()
        for number, (url, body) in enumerate(bodies):
            note_attached_file(recorder.database, attached_file(url, body, str(number), number, whole=True))
        if bodies:
            read_attachment_texts(
                recorder.database,
                lambda number: Capture(bodies[number][0], NOW, b"HTTP/1.1 200 OK", (), bodies[number][1]),
            )

    def _target(self, url: str) -> Target:
        """What became of a link's target, as the case states it; the pages of the case are open."""
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        words = self.targets.get(url) or (self.targets.get(path) if _scope(url) is Scope.INTERNAL else None) or "ok"
        words, _, final = words.partition(" -> ")
        state, _, fault = words.partition(" ")
        return Target(
            url,
            _scope(url),
            state=LinkState[state.upper()],
            fault=Fault[fault.upper()] if fault else None,
            final_url=urljoin(self.home, final) if final else url,
            content_type=mimetypes.guess_type(parts.path)[0] or "text/html",
            checked_at=NOW,
        )


def _scope(url: str) -> Scope:
    host = urlsplit(url).netloc
    if host == urlsplit(HOME).netloc:
        return Scope.INTERNAL
    return Scope.RELATED if host == DOMAIN or host.endswith("." + DOMAIN) else Scope.EXTERNAL


def facts_of(url: str, body: bytes, *, home: bool) -> PageFacts:
    """What a page says, to be written to: a case reads its pages twice, and many share theirs."""
    facts: PageFacts = pickle.loads(_read_once(url, body, home=home))  # noqa: S301 (our own)
    return facts


@cache
def _read_once(url: str, body: bytes, *, home: bool) -> bytes:
    depth = 0 if home else 1
    return pickle.dumps(
        read_page(url, body, content_type="text/html", depth=depth, fetched_at=NOW, status=200, home=home)
    )


def empty_database() -> sqlite3.Connection:
    """A snapshot's database in memory; copying one is a tenth of the work of making it."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    _made().backup(database)
    return database


@cache
def _made() -> sqlite3.Connection:
    return connect(":memory:")


@cache
def cases() -> tuple[Case, ...]:
    """All cases of all checks."""
    return tuple(
        Case(check=file.parent.name, **values)
        for file in sorted(HERE.glob("*/cases.yaml"))
        for values in bundled_yaml.parsed(file.read_text(encoding="utf-8"))
    )
