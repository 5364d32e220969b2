"""Results across sites: what counts now, files, archived copies, exports; what was crawled never runs; a unit sees nothing of another's."""

import csv
import io
import json
import re
from datetime import date
from html import unescape
from uuid import UUID

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from service.database.sessions import Sessions
from service.database.tables import Purpose, Role, SiteRow
from service.settings import Settings
from tests.reports import cards
from tests.service.conftest import SignIn, make_site
from tests.service.finished import finish, make_audit, make_round, of_site, with_score

MINE, OTHERS = "市审计局", "市交通局"
FEBRUARY, MARCH = date(2026, 2, 1), date(2026, 3, 1)
EVIL = '<script>alert(1)</script>\u202e=HYPERLINK("http://x/")\x00\x1b'


@pytest.fixture
def two(sessions: Sessions) -> list[SiteRow]:
    """A site of each of two units."""
    return [
        make_site(sessions, "http://audit.example.gov.cn/", unit=MINE, name="审计局网站"),
        make_site(sessions, "http://traffic.example.gov.cn/", unit=OTHERS, name="交通局网站"),
    ]


def judged(sessions: Sessions, settings: Settings, site: SiteRow, day: date, value: float, dead: int = 3) -> UUID:
    card = with_score(of_site(cards.full(dead=dead), site, day), value)
    return finish(sessions, settings, make_audit(sessions, site), card)


def test_the_ranking_takes_each_sites_newest_crawl_and_tells_what_changed(
    sessions: Sessions, settings: Settings, client: SignIn, two: list[SiteRow]
) -> None:
    first, second = two
    judged(sessions, settings, first, FEBRUARY, 60.0)
    newest = judged(sessions, settings, first, MARCH, 72.5)
    judged(sessions, settings, second, MARCH, 90.0)

    office, unit = client(Role.VIEWER), client(Role.UNIT, unit=MINE)
    ranked = office.get("/api/v1/ranking", params={"ruleset": "county-2026"}).json()["items"]
    assert [(each["rank"], each["name"], each["value"], each["change"]) for each in ranked] == [
        (1, "交通局网站", 90.0, None),
        (2, "审计局网站", 72.5, 12.5),
    ]
    assert ranked[1]["audit"] == str(newest)
    vetoed = office.get("/api/v1/ranking", params={"ruleset": "national-2019"}).json()["items"]
    assert {each["vetoed"] for each in vetoed} == {True}

    own = unit.get("/api/v1/ranking", params={"ruleset": "county-2026"}).json()
    assert [each["rank"] for each in own["items"]] == [1]
    assert own["total"] == 1
    months = office.get("/api/v1/trend", params={"ruleset": "county-2026"}).json()["points"]
    assert [(month["label"], month["value"], month["sites"]) for month in months] == [
        ("2026-02", 60.0, 1),
        ("2026-03", 81.2, 2),
    ]
    page = office.get("/ranking").text
    assert "↑ 12.50" in page
    assert "polyline" in office.get("/trend", params={"ruleset": "county-2026"}).text
    assert "polyline" in office.get("/trend", params={"site": str(first.id)}).text


def test_what_a_snapshot_judged_again_no_longer_finds_is_no_problem_any_more(
    sessions: Sessions, settings: Settings, client: SignIn, two: list[SiteRow]
) -> None:
    """Under other figures the same crawl is judged without an earlier one to compare it with: nothing on the new card tells of what is gone."""
    card = of_site(cards.full(dead=3), two[0], MARCH)
    finish(sessions, settings, make_audit(sessions, two[0]), card)
    office = client(Role.SUPERVISOR)
    before = {row["id"] for row in office.get("/api/v1/findings").json()["items"]}
    milder = of_site(cards.full(dead=1), two[0], MARCH)
    finish(sessions, settings, make_audit(sessions, two[0], Purpose.REJUDGE), milder)
    after = {row["id"] for row in office.get("/api/v1/findings").json()["items"]}
    assert after < before
    gone = office.get("/api/v1/findings", params={"state": "not_asked"}).json()["items"]
    assert {row["id"] for row in gone} == before - after


