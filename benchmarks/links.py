"""`python -m benchmarks.links`: dead links and look-alikes, found and falsely accused, by LinkChecker, linkinator, lychee and us; and how fast each is.

The first part plays three small portals with every kind of dead link planted among links that only look dead (`planted.py`). The second lets all
programs check a made-up portal without faults, for pages a second and memory.
"""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from benchmarks import installing
from benchmarks.crawling import crawl
from benchmarks.generated import Portal
from benchmarks.planted import ALIVE, CASES, DEAD, Case
from benchmarks.planted_site import OTHER, SITES, PlantedSite
from benchmarks.rivals import RIVALS, Checker, Reported, Visit
from benchmarks.serving import HOME, served
from benchmarks.tables import arguments, publish, table
from portal.states import LinkState
from portal.storage.snapshot import Snapshot

US = "gongkai"
TIMEOUT = 4  # seconds; every program gets the same
SPEED_PAGES = 1000


def gongkai(visit: Visit) -> Reported:
    """Our crawl, without politeness, and what its snapshot says of every address."""
    options: dict[str, Any] = {"timeout": float(visit.timeout), "recheck": [1.0, 2.0], "concurrency": 32}
    cost, _ = crawl(visit.url, visit.folder, **options)
    snapshot = Snapshot.open(visit.folder / "snapshot")
    targets = list(snapshot.targets())
    dead, doubtful = (
        frozenset({target.url for target in targets if target.state is state} | anchors_of(snapshot, state))
        for state in (LinkState.BROKEN, LinkState.SUSPECT)
    )
    return Reported(dead, doubtful, cost)


def anchors_of(snapshot: Snapshot, state: LinkState) -> set[str]:
    """Addresses with places that are not on their pages, as the rivals write them."""
    return {
        f"{link.url or page.url}#{link.fragment}"
        for link in snapshot.links_to_missing_anchors(state)
        if (page := snapshot.page_by_id(link.page_id))
    }


CHECKERS: dict[str, Checker] = {**RIVALS, US: gongkai}


def planted(checker: Checker, place: Path) -> dict[str, Any]:
    """How a program does on the planted portals: names of cases found, left to a person, missed, and falsely accused."""
    site = PlantedSite()
    reports: dict[str, Reported] = {}
    with served(site, [*SITES.values(), OTHER]) as port:
        for name, host in SITES.items():
            folder = place / name
            folder.mkdir(parents=True)
            url = f"http://{host}:{port}"
            pages = [url + path for path in site.paths(name)]
            reports[name] = checker(Visit(url + "/", pages, TIMEOUT, folder))
        return judged(reports, site, str(port))


def judged(reports: dict[str, Reported], site: PlantedSite, port: str) -> dict[str, Any]:
    """Reports, by portal, held against what was planted there."""
    match = partial(_is_among, site=site, port=port)
    found = [case for case in DEAD if match(case, reports[case.site].dead)]
    left = [case for case in DEAD if case not in found and match(case, reports[case.site].doubtful)]
    return {
        "found": [_name(case) for case in found],
        "for a person": [_name(case) for case in left],
        "missed": [_name(case) for case in DEAD if case not in found and case not in left],
        "false alarms": [_name(case) for case in ALIVE if match(case, reports[case.site].dead)],
        "doubted": [_name(case) for case in ALIVE if match(case, reports[case.site].doubtful)],
        "unplanted": sorted(_unplanted(reports, site, port)),
        "seconds": round(sum(report.cost.seconds for report in reports.values()), 1),
        "peak": round(max(report.cost.peak for report in reports.values()), 1),
    }


def _name(case: Case) -> str:
    return f"{case.name} ({case.site})" if case.site != "honest" else case.name


def _is_among(case: Case, urls: Iterable[str], *, site: PlantedSite, port: str) -> bool:
    return any(_same(url, site.filled(planted, case.site, port)) for planted in case.found_at for url in urls)


def _same(url: str, planted: str) -> bool:
    url, planted = (unquote(each, errors="surrogateescape").replace("\\", "/") for each in (url, planted))
    if planted.startswith("*"):
        return url.endswith(planted[1:])
    return url.startswith(planted[:-1]) if planted.endswith("*") else url == planted


def _unplanted(reports: dict[str, Reported], site: PlantedSite, port: str) -> set[str]:
    """Addresses called dead that nobody planted: false alarms, too, unless the list forgot them."""
    return {
        url
        for name, report in reports.items()
        for url in report.dead
        if not any(_is_among(case, [url], site=site, port=port) for case in CASES if case.site == name)
    }


def speed(checker: Checker, pages: int, place: Path) -> dict[str, float]:
    """Pages a second and peak memory on a made-up portal without faults."""
    portal = Portal(pages)
    with served(portal) as port:
        url = f"http://{HOME}:{port}"
        place.mkdir(parents=True)
        cost = checker(Visit(f"{url}/", [url + path for path in portal.paths()], 30, place)).cost
    return {
        "pages/s": round(pages / cost.seconds, 1),
        "CPU ms/page": round(cost.cpu / pages * 1000, 2),
        "peak MB": round(cost.peak, 1),
    }


def main(given: Sequence[str] | None = None) -> None:
    """Run it as the command line says."""
    parser = arguments(__doc__.partition("\n")[0])
    parser.add_argument("--programs", nargs="+", choices=CHECKERS, default=list(CHECKERS))
    parser.add_argument(
        "--speed-pages", type=int, default=SPEED_PAGES, help="pages of the second part; 0 leaves it out"
    )
    options = parser.parse_args(given)
    results: dict[str, Any] = {}
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)  # LinkChecker gives up root's rights before it writes
        for program in options.programs:
            checker = CHECKERS[program]
            results[program] = planted(checker, Path(place) / program)
            if options.speed_pages:
                results[program] |= speed(checker, options.speed_pages, Path(place) / program / "speed")
            print(json.dumps({program: results[program]}, ensure_ascii=False), flush=True)
    rows = [_row(program, result) for program, result in results.items()]
    print(f"\n{len(DEAD)} dead links, {len(ALIVE)} look-alikes\n\n{table(rows)}")
    stated = installing.versions() if set(options.programs) - {US} else {}
    publish(
        "links",
        options.json,
        {"versions": stated, "dead": len(DEAD), "alike": len(ALIVE), "rows": rows, "details": results},
    )


def _row(program: str, result: dict[str, Any]) -> dict[str, Any]:
    counted = ("found", "for a person", "missed", "false alarms", "doubted", "unplanted")
    measured = ("pages/s", "CPU ms/page", "peak MB")
    numbers: dict[str, Any] = {name: len(result[name]) for name in counted}
    return {"program": program} | numbers | {name: result[name] for name in measured if name in result}


if __name__ == "__main__":
    main()
