"""Lists of sites wait for their owner's word; old probes are found by their time; a new office finds two schedules, switched off."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

FIRST_SCHEDULES = (("每月检查", "audit", "0 22 1 * *"), ("每小时可用性探测", "probe", "7 * * * *"))


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "site_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("rows", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("faults", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_site_import_made_by"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_import")),
    )
    op.create_index("ix_probe_at", "probe", ["at"], unique=False, postgresql_using="brin")
    _put_first_schedules()


def _put_first_schedules() -> None:
    """Unless the office has schedules of its own already."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM schedule")):
        return
    schedule = sa.table(
        "schedule",
        sa.column("id", sa.Uuid()),
        sa.column("name", sa.Text()),
        sa.column("purpose", sa.Text()),
        sa.column("cron", sa.Text()),
        sa.column("tags", postgresql.ARRAY(sa.Text())),
        sa.column("rulesets", postgresql.ARRAY(sa.Text())),
        sa.column("enabled", sa.Boolean()),
    )
    rows = [
        {"id": uuid4(), "name": name, "purpose": purpose, "cron": cron, "tags": [], "rulesets": [], "enabled": False}
        for name, purpose, cron in FIRST_SCHEDULES
    ]
    op.bulk_insert(schedule, rows)
