"""`python -m benchmarks.verdicts`: verdicts of the checks on lab portals: every defect planted singly and in bundles, five dialects, several seeds.

A check finds a planted defect when it gives the outcome the key names and cites the planted place. Its verdict is wrong when it passes a planted
defect, or accuses a portal in good order or a look-alike. `review` and `unknown` are neither, and are counted.
Checks without a default figure take it from `verdict_parameters.yaml`, as a ruleset would give it.
Portals in good order and bundles are crawled as the product does, with a browser where scripts bring the content. A portal with one defect is
crawled without a browser first, and once more with it where that left the verdict open: most defects need none, and a browser takes four times as long.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from benchmarks.crawling import crawl
from benchmarks.tables import arguments, publish, table
from checks.assessment import Assessment, Finding
from checks.catalogue import CATALOGUE
from checks.outcomes import Outcome, Severity
from cli.demo import probe_of
from demo.keys import Decoy, Defect
from demo.lab import Lab, make
from demo.lab.defects import DEFECTS
from demo.lab.dialects import DIALECTS
from demo.model import AS_OF
from demo.server import serve
from portal.probes import ProbeHistory
from portal.site import Site
from portal.storage.snapshot import Snapshot
from reports.judging.identification import identify

PARAMETERS = Path(__file__).parent / "verdict_parameters.yaml"
COMPARING = frozenset(("documents.sync", "policy.platforms"))  # checks that look at two sites
AXE = "accessibility.axe"  # takes long, and is left out where it is not asked
IN_BROWSER = frozenset({AXE, "site.popups", "site.search"})  # checks of what only a browser tells
BUNDLES = 5  # checks of one theme go into different ones: what one defect takes away, another of its theme would be planted on
NOT_SERVED = frozenset({"site.https"})  # the lab has no certificates; tests/crawler and the cases of the check have
OPTIONS: dict[str, Any] = {"concurrency": 8, "recheck": [0.2], "timeout": 5.0, "ipv6_tries": 20}


@dataclass
class Tally:
    """How one check did. `planted` counts defects, `sound` portals in good order; the rest say what was answered."""

    planted: int = 0
    found: int = 0
    passed: int = 0  # a pass on a planted defect
    elsewhere: int = 0  # the outcome of the key, but not at the planted place
    left: Counter[str] = field(default_factory=Counter)  # review, unknown… where the key names a fail
    sound: int = 0
    alarms: int = 0  # sound portals accused
    alikes: int = 0  # look-alikes accused
    unsure: Counter[str] = field(default_factory=Counter)  # review, unknown… on sound portals
    notes: list[str] = field(default_factory=list)


def parameters_of(lab: Lab) -> dict[str, dict[str, Any]]:
    """Parameters of the checks that need some, with the lab's own names filled in."""
    text = PARAMETERS.read_text(encoding="utf-8") if PARAMETERS.is_file() else "{}"
    for name, value in lab.key.site.items():
        text = text.replace(f"{{{name}}}", str(value))
    values: dict[str, dict[str, Any]] = yaml.safe_load(text) or {}
    return values


def answers(lab: Lab, checks: Sequence[str], place: Path, render: str) -> dict[str, Assessment]:
    """What the checks say of a portal, crawled over HTTP; `render` as in CrawlOptions."""
    with serve([lab.portal, *lab.neighbours]) as playing:
        place.mkdir(parents=True, exist_ok=True)
        hosts = place / "hosts"
        hosts.write_text("\n".join(playing.hosts_lines()) + "\n", encoding="utf-8")
        tested: dict[str, Any] = {} if AXE in checks else {"axe_pages": 0}
        crawl(
            lab.portal.url(),
            place,
            hosts_file=hosts,
            render=render,
            history=history_of(lab, place),
            **tested,
            **OPTIONS,
        )
        compared = lab.neighbours if COMPARING.intersection(checks) else ()
        for number, neighbour in enumerate(compared):
            crawl(neighbour.url(), place / f"other-{number}", hosts_file=hosts, **OPTIONS)
    snapshot = Snapshot.open(place / "snapshot")
    snapshot.manifest.site = Site.model_validate({**site_of(lab), "url": lab.portal.url()})
    given = parameters_of(lab)
    others = tuple(Snapshot.open(place / f"other-{number}" / "snapshot") for number in range(len(compared)))
    context = replace(identify(snapshot).context(AS_OF), others=others)
    try:
        return {name: CATALOGUE[name].assess(snapshot, given.get(name, {}), context) for name in checks}
    finally:
        for each in (snapshot, *others):
            each.close()


def history_of(lab: Lab, place: Path) -> Path:
    """The portal's week of probes, as `gongkai probe` would have kept it."""
    history = ProbeHistory.open(place / "probes.sqlite")
    history.append(probe_of(lab.portal.url(), load) for load in lab.loads)
    history.close()
    return place / "probes.sqlite"


def site_of(lab: Lab) -> dict[str, Any]:
    """What a site list would say of the portal."""
    facts = lab.key.site
    return {name: facts[name] for name in ("name", "code", "level", "kind")}


def cites(finding: Finding, url: str) -> bool:
    """Whether a finding is about this address, or shows it."""
    return url in {
        finding.subject,
        *(each.url for each in finding.evidence),
        *(each.target for each in finding.evidence),
    }


def accuses(finding: Finding) -> bool:
    """Whether a finding is more than a hint."""
    return finding.severity is not Severity.INFO


