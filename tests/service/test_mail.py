"""Mails put into the outbox and sent to a real server (邮件)."""

import email
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pydantic import SecretStr
from sqlalchemy import select

from auditing.exits import Exit
from auditing.today import today
from checks.outcomes import Outcome
from reports.earlier_cards import Change
from reports.ledgers.followup import State
from service.database.sessions import Sessions
from service.database.tables import Audit, FollowupRow, Office, OutgoingMail, Role, Run, User
from service.mail.addresses import is_mail_address
from service.mail.digests import put_digests, put_due
from service.mail.outbox import put
from service.mail.sending import MOST_TRIES, STALE, TOO_OLD, send_due
from service.settings import Settings
from tests.service.conftest import SignIn, make_site, make_user
from tests.service.followed_sites import FAILING, Found, Judged, judged

NASTY = "<script>alert(1)</script>\r\nBcc: evil@example.cn\u202e"


class Letterbox:
    """What arrives at a server. Recipients named `nobody…` are unknown there."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        options: Any,  # noqa: ARG002
    ) -> str:
        """Take a recipient or not."""
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        """Keep a mail."""
        assert isinstance(envelope.content, bytes)
        self.got.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def port() -> int:
    """A free port."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def letterbox() -> Letterbox:
    """Nothing in it yet."""
    return Letterbox()


@pytest.fixture
def server(port: int, letterbox: Letterbox) -> Iterator[Controller]:
    """A mail server on loopback; a test may stop it."""
    controller = Controller(letterbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop(no_assert=True)


@pytest.fixture
def mailing(settings: Settings, port: int) -> Settings:
    """Settings that name the server."""
    url = SecretStr(f"smtp://127.0.0.1:{port}")
    return settings.model_copy(update={"smtp_url": url, "mail_from": "jiancha@example.gov.cn"})


def write(sessions: Sessions, login: str, about: str, text: str = "内容", subject: str = "主题") -> bool:
    with sessions.begin() as session:
        user = session.scalars(select(User).where(User.login == login)).one()
        return put(session, user, about, subject, text, f"<p>{about}</p>")


def mails(sessions: Sessions) -> list[OutgoingMail]:
    with sessions() as session:
        return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.made_at)))


