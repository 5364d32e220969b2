"""Which pages belong together, beside what is known of it: interpretation and document, consultation and result."""

from collections.abc import Iterator

from benchmarks.reading_comparison import Outcome
from benchmarks.reading_lab import LabSource
from portal.states import PageKind
from portal.storage.snapshot import Snapshot


def compare_pairs(source: LabSource, snapshot: Snapshot) -> Iterator[Outcome]:
    """One outcome for each pair that is there or was read."""
    urls = {body.url: body.path for body in source.bodies}
    paths = {page.id: urls.get(page.url, page.url) for page in snapshot.pages()}
    pairings = {(paths[one.interpretation_id], paths[one.document_id]) for one in snapshot.pairings()}
    results = {(paths[one.from_page], paths[one.to_page]) for one in snapshot.relations("result")}
    yield from _pairs("pairing", PageKind.INTERPRETATION, source.pairings, pairings)
    yield from _pairs("relation.result", PageKind.CONSULTATION, source.results, results)


def _pairs(name: str, kind: PageKind, wanted: set[tuple[str, str]], read: set[tuple[str, str]]) -> Iterator[Outcome]:
    for pair in sorted(wanted | read):
        expected = pair[1] if pair in wanted else None
        found = pair[1] if pair in read else None
        yield Outcome(pair[0], kind, name, expected, found, expected == found)
