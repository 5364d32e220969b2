"""What people with bad intent send: text that is markup or SQL, bodies without end, uploads that are not what they say."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from fastapi import FastAPI, UploadFile
from sqlalchemy import select

from rulesets.loading import builtin
from rulesets.writing import ruleset_yaml
from service.database.sessions import Sessions
from service.database.tables import JournalEntry, Office, Role, User
from service.followup.proof_kinds import NoProofError
from service.followup.proof_kinds import kind_of as proof_kind
from service.refusals import RefusalError
from service.rulesets.uploading import examine_upload
from service.settings import Settings
from service.uploads import Kind, file_name, kind_of, read_upload
from tests.service.conftest import SignIn

NASTY = '<script>alert(1)</script>"\'); DROP TABLE "user"; -- {{7*7}} =1+1'
MEGABYTE = b"x" * 1_000_000


def test_markup_and_sql_are_stored_as_typed_and_shown_as_text(client: SignIn, sessions: Sessions) -> None:
    browser = client(Role.ADMINISTRATOR)
    office = {"name": NASTY, "keep_months": "12", "keep_at_least": "2"}
    assert browser.post("/office", data=office).status_code == 303
    assert browser.post("/account", data={"name": NASTY, "digest": "yes"}).status_code == 303
    assert (
        browser.post("/users", data={"login": "li.si", "name": NASTY, "role": "unit", "unit": NASTY}).status_code == 200
    )
    assert browser.post("/account/tokens", data={"name": NASTY, "days": "9"}).status_code == 200
    with sessions() as session:
        assert session.get_one(Office, 1).name == NASTY
        assert session.scalars(select(User.name).where(User.login == "li.si")).one() == NASTY
    for path in (
        "/",
        "/users",
        "/account",
        "/office",
        "/journal",
        "/login",
        "/journal?" + "search=%3Cscript%3E",
        "/nowhere",
    ):
        page = browser.get(path).text
        assert "<script>alert" not in page, path
        assert "49" not in page.partition("{{7*7}}")[0][-8:], path
        assert "&lt;script&gt;alert(1)" in page, path
    assert "'=1+1" not in browser.get("/journal.csv").text  # it does not begin a cell
    with sessions.begin() as session:
        session.add(JournalEntry(who="=cmd|' /C calc'!A0", action="login.failed", what="@SUM(1)", detail={}))
    assert "'=cmd" in browser.get("/journal.csv").text


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ("/office", "address", "javascript:alert(1)"),
        ("/office", "contact", "联系人"),
        ("/office", "off_peak", "25:00-26:00"),
        ("/office", "keep_months", "99999999999999999999"),
        ("/office", "crawl.user_agent", "x"),
        ("/office", "crawl.allow_private", "true"),
        ("/account", "email", "a@b.cn\r\nBcc: c@d.cn"),
        ("/account", "name", "x\0y" + "长" * 80),
        ("/users", "login", "a b"),
        ("/users", "login", "<b>"),
        ("/users", "role", "root"),
        ("/account/tokens", "days", "99999"),
        ("/account/tokens", "name", " "),
    ],
)
def test_what_does_not_fit_is_refused_in_words(client: SignIn, path: str, field: str, value: str) -> None:
    usual = {
        "/office": {"keep_months": "12", "keep_at_least": "2"},
        "/account": {"name": "甲"},
        "/users": {"login": "wang.wu", "role": "viewer"},
        "/account/tokens": {"name": "n", "days": "30"},
    }
    answer = client(Role.ADMINISTRATOR).post(path, data={**usual[path], field: value})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_nul_and_lone_surrogates_are_no_fault_of_ours(client: SignIn) -> None:
    browser = client(Role.ADMINISTRATOR)
    codes = [
        browser.post("/api/v1/users", json={"login": "ab", "name": "a\0b"}).status_code,
        browser.post(
            "/api/v1/users", content=b'{"login": "ab", "name": "\\ud800"}', headers={"Content-Type": "application/json"}
        ).status_code,
        browser.post(
            "/api/v1/sites",
            content=b'{"url": "http://a.gov.cn/", "crawl": {"\\ud800": 1}}',
            headers={"Content-Type": "application/json"},
        ).status_code,
        browser.post(
            "/sites/new",
            content=b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\\ud800\r\n--x--\r\n',
            headers={"Content-Type": "multipart/form-data; boundary=x; charset=unicode_escape"},
        ).status_code,
        browser.get("/api/v1/journal?who=%00").status_code,
        browser.get("/sites?search=%00").status_code,
        browser.get("/api/v1/journal?page=1000000&size=200").status_code,
    ]
    assert max(codes) < 500


def test_a_body_without_end_is_refused_before_it_is_kept(client: SignIn, service: FastAPI) -> None:
    browser = client(Role.ADMINISTRATOR)
    sent = []

    def endless() -> Iterator[bytes]:
        for _ in range(100):
            sent.append(1)
            yield MEGABYTE

    for path in ("/office", "/api/v1/users", "/login"):
        answer = browser.post(path, content=endless(), headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert (path, answer.status_code) == (path, 413)
        assert "太大" in answer.json()["error"]
    told = browser.post("/office", content=b"x", headers={"Content-Length": "100000000"})
    assert told.status_code == 413


def test_what_would_keep_a_reader_busy_is_refused_before_it_is_read(client: SignIn) -> None:
    """Of nobody, too: a form of separators only, and a package with more parts than any document."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client(None).post("/login", content=b"&" * 10_000, headers=form).status_code == 413
    assert client(None).post("/login", content=b"x" * 9_000_000, headers=form).status_code == 413
    parts = b"PK\x03\x04" + b"PK\x01\x02" * 20_000 + packed("xl/workbook.xml")
    assert kind_of(parts) is None
    with pytest.raises(NoProofError):
        proof_kind(io.BytesIO(parts), "a.xlsx")


