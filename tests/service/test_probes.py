"""Availability: rounds of real probes by schedule, what they tell, how long they are kept, who sees them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import create_server
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import func, select

from crawler.off_peak import ZONE
from portal.network_facts import Probe
from portal.states import ProbeState
from service.accounts.actor import Actor
from service.database.sessions import Sessions
from service.database.tables import ProbeRow, Purpose, Role
from service.probes.availability import availability_of, first_moment
from service.probes.removing import remove_old_probes
from service.probes.rounds import keep_probes, probe_due, row_of
from service.schedules.moments import next_moment
from service.schedules.plans import ScheduleFields, add_schedule
from service.settings import Settings
from tests.service.conftest import SignIn, make_site

NOW = datetime(2026, 3, 15, 12, 30, tzinfo=ZONE)


class Home(BaseHTTPRequestHandler):
    """A home page."""

    def do_GET(self) -> None:
        """Answer."""
        body = "<title>首页</title>".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def home() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Home)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def closed() -> str:
    with create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/"


def probed(sessions: Sessions, site: UUID, states: str, start: datetime = NOW) -> None:
    """Hourly probes, the last at `start`: o opened, f failed, b blocked."""
    names = {"o": ProbeState.OPENED, "f": ProbeState.FAILED, "b": ProbeState.BLOCKED}
    first = start - timedelta(hours=len(states) - 1)
    probes = [
        Probe("x", "http://x/", first + timedelta(hours=hour), names[each], 900, 15000)
        for hour, each in enumerate(states)
    ]
    keep_probes(sessions, [row_of(site, probe) for probe in probes])


def test_sites_of_a_schedule_are_probed_when_it_is_due_and_once(
    sessions: Sessions, settings: Settings, home: str, closed: str
) -> None:
    up, down = make_site(sessions, home), make_site(sessions, closed)
    with sessions.begin() as session:
        schedule = add_schedule(session, Actor.system(), ScheduleFields("探测", Purpose.PROBE, "7 * * * *"))
        schedule.next_at = next_moment("7 * * * *", NOW)
    assert probe_due(settings, sessions, NOW) == 0
    assert probe_due(settings, sessions, NOW + timedelta(hours=6)) == 2
    assert probe_due(settings, sessions, NOW + timedelta(hours=6)) == 0
    with sessions() as session:
        rows = {row.site_id: row for row in session.scalars(select(ProbeRow))}
    assert (rows[up.id].state, rows[up.id].status, rows[up.id].limit_ms) == (ProbeState.OPENED, 200, 15000)
    assert (rows[down.id].state, rows[down.id].status) == (ProbeState.FAILED, None)


def test_a_private_address_is_not_probed_unless_allowed(sessions: Sessions, settings: Settings, home: str) -> None:
    make_site(sessions, home)
    with sessions.begin() as session:
        add_schedule(session, Actor.system(), ScheduleFields("探测", Purpose.PROBE, "7 * * * *"))
    later = datetime.now(UTC) + timedelta(hours=2)
    assert probe_due(settings.model_copy(update={"allow_private": False}), sessions, later) == 1
    with sessions() as session:
        assert session.scalars(select(ProbeRow.status)).one() is None


def test_availability_counts_what_tells_something_and_lists_each_drop(sessions: Sessions) -> None:
    site = make_site(sessions, "http://a.gov.cn/")
    probed(sessions, site.id, "ooffbfoobobff")
    with sessions() as session:
        found = availability_of(session, [site], first_moment(NOW))[0]
    assert (found.whole.opened, found.whole.failed, found.whole.blocked) == (5, 5, 3)
    assert found.whole.rate == pytest.approx(0.5)
    assert [(drop.probes, drop.until is None) for drop in found.drops] == [(3, False), (2, True)]
    assert found.drops[0].since == NOW - timedelta(hours=10)
    assert found.drops[0].until == NOW - timedelta(hours=6)
    assert {tally.mark for tally in found.days.values()} == {"bad"}


def test_old_probes_go_and_those_of_the_year_before_stay(sessions: Sessions) -> None:
    site = make_site(sessions, "http://a.gov.cn/")
    probed(sessions, site.id, "o", NOW - timedelta(days=390))
    probed(sessions, site.id, "o", NOW - timedelta(days=400))
    assert remove_old_probes(sessions, NOW) == 1
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(ProbeRow)) == 1


def test_pages_and_api_show_drops_to_those_who_may_see_the_site(client: SignIn, sessions: Sessions) -> None:
    own = make_site(sessions, "http://own.gov.cn/", unit="市审计局", name="<i>自己的")
    other = make_site(sessions, "http://other.gov.cn/", unit="市林业局")
    for site in (own, other):
        probed(sessions, site.id, "offo", datetime.now(UTC))
    unit = client(Role.UNIT, unit="市审计局")
    page = unit.get("/probes?failed=true").text
    assert "&lt;i&gt;自己的" in page
    assert "50.00%" in page
    assert "other.gov.cn" not in page
    items = unit.get("/api/v1/probes").json()["items"]
    assert [(item["site"], len(item["drops"])) for item in items] == [(str(own.id), 1)]
    assert "已能打开" in unit.get(f"/probes/{own.id}").text
    assert unit.get(f"/api/v1/probes/{own.id}").json()["total"] == 4
    assert {unit.get(f"{path}/{other.id}").status_code for path in ("/probes", "/api/v1/probes")} == {404}
