"""How much of a document is judged by what (覆盖情况): clause by clause, from the ruleset alone; docs/coverage.md is made of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.states import Worded
from rulesets.model import Requirement, Ruleset

EVIDENCE_SEARCH = "evidence.search"


class Way(Worded):
    """How one requirement is judged."""

    CHECKED = "checked", "自动检查"
    EVIDENCE = "evidence", "查找佐证"
    MANUAL = "manual", "人工核实"


class Reach(Worded):
    """How far checks decide one clause, which may be split into several requirements."""

    WHOLE = "whole", "全部自动"
    PART = "part", "部分自动"
    EVIDENCE = "evidence", "查找佐证"
    MANUAL = "manual", "人工核实"


@dataclass(frozen=True)
class CoveredClause:
    """One clause of a document with the requirements it became. `place`: section, number, row, as the ruleset states them."""

    place: tuple[str, str, int]
    requirements: tuple[Requirement, ...]

    @property
    def ways(self) -> tuple[Way, ...]:
        """How its requirements are judged, in their order."""
        return tuple(map(way_of, self.requirements))

    @property
    def reach(self) -> Reach:
        """How far checks decide it."""
        return reach_of(self.ways)


def way_of(requirement: Requirement) -> Way:
    """How a requirement is judged. Evidence beside a check keeps it from ever passing, so it counts as evidence."""
    if requirement.assess == "manual":
        return Way.MANUAL
    names = [call.check for call in requirement.assess]
    return Way.EVIDENCE if EVIDENCE_SEARCH in names else Way.CHECKED


def reach_of(ways: Sequence[Way]) -> Reach:
    """How far a clause is decided whose parts are judged in these ways."""
    if set(ways) == {Way.CHECKED}:
        return Reach.WHOLE
    if Way.CHECKED in ways:
        return Reach.PART
    return Reach.EVIDENCE if Way.EVIDENCE in ways else Reach.MANUAL


def clauses(ruleset: Ruleset) -> list[CoveredClause]:
    """The clauses of a ruleset in document order, each with its requirements."""
    found: dict[tuple[str, str, int], list[Requirement]] = {}
    for requirement in ruleset.requirements:
        found.setdefault(place_of(requirement), []).append(requirement)
    return [CoveredClause(place, tuple(requirements)) for place, requirements in found.items()]


def place_of(requirement: Requirement) -> tuple[str, str, int]:
    """Section with row where the clause is a row of a table, else section with number."""
    clause = requirement.clause
    return (clause.section, "", clause.row) if clause.row else (clause.section, clause.number or "", 0)


@dataclass(frozen=True)
class Coverage:
    """Counts of clauses, and how far checks decide them."""

    clauses: int
    reach: Counter[Reach]

    @classmethod
    def of(cls, *rulesets: Ruleset) -> "Coverage":
        """Counts over one or several documents."""
        every = list(_all_clauses(rulesets))
        return cls(len(every), Counter(clause.reach for clause in every))


def _all_clauses(rulesets: tuple[Ruleset, ...]) -> Iterator[CoveredClause]:
    for ruleset in rulesets:
        yield from clauses(ruleset)
