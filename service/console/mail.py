"""The page of mails (邮件)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from service.accounts.actor import Right
from service.mail.listing import MailState, counts, mails, state_of, try_again, try_out
from service.mail.server import MailServer, MailSettingsError
from service.settings import Settings
from service.web.dependencies import Db, Page, Who, flash, needs
from service.web.paging import WhichPage
from service.web.state import service_of

router = APIRouter(prefix="/mails", include_in_schema=False)
COLOURS = {
    MailState.WAITING: "unknown",
    MailState.FAILING: "review",
    MailState.GIVEN_UP: "fail",
    MailState.SENT: "pass",
}


@router.get("", dependencies=[needs(Right.SUPERVISE)])
def listed(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    paging: WhichPage,
    state: Annotated[MailState | None, Query()] = None,
) -> Response:
    """What waits, went, or did not go and why."""
    return page.render(
        "mails.html.j2",
        mails=paging.rows(session, mails(actor, state)),
        counts=counts(session, actor),
        state=state,
        state_of=state_of,
        colours=COLOURS,
        fault=_fault(service_of(request).settings),
        may_send=actor.may(Right.MANAGE_OFFICE),
    )


def _fault(settings: Settings) -> str:
    """Why no mail goes at all, empty where they do."""
    try:
        return "" if MailServer.of(settings) else "没有设置发信服务器（smtp_url），邮件不会发出"
    except MailSettingsError as fault:
        return str(fault)


@router.post("/test", dependencies=[needs(Right.MANAGE_OFFICE)])
def test_mail(request: Request, page: Page, session: Db, actor: Who) -> Response:
    """A mail to one's own address."""
    flash(request, f"测试邮件已放入待发邮件，将发往 {try_out(session, actor)}，一分钟内发出")
    return page.go("/mails")


@router.post("/{mail_id}/again", dependencies=[needs(Right.MANAGE_OFFICE)])
def again(request: Request, page: Page, session: Db, actor: Who, mail_id: UUID) -> Response:
    """Try one that did not go again."""
    try_again(session, actor, mail_id)
    flash(request, "将再次发送")
    return page.go("/mails")
