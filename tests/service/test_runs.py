"""Rounds of checks: started, watched, cancelled, started again, by whom it is allowed."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from auditing.exits import Exit
from service.database.sessions import Sessions
from service.database.tables import Audit, AuditState, JournalEntry, Office, Role, Run, SiteRow
from service.jobs.attempts import begin
from service.runs.progress import moment_words
from service.settings import Settings
from tests.reports import cards
from tests.service.conftest import Browser, SignIn, make_site
from tests.service.finished import finish, of_site

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)  # in China


@pytest.fixture
def sites(sessions: Sessions) -> list[SiteRow]:
    """Four sites, two of them on one host."""
    urls = (
        "http://a.example.gov.cn/",
        "http://b.example.gov.cn/",
        "http://b.example.gov.cn:8080/",
        "http://c.example.gov.cn/",
    )
    return [make_site(sessions, url, unit="市审计局" if number < 2 else "市交通局") for number, url in enumerate(urls)]


def start(browser: Browser, **wish: object) -> dict[str, object]:
    answer = browser.post("/api/v1/runs", json=wish)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def audits(browser: Browser, run: object) -> dict[str, dict[str, object]]:
    rows = browser.get(f"/api/v1/runs/{run}/audits").json()["items"]
    return {row["url"]: row for row in rows}


def test_a_run_is_started_watched_and_cancelled(sessions: Sessions, client: SignIn, sites: list[SiteRow]) -> None:
    browser = client(Role.SUPERVISOR)
    run = start(browser, matching={"search": "example"}, priority=5, crawl={"max_pages": 50}, as_of="2026-03-01")["id"]
    with sessions() as session:
        waiting = session.scalars(select(Audit).where(Audit.run_id == UUID(str(run)))).all()
        assert len(waiting) == 4
        assert all(audit.job is not None for audit in waiting)  # handed over when the request was done
        assert waiting[0].run.crawl == {"max_pages": 50}
    first = next(audit for audit in waiting if audit.site.url == "http://b.example.gov.cn/")
    begin(sessions, first.id, "机器一", 60.0, datetime.now(UTC))
    with sessions.begin() as session:
        session.get_one(Audit, first.id).progress = {
            "pages": 120, "checked": 300, "queue": 900, "errors": 7, "rate": 3.5, "elapsed": 60.0, "done": False,
        }  # fmt: skip

    page = browser.get(f"/runs/{run}")
    for words in ("抓取中", "机器一", "约 3 分钟", "同一主机的另一项检查在进行", "排队等候", 'hx-trigger="every 3s"'):
        assert words in page.text
    row = audits(browser, run)["http://b.example.gov.cn/"]
    assert (row["state"], row["left"], row["words"]) == ("running", 180.0, "抓取中")
    events = browser.get(f"/api/v1/audits/{first.id}/events").json()["items"]
    assert [event["kind"] for event in events] == ["begun"]
    assert browser.get(f"/api/v1/audits/{first.id}/events", params={"after": events[0]["id"]}).json()["items"] == []

    assert browser.post(f"/audits/{first.id}/cancel").status_code == 303
    assert "正在停止" in browser.get(f"/runs/{run}/live").text
    assert browser.post(f"/api/v1/runs/{run}/cancel").json() == {"cancelled": 4}
    states = {row["state"] for url, row in audits(browser, run).items() if url != "http://b.example.gov.cn/"}
    assert states == {"cancelled"}
    with sessions() as session:
        told = set(session.scalars(select(JournalEntry.action)))
    assert {"run.start", "audit.cancel", "run.cancel"} <= told


def test_what_came_to_nothing_is_started_again(
    sessions: Sessions, settings: Settings, client: SignIn, sites: list[SiteRow]
) -> None:
    browser = client(Role.SUPERVISOR)
    run = start(browser, sites=[str(site.id) for site in sites[:3]], rulesets=["national-2019"])["id"]
    rows = audits(browser, run)
    assert browser.post(f"/api/v1/runs/{run}/again").status_code == 409
    fine, away, broken = (UUID(str(rows[site.url]["id"])) for site in sites[:3])
    finish(sessions, settings, fine, of_site(cards.full(dead=1), sites[0]))
    finish(sessions, settings, away, of_site(cards.unreachable(), sites[1]))
    with sessions.begin() as session:
        audit = session.get_one(Audit, broken)
        audit.state, audit.error = AuditState.FAILED, "磁盘已满"
    page = browser.get(f"/runs/{run}").text
    assert "磁盘已满" in page
    assert "网站无法检查" in page
    led = browser.post(f"/runs/{run}/again").headers["location"]
    again = audits(browser, led.rpartition("/")[2])
    assert set(again) == {sites[1].url, sites[2].url}
    with sessions() as session:
        made = session.scalars(select(Run).order_by(Run.created_at.desc())).first()
        assert made is not None
        assert made.rulesets == ["national-2019"]
        assert session.get_one(Audit, away).exit == int(Exit.NOT_AUDITED)


def test_the_form_starts_what_was_chosen_and_refuses_in_words(
    sessions: Sessions, client: SignIn, sites: list[SiteRow]
) -> None:
    browser = client(Role.SUPERVISOR)
    with sessions.begin() as session:
        hour = datetime.now(UTC).astimezone().hour
        session.get_one(Office, 1).off_peak = f"{(hour + 9) % 24:02d}:00-{(hour + 10) % 24:02d}:00"
    assert "符合条件的全部 1 个网站" in browser.get("/runs/new", params={"search": "c.example"}).text
    ticked = browser.get("/runs/new", params={"site": str(sites[0].id)}).text
    assert f'value="{sites[0].id}" checked' in ticked
    form = {
        "which": "ticked",
        "site": [str(sites[0].id), str(sites[3].id)],
        "as_of": "2026-03-01",
        "year": "",
        "search": "x",
    }
    run = browser.post("/runs", data=form).headers["location"]
    assert "等到 " in browser.get(run).text  # the office's window is shut
    now = browser.post("/runs", data={"which": "all", "search": "c.example", "at_once": "yes", "purpose": "quick"})
    assert "快速检查" in browser.get(now.headers["location"]).text
    for fault, words in (
        ({"which": "ticked"}, "没有选中任何网站"),
        ({"which": "ticked", "site": ["nonsense"]}, "网站不对"),
        ({"as_of": "tomorrow"}, "检查日不对"),
        ({"year": "99999"}, "年份不对"),
        ({"purpose": "probe"}, "检查方式不对"),
        ({"ruleset": ["no-such"]}, "没有编号为"),
        ({"purpose": "rejudge"}, "还没有存下的快照"),
        ({"search": "'; DROP TABLE site; --"}, "没有选中任何网站"),
        ({"unit": "x"}, "填写的内容不对"),
    ):
        answer = browser.post("/runs", data={"which": "all", **fault})
        assert answer.status_code in (409, 422), fault
        assert words in answer.text, fault


def test_targets_by_address_are_found_or_added_by_who_may(
    sessions: Sessions, client: SignIn, sites: list[SiteRow]
) -> None:
    browser = client(Role.SUPERVISOR)
    known = [{"url": "https://a.example.gov.cn"}, {"url": "a.example.gov.cn/"}]
    run = start(browser, targets=known)["id"]
    assert list(audits(browser, run)) == ["http://a.example.gov.cn/"]
    new = {"url": "http://new.example.gov.cn/", "name": "新网站", "level": "county", "tags": ["新增"]}
    refused = browser.post("/api/v1/runs", json={"targets": [*known, new]})
    assert refused.status_code == 422
    assert "网站清单里没有 http://new.example.gov.cn/" in refused.json()["error"]
    run = start(browser, targets=[*known, new], add=True)["id"]
    assert set(audits(browser, run)) == {"http://a.example.gov.cn/", "http://new.example.gov.cn/"}
    for fault in (
        {"targets": [{"url": "file:///etc/passwd"}], "add": True},
        {"sites": [str(sites[0].id)], "matching": {}},
        {"sites": [str(sites[0].id)], "crawl": {"allow_private": True}},
        {"sites": [str(sites[0].id)], "crawl": {"rate": 10_000}},
        {"sites": [str(sites[0].id)], "as_of": "9999-12-31"},
        {"sites": [str(sites[0].id)], "surprise": 1},
    ):
        assert browser.post("/api/v1/runs", json=fault).status_code == 422, fault
    for role in (Role.UNIT, Role.VIEWER):
        other = client(role)
        assert other.post("/api/v1/runs", json={"sites": [str(sites[0].id)]}).status_code == 403
        assert other.post(f"/runs/{run}/cancel").status_code == 403
        assert other.get("/runs/new").status_code == 403


def test_a_unit_sees_of_a_run_only_its_own_sites(client: SignIn, sites: list[SiteRow]) -> None:
    run = start(client(Role.SUPERVISOR), matching={})["id"]
    unit = client(Role.UNIT, unit="市审计局")
    assert unit.get(f"/api/v1/runs/{run}").json()["sites"] == 2
    assert set(audits(unit, run)) == {sites[0].url, sites[1].url}
    assert "c.example" not in unit.get(f"/runs/{run}").text


@pytest.mark.parametrize(
    ("later", "words"),
    [(timedelta(hours=10), "22:00"), (timedelta(hours=18), "明天 06:00"), (timedelta(days=3), "3月4日 12:00")],
)
def test_a_moment_to_come_is_told_as_people_do(later: timedelta, words: str) -> None:
    assert moment_words(NOON + later, NOON) == words
    assert date(2026, 3, 1) == NOON.date()