def test_findings_are_filtered_and_a_unit_counts_only_its_own(
    sessions: Sessions, settings: Settings, client: SignIn, two: list[SiteRow]
) -> None:
    for site, dead in zip(two, (3, 5), strict=True):
        judged(sessions, settings, site, MARCH, 70, dead=dead)
    office, unit = client(Role.SUPERVISOR), client(Role.UNIT, unit=MINE)

    def total(browser, **asked: str) -> int:  # type: ignore[no-untyped-def]
        return int(browser.get("/api/v1/findings", params=asked).json()["total"])

    assert total(office, check="links.site") == 8
    assert total(unit, check="links.site") == 3
    assert total(office, check="links.site", site=str(two[1].id)) == 5
    assert total(unit, check="links.site", site=str(two[1].id)) == 0
    assert total(office, severity="veto") == 2
    assert total(office, kind_of="leads") == 2
    assert total(office, requirement="county-2026/row-1", text="打不开") == 8
    assert total(office, text="%", search="", tag="", unit="", level="") == 0
    assert total(office, state="mended") == 0
    assert total(office, ruleset="county-2026", check="links.site") == 8
    assert total(office, ruleset="county-202_") == 0
    frequent = unit.get("/api/v1/frequent").json()
    assert {each["judged"] for each in frequent} == {1}
    assert "最常见的问题" in office.get("/ranking").text
    assert "共 8 条" in office.get("/findings", params={"check": "links.site", "state": "present"}).text


