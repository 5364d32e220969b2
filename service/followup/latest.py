"""What counts now (现行结果): of each site and document the last audit that looked at the whole, and the last step on each requirement."""

from sqlalchemy import Select, Subquery, func, select

from service.database.tables import Audit, AuditState, FollowupRow, Purpose, RulesetScore, Run


def latest_scores() -> Select[tuple[int, str]]:
    """Audit and ruleset of the newest complete audit of each site under each ruleset. A quick check looks at too little to count.

    By ruleset, since a re-check judges by some of the site's rulesets only and says nothing about the others.
    """
    judged = func.coalesce(Audit.crawled_at, Audit.finished_at)
    return (
        select(RulesetScore.audit_id, RulesetScore.ruleset, RulesetScore.title, Audit.site_id, Audit.as_of)
        .join(Audit, Audit.id == RulesetScore.audit_id)
        .join(Run, Run.id == Audit.run_id)
        .where(Audit.state == AuditState.DONE, Run.purpose != Purpose.QUICK)
        .distinct(Audit.site_id, RulesetScore.ruleset)
        .order_by(
            Audit.site_id, RulesetScore.ruleset, judged.desc().nulls_last(), Audit.finished_at.desc().nulls_last()
        )
    )


def last_steps() -> Subquery:
    """The last step on each requirement of each site."""
    return (
        select(FollowupRow)
        .distinct(FollowupRow.site_id, FollowupRow.requirement)
        .order_by(FollowupRow.site_id, FollowupRow.requirement, FollowupRow.id.desc())
        .subquery("last_step")
    )


def asked_until() -> Subquery:
    """The day until which the unit was last asked to answer (反馈期限), for each requirement of each site that has one."""
    return (
        select(FollowupRow.site_id, FollowupRow.requirement, FollowupRow.due)
        .where(FollowupRow.due.is_not(None))
        .distinct(FollowupRow.site_id, FollowupRow.requirement)
        .order_by(FollowupRow.site_id, FollowupRow.requirement, FollowupRow.id.desc())
        .subquery("asked_until")
    )
