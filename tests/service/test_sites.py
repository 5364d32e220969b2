"""Sites: who may do what, what is refused, import with a look before, export that comes back unchanged."""

import io
import zipfile
from typing import Any

import pytest
from fastapi import FastAPI
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from service.database.sessions import Sessions
from service.database.tables import Audit, AuditState, JournalEntry, Purpose, Role, SiteRow, Unit
from service.jobs.making import make_run
from service.settings import Settings
from service.web.app import create_app
from tests.service.conftest import Browser, SignIn, make_site

API = "/api/v1/sites"
NASTY = """<script>alert(1)</script>'; DROP TABLE site; -- "=cmd|' /C calc'!A0"""
LIST = """网址,名称,标识码,层级,类型,单位,行政区划,标签,其他域名
www.one.gov.cn,一县,3701010001,县,门户,一县大数据局,370101,"甲,乙",zwgk.one.gov.cn
http://two.gov.cn/,=1+1,,部门,部门,"@审计局",37,,
https://www.one.gov.cn/,重复,,,,,,,
http://10.0.0.8/,内网,,,,,,,
http://four.gov.cn/,四,,什么,,,,,
http://five.gov.cn/,五,,,,,1,,
"""


@pytest.fixture
def supervisor(client: SignIn) -> Browser:
    return client(Role.SUPERVISOR)


@pytest.fixture
def closed(settings: Settings, engine: Any) -> FastAPI:
    """A service as offices run it: private addresses are refused."""
    return create_app(settings.model_copy(update={"allow_private": False}), engine)


@pytest.fixture
def outside(closed: FastAPI, client: SignIn) -> Browser:
    browser = Browser(closed, follow_redirects=False)
    browser.sign_in(client(Role.SUPERVISOR).login)
    return browser


def upload(browser: Browser, name: str, content: bytes) -> Any:
    return browser.post(f"{API}/import", files={"file": (name, content)})


def test_a_site_is_kept_as_stated_found_changed_and_removed(supervisor: Browser, sessions: Sessions) -> None:
    stated = {
        "url": "WWW.City.gov.cn",
        "name": NASTY,
        "unit": "市审计局",
        "tags": ["Press，重点"],
        "crawl": {"rate": "2"},
    }
    made = supervisor.post(API, json=stated)
    assert made.status_code == 201, made.text
    site = made.json()
    assert (site["url"], site["host"], site["tags"]) == (
        "http://www.city.gov.cn/",
        "www.city.gov.cn",
        ["press", "重点"],
    )
    assert site["name"] == " ".join(NASTY.split())
    assert site["crawl"] == {"rate": 2.0}
    assert [each["id"] for each in supervisor.get(API, params={"q": "审计", "tag": "重点"}).json()["items"]] == [
        site["id"]
    ]
    assert supervisor.get(API, params={"q": "%"}).json()["total"] == 0
    page = supervisor.get(f"/sites/{site['id']}").text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert supervisor.post(API, json={"url": "https://www.city.gov.cn/"}).status_code == 409
    changed = supervisor.put(f"{API}/{site['id']}", json={"url": "https://www.city.gov.cn/", "name": "市政府"}).json()
    assert (changed["id"], changed["url"], changed["tags"]) == (site["id"], "https://www.city.gov.cn/", [])
    with sessions.begin() as session:
        row = session.get(SiteRow, site["id"])
        assert row
        make_run(session, Purpose.AUDIT, [row])
    assert supervisor.delete(f"{API}/{site['id']}").status_code == 204
    assert supervisor.get(f"{API}/{site['id']}").status_code == 404
    with sessions() as session:
        assert session.scalars(select(Audit.state)).all() == [AuditState.CANCELLED]
        acts = [entry.action for entry in session.scalars(select(JournalEntry)) if entry.action.startswith("site.")]
        assert acts == ["site.add", "site.change", "site.remove"]
    assert supervisor.post(API, json={"url": "http://www.city.gov.cn/"}).json()["id"] == site["id"]


