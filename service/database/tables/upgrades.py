"""Which steps of the queue's own schema were applied (队列的升级记录)."""

from sqlalchemy.orm import Mapped, mapped_column

from service.database.tables.base import Now, Table


class QueueMigration(Table):
    """A migration file of Procrastinate, once applied. Alembic keeps its own record of ours."""

    __tablename__ = "queue_migration"

    name: Mapped[str] = mapped_column(primary_key=True)
    applied_at: Mapped[Now]
