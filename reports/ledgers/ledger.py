"""The ledger (台账) of one document: its clauses by responsible unit (责任单位) and by deadline (完成时限)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from checks.outcomes import Outcome
from portal.states import Worded
from reports.scorecard import ResultCard, RulesetCard, UnitsCard

NO_UNIT = "文件没有写明责任单位"
NEXT_DAYS = 30  # deadlines within so many days are the next ones
OPEN = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE)  # still to be done or to be confirmed


class Timing(Worded):
    """Where a deadline lies, seen from the day judged for."""

    OVERDUE = "overdue", "已到期"
    NEXT = "next", f"{NEXT_DAYS} 天内到期"
    LATER = "later", "以后到期"
    NONE = "none", "没有时限"


@dataclass(frozen=True)
class Entry:
    """One clause in the ledger. `number` (序号) is its place in the document, the same for every site."""

    number: int
    result: ResultCard
    timing: Timing

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline has come and nobody can call the clause met: it failed, or has no verdict yet."""
        return self.timing is Timing.OVERDUE and self.result.outcome in OPEN


@dataclass
class Group:
    """Clauses of one unit or one deadline, in the order of the document; `cooperating` are those a unit only helps with (配合)."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    cooperating: list[Entry] = field(default_factory=list)

    def of(self, outcome: Outcome) -> list[Entry]:
        """Clauses with an outcome."""
        return [entry for entry in self.entries if entry.result.outcome is outcome]

    @property
    def overdue(self) -> list[Entry]:
        """Clauses whose deadline has come and that are not met."""
        return [entry for entry in self.entries if entry.is_overdue]

    @property
    def next_due(self) -> date | None:
        """The nearest deadline still to come of a clause that is not met."""
        coming = (
            entry.result.due
            for entry in self.entries
            if entry.timing in (Timing.NEXT, Timing.LATER) and entry.result.outcome in OPEN and entry.result.due
        )
        return min(coming, default=None)


def entries(ruleset: RulesetCard, as_of: date, unit: str | None = None) -> tuple[Entry, ...]:
    """The clauses that apply to the site, in the order of the document; those that do not keep their numbers.

    `unit`: only those it leads or helps with; part of its name suffices.
    """
    return tuple(
        Entry(number, result, timing(result.due, as_of))
        for number, result in enumerate(ruleset.results, 1)
        if result.outcome is not Outcome.NOT_APPLICABLE and (unit is None or answers_for(result.units, unit))
    )


def answers_for(units: UnitsCard, unit: str) -> bool:
    """Whether a unit leads or helps; part of its name suffices."""
    return any(unit in name for name in (*units.lead, *units.cooperating))


def timing(due: date | None, as_of: date) -> Timing:
    """Where a deadline lies; on its day it has come, as for the verdict."""
    if due is None:
        return Timing.NONE
    if due <= as_of:
        return Timing.OVERDUE
    return Timing.NEXT if due <= as_of + timedelta(days=NEXT_DAYS) else Timing.LATER


def by_unit(clauses: Iterable[Entry]) -> tuple[Group, ...]:
    """A group per responsible unit: those with most failed clauses first, clauses without a unit last.

    A clause that several units lead stands under each of them.
    """
    groups: dict[str, Group] = {}
    for entry in clauses:
        units = entry.result.units
        for name in dict.fromkeys(units.lead) or {NO_UNIT: None}:
            groups.setdefault(name, Group(name)).entries.append(entry)
        for name in dict.fromkeys(units.cooperating):
            groups.setdefault(name, Group(name)).cooperating.append(entry)
    return tuple(sorted(groups.values(), key=_urgency))


def _urgency(group: Group) -> tuple[bool, int, int, int]:
    failed = len(group.of(Outcome.FAIL))
    return group.name == NO_UNIT, -failed, -len(group.overdue), -len(group.entries)


def by_deadline(clauses: Iterable[Entry]) -> tuple[tuple[Timing, tuple[Group, ...]], ...]:
    """Groups by day under each timing, earliest first; timings without clauses are left out."""
    days: dict[tuple[Timing, date | None], Group] = {}
    for entry in clauses:
        due = entry.result.due
        name = due.isoformat() if due else Timing.NONE.words
        days.setdefault((entry.timing, due), Group(name)).entries.append(entry)
    ordered = sorted(days.items(), key=lambda item: item[0][1] or date.max)
    by_timing = {each: tuple(group for (when, _), group in ordered if when is each) for each in Timing}
    return tuple((each, groups) for each, groups in by_timing.items() if groups)