UNUSABLE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"url": "ftp://x.gov.cn/"}, "http://"),
    ({"url": "http://x.gov.cn/" + "a" * 1_000_000}, "网址太长"),
    ({"name": "长" * 1_000_000}, "名称"),
    ({"note": "长" * 1_000_000}, "备注"),
    ({"unit": "长" * 1_000_000}, "责任单位"),
    ({"crawl": {"proxy": "http://evil/"}}, "proxy"),
    ({"crawl": {"rate": 1e9}}, "每秒请求数"),
    ({"crawl": {"rate": "NaN"}}, "每秒请求数"),
    ({"crawl": {"max_pages": True}}, "最多读多少页"),
    ({"crawl": {"render": ["auto"]}}, "用浏览器打开"),
    ({"crawl": {"off_peak": "25:00-99:99"}}, "22:00-06:00"),
    ({"rulesets": ["no-such"]}, "no-such"),
    ({"rulesets": ["../x"]}, "../x"),
    ({"aliases": ["a/b"]}, "其他域名"),
    ({"tags": [str(n) for n in range(100)]}, "标签太多"),
    ({"region": "3701'; --"}, "行政区划代码"),
    ({"code": "12"}, "网站标识码"),
    ({"id": "1"}, "没有这个字段"),
)


def test_what_cannot_be_used_is_told(supervisor: Browser) -> None:
    for stated, words in UNUSABLE:
        answer = supervisor.post(API, json={"url": "http://x.gov.cn/", **stated})
        assert answer.status_code == 422, stated
        assert words in answer.json()["error"]
    assert supervisor.get(API).json()["total"] == 0


INNER = (
    *("http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://localhost./", "http://[::ffff:10.0.0.1]/"),
    *(
        "http://[fec0::1]/",
        "192.168.1.1",
        "http://169.254.169.254/",
        "http://100.64.0.1/",
        "http://0/",
        "http://[64:ff9b::a00:1]/",
    ),
)


def test_the_offices_own_network_is_refused_in_every_notation(outside: Browser) -> None:
    for url in INNER:
        host = url.removeprefix("http://").removesuffix("/")
        answers = [
            outside.post(API, json={"url": url}),
            outside.post(API, json={"url": "http://x.gov.cn/", "aliases": [host]}),
        ]
        assert [answer.status_code for answer in answers] == [422, 422], url
        assert all("这是内网或本机地址" in answer.json()["error"] for answer in answers), url


def test_an_import_is_looked_at_first_then_taken_over_whole(outside: Browser, sessions: Sessions) -> None:
    make_site(sessions, "http://two.gov.cn/", name="二", unit="旧单位")
    planned = upload(outside, r"C:\清单.csv", LIST.encode("gb18030"))
    assert planned.status_code == 201, planned.text
    plan = planned.json()
    assert plan["counts"] == {"new": 1, "changed": 1, "unchanged": 0, "faulty": 4}
    assert plan["file"] == "清单.csv"
    assert [fault["row"] for fault in plan["faults"]] == [4, 5, 6, 7]
    assert plan["rows"][1]["changes"]["unit"] == ["旧单位", "@审计局"]
    with sessions() as session:
        assert len(session.scalars(select(SiteRow)).all()) == 1
    page = outside.get(f"/sites/imports/{plan['id']}").text
    assert "第 5 行" in page
    assert "内网" in page
    assert outside.post(f"{API}/import/{plan['id']}/apply").status_code == 200
    assert outside.post(f"{API}/import/{plan['id']}/apply").status_code == 404
    with sessions() as session:
        sites = {site.url: site for site in session.scalars(select(SiteRow))}
        one, two = sites["http://www.one.gov.cn/"], sites["http://two.gov.cn/"]
        assert (one.code, one.region, one.tags, one.aliases) == (
            "3701010001",
            "370101",
            ["甲", "乙"],
            ["zwgk.one.gov.cn"],
        )
        assert two.name == "=1+1"
        assert two.unit
        assert set(session.scalars(select(Unit.name))) == {"旧单位", "@审计局", "一县大数据局"}


def test_the_file_of_a_home_page_makes_no_further_site(outside: Browser, sessions: Sessions) -> None:
    make_site(sessions, "http://two.gov.cn/", name="二")
    listed = "网址\nwww.one.gov.cn\nhttps://www.one.gov.cn/index.html\nhttp://two.gov.cn/default.aspx\nwww.one.gov.cn/zwgk/\n"
    plan = upload(outside, "清单.csv", listed.encode()).json()
    assert [(fault["row"], fault["what"]) for fault in plan["faults"]] == [(3, "与第 2 行是同一个网站")]
    assert plan["counts"] == {"new": 2, "changed": 1, "unchanged": 0, "faulty": 1}


