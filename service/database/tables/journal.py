"""Who did what (操作日志)."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.database.tables.base import Now, Number, Table


class JournalEntry(Table):
    """One act, done or refused. Never changed; `who` stays when the user goes."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_action_at", "action", "at"),)

    id: Mapped[Number]
    at: Mapped[Now]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    who: Mapped[str] = mapped_column(default="")  # login, as typed where there is no such user
    address: Mapped[str] = mapped_column(default="")  # of the client
    action: Mapped[str]  # site.import, login.failed, …
    what: Mapped[str] = mapped_column(default="")  # the object, in words
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
