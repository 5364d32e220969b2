"""Signing in, sessions, first-login links, tokens, users."""

import json
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from itsdangerous import TimestampSigner
from sqlalchemy import func, select, update

from service.accounts.links import link_for
from service.accounts.signing_in import TRIES_OF_A_LOGIN, TRIES_OF_AN_ADDRESS
from service.database.sessions import Sessions
from service.database.tables import ApiToken, JournalEntry, Role, User
from service.web.app import COOKIE
from tests.service.conftest import PASSWORD, Browser, SignIn, make_user

NEW = "another long one 77"


def user_called(sessions: Sessions, login: str) -> User:
    with sessions() as session:
        return session.scalars(select(User).where(User.login == login)).one()


def change(sessions: Sessions, login: str, **values: object) -> None:
    with sessions.begin() as session:
        session.execute(update(User).where(User.login == login).values(**values))


def is_signed_in(browser: Browser) -> bool:
    return bool(browser.get("/account").status_code == 200)


def test_nobody_is_led_to_the_login_page_and_back(service: FastAPI, sessions: Sessions) -> None:
    browser = Browser(service, follow_redirects=False)
    answer = browser.get("/account?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/account%3Fx%3D1")
    login = make_user(sessions, Role.VIEWER)
    browser.take_token("/login")
    form = {"login": login.upper(), "password": PASSWORD, "next": "/account?x=1"}
    assert browser.post("/login", data=form).headers["location"] == "/account?x=1"
    assert login in browser.get("/account").text


@pytest.mark.parametrize(
    "elsewhere", ["//evil.cn/", "https://evil.cn/", "/\\evil.cn", "javascript:alert(1)", "/\t/evil.cn"]
)
def test_after_signing_in_nobody_is_led_to_another_site(client: SignIn, sessions: Sessions, elsewhere: str) -> None:
    browser = client(None)
    browser.take_token("/login")
    form = {"login": make_user(sessions, Role.VIEWER), "password": PASSWORD, "next": elsewhere}
    assert browser.post("/login", data=form, headers={"Host": "evil.cn"}).headers["location"] == "/"


def test_a_session_planted_before_signing_in_is_worth_nothing_after(
    client: SignIn, sessions: Sessions, service: FastAPI
) -> None:
    victim, attacker = client(None), client(None)
    planted_token = attacker.take_token("/login")
    planted = attacker.cookies[COOKIE]
    victim.cookies.set(COOKIE, planted)
    victim.headers["X-CSRF-Token"] = planted_token
    victim.post("/login", data={"login": make_user(sessions, Role.VIEWER), "password": PASSWORD})
    assert is_signed_in(victim)
    assert not is_signed_in(attacker)
    victim.headers["X-CSRF-Token"] = planted_token
    assert victim.post("/logout").status_code == 403
    assert is_signed_in(victim)


def test_a_cookie_is_signed_and_keeps_no_secret(client: SignIn, service: FastAPI) -> None:
    browser = client(Role.VIEWER)
    payload = browser.cookies[COOKIE].split(".")[0]
    assert set(json.loads(b64decode(payload))) == {"user", "epoch", "csrf"}
    browser.cookies.set(COOKIE, TimestampSigner("guessed").sign(payload).decode())
    assert not is_signed_in(browser)


def test_signing_out_a_new_password_and_blocking_end_every_session(
    client: SignIn, sessions: Sessions, service: FastAPI
) -> None:
    login = make_user(sessions, Role.VIEWER)
    for act in ("logout", "password", "block"):
        here, elsewhere = Browser(service, follow_redirects=False), Browser(service, follow_redirects=False)
        password = NEW if act == "block" else PASSWORD
        here.sign_in(login, password)
        elsewhere.sign_in(login, password)
        if act == "logout":
            here.post("/logout")
        elif act == "password":
            here.post("/account/password", data={"old": PASSWORD, "new": NEW, "again": NEW})
        else:
            administrator = client(Role.ADMINISTRATOR)
            assert administrator.post(f"/users/{user_called(sessions, login).id}/block").status_code == 303
        assert (act, is_signed_in(elsewhere)) == (act, False)
        assert (act, is_signed_in(here)) == (act, act == "password")


