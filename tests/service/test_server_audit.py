"""`gongkai audit --server`: sites are checked by a service, and it looks as if they were checked here."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import select

from cli.main import main
from service.accounts.actor import Actor
from service.accounts.tokens import make_token, revoke_token
from service.database.sessions import Sessions
from service.database.tables import ApiToken, Audit, AuditState, Role, Run, SiteRow, User
from service.settings import Settings
from tests.reports import cards
from tests.service.conftest import make_site, make_user
from tests.service.finished import finish, of_site

BOUND = 20.0  # seconds


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + BOUND
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextmanager
def serving(service: FastAPI, port: int = 0) -> Iterator[int]:
    """The application behind a real server on loopback; its port."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    server = uvicorn.Server(uvicorn.Config(service, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(BOUND)
        listener.close()


def token_of(sessions: Sessions, role: Role) -> str:
    login = make_user(sessions, role, unit="市审计局" if role is Role.UNIT else "")
    with sessions.begin() as session:
        user = session.scalars(select(User).where(User.login == login)).one()
        return make_token(session, Actor.of(user), "测试", 1)[1]


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looked at more often than over a network."""
    monkeypatch.setattr("cli.server_following.EVERY", 0.05)
    monkeypatch.delenv("GONGKAI_TOKEN", raising=False)


class Checking(threading.Thread):
    """Does what workers do, with cards that are there already: the first site is audited, the second cannot be."""

    def __init__(self, sessions: Sessions, settings: Settings, between: Callable[[], None] = lambda: None) -> None:
        super().__init__(daemon=True)
        self.sessions, self.settings, self.between = sessions, settings, between
        self.start()

    def run(self) -> None:
        until(self._audits)
        first, *others = self._audits()
        with self.sessions.begin() as session:
            row = session.get_one(Audit, first)
            row.state = AuditState.RUNNING
            row.progress = {
                "at": datetime.now(UTC).isoformat(), "pages": 7, "targets": 20, "checked": 5, "queue": 2, "rechecks": 0,
                "errors": 1, "requests": 9, "rate": 1.5, "elapsed": 4.0, "done": False,
            }  # fmt: skip
        time.sleep(0.4)
        self.between()
        with self.sessions.begin() as session:
            session.get_one(Audit, first).state = AuditState.QUEUED
        self._finish(first, cards.full(dead=2))
        for other in others:
            self._finish(other, cards.unreachable())

    def _audits(self) -> list[UUID]:
        with self.sessions() as session:
            return list(session.scalars(select(Audit.id).join(Audit.site).order_by(SiteRow.url)))

    def _finish(self, audit: UUID, card: object) -> None:
        with self.sessions() as session:
            site = session.get_one(Audit, audit).site
        finish(self.sessions, self.settings, audit, of_site(card, site))  # type: ignore[arg-type]


class Said:
    """All that was said since the test began."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._err = self._out = ""

    def _read(self) -> None:
        told = self._capsys.readouterr()
        self._err += told.err
        self._out += told.out

    @property
    def err(self) -> str:
        self._read()
        return self._err

    @property
    def out(self) -> str:
        self._read()
        return self._out


