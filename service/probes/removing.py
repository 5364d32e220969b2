"""How long probes are kept (探测记录的保留): thirteen months, so that a month can be held against that of the year before."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import CursorResult, delete

from service.database.sessions import Sessions
from service.database.tables import ProbeRow

KEPT = timedelta(days=396)


def remove_old_probes(sessions: Sessions, now: datetime | None = None) -> int:
    """Remove probes that are too old; returns how many."""
    with sessions.begin() as session:
        gone = session.execute(delete(ProbeRow).where(ProbeRow.at < (now or datetime.now(UTC)) - KEPT))
        return gone.rowcount if isinstance(gone, CursorResult) else 0
