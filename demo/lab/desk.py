"""The desk at which content is written: everything about the portal that a writer may ask."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from demo.lab.columns import Column
from demo.lab.entries import Entry
from demo.lab.place import Place
from demo.lab.planning import Plan
from demo.lab.seeding import stream
from demo.lab.style import Style


@dataclass
class Desk:
    """A portal while it is written: its place, columns, entries and habits; ``path`` gives an entry's address."""

    seed: int
    place: Place
    tree: dict[str, Column]
    plan: Plan
    style: Style
    path: Callable[[Entry], str]
    column_path: Callable[[str], str]
    gone: set[int] = field(default_factory=set)  # entries taken away by a defect
    unlinked: set[tuple[int, int]] = field(default_factory=set)  # pairs of entries whose link is left out

    def entry(self, number: int) -> Entry:
        """The entry with this number."""
        return self.plan.entries[number]

    def chance(self, entry: Entry, *about: object) -> Random:
        """The choices of one entry."""
        return stream(self.seed, "entry", entry.serial, *about)

    @cached_property
    def belonging(self) -> dict[int, list[int]]:
        """Number of an entry to the numbers of those about it, oldest first."""
        found: dict[int, list[int]] = {}
        for entry in self.plan.entries:
            if entry.about is not None:
                found.setdefault(entry.about, []).append(entry.number)
        return found

    def about(self, entry: Entry) -> list[int]:
        """Entries about this one that the portal still has."""
        return [n for n in self.belonging.get(entry.number, ()) if n not in self.gone]

    def linked(self, entry: Entry, others: list[int]) -> list[int]:
        """Those of ``others`` to which the entry's page has a link."""
        return [n for n in others if (entry.number, n) not in self.unlinked and n not in self.gone]
