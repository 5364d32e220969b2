"""What the service's tests share: one PostgreSQL per test worker, a fresh database per test, people of every role."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select

from portal.site import Site
from service.accounts.passwords import hashed
from service.database.sessions import Sessions, engine_of, sessions_of
from service.database.tables import Office, Role, SiteRow, Unit, User
from service.database.upgrading import upgrade
from service.settings import Settings
from service.web.app import create_app
from tests.service.postgres_server import PostgresServer

TEMPLATE = "gongkai_template"
PASSWORD = "correct horse 2026"
PASSWORD_HASH = hashed(PASSWORD)
NUMBERS = itertools.count(1)
SignIn = Callable[..., "Browser"]


class Browser(TestClient):
    """A signed-in browser: sends the page's CSRF token with everything, follows no redirects by itself."""

    login: str = ""

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Through the real form."""
        self.take_token("/login")
        answer = self.post("/login", data={"login": login, "password": password})
        assert answer.status_code == 303, answer.text
        self.login = login
        self.take_token("/account")

    def take_token(self, path: str) -> str:
        """From a page, as the browser's script does."""
        page = self.get(path)
        assert page.status_code == 200, page.text
        token: str = page.text.partition('name="csrf-token" content="')[2].partition('"')[0]
        self.headers["X-CSRF-Token"] = token
        return token


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server of this test worker. A test that stops it starts it again."""
    server = PostgresServer()
    server.start()
    yield server
    server.close()


@pytest.fixture(scope="session")
def template(postgres: PostgresServer) -> str:
    """A migrated database that others are copied from."""
    postgres.execute(f"CREATE DATABASE {TEMPLATE}")
    engine = engine_of(postgres.url(TEMPLATE))
    upgrade(engine)
    with sessions_of(engine).begin() as session:
        session.add(Office(id=1))
    engine.dispose()
    return TEMPLATE


@pytest.fixture
def database_url(postgres: PostgresServer, template: str) -> Iterator[str]:
    """A fresh migrated database."""
    name = f"test_{next(NUMBERS)}"
    postgres.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield postgres.url(name)
    postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Its engine."""
    engine = engine_of(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> Sessions:
    """Its sessions."""
    return sessions_of(engine)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings of a service in a folder of its own."""
    return Settings(data_dir=tmp_path / "data", database_url=database_url, allow_private=True)


@pytest.fixture
def service(settings: Settings, engine: Engine) -> FastAPI:
    """The application."""
    return create_app(settings, engine)


@pytest.fixture
def client(service: FastAPI, sessions: Sessions) -> SignIn:
    """`client(Role.UNIT, unit="市审计局")` is a signed-in browser; `client(None)` one of nobody."""

    def sign_in(role: Role | None, unit: str = "") -> Browser:
        browser = Browser(service, follow_redirects=False)
        if role is not None:
            browser.sign_in(make_user(sessions, role, unit=unit or ("市审计局" if role is Role.UNIT else "")))
        return browser

    return sign_in


def make_user(sessions: Sessions, role: Role, *, login: str = "", unit: str = "") -> str:
    """A user with the password of all tests; returns the login."""
    login = login or f"{role.value}{next(NUMBERS)}"
    with sessions.begin() as session:
        session.add(
            User(
                login=login,
                name=f"用户{login}",
                role=role,
                password_hash=PASSWORD_HASH,
                email=f"{login}@example.cn",
                unit=_unit(session, unit),
            )
        )
    return login


def make_site(sessions: Sessions, url: str, *, unit: str = "", name: str = "") -> SiteRow:
    """A site, of a unit if one is named."""
    site = Site(url=url)
    with sessions.begin() as session:
        row = SiteRow(url=url, host=site.host, folder=site.folder, name=name or site.host, unit=_unit(session, unit))
        session.add(row)
    return row


def _unit(session, name: str) -> Unit | None:  # type: ignore[no-untyped-def]
    if not name:
        return None
    return session.scalar(select(Unit).where(Unit.name == name)) or Unit(name=name)
