"""`python -m benchmarks.changes [--portals N] [--pages N]`: lab portals checked three times with changes between; are new, open, mended and returned what the keys say?

Each portal bears six defects of different checks, each with a life of its own over the three runs: there in all three, mended after the first, mended and
come back, new in the second, new in the third, or there in the second only. All portals are played by one server and audited by one `gongkai audit LIST` a
run; the states are read from the cards. A finding of another check than those planted is a consequence of what was planted (a page that is gone lies
behind a dead link): it must have the state that its being there or not in the three runs gives it.
"""

import csv
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from benchmarks.lives import RUNS, Subject, checks_asked, of_different_hosts, subjects
from benchmarks.tables import arguments, publish, table
from checks.outcomes import Outcome
from demo.lab import Lab
from demo.model import AS_OF
from demo.server import serve
from reports.comparison.answers import Answers
from reports.comparison.likeness import Place
from reports.earlier_cards import Change
from reports.scorecard import Scorecard


@dataclass
class Tally:
    """How one check did over all portals."""

    planted: int = 0  # portals
    left_open: int = 0  # of these: the check gave no verdict on the defect in some run (review, unknown), which is another benchmark's matter
    told: Counter[str] = field(default_factory=Counter)  # findings by state, both later runs
    consequences: int = 0
    wrong: list[str] = field(default_factory=list)


def audited(everyone: Sequence[Subject], run: int, place: Path, jobs: int) -> dict[str, Scorecard]:
    """The cards of one run, by host."""
    labs = [subject.lab(run) for subject in everyone]
    neighbours = {neighbour.host: neighbour for lab in labs for neighbour in lab.neighbours}
    with ExitStack() as stack:
        playing = stack.enter_context(serve([*(lab.portal for lab in labs), *neighbours.values()]))
        hosts = place / "hosts.txt"
        lines = (line for line in playing.hosts_lines() if not line.startswith("["))  # IPv6 is asked of nobody here
        hosts.write_text("\n".join(lines) + "\n", encoding="utf-8")
        folder = _audit(_site_list(labs, place), hosts, place, jobs)
    return {lab.portal.host: _card(folder / lab.portal.host) for lab in labs}


