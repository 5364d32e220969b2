"""Cancelling audits (取消检查): one, or all of a run that have not ended."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.accounts.actor import Actor, Right
from service.accounts.scope import audit_for, visible_sites
from service.database.tables import Audit, SiteRow
from service.database.tables.runs import ENDED
from service.jobs.cancelling import ask_to_cancel
from service.journal import record
from service.refusals import RefusalError
from service.runs.listing import run_for


def cancel_audit(session: Session, actor: Actor, audit_id: UUID) -> Audit:
    """Ask an audit to end. Raises RefusalError (403, 404, 409)."""
    actor.require(Right.START_RUNS)
    audit = audit_for(session, actor, audit_id)
    if audit.state in ENDED:
        raise RefusalError.conflict("这项检查已经结束，不能再取消")
    ask_to_cancel(session, audit)
    record(session, actor, "audit.cancel", audit.site.url, run=audit.run.name, audit=str(audit.id))
    return audit


def cancel_run(session: Session, actor: Actor, run_id: UUID) -> int:
    """Ask all audits of a run to end; returns how many had not. Raises RefusalError (403, 404, 409)."""
    actor.require(Right.START_RUNS)
    run = run_for(session, actor, run_id)
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    going_on = session.scalars(
        select(Audit)
        .where(Audit.run_id == run.id, Audit.state.not_in(ENDED), Audit.site_id.in_(sites))
        .order_by(Audit.id)
    ).all()
    if not going_on:
        raise RefusalError.conflict("这个批次已经结束，没有可取消的检查")
    for audit in going_on:
        ask_to_cancel(session, audit)
    run.cancelled_at = run.cancelled_at or func.now()
    record(session, actor, "run.cancel", run.name, run=str(run.id), audits=len(going_on))
    return len(going_on)
