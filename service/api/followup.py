"""Ledger and follow-up (整改台账、整改跟踪) for programs."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from checks.outcomes import Outcome
from reports.earlier_cards import Change
from reports.ledgers.followup import State
from reports.ledgers.reply_intake import Intake
from service.accounts.actor import Right
from service.api.results import FindingOut
from service.database.tables import AuditState, FollowupRow, ProofFile
from service.followup import rechecking
from service.followup.clause import Clause, clause_of
from service.followup.downloads import filled_upload, proof_answer, workbook_answer
from service.followup.ledger import LedgerFilter, LedgerLine, ledger_page
from service.followup.notifying import Item, notify
from service.followup.proofs import incoming
from service.followup.replying import reply
from service.followup.steps import LONGEST_NAME, LONGEST_TEXT, Said, name_of, take_step
from service.web.dependencies import Db, Who, needs
from service.web.paging import Listed, WhichPage
from service.web.state import service_of

router = APIRouter(prefix="/api/v1", tags=["followup"])
ONE = "/followup/{site_id}/{ruleset}/{clause}"
Number = Annotated[int, Field(ge=0, le=2**63 - 1)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]


class LineOut(BaseModel):
    """One requirement of one site. `seen` is what an act on it must give back."""

    site: UUID
    name: str
    url: str
    unit: str | None
    requirement: str
    title: str
    document: str
    outcome: Outcome
    reason: str
    waived: bool
    findings: int
    state: State
    seen: int
    said: str
    by: str
    at: datetime | None
    due: date | None
    overdue: bool
    document_due: date | None
    audit: UUID
    as_of: date | None

    @classmethod
    def of(cls, line: LedgerLine) -> "LineOut":
        """As the ledger shows it."""
        site, result, step = line.site, line.result, line.step
        return cls(
            site=site.id,
            name=name_of(site),
            url=site.url,
            unit=site.unit.name if site.unit else None,
            requirement=result.requirement,
            title=result.title,
            document=line.document,
            outcome=result.outcome,
            reason=result.reason,
            waived=result.waived,
            findings=result.findings,
            state=line.state,
            seen=line.seen,
            said=step.text if step else "",
            by=step.by if step else "",
            at=line.said_at,
            due=line.due,
            overdue=line.is_overdue,
            document_due=result.due,
            audit=result.audit_id,
            as_of=line.as_of,
        )


class ProofOut(BaseModel):
    """A proof file."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    sent_at: datetime

    @classmethod
    def of(cls, row: ProofFile) -> "ProofOut":
        """As it is listed."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class StepOut(BaseModel):
    """A step of the follow-up."""

    id: int
    state: State
    text: str
    note: str
    by: str
    due: date | None
    at: datetime
    audit: UUID | None
    proofs: list[ProofOut]

    @classmethod
    def of(cls, row: FollowupRow) -> "StepOut":
        """As it is listed."""
        taken = {name: getattr(row, name) for name in ("id", "state", "text", "note", "by", "due", "at")}
        return cls(**taken, audit=row.audit_id, proofs=[ProofOut.of(each) for each in row.proofs])


class RecheckOut(BaseModel):
    """The newest re-check of the site, and what it said about the requirement."""

    audit: UUID
    run: UUID
    state: AuditState
    said: rechecking.Said
    words: str
    outcome: Outcome | None
    changes: dict[Change, int]

    @classmethod
    def of(cls, found: rechecking.Recheck) -> "RecheckOut":
        """As it is told."""
        audit = found.audit
        told = {"said": found.said, "words": found.said.words, "outcome": found.outcome, "changes": dict(found.changes)}
        return cls(audit=audit.id, run=audit.run_id, state=audit.state, **told)


class ClauseOut(BaseModel):
    """A requirement with its problems, its steps, what the caller may do next, and the last re-check."""

    line: LineOut
    problems: list[FindingOut]
    steps: list[StepOut]
    next: list[State]
    recheck: RecheckOut | None

    @classmethod
    def of(cls, clause: Clause) -> "ClauseOut":
        """As the page shows it."""
        return cls(
            line=LineOut.of(clause.line),
            problems=[FindingOut.of(each) for each in clause.problems],
            steps=[StepOut.of(each) for each in clause.steps],
            next=clause.next,
            recheck=RecheckOut.of(clause.recheck) if clause.recheck else None,
        )


class StepIn(BaseModel):
    """A step to be taken. `seen`: that of the line its author saw; `due`: until when the unit is to answer."""

    model_config = ConfigDict(extra="forbid")

    state: State
    text: Text = ""
    note: Text = ""
    by: Name = ""
    due: date | None = None
    finding: Annotated[str, Field(max_length=64)] = ""
    seen: Number = 0


class ItemIn(BaseModel):
    """A requirement to be notified of."""

    model_config = ConfigDict(extra="forbid")

    site: UUID
    requirement: Name
    seen: Number = 0


class NoticeIn(BaseModel):
    """Many requirements at once."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[ItemIn], Field(max_length=2000)]
    due: date | None = None
    text: Text = ""


