"""Sites that were judged (已检查的网站): rows as an audit leaves them, for tests of what comes after."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditing.exits import Exit
from auditing.today import today
from checks.outcomes import Outcome, Severity
from reports.earlier_cards import Change
from service.database.sessions import Sessions
from service.database.tables import Audit, AuditState, Problem, Purpose, RequirementResult, RulesetScore, Run, SiteRow

RULESET = "national-2019"
FAILING, DOUBTFUL, SOUND = f"{RULESET}/ipv6", f"{RULESET}/search", f"{RULESET}/availability"


@dataclass(frozen=True)
class Found:
    """A problem of an audit."""

    finding: str = "aa11bb22cc33dd44"
    requirements: tuple[str, ...] = (FAILING,)
    check: str = "ipv6.dns"
    message: str = "域名没有 AAAA 记录。"
    url: str = "http://www.example.gov.cn/zt/2019/1.html"
    state: Change = Change.OPEN
    lead: bool = False


@dataclass(frozen=True)
class Judged:
    """What one audit says."""

    outcomes: dict[str, Outcome] = field(
        default_factory=lambda: {FAILING: Outcome.FAIL, DOUBTFUL: Outcome.REVIEW, SOUND: Outcome.PASS}
    )
    problems: Sequence[Found] = (Found(),)
    purpose: Purpose = Purpose.AUDIT
    reason: str = "没有做到。"
    ago: timedelta = timedelta(days=1)
    exit: Exit = Exit.FAILED


def judged(sessions: Sessions, site: SiteRow, says: Judged | None = None, *, into: UUID | None = None) -> UUID:
    """A finished audit of a site, in a run of its own; `into`: an audit that waits, which is finished so."""
    says = says or Judged()
    at = datetime.now(UTC) - says.ago
    with sessions.begin() as session:
        audit = session.get_one(Audit, into) if into else _audit(session, site, says, at)
        audit.state, audit.exit, audit.as_of = AuditState.DONE, int(says.exit), today()
        audit.started_at = audit.crawled_at = at
        audit.finished_at = at + timedelta(minutes=10)
        audit.store_key, audit.has_snapshot = f"runs/{audit.run_id}/{site.id}/1", True
        session.add(RulesetScore(audit_id=audit.id, ruleset=RULESET, version="1", title="检查指标", value=60.0))
        for requirement, outcome in says.outcomes.items():
            session.add(_result(audit, requirement, outcome, says))
        for problem in says.problems:
            _keep(session, audit, problem)
        return audit.id


def _audit(session: Session, site: SiteRow, says: Judged, at: datetime) -> Audit:
    run = Run(name=at.strftime("%Y%m%d-%H%M%S"), purpose=says.purpose, as_of=today(), finished_at=at)
    session.add(run)
    session.flush()
    audit = Audit(run_id=run.id, site_id=site.id)
    session.add(audit)
    session.flush()
    return audit


def _result(audit: Audit, requirement: str, outcome: Outcome, says: Judged) -> RequirementResult:
    title = f"要求 {requirement.partition('/')[2]}"
    count = sum(requirement in problem.requirements for problem in says.problems)
    return RequirementResult(
        audit_id=audit.id, requirement=requirement, title=title, outcome=outcome, reason=says.reason, findings=count
    )


def _keep(session: Session, audit: Audit, found: Found) -> None:
    known = session.scalar(select(Problem).where(Problem.site_id == audit.site_id, Problem.finding == found.finding))
    row = known or Problem(site_id=audit.site_id, finding=found.finding, since=today())
    row.check, row.requirements, row.message = found.check, list(found.requirements), found.message
    row.severity, row.url, row.state, row.lead = Severity.MAJOR, found.url, found.state, found.lead
    row.last_seen, row.audit_id = today(), audit.id
    session.add(row)
