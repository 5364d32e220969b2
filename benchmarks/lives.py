"""Lab portals with a past (有历史的实验门户): defects that are there in some of three runs and not in others, each at one address."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from benchmarks.verdicts import COMPARING, IN_BROWSER, NOT_SERVED, PARAMETERS
from demo.kinds import KINDS
from demo.lab import Lab, make
from demo.lab.defects import DEFECTS
from demo.lab.dialects import DIALECTS

LIVES = ((1, 1, 1), (1, 0, 0), (1, 0, 1), (0, 1, 1), (0, 0, 1), (0, 1, 0))  # there in which of the runs
TIMED = frozenset(
    ("site.availability", "site.response_time", "ipv6.dns", "ipv6.reachable", "ipv6.consistency", "ipv6.links")
)
RUNS = 3


@dataclass
class Subject:
    """A portal and the life of each defect planted on it, by check."""

    dialect: str
    seed: int
    pages: int
    lives: dict[str, tuple[int, ...]]

    def lab(self, run: int) -> Lab:
        """The portal as it is at one run (0, 1, 2)."""
        return make(
            self.dialect, self.pages, self.seed, [check for check in DEFECTS if self.lives.get(check, (0,) * RUNS)[run]]
        )


def checks_asked() -> dict[str, dict[str, Any]]:
    """Checks whose planted defect fails them on any portal, without a browser, with the parameters a ruleset would give."""
    given = yaml.safe_load("\n".join(line for line in PARAMETERS.read_text("utf-8").splitlines() if '"{' not in line))
    needing_names = {line.partition(":")[0] for line in PARAMETERS.read_text("utf-8").splitlines() if '"{' in line}
    left_out = IN_BROWSER | COMPARING | NOT_SERVED | TIMED | needing_names
    return {
        check: given.get(check, {})
        for check, defect in DEFECTS.items()
        if check not in left_out and KINDS[check, defect.kind].outcome == "fail"
    }


def subjects(portals: int, pages: int, checks: Sequence[str]) -> Iterator[Subject]:
    """Portals in turn of every dialect; over all of them every check has every life."""
    dialects = sorted(DIALECTS)
    for number in range(portals):
        dialect, seed = dialects[number % len(dialects)], number + 1
        start = number * len(LIVES) + number // len(dialects)
        turn = [checks[(start + step) % len(checks)] for step in range(len(checks))]
        yield _planted(Subject(dialect, seed, pages, {}), turn)


def _planted(subject: Subject, turn: Sequence[str]) -> Subject:
    """With the first checks whose defects the portal has room for, together and with the others taken away."""
    for check in turn:
        if len(subject.lives) == len(LIVES):
            break
        tried = Subject(
            subject.dialect, subject.seed, subject.pages, {**subject.lives, check: LIVES[len(subject.lives)]}
        )
        if _has_room(tried):
            subject = tried
    return subject


def _has_room(subject: Subject) -> bool:
    """Whether all can be planted, and each at the same address in every run: a page that moves is another one."""
    places: defaultdict[str, set[str | None]] = defaultdict(set)
    try:
        for run in range(RUNS):
            for defect in subject.lab(run).key.defects:
                places[defect.check].add(defect.target)
    except ValueError:
        return False
    return all(len(targets) == 1 for targets in places.values())


def of_different_hosts(everyone: Iterable[Subject]) -> list[dict[str, Subject]]:
    """Portals by host, in as few groups as can be played at once: places are fewer than seeds."""
    groups: list[dict[str, Subject]] = []
    for subject in everyone:
        host = subject.lab(0).portal.host
        group = next((each for each in groups if host not in each), None)
        if group is None:
            groups.append(group := {})
        group[host] = subject
    return groups