def judge_planted(tally: Tally, defect: Defect, answer: Assessment, where: str) -> None:
    """Count the answer to one planted defect."""
    tally.planted += 1
    asked = [defect.target] if defect.target else []
    places = [*asked, *defect.pages]
    outcome = answer.outcome.value
    if outcome != defect.outcome:
        tally.passed += answer.outcome is Outcome.PASS
        tally.left[outcome] += answer.outcome is not Outcome.PASS
        tally.notes.append(f"{where}: {outcome} instead of {defect.outcome}: {answer.reason} [{defect.note}]")
    elif not places or any(cites(finding, url) for finding in answer.findings for url in places):
        tally.found += 1
    else:
        tally.elsewhere += 1
        tally.notes.append(f"{where}: {outcome}, but not at {places[0]} [{defect.note}]")


def judge_alike(tally: Tally, defect: Defect, decoy: Decoy, answer: Assessment, where: str) -> None:
    """Count a look-alike that is accused, unless it stands at the planted place itself."""
    if decoy.target and decoy.target != defect.target:
        accused = [finding for finding in answer.findings if accuses(finding) and finding.subject == decoy.target]
        tally.alikes += bool(accused)
        tally.notes += [f"{where}: look-alike accused: {finding.message} [{decoy.note}]" for finding in accused[:1]]


def judge_sound(tally: Tally, answer: Assessment, where: str) -> None:
    """Count the answer to a portal in good order."""
    tally.sound += 1
    outcome = answer.outcome
    if outcome is Outcome.FAIL:
        tally.alarms += 1
        first = next(filter(accuses, answer.findings), None)
        tally.notes.append(f"{where}: sound portal accused: {answer.reason} {first.message if first else ''}")
    elif outcome is not Outcome.PASS:
        tally.unsure[outcome.value] += 1
        tally.notes.append(f"{where}: sound portal {outcome.value}: {answer.reason}")


def rows(tallies: dict[str, Tally]) -> Iterator[dict[str, Any]]:
    """One line per check."""
    for name, tally in sorted(tallies.items()):
        wrong = tally.alarms + tally.alikes
        accused = tally.found + tally.elsewhere + wrong
        yield {
            "check": name,
            "planted": tally.planted,
            "found": tally.found,
            "pass": tally.passed,
            "elsewhere": tally.elsewhere,
            "left": _counts(tally.left),
            "sound": tally.sound,
            "accused": tally.alarms,
            "look-alikes": tally.alikes,
            "unsure": _counts(tally.unsure),
            "precision": round(1 - wrong / accused, 3) if accused else 1.0,
            "recall": round(tally.found / tally.planted, 3) if tally.planted else 1.0,
        }


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counter.items()) if count)


def main() -> None:
    """Crawl, judge, count, print."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--check", action="append", default=[], help="only these checks (repeatable)")
    parser.add_argument("--dialect", action="append", default=[], choices=sorted(DIALECTS), help="only these dialects")
    parser.add_argument("--seeds", type=int, default=2, help="portals of each dialect")
    parser.add_argument("--pages", type=int, default=300, help="pages of a portal")
    parser.add_argument("--planted", choices=("singly", "together", "both"), default="both", help="defects of a portal")
    given = parser.parse_args()
    checks = [name for name in given.check or sorted(CATALOGUE) if name in DEFECTS and name not in NOT_SERVED]
    tallies = {name: Tally() for name in checks}
    for dialect in given.dialect or sorted(DIALECTS):
        for seed in range(1, given.seeds + 1):
            with TemporaryDirectory() as folder:
                portal(tallies, dialect, given.pages, seed, Path(folder), planting=given.planted)
    lines = list(rows(tallies))
    print(table(lines))
    for name, tally in sorted(tallies.items()):
        for note in tally.notes:
            print(f"{name} {note}")
    publish("verdicts", given.json, {"checks": lines})


def portal(tallies: dict[str, Tally], dialect: str, pages: int, seed: int, folder: Path, *, planting: str) -> None:
    """One portal in good order, then with each defect alone, then with a fifth of them at a time, as `planting` asks."""
    where, checks = f"{dialect}/{seed}", list(tallies)
    for name, answer in answers(make(dialect, pages, seed), checks, folder / "sound", "auto").items():
        judge_sound(tallies[name], answer, where)
    for name in checks if planting != "together" else ():
        lab = make(dialect, pages, seed, [name])
        planted(tallies, lab, single(lab, name, folder / name), where)
        print(f"{where} {name}: {tallies[name].found} of {tallies[name].planted}", file=sys.stderr, flush=True)
    for number in range(BUNDLES) if planting != "singly" else ():
        together = [name for name in DEFECTS if name in checks[number::BUNDLES]]  # planted in the lab's own order
        lab = make(dialect, max(pages, 500), seed, together)
        planted(tallies, lab, answers(lab, together, folder / f"bundle-{number}", "auto"), f"{where} bundle {number}")


def single(lab: Lab, check: str, folder: Path) -> dict[str, Assessment]:
    """The answer of one check to its own defect, with a browser only where it cannot be told without."""
    if check not in IN_BROWSER:
        given = answers(lab, [check], folder / "plain", "never")
        if given[check].outcome.value in {Outcome.PASS.value, *(defect.outcome for defect in lab.key.defects)}:
            return given
    return answers(lab, [check], folder / "browser", "auto")


def planted(tallies: dict[str, Tally], lab: Lab, given: dict[str, Assessment], where: str) -> None:
    """Compare answers with the planted defects of their checks."""
    for defect, decoy in zip(lab.key.defects, lab.key.decoys, strict=True):
        if defect.check in given:
            judge_planted(tallies[defect.check], defect, given[defect.check], where)
            judge_alike(tallies[defect.check], defect, decoy, given[defect.check], where)


if __name__ == "__main__":
    main()
