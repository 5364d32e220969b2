"""The outbox (待发邮件): what is put there is sent once, by whoever sends."""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from reports.wording.plaintext import plain
from service.database.tables import OutgoingMail, User
from service.mail.addresses import is_mail_address

LONGEST_SUBJECT = 150


def put(session: Session, user: User, about: str, subject: str, text: str, html: str) -> bool:
    """Put in a mail to a user; returns whether it is new: of the same `about` there is never a second one.

    A user who is blocked or has no proper address gets none.
    """
    if user.blocked or not is_mail_address(user.email):
        return False
    mail = insert(OutgoingMail).values(
        id=uuid4(),
        about=about,
        user_id=user.id,
        recipient=user.email,
        subject=plain(subject, LONGEST_SUBJECT),
        plain=text,
        html=html,
        next_try_at=datetime.now(UTC),
    )
    return session.scalar(mail.on_conflict_do_nothing().returning(OutgoingMail.id)) is not None
