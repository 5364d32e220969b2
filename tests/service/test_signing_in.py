"""Signing in, sessions, first-login links."""

from fastapi import FastAPI

from service.database.tables import Role
from tests.service.conftest import SignIn


def test_a_signed_in_user_sees_the_account_page(client: SignIn) -> None:
    browser = client(Role.VIEWER)
    assert browser.login in browser.get("/account").text


def test_nobody_is_led_to_the_login_page_and_back(client: SignIn, service: FastAPI) -> None:
    answer = client(None).get("/account?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/account%3Fx%3D1")
