"""One audit (单站检查结果): scores, what changed since the crawl before, what fails, what a person must look at."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from checks.outcomes import Outcome
from reports.earlier_cards import Change
from reports.index.comparable import rated_value
from service.database.tables import Audit, AuditEvent, AuditState, RequirementResult, RulesetScore, Run, SiteRow
from service.results.latest import WHOLE, crawl_moment, scores
from service.results.ranking import change_of

SHOWN_ORDER = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE, Outcome.PASS, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True)
class ScoreLine:
    """The score under one ruleset. `value` None: too little was judged; `counts`: requirements by outcome."""

    score: RulesetScore
    value: float | None
    change: float | None
    why: str
    counts: Mapping[Outcome, int]

    @property
    def before_waivers(self) -> float | None:
        """The score without waivers where it is another."""
        before = self.score.value_before_waivers
        return before if self.value is not None and before != self.score.value else None

    @property
    def told(self) -> list[tuple[Outcome, int]]:
        """Outcomes that there are, worst first."""
        return [(outcome, self.counts[outcome]) for outcome in SHOWN_ORDER if self.counts.get(outcome)]


@dataclass(frozen=True)
class Turn:
    """A requirement whose verdict is another than at the crawl before."""

    result: RequirementResult
    before: Outcome

    @property
    def better(self) -> bool:
        """Whether a fail is gone."""
        return self.before is Outcome.FAIL


@dataclass(frozen=True)
class AuditView:
    """Everything an audit's page tells."""

    audit: Audit
    scores: Sequence[ScoreLine]
    failing: Sequence[RequirementResult]  # not waived
    waived: Sequence[RequirementResult]
    reviews: int
    before: Audit | None
    turns: Sequence[Turn]

    @property
    def changes(self) -> list[tuple[str, int]]:
        """Problems by what became of them since, as the card counts them."""
        counts = self.audit.summary.get("changes", {})
        return [(state.words, counts[state.value]) for state in Change if counts.get(state.value)]


def audit_view(session: Session, audit: Audit) -> AuditView:
    """The view of an audit that has ended or not; one without a card has no scores and no results."""
    results = session.scalars(
        select(RequirementResult).where(RequirementResult.audit_id == audit.id).order_by(RequirementResult.id)
    ).all()
    before = audit_before(session, audit)
    failed = [result for result in results if result.outcome is Outcome.FAIL]
    return AuditView(
        audit,
        _score_lines(session, audit, results),
        [result for result in failed if not result.waived],
        [result for result in failed if result.waived],
        sum(result.outcome is Outcome.REVIEW for result in results),
        before,
        _turns(session, results, before),
    )


def audit_before(session: Session, audit: Audit) -> Audit | None:
    """The last verdict on the site's crawl before the one of this audit."""
    moment = crawl_moment()
    own = audit.crawled_at or audit.finished_at or audit.queued_at
    return session.scalar(
        select(Audit)
        .join(Run, Run.id == Audit.run_id)
        .where(
            Audit.site_id == audit.site_id,
            Audit.state == AuditState.DONE,
            Run.purpose.in_(WHOLE),
            moment < own,
            Audit.id != audit.id,
        )
        .order_by(moment.desc(), Audit.finished_at.desc())
        .limit(1)
    )


def _score_lines(session: Session, audit: Audit, results: Sequence[RequirementResult]) -> list[ScoreLine]:
    own = session.scalars(select(RulesetScore).where(RulesetScore.audit_id == audit.id).order_by(RulesetScore.id)).all()
    before = _scores_before(session, audit) if own else {}
    lines = []
    for score in own:
        change, why = change_of(score, before.get(score.ruleset))
        counts = Counter(result.outcome for result in results if result.requirement.startswith(f"{score.ruleset}/"))
        lines.append(ScoreLine(score, rated_value(score), change, why, counts))
    return lines


def _scores_before(session: Session, audit: Audit) -> dict[str, RulesetScore]:
    """Of each ruleset the site's score at the last crawl before."""
    found = scores(select(SiteRow.id).where(SiteRow.id == audit.site_id))
    own = audit.crawled_at or audit.finished_at or audit.queued_at
    rows = session.execute(
        select(found.c.ruleset, RulesetScore)
        .join(RulesetScore, RulesetScore.id == found.c.score)
        .where(found.c.moment < own)
        .order_by(found.c.moment)
    )
    return dict(rows.all())


def _turns(session: Session, results: Sequence[RequirementResult], before: Audit | None) -> list[Turn]:
    """Only between pass and fail: what could not be looked at, or waits for a person, is neither better nor worse."""
    if before is None:
        return []
    told = (Outcome.FAIL, Outcome.PASS)
    rows = session.execute(
        select(RequirementResult.requirement, RequirementResult.outcome).where(
            RequirementResult.audit_id == before.id, RequirementResult.outcome.in_(told)
        )
    )
    earlier = dict(rows.all())
    return [
        Turn(result, earlier[result.requirement])
        for result in results
        if result.outcome in told and earlier.get(result.requirement, result.outcome) is not result.outcome
    ]


def events_of(session: Session, audit: UUID, *, after: int = 0, limit: int = 200) -> Sequence[AuditEvent]:
    """Events of an audit with a number above `after`, in their order."""
    return session.scalars(
        select(AuditEvent)
        .where(AuditEvent.audit_id == audit, AuditEvent.id > after)
        .order_by(AuditEvent.id)
        .limit(limit)
    ).all()


def last_events(session: Session, audit: UUID, limit: int = 50) -> tuple[Sequence[AuditEvent], int]:
    """The last events, newest first, and how many there are in all."""
    total = session.scalar(select(func.count()).where(AuditEvent.audit_id == audit)) or 0
    rows = session.scalars(
        select(AuditEvent)
        .where(AuditEvent.audit_id == audit)
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(limit)
    ).all()
    return rows, total


def events_page(audit: UUID) -> Select[AuditEvent]:
    """All events of an audit, as they happened: those of the crawl are taken in only when it has ended."""
    return select(AuditEvent).where(AuditEvent.audit_id == audit).order_by(AuditEvent.at, AuditEvent.id)


def audits_of_site(session: Session, site: UUID, limit: int = 24) -> Sequence[Audit]:
    """The site's last audits, newest first."""
    return session.scalars(
        select(Audit).where(Audit.site_id == site).order_by(Audit.queued_at.desc()).limit(limit)
    ).all()
