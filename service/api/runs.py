"""Runs and their audits (批次、单站检查) for programs."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from service.accounts.actor import Right
from service.accounts.scope import audit_for
from service.database.tables import Audit, AuditState, Purpose, Run
from service.results.audits import events_of
from service.runs import starting, stopping
from service.runs.listing import RunLine, run_for, run_lines, visible_runs
from service.runs.progress import AuditLine, audits_of, lines_of
from service.runs.wishes import RunWish
from service.web.dependencies import Db, Who, needs
from service.web.paging import Listed, WhichPage
from service.web.state import service_of

router = APIRouter(prefix="/api/v1", tags=["runs"])


class RunOut(BaseModel):
    """A run. `counts`: its audits by state."""

    id: UUID
    name: str
    purpose: Purpose
    as_of: date
    year: int | None
    rulesets: list[str]
    priority: int
    at_once: bool
    created_at: datetime
    finished_at: datetime | None
    cancelled_at: datetime | None
    sites: int
    ended: int
    counts: dict[AuditState, int]

    @classmethod
    def of(cls, line: RunLine) -> "RunOut":
        """As a list shows it."""
        run = line.run
        own = {name: getattr(run, name) for name in cls.model_fields if hasattr(run, name)}
        return cls(**own, sites=line.total, ended=line.ended, counts=dict(line.counts))


class AuditOut(BaseModel):
    """One site in a run. `progress`: figures of the crawl; `words`: how it stands, in Chinese; `exit` as the command line has it; `summary`: figures of the card."""

    id: UUID
    run: UUID
    site: UUID
    name: str
    url: str
    folder: str
    state: AuditState
    words: str
    attempt: int
    progress: dict[str, Any]
    left: float | None
    worker: str
    error: str
    exit: int | None
    as_of: date | None
    not_before: datetime | None
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    has_snapshot: bool
    summary: dict[str, Any]

    @classmethod
    def of(cls, line: AuditLine) -> "AuditOut":
        """As a run's page shows it."""
        audit = line.audit
        taken = {
            name: getattr(audit, name)
            for name in cls.model_fields
            if hasattr(audit, name) and name not in ("run", "site")
        }
        site = {"site": audit.site_id, "name": audit.site.name, "url": audit.site.url, "folder": audit.site.folder}
        return cls(**taken, **site, run=audit.run_id, words=line.words, left=line.left)


class EventOut(BaseModel):
    """What happened in an audit."""

    id: int
    at: datetime
    kind: str
    detail: str


class Cancelled(BaseModel):
    """How many audits were asked to end."""

    cancelled: int


@router.get("/runs")
def runs(session: Db, actor: Who, paging: WhichPage) -> Listed[RunOut]:
    """Runs, the newest first."""
    page = paging.rows(session, visible_runs(actor))
    return Listed(items=[RunOut.of(line) for line in run_lines(session, actor, page.items)], total=page.total)


@router.post("/runs", status_code=201, dependencies=[needs(Right.START_RUNS)])
def start_run(wish: RunWish, request: Request, session: Db, actor: Who) -> RunOut:
    """Start a run."""
    run = starting.start(session, actor, wish, allow_private=service_of(request).settings.allow_private)
    return _out(session, actor, run)


@router.get("/runs/{run_id}")
def run(run_id: UUID, session: Db, actor: Who) -> RunOut:
    """A run."""
    return _out(session, actor, run_for(session, actor, run_id))


@router.get("/runs/{run_id}/audits")
def audits(run_id: UUID, session: Db, actor: Who, paging: WhichPage) -> Listed[AuditOut]:
    """The audits of a run: what goes on first."""
    page = paging.rows(session, audits_of(actor, run_for(session, actor, run_id)))
    return Listed(items=[AuditOut.of(line) for line in lines_of(session, page.items)], total=page.total)


@router.post("/runs/{run_id}/cancel", dependencies=[needs(Right.START_RUNS)])
def cancel_run(run_id: UUID, session: Db, actor: Who) -> Cancelled:
    """Ask all audits of a run to end."""
    return Cancelled(cancelled=stopping.cancel_run(session, actor, run_id))


@router.post("/runs/{run_id}/again", status_code=201, dependencies=[needs(Right.START_RUNS)])
def start_again(run_id: UUID, session: Db, actor: Who) -> RunOut:
    """Start again what could not be checked."""
    return _out(session, actor, starting.start_again(session, actor, run_id))


@router.get("/audits/{audit_id}")
def audit(audit_id: UUID, session: Db, actor: Who) -> AuditOut:
    """An audit."""
    return _audit_out(session, audit_for(session, actor, audit_id))


@router.post("/audits/{audit_id}/cancel", dependencies=[needs(Right.START_RUNS)])
def cancel_audit(audit_id: UUID, session: Db, actor: Who) -> AuditOut:
    """Ask an audit to end."""
    return _audit_out(session, stopping.cancel_audit(session, actor, audit_id))


@router.get("/audits/{audit_id}/events")
def events(
    audit_id: UUID,
    session: Db,
    actor: Who,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    size: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Listed[EventOut]:
    """What happened in an audit, in its order, after an event; `total` is of those answered."""
    rows = events_of(session, audit_for(session, actor, audit_id).id, after=after, limit=size)
    items = [EventOut(id=row.id, at=row.at, kind=row.kind, detail=row.detail) for row in rows]
    return Listed(items=items, total=len(items))


def _out(session: Db, actor: Who, found: Run) -> RunOut:
    return RunOut.of(run_lines(session, actor, [found])[0])


def _audit_out(session: Db, found: Audit) -> AuditOut:
    return AuditOut.of(lines_of(session, [found])[0])
