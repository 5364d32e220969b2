"""Waivers and verdicts of people, through pages and API (豁免、核实结论)."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from auditing.today import today
from checks.outcomes import Outcome
from reports.people.attestations import read_attestations, write_attestations
from reports.people.entries import Clauses
from service.attestations.as_file import attestations_of
from service.database.sessions import Sessions
from service.database.tables import JournalEntry, Role, SiteRow
from service.waivers.as_file import waivers_of
from tests.service.conftest import SignIn, make_site
from tests.service.followed_sites import DOUBTFUL, FAILING, SOUND, Judged, judged

LATER = (today() + timedelta(days=90)).isoformat()
NASTY = "=1+1<script>alert(1)</script>'; DROP TABLE waiver; --"


@pytest.fixture
def site(sessions: Sessions) -> SiteRow:
    """A site with one requirement that fails, one in doubt and one met."""
    row = make_site(sessions, "http://www.example.gov.cn/", unit="市审计局", name="样例网")
    judged(sessions, row)
    return row


def test_a_waiver_says_what_it_covers_and_counts_until_it_is_revoked(
    client: SignIn, sessions: Sessions, site: SiteRow
) -> None:
    office, stranger = client(Role.SUPERVISOR), client(Role.UNIT, unit="市水务局")
    new = {"reason": NASTY, "until": LATER, "site": str(site.id)}
    by_clause = office.post("/api/v1/waivers", json={**new, "requirement": FAILING}).json()
    assert (by_clause["covers"], by_clause["at_most"]) == (1, False)
    by_address = office.post("/api/v1/waivers", json={**new, "url": "www.example.gov.cn/zt/*"}).json()
    assert (by_address["covers"], by_address["at_most"]) == (1, True)
    assert office.post("/waivers", data={**new, "check": "links.site"}).status_code == 303
    page = office.get("/waivers").text
    assert "没有它说的问题" in page
    assert "<script>alert" not in page
    with sessions() as session:
        found = waivers_of(session, site)
    assert {(one.requirement, one.url, one.check) for one in found} == {
        (FAILING, "", ""),
        ("", "www.example.gov.cn/zt/*", ""),
        ("", "", "links.site"),
    }
    assert {one.site for one in found} == {site.folder}
    assert office.delete(f"/api/v1/waivers/{by_clause['id']}").json()["revoked_at"]
    assert office.delete(f"/api/v1/waivers/{by_clause['id']}").status_code == 409
    with sessions() as session:
        assert len(waivers_of(session, site)) == 2
        acts = session.scalars(select(JournalEntry.action).where(JournalEntry.action.startswith("waiver"))).all()
    assert sorted(acts) == ["waiver.make"] * 3 + ["waiver.revoke"]
    assert stranger.get("/api/v1/waivers").json()["total"] == 0, "another unit's"


UNBOUNDED = [
    ({}, "没有说明豁免什么"),
    ({"url": "*"}, "太宽"),
    ({"url": "http://www.example.gov.cn/*"}, "太宽"),
    ({"requirement": "national-2019/nothing-of-the-kind"}, "没有条款"),
    ({"check": "links.nothing"}, "没有检查项"),
    ({"requirement": FAILING, "until": "2020-01-01"}, "已经过了"),
    ({"requirement": FAILING, "reason": " "}, "没有填理由"),
]


def test_a_waiver_for_everything_or_for_nothing_known_is_refused(client: SignIn, site: SiteRow) -> None:
    office = client(Role.SUPERVISOR)
    for given, words in UNBOUNDED:
        answer = office.post("/api/v1/waivers", json={"reason": "x", "until": LATER, "site": str(site.id), **given})
        assert answer.status_code == 422, given
        assert words in answer.json()["error"]
    assert office.get("/api/v1/waivers").json()["total"] == 0


def test_a_person_decides_where_the_machine_does_not(
    client: SignIn, sessions: Sessions, site: SiteRow, tmp_path: Path
) -> None:
    office = client(Role.SUPERVISOR)
    assert "要求 search" in office.get("/attestations").text
    said = {"site": str(site.id), "requirement": DOUBTFUL, "verdict": "pass", "what": NASTY, "on": today().isoformat()}
    for requirement in (FAILING, SOUND):
        refused = office.post("/api/v1/attestations", json={**said, "requirement": requirement})
        assert refused.status_code == 409
        assert "不需要人工核实" in refused.json()["error"]
    tomorrow = (today() + timedelta(days=1)).isoformat()
    assert office.post("/api/v1/attestations", json={**said, "on": tomorrow}).status_code == 422
    assert office.post("/api/v1/attestations", json={**said, "on": "2020-01-01"}).status_code == 422, "long expired"
    form = {**said, "verdict": "符合"}
    assert office.post("/attestations", data=form, files=[("files", ("看过.pdf", b"%PDF-1.7\n"))]).status_code == 303
    assert office.post("/api/v1/attestations", json={**said, "verdict": "fail"}).status_code == 409, "the contrary"
    assert "要求 search" not in office.get("/attestations").text, "it waits for the next judgement only"
    (given,) = office.get("/api/v1/attestations").json()["items"]
    assert given["link"] == "看过.pdf"
    assert given["until"] == (today() + timedelta(days=365)).isoformat()
    assert office.get(f"/api/v1/proofs/{given['proofs'][0]['id']}").content == b"%PDF-1.7\n"
    assert "<script>alert" not in office.get("/attestations/given").text

    with sessions() as session:
        (kept,) = attestations_of(session, site)
    (read,) = read_attestations(write_attestations([kept], tmp_path), Clauses(()), today())
    assert read.says_the_same(kept), "as the file a check reads"

    stands = f"{kept.by} {kept.on.isoformat()} 人工核实：符合。看过"
    judged(sessions, site, Judged({DOUBTFUL: Outcome.PASS}, (), reason=stands, ago=timedelta(0)))
    assert office.post("/api/v1/attestations", json={**said, "what": "又看了"}).status_code == 201, "may be renewed"
    assert office.delete(f"/api/v1/attestations/{given['id']}").status_code == 200
    assert office.delete(f"/api/v1/attestations/{given['id']}").status_code == 409