def test_the_exported_workbook_comes_back_unchanged_and_no_formula_runs(supervisor: Browser) -> None:
    plan = upload(supervisor, "清单.csv", LIST.encode()).json()
    supervisor.post(f"{API}/import/{plan['id']}/apply")
    book = supervisor.get(f"{API}.xlsx").content
    cells = [cell for row in load_workbook(io.BytesIO(book)).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert any(cell.value == "=1+1" and cell.quotePrefix for cell in cells)
    assert upload(supervisor, "sites.xlsx", book).json()["counts"] == {
        "new": 0,
        "changed": 0,
        "unchanged": 3,
        "faulty": 0,
    }


def bomb() -> bytes:
    book = Workbook()
    book.create_sheet().append(["网址"])
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/zeros.bin", b"\0" * 70_000_000)
    return written.getvalue()


NO_LISTS = (
    ("list.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "XLSX"),
    ("list.xlsx", b"PK\x03\x04" + bytes(100), "XLSX"),
    ("list.csv", b"a,b\n1,2\n", "网址"),
    ("list.yaml", b"sites: [" + b"[" * 5000, "YAML"),
    ("list.txt", b"www.x.gov.cn", "XLSX、CSV"),
)


def test_what_is_no_list_is_refused_and_so_is_a_workbook_that_unfolds_without_end(supervisor: Browser) -> None:
    for name, content, words in (*NO_LISTS, ("list.xlsx", bomb(), "展开后过大")):
        answer = upload(supervisor, name, content)
        assert answer.status_code == 422, answer.text
        assert words in answer.json()["error"]
        assert answer.json()["error"].startswith(("list.", "“list."))  # and no path of ours


def test_a_unit_sees_its_own_sites_and_nothing_of_others(client: SignIn, sessions: Sessions) -> None:
    own = make_site(sessions, "http://own.gov.cn/", unit="市审计局")
    other = make_site(sessions, "http://other.gov.cn/", unit="市林业局")
    unit = client(Role.UNIT, unit="市审计局")
    assert [site["id"] for site in unit.get(API).json()["items"]] == [str(own.id)]
    assert "other.gov.cn" not in unit.get("/sites").text + unit.get("/probes").text
    for path in (f"{API}/{other.id}", f"/sites/{other.id}", f"/probes/{other.id}", f"/api/v1/probes/{other.id}"):
        assert unit.get(path).status_code == 404
    assert unit.get(f"/sites/{own.id}").status_code == 200
    assert unit.put(f"{API}/{own.id}", json={"url": "http://own.gov.cn/"}).status_code == 403
    assert unit.post(API, json={"url": "http://new.gov.cn/"}).status_code == 403


def test_another_persons_import_is_not_found(client: SignIn, supervisor: Browser) -> None:
    plan = upload(supervisor, "清单.csv", LIST.encode()).json()
    other = client(Role.SUPERVISOR)
    assert other.get(f"{API}/import/{plan['id']}").status_code == 404
    assert other.post(f"/sites/imports/{plan['id']}").status_code == 404


def test_tags_are_put_on_many_sites_at_once(supervisor: Browser, sessions: Sessions) -> None:
    ids = [str(make_site(sessions, f"http://{n}.gov.cn/").id) for n in "ab"]
    assert supervisor.post(f"{API}/tags", json={"ids": ids, "add": ["重点"]}).json() == {"changed": 2}
    assert supervisor.post(f"{API}/tags", json={"ids": ids[:1], "remove": ["重点"]}).json() == {"changed": 1}
    assert supervisor.get(API, params={"tag": "重点"}).json()["total"] == 1


def test_whoever_makes_a_user_of_a_unit_without_sites_is_told_so(client: SignIn, sessions: Sessions) -> None:
    make_site(sessions, "http://one.gov.cn/", unit="市审计局")
    office = client(Role.ADMINISTRATOR)
    made = {
        unit: office.post("/users", data={"login": login, "role": "unit", "unit": unit}).text
        for login, unit in (("right", "市审计局"), ("wrong", "审计局"))
    }
    assert "名下还没有网站" in made["审计局"]
    assert "名下还没有网站" not in made["市审计局"]
