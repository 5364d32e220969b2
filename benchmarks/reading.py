"""How right pages are read: precision and recall by kind of page and by field, on lab portals and on labelled saved pages.

    python -m benchmarks.reading [--lab DIALECT:PAGES:SEED]… [--real FOLDER] [--misses FOLDER] [--json FILE]

Pages are read, recorded and assembled as a crawl does it, without one. The labels (`benchmarks/labels/`) were made by hand from the pages;
where the pages themselves are not at hand that part is left out. Every miss is in the JSON, and with `--misses` in a text file for each source.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.reading_columns import compare_columns
from benchmarks.reading_comparison import Outcome, compare, seen_pages
from benchmarks.reading_expected import Expected, Labels, changed, label_files
from benchmarks.reading_lab import lab_source
from benchmarks.reading_pages import default_folder, read_all, saved_address, saved_pages
from benchmarks.reading_pairs import compare_pairs
from benchmarks.reading_scores import calibration, field_scores, kind_scores, rows, short_of
from benchmarks.reading_values import shown
from benchmarks.tables import arguments, publish, table
from portal.storage.snapshot import Snapshot

GOALS = {"lab": 0.98, "real": 0.95}


class Measured(NamedTuple):
    """Outcomes of one source, with the confidence each page's kind was stated with."""

    name: str
    part: str  # lab, real
    outcomes: list[Outcome]
    confidence: list[tuple[float, bool]]


def main() -> None:
    """Run from the command line."""
    parser = arguments("precision and recall of reading")
    parser.add_argument("--lab", action="append", default=[], metavar="DIALECT:PAGES:SEED")
    parser.add_argument("--real", type=Path, default=default_folder(), metavar="FOLDER")
    parser.add_argument("--misses", type=Path, metavar="FOLDER", help="write one list of misses for each source")
    options = parser.parse_args()
    sources = [measure_lab(name) for name in options.lab] + list(measure_real(options.real))
    for part in GOALS:
        print_part(part, [source for source in sources if source.part == part])
    if options.misses:
        for source in sources:
            write_misses(source, options.misses)
    publish("reading", options.json, {"sources": [_as_data(source) for source in sources]})


def measure_lab(name: str) -> Measured:
    """A lab portal, written `dialect:pages:seed`."""
    source = lab_source(name)
    urls = {body.path: body.url for body in source.bodies}
    snapshot = read_all(source.bodies, source.home, source.read_on)
    measured = _measured(name.replace(":", "-"), "lab", source.expected, urls, snapshot)
    measured.outcomes.extend(compare_columns(source.columns, snapshot))
    measured.outcomes.extend(compare_pairs(source, snapshot))
    snapshot.close()
    return measured


def measure_real(folder: Path) -> Iterator[Measured]:
    """The labelled pages below a folder."""
    snapshots: dict[str, Snapshot] = {}  # several files of labels may tell of one folder
    for labels in label_files():
        place = folder / labels.folder
        if not place.is_dir():
            print(f"{labels.name}: no saved pages at {place}, left out")
            continue
        if labels.folder not in snapshots:
            home = f"http://{labels.host or 'www.example.gov.cn'}/index.html"
            snapshots[labels.folder] = read_all(saved_pages(place, labels.host), home, labels.read_on)
        yield _measure_labels(labels, place, snapshots[labels.folder])
    for snapshot in snapshots.values():
        snapshot.close()


def _measure_labels(labels: Labels, folder: Path, snapshot: Snapshot) -> Measured:
    stale = changed(labels, folder)
    for path in stale:
        print(f"{labels.name}: {path} is not the file that was labelled, left out")
    pages = [page for page in labels.pages if page.path not in stale]
    urls = {page.path: saved_address(page.path, labels.host) for page in pages}
    measured = _measured(labels.name, "real", pages, urls, snapshot)
    measured.outcomes.extend(compare_columns(labels.columns, snapshot) if labels.columns else ())
    return measured


def _measured(name: str, part: str, pages: list[Expected], urls: dict[str, str], snapshot: Snapshot) -> Measured:
    seen = seen_pages(snapshot, {page.path: urls[page.path] for page in pages})
    outcomes = [outcome for page in pages for outcome in compare(page, seen[page.path])]
    confidence = [(seen[page.path].page.confidence, seen[page.path].page.kind in page.kinds) for page in pages]
    return Measured(name, part, outcomes, confidence)


def print_part(part: str, sources: list[Measured]) -> None:
    """Tables of the lab or of the real pages."""
    outcomes = [outcome for source in sources for outcome in source.outcomes]
    if not outcomes:
        return
    kinds, fields = kind_scores(outcomes), field_scores(outcomes)
    print(f"\n## {part}: {', '.join(source.name for source in sources)}\n")
    print(table(rows(kinds, "kind")), "\n")
    print(table(rows(fields, "field")), "\n")
    print(table(calibration(pair for source in sources for pair in source.confidence)))
    below = short_of(kinds, GOALS[part]) + short_of(fields, GOALS[part])
    wrong = sum(not outcome.right for outcome in outcomes)
    print(f"\n{wrong} misses in {len(outcomes)} comparisons; below {GOALS[part]}: {', '.join(below) or 'nothing'}")


def write_misses(source: Measured, folder: Path) -> None:
    """One line a miss: path, field, expected, read."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{one.field}\t{one.path}\texpected {shown(one.expected)}\tread {shown(one.read)}\t[{one.kind.value}]"
        for one in sorted(source.outcomes, key=lambda one: (one.field, one.path))
        if not one.right
    ]
    (folder / f"{source.name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _as_data(source: Measured) -> dict[str, Any]:
    return {
        "source": source.name,
        "part": source.part,
        "kinds": rows(kind_scores(source.outcomes), "kind"),
        "fields": rows(field_scores(source.outcomes), "field"),
        "calibration": calibration(source.confidence),
        "misses": [
            {"path": one.path, "field": one.field, "expected": shown(one.expected), "read": shown(one.read)}
            for one in source.outcomes
            if not one.right
        ],
    }


if __name__ == "__main__":
    main()
