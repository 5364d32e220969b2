"""Runs note when their digests were put; a person's verdict can have proof files; waiting mails are found by their time."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply. Runs that ended before are no news: they count as told."""
    op.add_column("run", sa.Column("digested_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE run SET digested_at = finished_at WHERE finished_at IS NOT NULL")
    op.create_index(
        "ix_run_undigested",
        "run",
        ["finished_at"],
        postgresql_where=sa.text("digested_at IS NULL AND finished_at IS NOT NULL"),
    )
    op.alter_column("proof_file", "followup_id", nullable=True)
    op.add_column("proof_file", sa.Column("attestation_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_proof_file_attestation_id"),
        "proof_file",
        "attestation",
        ["attestation_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_index(op.f("ix_proof_file_attestation_id"), "proof_file", ["attestation_id"])
    op.create_check_constraint(
        op.f("ck_proof_file_of_one"), "proof_file", "num_nonnulls(followup_id, attestation_id) = 1"
    )
    op.create_index(
        "ix_outgoing_mail_waiting", "outgoing_mail", ["next_try_at"], postgresql_where=sa.text("sent_at IS NULL")
    )
