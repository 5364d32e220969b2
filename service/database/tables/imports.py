"""Site lists that were read but not yet taken over (待确认的导入)."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.database.tables.base import Key, Now, Table


class SiteImport(Table):
    """A list as it was read, kept until its owner has looked at it. What is applied is what was shown."""

    __tablename__ = "site_import"

    id: Mapped[Key]
    file: Mapped[str]  # as its sender called it; never part of a path
    rows: Mapped[list[Any]] = mapped_column(JSONB)  # {"row": number, "site": a portal.site.Site}
    faults: Mapped[list[Any]] = mapped_column(JSONB)  # {"row": number, "what": …, "mend": …}
    made_at: Mapped[Now]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
