"""Sites (网站)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.site import Level, Site, SiteKind
from service.database.tables.accounts import Unit
from service.database.tables.base import Key, Now, Table, closed_list


class SiteRow(Table):
    """A site as the office lists it. One that was removed stays, hidden, since what was said of it is on record."""

    __tablename__ = "site"
    __table_args__ = (
        Index("uq_site_url", "url", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index("ix_site_tags", "tags", postgresql_using="gin"),
    )

    id: Mapped[Key]
    url: Mapped[str]
    host: Mapped[str] = mapped_column(index=True)  # lower case, without port: the lock of its crawls
    folder: Mapped[str]  # `Site.folder`, by which files on waivers and attestations name it
    name: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")  # 网站标识码
    level: Mapped[Level | None] = mapped_column(closed_list(Level))
    kind: Mapped[SiteKind | None] = mapped_column(closed_list(SiteKind))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    region: Mapped[str] = mapped_column(default="")  # 行政区划代码
    tags: Mapped[list[str]] = mapped_column(default=list)
    aliases: Mapped[list[str]] = mapped_column(default=list)  # 其他域名
    rulesets: Mapped[list[str]] = mapped_column(default=list)  # ids; empty: those that fit
    crawl: Mapped[dict[str, Any]] = mapped_column(default=dict)  # fields of CrawlOptions for this site
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Now]
    removed_at: Mapped[datetime | None]
    unit: Mapped[Unit | None] = relationship(lazy="joined")

    @property
    def site(self) -> Site:
        """The site as crawls know it."""
        return Site(
            url=self.url,
            name=self.name or None,
            code=self.code or None,
            level=self.level,
            kind=self.kind,
            unit=self.unit.name if self.unit else None,
            region=self.region or None,
            tags=tuple(self.tags),
            aliases=tuple(self.aliases),
        )