@pytest.mark.parametrize("pattern", ["a{99999999999}", "(" * 3000 + ")" * 3000])
def test_a_pattern_without_measure_is_a_fault_in_the_ruleset(pattern: str) -> None:
    text = ruleset_yaml(builtin("national-2019"))
    assert "one_host: false" in text
    wanting = text.replace("one_host: false", f"one_host: false, portal_pattern: '{pattern}'", 1)
    assert [fault for fault in examine_upload("a.yaml", wanting.encode()).faults if "portal_pattern" in str(fault)]


def test_what_units_handed_in_is_for_the_owner_of_the_service_only(settings: Settings) -> None:
    settings.make_private_folders()
    modes = {folder.name: folder.stat().st_mode & 0o777 for folder in settings.data_dir.iterdir()}
    assert modes == dict.fromkeys(("work", "cache", "store"), 0o700)


def test_a_refusal_is_noted_with_who_and_what(client: SignIn, sessions: Sessions) -> None:
    browser = client(Role.VIEWER)
    assert browser.post("/office", data={"name": "x"}).status_code == 403
    with sessions() as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.action == "refused")).one()
    assert (entry.who, entry.detail) == (browser.login, {"method": "POST", "path": "/office"})


def test_answers_forbid_what_pages_do_not_need(client: SignIn) -> None:
    headers = client(Role.VIEWER).get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("表.xlsx", packed("xl/workbook.xml"), 200),
        ("表.csv", "网址\nhttp://a/".encode("gb18030"), 200),
        ("表.xlsx", packed("word/document.xml"), 422),
        ("表.xlsx", b"%PDF-1.7", 422),
        ("表.csv", packed("xl/workbook.xml"), 422),
        ("表.csv", b"\x7fELF\0\0", 422),
        ("表.xlsx", b"PK\x03\x04 broken", 422),
        ("表.csv", b"", 422),
        ("表.csv", b"a" * 5001, 413),
    ],
)
def test_an_upload_is_what_its_content_says(name: str, content: bytes, status: int) -> None:
    upload = UploadFile(io.BytesIO(content), filename=name)
    try:
        read_upload(upload, kinds=tuple(Kind), limit=5000)
        found = 200
    except RefusalError as fault:
        found = fault.status
    assert found == status


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\甲\\表.xlsx", "表.xlsx"),
        ("a\0b\r\n.csv", "ab.csv"),
        ("\u202egnp.exe", "gnp.exe"),
        ("...", "未命名"),
        ("长" * 400 + ".xlsx", "长" * 150 + ".xlsx"),
    ],
)
def test_a_file_name_is_a_text_and_no_path(given: str, shown: str) -> None:
    assert file_name(given) == shown
