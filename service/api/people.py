"""Waivers and verdicts of people (豁免、核实结论) for programs."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, File, Query, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from checks.outcomes import Outcome
from service.accounts.actor import Right
from service.api.followup_answers import ProofOut
from service.attestations.acts import NewAttestation, attest, attestation_for, revoke_attestation
from service.attestations.waiting import Waiting, WaitingFilter, attestations_page, waiting_page
from service.database.tables import AttestationRow, WaiverRow
from service.followup.proofs import incoming, keep_proofs
from service.followup.steps import name_of
from service.waivers.acts import NewWaiver, make_waiver, revoke_waiver
from service.waivers.covering import Covered, covered, waivers_page
from service.web.dependencies import Db, Who, needs
from service.web.paging import Listed, WhichPage
from service.web.state import service_of

router = APIRouter(prefix="/api/v1", tags=["people"])
Line = Annotated[str, Field(max_length=200)]
Address = Annotated[str, Field(max_length=2000)]
Words = Annotated[str, Field(max_length=1000)]


class WaiverIn(BaseModel):
    """A waiver to be made. What is empty narrows nothing; without `site` it is for all sites."""

    model_config = ConfigDict(extra="forbid")

    reason: Words
    until: date
    by: Line = ""
    site: UUID | None = None
    requirement: Line = ""
    check: Line = ""
    url: Address = ""
    finding: Line = ""


class WaiverOut(BaseModel):
    """A waiver, how many problems it covers now (`at_most`: it goes by addresses, and may cover fewer), how many failing requirements as a whole."""

    id: UUID
    site: UUID | None
    requirement: str
    check: str
    url: str
    finding: str
    reason: str
    by: str
    until: date
    made_at: datetime
    revoked_at: datetime | None
    covers: int
    failing: int
    at_most: bool

    @classmethod
    def of(cls, found: Covered) -> "WaiverOut":
        """As it is listed."""
        row = found.row
        own = ("id", "requirement", "check", "url", "finding", "reason", "by", "until", "made_at", "revoked_at")
        taken = {name: getattr(row, name) for name in own}
        return cls(**taken, site=row.site_id, covers=found.count, failing=found.clauses, at_most=found.at_most)


class AttestationIn(BaseModel):
    """A person's verdict: on which day was what looked at. `until`: a year where not given."""

    model_config = ConfigDict(extra="forbid")

    site: UUID
    requirement: Line
    verdict: Literal["pass", "fail"]
    what: Words
    on: date
    by: Line = ""
    link: Address = ""
    until: date | None = None


class AttestationOut(BaseModel):
    """A person's verdict."""

    id: UUID
    site: UUID
    requirement: str
    verdict: Outcome
    by: str
    on: date
    what: str
    link: str
    until: date
    made_at: datetime
    revoked_at: datetime | None
    proofs: list[ProofOut]

    @classmethod
    def of(cls, row: AttestationRow) -> "AttestationOut":
        """As it is listed."""
        taken = {name: getattr(row, name) for name in cls.model_fields if name not in ("site", "proofs")}
        return cls(**taken, site=row.site_id, proofs=[ProofOut.of(each) for each in row.proofs])


class WaitingOut(BaseModel):
    """A result that waits for a person."""

    site: UUID
    name: str
    requirement: str
    title: str
    document: str
    outcome: Outcome
    reason: str
    audit: UUID

    @classmethod
    def of(cls, each: Waiting) -> "WaitingOut":
        """As the work list shows it."""
        result = each.result
        taken = {name: getattr(result, name) for name in ("requirement", "title", "outcome", "reason")}
        return cls(**taken, site=each.site.id, name=name_of(each.site), document=each.document, audit=result.audit_id)


@router.get("/waivers")
def waivers(session: Db, actor: Who, paging: WhichPage, revoked: bool = False) -> Listed[WaiverOut]:
    """Waivers, those that end first before."""
    page = waivers_page(session, actor, paging, revoked=revoked)
    return Listed(items=[WaiverOut.of(each) for each in page.items], total=page.total)


@router.post("/waivers", status_code=201, dependencies=[needs(Right.SUPERVISE)])
def add_waiver(body: WaiverIn, session: Db, actor: Who) -> WaiverOut:
    """A waiver. 422 for one that lacks something or is for everything."""
    row = make_waiver(session, actor, NewWaiver(**body.model_dump()))
    session.refresh(row)
    return _waiver(session, actor, row)


@router.delete("/waivers/{waiver_id}", dependencies=[needs(Right.SUPERVISE)])
def end_waiver(waiver_id: UUID, session: Db, actor: Who) -> WaiverOut:
    """Revoke a waiver; it stays on record."""
    return _waiver(session, actor, revoke_waiver(session, actor, waiver_id))


def _waiver(session: Db, actor: Who, row: WaiverRow) -> WaiverOut:
    return WaiverOut.of(covered(session, actor, row))


@router.get("/attestations")
def attestations(session: Db, actor: Who, paging: WhichPage, revoked: bool = False) -> Listed[AttestationOut]:
    """Verdicts that were given, those that expire first before."""
    page = attestations_page(session, actor, paging, revoked=revoked)
    return Listed(items=[AttestationOut.of(each) for each in page.items], total=page.total)


@router.get("/attestations/waiting")
def waiting(
    wanted: Annotated[WaitingFilter, Query()], session: Db, actor: Who, paging: WhichPage
) -> Listed[WaitingOut]:
    """What a person must look at, across sites."""
    page = waiting_page(session, actor, wanted, paging)
    return Listed(items=[WaitingOut.of(each) for each in page.items], total=page.total)


@router.post("/attestations", status_code=201, dependencies=[needs(Right.SUPERVISE)])
def add_attestation(body: AttestationIn, session: Db, actor: Who) -> AttestationOut:
    """A verdict. 409 where the machine has one."""
    row = attest(session, actor, NewAttestation(**body.model_dump()))
    session.refresh(row)
    return AttestationOut.of(row)


@router.post("/attestations/{attestation_id}/proofs", status_code=201, dependencies=[needs(Right.SUPERVISE)])
def add_proofs(
    request: Request, attestation_id: UUID, session: Db, actor: Who, files: Annotated[list[UploadFile], File()]
) -> AttestationOut:
    """Files that prove a verdict (form data)."""
    service, row = service_of(request), attestation_for(session, actor, attestation_id)
    keep_proofs(session, service.store, actor, row, incoming(files), service.settings.upload_limit)
    session.refresh(row)
    return AttestationOut.of(row)


@router.delete("/attestations/{attestation_id}", dependencies=[needs(Right.SUPERVISE)])
def end_attestation(attestation_id: UUID, session: Db, actor: Who) -> AttestationOut:
    """Take a verdict back; it stays on record."""
    return AttestationOut.of(revoke_attestation(session, actor, attestation_id))
