"""A clause as it was found (条款): where it stands, its own words, who and by when. What a requirement is drafted from."""

from dataclasses import dataclass, field

from rulesets.importing.deadlines import Deadline
from rulesets.importing.units import NOBODY, Units


@dataclass(frozen=True, slots=True)
class FoundClause:
    """One clause of the document. `heading` is the nearest heading above it or its own first words; `doubts`, in Chinese, are for a person to settle."""

    section: str
    text: str
    number: str = ""
    row: int | None = None
    heading: str = ""
    units: Units = NOBODY
    deadlines: tuple[Deadline, ...] = ()  # of the clause's own words
    due: Deadline | None = None  # of its column in the table
    doubts: tuple[str, ...] = field(default=())
