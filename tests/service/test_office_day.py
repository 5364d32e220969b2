"""A day at the office (从登录到销号), in a real browser on `gongkai serve` with nothing configured: its own PostgreSQL, console, worker.

With GONGKAI_PICTURES=FOLDER each page is also kept as a picture, for `docs/console.md`.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from tests.reports.conftest import browser  # noqa: F401
from tests.service.towns import RULES, name_of, towns, write_hosts
from tests.service.working import ROOT, until

BOUND = 60_000  # milliseconds a page may take to show what is waited for
UNIT = "青禾镇党政办公室"
PASSWORD, THEIRS = "柳树成荫-2026-春", "白杨成行-2026-秋"
TOWNS = ("青禾镇", "白杨镇", "柳溪镇")
CLAUSE = "首页链接都能打开"


@contextmanager
def serving(hosts: Path) -> Iterator[str]:
    """`gongkai serve` on a free port; its first-login link. The folder is one that the database's own user may enter, where root runs the tests."""
    with TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        with _served(Path(folder), hosts) as link:
            yield link


@contextmanager
def _served(folder: Path, hosts: Path) -> Iterator[str]:
    given = {"GONGKAI_ALLOW_PRIVATE": "true", "GONGKAI_HOSTS_FILE": str(hosts)}
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | given
    command = [sys.executable, "-u", "-m", "cli", "serve", "--data-dir", str(folder / "data"), "--port", "0"]
    said = folder / "said.txt"
    with said.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file)
    try:
        until(lambda: "first-login" in said.read_text("utf-8") or process.poll() is not None)
        link = re.search(r"http://\S+/first-login/\S+", said.read_text("utf-8"))
        assert link, said.read_text("utf-8")
        yield link[0]
    finally:
        process.send_signal(signal.SIGTERM)
        ended = process.wait(40)
        print(said.read_text("utf-8"))  # pytest shows it where the test fails
    assert ended == 0


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, chromium: Browser, first_login: str, password: str) -> None:
        self.page: Page = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN").new_page()
        self.page.set_default_timeout(BOUND)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.home = re.sub(r"/first-login/.*", "", first_login)
        self.page.goto(first_login)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("[name=again]").fill(password)
        self.page.locator("main form button").first.click()
        self.sees("概览")

    def open(self, path: str) -> None:
        self.page.goto(self.home + path)

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words).first.click()

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words, timeout=BOUND)

    def photograph(self, name: str) -> None:
        """Wide and narrow, where pictures are wanted."""
        if folder := os.environ.get("GONGKAI_PICTURES"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
            self.page.set_viewport_size({"width": 390, "height": 844})
            self.page.screenshot(path=Path(folder) / f"{name}-phone.png", full_page=True)
            self.page.set_viewport_size({"width": 1280, "height": 900})


def spreadsheet(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["网址", "名称", "层级", "类型", "单位", "标签"])
    for number, name in enumerate(TOWNS):
        sheet.append([f"http://{name_of(number)}/", f"{name}人民政府", "乡镇", "门户", f"{name}党政办公室", "镇街"])
    path = folder / "网站清单.xlsx"
    book.save(path)
    return path


def test_from_first_login_to_a_closed_problem(browser: Browser, tmp_path: Path) -> None:  # noqa: F811
    rules = tmp_path / "benji.yaml"
    rules.write_text(RULES, encoding="utf-8")
    proof = tmp_path / "整改截图.png"
    proof.write_bytes(browser.new_page().screenshot())
    with towns() as portals, serving(write_hosts(portals, 3, tmp_path)) as link:
        portals.names = {name_of(number): f"{name}人民政府" for number, name in enumerate(TOWNS)}
        office = Person(browser, link, PASSWORD)
        office.photograph("overview-empty")
        set_up(office, spreadsheet(tmp_path), rules)
        run_and_watch(office)
        open_card(office)
        clause = notify(office)
        unit = Person(browser, invite_unit(office), THEIRS)
        answer(unit, clause, proof)
        portals.mended.add(name_of(0))
        recheck_and_close(office, clause)
        unit.open(clause)
        unit.sees("已销号")
        unit.open("/ledger")
        assert "白杨镇" not in unit.page.content()
        office.open("/journal")
        office.sees("admin")
        office.photograph("journal")
        assert office.faults == unit.faults == []


def set_up(office: Person, sites: Path, rules: Path) -> None:
    """Office, ruleset, spreadsheet of sites."""
    office.open("/office")
    office.page.get_by_label("单位名称").fill("柳溪县政务公开办公室")
    office.page.get_by_text("抓取设置").first.click()
    for name, value in {"recheck": "1", "rate": "20", "ipv6_tries": "1", "external_interval": "0"}.items():
        office.page.locator(f"[name='crawl.{name}']").fill(value)
    office.page.locator("[name='crawl.render']").select_option("never")
    office.press("保存")
    office.sees("已保存")
    office.open("/rulesets/upload")
    office.page.locator("input[type=file]").set_input_files(rules)
    office.page.locator("main form button[type=submit]").first.click()
    office.sees("本级网站检查要点")
    office.open("/sites/import")
    office.page.locator("input[type=file]").set_input_files(sites)
    office.press("上传并查看")
    office.sees("青禾镇人民政府")
    office.photograph("sites-import")
    office.press("导入 3 个网站")
    office.sees("白杨镇人民政府")
    office.photograph("sites")


def run_and_watch(office: Person) -> None:
    """Start, and wait on the page that tells how far it is."""
    office.open("/runs/new")
    office.page.locator("[name=ruleset]").select_option("benji-2026")
    office.photograph("run-new")
    office.page.get_by_role("button", name="开始检查").dblclick()  # as many do with every button
    expect(office.page.locator("#live")).to_contain_text("柳溪镇人民政府")
    office.photograph("run-live")
    expect(office.page.locator("#live")).to_contain_text("全部结束", timeout=2 * BOUND)
    office.photograph("run-done")
    office.open("/runs")
    assert office.page.locator("main tbody tr").count() == 1
    office.page.go_back()


def open_card(office: Person) -> None:
    """From the run to a site's audit and its card."""
    office.follow("青禾镇人民政府")
    office.sees("本级网站检查要点")
    office.photograph("audit")
    card = office.page.locator("a[href*='scorecard.html']").first.get_attribute("href")
    assert card
    office.open(card)
    expect(office.page.locator("body")).to_contain_text(CLAUSE)
    office.open("/ranking")
    office.sees("柳溪镇人民政府")
    office.photograph("ranking")
    office.open("/findings")
    office.sees("gone.html")
    office.photograph("findings")
    office.open("/")
    office.sees("最常见的问题")
    office.photograph("overview")


def notify(office: Person) -> str:
    """From the ledger to the clause of one site, which its unit is told of; the path of its page."""
    office.open("/ledger")
    office.photograph("ledger")
    row = office.page.get_by_role("row").filter(has_text="青禾镇人民政府").filter(has_text=CLAUSE)
    row.get_by_role("link", name=CLAUSE).click()
    form = office.page.locator("form:has(input[name=state][value=notified])")
    if not form.is_visible():
        office.page.locator("details:has(input[value=notified]) summary").click()
    form.locator("[name=text]").fill("请在十个工作日内修复首页上打不开的链接。")
    form.locator("[name=due]").fill("2027-01-15")
    form.locator("button").click()
    office.sees("已通知")
    office.photograph("clause-notified")
    return office.page.url.removeprefix(office.home).partition("?")[0].partition("#")[0]


def invite_unit(office: Person) -> str:
    """A user of the unit; the link the administrator hands on."""
    office.open("/users")
    office.page.get_by_label("登录名").fill("qinghe")
    office.page.locator("[name=role]").select_option("unit")
    office.page.locator("[name=unit]").fill(UNIT)
    office.press("新增")
    office.photograph("user-invited")
    link = re.search(r"(http://[^\s\"<]+)?/first-login/[\w.-]+", office.page.content())
    assert link
    return link[0] if link[1] else office.home + link[0]


def answer(unit: Person, clause: str, proof: Path) -> None:
    """The unit sees its own site only, and replies with a file."""
    unit.photograph("overview-unit")
    unit.open("/sites")
    unit.sees("青禾镇人民政府")
    assert "白杨镇" not in unit.page.content()
    unit.open(clause)
    unit.page.get_by_label("整改情况").fill("失效的办事指南链接已经去掉。")
    unit.page.locator("input[type=file]").set_input_files(proof)
    unit.press("提交反馈")
    unit.sees("整改截图.png")
    unit.photograph("clause-replied")


def recheck_and_close(office: Person, clause: str) -> None:
    """The office has it looked at again: the machine finds it mended; then it is closed."""
    office.open(clause)
    office.press("立即复查")
    expect(office.page.locator("#recheck-part .chip")).to_contain_text("没有再发现问题", timeout=2 * BOUND)
    office.open(clause)
    office.sees("已核实")
    office.photograph("clause-rechecked")
    form = office.page.locator("form:has(input[name=state][value=closed])")
    if not form.is_visible():
        office.page.locator("details:has(input[value=closed]) summary").click()
    form.locator("button").click()
    office.sees("已销号")
    office.photograph("clause-closed")
