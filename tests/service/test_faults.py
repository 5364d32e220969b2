"""Faults the service survives, with real workers as processes of their own, real crawls and a real PostgreSQL."""

import os
import resource
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from service.database.sessions import Sessions
from service.database.tables import Audit, AuditEvent, AuditState, Problem, Purpose, RequirementResult, Run, SiteRow
from service.jobs.making import make_run
from service.queue.handing_over import hand_over_waiting
from service.settings import Settings
from service.store.store import Store
from tests.service.postgres_server import PostgresServer
from tests.service.towns import Towns, add_sites, name_of, towns, write_hosts
from tests.service.working import (
    PATIENT,
    QUICK,
    Command,
    Worker,
    ended,
    events,
    is_alive,
    until,
    worker_here,
    workers,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")


@pytest.fixture
def server() -> Iterator[Towns]:
    with towns() as server:
        yield server


@pytest.fixture
def settings(database_url: str, server: Towns, tmp_path: Path) -> Settings:
    """One database and one store for all machines."""
    return Settings(
        data_dir=tmp_path / "data",
        store_url=(tmp_path / "store").as_uri(),
        database_url=database_url,
        allow_private=True,
        hosts_file=write_hosts(server, 8, tmp_path),
        **QUICK,
    )


def start(sessions: Sessions, count: int) -> Run:
    with sessions.begin() as session:
        run = make_run(session, Purpose.AUDIT, add_sites(session, count))
    hand_over_waiting(sessions)
    return run


def told(sessions: Sessions, kind: str) -> int:
    with sessions() as session:
        return len(session.scalars(select(AuditEvent.id).where(AuditEvent.kind == kind)).all())


def refuse_doubles(sessions: Sessions, audits: list[Audit], store: Store) -> None:
    """Each audit has one result, in the tables and in the store."""
    with sessions() as session:
        done = Counter(session.scalars(select(AuditEvent.audit_id).where(AuditEvent.kind == "done")))
        results = Counter(session.scalars(select(RequirementResult.audit_id)))
        problems = session.scalars(select(Problem)).all()
    assert done == {audit.id: 1 for audit in audits}
    assert results == {audit.id: 4 for audit in audits}
    assert {problem.audit_id for problem in problems} == {audit.id for audit in audits}
    for audit in audits:
        before = audit.store_key.rpartition("/")[0]
        assert [n for n in range(1, audit.attempt + 1) if store.exists(f"{before}/{n}")] == [audit.attempt]


@pytest.mark.parametrize("fate", ["killed", "frozen"])
def test_a_worker_gone_in_mid_audit_leaves_no_orphan_and_another_ends_it(
    sessions: Sessions, settings: Settings, server: Towns, fate: str
) -> None:
    server.open.clear()
    run = start(sessions, 1)
    with workers(settings, 2) as (first, second):
        until(lambda: server.requests[name_of(0)] > 2)
        with sessions() as session:
            holder = session.scalars(select(Audit.worker)).one()
        victim, other = (first, second) if holder.endswith(f":{first.pid}") else (second, first)
        family = victim.descendants()
        assert len(family) >= 2  # what starts site processes, and one of them
        assert not any(b"DATABASE_URL" in Path(f"/proc/{pid}/environ").read_bytes() for pid in family)
        if fate == "killed":
            victim.kill()
            until(lambda: not victim.descendants() and not any(map(is_alive, family)), settings.lost_after)
        else:
            os.kill(victim.pid, signal.SIGSTOP)
            until(lambda: len(victim.descendants()) < len(family), settings.lost_after)
        server.open.set()
        [audit] = ended(sessions, run)
        assert audit.worker.endswith(f":{other.pid}")
        if fate == "frozen":
            os.kill(victim.pid, signal.SIGCONT)
            victim.stop()
    assert (audit.state, audit.attempt) == (AuditState.DONE, 3)  # begun, taken back, begun
    assert [kind for kind in events(sessions, audit.id) if kind in ("begun", "lost", "done")] == [
        "begun",
        "lost",
        "begun",
        "done",
    ]
    refuse_doubles(sessions, [audit], Store.of(settings))


def test_postgresql_restarted_under_load_costs_nothing(
    sessions: Sessions, settings: Settings, server: Towns, postgres: PostgresServer
) -> None:
    server.delay = 0.1
    run = start(sessions, 6)
    with workers(settings, slots=3, kind=Command):
        for count in (1, 2, 4):
            until(lambda at_least=count: told(sessions, "begun") >= at_least)  # type: ignore[misc]
            (postgres.stop if count % 2 else postgres.kill)()
            postgres.start()
        audits = ended(sessions, run)
    assert {audit.state for audit in audits} == {AuditState.DONE}
    refuse_doubles(sessions, audits, Store.of(settings))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A disk of one megabyte where this user may mount one, else None."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)], capture_output=True
    )
    yield folder if mounted.returncode == 0 else None
    if mounted.returncode == 0:
        subprocess.run(["/bin/umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_a_fault_of_ours_and_tried_again(
    sessions: Sessions, settings: Settings, small_disk: Path | None
) -> None:
    run = start(sessions, 1)
    data = small_disk or settings.data_dir
    cramped = settings.model_copy(update={"data_dir": data, "tries": 20, "retry_after": 0.5})
    worker = Worker(cramped, limit=None if small_disk else 100_000, log=settings.data_dir)
    try:
        until(lambda: told(sessions, "fault") > 0)
        with sessions() as session:
            words = session.scalars(select(AuditEvent.detail).where(AuditEvent.kind == "fault")).first() or ""
            assert not session.scalars(select(RequirementResult)).all()
        assert any(each in words for each in ("full", "No space", "too large", "disk I/O")), words
        if small_disk:
            subprocess.run(["/bin/mount", "-o", "remount,size=64m", str(small_disk)], check=True)
        else:
            resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
            for pid in worker.descendants():
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        [audit] = ended(sessions, run)
    finally:
        worker.stop()
    assert audit.state is AuditState.DONE
    refuse_doubles(sessions, [audit], Store.of(settings))


def test_a_store_that_is_away_costs_no_crawl_even_if_the_worker_is_restarted(
    sessions: Sessions, settings: Settings, server: Towns, tmp_path: Path
) -> None:
    settings = settings.model_copy(update=PATIENT)
    in_the_way = tmp_path / "store"
    in_the_way.write_text("no folder")
    run = start(sessions, 1)
    with worker_here(settings):
        until(lambda: told(sessions, "store_away") == 1)
        crawled = server.requests[name_of(0)]
    with worker_here(settings):
        until(lambda: told(sessions, "store_away") == 2)
        in_the_way.unlink()
        [audit] = ended(sessions, run)
    assert (audit.state, audit.attempt) == (AuditState.DONE, 2)
    assert server.requests[name_of(0)] == crawled
    assert [kind for kind in events(sessions, audit.id) if kind in ("given_back", "resumed")] == [
        "given_back",
        "resumed",
    ]
    refuse_doubles(sessions, [audit], Store.of(settings))


def test_a_thousand_jobs_and_four_workers_each_is_done_once(sessions: Sessions, settings: Settings) -> None:
    with sessions.begin() as session:
        sites = [SiteRow(url=f"http://{name_of(n)}/", host=name_of(n), folder=name_of(n)) for n in range(1000)]
        session.add_all(sites)
        session.flush()
        run = make_run(session, Purpose.AUDIT, sites)
        for site in sites:
            site.removed_at = datetime.now(UTC)  # all there is to do is to say so
    assert hand_over_waiting(sessions) == 1000
    with workers(settings, 4, slots=4):
        audits = ended(sessions, run)
    assert {audit.state for audit in audits} == {AuditState.CANCELLED}
    with sessions() as session:
        said = Counter(session.scalars(select(AuditEvent.audit_id).where(AuditEvent.kind == "site_removed")))
        assert session.get_one(Run, run.id).finished_at is not None
    assert said == {audit.id: 1 for audit in audits}