def test_too_many_wrong_passwords_close_a_login_and_an_address_for_a_while(
    client: SignIn, sessions: Sessions, service: FastAPI
) -> None:
    login = make_user(sessions, Role.VIEWER)
    browser = Browser(service, follow_redirects=False, client=("198.51.100.1", 1))
    browser.take_token("/login")
    codes = [
        browser.post("/login", data={"login": login, "password": "wrong"}).status_code for _ in range(TRIES_OF_A_LOGIN)
    ]
    assert set(codes) == {401}
    for _ in range(3):
        assert browser.post("/login", data={"login": login, "password": PASSWORD}).status_code == 429
    with sessions.begin() as session:  # noted once: whoever goes on does not fill the journal
        assert session.scalars(select(JournalEntry.address).where(JournalEntry.action == "login.limited")).all() == [
            "198.51.100.1"
        ]
        session.execute(update(JournalEntry).values(at=datetime.now(UTC) - timedelta(minutes=16)))
    assert browser.post("/login", data={"login": login, "password": PASSWORD}).status_code == 303
    with sessions.begin() as session:
        entry = {"who": "guess", "address": "198.51.100.7", "action": "login.failed"}
        session.add_all(JournalEntry(**entry) for _ in range(TRIES_OF_AN_ADDRESS))
    same_address = Browser(service, follow_redirects=False, client=("198.51.100.7", 1))
    same_address.take_token("/login")
    assert same_address.post("/login", data={"login": login, "password": PASSWORD}).status_code == 429


def test_a_session_left_open_does_not_serve_to_find_the_password_out(client: SignIn) -> None:
    browser = client(Role.VIEWER)
    new = {"new": "some other 2026", "again": "some other 2026"}
    codes = [browser.post("/account/password", data={"old": f"guess {n}", **new}).status_code for n in range(9)]
    assert codes == [422] * TRIES_OF_A_LOGIN + [429]
    assert browser.post("/account/password", data={"old": PASSWORD, **new}).status_code == 429


def test_an_unknown_login_is_answered_as_a_wrong_password(client: SignIn, sessions: Sessions) -> None:
    login = make_user(sessions, Role.VIEWER)
    browser = client(None)
    browser.take_token("/login")
    answers = [
        browser.post("/login", data={"login": name, "password": "wrong"})
        for name in (login, "nobody-here", "a\0b", "'--")
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.text.count("登录名或口令不对") for answer in answers} == {1}


def test_a_first_login_link_works_once_and_only_with_a_strong_password(service: FastAPI, sessions: Sessions) -> None:
    login = make_user(sessions, Role.UNIT, unit="市审计局")
    change(sessions, login, password_hash=None)
    link = link_for(user_called(sessions, login), service.state.service.signing_key)
    browser = Browser(service, follow_redirects=False)
    browser.take_token(link)
    for weak in ("short", "password123", f"{login}1", "aaaaaaaaaaaa"):
        assert browser.post(link, data={"password": weak, "again": weak}).status_code == 422
    assert browser.post(link, data={"password": NEW, "again": NEW + "x"}).status_code == 422
    assert browser.post(link, data={"password": NEW, "again": NEW}).status_code == 303
    assert is_signed_in(browser)
    assert browser.get(link).status_code == 404
    assert Browser(service).get(f"{link}x").status_code == 404


