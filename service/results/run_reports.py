"""Index, workbook and bulletin of a run (批次汇总): made when first asked for, kept in the store, made again when there are further results."""

import hashlib
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import Audit, AuditState, Run, SiteRow
from service.refusals import RefusalError
from service.results.files import SHEET, WORD, ResultFile
from service.results.report_job import ReportJob
from service.runs.listing import STATES
from service.store.faults import StoreError
from service.store.store import Store

LONGEST = 900.0  # seconds; a thousand sites take a tenth of it
FILES = {
    "index.html": ResultFile("text/html; charset=utf-8", "检查汇总"),
    "index.xlsx": ResultFile(SHEET, "检查汇总和台账"),
    "bulletin.docx": ResultFile(WORD, "通报", "只有一个网站有结果，没有生成通报"),
}

logger = logging.getLogger(__name__)


def report_kind(name: str) -> ResultFile:
    """The kind of a file; raises RefusalError (404) for one that is none of a run."""
    if name not in FILES:
        raise RefusalError.not_found("没有这个文件")
    return FILES[name]


def report_name(run: Run, name: str) -> str:
    """What a file is called once it is on the reader's disk."""
    return f"{run.name}-{FILES[name].words}.{name.rpartition('.')[2]}"


class RunReports:
    """Makes reports one after the other, each once however many ask."""

    def __init__(self, store: Store, options: dict[str, str]) -> None:
        self._store = store
        self._options = options
        self._one_at_a_time = threading.Lock()
        self._asked: dict[str, Future[None]] = {}
        self._lock = threading.Lock()

    def ready(self, session: Session, actor: Actor, run: Run) -> str | None:
        """The key below which the files lie, None while they are being made. Raises RefusalError (404, 503), StoreError."""
        audits = _audits(session, actor, run)
        done = [audit for audit in audits if audit.state is AuditState.DONE and audit.store_key]
        if not done:
            raise RefusalError.not_found("这个批次还没有检查结果，不能汇总")
        key = f"reports/{run.id}/{actor.only_unit or 'all'}/{_state_of(audits)}"
        if self._store.exists(key):
            self._forget(key)
            return key
        self._ask(key, audits, done)
        return None

    def wait(self) -> None:
        """Until all that was asked for has ended; for tests and the end of the service."""
        for asked in list(self._asked.values()):
            asked.exception()

    def _forget(self, key: str) -> None:
        with self._lock:
            self._asked.pop(key, None)

    def _ask(self, key: str, audits: Sequence[Audit], done: Sequence[Audit]) -> None:
        with self._lock:
            asked = self._asked.get(key)
            if asked is None:
                job = ReportJob(
                    store=self._store.address,
                    options=self._options,
                    cards=[f"{audit.store_key}/scorecard.json" for audit in done],
                    failures=[_without_card(audit) for audit in audits if audit not in done],
                    target=key,
                )
                made: Future[None] = Future()
                self._asked[key] = made
                threading.Thread(
                    target=self._make, args=(job, made), daemon=True
                ).start()  # the end of the service does not wait for it
                return
        if asked.done():
            self._forget(key)
            if fault := asked.exception():
                raise RefusalError(503, f"汇总没有生成：{fault}")

    def _make(self, job: ReportJob, made: Future[None]) -> None:
        with self._one_at_a_time:
            try:
                _run(job)
            except (StoreError, OSError) as fault:
                made.set_exception(fault)
            else:
                made.set_result(None)


def _run(job: ReportJob) -> None:
    try:
        made = subprocess.run(
            [sys.executable, "-m", "service.results.report_process"],
            input=job.model_dump_json().encode(),
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise StoreError("用时太长，请稍后再试") from None
    if made.returncode:
        told = made.stderr.decode("utf-8", "replace")
        logger.error("report of a run: %s", told)
        raise StoreError((told.strip().splitlines() or ["程序出错"])[-1][:300])


def _audits(session: Session, actor: Actor, run: Run) -> Sequence[Audit]:
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    return session.scalars(
        select(Audit)
        .join(Audit.site)
        .where(Audit.run_id == run.id, Audit.site_id.in_(sites))
        .order_by(SiteRow.host, Audit.id)
    ).all()


def _state_of(audits: Sequence[Audit]) -> str:
    """Short name of what the run has come to: another once a further audit has ended."""
    told = "\n".join(f"{audit.id} {audit.state} {audit.store_key} {audit.error}" for audit in audits)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _without_card(audit: Audit) -> str:
    return f"{audit.site.url}：{audit.error or STATES[audit.state]}"


def audit_in(session: Session, actor: Actor, run: Run, folder: str) -> UUID:
    """The audit of a run by its site's folder, as the index leads to it; raises RefusalError (404)."""
    sites = visible_sites(actor).where(SiteRow.folder == folder).with_only_columns(SiteRow.id)
    found = session.scalar(select(Audit.id).where(Audit.run_id == run.id, Audit.site_id.in_(sites)).limit(1))
    if found is None:
        raise RefusalError.not_found("这个批次里没有这个网站")
    return found
