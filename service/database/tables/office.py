"""The office itself (本单位): one row."""

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.database.tables.base import Table


class Office(Table):
    """What the office sets for all its sites. `off_peak`: HH:MM-HH:MM in which crawls may run, None: always."""

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str] = mapped_column(default="")  # 单位名称
    contact: Mapped[str] = mapped_column(default="")  # in the User-Agent of its crawls
    address: Mapped[str] = mapped_column(default="")  # under which its people open the console, for links in mails
    off_peak: Mapped[str | None]
    keep_months: Mapped[int] = mapped_column(default=12)  # snapshots older than this are removed, results stay
    keep_at_least: Mapped[int] = mapped_column(default=2)  # newest snapshots of each site that are never removed
    crawl: Mapped[dict[str, Any]] = mapped_column(default=dict)  # fields of CrawlOptions for all sites