def test_sites_are_submitted_followed_and_fetched(
    sessions: Sessions, settings: Settings, service: FastAPI, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site(sessions, "http://a.example.gov.cn/", name="甲网站")
    token = token_of(sessions, Role.SUPERVISOR)
    checking = Checking(sessions, settings)
    with serving(service) as port:
        server = f"http://127.0.0.1:{port}"
        code = main(
            [
                *("audit", "http://a.example.gov.cn", "http://b.example.gov.cn", "--server", server, "--token", token),
                *("--out", str(tmp_path / "out"), "--json", "--format", "csv"),
                *("--max-pages", "40", "--ruleset", "national-2019"),
            ]
        )
    checking.join(BOUND)
    assert code == 3
    told = capsys.readouterr()
    events = [json.loads(line) for line in told.out.splitlines()]
    of_first = [event["event"] for event in events if event.get("site") == "a.example.gov.cn"]
    assert [kind for kind in of_first if kind in ("progress", "crawled", "site_finished")] == [
        "progress",
        "crawled",
        "site_finished",
    ]
    assert {event["exit"] for event in events if event["event"] == "site_finished"} == {1, 3}
    assert events[-1]["event"] == "finished"
    run = Path(events[-1]["run"])
    assert {path.name for path in run.iterdir()} >= {
        "index.html",
        "index.xlsx",
        "findings.csv",
        "a.example.gov.cn",
        "b.example.gov.cn",
    }
    assert {path.name for path in (run / "a.example.gov.cn").iterdir()} >= {
        "scorecard.html",
        "scorecard.json",
        "notice.docx",
    }
    assert "甲网站（a.example.gov.cn）" in told.err
    assert "a.example.gov.cn" in (run / "gongkai.log").read_text(encoding="utf-8")
    with sessions() as session:
        made = session.scalars(select(Run)).one()
        assert (made.crawl, made.rulesets) == ({"max_pages": 40}, ["national-2019"])
        assert session.scalars(select(SiteRow).where(SiteRow.url == "http://b.example.gov.cn/")).one()


def test_a_lost_connection_is_told_and_followed_on(
    sessions: Sessions,
    settings: Settings,
    service: FastAPI,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_site(sessions, "http://a.example.gov.cn/")
    monkeypatch.setenv("GONGKAI_TOKEN", token_of(sessions, Role.SUPERVISOR))
    cut, back = threading.Event(), threading.Event()

    def between() -> None:
        cut.set()
        assert back.wait(BOUND)

    Checking(sessions, settings, between)
    ended: list[int] = []
    with serving(service) as port:
        command = ["audit", "http://a.example.gov.cn", "--server", f"http://127.0.0.1:{port}/"]
        following = threading.Thread(target=lambda: ended.append(main(command)), daemon=True)
        following.start()
        assert cut.wait(BOUND)
    said = Said(capsys)
    until(lambda: "连接中断" in said.err)
    with serving(service, port):
        back.set()
        following.join(BOUND)
    assert ended == [1]
    assert "已重新连上" in said.err
    assert "在服务上查看" in said.out


def test_what_cannot_be_done_is_one_line_and_exit_2(
    sessions: Sessions, service: FastAPI, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site(sessions, "http://a.example.gov.cn/")
    supervisor, viewer, unit = (token_of(sessions, role) for role in (Role.SUPERVISOR, Role.VIEWER, Role.UNIT))
    revoked = token_of(sessions, Role.SUPERVISOR)
    with sessions.begin() as session:
        row = session.scalars(select(ApiToken).order_by(ApiToken.created_at.desc())).first()
        assert row is not None
        revoke_token(session, Actor.of(row.user), row.id)
    with serving(service) as port:
        server = f"http://127.0.0.1:{port}"
        for more, words in (
            ([server, "--token", revoked], "令牌不对"),
            ([server, "--token", viewer], "没有这项权限"),
            ([server, "--token", unit], "没有这项权限"),
            ([f"{server}/elsewhere", "--token", supervisor], "没有 gongkai 服务"),
            ([server, "--token", supervisor, "--ruleset", "no-such"], "没有编号为“no-such”的规则集"),
            ([server, "--token", supervisor, "--rate", "900", "--out", str(tmp_path / "out")], "每秒请求数"),
            ([server, "--token", supervisor, "--out", __file__], "不能写入这个文件夹"),
            ([server, "--token", supervisor, "--waivers", __file__], "--waivers 不能与 --server 一起用"),
            ([server, "--token", supervisor, "--format", "csv"], "要写 --out"),
            ([server, "--token", supervisor, "--as-of", "tomorrow"], "日期“tomorrow”不对"),
            (["ftp://x", "--token", supervisor], "应写成 http://主机:端口"),
            (["http://127.0.0.1:1", "--token", supervisor], "连不上服务"),
        ):
            assert main(["audit", "http://a.example.gov.cn", "--server", *more]) == 2, more
            said = capsys.readouterr().err
            assert words in said, said
            assert len(said.splitlines()) == 1, said
    assert main(["audit", "http://a.example.gov.cn", "--at-once"]) == 2
    assert "只与 --server 一起用" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []
    with sessions() as session:
        assert session.scalars(select(Run)).all() == []
