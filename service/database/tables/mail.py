"""Mails waiting to be sent (待发邮件)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from service.database.tables.base import Key, Now, Table


class OutgoingMail(Table):
    """One mail. `about` is unique, so that the same digest is never put in twice."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_waiting", "next_try_at", postgresql_where=text("sent_at IS NULL")),)

    id: Mapped[Key]
    about: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    recipient: Mapped[str]
    subject: Mapped[str]
    plain: Mapped[str]
    html: Mapped[str] = mapped_column(default="")
    made_at: Mapped[Now]
    next_try_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
