"""What a worker makes of audits, from the queue to the tables: real crawls of small portals, one worker for all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from checks.outcomes import Outcome
from reports.earlier_cards import Change
from reports.ledgers.followup import State
from service.database.sessions import Sessions, engine_of, sessions_of
from service.database.tables import (
    AttestationRow,
    Audit,
    AuditState,
    FollowupRow,
    Problem,
    Purpose,
    RequirementResult,
    RulesetScore,
    Run,
    SiteRow,
    WaiverRow,
)
from service.jobs.cancelling import ask_to_cancel
from service.jobs.making import make_run
from service.queue.handing_over import hand_over_waiting
from service.settings import Settings
from service.store.store import Store
from tests.service.postgres_server import PostgresServer
from tests.service.towns import RULESET, Towns, add_sites, name_of, towns, write_hosts
from tests.service.working import PATIENT, ended, events, until, worker_here

COUNT = 5


@dataclass
class House:
    sessions: Sessions
    store: Store
    towns: Towns
    work: Path
    now: datetime | None = None  # None: as it is

    def clock(self) -> datetime:
        return self.now or datetime.now(UTC)

    def queue_now(self, audit: Audit) -> None:
        """As if its time had come: the queue goes by the database's clock."""
        with self.sessions.begin() as session:
            session.execute(
                text("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE id = :job"), {"job": audit.job}
            )

    def site(self, number: int) -> SiteRow:
        with self.sessions() as session:
            return session.scalars(select(SiteRow).where(SiteRow.host == name_of(number))).one()

    def run(self, number: int, purpose: Purpose = Purpose.AUDIT, **given: Any) -> Run:
        with self.sessions.begin() as session:
            run = make_run(session, purpose, [self.site(number)], **given)
        hand_over_waiting(self.sessions)
        return run

    def audit(self, number: int, purpose: Purpose = Purpose.AUDIT, **given: Any) -> Audit:
        [audit] = ended(self.sessions, self.run(number, purpose, **given))
        return audit

    def all(self, table: type[Any], **where: Any) -> list[Any]:
        with self.sessions() as session:
            return list(session.scalars(select(table).filter_by(**where)))


