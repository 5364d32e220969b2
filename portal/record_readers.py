"""Which readers look at which kind of page for records (内容读取器): one table, asked once the kind is known.

A reader is `read(sheet, facts) -> list[Record]`. It is called only for the kinds it stands beside; one that finds nothing of its own
returns an empty list, so a wrong kind costs a record and never makes one up.
"""

from collections.abc import Callable

from portal.attachments import ATTACHING_KINDS, read_attachments
from portal.content_facts import Record
from portal.facts import PageFacts
from portal.sheet import Sheet
from portal.states import PageKind

Reader = Callable[[Sheet, PageFacts], list[Record]]

READERS: dict[PageKind, tuple[Reader, ...]] = {}
"""Readers by kind of page, in the order their rows are stored."""


def read_records(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """Rows of `portal.content_facts` that a page of its kind holds; a record reader never changes the page's kind."""
    attached = read_attachments(sheet, facts) if facts.page.kind in ATTACHING_KINDS else []
    return attached + [record for read in READERS.get(facts.page.kind, ()) for record in read(sheet, facts)]
