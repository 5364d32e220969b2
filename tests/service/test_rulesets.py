"""Rulesets of the office: uploaded with every fault told, edited by their numbers, put back; what is no ruleset is refused."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from rulesets.loading import accepted, builtin
from service.database.sessions import Sessions
from service.database.tables import Role, RulesetFile
from service.rulesets.in_force import files
from service.rulesets.thresholds import thresholds_of
from tests.service.conftest import Browser, SignIn

API = "/api/v1/rulesets"
OWN = """# 本单位的说明
id: own-2026
title: <script>alert(1)</script>要点
number: 某政办〔2026〕1号
year: 2026
requirements:
  - id: home
    clause: {section: 一}
    title: 首页没有打不开的链接
    note: '=1+1'
    assess:
      - check: links.homepage
  - id: diverse
    clause: {section: 二}
    title: 多元化解读率达标
    assess:
      - check: interpretation.diversity
        with: {min_rate: 0.6}
"""
RATE = "diverse/0/min_rate"


@pytest.fixture
def browser(client: SignIn) -> Browser:
    return client(Role.SUPERVISOR)


def upload(browser: Browser, name: str, content: str | bytes, **data: str) -> Any:
    return browser.post(
        API, files={"file": (name, content if isinstance(content, bytes) else content.encode())}, data=data
    )


def test_a_ruleset_is_uploaded_edited_and_put_back_and_every_state_stays(browser: Browser, sessions: Sessions) -> None:
    first = upload(browser, "own.yaml", OWN, note="<b>新建").json()
    assert browser.get(f"{API}/own-2026/ruleset.yaml").text == OWN
    assert upload(browser, "own.yaml", OWN).status_code == 409
    assert upload(browser, "own.yaml", f"{OWN}# 改\n", note="长" * 100_000).status_code == 422
    for typed in ("1.5", "很多", "1e999", "-0.1"):
        answer = browser.post("/rulesets/own-2026/thresholds", data={f"number:{RATE}": typed})
        assert answer.status_code == 422
        assert "diverse" in answer.text
    changed = browser.post("/rulesets/own-2026/thresholds", data={f"number:{RATE}": "0.8"})
    assert changed.status_code == 303, changed.text
    second = browser.get(f"{API}/own-2026").json()
    assert second["ruleset"]["requirements"][1]["assess"] == [
        {"check": "interpretation.diversity", "with": {"min_rate": 0.8}}
    ]
    assert second["version"] != first["version"]
    assert browser.put(f"{API}/own-2026/thresholds", json={"values": {RATE: None}}).status_code == 200
    assert browser.put(f"{API}/own-2026/thresholds", json={"values": {RATE: None}}).status_code == 409
    assert browser.put(f"{API}/own-2026/thresholds", json={"values": {"x/0/y": 1}}).status_code == 422
    page = browser.get("/rulesets/own-2026").text
    assert "0.6 改为 0.8" in page
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "<script>alert" not in browser.get("/rulesets").text
    assert browser.post(f"{API}/states/{first['id']}/restore").json()["version"] == first["version"]
    with sessions() as session:
        assert [file.version for file in files(session)] == [first["version"]]
        assert len(session.scalars(select(RulesetFile)).all()) == 3


def test_the_offices_state_of_a_built_in_ruleset_replaces_it_until_it_is_withdrawn(browser: Browser) -> None:
    before = browser.get(f"{API}/tengzhou-2022").json()
    assert (before["builtin"], before["own"], before["origin"]) == (True, None, "内置")
    key = next(each.key for row in thresholds_of(builtin("tengzhou-2022")) for each in row.thresholds if each.value)
    state = browser.put(f"{API}/tengzhou-2022/thresholds", json={"values": {key: 1}, "note": "改"}).json()
    now = browser.get(f"{API}/tengzhou-2022").json()
    assert (now["own"], now["version"]) == (state["id"], state["version"])
    assert now["version"] != before["version"]
    assert browser.get("/rulesets/tengzhou-2022/thresholds").status_code == 200
    assert browser.get(f"/rulesets/states/{state['id']}").status_code == 200
    assert browser.post("/rulesets/tengzhou-2022/withdraw").status_code == 303
    assert browser.get(f"{API}/tengzhou-2022").json()["version"] == before["version"]
    assert browser.delete(f"{API}/tengzhou-2022").status_code == 409


def test_a_ruleset_that_sites_are_judged_by_is_not_withdrawn(browser: Browser) -> None:
    upload(browser, "own.yaml", OWN)
    site = browser.post("/api/v1/sites", json={"url": "http://x.gov.cn/", "rulesets": ["own-2026"]}).json()
    assert browser.delete(f"{API}/own-2026").status_code == 409
    assert browser.delete(f"/api/v1/sites/{site['id']}").status_code == 204
    assert browser.delete(f"{API}/own-2026").status_code == 204
    assert browser.get(f"{API}/own-2026").status_code == 404


def test_the_workbook_comes_back_as_the_same_ruleset_and_no_formula_runs(browser: Browser) -> None:
    upload(browser, "own.yaml", OWN)
    book = browser.get(f"{API}/own-2026/ruleset.xlsx").content
    cells = [cell for sheet in load_workbook(io.BytesIO(book)) for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    browser.delete(f"{API}/own-2026")
    state = upload(browser, "改好的.xlsx", book).json()
    assert state["version"] == accepted(OWN, "own").version


def test_every_fault_is_told_at_its_line_and_nothing_is_kept(browser: Browser) -> None:
    faulty = OWN.replace("links.homepage", "links.home").replace("0.6", "6").replace("id: home", "id: 首页")
    lint = browser.post(f"{API}/lint", files={"file": ("own.yaml", faulty.encode())}).json()
    assert [fault["line"] for fault in lint["faults"]] == [7, 12, 18]
    page = browser.post("/rulesets/upload", files={"file": ("own.yaml", faulty.encode())})
    assert page.status_code == 422
    assert "第 18 行" in page.text
    assert upload(browser, "own.yaml", faulty).status_code == 422
    assert browser.get(f"{API}/own-2026").status_code == 404


BOMBS = (
    ("laughs.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "锚点"),
    ("tag.yaml", b"id: !!python/object/apply:os.system [ls]\n", "类型标签"),
    ("deep.yaml", b"[" * 100_000, "嵌套"),
    ("large.yaml", b"id: x\n" + b"#" * 2_000_000, "超过 1 MB"),
    ("text.xlsx", b"id: own\n", "扩展名与内容不符"),
    ("picture.yaml", b"\x89PNG\r\n\x1a\n\0\0", "picture.yaml"),
    ("archive.xlsx", b"PK\x03\x04" + bytes(200), "archive.xlsx"),
    ("two.yaml", (OWN + "---\n" + OWN).encode(), "多份文档"),
)


def test_what_is_no_ruleset_is_refused_in_words(browser: Browser) -> None:
    for name, content, words in BOMBS:
        answer = upload(browser, name, content)
        assert answer.status_code == 422, answer.text
        assert words in answer.json()["error"], name


def test_units_look_at_rulesets_and_change_none(client: SignIn) -> None:
    unit = client(Role.UNIT)
    assert unit.get("/rulesets/national-2019").status_code == 200
    assert unit.get(f"{API}").json()["total"] == 11
    assert upload(unit, "own.yaml", OWN).status_code == 403
    assert unit.get("/rulesets/national-2019/thresholds").status_code == 403
    assert unit.post("/rulesets/national-2019/withdraw").status_code == 403
