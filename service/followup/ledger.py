"""The ledger across sites (整改台账): what fails in the newest audits, and what is still being followed up, each with how far its mending has got."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from auditing.today import today
from checks.outcomes import Outcome
from reports.ledgers.followup import State
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import FollowupRow, RequirementResult, SiteRow
from service.followup.latest import asked_until, last_steps, latest_scores
from service.results.choosing import Typed, Words
from service.web.paging import Paged, Paging

ENDED = (State.CLOSED, State.FALSE_ALARM)  # a requirement that does not fail is in the ledger until then
UNANSWERED = (State.NOTIFIED, State.REJECTED)


class LedgerFilter(BaseModel):
    """What of the ledger is asked for; None: whatever it is. `text` is looked for in titles and names of sites."""

    model_config = ConfigDict(extra="ignore")

    state: Annotated[State | None, Typed] = None
    unit: Annotated[UUID | None, Typed] = None
    site: Annotated[UUID | None, Typed] = None
    ruleset: Words = None
    text: Words = None
    overdue: Annotated[bool | None, Typed] = None


@dataclass(frozen=True)
class LedgerLine:
    """One requirement of one site. `due`: until when the unit is to answer; `step`: what was said last."""

    site: SiteRow
    result: RequirementResult
    document: str  # title of the ruleset
    as_of: date | None
    step: FollowupRow | None
    due: date | None

    @property
    def state(self) -> State:
        """How far its mending has got."""
        return self.step.state if self.step else State.OPEN

    @property
    def seen(self) -> int:
        """By which an act knows what its author had before him."""
        return self.step.id if self.step else 0

    @property
    def said_at(self) -> datetime | None:
        """When the last step was taken."""
        return self.step.at if self.step else None

    @property
    def is_overdue(self) -> bool:
        """Whether the unit was to answer by now and has not."""
        return self.state in UNANSWERED and self.due is not None and self.due < today()

    @property
    def is_document_due(self) -> bool:
        """Whether the deadline that the document itself sets has come (到期)."""
        return self.result.due is not None and self.as_of is not None and self.result.due <= self.as_of


def ledger_page(session: Session, actor: Actor, wanted: LedgerFilter, paging: Paging) -> Paged[LedgerLine]:
    """One page of the ledger, by site and requirement."""
    asked = _Lines(actor)
    narrowed = asked.select().where(*asked.conditions(wanted))
    total = session.scalar(narrowed.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)) or 0
    rows = session.execute(narrowed.limit(paging.size).offset((paging.page - 1) * paging.size)).all()
    return Paged([_line(row) for row in rows], total, paging.page, paging.size)


def ledger_lines(session: Session, actor: Actor, wanted: LedgerFilter, most: int) -> list[LedgerLine]:
    """The ledger's first lines, at most so many."""
    asked = _Lines(actor)
    return [_line(row) for row in session.execute(asked.select().where(*asked.conditions(wanted)).limit(most))]


def all_lines(session: Session, actor: Actor, sites: Collection[UUID]) -> list[LedgerLine]:
    """Every requirement of some sites, whatever its verdict."""
    return [_line(row) for row in session.execute(_Lines(actor, sites).select())]


def line_of(session: Session, actor: Actor, site: SiteRow, requirement: str) -> LedgerLine | None:
    """The line of one requirement, whatever its verdict; None where no audit of the site that counts has judged it."""
    one = RequirementResult.requirement == requirement
    row = session.execute(_Lines(actor, [site.id]).select().where(one)).first()
    return _line(row) if row else None


def counts_by_state(session: Session, actor: Actor, wanted: LedgerFilter) -> dict[State, int]:
    """How many lines there are in each state, the filter's own state left aside."""
    asked = _Lines(actor)
    lines = asked.select().where(*asked.conditions(wanted.model_copy(update={"state": None}))).order_by(None)
    found = lines.with_only_columns(asked.step.state, func.count(), maintain_column_froms=True)
    counts = dict.fromkeys(State, 0)
    for state, count in session.execute(found.group_by(asked.step.state)):
        counts[state or State.OPEN] += count
    return counts


class _Lines:
    """The selection of lines: results that count, each with its site, document, last step and the day an answer was asked for."""

    def __init__(self, actor: Actor, sites: Collection[UUID] | None = None) -> None:
        """`sites`: only of these, which is quicker than to choose from all."""
        wanted = visible_sites(actor).with_only_columns(SiteRow.id)
        wanted = wanted if sites is None else wanted.where(SiteRow.id.in_(sites))
        self.latest = latest_scores(wanted)
        self.step = aliased(FollowupRow, last_steps(wanted))
        self.asked = asked_until(wanted)

    def select(self) -> Select[Any]:
        """All of them, by site and requirement."""
        result, latest, step, asked = RequirementResult, self.latest, self.step, self.asked
        belongs = func.split_part(result.requirement, "/", 1) == latest.c.ruleset
        return (
            select(result, SiteRow, latest.c.title, latest.c.as_of, step, asked.c.due)
            .join(latest, and_(result.audit_id == latest.c.audit_id, belongs))
            .join(SiteRow, SiteRow.id == latest.c.site_id)
            .outerjoin(step, and_(step.site_id == SiteRow.id, step.requirement == result.requirement))
            .outerjoin(asked, and_(asked.c.site_id == SiteRow.id, asked.c.requirement == result.requirement))
            .order_by(SiteRow.name, SiteRow.host, SiteRow.id, result.requirement)
        )

    def conditions(self, wanted: LedgerFilter) -> list[ColumnElement[bool]]:
        """What stands in the ledger at all, and what of it is wanted."""
        result, step = RequirementResult, self.step
        under_way = and_(step.state.is_not(None), step.state.not_in(ENDED))
        return [or_(result.outcome == Outcome.FAIL, under_way), *self._narrower(wanted)]

    def _narrower(self, wanted: LedgerFilter) -> Iterator[ColumnElement[bool]]:
        result = RequirementResult
        if wanted.state is not None:
            yield func.coalesce(self.step.state, State.OPEN.value) == wanted.state.value
        if wanted.unit:
            yield SiteRow.unit_id == wanted.unit
        if wanted.site:
            yield SiteRow.id == wanted.site
        if wanted.ruleset:
            yield self.latest.c.ruleset == wanted.ruleset
        if wanted.text:
            yield or_(
                *(
                    column.icontains(wanted.text, autoescape=True)
                    for column in (result.title, result.requirement, SiteRow.name, SiteRow.host)
                )
            )
        if wanted.overdue:
            yield and_(self.step.state.in_(UNANSWERED), self.asked.c.due < today())


def _line(row: Any) -> LedgerLine:
    result, site, document, as_of, step, due = row
    return LedgerLine(site, result, document, as_of, step, due)
