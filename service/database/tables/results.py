"""What audits found (检查结果), as far as it is asked for across sites; the whole of it is in the cards in the store."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checks.outcomes import Outcome, Severity
from reports.earlier_cards import Change
from service.database.tables.base import Key, Number, Table, closed_list
from service.database.tables.sites import SiteRow


class RulesetScore(Table):
    """The score under one ruleset (得分)."""

    __tablename__ = "ruleset_score"
    __table_args__ = (UniqueConstraint("audit_id", "ruleset"),)

    id: Mapped[Number]
    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audit.id", ondelete="CASCADE"))
    ruleset: Mapped[str]
    version: Mapped[str]
    title: Mapped[str]
    value: Mapped[float | None]
    value_before_waivers: Mapped[float | None]
    grade: Mapped[str] = mapped_column(default="")
    vetoed: Mapped[bool] = mapped_column(default=False)


class RequirementResult(Table):
    """The verdict on one requirement (条款结论)."""

    __tablename__ = "requirement_result"
    __table_args__ = (
        UniqueConstraint("audit_id", "requirement"),
        Index("ix_requirement_result_requirement", "requirement", "outcome"),
    )

    id: Mapped[Number]
    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audit.id", ondelete="CASCADE"))
    requirement: Mapped[str]  # ruleset/requirement
    title: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(closed_list(Outcome))
    reason: Mapped[str] = mapped_column(default="")
    waived: Mapped[bool] = mapped_column(default=False)
    findings: Mapped[int] = mapped_column(default=0)
    units: Mapped[list[str]] = mapped_column(default=list)  # 牵头单位
    due: Mapped[date | None]


class Problem(Table):
    """A finding of a site through all its audits (问题): one row for an id, with its state as of the last audit that looked."""

    __tablename__ = "problem"
    __table_args__ = (
        UniqueConstraint("site_id", "finding"),
        Index("ix_problem_state_severity", "state", "severity"),
        Index("ix_problem_check", "check"),
    )

    id: Mapped[Key]
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    finding: Mapped[str]  # its fingerprint on the card
    check: Mapped[str]
    requirements: Mapped[list[str]] = mapped_column(default=list)
    message: Mapped[str]
    remedy: Mapped[str] = mapped_column(default="")
    severity: Mapped[Severity] = mapped_column(closed_list(Severity))
    url: Mapped[str] = mapped_column(default="")
    target: Mapped[str] = mapped_column(default="")
    state: Mapped[Change] = mapped_column(closed_list(Change))
    lead: Mapped[bool] = mapped_column(default=False)  # 待人工核实: a candidate, no problem yet
    waived: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date]
    last_seen: Mapped[date]
    audit_id: Mapped[UUID] = mapped_column(ForeignKey("audit.id", ondelete="CASCADE"), index=True)
    site: Mapped[SiteRow] = relationship(lazy="joined", innerjoin=True)
