"""`python -m benchmarks.service [--sites N] [--pages N]`: a round over many sites by two workers and an external PostgreSQL, undisturbed, and with one of them killed half-way.

Prints what each round took, and whether both came to the same: scores, verdicts and problems of every site. All sites are played by one server under names
of a host table; what a round takes is processor time, not politeness. `--sites 200` is what the project's goal speaks of.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select, text

from benchmarks.generated import Portal
from benchmarks.serving import HOME, served
from benchmarks.tables import arguments, publish, table
from portal.site import Level, Site, SiteKind
from service.database.sessions import Sessions, engine_of, sessions_of
from service.database.tables import (
    Audit,
    AuditState,
    Office,
    Problem,
    Purpose,
    RequirementResult,
    RulesetScore,
    SiteRow,
)
from service.database.tables.runs import ENDED
from service.database.upgrading import upgrade
from service.jobs.making import make_run
from service.queue.handing_over import hand_over_waiting
from tests.service.postgres_server import PostgresServer

_DOMAIN = "gongkai-benchmark"  # exists nowhere
_ROOT = Path(__file__).resolve().parent.parent
_LIMIT = 7200.0  # seconds of a round
WORKERS = 2
CRAWL = {
    "rate": 1000.0,
    "recheck": [1.0],
    "robots": "ignore",
    "render": "never",
    "ipv6_tries": 1,
    "ipv6_interval": 0.0,
    "search": False,
}


@dataclass(frozen=True)
class Ground:
    """Where rounds are run: a database server, the host table, a folder."""

    server: PostgresServer
    hosts: Path
    place: Path
    sites: int
    pages: int


class _Workers:
    """`gongkai worker` processes; what they took counts their site processes."""

    def __init__(self, ground: Ground, url: str, name: str) -> None:
        self.cpu = 0.0
        self._all = [self._start(ground, url, name, number) for number in range(WORKERS)]

    def _start(self, ground: Ground, url: str, name: str, number: int) -> subprocess.Popen[bytes]:
        folder = ground.place / name / str(number)
        folder.mkdir(parents=True)
        given = {
            "DATABASE_URL": url,
            "GONGKAI_DATA_DIR": str(folder),
            "GONGKAI_STORE_URL": (ground.place / name / "store").as_uri(),
            "GONGKAI_HOSTS_FILE": str(ground.hosts),
            "GONGKAI_ALLOW_PRIVATE": "true",
            "GONGKAI_SLOTS": "1",
            "GONGKAI_LOST_AFTER": "20",
            "GONGKAI_HEARTBEAT": "2",
        }
        with (folder / "log").open("wb") as log:
            command = [sys.executable, "-m", "cli", "worker"]
            return subprocess.Popen(command, cwd=_ROOT, env=os.environ | given, stdout=log, stderr=log)

    def kill_one(self) -> None:
        """As the machine's memory running out would."""
        victim = self._all.pop()
        victim.kill()
        victim.wait()

    def stop(self) -> None:
        """End all, and count what they took."""
        for worker in self._all:
            worker.send_signal(signal.SIGTERM)
        for worker in self._all:
            _, status, usage = os.wait4(worker.pid, 0)
            worker.returncode = os.waitstatus_to_exitcode(status)
            self.cpu += usage.ru_utime + usage.ru_stime


