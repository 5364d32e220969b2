"""Which readers look at which kind of page for records (内容读取器): one table, asked once the kind is known.

A reader is `read(sheet, facts) -> list[Record]`. It is called only for the kinds it stands beside; one that finds nothing of its own
returns an empty list, so a wrong kind costs a record and never makes one up.
"""

from collections.abc import Callable

from portal.content_facts import Record
from portal.facts import PageFacts
from portal.files.attachments import ATTACHING_KINDS, read_attachments
from portal.markup.sheet import Sheet
from portal.records import (
    annual_reports,
    consultation_results,
    consultations,
    decisions,
    disclosure_guides,
    gazettes,
    leaders,
    meetings,
    message_rows,
    messages,
    new_media_accounts,
    open_days,
    organisations,
    page_headers,
    service_guides,
)
from portal.states import PageKind

Reader = Callable[[Sheet, PageFacts], list[Record]]

_EVENTS: tuple[Reader, ...] = (meetings.read, open_days.read)

READERS: dict[PageKind, tuple[Reader, ...]] = {
    PageKind.CONSULTATION: (consultations.read,),
    PageKind.CONSULTATION_RESULT: (consultation_results.read,),
    PageKind.DECISION_CATALOGUE: (decisions.read,),
    PageKind.MESSAGE: (messages.read,),
    PageKind.MESSAGE_LIST: (message_rows.read,),
    PageKind.GUIDE: (disclosure_guides.read,),
    PageKind.REPORT: (annual_reports.read,),
    PageKind.GAZETTE: (gazettes.read,),
    PageKind.SERVICE: (service_guides.read,),
    PageKind.ORGANISATION: (organisations.read,),
    PageKind.LEADER: (leaders.read,),
    PageKind.NEWS: _EVENTS,
    PageKind.NOTICE: _EVENTS,
    PageKind.ARTICLE: _EVENTS,
}
"""Readers by kind of page, in the order their rows are stored."""


def add_records(sheet: Sheet, facts: PageFacts) -> None:
    """Add the rows of `portal.content_facts` that a page of its kind holds; a record reader never changes the page's kind."""
    if facts.page.kind in ATTACHING_KINDS:
        facts.records += read_attachments(
            sheet, facts
        )  # first: what a call for opinions offers is told by its attachments
    facts.records += page_headers.read(sheet)
    facts.records += new_media_accounts.read(sheet, facts)
    for read in READERS.get(facts.page.kind, ()):
        facts.records += read(sheet, facts)
