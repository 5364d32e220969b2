"""A quick crawl opens the front of a site, best first, and ends in time; what it left alone is said to be unchecked."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler import spider
from crawler.job import run
from portal.states import LinkState
from tests.crawler.crawling import Crawled, crawl, job_for
from tests.crawler.servers import Reply, WebServer
from tests.crawler.test_bounds import Interrupting

PARTS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")


def linked(title: str, *links: tuple[str, str], menu: tuple[tuple[str, str], ...] = ()) -> Reply:
    """A page with a menu and links in its text."""
    rows, entries = ("".join(f"<li><a href='{url}'>{words}</a></li>" for url, words in part) for part in (links, menu))
    words = f"{title}的内容各不相同，这里写明有关情况。" * 5
    return Reply(
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body><div class='nav'><ul>{entries}</ul></div>"
        f"<div class='main'><h1>{title}</h1><p>{words}</p><ul>{rows}</ul></div></body></html>".encode()
    )


def portal(web: WebServer, items: int = 5) -> None:
    """A home page with items before its entry of the column, a column with four parts, a list one step further."""
    names = [(f"/item/{number}.html", f"第{number}条工作动态") for number in range(items)]
    web.reply("/", linked("青禾县人民政府", *names, ("/xxgk/", "政府信息公开"), menu=(("/news/", "新闻中心"),)))
    web.reply("/xxgk/", linked("政府信息公开", *((f"/xxgk/{n}/", name) for n, name in enumerate(PARTS))))
    for number, name in enumerate(PARTS):
        web.reply(f"/xxgk/{number}/", linked(name, (f"/xxgk/{number}/text.html", f"{name}正文")))
        web.reply(f"/xxgk/{number}/text.html", linked(f"{name}正文"))
    web.reply("/news/", linked("新闻中心", ("/news/deep.html", "一条旧闻")))
    web.reply("/news/deep.html", linked("一条旧闻"))
    for url, name in names:
        web.reply(url, linked(name))


def quickly(folder: Path, url: str, **options: Any) -> Crawled:
    return crawl(folder, url, quick=True, **{"max_time": 20.0, "recheck": [0.1], **options})


def read(crawled: Crawled) -> set[str]:
    """Paths of the pages recorded."""
    return {"/" + page.url.split("/", 3)[3] for page in crawled.pages()}


def test_the_home_page_the_column_and_its_parts_are_read_and_no_other_page_leads_on(
    web: WebServer, tmp_path: Path
) -> None:
    portal(web)
    crawled = quickly(tmp_path, web.url)
    assert {"/", "/news/", "/xxgk/", *(f"/xxgk/{n}/" for n in range(4)), "/xxgk/0/text.html"} <= read(crawled)
    assert crawled.verdict(web.url + "news/deep.html") == ("skipped", "budget")
    assert web.hits["/news/deep.html"] == web.hits["/xxgk/3/text.html"] == 0
    run = crawled.manifest.run
    assert (run.quick, run.stopped_by, run.limits) == (True, "quick", [])
    assert crawled.manifest.health.ok


def test_an_entry_that_redirects_leads_to_the_column_all_the_same(web: WebServer, tmp_path: Path) -> None:
    portal(web)
    column = web.routes["/xxgk/"]
    web.redirect("/xxgk/", "/open/column/")
    web.routes["/open/column/"] = column
    assert {"/open/column/", "/xxgk/0/", "/xxgk/3/"} <= read(quickly(tmp_path, web.url))


def test_when_time_runs_out_the_column_was_first_and_what_is_left_is_told(web: WebServer, tmp_path: Path) -> None:
    portal(web, items=60)
    crawled = quickly(tmp_path, web.url, rate=10, max_time=4.0)
    assert {"/xxgk/", "/xxgk/0/", "/xxgk/3/", "/news/"} <= read(crawled)
    left = [
        target
        for target in crawled.snapshot.targets(LinkState.SKIPPED)
        if "/item/" in target.url or "/xxgk/" in target.url
    ]
    assert left
    assert crawled.manifest.run.stopped_by == "quick"
    [words] = crawled.manifest.run.limits
    assert "没有打开" in words
    assert not list(crawled.snapshot.targets(LinkState.PENDING))


def test_a_server_that_never_ends_an_answer_does_not_hold_it_up(
    web: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal(web)
    over = threading.Event()

    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900000\r\n\r\n<html>"
        while not over.wait(0.1):
            yield b" "

    web.reply("/item/0.html", Reply(stream=endless))
    monkeypatch.setattr(spider, "GRACE", 0.2)
    try:
        crawled = quickly(tmp_path, web.url, max_time=2.0, timeout=300)
    finally:
        over.set()
    assert crawled.verdict(web.url + "item/0.html") == ("skipped", "budget")
    assert crawled.verdict(web.url + "xxgk/") == ("ok", None)


def test_a_missing_page_is_confirmed_and_a_fault_that_may_pass_is_only_suspect(web: WebServer, tmp_path: Path) -> None:
    portal(web)
    del web.routes["/item/1.html"]
    web.reply("/item/2.html", Reply(b"busy", 503))
    crawled = quickly(tmp_path, web.url)
    assert crawled.verdict(web.url + "item/1.html") == ("broken", "not_found")
    assert crawled.verdict(web.url + "item/2.html") == ("suspect", "server_error")


def test_attachments_are_only_looked_at(web: WebServer, tmp_path: Path) -> None:
    web.reply("/", linked("青禾县人民政府", ("/plan.txt", "工作计划"), ("/xxgk/", "政府信息公开")))
    web.reply("/plan.txt", Reply("工作计划全文。".encode(), content_type="text/plain; charset=utf-8"))
    web.reply("/xxgk/", linked("政府信息公开"))
    whole, quick = crawl(tmp_path, web.url), quickly(tmp_path, web.url)
    assert [len(list(each.snapshot.attachment_files())) for each in (whole, quick)] == [1, 0]
    assert quick.verdict(web.url + "plan.txt") == ("ok", None)


def test_one_that_was_interrupted_is_done_anew(web: WebServer, tmp_path: Path) -> None:
    portal(web, items=40)
    cut = quickly(tmp_path, web.url, rate=40, seen=Interrupting(8))
    assert cut.manifest.run.stopped_by == "interrupted"
    job = job_for(web.url, cut.folder, quick=True, max_time=20.0).model_copy(update={"resume": True})
    manifest = run(job, lambda _: None)
    assert (manifest.run.stopped_by, manifest.run.pages > 40) == ("quick", True)
