"""Which audits count now (最新结果): of every site and ruleset the newest crawl, as it was judged last.

A snapshot judged again is no further crawl: it takes the place of the first verdict on the same crawl, so that a score is never compared with
itself. Quick checks give no score and count for nothing here.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.orm import Session

from reports.scoring.score import NO_GRADE
from service.database.tables import Audit, AuditState, Purpose, RulesetScore, Run, SiteRow

WHOLE = (Purpose.AUDIT, Purpose.RECHECK, Purpose.REJUDGE)


def crawl_moment() -> ColumnElement[datetime]:
    """When the crawl began whose snapshot was judged."""
    return func.coalesce(Audit.crawled_at, Audit.finished_at, Audit.queued_at)


def scores(sites: Select[UUID], ruleset: str | None = None) -> Subquery:
    """Rows (score, audit, site, ruleset, moment, age): of each crawl its last verdict; `age` 1 is the newest crawl of the site under the ruleset, 2 the one before."""
    moment = crawl_moment()
    judged = (
        select(
            RulesetScore.id.label("score"),
            RulesetScore.ruleset.label("ruleset"),
            Audit.id.label("audit"),
            Audit.site_id.label("site"),
            moment.label("moment"),
            func.row_number()
            .over(partition_by=(Audit.site_id, RulesetScore.ruleset, moment), order_by=Audit.finished_at.desc())
            .label("turn"),
        )
        .join(Audit, Audit.id == RulesetScore.audit_id)
        .join(Run, Run.id == Audit.run_id)
        .where(Audit.state == AuditState.DONE, Run.purpose.in_(WHOLE), Audit.site_id.in_(sites))
    )
    if ruleset is not None:
        judged = judged.where(RulesetScore.ruleset == ruleset)
    last = judged.subquery()
    age = func.row_number().over(partition_by=(last.c.site, last.c.ruleset), order_by=last.c.moment.desc())
    return select(last, age.label("age")).where(last.c.turn == 1).subquery()


def audits(sites: Select[UUID], *, whole: bool = True) -> Subquery:
    """Rows (audit, site, moment, age) of finished audits, newest crawl first; `whole`: no quick checks."""
    moment = crawl_moment()
    done = (
        select(
            Audit.id.label("audit"),
            Audit.site_id.label("site"),
            moment.label("moment"),
            func.row_number()
            .over(partition_by=Audit.site_id, order_by=(moment.desc(), Audit.finished_at.desc()))
            .label("age"),
        )
        .join(Run, Run.id == Audit.run_id)
        .where(Audit.state == AuditState.DONE, Audit.site_id.in_(sites))
    )
    return (done.where(Run.purpose.in_(WHOLE)) if whole else done).subquery()


def rulesets_judged(session: Session, sites: Select[UUID]) -> Sequence[tuple[str, str, int]]:
    """Id, newest title and number of sites of every ruleset by which a site was judged, those that gave most scores first, then those of most sites."""
    found = scores(sites)
    rated = func.count(RulesetScore.value).filter(RulesetScore.grade != NO_GRADE)
    rows = session.execute(
        select(found.c.ruleset, func.count().label("sites"), func.max(found.c.score).label("newest"))
        .join(RulesetScore, RulesetScore.id == found.c.score)
        .where(found.c.age == 1)
        .group_by(found.c.ruleset)
        .order_by(rated.desc(), func.count().desc(), found.c.ruleset)
    ).all()
    titles = dict(
        session.execute(
            select(RulesetScore.ruleset, RulesetScore.title).where(RulesetScore.id.in_([row.newest for row in rows]))
        ).all()
    )
    return [(row.ruleset, titles[row.ruleset], row.sites) for row in rows]


def latest_audit(session: Session, site: SiteRow) -> Audit | None:
    """The site's newest finished audit, a quick check only where there is no other."""
    for whole in (True, False):
        found = audits(select(SiteRow.id).where(SiteRow.id == site.id), whole=whole)
        audit = session.scalar(select(Audit).join(found, found.c.audit == Audit.id).where(found.c.age == 1))
        if audit is not None:
            return audit
    return None