def test_a_mail_waits_while_the_server_is_away_and_goes_once_it_is_back(
    mailing: Settings, sessions: Sessions, letterbox: Letterbox, port: int
) -> None:
    login = make_user(sessions, Role.SUPERVISOR)
    for about in ("a", "b"):
        assert write(sessions, login, about)
    assert not write(sessions, login, "a"), "of the same there is never a second one"
    now = datetime.now(UTC) + timedelta(seconds=1)
    assert send_due(mailing, sessions, now) == 0
    tried = [mail for mail in mails(sessions) if mail.tries]
    assert len(tried) == 1, "the others wait without a try"
    assert tried[0].error
    assert tried[0].next_try_at == now + timedelta(minutes=2)
    controller = Controller(letterbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        assert send_due(mailing, sessions, now) == 1
        assert send_due(mailing, sessions, now + timedelta(minutes=3)) == 1
        assert send_due(mailing, sessions, now + timedelta(minutes=9)) == 0
    finally:
        controller.stop(no_assert=True)
    assert len(letterbox.got) == 2
    assert len({message["Message-ID"] for message in letterbox.got}) == 2


def test_many_workers_send_each_mail_once(
    mailing: Settings, sessions: Sessions, letterbox: Letterbox, server: Controller
) -> None:
    login = make_user(sessions, Role.SUPERVISOR)
    for number in range(20):
        write(sessions, login, f"m{number}")
    now = datetime.now(UTC) + timedelta(seconds=1)
    workers = [threading.Thread(target=send_due, args=(mailing, sessions, now)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert len(letterbox.got) == 20
    assert len({message["Message-ID"] for message in letterbox.got}) == 20
    assert all(mail.sent_at for mail in mails(sessions))


def test_nothing_in_a_mail_ends_a_header_or_runs(
    mailing: Settings, sessions: Sessions, letterbox: Letterbox, server: Controller
) -> None:
    with sessions.begin() as session:
        session.get_one(Office, 1).name = NASTY
    write(sessions, make_user(sessions, Role.SUPERVISOR), "x", NASTY, NASTY)
    assert send_due(mailing, sessions, datetime.now(UTC) + timedelta(seconds=1)) == 1
    (message,) = letterbox.got
    assert message["Bcc"] is None
    assert "alert(1)" in message["Subject"]
    assert "\n" not in message["Subject"]


def test_a_recipient_the_server_does_not_know_is_not_asked_again(
    mailing: Settings, sessions: Sessions, letterbox: Letterbox, server: Controller
) -> None:
    write(sessions, make_user(sessions, Role.SUPERVISOR, login="nobody"), "x")
    write(sessions, make_user(sessions, Role.SUPERVISOR), "y")
    assert send_due(mailing, sessions, datetime.now(UTC) + timedelta(seconds=1)) == 1
    (refused,) = (mail for mail in mails(sessions) if not mail.sent_at)
    assert refused.next_try_at is None
    assert "550" in refused.error


def test_what_does_not_go_is_given_up_after_its_tries_and_when_it_is_old(mailing: Settings, sessions: Sessions) -> None:
    write(sessions, make_user(sessions, Role.SUPERVISOR), "x")
    with sessions.begin() as session:
        session.scalars(select(OutgoingMail)).one().tries = MOST_TRIES - 1
    assert send_due(mailing, sessions, datetime.now(UTC) + timedelta(seconds=1)) == 0
    assert mails(sessions)[0].next_try_at is None
    write(sessions, make_user(sessions, Role.SUPERVISOR), "y")
    send_due(mailing, sessions, datetime.now(UTC) + TOO_OLD + timedelta(seconds=1))
    assert mails(sessions)[1].error == STALE


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("zhang.san@example.gov.cn", True),
        ("a@localhost", True),
        ("a@b@c.cn", False),
        ("a@c.cn\r\nBcc: d@e.cn", False),
        ("a@c.cn, d@e.cn", False),
        ("张三 <a@c.cn>", False),
        (".a@c.cn", False),
        ("a" * 250 + "@c.cn", False),
        ("", False),
    ],
)
def test_an_address_is_one_address_and_nothing_else(words: str, is_one: bool) -> None:
    assert is_mail_address(words) is is_one


def test_digests_tell_each_reader_of_what_is_theirs_only(sessions: Sessions) -> None:
    office = make_user(sessions, Role.SUPERVISOR)
    audit_unit, water_unit = (make_user(sessions, Role.UNIT, unit=unit) for unit in ("市审计局", "市水务局"))
    make_user(sessions, Role.VIEWER)
    ours = make_site(sessions, "http://sjj.example.gov.cn/", unit="市审计局", name="审计局网站")
    quiet = make_site(sessions, "http://swj.example.gov.cn/", unit="市水务局", name="水务局网站")
    away = make_site(sessions, "http://jyj.example.gov.cn/", unit="市教育局", name="教育局网站")
    first = judged(
        sessions, ours, Judged(problems=(Found(state=Change.NEW, message=NASTY), Found("b" * 16, state=Change.MENDED)))
    )
    with sessions.begin() as session:
        run = session.get_one(Audit, first).run_id
        sound, gone = (Audit(run_id=run, site_id=site.id) for site in (quiet, away))
        session.add_all([sound, gone])
        step = FollowupRow(site_id=ours.id, requirement=FAILING, state=State.NOTIFIED, due=today() - timedelta(days=1))
        session.add(step)
    judged(sessions, quiet, Judged({FAILING: Outcome.PASS}, ()), into=sound.id)
    judged(sessions, away, Judged({}, (), exit=Exit.NOT_AUDITED), into=gone.id)
    assert put_due(sessions) == 2
    assert put_due(sessions) == 0, "once a run"
    with sessions.begin() as session:
        assert put_digests(session, session.get_one(Run, run)) == 0, "nor by another way"
    got = {mail.recipient.partition("@")[0]: mail for mail in mails(sessions)}
    assert set(got) == {office, audit_unit}, "a unit is written to only where there is something to tell it"
    assert "教育局网站" in got[office].plain
    assert "审计局网站" in got[office].plain
    own = got[audit_unit]
    assert "教育局" not in own.plain + own.html
    assert "新出现" in own.plain
    assert "已整改" in own.plain
    assert "逾期未反馈】1 项" in own.plain
    assert "<script>" not in own.html
    assert water_unit not in got


def test_the_page_of_mails_tells_what_waits_and_why(client: SignIn, sessions: Sessions) -> None:
    administrator, unit = client(Role.ADMINISTRATOR), client(Role.UNIT)
    assert unit.get("/mails").status_code == 403
    assert administrator.post("/mails/test").status_code == 303
    page = administrator.get("/mails").text
    assert "测试邮件" in page
    assert "没有设置发信服务器" in page
    listed = administrator.get("/api/v1/mails", params={"state": "waiting"}).json()
    assert listed["total"] == 1
    assert administrator.post(f"/api/v1/mails/{listed['items'][0]['id']}/again").status_code == 202


def test_no_mail_goes_without_tls_where_tls_is_asked_for(
    mailing: Settings, sessions: Sessions, letterbox: Letterbox, server: Controller, port: int
) -> None:
    write(sessions, make_user(sessions, Role.SUPERVISOR), "x")
    now = datetime.now(UTC) + timedelta(seconds=1)
    for number, scheme in enumerate(("starttls", "smtps")):
        asked = mailing.model_copy(update={"smtp_url": SecretStr(f"{scheme}://127.0.0.1:{port}")})
        assert send_due(asked, sessions, now + timedelta(hours=number)) == 0
    assert mails(sessions)[0].tries == 2
    assert letterbox.got == []


@pytest.mark.parametrize(
    ("url", "sender", "words"),
    [
        ("http://mail.example.gov.cn", "a@b.cn", "smtp_url"),
        ("smtp://", "a@b.cn", "smtp_url"),
        ("smtp://mail.example.gov.cn:port", "a@b.cn", "smtp_url"),
        ("smtp://mail.example.gov.cn", "监督科", "mail_from"),
        ("smtp://user:secret@mail.example.gov.cn", "", "mail_from"),
    ],
)
def test_settings_that_cannot_be_are_told_at_the_mail_and_cost_no_try(
    settings: Settings, sessions: Sessions, url: str, sender: str, words: str
) -> None:
    write(sessions, make_user(sessions, Role.SUPERVISOR), "x")
    wrong = settings.model_copy(update={"smtp_url": SecretStr(url), "mail_from": sender})
    assert send_due(wrong, sessions, datetime.now(UTC) + timedelta(seconds=1)) == 0
    (mail,) = mails(sessions)
    assert words in mail.error
    assert "secret" not in mail.error
    assert mail.tries == 0
    assert mail.next_try_at is not None
