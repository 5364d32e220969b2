"""Schedules, runs and the audits they are made of (计划、批次、单站检查)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.database.tables.base import Key, Now, Number, Table, closed_list
from service.database.tables.sites import SiteRow


class Purpose(StrEnum):
    """What a run or schedule is for (用途)."""

    AUDIT = "audit"  # 检查
    QUICK = "quick"  # 快速检查
    RECHECK = "recheck"  # 复查
    REJUDGE = "rejudge"  # 用现行规则重新评判已存的快照
    PROBE = "probe"  # 可用性探测; schedules only


class AuditState(StrEnum):
    """How far one site of a run has got (状态)."""

    QUEUED = "queued"  # 排队
    RUNNING = "running"  # 检查中
    DONE = "done"  # 完成: there is a card, whatever it says
    FAILED = "failed"  # 未能检查
    CANCELLED = "cancelled"  # 已取消


ENDED = (AuditState.DONE, AuditState.FAILED, AuditState.CANCELLED)


class Schedule(Table):
    """When runs are made by themselves (计划). `cron` is read in Asia/Shanghai."""

    __tablename__ = "schedule"

    id: Mapped[Key]
    name: Mapped[str]
    purpose: Mapped[Purpose] = mapped_column(closed_list(Purpose))
    cron: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(default=list)  # sites with any of these; empty: all
    rulesets: Mapped[list[str]] = mapped_column(default=list)
    enabled: Mapped[bool] = mapped_column(default=True)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    last_at: Mapped[datetime | None]
    created_at: Mapped[Now]


class Run(Table):
    """One round over some sites (批次). A schedule makes one run for a moment, however many schedulers there are."""

    __tablename__ = "run"
    __table_args__ = (
        UniqueConstraint("schedule_id", "scheduled_for"),
        Index(
            "ix_run_undigested",
            "finished_at",
            postgresql_where=text("digested_at IS NULL AND finished_at IS NOT NULL"),
        ),
    )

    id: Mapped[Key]
    name: Mapped[str]  # 20260301-0200, as folders of runs are called
    purpose: Mapped[Purpose] = mapped_column(closed_list(Purpose))
    as_of: Mapped[date]
    year: Mapped[int | None]
    rulesets: Mapped[list[str]] = mapped_column(default=list)  # for all its sites; empty: each site's
    crawl: Mapped[dict[str, Any]] = mapped_column(default=dict)  # fields of CrawlOptions for this run
    priority: Mapped[int] = mapped_column(default=0)  # higher first
    at_once: Mapped[bool] = mapped_column(default=False)  # does not wait for the off-peak window
    schedule_id: Mapped[UUID | None] = mapped_column(ForeignKey("schedule.id", ondelete="SET NULL"))
    scheduled_for: Mapped[datetime | None]
    started_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[Now]
    finished_at: Mapped[datetime | None]  # when the last of its audits ended
    cancelled_at: Mapped[datetime | None]
    digested_at: Mapped[datetime | None]  # when mails about it were put into the outbox
    audits: Mapped[list["Audit"]] = relationship(back_populates="run")


class Audit(Table):
    """One site in one run (单站检查). `attempt` is the fence: what an earlier attempt still writes is refused."""

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("run_id", "site_id"),
        Index("ix_audit_site_finished", "site_id", "finished_at"),
        Index("ix_audit_state", "state"),
    )

    id: Mapped[Key]
    run_id: Mapped[UUID] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    state: Mapped[AuditState] = mapped_column(closed_list(AuditState), default=AuditState.QUEUED)
    attempt: Mapped[int] = mapped_column(default=0)  # number of the one under way or the last
    job: Mapped[int | None]  # of the queue; None: not handed over yet
    not_before: Mapped[datetime | None]
    worker: Mapped[str] = mapped_column(default="")
    heartbeat_at: Mapped[datetime | None]
    cancel_at: Mapped[datetime | None]  # when somebody asked for its end
    queued_at: Mapped[Now]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    progress: Mapped[dict[str, Any]] = mapped_column(default=dict)  # crawler.options.Progress
    error: Mapped[str] = mapped_column(default="")
    exit: Mapped[int | None]  # auditing.exits.Exit
    as_of: Mapped[date | None]
    store_key: Mapped[str] = mapped_column(default="")  # where its files lie in the store
    has_snapshot: Mapped[bool] = mapped_column(default=False)
    crawled_at: Mapped[datetime | None]  # when the crawl of the judged snapshot began
    summary: Mapped[dict[str, Any]] = mapped_column(default=dict)  # figures of the card that lists show
    run: Mapped[Run] = relationship(back_populates="audits", lazy="joined", innerjoin=True)
    site: Mapped[SiteRow] = relationship(lazy="joined", innerjoin=True)


class AuditEvent(Table):
    """What happened in an audit (检查日志), a line each."""

    __tablename__ = "audit_event"

    id: Mapped[Number]
    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audit.id", ondelete="CASCADE"), index=True)
    at: Mapped[Now]
    kind: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
