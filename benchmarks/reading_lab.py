"""A lab portal as something to read: its pages and what they were made to say."""

from dataclasses import dataclass
from datetime import date

from benchmarks.reading_expected import Expected
from benchmarks.reading_pages import Body


@dataclass(slots=True)
class LabSource:
    """Pages and expectations of one lab portal."""

    home: str
    read_on: date
    bodies: list[Body]
    expected: list[Expected]


def lab_source(name: str) -> LabSource:
    """The portal `dialect:pages:seed`; raises ValueError for a name of another form."""
    raise ValueError(f"{name}: lab portals cannot be made yet")
