"""Availability probes (可用性探测)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.states import Fault, ProbeState
from service.database.tables.base import Number, Table, closed_list


class ProbeRow(Table):
    """One probe, as `portal.network_facts.Probe`."""

    __tablename__ = "probe"
    __table_args__ = (
        Index("ix_probe_site_at", "site_id", "at"),
        Index("ix_probe_at", "at", postgresql_using="brin"),  # small; finds what is too old
    )

    id: Mapped[Number]
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    url: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[ProbeState] = mapped_column(closed_list(ProbeState))
    elapsed_ms: Mapped[int]
    limit_ms: Mapped[int]
    status: Mapped[int | None]
    fault: Mapped[Fault | None] = mapped_column(closed_list(Fault))
    final_url: Mapped[str]
    peer: Mapped[str]
    proxied: Mapped[bool]
    detail: Mapped[str]
