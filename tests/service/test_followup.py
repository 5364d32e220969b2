"""Follow-up of what fails, through the console and the API (整改跟踪)."""

import io
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auditing.today import today
from checks.outcomes import Outcome
from reports.earlier_cards import Change
from reports.ledgers.followup import TOOL, FollowupEntry, State
from service.accounts.actor import Actor
from service.database.sessions import Sessions
from service.database.tables import Audit, FollowupRow, OutgoingMail, ProofFile, Purpose, Role, SiteRow
from service.followup.as_file import followup_of, take_in
from service.followup.notifying import Item, notify
from service.followup.proofs import MOST_A_DAY
from service.followup.rechecking import ask_recheck
from service.followup.steps import Said, take_step
from service.refusals import RefusalError
from tests.service.conftest import Browser, SignIn, make_site, make_user
from tests.service.followed_sites import DOUBTFUL, FAILING, RULESET, SOUND, Found, Judged, judged

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def site(sessions: Sessions) -> SiteRow:
    """A site of 市审计局 with one requirement that fails, one in doubt and one met."""
    row = make_site(sessions, "http://www.example.gov.cn/", unit="市审计局", name="样例网")
    judged(sessions, row)
    return row


def page_of(site: SiteRow, requirement: str = FAILING) -> str:
    return f"/ledger/{site.id}/{requirement}"


def seen_on(browser: Browser, site: SiteRow) -> str:
    """The last step a page knows of, as its forms carry it."""
    page = browser.get(page_of(site))
    assert page.status_code == 200, page.text
    return str(page.text.partition('name="seen" value="')[2].partition('"')[0])


def step(browser: Browser, site: SiteRow, state: State, **given: str) -> Any:
    data = {"state": state.value, "seen": seen_on(browser, site), **given}
    return browser.post(f"{page_of(site)}/steps", data=data)


def states(sessions: Sessions, site: SiteRow) -> list[State]:
    with sessions() as session:
        return [row.state for row in followup_of(session, site).rows]


def test_a_requirement_goes_from_notice_over_reply_and_recheck_to_its_end(
    client: SignIn, sessions: Sessions, site: SiteRow
) -> None:
    office, unit = client(Role.SUPERVISOR), client(Role.UNIT)
    listed = office.get("/ledger").text
    assert "要求 ipv6" in listed
    assert "要求 availability" not in listed, "what is met is in no ledger"
    due = (today() + timedelta(days=15)).isoformat()
    ticked = {"items": f"{site.id}|{FAILING}|0", "due": due, "text": "请尽快整改"}
    assert office.post("/ledger/notify", data=ticked).status_code == 303
    with sessions() as session:
        mail = session.scalars(select(OutgoingMail)).one()
    assert unit.login in mail.recipient
    assert due in mail.plain
    assert "请尽快整改" in mail.html
    assert "等您反馈（1）" in unit.get("/").text
    assert "要求 ipv6" in unit.get("/ledger", params={"unanswered": True}).text
    assert "等您反馈" not in office.get("/").text

    files = [("files", ("整改 照片.pdf", PDF, "text/html"))]
    told = {"text": "已配置 AAAA 记录", "by": "张三", "seen": seen_on(unit, site)}
    assert unit.post(f"{page_of(site)}/replies", data=told, files=files).status_code == 303
    assert "等您反馈（" not in unit.get("/").text
    proof = unit.get(page_of(site)).text.partition('href="/proofs/')[2].partition('"')[0]
    download = office.get(f"/proofs/{proof}")
    assert download.content == PDF
    assert download.headers["content-disposition"].startswith("attachment")
    assert download.headers["content-type"] == "application/pdf"
    assert download.headers["x-content-type-options"] == "nosniff"

    assert unit.post(f"{page_of(site)}/recheck").status_code == 303
    assert "正在复查" in unit.get("/api/v1/followup/" + page_of(site).removeprefix("/ledger/")).text
    again = office.post(f"{page_of(site)}/recheck")
    assert again.status_code == HTTPStatus.CONFLICT
    assert "已经有一次复查" in again.text
    with sessions() as session:
        audit = session.scalars(select(Audit).join(Audit.run).where(Audit.finished_at.is_(None))).one()
        assert audit.run.purpose is Purpose.RECHECK
        assert audit.run.at_once
        assert audit.run.rulesets == [RULESET]
        assert audit.job is not None, "handed over to the queue"
    mended = Judged({FAILING: Outcome.PASS, SOUND: Outcome.PASS}, (Found(state=Change.MENDED),), ago=timedelta(0))
    judged(sessions, site, mended, into=audit.id)
    _intake(sessions, site, audit.id, State.VERIFIED, "复查合格")
    page = office.get(page_of(site)).text
    assert "复查没有再发现问题" in page
    assert "已整改 1" in page

    assert step(office, site, State.CLOSED).status_code == 303
    assert states(sessions, site) == [State.NOTIFIED, State.REPLIED, State.VERIFIED, State.CLOSED]
    assert "要求 ipv6" not in office.get("/ledger").text
    journal = office.get("/api/v1/ledger").json()
    assert journal["total"] == 0


