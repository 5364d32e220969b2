"""What fails most often (最常见的问题): on how many sites, of how many that were judged."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from checks.outcomes import Outcome
from reports.ledgers.followup import State
from service.accounts.actor import Actor
from service.database.tables import FollowupRow, RequirementResult, RulesetScore
from service.results.choosing import SiteChoice, chosen_sites, ids_of
from service.results.latest import scores

SHOWN = 20
JUDGED = (Outcome.PASS, Outcome.FAIL)


@dataclass(frozen=True)
class Frequency:
    """A requirement and how many sites fail it, of those on which it was judged; `findings` are all that was found against it there."""

    requirement: str
    title: str
    failed: int
    judged: int
    findings: int

    @property
    def percent(self) -> float:
        """Share of the sites that fail it."""
        return round(self.failed * 100 / self.judged, 1)


def most_frequent(
    session: Session, actor: Actor, choice: SiteChoice, *, ruleset: str | None = None, limit: int = SHOWN
) -> Sequence[Frequency]:
    """Requirements that most of the chosen sites fail by their newest crawl; what was waived or found a false alarm is not held against a site."""
    found = scores(ids_of(chosen_sites(actor, choice)), ruleset)
    failed = func.count().filter(and_(RequirementResult.outcome == Outcome.FAIL, ~_excused(found.c.site)))
    counted = case(
        (and_(RequirementResult.outcome == Outcome.FAIL, ~_excused(found.c.site)), RequirementResult.findings), else_=0
    )
    rows = session.execute(
        select(
            RequirementResult.requirement,
            func.max(RequirementResult.title).label("title"),
            failed.label("failed"),
            func.count().label("judged"),
            func.sum(counted).label("findings"),
        )
        .join(found, found.c.audit == RequirementResult.audit_id)
        .join(RulesetScore, RulesetScore.id == found.c.score)
        .where(
            found.c.age == 1,
            RequirementResult.outcome.in_(JUDGED),
            func.split_part(RequirementResult.requirement, "/", 1) == found.c.ruleset,
        )
        .group_by(RequirementResult.requirement)
        .having(failed > 0)
        .order_by(failed.desc(), func.sum(counted).desc(), RequirementResult.requirement)
        .limit(limit)
    ).all()
    return [Frequency(row.requirement, row.title, row.failed, row.judged, int(row.findings)) for row in rows]


def _excused(site: ColumnElement[object]) -> ColumnElement[bool]:
    """Whether somebody answers for it, or found it wrong: as `reports.index.excused` has it."""
    later = aliased(FollowupRow)
    same = (
        FollowupRow.site_id == site,
        FollowupRow.requirement == RequirementResult.requirement,
        FollowupRow.finding == "",
    )
    is_last = ~exists().where(
        later.site_id == FollowupRow.site_id,
        later.requirement == FollowupRow.requirement,
        later.finding == "",
        later.id > FollowupRow.id,
    )
    return RequirementResult.waived | exists().where(*same, FollowupRow.state == State.FALSE_ALARM, is_last)