def _audit(targets: Path, hosts: Path, place: Path, jobs: int) -> Path:
    before = set((place / "out").glob("*"))
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "cli",
        "audit",
        targets,
        "--hosts",
        hosts,
        "--out",
        place / "out",
    ]
    command += ["--ruleset", place / "rules.yaml", "--as-of", AS_OF.isoformat(), "--jobs", str(jobs), "--allow-private"]
    command += ["--render", "never", "--recheck", "0.2", "--rate", "500", "--concurrency", "8", "--timeout", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
    new = [folder for folder in (place / "out").glob("*") if folder not in before]
    if done.returncode not in {0, 1} or len(new) != 1:
        raise RuntimeError(f"exit code {done.returncode}: {done.stderr[-2000:]}")
    return new[0]


def _card(folder: Path) -> Scorecard:
    return Scorecard.model_validate_json((folder / "scorecard.json").read_bytes())


def _site_list(labs: Sequence[Lab], place: Path) -> Path:
    path = place / "sites.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["url", "name", "code", "level", "kind"])
        facts = (lab.key.site for lab in labs)
        writer.writerows(
            [lab.portal.url("/"), *(fact[name] for name in ("name", "code", "level", "kind"))]
            for lab, fact in zip(labs, facts, strict=True)
        )
    return path


def write_ruleset(checks: Mapping[str, dict[str, Any]], place: Path) -> None:
    """One requirement for each check."""
    rows = [
        {
            "id": check.replace(".", "-").replace("_", "-"),
            "title": check,
            "clause": {"section": check},
            "assess": [{"check": check, "with": given}],
        }
        for check, given in checks.items()
    ]
    rules = {"id": "lab-changes", "title": "实验门户", "year": AS_OF.year, "requirements": rows}
    (place / "rules.yaml").write_text(yaml.safe_dump(rules, allow_unicode=True), encoding="utf-8")


Told = dict[str, tuple[str, str]]  # check and state by id of the finding


def places_of_findings(card: Scorecard) -> dict[str, set[str]]:
    """Addresses each finding is about or was seen at, by id."""
    now = {number: Place.of(each.finding) for number, each in Answers.of(card).stated.items()}
    return {number: {place.subject, *place.pages, *place.targets} for number, place in now.items()}


def states_of(card: Scorecard) -> Told:
    """Problems there now and those that are gone, with what the card says became of them; of a first run without a state."""
    now = {
        number: (stated.check, stated.finding.change.state.value if stated.finding.change else "")
        for number, stated in Answers.of(card).stated.items()
        if not stated.lead
    }
    earlier = card.comparison.earlier if card.comparison else []
    return now | {each.id: (each.check, each.state.value) for each in earlier if not each.lead}


def judge(subject: Subject, cards: Sequence[Scorecard], tallies: Mapping[str, Tally]) -> None:
    """Hold what three cards say against the lives of what was planted."""
    told = [states_of(card) for card in cards]
    there = [{number for number, (_, state) in each.items() if state not in GONE} for each in told]
    checks = {number: check for each in told for number, (check, _) in each.items()}
    where = f"{subject.dialect}/{subject.seed}"
    doubtful = set(_left_open(subject, cards))
    targets = {defect.check: defect.target for run in range(RUNS) for defect in subject.lab(run).key.defects}
    places = [places_of_findings(card) for card in cards]

    def is_planted(number: str, check: str) -> bool:
        """Whether a finding is of what was planted for the check, no consequence of another defect."""
        cited = {address for each in places for address in each.get(number, ())}
        return checks[number] == check and (not targets[check] or targets[check] in cited)

    for check, life in subject.lives.items():
        tallies[check].planted += 1
        tallies[check].left_open += check in doubtful
        for run, planted in enumerate(life):
            found = {number for number in there[run] if is_planted(number, check)}
            if bool(found) is not bool(planted) and check not in doubtful:
                tallies[check].wrong.append(f"{where} run {run + 1}: {len(found)} findings, planted {life}")
    for number, check in checks.items():
        if check in doubtful:
            continue
        presence = tuple(int(number in each) for each in there)
        own = subject.lives[check] if check in subject.lives and is_planted(number, check) else None
        tallies[check].consequences += own is None
        for run in (1, 2):
            state = told[run].get(number, ("", ""))[1]
            expected = state_after(presence[: run + 1] if own is None else own[: run + 1])
            tallies[check].told[state] += bool(state) and own is not None
            if state != expected:
                tallies[check].wrong.append(
                    f"{where} run {run + 1}: {number} is {state or 'absent'}, not {expected or 'absent'}"
                )


def _left_open(subject: Subject, cards: Sequence[Scorecard]) -> Iterator[str]:
    """Checks that said neither yes nor no in a run their defect was planted for; of those that were not planted, in any run."""
    for run, card in enumerate(cards):
        for answer in Answers.of(card).inquiries.values():
            if (
                answer.outcome in (Outcome.REVIEW, Outcome.UNKNOWN)
                and subject.lives.get(answer.check, (1,) * RUNS)[run]
            ):
                yield answer.check


GONE = frozenset(state.value for state in (Change.MENDED, Change.UNCHECKED, Change.NOT_ASKED, Change.DISCOUNTED))


def state_after(life: Sequence[int]) -> str:
    """What a card must say of a defect that was there in these runs, the last being its own."""
    *before, now = life
    if now:
        return "open" if before[-1] else "returned" if any(before) else "new"
    return "mended" if any(before) else ""


def rows(tallies: Mapping[str, Tally]) -> list[dict[str, Any]]:
    """One line for each check that was planted or told of."""
    return [
        {
            "check": check,
            "portals": tally.planted,
            "left open": tally.left_open,
            **{state: tally.told[state] for state in ("new", "open", "mended", "returned")},
            "consequences": tally.consequences,
            "wrong": len(tally.wrong),
        }
        for check, tally in sorted(tallies.items())
        if tally.planted or tally.consequences
    ]


def compared(portals: int, pages: int, jobs: int, place: Path) -> dict[str, Tally]:
    """Play, audit three times, judge."""
    checks = checks_asked()
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for number, group in enumerate(of_different_hosts(subjects(portals, pages, sorted(checks)))):
        folder = place / str(number)
        folder.mkdir()
        write_ruleset(checks, folder)
        runs = [audited(list(group.values()), run, folder, jobs) for run in range(RUNS)]
        for host, subject in group.items():
            judge(subject, [cards[host] for cards in runs], tallies)
    return tallies


def main() -> int:
    """Run it as the command line says; 1 where a state is not what it must be."""
    parser = arguments((__doc__ or "").partition("\n")[0])
    parser.add_argument("--portals", type=int, default=30)
    parser.add_argument("--pages", type=int, default=80, help="of each portal")
    parser.add_argument("--jobs", type=int, default=2, help="sites side by side")
    parser.add_argument("--keep", type=Path, help="folder for the runs (default: a temporary one)")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        tallies = compared(given.portals, given.pages, given.jobs, place)
    lines = rows(tallies)
    print(table(lines))
    wrong = [f"{check} {line}" for check, tally in sorted(tallies.items()) for line in tally.wrong]
    print("\n".join(wrong))
    publish("changes", given.json, {"portals": given.portals, "checks": lines, "wrong": wrong})
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