def _intake(sessions: Sessions, site: SiteRow, audit_id: Any, state: State, words: str) -> int:
    """What the worker does with the steps a check added."""
    with sessions.begin() as session:
        audit = session.get_one(Audit, audit_id)
        followup = followup_of(session, site)
        entry = FollowupEntry(requirement=FAILING, state=state, text=words, by=TOOL, at=audit.crawled_at)
        followup.rows.append(entry)
        added = take_in(session, site, followup, audit)
        assert take_in(session, site, followup, audit) == 0, "a second time it adds nothing"
        return added


def test_a_check_says_nothing_about_a_step_taken_after_it_began(
    client: SignIn, sessions: Sessions, site: SiteRow
) -> None:
    office = client(Role.SUPERVISOR)
    assert step(office, site, State.NOTIFIED).status_code == 303
    before = judged(sessions, site, Judged(ago=timedelta(hours=2)))
    assert _intake(sessions, site, before, State.VERIFIED, "复查合格") == 0
    assert states(sessions, site) == [State.NOTIFIED]


def test_a_reply_that_does_not_do_is_sent_back_with_a_mail(client: SignIn, sessions: Sessions, site: SiteRow) -> None:
    office, unit = client(Role.SUPERVISOR), client(Role.UNIT)
    told = {"text": "已经改好", "seen": "0"}
    assert unit.post(f"{page_of(site)}/replies", data=told).status_code == 303
    assert step(office, site, State.REJECTED, text="仍然打不开", due=today().isoformat()).status_code == 303
    with sessions() as session:
        (mail,) = session.scalars(select(OutgoingMail)).all()
    assert "仍然打不开" in mail.plain
    assert unit.login in mail.recipient
    listed = unit.get("/api/v1/ledger").json()["items"][0]
    assert (listed["state"], listed["due"], listed["overdue"]) == ("rejected", today().isoformat(), False)


def test_who_was_slower_is_told_what_the_other_did(client: SignIn, sessions: Sessions, site: SiteRow) -> None:
    office, other = client(Role.SUPERVISOR), client(Role.ADMINISTRATOR)
    seen = seen_on(other, site)
    assert step(office, site, State.FALSE_ALARM, text="检索页当天维护").status_code == 303
    late = other.post(f"{page_of(site)}/steps", data={"state": "notified", "seen": seen})
    assert late.status_code == HTTPStatus.CONFLICT
    assert "误报" in late.text
    assert states(sessions, site) == [State.FALSE_ALARM]


def at_once(sessions: Sessions, act: Callable[[Session], object], times: int = 4) -> list[int | None]:
    """What came of an act that so many do at the same moment: None where it was done, else the status of the refusal."""
    start = threading.Barrier(times)

    def do(_: int) -> int | None:
        start.wait(10)
        try:
            with sessions.begin() as session:
                act(session)
        except RefusalError as refused:
            return refused.status
        return None

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(do, range(times)))


def test_of_several_who_act_at_the_same_moment_one_does(sessions: Sessions, site: SiteRow) -> None:
    make_user(sessions, Role.UNIT, unit="市审计局")
    actor = Actor.system()
    said, item = Said(State.NOTIFIED), Item(site.id, FAILING, 0)
    told = at_once(sessions, lambda session: take_step(session, actor, site.id, FAILING, said, 0))
    assert sorted(told, key=str) == [409, 409, 409, None]
    at_once(sessions, lambda session: notify(session, actor, [item], None, ""))
    assert states(sessions, site) == [State.NOTIFIED]
    asked = at_once(sessions, lambda session: ask_recheck(session, actor, site.id, FAILING))
    assert sorted(asked, key=str) == [409, 409, 409, None]
    with sessions() as session:
        assert len(session.scalars(select(Audit).join(Audit.run).where(Audit.finished_at.is_(None))).all()) == 1
        assert len(session.scalars(select(OutgoingMail)).all()) == 1, "none about a step that was not taken"


