"""An attempt under way (执行中的检查): how it reaches database and store while its lease lasts, and waits for them while they are away."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from service.jobs.attempts import Attempt
from service.jobs.events import Event, note
from service.jobs.lease import Lease
from service.jobs.stopping import Why
from service.jobs.workplace import Workplace
from service.jobs.workshop import Workshop
from service.store.faults import NotStoredError, StoreError

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds between two tries to reach the store
T = TypeVar("T")


class Held:
    """An attempt with its lease, its place on this machine and its worker."""

    def __init__(self, shop: Workshop, attempt: Attempt) -> None:
        self.shop = shop
        self.attempt = attempt
        self.audit = attempt.audit
        self.place = Workplace.of(shop.settings, attempt.audit)
        self.lease = Lease(
            shop.sessions,
            attempt.audit.id,
            attempt.number,
            beat=shop.settings.heartbeat,
            patience=shop.settings.lost_after / 2,
            window=attempt.window,
            ending=shop.ending,
            clock=shop.clock,
        )

    def write(self, work: Callable[[Session], T]) -> T:
        """A transaction, again while the database is away, as long as the lease bears it. Raises StoppedError, OperationalError."""
        while True:
            try:
                with self.shop.sessions.begin() as session:
                    return work(session)
            except OperationalError:
                if self.lease.why() is Why.LOST:
                    raise
            self.lease.rest(0.5)

    def note(self, kind: Event, words: str) -> None:
        """Add a line to the audit's log."""
        self.write(lambda session: note(session, self.audit.id, kind, words))

    def with_store(self, work: Callable[[], T]) -> T:
        """Do something with the store, again and again while it is away: what was crawled is worth waiting for. Raises StoppedError, NotStoredError."""
        wait = FIRST_WAIT
        while True:
            self.lease.check()
            try:
                return work()
            except NotStoredError:
                raise
            except StoreError as fault:
                if wait == FIRST_WAIT:
                    self.note(Event.STORE_AWAY, str(fault))
            self.lease.rest(wait)
            wait = min(wait * 2, LONGEST_WAIT)
