"""Old snapshots are removed (旧快照清理): results and cards stay, and so does what an open follow-up rests on (decision 36)."""

import logging
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Select, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from reports.ledgers.followup import State
from service.accounts.actor import Actor
from service.database.sessions import Sessions
from service.database.tables import Audit, FollowupRow, Office
from service.journal import record
from service.settings import Settings
from service.store.faults import StoreError
from service.store.store import Store

SNAPSHOT = "snapshot"  # below an audit's key
SETTLED = (State.CLOSED, State.FALSE_ALARM)
NAMED = 50  # audits in one entry of the journal

log = logging.getLogger(__name__)


def remove_old(settings: Settings, sessions: Sessions, store: Store, now: datetime | None = None) -> int:  # noqa: ARG001
    """Remove the snapshots whose time is over; returns how many.

    The store comes before the table: what is interrupted between the two is removed again next time, and nothing is left behind that nobody
    knows of. A store that is away ends it until the next time.
    """
    with sessions() as session:
        old = list(session.scalars(old_snapshots(session, now or datetime.now(UTC))))
    removed = []
    for audit in old:
        try:
            store.delete_under(audit.store_key, SNAPSHOT)
        except StoreError as fault:
            log.warning("retention stopped: %s", fault)
            break
        with sessions.begin() as session:
            session.get_one(Audit, audit.id).has_snapshot = False
        removed.append(audit)
    if removed:
        _note(sessions, removed)
    return len(removed)


def old_snapshots(session: Session, now: datetime) -> Select[Audit]:
    """Audits whose snapshot is older than the office keeps any, is none of the site's newest, and bears no open follow-up; oldest first."""
    office = session.get(Office, 1) or Office(keep_months=12, keep_at_least=2)
    before = literal(now) - func.make_interval(0, office.keep_months)
    taken = func.coalesce(Audit.crawled_at, Audit.finished_at)
    rank = func.row_number().over(partition_by=Audit.site_id, order_by=taken.desc().nulls_last())
    ranked = select(Audit.id, rank.label("rank")).where(Audit.has_snapshot).subquery()
    return (
        select(Audit)
        .join(ranked, ranked.c.id == Audit.id)
        .where(ranked.c.rank > max(office.keep_at_least, 1), taken < before, Audit.id.not_in(_referred_to()))
        .order_by(taken)
    )


def _referred_to() -> Select[UUID]:
    """Audits on whose crawl steps of requirements still under way rest; one that judged again rests on the crawl before it."""
    last, said, kept = aliased(FollowupRow), aliased(Audit), aliased(Audit)
    newest = (
        select(func.max(last.id))
        .where(last.site_id == FollowupRow.site_id, last.requirement == FollowupRow.requirement)
        .correlate(FollowupRow)
        .scalar_subquery()
    )
    now = aliased(FollowupRow)
    same_crawl = or_(kept.id == said.id, kept.crawled_at == said.crawled_at)
    return (
        select(kept.id)
        .join(said, (kept.site_id == said.site_id) & same_crawl)
        .join(FollowupRow, FollowupRow.audit_id == said.id)
        .join(now, now.id == newest)
        .where(now.state.not_in(SETTLED))
    )


def _note(sessions: Sessions, removed: list[Audit]) -> None:
    with sessions.begin() as session:
        named = [str(audit.id) for audit in removed[:NAMED]]
        record(session, Actor.system(), "retention.remove", f"{len(removed)} 份到期的快照", audits=named)
