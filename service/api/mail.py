"""Mails (邮件) for programs."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from service.accounts.actor import Right
from service.database.tables import OutgoingMail
from service.mail.listing import MailState, mails, state_of, try_again, try_out
from service.web.dependencies import Db, Who, needs
from service.web.paging import Listed, WhichPage

router = APIRouter(prefix="/api/v1/mails", tags=["mails"])


class MailOut(BaseModel):
    """A mail and what became of it."""

    id: UUID
    recipient: str
    subject: str
    state: MailState
    made_at: datetime
    next_try_at: datetime | None
    tries: int
    error: str
    sent_at: datetime | None

    @classmethod
    def of(cls, row: OutgoingMail) -> "MailOut":
        """As it is listed."""
        taken = {name: getattr(row, name) for name in cls.model_fields if name != "state"}
        return cls(**taken, state=state_of(row))


class Tried(BaseModel):
    """Where a test mail goes."""

    recipient: str


@router.get("", dependencies=[needs(Right.SUPERVISE)])
def listed(session: Db, actor: Who, paging: WhichPage, state: MailState | None = None) -> Listed[MailOut]:
    """Mails, newest first."""
    page = paging.rows(session, mails(actor, state))
    return Listed(items=[MailOut.of(each) for each in page.items], total=page.total)


@router.post("/test", status_code=202, dependencies=[needs(Right.MANAGE_OFFICE)])
def test_mail(session: Db, actor: Who) -> Tried:
    """Put a mail to one's own address into the outbox."""
    return Tried(recipient=try_out(session, actor))


@router.post("/{mail_id}/again", status_code=202, dependencies=[needs(Right.MANAGE_OFFICE)])
def again(mail_id: UUID, session: Db, actor: Who) -> MailOut:
    """Try one that did not go again."""
    return MailOut.of(try_again(session, actor, mail_id))
