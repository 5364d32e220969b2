"""The ledger as the reader sees it (台账): counts by unit and deadline, each with the numbers (序号) of its clauses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checks.outcomes import Outcome
from reports.ledgers.ledger import NO_UNIT, Entry, Group, Timing, by_deadline, by_unit, entries
from reports.scorecard import RulesetCard
from reports.wording.plaintext import plain

COUNTED = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE, Outcome.PASS)


@dataclass(frozen=True)
class ReferenceView:
    """A clause by its number, and where it is told."""

    number: int
    anchor: str
    title: str


@dataclass(frozen=True)
class CellView:
    """How many clauses of a group have one outcome, and which."""

    key: str
    words: str
    references: tuple[ReferenceView, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.references)


@dataclass(frozen=True)
class GroupView:
    """One line of the ledger."""

    name: str
    total: int
    cells: tuple[CellView, ...]
    overdue: CellView
    cooperating: CellView
    next_due: str


@dataclass(frozen=True)
class TimingView:
    """Deadlines that lie alike: overdue, next, later, none."""

    key: str
    words: str
    groups: tuple[GroupView, ...]


@dataclass(frozen=True)
class LedgerView:
    """The ledger of one document; columns that would be empty are left out."""

    units: tuple[GroupView, ...]
    deadlines: tuple[TimingView, ...]
    heads: tuple[str, ...]
    unit: str  # it is narrowed to; empty: all clauses, or none names any unit
    count: int  # clauses listed
    left_out: int  # clauses that do not apply to the site
    has_cooperating: bool
    has_overdue: bool
    has_coming: bool
    has_deadlines: bool


def ledger_view(ruleset: RulesetCard, as_of: date, places: Mapping[str, str], unit: str | None = None) -> LedgerView:
    """The ledger of a document; `places`: requirement -> anchor of where it is told. With `unit` only its clauses, under its own name."""
    clauses = entries(ruleset, as_of, unit)
    shown = tuple(each for each in COUNTED if any(entry.result.outcome is each for entry in clauses))
    grouped = tuple(group for group in by_unit(clauses) if unit is None or unit in group.name)
    units = tuple(_group(group, shown, places) for group in grouped)
    timed = by_deadline(clauses)
    return LedgerView(
        units=units if any(group.name != NO_UNIT for group in grouped) else (),
        deadlines=tuple(
            TimingView(when.value, when.words, tuple(_group(group, shown, places) for group in groups))
            for when, groups in timed
        ),
        heads=tuple(outcome.words for outcome in shown),
        unit=plain(unit or "", 60) if any(r.units.lead or r.units.cooperating for r in ruleset.results) else "",
        count=len(clauses),
        left_out=sum(result.outcome is Outcome.NOT_APPLICABLE for result in ruleset.results),
        has_cooperating=any(unit.cooperating.count for unit in units),
        has_overdue=any(unit.overdue.count for unit in units),
        has_coming=any(unit.next_due for unit in units),
        has_deadlines=any(when is not Timing.NONE for when, _ in timed),
    )


def _group(group: Group, shown: Iterable[Outcome], places: Mapping[str, str]) -> GroupView:
    return GroupView(
        name=plain(group.name, 60),
        total=len(group.entries),
        cells=tuple(_cell(each.value, each.words, group.of(each), places) for each in shown),
        overdue=_cell("overdue", "到期未结", group.overdue, places),
        cooperating=_cell("cooperating", "配合", group.cooperating, places),
        next_due=group.next_due.isoformat() if group.next_due else "",
    )


def _cell(key: str, words: str, clauses: Iterable[Entry], places: Mapping[str, str]) -> CellView:
    references = (
        ReferenceView(entry.number, places.get(entry.result.requirement, ""), plain(entry.result.title, 80))
        for entry in clauses
    )
    return CellView(key, words, tuple(references))
