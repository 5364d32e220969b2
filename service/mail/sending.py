"""Sending what is in the outbox (发送邮件): one mail at a time, each by one worker only, again after a while when it did not go."""

from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from reports.wording.plaintext import plain
from service.database.sessions import Sessions
from service.database.tables import Office, OutgoingMail
from service.mail.addresses import is_mail_address
from service.mail.outbox import LONGEST_SUBJECT
from service.mail.server import Connection, MailRefusedError, MailServer, MailSettingsError, ServerAwayError
from service.settings import Settings

MOST_TRIES = 20
LONGEST_WAIT = timedelta(hours=6)
TOO_OLD = timedelta(days=7)  # what it tells is no news any more
AT_A_TIME = 500  # mails of one call
STALE = "超过 7 天没有发出，不再发送"


def send_due(settings: Settings, sessions: Sessions, now: datetime | None = None) -> int:
    """Send the mails whose time has come; returns how many went. May be called by any number of workers at once.

    A mail that did not go is tried again after 2, 4, 8… minutes, at most every six hours and 20 times. When the server is away the rest waits for
    the next call. A mail of which nobody knows whether it went is sent again, under the same Message-ID.
    """
    now = now or datetime.now(UTC)
    with sessions.begin() as session:
        _give_up_stale(session, now)
    try:
        server = MailServer.of(settings)
    except MailSettingsError as fault:
        _note_settings(sessions, now, str(fault))
        return 0
    if server is None:
        return 0
    sent = 0
    with Connection(server) as connection:
        for _ in range(AT_A_TIME):
            went = _send_next(sessions, server, connection, now)
            sent += went is True
            if went is None:
                break
    return sent


def _send_next(sessions: Sessions, server: MailServer, connection: Connection, now: datetime) -> bool | None:
    """Whether the next mail went; None when there is none, or the server is away."""
    with sessions.begin() as session:
        mail = session.scalar(_due(now).limit(1).with_for_update(skip_locked=True))
        if mail is None:
            return None
        mail.tries += 1
        try:
            connection.send(message_of(mail, server.sender, _name_of_office(session)), mail.recipient)
        except ServerAwayError as fault:
            _put_off(mail, str(fault), now)
            return None
        except MailRefusedError as fault:
            _put_off(mail, str(fault), now, permanent=fault.permanent)
            return False
        except ValueError as fault:  # a header that cannot be written
            _put_off(mail, str(fault), now, permanent=True)
            return False
        mail.sent_at, mail.next_try_at, mail.error = now, None, ""
        return True


def _due(now: datetime) -> Select[OutgoingMail]:
    waiting = OutgoingMail.sent_at.is_(None), OutgoingMail.next_try_at <= now
    return select(OutgoingMail).where(*waiting).order_by(OutgoingMail.next_try_at, OutgoingMail.id)


def _put_off(mail: OutgoingMail, words: str, now: datetime, *, permanent: bool = False) -> None:
    mail.error = words
    again = not permanent and mail.tries < MOST_TRIES
    mail.next_try_at = now + min(timedelta(minutes=2**mail.tries), LONGEST_WAIT) if again else None


def _give_up_stale(session: Session, now: datetime) -> None:
    stale = OutgoingMail.sent_at.is_(None), OutgoingMail.next_try_at <= now, OutgoingMail.made_at < now - TOO_OLD
    session.execute(update(OutgoingMail).where(*stale).values(next_try_at=None, error=STALE))


def _note_settings(sessions: Sessions, now: datetime, words: str) -> None:
    """Say at each waiting mail why it does not go, without counting it as a try."""
    with sessions.begin() as session:
        waiting = OutgoingMail.sent_at.is_(None), OutgoingMail.next_try_at <= now, OutgoingMail.error != words
        session.execute(update(OutgoingMail).where(*waiting).values(error=words))


def _name_of_office(session: Session) -> str:
    office = session.get(Office, 1)
    return plain(office.name, 60) if office else ""


def message_of(mail: OutgoingMail, sender: str, name: str) -> EmailMessage:
    """A mail as it goes out. Raises ValueError for an address that is none; nothing in it can end a header."""
    if not is_mail_address(mail.recipient):
        raise ValueError(f"收件地址不对：{plain(mail.recipient, 80)}")
    user, _, domain = sender.rpartition("@")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name or "政务公开检查", user, domain)
    message["To"] = Address(addr_spec=mail.recipient)
    message["Subject"] = plain(mail.subject, LONGEST_SUBJECT)
    message["Date"] = format_datetime(mail.made_at)
    message["Message-ID"] = f"<{mail.id}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.plain)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message
