"""The API against its own schema: whatever is sent within it or beside it, no answer is a fault of ours."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Err
from sqlalchemy import select

from service.accounts.actor import Actor
from service.accounts.tokens import make_token
from service.database.sessions import Sessions
from service.database.tables import Audit, AuditState, Purpose, Role, Run, Schedule, User
from tests.service.conftest import make_site, make_user

EXAMPLES = 3  # an operation and mode
SEED = 20261121
SETTINGS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def token(sessions: Sessions) -> str:
    """Of an administrator, so that acts are reached and not only refusals."""
    login = make_user(sessions, Role.ADMINISTRATOR)
    with sessions.begin() as session:
        user = session.scalars(select(User).where(User.login == login)).one()
        return make_token(session, Actor.of(user), "schema")[1]


@pytest.fixture
def known(sessions: Sessions) -> dict[str, str]:
    """Ids of things there are, by the names paths give them: half of the calls are about these."""
    site = make_site(sessions, "http://a.example.cn/", unit="市审计局")
    login = make_user(sessions, Role.VIEWER)
    with sessions.begin() as session:
        run = Run(name="20260301-0200", purpose=Purpose.AUDIT, as_of=date(2026, 3, 1))
        session.add(run)
        session.flush()
        audit = Audit(run_id=run.id, site_id=site.id, state=AuditState.DONE, store_key="runs/none", exit=0)
        schedule = Schedule(name="每月", purpose=Purpose.AUDIT, cron="0 22 1 * *")
        session.add_all([audit, schedule])
        session.flush()
        user: UUID = session.scalars(select(User.id).where(User.login == login)).one()
        found = {
            "site_id": site.id,
            "run_id": run.id,
            "audit_id": audit.id,
            "schedule_id": schedule.id,
            "user_id": user,
        }
    return {name: str(value) for name, value in found.items()} | {"ruleset": "ipv6", "name": "ipv6"}


def operations(app: FastAPI) -> Iterator[schemathesis.APIOperation[Any, Any, Any, Any]]:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    for found in schema.get_all_operations():
        if isinstance(found, Err):
            raise found.err()
        yield found.ok()


def test_no_call_of_the_api_ends_in_a_fault_of_ours(service: FastAPI, token: str, known: dict[str, str]) -> None:
    browser = TestClient(service, headers={"Authorization": f"Bearer {token}"}, raise_server_exceptions=False)
    faults: dict[str, str] = {}
    called = 0
    for operation in operations(service):
        for mode in GenerationMode:
            called += try_operation(operation, mode, browser, known, faults)
    assert called > 200, called
    assert faults == {}


def try_operation(
    operation: schemathesis.APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    browser: TestClient,
    known: dict[str, str],
    faults: dict[str, str],
) -> int:
    """Call one operation some times; note what failed. Returns how often it was called."""
    calls = 0

    @seed(SEED)
    @SETTINGS
    @given(case=operation.as_strategy(generation_mode=mode), random=st.randoms(use_true_random=False))
    def call(case: schemathesis.Case[Any], random: Random) -> None:
        nonlocal calls
        for name in set(case.path_parameters or {}) & set(known):
            if random.random() < 0.5:
                case.path_parameters[name] = known[name]
        request = case.as_transport_kwargs(base_url="http://testserver")
        request.pop("cookies", None)
        request["headers"] = {name: value for name, value in request["headers"].items() if _sendable(value)}
        answer = browser.request(**request, follow_redirects=False)
        calls += 1
        if answer.status_code >= 500:
            faults[operation.label] = f"{answer.status_code} {request}"[:600]
        elif answer.status_code >= 400:
            assert answer.json()["error"]

    try:
        call()
    except Unsatisfiable:
        return calls  # nothing but what fits can be sent to it
    return calls


def _sendable(value: str) -> bool:
    return value.isascii() and value.isprintable()
