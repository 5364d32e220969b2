"""What the first page tells (概览): how the sites stand, what goes on, what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from auditing.today import today
from reports.earlier_cards import Change
from reports.ledgers.followup import State
from service.accounts.actor import Actor, Right
from service.accounts.scope import visible_sites
from service.database.tables import FollowupRow, Problem, Run, Schedule
from service.results.choosing import SiteChoice, ids_of
from service.results.findings import PRESENT
from service.results.frequent import Frequency, most_frequent
from service.results.latest import audits, rulesets_judged
from service.results.ranking import Standing, mean_of, ranking
from service.runs.listing import RunLine, run_lines, visible_runs

GOING_ON, COMING, FREQUENT, LOWEST = 5, 3, 5, 5  # shown of each


@dataclass(frozen=True)
class Scores:
    """The ruleset most sites are judged by: their mean, and those that stand lowest."""

    ruleset: str
    title: str
    sites: int
    mean: float | None
    lowest: Sequence[Standing]


@dataclass(frozen=True)
class Overview:
    """Figures are of the sites the reader may see. `problems` are those there now, not waived; `due` were to be answered by now."""

    sites: int
    never: int  # sites without a finished audit
    problems: int
    new: int  # of the problems
    returned: int
    due: int  # requirements whose answer is late
    replied: int  # answers that wait for a supervisor
    going_on: Sequence[RunLine]
    last: RunLine | None
    coming: Sequence[Schedule]
    frequent: Sequence[Frequency]
    scores: Scores | None


@dataclass(frozen=True)
class Live:
    """The part of it that changes while one looks."""

    going_on: Sequence[RunLine]
    last: RunLine | None


def live(session: Session, actor: Actor) -> Live:
    """What goes on, and the last run that ended; asked for every few seconds, so nothing else is counted."""
    return Live(_going_on(session, actor), _last(session, actor))


def overview(session: Session, actor: Actor) -> Overview:
    """The overview of whoever is signed in."""
    sites = ids_of(visible_sites(actor))
    count = session.scalar(select(func.count()).select_from(sites.subquery())) or 0
    audited = audits(sites, whole=False)
    found = dict(_problems(session, sites))
    return Overview(
        sites=count,
        never=count - (session.scalar(select(func.count(audited.c.site.distinct()))) or 0),
        problems=sum(found.get(state, 0) for state in PRESENT),
        new=found.get(Change.NEW, 0),
        returned=found.get(Change.RETURNED, 0),
        due=_steps(session, sites, (State.NOTIFIED, State.REJECTED), before=today()),
        replied=_steps(session, sites, (State.REPLIED,)),
        going_on=_going_on(session, actor),
        last=_last(session, actor),
        coming=_coming(session) if actor.may(Right.START_RUNS) else (),
        frequent=most_frequent(session, actor, SiteChoice(), limit=FREQUENT),
        scores=_scores(session, actor, sites),
    )


def _problems(session: Session, sites: Select[UUID]) -> Sequence[tuple[Change, int]]:
    return session.execute(
        select(Problem.state, func.count())
        .where(Problem.site_id.in_(sites), Problem.lead.is_(False), Problem.waived.is_(False))
        .group_by(Problem.state)
    ).all()


def _steps(session: Session, sites: Select[UUID], states: Sequence[State], before: date | None = None) -> int:
    """Requirements whose last step is one of `states`; `before`: and was to be answered before that day."""
    last = (
        select(FollowupRow.state, FollowupRow.due)
        .where(FollowupRow.site_id.in_(sites), FollowupRow.finding == "")
        .ext(distinct_on(FollowupRow.site_id, FollowupRow.requirement))
        .order_by(FollowupRow.site_id, FollowupRow.requirement, FollowupRow.id.desc())
        .subquery()
    )
    wanted = select(func.count()).select_from(last).where(last.c.state.in_(states))
    return session.scalar(wanted.where(last.c.due < before) if before else wanted) or 0


def _going_on(session: Session, actor: Actor) -> list[RunLine]:
    runs = session.scalars(visible_runs(actor).where(Run.finished_at.is_(None)).limit(GOING_ON)).all()
    return run_lines(session, actor, list(runs))


def _last(session: Session, actor: Actor) -> RunLine | None:
    run = session.scalar(
        visible_runs(actor).where(Run.finished_at.is_not(None)).order_by(None).order_by(Run.finished_at.desc()).limit(1)
    )
    return run_lines(session, actor, [run])[0] if run else None


def _coming(session: Session) -> Sequence[Schedule]:
    return session.scalars(
        select(Schedule).where(Schedule.enabled, Schedule.next_at.is_not(None)).order_by(Schedule.next_at).limit(COMING)
    ).all()


def _scores(session: Session, actor: Actor, sites: Select[UUID]) -> Scores | None:
    judged = rulesets_judged(session, sites)
    if not judged:
        return None
    ruleset, title, count = judged[0]
    standings = ranking(session, actor, ruleset, SiteChoice())
    low = [each for each in standings if each.rank is not None][-LOWEST:]
    return Scores(ruleset, title, count, mean_of(standings), low[::-1])
