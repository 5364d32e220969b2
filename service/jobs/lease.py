"""The hold of one attempt on its audit (心跳): signs of life, progress, and word of what stops it.

Nothing an attempt does counts any more once its number is no longer the audit's, or once the database has been away for half the time after which
others take the audit up.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Row, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError

from crawler.off_peak import Window
from service.database.sessions import Sessions
from service.jobs.stopping import StoppedError, Why

LONGEST_BEAT = 2.0  # seconds between two, so that progress is news and a cancelled audit ends soon
_BEAT = text(
    """
    UPDATE audit SET heartbeat_at = now(), progress = coalesce(:progress, audit.progress) FROM site
    WHERE audit.id = :audit AND audit.attempt = :attempt AND audit.state = 'running' AND site.id = audit.site_id
    RETURNING audit.cancel_at, site.removed_at
    """
).bindparams(bindparam("progress", type_=JSONB(none_as_null=True)))

log = logging.getLogger(__name__)


class Lease:
    """`with Lease(…) as lease:` keeps it up in a thread of its own. `patience`: seconds without the database that are borne."""

    def __init__(
        self,
        sessions: Sessions,
        audit: UUID,
        attempt: int,
        *,
        beat: float,
        patience: float,
        window: Window | None,
        ending: threading.Event,
        clock: Callable[[], datetime],
    ) -> None:
        self._sessions = sessions
        self._key = {"audit": audit, "attempt": attempt}
        self._every = min(beat, LONGEST_BEAT)
        self._patience = patience
        self._window = window
        self._ending = ending
        self._clock = clock
        self._told: Why | None = None
        self._progress: dict[str, Any] | None = None
        self._last = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True, name=f"lease {audit}")
        self.renewed: Callable[[], None] = lambda: None  # called at every sign of life

    def __enter__(self) -> Self:
        """Begin; the attempt has just been written."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """No further beat is begun."""
        self._over.set()

    def tell(self, progress: dict[str, Any]) -> None:
        """What is written at the next beat."""
        self._progress = progress

    def why(self, *, crawling: bool = False) -> Why | None:
        """Why the attempt is to stop, if it is; the off-peak window bears on crawling only."""
        if self._told:
            return self._told
        if time.monotonic() - self._last > self._patience:
            return Why.LOST
        if self._ending.is_set():
            return Why.GIVEN_BACK
        if crawling and self._window and self._window.wait(self._clock()):
            return Why.PAUSED
        return None

    def check(self) -> None:
        """Raise StoppedError if the attempt is to stop."""
        if why := self.why():
            raise StoppedError(why)

    def rest(self, seconds: float) -> None:
        """Wait, or less if the attempt is to stop; raises StoppedError."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.check()
            self._over.wait(0.2)
        self.check()

    def _keep(self) -> None:
        while not self._over.wait(self._every):
            begun = time.monotonic()
            try:
                row = self._beat()
            except DBAPIError as fault:
                log.warning("no sign of life for %s: %s", self._key["audit"], fault.orig)
                continue
            self._last = begun
            self._told = _read(row)
            if self._told is not Why.LOST:
                self.renewed()

    def _beat(self) -> Row[Any] | None:
        progress, self._progress = self._progress, None
        with self._sessions.begin() as session:
            return session.execute(_BEAT, {**self._key, "progress": progress}).first()


def _read(row: Row[Any] | None) -> Why | None:
    if row is None:
        return Why.LOST
    return Why.SITE_REMOVED if row.removed_at else Why.CANCELLED if row.cancel_at else None
