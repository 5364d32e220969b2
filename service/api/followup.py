"""Ledger and follow-up (整改台账、整改跟踪) for programs."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from reports.ledgers.followup import State
from service.accounts.actor import Right
from service.api.followup_answers import ClauseOut, IntakeOut, LineOut, NoticeOut, RecheckOut, StepOut
from service.followup import rechecking
from service.followup.clause import clause_of
from service.followup.downloads import filled_upload, proof_answer, workbook_answer
from service.followup.ledger import LedgerFilter, ledger_page
from service.followup.notifying import Item, notify
from service.followup.proofs import incoming
from service.followup.replying import reply
from service.followup.steps import LONGEST_NAME, LONGEST_TEXT, Said, take_step
from service.web.dependencies import Db, Who, needs
from service.web.paging import Listed, WhichPage
from service.web.state import service_of

router = APIRouter(prefix="/api/v1", tags=["followup"])
ONE = "/followup/{site_id}/{ruleset}/{clause}"
Number = Annotated[int, Field(ge=0, le=2**63 - 1)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]


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
