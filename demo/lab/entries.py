"""The entries of a lab's portal (条目): every piece of content with its column, day and title, planned before any page is written."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from demo.model import AS_OF

CST = timezone(timedelta(hours=8), "CST")
DAY_ONE = datetime(2019, 2, 11, 9, 0, tzinfo=CST)
LAST = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 17, 0, tzinfo=CST) - timedelta(days=2)


@dataclass(slots=True)
class Entry:
    """A piece of content. ``about`` is the number of the entry it belongs to (the document interpreted, the consultation answered);
    ``form`` a variety of its kind; ``nth`` counts the entries of its kind (of one issuer and year, for documents)."""

    number: int
    kind: str
    column: str
    at: datetime
    title: str = ""
    serial: int = 0
    about: int | None = None
    form: str = ""
    nth: int = 0
    issuer: int = 0
    name: str = ""  # of a document inside its title
    pinned: bool = False
