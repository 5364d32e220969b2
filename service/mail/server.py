"""The mail server (发信服务器): its address in the settings, and a connection to it."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from service.mail.addresses import is_mail_address
from service.settings import Settings

PORTS = {"smtp": 25, "smtps": 465, "starttls": 587}
TIMEOUT = 20.0  # seconds for each answer of the server
PERMANENT = 500  # answers from here on stay the same however often one asks


class MailSettingsError(ValueError):
    """The settings of mail cannot be used; one line says which and how to mend it."""


class ServerAwayError(Exception):
    """The server does not answer, or does not let us in: no mail goes at all for now."""


class MailRefusedError(Exception):
    """The server does not take this mail. `permanent`: nor will it later."""

    def __init__(self, words: str, *, permanent: bool) -> None:
        super().__init__(words)
        self.permanent = permanent


@dataclass(frozen=True)
class MailServer:
    """Where and as whom mails are sent. `scheme`: smtp (plain), smtps (TLS at once), starttls (TLS asked for, and refused without)."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    sender: str

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """That of the settings, None where there is none; raises MailSettingsError."""
        if settings.smtp_url is None:
            return None
        try:
            parts = urlsplit(settings.smtp_url.get_secret_value())
            host, port = parts.hostname, parts.port
        except ValueError:
            raise MailSettingsError("设置 smtp_url 不对，应写成 smtps://用户:口令@主机:465") from None
        if parts.scheme not in PORTS or not host:
            raise MailSettingsError("设置 smtp_url 不对，应以 smtp://、smtps:// 或 starttls:// 开头，后面是主机名")
        user = unquote(parts.username or "")
        sender = settings.mail_from or user
        if not is_mail_address(sender):
            raise MailSettingsError("设置 mail_from 不对或没有填写，应是一个邮件地址，如 jiancha@example.gov.cn")
        return cls(parts.scheme, host, port or PORTS[parts.scheme], user, unquote(parts.password or ""), sender)


class Connection:
    """A connection, opened when the first mail goes and again when the server has shut it meanwhile."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, message: EmailMessage, recipient: str) -> None:
        """Hand one mail over; raises ServerAwayError, MailRefusedError."""
        fresh = self._open is None
        try:
            self._hand_over(message, recipient)
        except smtplib.SMTPServerDisconnected as fault:
            self._close()
            if fresh:
                raise ServerAwayError(_words(fault)) from fault
            self.send(message, recipient)

    def _hand_over(self, message: EmailMessage, recipient: str) -> None:
        connection = self._connected()
        try:
            connection.send_message(message, self._server.sender, [recipient])
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPRecipientsRefused as fault:
            code, words = next(iter(fault.recipients.values()))
            raise MailRefusedError(_answer(code, words), permanent=code >= PERMANENT) from fault
        except smtplib.SMTPSenderRefused as fault:
            self._close()
            raise ServerAwayError(
                f"不接受发件人 {self._server.sender}：{_answer(fault.smtp_code, fault.smtp_error)}"
            ) from fault
        except smtplib.SMTPResponseException as fault:
            answer = _answer(fault.smtp_code, fault.smtp_error)
            raise MailRefusedError(answer, permanent=fault.smtp_code >= PERMANENT) from fault
        except (smtplib.SMTPException, OSError) as fault:
            self._close()
            raise ServerAwayError(_words(fault)) from fault

    def _connected(self) -> smtplib.SMTP:
        if self._open is None:
            try:
                self._open = _connect(self._server)
            except (smtplib.SMTPException, OSError) as fault:
                raise ServerAwayError(_words(fault)) from fault
        return self._open

    def _close(self) -> None:
        connection, self._open = self._open, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()


def _connect(server: MailServer) -> smtplib.SMTP:
    """A connection that is let in; certificates are verified."""
    if server.scheme == "smtps":
        context = ssl.create_default_context()
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.scheme == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:500]


def _words(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return _answer(fault.smtp_code, fault.smtp_error)
    return " ".join(str(fault).split())[:500] or type(fault).__name__
