"""The whole way of one problem, with a real crawl on either side (整改全过程): found, notified, answered, checked again, closed."""

from pathlib import Path

from sqlalchemy import select

from service.database.sessions import Sessions
from service.database.tables import OutgoingMail, Purpose, Role, Run, SiteRow, Unit
from service.jobs.making import make_run
from service.mail.digests import put_due
from service.queue.handing_over import hand_over_waiting
from service.settings import Settings
from tests.service.conftest import Browser, SignIn
from tests.service.towns import RULESET, add_sites, name_of, towns, write_hosts
from tests.service.working import PATIENT, ended, worker_here

PROBLEM = f"{RULESET}/home-links"


def test_a_problem_goes_from_the_first_check_to_its_end(
    client: SignIn, sessions: Sessions, settings: Settings, tmp_path: Path
) -> None:
    office, unit = client(Role.SUPERVISOR), client(Role.UNIT)
    with towns() as server:
        with sessions.begin() as session:
            add_sites(session, 1)
            site = session.scalars(select(SiteRow)).one()
            site.unit = session.scalars(select(Unit)).one()
            make_run(session, Purpose.AUDIT, [site])
        hand_over_waiting(sessions)
        given = {**PATIENT, "hosts_file": write_hosts(server, 1, tmp_path)}
        with worker_here(settings.model_copy(update=given)):
            with sessions() as session:
                first = session.scalars(select(Run)).one()
            ended(sessions, first)
            put_due(sessions)
            page = f"/ledger/{site.id}/{PROBLEM}"
            assert office.post("/ledger/notify", data={"items": f"{site.id}|{PROBLEM}|0"}).status_code == 303
            assert "gone.html" in unit.get(page).text
            _reply(unit, page)
            server.mended.add(name_of(0))
            assert unit.post(f"{page}/recheck").status_code == 303
            with sessions() as session:
                again = session.scalars(select(Run).where(Run.purpose == Purpose.RECHECK)).one()
            ended(sessions, again)
    told = unit.get(page).text
    assert "复查没有再发现问题" in told
    assert "复查合格" in told
    assert (
        office.post(f"{page}/steps", data={"state": "closed", "seen": _seen(office.get(page).text)}).status_code == 303
    )
    assert PROBLEM not in [line["requirement"] for line in office.get("/api/v1/ledger").json()["items"]]
    put_due(sessions)
    with sessions() as session:
        mails = session.scalars(select(OutgoingMail).order_by(OutgoingMail.made_at)).all()
    told_of = {(mail.recipient.partition("@")[0], mail.subject[:4]) for mail in mails}
    to_unit = {(unit.login, subject) for subject in ("检查结果", "整改通知", "复查结果")}
    assert told_of == {(office.login, "检查结果"), *to_unit}
    assert f"{name_of(0)}，已整改 2" in mails[-1].subject, "on the home page, and on the whole site"


def _seen(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def _reply(unit: Browser, page: str) -> None:
    told = {"text": "死链已删除", "seen": _seen(unit.get(page).text)}
    assert unit.post(f"{page}/replies", data=told, files=[("files", ("a.pdf", b"%PDF-1.7\n"))]).status_code == 303