IMPOSSIBLE: list[tuple[State, dict[str, str], int, str]] = [
    (State.VERIFIED, {}, 409, "不能改为"),
    (State.FALSE_ALARM, {}, 422, "没有填理由"),
    (State.NOTIFIED, {"due": "2020-01-01"}, 422, "反馈期限"),
    (State.NOTIFIED, {"due": "1' OR '1'='1"}, 422, "应写成"),
    (State.NOTIFIED, {"text": "长" * 4001}, 422, "最多 4000 字"),
]


def test_a_step_that_cannot_be_is_refused_in_words(client: SignIn, sessions: Sessions, site: SiteRow) -> None:
    office = client(Role.SUPERVISOR)
    for state, given, status, words in IMPOSSIBLE:
        answer = step(office, site, state, **given)
        assert answer.status_code == status, given
        assert words in answer.text
    assert states(sessions, site) == []


def test_a_unit_replies_and_asks_for_a_recheck_and_nothing_else(
    client: SignIn, sessions: Sessions, site: SiteRow
) -> None:
    unit = client(Role.UNIT)
    api = f"/api/v1/followup/{site.id}/{FAILING}"
    for state in State:
        answer = unit.post(f"{api}/steps", json={"state": state.value, "text": "好了", "seen": 0})
        assert answer.status_code == (201 if state is State.REPLIED else 403), state
    assert unit.post("/ledger/notify", data={"items": f"{site.id}|{FAILING}|0"}).status_code == 403
    new = {"reason": "x", "until": today().isoformat(), "requirement": FAILING}
    assert unit.post("/api/v1/waivers", json=new).status_code == 403
    said = {"site": str(site.id), "requirement": DOUBTFUL, "verdict": "pass", "what": "看过", "on": today().isoformat()}
    assert unit.post("/api/v1/attestations", json=said).status_code == 403
    assert states(sessions, site) == [State.REPLIED]


def test_another_units_site_is_as_if_it_did_not_exist(client: SignIn, sessions: Sessions, site: SiteRow) -> None:
    office, own, stranger = client(Role.SUPERVISOR), client(Role.UNIT), client(Role.UNIT, unit="市水务局")
    told = {"text": "好了", "seen": "0"}
    assert own.post(f"{page_of(site)}/replies", data=told, files=[("files", ("a.pdf", PDF))]).status_code == 303
    proof = own.get(f"/api/v1/followup/{site.id}/{FAILING}").json()["steps"][0]["proofs"][0]["id"]
    for path in (page_of(site), f"{page_of(site)}/recheck", f"/proofs/{proof}", f"/api/v1/proofs/{proof}"):
        assert office.get(path).status_code == 200, path
        assert stranger.get(path).status_code == 404, path
    for path in (f"{page_of(site)}/replies", f"{page_of(site)}/recheck"):
        assert stranger.post(path, data=told).status_code == 404, path
    assert stranger.get("/api/v1/ledger").json()["total"] == 0
    assert "样例网" not in stranger.get("/ledger").text
    assert stranger.get("/api/v1/attestations/waiting").json()["total"] == 0


def _package(*names: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return body.getvalue()


REFUSED = [
    ("a.pdf", b"<html><script>alert(1)</script>"),
    ("a.html", b"<html></html>"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a.exe", b"MZ\x90\x00"),
    ("a.png", PDF),
    ("a.zip", _package("a.txt")),
    ("a.docx", _package("word/document.xml", "word/vbaProject.bin")),
    ("a.pdf", b""),
]
TAKEN = [("../../etc/passwd.pdf", PDF), ("a.docx", _package("word/document.xml"))]


def test_proof_files_are_known_by_what_is_in_them(
    client: SignIn, sessions: Sessions, site: SiteRow, tmp_path: Path
) -> None:
    unit = client(Role.UNIT)

    def send(*files: tuple[str, bytes]) -> int:
        data = {"text": "好了", "seen": seen_on(unit, site)}
        return int(
            unit.post(f"{page_of(site)}/replies", data=data, files=[("files", each) for each in files]).status_code
        )

    def stored() -> list[Path]:
        return [path for path in (tmp_path / "data").rglob("*") if path.is_file() and "proofs" in path.parts]

    for refused in REFUSED:
        assert send(TAKEN[1], refused) == 422, refused[0]
    assert send(*[TAKEN[1]] * 11) == 422
    assert stored() == [], "all or nothing"
    assert states(sessions, site) == []
    assert send(*TAKEN) == 303
    assert len(stored()) == 2
    assert not list(tmp_path.parent.rglob("passwd*"))
    assert ">passwd.pdf<" in unit.get(page_of(site)).text


def test_a_proof_that_is_too_large_is_refused(client: SignIn, sessions: Sessions, site: SiteRow) -> None:
    unit = client(Role.UNIT)
    files = [("files", ("a.pdf", PDF + b"\0" * 20_000_001))]
    sent = unit.post(f"{page_of(site)}/replies", data={"text": "好了", "seen": "0"}, files=files)
    assert sent.status_code == 413
    assert "MB" in sent.text
    assert states(sessions, site) == []


def test_nobody_fills_the_store_with_proofs(client: SignIn, sessions: Sessions, site: SiteRow) -> None:
    assert step(client(Role.SUPERVISOR), site, State.NOTIFIED).status_code == 303
    unit, files = client(Role.UNIT), [("files", ("a.pdf", PDF))]

    def send() -> int:
        data = {"text": "好了", "seen": seen_on(unit, site)}
        return int(unit.post(f"{page_of(site)}/replies", data=data, files=files).status_code)

    assert send() == 303
    with sessions.begin() as session:
        session.execute(update(ProofFile).values(size=MOST_A_DAY))
    assert send() == 413
    with sessions.begin() as session:
        session.execute(update(ProofFile).values(sent_at=datetime.now(UTC) - timedelta(days=2)))
    assert send() == 303


def _filled(browser: Browser, **cells: str) -> bytes:
    """The workbook of the ledger with cells of its first row filled in."""
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/ledger.xlsx").content))
    sheet = book.worksheets[0]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], 1)}
    for heading, words in cells.items():
        sheet.cell(2, columns[heading], words)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def _import(browser: Browser, body: bytes) -> Any:
    return browser.post("/api/v1/ledger/import", files={"file": ("台账.xlsx", body)})


