"""One site's audit as a job (单站检查任务): taken up, laid out, run in a process of its own, stored, taken in.

Verdicts are results; only faults of ours are tried again. Whatever stops it, what was crawled stays in the work folder until the audit has ended, so that a
later attempt on this machine goes on from there.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from auditing.exits import Exit
from service.database.tables import AuditState, Purpose
from service.jobs.attempts import GONE, begin, end_fenced, key_of, put_back
from service.jobs.child import Child, refuse_fault
from service.jobs.events import Event
from service.jobs.held import Held
from service.jobs.intake import read_result, take_in_notes, take_in_result
from service.jobs.laying_out import SHOTS, SNAPSHOT, lay_out
from service.jobs.stopping import FaultError, StoppedError, TryAgainError, Why
from service.jobs.windows import opening
from service.jobs.workshop import Workshop
from service.queue.recovery import tries_of
from service.store.faults import StoreError

NOT_STORED = ("attestations.yaml", "followup.yaml", "snapshot/crawl.lock")  # what people say is in the tables

log = logging.getLogger(__name__)


def run_audit(shop: Workshop, audit: UUID) -> None:
    """Do one audit, as far as it can be done now; raises TryAgainError when the job is to be put back.

    While the database is away nothing can be written; the audit is taken back like one whose worker died, if its job is not put back before.
    """
    if shop.ending.is_set():
        raise TryAgainError
    try:
        attempt = begin(shop.sessions, audit, shop.name, shop.settings.lost_after, shop.clock())
        if attempt is not None:
            _AuditJob(Held(shop, attempt)).run()
    except OperationalError as fault:
        log.warning("audit %s: the database is away: %s", audit, fault.orig)
        raise TryAgainError from fault


class _AuditJob:
    """One attempt, from beginning to end."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._shop = held.shop
        self._stored = False

    def run(self) -> None:
        with self._held.lease:
            try:
                self._audit()
            except StoppedError as stopped:
                self._stop(stopped.why)
            except FaultError as fault:
                self._fail(fault)
            except (StoreError, OSError) as fault:
                self._fail(FaultError(str(fault)))
            except (OperationalError, TryAgainError):
                raise
            except Exception as fault:
                log.exception("audit %s", self._held.audit.id)
                self._fail(FaultError(f"程序出错：{type(fault).__name__}"))

    def _audit(self) -> None:
        held = self._held
        code = held.place.summed_up()
        if code is None:
            code = self._run_child()
        else:
            held.note(Event.RESUMED, "结果已有，接着入库")
        card = read_result(held.place.folder)
        self._stored = True
        held.with_store(lambda: self._shop.store.put_tree(held.attempt.store_key, held.place.folder, self._is_stored))
        held.write(lambda session: take_in_result(session, held.attempt, card, code, held.place.folder))
        held.place.clear()
        self._drop_stored(held.attempt.number - 1)

    def _run_child(self) -> Exit:
        lay_out(self._held)
        self._held.lease.check()
        told = Child(self._shop.starter.start(self._held.place.job)).follow(self._held.lease)
        code = refuse_fault(told)
        self._held.write(lambda session: take_in_notes(session, self._held.attempt, told.notes))
        self._held.place.sum_up(code)
        return code

    def _is_stored(self, name: str) -> bool:
        """Of a snapshot that was judged again only the pictures its card shows are stored a second time."""
        again = self._held.audit.run.purpose is Purpose.REJUDGE
        return name not in NOT_STORED and not (again and name.startswith(SNAPSHOT) and not name.startswith(SHOTS))

    def _drop_stored(self, last: int) -> None:
        """What attempts stored that did not come to be the result is nobody's."""
        for number in range(1, last + 1):
            try:
                self._shop.store.delete_tree(key_of(self._held.audit, number))
            except StoreError as fault:
                log.warning("left in the store: %s", fault)

    def _stop(self, why: Why) -> None:
        """End it, or put it back; raises TryAgainError."""
        match why:
            case Why.LOST:
                log.warning("audit %s: attempt %s counts no more", self._held.audit.id, self._held.attempt.number)
                raise TryAgainError
            case Why.CANCELLED:
                self._end(AuditState.CANCELLED, Event.CANCELLED)
            case Why.SITE_REMOVED:
                self._end(AuditState.CANCELLED, Event.SITE_REMOVED, GONE)
            case Why.GIVEN_BACK:
                self._put_back(Event.GIVEN_BACK, "执行检查的程序停止", None)
            case Why.PAUSED:
                at = opening(self._held.attempt.window, self._shop.clock())
                self._put_back(Event.PAUSED, f"错峰时段结束，{at:%m-%d %H:%M} 接着抓取" if at else "", at)

    def _fail(self, fault: FaultError) -> None:
        """Try again later, or not any more; raises TryAgainError."""
        with self._shop.sessions() as session:
            tries = tries_of(session, self._held.audit) + 1
        if fault.final or tries >= self._shop.settings.tries:
            self._end(AuditState.FAILED, Event.FAILED, str(fault))
            return
        wait = timedelta(seconds=self._shop.settings.retry_after * 2 ** (tries - 1))
        self._put_back(Event.FAULT, str(fault), datetime.now(UTC) + wait, clear=fault.clear)

    def _end(self, state: AuditState, kind: Event, words: str = "") -> None:
        self._at_last(lambda session: end_fenced(session, self._held.attempt, state, kind, words))
        self._held.place.clear()
        if self._stored:
            self._drop_stored(self._held.attempt.number)

    def _put_back(self, kind: Event, words: str, at: datetime | None, *, clear: bool = False) -> None:
        self._at_last(lambda session: put_back(session, self._held.attempt, kind, words, at))
        if clear:  # only now: should the audit be another attempt's, its folder may be, too
            self._held.place.clear()
        raise TryAgainError(at)

    def _at_last(self, work: Callable[[Session], None]) -> None:
        """The last transaction of an attempt, unless the audit is another's by now; raises TryAgainError then."""
        try:
            with self._shop.sessions.begin() as session:
                work(session)
        except StoppedError as stopped:
            raise TryAgainError from stopped