def round_over(ground: Ground, name: str, *, kill: bool) -> tuple[dict[str, Any], dict[str, set[Any]]]:
    """One round: the row of the table, and what stands in the tables at its end. Raises RuntimeError when an audit did not come to a result."""
    with _database(ground.server, name) as (url, sessions):
        with sessions.begin() as session:
            session.add(Office(id=1))
            rows = [_row(number, ground.pages) for number in range(1, ground.sites + 1)]
            session.add_all(rows)
            session.flush()
            make_run(session, Purpose.AUDIT, rows, crawl=CRAWL)
        hand_over_waiting(sessions)
        started = time.monotonic()
        workers = _Workers(ground, url, name)
        try:
            _wait(sessions, Audit.state == AuditState.DONE, ground.sites // 2)
            if kill:
                workers.kill_one()
            _wait(sessions, Audit.state.in_(ENDED), ground.sites)
            seconds = time.monotonic() - started
        finally:
            workers.stop()
        return _figures(sessions, seconds, None if kill else workers.cpu), _outcome(sessions)


@contextmanager
def _database(server: PostgresServer, name: str) -> Iterator[tuple[str, Sessions]]:
    server.execute(f"CREATE DATABASE {name}")
    engine = engine_of(server.url(name))
    upgrade(engine)
    yield server.url(name), sessions_of(engine)
    engine.dispose()


def _row(number: int, pages: int) -> SiteRow:
    site = Site(url=f"http://xian{number}.{_DOMAIN}/")
    return SiteRow(
        url=site.url,
        host=site.host,
        folder=site.folder,
        level=Level.COUNTY,
        kind=SiteKind.PORTAL,
        crawl={"max_pages": pages * 2},
    )


def _wait(sessions: Sessions, state: Any, count: int) -> None:
    end = time.monotonic() + _LIMIT
    while True:
        with sessions() as session:
            if (session.scalar(select(func.count()).where(state)) or 0) >= count:
                return
        if time.monotonic() > end:
            raise RuntimeError("the round did not come to its end")
        time.sleep(0.5)


def _figures(sessions: Sessions, seconds: float, cpu: float | None) -> dict[str, Any]:
    with sessions() as session:
        audits = session.scalars(select(Audit)).all()
        size = session.scalar(text("SELECT pg_database_size(current_database())")) or 0
    if any(audit.state is not AuditState.DONE for audit in audits):
        raise RuntimeError({audit.site.host: audit.error for audit in audits if audit.state is not AuditState.DONE})
    pages = sum(audit.summary["pages"] for audit in audits)
    return {
        "sites": len(audits),
        "pages": pages,
        "begun again": sum(audit.attempt > 1 for audit in audits),
        "seconds": round(seconds, 1),
        "sites/min": round(len(audits) / seconds * 60, 1),
        "CPU s": round(cpu, 1) if cpu is not None else None,
        "CPU ms/page": round(cpu / pages * 1000, 1) if cpu is not None else None,
        "CPU s/site": round(cpu / len(audits), 2) if cpu is not None else None,
        "database MB": round(size / 1e6, 1),
    }


def _outcome(sessions: Sessions) -> dict[str, set[Any]]:
    with sessions() as session:
        hosts = {audit.id: audit.site.host for audit in session.scalars(select(Audit))}
        scores = session.scalars(select(RulesetScore)).all()
        results = session.scalars(select(RequirementResult)).all()
        problems = session.scalars(select(Problem)).all()
    return {
        "scores": {(hosts[each.audit_id], each.ruleset, each.value, each.grade, each.vetoed) for each in scores},
        "verdicts": {(hosts[each.audit_id], each.requirement, each.outcome, each.findings) for each in results},
        "problems": {(each.site.host, each.finding, each.state, each.severity, each.lead) for each in problems},
    }


def main(given: Sequence[str] | None = None) -> None:
    """Run it as the command line says."""
    parser = arguments(__doc__.partition("\n")[0])
    parser.add_argument("--sites", type=int, default=12)
    parser.add_argument("--pages", type=int, default=20, help="of each site")
    options = parser.parse_args(given)
    server = PostgresServer()
    server.start()
    try:
        with TemporaryDirectory() as folder, served(Portal(options.pages)) as port:
            hosts = Path(folder) / "hosts.txt"
            names = [f"xian{number}.{_DOMAIN}" for number in range(1, options.sites + 1)]
            hosts.write_text("".join(f"{HOME}:{port} {name}\n" for name in names), encoding="utf-8")
            ground = Ground(server, hosts, Path(folder), options.sites, options.pages)
            calm, wanted = round_over(ground, "calm", kill=False)
            print(table([{"round": "undisturbed", **calm}]), flush=True)
            wild, found = round_over(ground, "wild", kill=True)
    finally:
        server.close()
    rows = [{"round": "undisturbed", **calm}, {"round": "one killed", **wild}]
    print(table(rows))
    same = {name: (len(wanted[name]), found[name] == wanted[name]) for name in wanted}
    for name, (count, is_same) in same.items():
        print(f"{name}: {count}, {'the same in both rounds' if is_same else 'DIFFERENT'}")
    publish("service", options.json, {"rows": rows, "same": {name: is_same for name, (_, is_same) in same.items()}})
    if not all(is_same for _, is_same in same.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
