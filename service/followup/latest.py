"""What counts now (现行结果): of each site and document the last audit that looked at the whole, and the last step on each requirement."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, Subquery, select
from sqlalchemy.dialects.postgresql import distinct_on

from service.database.tables import Audit, FollowupRow, RulesetScore
from service.results.latest import scores


def latest_scores(sites: Select[UUID]) -> Subquery:
    """Audit, site, ruleset, its title and the day judged for, of the newest whole audit of each site under each ruleset.

    By ruleset, since an audit may judge by some of the site's rulesets only and says nothing about the others.
    """
    newest = scores(sites)
    return (
        select(
            RulesetScore.audit_id, RulesetScore.ruleset, RulesetScore.title, newest.c.site.label("site_id"), Audit.as_of
        )
        .join(newest, newest.c.score == RulesetScore.id)
        .join(Audit, Audit.id == RulesetScore.audit_id)
        .where(newest.c.age == 1)
        .subquery("latest")
    )


def last_steps(sites: Select[UUID] | None = None) -> Subquery:
    """The last step on each requirement of each site, or of some sites."""
    return (
        _of_sites(select(FollowupRow), sites)
        .ext(distinct_on(FollowupRow.site_id, FollowupRow.requirement))
        .order_by(FollowupRow.site_id, FollowupRow.requirement, FollowupRow.id.desc())
        .subquery("last_step")
    )


def asked_until(sites: Select[UUID] | None = None) -> Subquery:
    """The day until which the unit was last asked to answer (反馈期限), for each requirement of each site that has one."""
    return (
        _of_sites(select(FollowupRow.site_id, FollowupRow.requirement, FollowupRow.due), sites)
        .where(FollowupRow.due.is_not(None))
        .ext(distinct_on(FollowupRow.site_id, FollowupRow.requirement))
        .order_by(FollowupRow.site_id, FollowupRow.requirement, FollowupRow.id.desc())
        .subquery("asked_until")
    )


def _of_sites(steps: Select[*tuple[Any, ...]], sites: Select[UUID] | None) -> Select[*tuple[Any, ...]]:
    return steps if sites is None else steps.where(FollowupRow.site_id.in_(sites))