@pytest.fixture(scope="module")
def house(postgres: PostgresServer, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    postgres.execute(f"CREATE DATABASE audits TEMPLATE {template}")
    folder = tmp_path_factory.mktemp("house")
    engine = engine_of(postgres.url("audits"))
    sessions = sessions_of(engine)
    with towns() as server, sessions.begin() as session:
        add_sites(session, COUNT)
        session.commit()
        settings = Settings(
            data_dir=folder,
            database_url=postgres.url("audits"),
            allow_private=True,
            hosts_file=write_hosts(server, COUNT, folder),
            **PATIENT,
        )
        house = House(sessions, Store.of(settings), server, settings.work_dir)
        with worker_here(settings, house.clock):
            yield house
    engine.dispose()
    postgres.execute("DROP DATABASE audits WITH (FORCE)")


def test_an_audit_ends_in_tables_and_store_and_the_next_one_tells_what_changed(house: House) -> None:
    site = house.site(0)
    with house.sessions.begin() as session:
        day = date(2026, 11, 1)
        until_ = date(2027, 11, 1)
        proof = {"requirement": f"{RULESET}/proof", "by": "王工", "until": until_}
        session.add(AttestationRow(site_id=site.id, verdict=Outcome.PASS, on=day, what="看过档案", **proof))
        session.add(WaiverRow(requirement=f"{RULESET}/all-links", reason="正在换版", by="李科", until=until_))
        session.add(WaiverRow(requirement=f"{RULESET}/gone", reason="条款已经没有了", by="李科", until=until_))
        replied = {"requirement": f"{RULESET}/home-links", "state": State.REPLIED, "text": "已经改好", "by": "赵镇"}
        session.add(FollowupRow(site_id=site.id, at=datetime.now(UTC) - timedelta(days=1), **replied))
    first = house.audit(0)
    assert (first.state, first.attempt, first.exit, first.summary["reason"]) == (AuditState.DONE, 1, 1, "")
    results = {row.requirement.partition("/")[2]: row for row in house.all(RequirementResult, audit_id=first.id)}
    assert results["home-links"].outcome is Outcome.FAIL
    assert results["proof"].outcome is Outcome.PASS
    assert results["all-links"].waived
    assert [row.ruleset for row in house.all(RulesetScore, audit_id=first.id)] == [RULESET]
    dead = [row for row in house.all(Problem, site_id=site.id) if row.check == "links.homepage"]
    assert [(row.state, row.lead, row.target.rpartition("/")[2]) for row in dead] == [
        (Change.FIRST_LOOK, False, "gone.html")
    ]
    steps = [(row.state, row.audit_id) for row in house.all(FollowupRow, site_id=site.id)]
    assert steps == [(State.REPLIED, None), (State.REJECTED, first.id)]
    names = house.store.names_in(first.store_key)
    assert {"scorecard.json", "scorecard.html", "ledger.xlsx", "snapshot/facts.sqlite"} <= set(names)
    assert not {"followup.yaml", "attestations.yaml"} & set(names)
    assert not (house.work / str(first.id)).exists()

    house.towns.mended.add(site.host)
    requests = house.towns.requests[site.host]
    second = house.audit(0, Purpose.RECHECK)
    assert second.summary["compared_with"] == first.run.name
    assert second.exit == 0
    assert {row.state for row in house.all(Problem, site_id=site.id) if row.check == "links.homepage"} == {
        Change.MENDED
    }
    assert house.all(FollowupRow, site_id=site.id)[-1].state is State.VERIFIED
    assert house.towns.requests[site.host] > requests

    requests = house.towns.requests[site.host]
    again = house.audit(0, Purpose.REJUDGE)
    assert (again.state, again.crawled_at, again.as_of) == (AuditState.DONE, second.crawled_at, second.as_of)
    assert not again.has_snapshot
    assert house.towns.requests[site.host] == requests
    assert "snapshot/facts.sqlite" not in house.store.names_in(again.store_key)


def test_a_quick_check_and_what_cannot_be_judged_again(house: House) -> None:
    refused = house.audit(1, Purpose.REJUDGE)
    assert (refused.state, refused.error) == (AuditState.FAILED, "没有存着这个网站的快照，不能重新评判")
    quick = house.audit(1, Purpose.QUICK, crawl={"max_time": 10.0})
    assert (quick.state, quick.summary["quick"]) == (AuditState.DONE, True)


def ways_to_end(house: House) -> dict[str, tuple[Callable[[Audit], None], str]]:
    def cancel(audit: Audit) -> None:
        with house.sessions.begin() as session:
            ask_to_cancel(session, audit)

    def remove(audit: Audit) -> None:
        with house.sessions.begin() as session:
            session.get_one(SiteRow, audit.site_id).removed_at = datetime.now(UTC)

    return {"cancel": (cancel, "cancelled"), "remove": (remove, "site_removed")}


@pytest.mark.parametrize("way", ["cancel", "remove"])
def test_one_under_way_ends_when_it_is_cancelled_or_its_site_removed(house: House, way: str) -> None:
    end, told = ways_to_end(house)[way]
    number = {"cancel": 2, "remove": 3}[way]
    house.towns.open.clear()
    try:
        run = house.run(number)
        until(lambda: house.towns.requests[name_of(number)] > 2)
        [audit] = house.all(Audit, run_id=run.id)
        end(audit)
        [audit] = ended(house.sessions, run)
    finally:
        house.towns.open.set()
    assert (audit.state, audit.store_key, audit.attempt) == (AuditState.CANCELLED, "", 1)
    assert events(house.sessions, audit.id)[-1] == told
    assert house.all(RequirementResult, audit_id=audit.id) == []
    assert house.all(Problem, audit_id=audit.id) == []
    assert house.all(Run, id=run.id)[0].finished_at is not None
    until(lambda: not (house.work / str(audit.id)).exists())


def test_a_crawl_stops_when_its_window_closes_and_goes_on_when_it_opens(house: House) -> None:
    house.towns.open.clear()
    try:
        house.now = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)  # half past two at night in Beijing
        run = house.run(4, crawl={"off_peak": "02:00-03:00"}, at_once=False)
        [queued] = house.all(Audit, run_id=run.id)
        house.queue_now(queued)
        until(lambda: house.towns.requests[name_of(4)] > 2)
        house.now += timedelta(hours=1)
        until(lambda: house.all(Audit, run_id=run.id)[0].not_before is not None)
    finally:
        house.towns.open.set()
    [waiting] = house.all(Audit, run_id=run.id)
    assert waiting.not_before == datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    house.now = datetime(2026, 11, 21, 18, 1, tzinfo=UTC)
    house.queue_now(waiting)
    [audit] = ended(house.sessions, run)
    assert (audit.state, audit.attempt) == (AuditState.DONE, 2)
    assert [kind for kind in events(house.sessions, audit.id) if kind in ("paused", "resumed")] == ["paused", "resumed"]
    assert audit.summary["pages"] == house.towns.pages + 1