def test_a_units_workbook_is_read_as_a_reply_and_never_as_a_verdict(
    client: SignIn, sessions: Sessions, site: SiteRow
) -> None:
    office, unit = client(Role.SUPERVISOR), client(Role.UNIT)
    body = _filled(unit, 整改情况="已改好", 办理状态="已核实", 办理说明="自己看过", 核实结论="符合", 核实人="自己")
    intake = _import(unit, body).json()
    assert intake["new"] == 1
    assert states(sessions, site) == [State.REPLIED]
    assert any("“已核实”由监督部门填写" in words for words in intake["notices"])
    assert any("核实结论由监督部门填写" in words for words in intake["notices"])
    again = _import(unit, _filled(unit)).json()
    assert (again["new"], again["notices"]) == (0, []), "what a workbook was made with is no news"

    assert _import(office, _filled(office, 办理状态="已核实")).json()["new"] == 1
    assert states(sessions, site) == [State.REPLIED, State.VERIFIED]
    stranger = client(Role.UNIT, unit="市水务局")
    refused = _import(stranger, body).json()
    assert refused["new"] == 0
    assert any("不在这次检查里" in words for words in refused["notices"])
    for broken in (b"no workbook", b"PK\x03\x04", _bomb()):
        assert _import(unit, broken).status_code == 422


def _bomb() -> bytes:
    """A small workbook that unpacks to a large one."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 61_000_000)
    return body.getvalue()


HOSTILE = "=cmd|'/c calc'!A1<script>alert(1)</script>'; DROP TABLE followup; --\u202e"


def test_what_people_type_is_shown_and_never_obeyed(client: SignIn, sessions: Sessions, site: SiteRow) -> None:
    office, unit = client(Role.SUPERVISOR), client(Role.UNIT)
    sent = unit.post(f"{page_of(site)}/replies", data={"text": HOSTILE, "by": HOSTILE, "note": HOSTILE, "seen": "0"})
    assert sent.status_code == 303
    with sessions() as session:
        assert session.scalars(select(FollowupRow.text)).one() == HOSTILE
    for path in (page_of(site), "/ledger"):
        text = office.get(path).text
        assert "<script>alert" not in text
        assert "alert(1)" in text
    cells = [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(office.get("/ledger.xlsx").content)).worksheets[0]
        for cell in row
    ]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell for cell in cells if cell.value and HOSTILE[:10] in str(cell.value)]
    for wanted in ("' OR 1=1 --", "%", "\x00", "x" * 5000):
        assert office.get("/ledger", params={"text": wanted}).status_code in (200, 422)
    assert office.get(f"/ledger/{site.id}/a%00b/c").status_code in (404, 422)


def test_all_pages_of_the_room_open_for_all_who_may_see(client: SignIn, sessions: Sessions, site: SiteRow) -> None:
    for role in Role:
        browser = client(role)
        for path in (
            "/ledger",
            page_of(site),
            page_of(site, DOUBTFUL),
            "/waivers",
            "/attestations",
            "/attestations/given",
        ):
            answer = browser.get(path)
            assert answer.status_code == 200, (role, path, answer.text)
