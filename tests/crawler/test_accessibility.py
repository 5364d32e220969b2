"""Pages are tested for accessibility in the browser, whatever their own scripts have done to it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checks.catalogue import CATALOGUE
from checks.outcomes import Outcome, Reason
from crawler.accessibility import Accessibility, examine, sampled_pages
from crawler.browser import find_browser
from portal.storage.recorder import connect
from reports.judging.identification import identify
from tests.crawler.crawling import Crawled, crawl
from tests.crawler.servers import Reply, WebServer
from tests.crawler.test_browser import HOME, browsing, within

needs_browser = pytest.mark.skipif(find_browser() is None, reason="no browser on this machine")
POLICY = {"Content-Security-Policy": "script-src 'self'"}
HOSTILE = "Array.prototype.map = Array.from = JSON.stringify = () => { throw new Error(); }; window.define = () => 0; define.amd = {};"
PAGE = "<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><title>{0}</title><script src=/hostile.js></script></head><body><main><h1>{0}</h1>{1}</main></body></html>"
MENU = "<ul><li><a href='/tzgg/'>通知公告</a></li></ul>"
BROKEN = (
    "<input type=text name=q><img src='/a.gif' width=9 height=9><img src='/b.gif' width=9 height=9>"
    + "<p>本站的说明文字。</p>" * 9
)
ROWS = "".join(
    f"<li><a href='/tzgg/{n}.html'>关于第{n}项工作安排的通知</a><span>2026-02-0{n}</span></li>" for n in range(1, 7)
)


@pytest.fixture(scope="module")
def portal() -> Iterator[WebServer]:
    with WebServer() as web:
        _serve(web, "/", "青禾县人民政府", MENU + BROKEN)
        _serve(web, "/tzgg/", "通知公告", f"{MENU}<ul>{ROWS}</ul>")
        web.reply("/hostile.js", Reply(HOSTILE.encode(), content_type="text/javascript"))
        for path in ("/a.gif", "/b.gif"):
            web.reply(path, Reply(b"GIF89a", content_type="image/gif"))
        yield web


def _serve(web: WebServer, path: str, title: str, body: str) -> None:
    web.reply(path, Reply(PAGE.format(title, body).encode(), headers=POLICY))


def verdict(crawled: Crawled, **parameters: int) -> tuple[Outcome, Reason | None, list[str]]:
    snapshot = crawled.snapshot
    context = identify(snapshot).context(date(2026, 3, 1))
    found = CATALOGUE["accessibility.axe"].assess(snapshot, parameters, context)
    return found.outcome, found.reason_code, sorted(finding.element for finding in found.findings)


@needs_browser
def test_rules_that_pages_break_are_found_under_a_policy_and_hostile_scripts(portal: WebServer, tmp_path: Path) -> None:
    crawled = crawl(tmp_path, portal.url, render="auto", timeout=10)
    tested = {page.url: page for page in crawled.snapshot.axe_pages()}
    assert {portal.url, f"{portal.url}tzgg/"} <= set(tested)
    assert [page.error for page in tested.values()] == [""] * len(tested)
    broken = {(row.url, row.rule): row for row in crawled.snapshot.axe_results() if not row.undecided}
    images = broken[portal.url, "image-alt"]
    assert (images.count, len(images.targets), images.impact) == (2, 2, "critical")
    assert {"wcag2a", "wcag111"} <= set(images.tags)
    assert "替代" in images.help
    assert images.html.startswith("<img")
    assert (portal.url, "label") in broken
    assert (f"{portal.url}tzgg/", "image-alt") not in broken
    assert verdict(crawled, max_rules=1) == (Outcome.FAIL, None, ["image-alt", "label"])
    assert verdict(crawled, max_rules=2)[0] is not Outcome.FAIL


def test_without_a_browser_nothing_is_said(portal: WebServer, tmp_path: Path) -> None:
    crawled = crawl(tmp_path, portal.url, render="never")
    assert crawled.snapshot.axe_pages() == []
    assert verdict(crawled, max_rules=0) == (Outcome.UNKNOWN, Reason.NO_BROWSER, [])


@needs_browser
def test_page_that_keeps_axe_busy_is_given_up_and_the_next_one_tested(web: WebServer) -> None:
    _serve(web, "/endless.html", "很长的页面", "<img src='/a.gif'><input>" * 20_000)
    _serve(web, "/short.html", "通知公告", BROKEN)

    async def examined() -> Accessibility:
        found = Accessibility()
        async with browsing(web) as (browser, _):
            for path in ("endless.html", "short.html"):
                await examine(browser, HOME + path, 5, found, patience=1)
        return found

    found = within(examined)
    assert [bool(page.error) for page in found.pages] == [True, False]
    assert {row.url for row in found.results} == {f"{HOME}short.html"}


def test_sample_takes_every_kind_and_is_the_same_every_time() -> None:
    database = connect(":memory:")
    kinds = ["column"] * 20 + ["document"] * 30 + ["interpretation"] * 3 + ["news"] * 50
    rows = [(f"http://a.gov.cn/{number}", kind, 1.0) for number, kind in enumerate(kinds)]
    rows += [("http://a.gov.cn/unsure", "report", 0.2), ("http://a.gov.cn/", "home", 1.0)]
    database.executemany(_ROW, rows)
    chosen = sampled_pages(database, "http://a.gov.cn/", 10)
    of_kind = [kinds[int(url.rpartition("/")[2])] for url in chosen]
    assert (len(set(chosen)), of_kind.count("column")) == (10, 4)
    assert [of_kind.count(kind) for kind in ("document", "interpretation", "news")] == [2, 2, 2]
    assert chosen == sampled_pages(database, "http://a.gov.cn/", 10)
    assert len(sampled_pages(database, "http://a.gov.cn/", 100)) == 100


_ROW = """INSERT INTO page (url, kind, confidence, status, fetched_at, depth, content_type, encoding, size, body_hash, title, heading, published_text,
    source, breadcrumb, text_length, fill, fill_words, refresh_to) VALUES (?, ?, ?, 200, '2026-03-01', 1, '', '', 0, '', '', '', '', '', '[]', 0, '', '', '')"""
