"""The ledger across sites (整改台账): what fails in the newest audits, and what is still being followed up, each with how far its mending has got."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Select, and_, func, or_
from sqlalchemy.orm import Session, aliased

from auditing.today import today
from checks.outcomes import Outcome
from reports.ledgers.followup import State
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import FollowupRow, RequirementResult, SiteRow
from service.followup.latest import Latest, asked_until, last_step
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
    unanswered: Annotated[bool | None, Typed] = None  # told to the unit, which has not answered yet


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
    asked = _Lines(session, actor, wanted=wanted)
    total = (
        session.scalar(asked.narrowed.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)) or 0
    )
    lines = asked.read(session, asked.narrowed.limit(paging.size).offset((paging.page - 1) * paging.size))
    return Paged(lines, total, paging.page, paging.size)


def waiting_for_answer(session: Session, actor: Actor, most: int) -> tuple[list[LedgerLine], int]:
    """What units were told of and have not answered (待反馈): the first lines to be answered soonest, and how many there are in all."""
    asked = _Lines(session, actor, wanted=LedgerFilter(unanswered=True))
    soonest = asked.narrowed.order_by(None).order_by(asked.asked.c.due.nulls_last(), SiteRow.name, SiteRow.id)
    total = session.scalar(soonest.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)) or 0
    return asked.read(session, soonest.limit(most)) if total else [], total


def ledger_lines(session: Session, actor: Actor, wanted: LedgerFilter, most: int) -> list[LedgerLine]:
    """The ledger's first lines, at most so many."""
    asked = _Lines(session, actor, wanted=wanted)
    return asked.read(session, asked.narrowed.limit(most))


def all_lines(session: Session, actor: Actor, sites: Collection[UUID]) -> list[LedgerLine]:
    """Every requirement of some sites, whatever its verdict."""
    asked = _Lines(session, actor, sites)
    return asked.read(session, asked.rows)


def line_of(session: Session, actor: Actor, site: SiteRow, requirement: str) -> LedgerLine | None:
    """The line of one requirement, whatever its verdict; None where no audit of the site that counts has judged it."""
    asked = _Lines(session, actor, [site.id])
    return next(iter(asked.read(session, asked.rows.where(RequirementResult.requirement == requirement))), None)


def counts_by_state(session: Session, actor: Actor, wanted: LedgerFilter) -> dict[State, int]:
    """How many lines there are in each state, the filter's own state left aside."""
    asked = _Lines(session, actor, wanted=wanted.model_copy(update={"state": None}))
    found = asked.narrowed.with_only_columns(asked.step.state, func.count(), maintain_column_froms=True).order_by(None)
    counts = dict.fromkeys(State, 0)
    for state, count in session.execute(found.group_by(asked.step.state)):
        counts[state or State.OPEN] += count
    return counts


class _Lines:
    """The selection of lines: results that count, each with its site, its document, the last step and the day an answer was asked for."""

    def __init__(
        self, session: Session, actor: Actor, sites: Collection[UUID] | None = None, wanted: LedgerFilter | None = None
    ) -> None:
        """`sites`: only of these, which is quicker than to choose from all."""
        self._wanted = wanted or LedgerFilter()
        self.latest = Latest.of(session, self._sites(actor, sites), self._wanted.ruleset)
        self.step = aliased(FollowupRow, last_step())
        self.asked = asked_until()

    def _sites(self, actor: Actor, sites: Collection[UUID] | None) -> Select[UUID]:
        wanted = visible_sites(actor).with_only_columns(SiteRow.id)
        if sites is not None:
            wanted = wanted.where(SiteRow.id.in_(sites))
        if self._wanted.unit:
            wanted = wanted.where(SiteRow.unit_id == self._wanted.unit)
        return wanted.where(SiteRow.id == self._wanted.site) if self._wanted.site else wanted

    @property
    def rows(self) -> Select[Any]:
        """All, by site and requirement."""
        order = SiteRow.name, SiteRow.host, SiteRow.id, RequirementResult.requirement
        return self.latest.select(self.step, self.asked.c.due, beside=(self.step, self.asked)).order_by(*order)

    @property
    def narrowed(self) -> Select[Any]:
        """What stands in the ledger at all, and what of it is wanted."""
        under_way = and_(self.step.state.is_not(None), self.step.state.not_in(ENDED))
        fails = RequirementResult.outcome == Outcome.FAIL
        return self.rows.where(or_(fails, under_way), *self._narrower())

    def _narrower(self) -> Iterator[ColumnElement[bool]]:
        wanted, result = self._wanted, RequirementResult
        if wanted.state is not None:
            yield func.coalesce(self.step.state, State.OPEN.value) == wanted.state.value
        if wanted.text:
            places = (result.title, result.requirement, SiteRow.name, SiteRow.host)
            yield or_(*(place.icontains(wanted.text, autoescape=True) for place in places))
        if wanted.unanswered:
            yield self.step.state.in_(UNANSWERED)
        if wanted.overdue:
            yield and_(self.step.state.in_(UNANSWERED), self.asked.c.due < today())

    def read(self, session: Session, rows: Select[Any]) -> list[LedgerLine]:
        """The lines of a selection."""
        return [self._line(row) for row in session.execute(rows)]

    def _line(self, row: Any) -> LedgerLine:
        result, site, ruleset, step, due = row
        document = self.latest.titles[result.audit_id, ruleset]
        return LedgerLine(site, result, document, self.latest.days[result.audit_id], step, due)