def test_a_link_expires(service: FastAPI, sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    login = make_user(sessions, Role.VIEWER)
    link = link_for(user_called(sessions, login), service.state.service.signing_key)
    monkeypatch.setattr("service.accounts.links.LIFETIME", -1)
    assert Browser(service).get(link).status_code == 404


def test_a_token_acts_as_its_user_without_cookie_until_it_is_revoked_or_expires(
    client: SignIn, service: FastAPI, sessions: Sessions
) -> None:
    browser = client(Role.UNIT)
    page = browser.post("/account/tokens", data={"name": "统计 <b>", "days": "30"}).text
    token = page.partition('class="secret">')[2].partition("<")[0]
    program = Browser(service, headers={"Authorization": f"Bearer {token}"})
    assert program.get("/api/v1/me").json()["login"] == browser.login
    second = program.post("/api/v1/tokens", json={"name": "second", "days": 366}).json()
    first = next(each for each in program.get("/api/v1/tokens").json()["items"] if each["name"] != "second")
    assert second["expires_at"] == first["expires_at"]  # it does not renew itself
    assert program.get("/account", follow_redirects=False).status_code == 303  # pages are for sessions
    assert token not in browser.get("/account").text
    with sessions() as session:
        assert token not in {row.digest for row in session.scalars(select(ApiToken))}
        token_id = session.scalars(select(ApiToken.id).where(ApiToken.name == "统计 <b>")).one()
    assert client(Role.ADMINISTRATOR).post(f"/account/tokens/{token_id}/revoke").status_code == 404
    assert browser.post(f"/account/tokens/{token_id}/revoke").status_code == 303
    assert program.get("/api/v1/me").status_code == 401
    fresh = client(Role.VIEWER).post("/api/v1/tokens", json={"name": "x"}).json()["token"]
    with sessions.begin() as session:
        session.execute(update(ApiToken).values(expires_at=datetime.now(UTC)))
    assert Browser(service, headers={"Authorization": f"Bearer {fresh}"}).get("/api/v1/me").status_code == 401


def test_there_is_always_an_administrator_who_can_sign_in(client: SignIn, sessions: Sessions) -> None:
    browser = client(Role.ADMINISTRATOR)
    own = f"/users/{user_called(sessions, browser.login).id}"
    change(sessions, make_user(sessions, Role.ADMINISTRATOR), password_hash=None)
    change(sessions, make_user(sessions, Role.ADMINISTRATOR), blocked=True)
    assert browser.post(f"{own}/block").status_code == 409
    assert browser.post(own, data={"role": "viewer"}).status_code == 409
    make_user(sessions, Role.ADMINISTRATOR)
    assert browser.post(own, data={"role": "viewer"}).status_code == 303


def test_of_two_administrators_who_block_each_other_at_once_one_does(client: SignIn, sessions: Sessions) -> None:
    one, other = client(Role.ADMINISTRATOR), client(Role.ADMINISTRATOR)
    paths = [f"/users/{user_called(sessions, each.login).id}/block" for each in (other, one)]
    with ThreadPoolExecutor(2) as both:
        codes = both.map(lambda browser, path: browser.post(path).status_code, (one, other), paths)
        assert sorted(codes) in (
            [303, 409],
            [303, 303],
        )  # the slower one may have been shut out before, and is led to the login page
    with sessions() as session:
        assert session.scalar(select(func.count()).where(User.role == Role.ADMINISTRATOR, ~User.blocked)) == 1


def test_whoever_must_change_the_password_can_do_nothing_else(client: SignIn, sessions: Sessions) -> None:
    browser = client(Role.SUPERVISOR)
    change(sessions, browser.login, must_change=True)
    assert browser.get("/sites").headers["location"] == "/account"
    assert browser.get("/api/v1/sites").status_code == 403
    assert (
        browser.post("/account/password", data={"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}).status_code == 422
    )
    browser.post("/account/password", data={"old": PASSWORD, "new": NEW, "again": NEW})
    assert browser.get("/sites").status_code == 200


def test_a_new_user_gets_a_link_that_no_host_header_changes(client: SignIn, sessions: Sessions) -> None:
    browser = client(Role.ADMINISTRATOR)
    form = {"login": "zhang.san", "role": "unit", "unit": "市审计局", "name": "张三"}
    page = browser.post("/users", data=form, headers={"Host": "evil.cn"}).text
    assert "evil.cn" not in page
    assert "/first-login/" in page
    assert browser.post("/users", data={**form, "login": "ZHANG.SAN"}).status_code == 409
    assert browser.post("/users", data={**form, "login": "li.si", "unit": ""}).status_code == 422
    browser.post("/office", data={"address": "https://gk.example.gov.cn/", "keep_months": "12", "keep_at_least": "2"})
    page = browser.post(f"/users/{user_called(sessions, 'zhang.san').id}/reset").text
    assert "https://gk.example.gov.cn/first-login/" in page
