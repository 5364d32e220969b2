"""One requirement of one site (单条整改): verdict, problems, steps so far, what may be done next, the last re-check."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from reports.ledgers.followup import State
from service.accounts.actor import Actor, Right
from service.accounts.scope import site_for
from service.attestations.standing import is_attestable, standing_attestations
from service.database.tables import AttestationRow, FollowupRow, Problem, WaiverRow
from service.followup.ledger import LedgerLine, line_of
from service.followup.rechecking import Recheck, newest_recheck
from service.followup.steps import next_states
from service.refusals import RefusalError

PROBLEMS = 200  # shown of one requirement


@dataclass(frozen=True)
class Clause:
    """What the page of a requirement shows. `waivers`, `attestations`: those that were not revoked."""

    line: LedgerLine
    problems: Sequence[Problem]
    steps: Sequence[FollowupRow]
    next: list[State]
    recheck: Recheck | None
    waivers: Sequence[WaiverRow]
    attestations: Sequence[AttestationRow]

    @property
    def is_attestable(self) -> bool:
        """Whether a person's verdict counts here."""
        return is_attestable(self.line.result, self.attestations)


def clause_of(session: Session, actor: Actor, site_id: UUID, requirement: str) -> Clause:
    """A requirement of a site that the actor may see; raises RefusalError (404)."""
    actor.require(Right.SEE)
    site = site_for(session, actor, site_id)
    line = line_of(session, actor, site, requirement)
    if line is None:
        raise RefusalError.not_found("没有这一条，可能规则集已经变了")
    problems = select(Problem).where(Problem.site_id == site.id, Problem.requirements.contains([requirement]))
    steps = select(FollowupRow).where(FollowupRow.site_id == site.id, FollowupRow.requirement == requirement)
    waived = WaiverRow.requirement == requirement, WaiverRow.site_id.in_([site.id]) | WaiverRow.site_id.is_(None)
    return Clause(
        line=line,
        problems=session.scalars(problems.order_by(Problem.since, Problem.finding).limit(PROBLEMS)).all(),
        steps=session.scalars(steps.options(selectinload(FollowupRow.proofs)).order_by(FollowupRow.id)).all(),
        next=next_states(actor, line.state),
        recheck=newest_recheck(session, site, requirement),
        waivers=session.scalars(select(WaiverRow).where(*waived, WaiverRow.revoked_at.is_(None))).all(),
        attestations=[each for each in standing_attestations(session, site) if each.requirement == requirement],
    )
