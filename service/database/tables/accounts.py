"""Units, users and their tokens (单位、用户、令牌)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.database.tables.base import Key, Now, Table, closed_list


class Role(StrEnum):
    """What a user may do (角色)."""

    ADMINISTRATOR = "administrator"  # 管理员: also users, settings, rulesets
    SUPERVISOR = "supervisor"  # 监督员: all sites
    UNIT = "unit"  # 责任单位: its own sites only
    VIEWER = "viewer"  # 查看: all sites, changes nothing


class Unit(Table):
    """A unit that is responsible for sites (责任单位)."""

    __tablename__ = "unit"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)


class User(Table):
    """A person. A session counts only while its epoch is the user's: signing out, a new password or being blocked ends all."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("role <> 'unit' OR unit_id IS NOT NULL", name="unit_has_unit"),
        Index("uq_user_login", text("lower(login)"), unique=True),
    )

    id: Mapped[Key]
    login: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    role: Mapped[Role] = mapped_column(closed_list(Role))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    password_hash: Mapped[str | None]  # argon2id; None: not yet set, only the first-login link opens
    must_change: Mapped[bool] = mapped_column(default=False)
    blocked: Mapped[bool] = mapped_column(default=False)
    epoch: Mapped[int] = mapped_column(default=0)
    digest: Mapped[bool] = mapped_column(default=True)  # wants mails of what changed
    created_at: Mapped[Now]
    last_login_at: Mapped[datetime | None]
    unit: Mapped[Unit | None] = relationship(lazy="joined")


class ApiToken(Table):
    """A token for programs (接口令牌): acts as its user. Only its digest is kept."""

    __tablename__ = "api_token"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)  # SHA-256, hexadecimal
    created_at: Mapped[Now]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    user: Mapped[User] = relationship(lazy="joined")
