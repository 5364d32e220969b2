"""What people say and do (整改跟踪、佐证材料、豁免、核实结论)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checks.outcomes import Outcome
from reports.ledgers.followup import State
from service.database.tables.base import Key, Now, Number, Table, closed_list
from service.database.tables.sites import SiteRow


class FollowupRow(Table):
    """One step in the mending of a requirement (整改跟踪). Nothing is overwritten: the state is that of the last step."""

    __tablename__ = "followup"
    __table_args__ = (Index("ix_followup_site_requirement", "site_id", "requirement", "id"),)

    id: Mapped[Number]
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    requirement: Mapped[str]
    finding: Mapped[str] = mapped_column(default="")  # fingerprint, where the step is about one problem only
    state: Mapped[State] = mapped_column(closed_list(State))
    text: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(default="")  # as the ledger names who did it
    note: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]  # until when the unit is to answer
    at: Mapped[Now]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    audit_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("audit.id", ondelete="SET NULL")
    )  # on which it rests, or that re-checked it
    proofs: Mapped[list["ProofFile"]] = relationship(back_populates="step")


class ProofFile(Table):
    """A file that proves a reply or a person's verdict (佐证材料); its bytes are in the store."""

    __tablename__ = "proof_file"
    __table_args__ = (CheckConstraint("num_nonnulls(followup_id, attestation_id) = 1", name="of_one"),)

    id: Mapped[Key]
    followup_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("followup.id", ondelete="CASCADE"), index=True
    )
    attestation_id: Mapped[UUID | None] = mapped_column(ForeignKey("attestation.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]  # as its sender called it; never part of a path
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    sha256: Mapped[str]
    store_key: Mapped[str]
    sent_at: Mapped[Now]
    sent_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    step: Mapped[FollowupRow | None] = relationship(back_populates="proofs")
    attestation: Mapped["AttestationRow | None"] = relationship(back_populates="proofs")


class WaiverRow(Table):
    """A waiver (豁免), as `reports.people.waivers.Waiver`. `site_id` None: for all sites."""

    __tablename__ = "waiver"

    id: Mapped[Key]
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"), index=True)
    requirement: Mapped[str] = mapped_column(default="")
    check: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    finding: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    by: Mapped[str]
    until: Mapped[date]
    made_at: Mapped[Now]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    revoked_at: Mapped[datetime | None]
    site: Mapped[SiteRow | None] = relationship(lazy="joined")


class AttestationRow(Table):
    """A person's verdict on a requirement (核实结论), as `reports.people.attestations.Attestation`."""

    __tablename__ = "attestation"

    id: Mapped[Key]
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"), index=True)
    requirement: Mapped[str]
    verdict: Mapped[Outcome] = mapped_column(closed_list(Outcome))
    by: Mapped[str]
    on: Mapped[date]
    what: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    until: Mapped[date]
    made_at: Mapped[Now]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    revoked_at: Mapped[datetime | None]
    site: Mapped[SiteRow] = relationship(lazy="joined", innerjoin=True)
    proofs: Mapped[list[ProofFile]] = relationship(back_populates="attestation")
