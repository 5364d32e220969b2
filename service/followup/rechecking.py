"""Re-check this finding now (立即复查), decision 36: one site is crawled again at once; what it said about the requirement is told in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from auditing.exits import Exit
from checks.outcomes import Outcome
from portal.states import Worded
from reports.earlier_cards import Change
from service.accounts.actor import Actor, Right
from service.accounts.scope import site_for
from service.database.tables import Audit, AuditState, Problem, Purpose, RequirementResult, RulesetScore, Run, SiteRow
from service.database.tables.runs import ENDED
from service.followup.as_file import locked
from service.followup.ledger import line_of
from service.followup.steps import name_of
from service.jobs.making import make_run
from service.journal import record
from service.refusals import RefusalError
from service.rulesets.known import ruleset_ids

HIGHEST = 100  # before every other run that does not wait for the night
STILL = (Change.NEW, Change.OPEN, Change.RETURNED, Change.FIRST_LOOK)


class Said(Worded):
    """What a re-check says about a requirement."""

    WAITING = "waiting", "正在复查"
    MENDED = "mended", "复查没有再发现问题"
    THERE = "there", "问题仍在"
    NOT_SEEN = "not_seen", "这次没有能够看到，不能下结论"
    NOT_DONE = "not_done", "复查没有完成"


@dataclass(frozen=True)
class Recheck:
    """The newest re-check of a site, and what it said about one requirement. `changes`: its problems by what became of them."""

    audit: Audit
    said: Said
    outcome: Outcome | None
    changes: Counter[Change]
    problems: Sequence[Problem]

    @property
    def is_under_way(self) -> bool:
        """Whether it has not ended."""
        return self.said is Said.WAITING


def ask_recheck(session: Session, actor: Actor, site_id: UUID, requirement: str) -> Audit:
    """Have the site checked again at once, by the rulesets of the audit the requirement was judged in.

    Raises RefusalError: 404 for a requirement nobody judged, 403 without the right, 409 while a re-check of the site waits or runs, or where the
    ruleset counts no more.
    """
    actor.require(Right.RECHECK)
    site = site_for(session, actor, site_id)
    locked(session, site)
    line = line_of(session, actor, site, requirement)
    if line is None:
        raise RefusalError.not_found("没有这一条，可能规则集已经变了")
    under_way = session.scalar(_rechecks(site).where(Audit.state.not_in(ENDED)).limit(1))
    if under_way is not None:
        raise RefusalError.conflict("这个网站已经有一次复查在排队或进行，等它结束就能看到结果")
    before = session.get_one(Audit, line.result.audit_id)
    run = make_run(
        session,
        Purpose.RECHECK,
        [site],
        rulesets=_rulesets_of(session, before, requirement),
        year=before.run.year,
        priority=HIGHEST,
        at_once=True,
        started_by=actor.user_id,
    )
    session.info["hand_over"] = True
    record(session, actor, "followup.recheck", f"{name_of(site)} {requirement}", run=str(run.id))
    return session.scalars(select(Audit).where(Audit.run_id == run.id)).one()


def newest_recheck(session: Session, site: SiteRow, requirement: str) -> Recheck | None:
    """The last re-check that was asked for, if there is one."""
    audit = session.scalar(_rechecks(site).order_by(Audit.queued_at.desc()).limit(1))
    return _told(session, audit, requirement) if audit else None


def _rechecks(site: SiteRow) -> Select[Audit]:
    return select(Audit).join(Audit.run).where(Audit.site_id == site.id, Run.purpose == Purpose.RECHECK)


def _rulesets_of(session: Session, audit: Audit, requirement: str) -> list[str]:
    """All that audit judged by and that still count: judged by one of them alone, the others' findings would count as no longer asked for.

    Raises RefusalError (409) where that of the requirement counts no more.
    """
    known = ruleset_ids(session)
    if requirement.partition("/")[0] not in known:
        raise RefusalError.conflict("这一条所在的规则集已经停用，不能再按它复查")
    judged = session.scalars(select(RulesetScore.ruleset).where(RulesetScore.audit_id == audit.id))
    return [ruleset for ruleset in judged if ruleset in known]


def _told(session: Session, audit: Audit, requirement: str) -> Recheck:
    if audit.state not in ENDED:
        return Recheck(audit, Said.WAITING, None, Counter(), ())
    result = session.scalar(
        select(RequirementResult).where(
            RequirementResult.audit_id == audit.id, RequirementResult.requirement == requirement
        )
    )
    if audit.state is not AuditState.DONE or result is None:
        return Recheck(audit, Said.NOT_DONE, None, Counter(), ())
    problems = session.scalars(
        select(Problem).where(Problem.audit_id == audit.id, Problem.requirements.contains([requirement]))
    ).all()
    changes = Counter(problem.state for problem in problems if not problem.lead)
    return Recheck(audit, _said(audit, result.outcome, changes), result.outcome, changes, problems)


def _said(audit: Audit, outcome: Outcome, changes: Counter[Change]) -> Said:
    """A verdict tells; where there is none nothing is called mended."""
    if audit.exit == Exit.NOT_AUDITED:
        return Said.NOT_SEEN
    if outcome is Outcome.FAIL or any(changes[each] for each in STILL):
        return Said.THERE
    return Said.MENDED if outcome is Outcome.PASS else Said.NOT_SEEN
