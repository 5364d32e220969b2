"""Making a run (新建批次): its row and one for each of its sites, all waiting for the queue."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from auditing.today import today
from crawler.off_peak import ZONE
from service.database.tables import Audit, Purpose, Run, Schedule, SiteRow, User

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('gongkai.run.name'))")


def make_run(
    session: Session,
    purpose: Purpose,
    sites: Sequence[SiteRow],
    *,
    as_of: date | None = None,
    year: int | None = None,
    rulesets: Sequence[str] = (),
    crawl: Mapping[str, Any] | None = None,
    priority: int = 0,
    at_once: bool = False,
    schedule: Schedule | UUID | None = None,
    scheduled_for: datetime | None = None,
    started_by: User | UUID | None = None,
) -> Run:
    """A run over some sites, flushed, not committed; `hand_over_waiting` brings it to the queue once it is.

    `as_of`: today in Asia/Shanghai unless given; `crawl`: fields of CrawlOptions for this run; `at_once`: does not wait for the off-peak window.
    Sites that were removed are left out. Raises ValueError for a purpose that is none of a run, IntegrityError for a moment of a schedule that has
    its run already.
    """
    if purpose is Purpose.PROBE:
        raise ValueError("probes are no run")
    kept = [site for site in {site.id: site for site in sites}.values() if site.removed_at is None]
    run = Run(
        name=_free_name(session, datetime.now(ZONE)),
        purpose=purpose,
        as_of=as_of or today(),
        year=year,
        rulesets=list(rulesets),
        crawl=dict(crawl or {}),
        priority=priority,
        at_once=at_once,
        schedule_id=_id(schedule),
        scheduled_for=scheduled_for,
        started_by=_id(started_by),
        finished_at=None if kept else func.now(),
    )
    session.add(run)
    session.flush()
    session.add_all(Audit(run_id=run.id, site_id=site.id) for site in kept)
    session.flush()
    return run


def _id(of: Schedule | User | UUID | None) -> UUID | None:
    return of.id if isinstance(of, Schedule | User) else of


def _free_name(session: Session, now: datetime) -> str:
    """The minute it was made in; `-2` for a second one. Names are folders, beside which those of earlier runs are laid."""
    session.execute(_ONE_AT_A_TIME)
    name = now.strftime("%Y%m%d-%H%M")
    taken = set(session.scalars(select(Run.name).where(Run.name.startswith(name))))
    return next(free for free in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if free not in taken)
