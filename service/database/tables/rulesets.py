"""Rulesets of the office (本单位的规则集): uploaded, or built-in ones with its own thresholds."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from service.database.tables.base import Key, Now, Table


class RulesetFile(Table):
    """One state of a ruleset, as YAML. Nothing is overwritten: an edit is a further row, of which one is in force."""

    __tablename__ = "ruleset_file"
    __table_args__ = (Index("uq_ruleset_file_in_force", "ruleset", unique=True, postgresql_where=text("in_force")),)

    id: Mapped[Key]
    ruleset: Mapped[str] = mapped_column(index=True)  # its id; that of a built-in one replaces it
    version: Mapped[str]
    title: Mapped[str]
    yaml: Mapped[str]
    in_force: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(default="")  # what was changed
    saved_at: Mapped[Now]
    saved_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
