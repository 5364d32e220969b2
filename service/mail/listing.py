"""The mails there are (邮件清单), by what became of them; a mail to try it out."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from portal.states import Worded
from service.accounts.actor import Actor, Right
from service.database.tables import Office, OutgoingMail, User
from service.journal import record
from service.mail.outbox import put
from service.mail.rendering import rendered
from service.refusals import RefusalError


class MailState(Worded):
    """What became of a mail."""

    WAITING = "waiting", "待发"
    FAILING = "failing", "发送出错，将再试"
    GIVEN_UP = "given_up", "没有发出"
    SENT = "sent", "已发出"


_SENT = OutgoingMail.sent_at.is_not(None)
_TRYING = OutgoingMail.sent_at.is_(None) & OutgoingMail.next_try_at.is_not(None)
CONDITIONS: dict[MailState, ColumnElement[bool]] = {
    MailState.WAITING: _TRYING & (OutgoingMail.error == ""),
    MailState.FAILING: _TRYING & (OutgoingMail.error != ""),
    MailState.GIVEN_UP: OutgoingMail.sent_at.is_(None) & OutgoingMail.next_try_at.is_(None),
    MailState.SENT: _SENT,
}


def state_of(mail: OutgoingMail) -> MailState:
    """What became of one."""
    if mail.sent_at is not None:
        return MailState.SENT
    if mail.next_try_at is None:
        return MailState.GIVEN_UP
    return MailState.FAILING if mail.error else MailState.WAITING


def mails(actor: Actor, state: MailState | None) -> Select[OutgoingMail]:
    """Mails of a state or all, newest first. Raises RefusalError (403)."""
    actor.require(Right.SUPERVISE)
    asked = select(OutgoingMail).order_by(OutgoingMail.made_at.desc(), OutgoingMail.id)
    return asked if state is None else asked.where(CONDITIONS[state])


def counts(session: Session, actor: Actor) -> dict[MailState, int]:
    """How many mails there are in each state."""
    actor.require(Right.SUPERVISE)
    found = {state: func.count().filter(condition) for state, condition in CONDITIONS.items()}
    return dict(zip(found, session.execute(select(*found.values())).one().tuple(), strict=True))


def try_out(session: Session, actor: Actor) -> str:
    """Put in a mail to the actor's own address, which is returned. Raises RefusalError: 403, 422 without an address."""
    actor.require(Right.MANAGE_OFFICE)
    user = session.get(User, actor.user_id) if actor.user_id else None
    text, html = rendered("trial", session.get(Office, 1))
    if user is None or not put(session, user, f"trial:{uuid4()}", "测试邮件", text, html):
        raise RefusalError.unusable("您的账户没有填写正确的邮箱，请先在“我的账户”填写")
    record(session, actor, "mail.trial", user.email)
    return user.email


def try_again(session: Session, actor: Actor, mail_id: UUID) -> OutgoingMail:
    """Send one that did not go now. Raises RefusalError: 403, 404, 409 for one that went."""
    actor.require(Right.MANAGE_OFFICE)
    mail = session.get(OutgoingMail, mail_id, with_for_update=True)
    if mail is None:
        raise RefusalError.not_found("没有这封邮件")
    if mail.sent_at is not None:
        raise RefusalError.conflict("这封邮件已经发出")
    mail.tries, mail.error, mail.next_try_at = 0, "", datetime.now(UTC)
    mail.made_at = datetime.now(UTC)  # by which it is too old to be sent
    record(session, actor, "mail.again", mail.recipient, subject=mail.subject)
    return mail
