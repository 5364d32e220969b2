"""Events of an audit (检查日志)."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from reports.wording.plaintext import plain
from service.database.tables import AuditEvent

LONGEST = 1000  # characters


class Event(StrEnum):
    """What the service itself notes; crawls add kinds of their own (`crawler.journal`)."""

    BEGUN = "begun"  # a worker took it up
    RESUMED = "resumed"  # and goes on with what lies in its work folder
    FAULT = "fault"  # something of ours went wrong; counts as a try
    LOST = "lost"  # its worker gave no sign of life; counts as a try
    PAUSED = "paused"  # the off-peak window closed
    GIVEN_BACK = "given_back"  # its worker was told to end
    STORE_AWAY = "store_away"
    REMARK = "remark"
    CANCELLED = "cancelled"
    SITE_REMOVED = "site_removed"
    FAILED = "failed"
    DONE = "done"


TRIES = (Event.FAULT, Event.LOST)


def note(session: Session, audit: UUID, kind: str, detail: str = "") -> None:
    """Add a line to an audit's log. A fault's words may quote a page."""
    session.add(AuditEvent(audit_id=audit, kind=str(kind), detail=plain(detail, LONGEST)))
