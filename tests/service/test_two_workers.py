"""Two workers and an external PostgreSQL share the sites; one is killed half-way; what comes out is what an undisturbed round comes to."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from service.database.sessions import Sessions, engine_of, sessions_of
from service.database.tables import (
    Audit,
    AuditEvent,
    AuditState,
    Problem,
    Purpose,
    RequirementResult,
    RulesetScore,
    Run,
)
from service.jobs.making import make_run
from service.queue.handing_over import hand_over_waiting
from service.settings import Settings
from tests.service.postgres_server import PostgresServer
from tests.service.towns import Towns, add_sites, towns, write_hosts
from tests.service.working import PATIENT, QUICK, ended, until, workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked")
COUNT = 12


@pytest.fixture
def server() -> Iterator[Towns]:
    with towns() as server:
        server.pages = 8
        yield server


@pytest.fixture
def undisturbed(postgres: PostgresServer, template: str) -> Iterator[str]:
    postgres.execute(f"CREATE DATABASE undisturbed TEMPLATE {template}")
    yield postgres.url("undisturbed")
    postgres.execute("DROP DATABASE undisturbed WITH (FORCE)")


def begun(sessions: Sessions) -> Run:
    with sessions.begin() as session:
        run = make_run(session, Purpose.AUDIT, add_sites(session, COUNT))
    hand_over_waiting(sessions)
    return run


def outcome(sessions: Sessions) -> dict[str, set[Any]]:
    """All that stands in the tables about sites, by host."""
    with sessions() as session:
        hosts = {audit.id: audit.site.host for audit in session.scalars(select(Audit))}
        scores = session.scalars(select(RulesetScore)).all()
        results = session.scalars(select(RequirementResult)).all()
        problems = session.scalars(select(Problem)).all()
    return {
        "scores": {(hosts[each.audit_id], each.ruleset, each.value, each.grade, each.vetoed) for each in scores},
        "results": {(hosts[each.audit_id], each.requirement, each.outcome, each.findings) for each in results},
        "problems": {(each.site.host, each.finding, each.state, each.severity, each.lead) for each in problems},
    }


def test_what_two_workers_come_to_when_one_is_killed_is_what_an_undisturbed_one_does(
    postgres: PostgresServer, database_url: str, undisturbed: str, sessions: Sessions, server: Towns, tmp_path: Path
) -> None:
    hosts = write_hosts(server, COUNT, tmp_path)

    def settings(url: str, name: str, pace: dict[str, Any]) -> Settings:
        store = (tmp_path / name / "store").as_uri()
        given: dict[str, Any] = {
            "data_dir": tmp_path / name,
            "store_url": store,
            "hosts_file": hosts,
            "allow_private": True,
        }
        return Settings(database_url=url, **given, **pace)

    engine = engine_of(undisturbed)
    calm = sessions_of(engine)
    with workers(settings(undisturbed, "calm", PATIENT), slots=3):
        assert {audit.attempt for audit in ended(calm, begun(calm))} == {1}

    run = begun(sessions)
    done = select(func.count()).where(Audit.state == AuditState.DONE)
    with workers(settings(database_url, "wild", QUICK), 2) as (first, second):
        until(lambda: (sessions().scalar(done) or 0) >= COUNT // 3)
        with sessions() as session:
            busy = session.scalars(select(Audit.worker).where(Audit.state == AuditState.RUNNING)).first() or ""
        (first if busy.endswith(f":{first.pid}") else second).kill()
        audits = ended(sessions, run)
    with sessions() as session:
        assert session.scalar(select(func.count()).where(AuditEvent.kind == "lost"))
    assert {audit.state for audit in audits} == {AuditState.DONE}
    wanted = outcome(calm)
    assert all(len(rows) >= COUNT for rows in wanted.values())
    assert outcome(sessions) == wanted
    engine.dispose()
