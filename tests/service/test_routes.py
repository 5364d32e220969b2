"""Every route of the application, from its own table: who may call it, and that no other site's page can."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from service.accounts.actor import RIGHTS, Right
from service.database.sessions import Sessions
from service.database.tables import Role
from service.web.dependencies import Needs, personal, signed_in
from tests.service.conftest import SignIn, make_site

OPEN = {
    "/login",
    "/first-login/{token}",
    "/health",
    "/metrics",
    "/archived/{token}/{rest:path}",  # in a sandbox without the session's origin: a pass in the address stands for it
}
SAFE = {"GET", "HEAD", "OPTIONS"}
SOME_ID = str(UUID(int=7))


@dataclass(frozen=True)
class Call:
    """One method of one route, and what it asks of whoever calls."""

    method: str
    path: str
    rights: frozenset[Right]
    personal: bool
    signed_in: bool

    @property
    def address(self) -> str:
        return re.sub(r"\{[^}]*\}", SOME_ID, self.path)

    @property
    def changes(self) -> bool:
        return self.method not in SAFE

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def calls(app: FastAPI) -> list[Call]:
    """All there are; those of the framework itself (its schema, files as they are) are no APIRoute."""
    own = [route for route in iter_route_contexts(app.routes) if isinstance(route.original_route, APIRoute)]
    return sorted((call for route in own for call in _calls(route)), key=str)


def _calls(route: RouteContext) -> Iterator[Call]:
    asked = list(_asked(route.dependant))
    rights = frozenset(each.right for each in asked if isinstance(each, Needs))
    for method in route.methods or ():
        yield Call(method, route.path or "", rights, personal in asked, signed_in in asked)


def _asked(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from _asked(each)


def test_every_route_asks_who_calls_and_every_change_for_a_right(service: FastAPI) -> None:
    found = calls(service)
    assert len(found) > 40
    assert [str(call) for call in found if not call.signed_in and call.path not in OPEN] == []
    assert [
        str(call) for call in found if call.changes and not call.rights and not call.personal and call.path not in OPEN
    ] == []


def test_nobody_is_answered(service: FastAPI, client: SignIn) -> None:
    browser = client(None)
    browser.take_token("/login")
    answers = {
        str(call): browser.request(call.method, call.address) for call in calls(service) if call.path not in OPEN
    }
    wrong = {
        name: answer.status_code
        for name, answer in answers.items()
        if not (answer.status_code == 401 and " /api/" in name)
        and not (answer.status_code == 303 and answer.headers["location"].startswith("/login"))
    }
    assert wrong == {}


@pytest.mark.parametrize("role", Role)
def test_a_role_is_refused_exactly_what_it_has_no_right_to(service: FastAPI, client: SignIn, role: Role) -> None:
    """The administrator opens everything; the others try what asks for a right."""
    browser = client(role)
    wrong = {}
    for call in sorted(calls(service), key=lambda call: call.path == "/logout"):
        if call.path in OPEN or (call.rights <= {Right.SEE} and role is not Role.ADMINISTRATOR):
            continue
        answer = browser.request(call.method, call.address)
        allowed = call.rights <= RIGHTS[role]
        if (answer.status_code == 403) is allowed or answer.status_code in (401, 500):
            wrong[str(call)] = answer.status_code
    assert wrong == {}


def test_what_changes_something_needs_the_token_of_the_session(service: FastAPI, client: SignIn) -> None:
    browser = client(Role.ADMINISTRATOR)
    del browser.headers["X-CSRF-Token"]
    answers = {
        str(call): (
            browser.request(call.method, call.address).status_code,
            browser.request(call.method, call.address, data={"csrf": "of another"}).status_code,
        )
        for call in calls(service)
        if call.changes
    }
    assert answers
    assert {name: codes for name, codes in answers.items() if codes != (403, 403)} == {}


def test_a_unit_is_told_nothing_of_another_units_site(service: FastAPI, client: SignIn, sessions: Sessions) -> None:
    """Also not that it exists: the answer is that to a number nobody has."""
    theirs = str(make_site(sessions, "http://theirs.example.cn/", unit="市财政局").id)
    browser = client(Role.UNIT, unit="市审计局")
    different = {}
    for call in calls(service):
        if "{site_id}" not in call.path or not call.rights <= RIGHTS[Role.UNIT]:
            continue
        known, unknown = (
            browser.request(call.method, call.path.replace("{site_id}", site).replace("{", "").replace("}", ""))
            for site in (theirs, SOME_ID)
        )
        if known.status_code != unknown.status_code or known.status_code not in (404, 422):
            different[str(call)] = (known.status_code, unknown.status_code)
    assert different == {}