def test_an_audits_page_leads_to_its_files_which_cannot_act_for_the_reader(
    sessions: Sessions, settings: Settings, client: SignIn, two: list[SiteRow]
) -> None:
    judged(sessions, settings, two[0], FEBRUARY, 60, dead=0)
    audit = judged(sessions, settings, two[0], MARCH, 72.5)
    browser = client(Role.UNIT, unit=MINE)
    page = browser.get(f"/audits/{audit}").text
    assert "变为不合格" in page
    assert f"/audits/{audit}/notice.docx" in page

    card = browser.get(f"/audits/{audit}/scorecard.html")
    policy = card.headers["content-security-policy"]
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    data = browser.get(f"/audits/{audit}/scorecard.json")
    assert json.loads(data.content)["site"]["name"] == "审计局网站"
    for name in ("ledger.xlsx", "notice.docx", "objection.docx", "scorecard.json"):
        answer = browser.get(f"/audits/{audit}/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
    for name in ("manifest.json", "..%2f..%2fscorecard.json", "snapshot%2ffacts.sqlite", ".whole"):
        assert browser.get(f"/audits/{audit}/{name}").status_code == 404


def test_what_was_crawled_never_runs_in_page_or_workbook(
    sessions: Sessions, settings: Settings, client: SignIn
) -> None:
    site = make_site(sessions, "http://evil.example.gov.cn/", name="<img src=x onerror=alert(2)>\u202e")
    audit = finish(
        sessions, settings, make_audit(sessions, site), of_site(cards.hostile(EVIL.replace("\x00", "")), site)
    )
    browser = client(Role.SUPERVISOR)
    for path in (
        f"/audits/{audit}",
        f"/audits/{audit}/events",
        "/findings?state=all&kind_of=both",
        "/ranking",
        "/runs",
        "/runs/new",
        f"/trend?site={site.id}",
    ):
        page = browser.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text, path
        assert "<img" not in page.text, path
        assert "\u202e" not in page.text, path
    rows = list(
        csv.reader(io.StringIO(browser.get("/findings.csv?state=all&kind_of=both").content.decode("utf-8-sig")))
    )
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t")]
    for path in ("/findings.xlsx?state=all&kind_of=both", "/ranking.xlsx?ruleset=national-2019"):
        book = load_workbook(io.BytesIO(browser.get(path).content))
        assert "f" not in {cell.data_type for sheet in book for row in sheet for cell in row}
    long = make_site(sessions, "http://long.example.gov.cn/", name="长" * 1_000_000)
    big = finish(sessions, settings, make_audit(sessions, long), of_site(cards.hostile("长" * 20_000), long))
    assert len(browser.get(f"/audits/{big}").content) < 200_000
    assert len(browser.get("/findings").content) < 200_000


def test_an_archived_page_is_shown_without_scripts_to_whom_it_concerns_only(
    sessions: Sessions, settings: Settings, client: SignIn, two: list[SiteRow]
) -> None:
    pages = {
        "/": '<title>首页</title><script>steal()</script><a href="/a?b=1%2F..">列表</a><img src="/p.png" onerror="steal()">',
        "/a?b=1%2F..": "<p>带参数的页</p>",
    }
    card = of_site(cards.full(dead=1), two[0])
    audit = finish(sessions, settings, make_audit(sessions, two[0]), card, archive=pages)
    mine, office, stranger = client(Role.UNIT, unit=MINE), client(Role.VIEWER), client(Role.UNIT, unit=OTHERS)

    led = mine.get(f"/audits/{audit}/archive")
    framed = mine.get(led.headers["location"])
    assert framed.status_code == 200
    frame = re.search(r'<iframe src="([^"]+)"', framed.text)
    assert frame is not None
    copy = mine.get(frame[1])
    assert "steal" not in copy.text
    assert "sandbox" in copy.headers["content-security-policy"]
    assert "script-src" not in copy.headers["content-security-policy"]
    assert "x-frame-options" not in copy.headers
    link = re.search(r'<a href="([^"]+)"', copy.text)
    assert link is not None
    onward = mine.get(unescape(link[1]), follow_redirects=True)
    inner = re.search(r'<iframe src="([^"]+)"', onward.text)
    assert inner is not None, (link[1], onward.text)
    assert "带参数的页" in mine.get(unescape(inner[1])).text

    nobody = client(None)
    assert nobody.get(frame[1]).status_code == 200  # a sandboxed page sends no cookie with what it loads
    assert nobody.get(led.headers["location"]).status_code in (303, 307)
    assert nobody.get(frame[1], headers={"Sec-Fetch-Dest": "document"}).status_code in (303, 307)
    assert office.get(led.headers["location"]).status_code == 404
    assert stranger.get(f"/audits/{audit}/archive").status_code == 404
    token = led.headers["location"].split("/")[2]
    for path in ("../../settings", "copy/x/http://a/", "file/20260301020000000000/file:///etc/passwd", ""):
        assert mine.get(f"/archived/{token}/{path}").status_code == 404
    assert mine.get(f"/archived/{token[:-2]}xx/viewer.css").status_code == 404
    assert "最接近的有" in mine.get(f"/audits/{audit}/archive", params={"url": "http://www.qinghexia.gov.cn/b"}).text
    mine.post("/logout")
    assert nobody.get(frame[1]).status_code == 404


def test_reports_of_a_run_are_made_once_and_of_a_unit_only_with_its_own_sites(
    sessions: Sessions, settings: Settings, service: FastAPI, client: SignIn, two: list[SiteRow]
) -> None:
    run, audits = make_round(sessions, two)
    for audit, site in zip(audits, two, strict=True):
        finish(sessions, settings, audit, of_site(cards.full(dead=1), site))
    office, unit = client(Role.VIEWER), client(Role.UNIT, unit=MINE)
    reports = service.state.service.run_reports
    for browser, sees_both in ((office, True), (unit, False)):
        waiting = browser.get(f"/runs/{run}/report/index.html")
        assert waiting.status_code == 202
        reports.wait()
        index = browser.get(f"/runs/{run}/report/index.html")
        assert index.status_code == 200
        assert "sandbox" in index.headers["content-security-policy"]
        assert ("交通局网站" in index.text) is sees_both
        assert browser.get(f"/runs/{run}/report/bulletin.docx").status_code == (200 if sees_both else 404)
        assert browser.get(f"/api/v1/runs/{run}/report/index.xlsx").status_code == 200
        assert browser.get(f"/api/v1/runs/{run}/report/facts.sqlite").status_code == 404
    led = office.get(f"/runs/{run}/report/traffic.example.gov.cn/scorecard.html")
    assert led.headers["location"] == f"/audits/{audits[1]}/scorecard.html"
    assert unit.get(f"/runs/{run}/report/traffic.example.gov.cn/scorecard.html").status_code == 404


def test_nothing_of_another_unit_can_be_reached_by_its_id(
    sessions: Sessions, settings: Settings, client: SignIn, two: list[SiteRow]
) -> None:
    audit = judged(sessions, settings, two[1], MARCH, 70)
    with sessions() as session:
        from service.database.tables import Audit

        run = session.get_one(Audit, audit).run_id
    unit = client(Role.UNIT, unit=MINE)
    for path in (
        *(f"/runs/{run}{rest}" for rest in ("", "/live", "/report/index.html")),
        *(f"/audits/{audit}{rest}" for rest in ("", "/live", "/events", "/archive", "/scorecard.html", "/ledger.xlsx")),
        *(f"/api/v1/runs/{run}{rest}" for rest in ("", "/audits")),
        *(f"/api/v1/audits/{audit}{rest}" for rest in ("", "/events", "/verdicts", "/scorecard.json")),
        f"/trend?site={two[1].id}",
        f"/findings?site={two[1].id}",
        f"/api/v1/sites/{two[1].id}/trend",
    ):
        assert unit.get(path).status_code == 404, path
    assert unit.get("/api/v1/runs").json() == {"items": [], "total": 0}
    assert "交通局" not in unit.get("/runs").text + unit.get("/ranking").text + unit.get("/findings").text
