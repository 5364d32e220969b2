"""What waits for a person (待人工核实): results without a verdict, across sites, and verdicts that expire soon: a work list."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from auditing.today import today
from checks.outcomes import Outcome
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import AttestationRow, RequirementResult, SiteRow
from service.followup.latest import latest_scores
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
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    latest = latest_scores(sites)
    result = RequirementResult
    looked = exists().where(
        AttestationRow.site_id == latest.c.site_id,
        AttestationRow.requirement == result.requirement,
        AttestationRow.revoked_at.is_(None),
        AttestationRow.until >= today(),
    )
    of = func.split_part(result.requirement, "/", 1) == latest.c.ruleset
    asked = (
        select(result, SiteRow, latest.c.title)
        .join(latest, and_(result.audit_id == latest.c.audit_id, of))
        .join(SiteRow, SiteRow.id == latest.c.site_id)
        .where(result.outcome.in_((Outcome.REVIEW, Outcome.UNKNOWN) if wanted.unknown else (Outcome.REVIEW,)), ~looked)
    )
    if wanted.site:
        asked = asked.where(SiteRow.id == wanted.site)
    if wanted.unit:
        asked = asked.where(SiteRow.unit_id == wanted.unit)
    if wanted.ruleset:
        asked = asked.where(latest.c.ruleset == wanted.ruleset)
    if wanted.text:
        places = (result.title, result.requirement, SiteRow.name, SiteRow.host)
        asked = asked.where(or_(*(place.icontains(wanted.text, autoescape=True) for place in places)))
    total = session.scalar(asked.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    ordered = asked.order_by(SiteRow.name, SiteRow.host, SiteRow.id, result.requirement)
    rows = session.execute(ordered.limit(paging.size).offset((paging.page - 1) * paging.size))
    return Paged([Waiting(site, found, title) for found, site, title in rows], total, paging.page, paging.size)


def attestations_page(
    session: Session, actor: Actor, paging: Paging, *, revoked: bool = False
) -> Paged[AttestationRow]:
    """Verdicts that were given, those that expire first before; `revoked`: those taken back instead."""
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    ended = AttestationRow.revoked_at.is_not(None) if revoked else AttestationRow.revoked_at.is_(None)
    asked = select(AttestationRow).where(AttestationRow.site_id.in_(sites), ended)
    return paging.rows(session, asked.order_by(AttestationRow.until, AttestationRow.id))
