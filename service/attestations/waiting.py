"""What waits for a person (待人工核实): results without a verdict, across sites, and verdicts that expire soon: a work list."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from auditing.today import today
from checks.outcomes import Outcome
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import AttestationRow, RequirementResult, SiteRow
from service.followup.latest import Latest
from service.results.choosing import Typed, Words
from service.web.paging import Paged, Paging

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Waiting:
    """A result that a person must look at."""

    site: SiteRow
    result: RequirementResult
    document: str


class WaitingFilter(BaseModel):
    """What of it is asked for; `unknown`: also what could not be checked."""

    model_config = ConfigDict(extra="ignore")

    site: Annotated[UUID | None, Typed] = None
    unit: Annotated[UUID | None, Typed] = None
    ruleset: Words = None
    text: Words = None
    unknown: Annotated[bool | None, Typed] = None


def waiting_page(session: Session, actor: Actor, wanted: WaitingFilter, paging: Paging) -> Paged[Waiting]:
    """One page of the work list, by site and requirement; what somebody has looked at since waits for the next judgement only and is left out."""
    result = RequirementResult
    looked = exists().where(
        AttestationRow.site_id == SiteRow.id,
        AttestationRow.requirement == result.requirement,
        AttestationRow.revoked_at.is_(None),
        AttestationRow.until >= today(),
    )
    latest = Latest.of(session, _sites(actor, wanted), wanted.ruleset)
    open_ones = (Outcome.REVIEW, Outcome.UNKNOWN) if wanted.unknown else (Outcome.REVIEW,)
    asked = latest.select().where(result.outcome.in_(open_ones), ~looked)
    if wanted.text:
        places = (result.title, result.requirement, SiteRow.name, SiteRow.host)
        asked = asked.where(or_(*(place.icontains(wanted.text, autoescape=True) for place in places)))
    total = session.scalar(asked.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    ordered = asked.order_by(SiteRow.name, SiteRow.host, SiteRow.id, result.requirement)
    rows = session.execute(ordered.limit(paging.size).offset((paging.page - 1) * paging.size))
    items = [Waiting(site, found, latest.titles[found.audit_id, name]) for found, site, name in rows]
    return Paged(items, total, paging.page, paging.size)


def _sites(actor: Actor, wanted: WaitingFilter) -> Select[UUID]:
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    if wanted.site:
        sites = sites.where(SiteRow.id == wanted.site)
    return sites.where(SiteRow.unit_id == wanted.unit) if wanted.unit else sites


def attestations_page(
    session: Session, actor: Actor, paging: Paging, *, revoked: bool = False
) -> Paged[AttestationRow]:
    """Verdicts that were given, those that expire first before; `revoked`: those taken back instead."""
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    ended = AttestationRow.revoked_at.is_not(None) if revoked else AttestationRow.revoked_at.is_(None)
    asked = select(AttestationRow).where(AttestationRow.site_id.in_(sites), ended)
    return paging.rows(session, asked.order_by(AttestationRow.until, AttestationRow.id))
