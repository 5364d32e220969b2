"""Page of the journal (操作日志)."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from service.accounts.actor import Right
from service.journal_listing import GROUPS, JournalFilter, csv_lines, entries
from service.journal_words import act_words, detail_words
from service.refusals import RefusalError
from service.web.dependencies import Db, Page, Who, needs
from service.web.paging import WhichPage
from service.web.state import service_of
from service.web.validation import sentence

router = APIRouter(prefix="/journal", include_in_schema=False, dependencies=[needs(Right.READ_JOURNAL)])
Word = Annotated[str, Query(max_length=100)]


def filter_of(
    who: Word = "", action: Word = "", search: Word = "", since: Word = "", until: Word = ""
) -> JournalFilter:
    """The filter a form sends: what is empty is not asked for. Raises RefusalError (422)."""
    typed = {"who": who, "action": action, "search": search, "since": since, "until": until}
    try:
        return JournalFilter.model_validate({name: value for name, value in typed.items() if value})
    except ValidationError as fault:
        raise RefusalError.unusable(sentence(fault.errors()[0], skip=0)) from fault


Wanted = Annotated[JournalFilter, Depends(filter_of)]


@router.get("")
def journal(page: Page, session: Db, actor: Who, which: WhichPage, wanted: Wanted) -> Response:
    """A page of it."""
    return page.render(
        "journal.html.j2",
        paged=which.rows(session, entries(actor, wanted)),
        wanted=wanted,
        keep=wanted.model_dump(mode="json"),
        groups=list(GROUPS.items()),
        act_words=act_words,
        detail_words=detail_words,
    )


@router.get(".csv")
def journal_csv(request: Request, actor: Who, wanted: Wanted) -> Response:
    """All that the filter finds."""
    found = entries(actor, wanted)
    sessions = service_of(request).sessions

    def lines() -> Iterator[str]:
        with sessions() as session:
            yield from csv_lines(session, found)

    name = "attachment; filename=journal.csv"
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})
