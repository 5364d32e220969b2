"""How the service is (健康状况), for load balancers and for people who look after it."""

import threading
import time
from dataclasses import dataclass, field

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from service.store.faults import NotStoredError, StoreError
from service.web.state import Service

KEPT_FOR = 15.0  # seconds an answer of the store counts, so that asking often costs nothing
PROBE_KEY = "health"  # nothing lies there; a store that answers says so
WORKERS = """
    SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers
"""


@dataclass(frozen=True)
class Health:
    """`worker_seconds`: since the newest sign of life of any worker; None: there is none, or no database to ask."""

    database: bool
    store: bool
    worker_seconds: float | None
    lost_after: float

    @property
    def worker(self) -> bool:
        """Whether a worker is at work."""
        return self.worker_seconds is not None and self.worker_seconds < self.lost_after

    @property
    def serves(self) -> bool:
        """Whether pages can be answered; audits may wait for a worker meanwhile."""
        return self.database and self.store

    @property
    def state(self) -> str:
        """ok, degraded (no worker) or down."""
        return ("ok" if self.worker else "degraded") if self.serves else "down"


@dataclass
class StoreProbe:
    """Asks the store whether it answers, at most every 15 seconds; while one asks the others take the answer before."""

    service: Service
    _answer: bool = True
    _asked: float = -KEPT_FOR
    _asking: threading.Lock = field(default_factory=threading.Lock)

    def answers(self) -> bool:
        """Whether it can be reached."""
        if time.monotonic() - self._asked >= KEPT_FOR and self._asking.acquire(blocking=False):
            try:
                self._answer = self._ask()
                self._asked = time.monotonic()
            finally:
                self._asking.release()
        return self._answer

    def _ask(self) -> bool:
        try:
            self.service.store.size(PROBE_KEY)
        except NotStoredError:
            return True
        except StoreError:
            return False
        return True


def health_of(service: Service, store: StoreProbe) -> Health:
    """Asks the database and the store."""
    lost_after = service.settings.lost_after
    try:
        with service.engine.connect() as connection:
            seconds = seconds_since_heartbeat(connection)
    except SQLAlchemyError:
        return Health(database=False, store=store.answers(), worker_seconds=None, lost_after=lost_after)
    return Health(database=True, store=store.answers(), worker_seconds=seconds, lost_after=lost_after)


def seconds_since_heartbeat(connection: Connection) -> float | None:
    """Since the newest sign of life of any worker."""
    found = connection.scalar(text(WORKERS))
    return None if found is None else float(found)
