"""API of the office's settings and its journal (本单位、操作日志接口)."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from service.accounts.actor import Right
from service.journal_listing import JournalFilter, entries
from service.office import OfficeFields, change_office, fields_of, office_of
from service.web.dependencies import Db, Who, needs
from service.web.paging import LARGEST_SIZE, LAST_PAGE, USUAL_SIZE, Listed, Paging

router = APIRouter(prefix="/api/v1", tags=["office"])


class JournalAnswer(BaseModel):
    """One act, done or refused."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    at: datetime
    who: str
    address: str
    action: str
    what: str
    detail: dict[str, Any]


class JournalQuery(JournalFilter):
    """What is looked for, and which page of it."""

    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1
    size: Annotated[int, Query(ge=1, le=LARGEST_SIZE)] = USUAL_SIZE


@router.get("/office", dependencies=[needs(Right.MANAGE_OFFICE)])
def office(session: Db) -> OfficeFields:
    """The settings."""
    return fields_of(office_of(session))


@router.put("/office", dependencies=[needs(Right.MANAGE_OFFICE)])
def change(session: Db, actor: Who, fields: OfficeFields) -> OfficeFields:
    """Set all of them."""
    return fields_of(change_office(session, actor, fields))


@router.get("/journal", dependencies=[needs(Right.READ_JOURNAL)])
def journal(session: Db, actor: Who, wanted: Annotated[JournalQuery, Query()]) -> Listed[JournalAnswer]:
    """Newest first."""
    found = Paging(wanted.page, wanted.size).rows(session, entries(actor, wanted))
    return Listed(items=[JournalAnswer.model_validate(entry) for entry in found.items], total=found.total)