class NoticeOut(BaseModel):
    """How many were notified, why others were not, units nobody could be written to for."""

    count: int
    refused: list[str]
    unreached: list[str]


class IntakeOut(BaseModel):
    """What was read from a workbook: what is new, what was known, what was not read and why."""

    new: int
    known: int
    attested: int
    unmatched: int
    notices: list[str]

    @classmethod
    def of(cls, intake: Intake) -> "IntakeOut":
        """As it is told."""
        return cls(**{name: getattr(intake, name) for name in cls.model_fields})


@router.get("/ledger")
def ledger(wanted: Annotated[LedgerFilter, Query()], session: Db, actor: Who, paging: WhichPage) -> Listed[LineOut]:
    """Failing requirements of all sites and those still followed up."""
    page = ledger_page(session, actor, wanted, paging)
    return Listed(items=[LineOut.of(line) for line in page.items], total=page.total)


@router.get("/ledger.xlsx", response_class=StreamingResponse)
def workbook(wanted: Annotated[LedgerFilter, Query()], session: Db, actor: Who) -> Response:
    """The same as a workbook to be filled in."""
    return workbook_answer(session, actor, wanted)


@router.post("/ledger/import", dependencies=[needs(Right.REPLY)])
def take_in_workbook(request: Request, session: Db, actor: Who, file: Annotated[UploadFile, File()]) -> IntakeOut:
    """A filled-in workbook comes back."""
    return IntakeOut.of(filled_upload(session, actor, file, service_of(request).settings.upload_limit))


@router.post("/followup/notices", dependencies=[needs(Right.SUPERVISE)])
def notices(body: NoticeIn, session: Db, actor: Who) -> NoticeOut:
    """Notify units of many requirements, with a mail to their users."""
    items = [Item(each.site, each.requirement, each.seen) for each in body.items]
    done = notify(session, actor, items, body.due, body.text)
    return NoticeOut(count=done.count, refused=done.refused, unreached=done.unreached)


@router.get(ONE)
def one(site_id: UUID, ruleset: str, clause: str, session: Db, actor: Who) -> ClauseOut:
    """One requirement of one site."""
    return ClauseOut.of(clause_of(session, actor, site_id, f"{ruleset}/{clause}"))


@router.post(f"{ONE}/steps", status_code=201, dependencies=[needs(Right.REPLY)])
def step(site_id: UUID, ruleset: str, clause: str, body: StepIn, session: Db, actor: Who) -> StepOut:
    """Take a step. 409 when somebody was quicker, or it cannot be taken now."""
    said = Said(body.state, body.text, body.note, body.by, body.due, body.finding)
    return StepOut.of(take_step(session, actor, site_id, f"{ruleset}/{clause}", said, body.seen))


@router.post(f"{ONE}/replies", status_code=201, dependencies=[needs(Right.REPLY)])
def replied(
    request: Request,
    site_id: UUID,
    ruleset: str,
    clause: str,
    session: Db,
    actor: Who,
    text: Annotated[str, Form(max_length=LONGEST_TEXT)] = "",
    note: Annotated[str, Form(max_length=LONGEST_TEXT)] = "",
    by: Annotated[str, Form(max_length=LONGEST_NAME)] = "",
    seen: Annotated[int, Form(ge=0, le=2**63 - 1)] = 0,
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> StepOut:
    """A reply with proof files (form data)."""
    service = service_of(request)
    sent = incoming(files or [])
    said = Said(State.REPLIED, text, note, by)
    place = f"{ruleset}/{clause}"
    row = reply(session, service.store, actor, site_id, place, said, sent, seen, service.settings.upload_limit)
    return StepOut.of(row)


@router.post(f"{ONE}/recheck", status_code=202, dependencies=[needs(Right.RECHECK)])
def recheck(site_id: UUID, ruleset: str, clause: str, session: Db, actor: Who) -> RecheckOut:
    """Have the site checked again at once."""
    requirement = f"{ruleset}/{clause}"
    rechecking.ask_recheck(session, actor, site_id, requirement)
    found = clause_of(session, actor, site_id, requirement).recheck
    assert found is not None  # noqa: S101 - it was just asked for
    return RecheckOut.of(found)


@router.get("/proofs/{proof_id}", response_class=StreamingResponse)
def proof(request: Request, proof_id: UUID, session: Db, actor: Who) -> Response:
    """The bytes of a proof file, as a download."""
    return proof_answer(session, service_of(request).store, actor, proof_id)
