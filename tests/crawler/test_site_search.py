"""The site's own search is tried once all is read: through a plain form, or in the browser as a visitor would."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.browser import find_browser
from portal.site_search import SearchQuery, SearchState, SearchTrial
from portal.storage.archive import read
from tests.crawler.crawling import Crawled, crawl
from tests.crawler.servers import Reply, WebServer

needs_browser = pytest.mark.skipif(find_browser() is None, reason="no browser on this machine")
TITLES = {
    f"/tzgg/{number}.html": f"青禾县关于{subject}有关事项的通知"
    for number, subject in enumerate(("春耕备耕", "森林防火", "道路养护", "社保缴费", "义务植树"), 1)
}
PAGE = "<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><title>{0}</title></head><body>{1}<div class=main>{2}</div></body></html>"
TRAIL = "<div class=position>当前位置：<a href='/'>首页</a> &gt; <a href='/tzgg/'>通知公告</a></div>"
FORM = "<div class=header><form action='/so'><input name=q type=text placeholder=请输入关键词><button>搜索</button></form></div>"
LOOSE = (
    "<div class=header><input type=text id=word><span onclick=\"window.open('/so?q=' + encodeURIComponent(document.getElementById('word').value))\">"
    "搜索</span></div>"
)
CHECKED = (
    "<div class=header><form action='/so' method=post target=_blank onsubmit='this.q.value = this.typed.value'><input type=hidden name=q>"
    "<input type=text name=typed class=keyword><input type=submit value=搜索></form></div>"
)
SHELL = "<p id=info>正在搜索</p><ul id=rows></ul><script>fetch('/data' + location.search).then(a => a.text()).then(a => rows.innerHTML = a)</script>"


class Portal:
    """A web server with five notices, some of them dated, and a search over their titles."""

    def __init__(self, web: WebServer, box: str, *, find: Callable[[str], str] | None = None, dated: int = 5) -> None:
        self.web = web
        self.find = find or self.found
        self.asked: list[str] = []
        rows = "".join(
            f"<li><a href='{path}'>{title}</a><span>2026-02-01</span></li>" for path, title in TITLES.items()
        )
        self._page("/", "青禾县人民政府", box, f"<ul><li><a href='/tzgg/'>通知公告</a></li></ul><ul>{rows}</ul>")
        self._page("/tzgg/", "通知公告", "", f"{TRAIL}<ul>{rows}</ul>")
        for path, title in TITLES.items():
            when = f"发布时间：2026-02-0{path[6]}　" if int(path[6]) <= dated else ""
            body = f"{TRAIL}<h1>{title}</h1><div>{when}来源：县政府办公室</div><div class=content><p>{title}。各镇要认真落实。</p></div>"
            self._page(path, title, "", body)
        web.missing = self._answer

    def _page(self, path: str, title: str, box: str, body: str) -> None:
        self.web.reply(path, Reply(PAGE.format(title, box, body).encode()))

    def _answer(self, _: int) -> Reply:
        parts = urlsplit(self.web.requests[-1][0])
        if parts.path not in ("/so", "/data"):
            return Reply(b"", 404)
        self.asked.append(parts.path)
        return self.reply(parse_qs(parts.query).get("q", [""])[0], shell=parts.path == "/so")

    def reply(self, words: str, *, shell: bool = True) -> Reply:
        """The answer to a query, as a page, or as its bare rows."""
        found = self.find(words)
        return Reply((PAGE.format("搜索结果", "", found) if shell else found).encode())

    def found(self, words: str) -> str:
        """Rows of the titles that hold the words."""
        hits = [f"<li><a href='{path}'>{title}</a></li>" for path, title in TITLES.items() if words in title]
        tabs = "<p><a href='#'>全部</a> <a href='#'>新闻动态</a> <a href='#'>通知公告</a></p>"
        return tabs + f"共找到{len(hits)}条结果<ul>{''.join(hits)}</ul>"


def queries(crawled: Crawled) -> list[SearchQuery]:
    return list(crawled.snapshot.search_queries())


def trial(crawled: Crawled) -> SearchTrial | None:
    entry = crawled.snapshot.search_entry()
    return entry.trial if entry else None


def states(crawled: Crawled) -> list[SearchState]:
    return [query.state for query in queries(crawled) if query.page_url]


def test_plain_form_is_asked_for_four_titles_and_a_word_nothing_matches(web: WebServer, tmp_path: Path) -> None:
    portal = Portal(web, FORM)
    crawled = crawl(tmp_path, web.url)
    assert trial(crawled) is SearchTrial.ASKED
    assert len(portal.asked) == 5
    assert states(crawled) == [SearchState.FOUND] * 4
    first = queries(crawled)[1]
    assert (first.rank, first.stated, first.categories) == (1, 1, ("新闻动态", "通知公告"))
    assert first.found_url == first.page_url
    assert first.archive_offset is not None
    assert first.words in read(crawled.folder / "pages.warc.gz", first.archive_offset).body.decode()
    assert crawled.pages()
    assert not any("/so" in page.url for page in crawled.pages())


def test_titles_are_missing_where_the_index_is_broken(web: WebServer, tmp_path: Path) -> None:
    Portal(web, FORM, find=lambda _: "<p>抱歉，没有找到相关结果</p>")
    assert states(crawl(tmp_path, web.url)) == [SearchState.MISSED] * 4


def test_search_that_works_again_after_a_wait_is_not_called_down(web: WebServer, tmp_path: Path) -> None:
    portal = Portal(web, FORM)
    works = portal.reply
    portal.reply = lambda words, **how: Reply(b"", 503) if len(portal.asked) <= 5 else works(words, **how)  # type: ignore[method-assign]
    assert states(crawl(tmp_path, web.url)) == [SearchState.FOUND] * 4


def test_search_that_stays_down_is_down(web: WebServer, tmp_path: Path) -> None:
    portal = Portal(web, FORM)
    portal.reply = lambda *_, **__: Reply(b"", 500)  # type: ignore[method-assign]
    assert states(crawl(tmp_path, web.url)) == [SearchState.DOWN] * 4


@pytest.mark.parametrize(
    ("robots", "options", "expected"),
    [
        ("User-agent: *\nDisallow: /so\n", {}, SearchTrial.ROBOTS),
        ("", {"search": False}, SearchTrial.NOT_ASKED),
    ],
)
def test_search_is_left_alone(
    web: WebServer, tmp_path: Path, robots: str, options: dict[str, Any], expected: SearchTrial
) -> None:
    portal = Portal(web, FORM)
    web.reply("/robots.txt", Reply(robots.encode(), content_type="text/plain"))
    crawled = crawl(tmp_path, web.url, **options)
    assert trial(crawled) is expected
    assert (portal.asked, queries(crawled)) == ([], [])


@pytest.mark.parametrize("box", [LOOSE, CHECKED])
def test_box_of_scripts_needs_a_browser(web: WebServer, tmp_path: Path, box: str) -> None:
    portal = Portal(web, box)
    assert trial(crawl(tmp_path, web.url)) is SearchTrial.NO_BROWSER
    assert portal.asked == []


def test_page_without_a_box_is_told_apart_from_one_that_was_not_seen_in_full(web: WebServer, tmp_path: Path) -> None:
    Portal(web, "")
    entry = crawl(tmp_path, web.url).snapshot.search_entry()
    assert entry is not None
    assert (entry.trial, entry.complete, entry.hint) == (SearchTrial.ABSENT, True, "")
    Portal(web, "<script src='/header.js'></script>")
    entry = crawl(tmp_path, web.url).snapshot.search_entry()
    assert entry is not None
    assert (entry.trial, entry.complete) == (SearchTrial.ABSENT, False)


@needs_browser
def test_words_are_typed_where_a_script_opens_a_window_and_another_writes_the_results(
    web: WebServer, tmp_path: Path
) -> None:
    portal = Portal(web, LOOSE, dated=1)
    rows = portal.reply
    filled = Reply(PAGE.format("搜索", "", SHELL).encode())
    portal.reply = lambda words, *, shell=True: filled if shell else rows(words, shell=False)  # type: ignore[method-assign]
    crawled = crawl(tmp_path, web.url, render="auto", timeout=10, axe_pages=0)
    assert states(crawled) == [SearchState.FOUND]
    assert all(query.browser and query.complete for query in queries(crawled))
    assert queries(crawled)[0].is_empty
    offset = queries(crawled)[1].archive_offset
    assert offset is not None
    assert queries(crawled)[1].words in read(crawled.folder / "pages.warc.gz", offset).body.decode()


@needs_browser
def test_a_posted_form_is_sent_by_its_script_and_where_robots_forbid_it_nothing_is_opened(
    web: WebServer, tmp_path: Path
) -> None:
    portal = Portal(web, CHECKED, dated=1)
    web.posts["/so"] = lambda number: portal.reply(parse_qs(web.forms[number - 1][1])["q"][0])
    crawled = crawl(tmp_path, web.url, render="auto", timeout=10, axe_pages=0)
    assert states(crawled) == [SearchState.FOUND]
    sent = len(web.forms)
    Portal(web, LOOSE, dated=1)
    web.reply("/robots.txt", Reply(b"User-agent: *\nDisallow: /so\n", content_type="text/plain"))
    assert states(crawl(tmp_path, web.url, render="auto", timeout=10, axe_pages=0)) == [SearchState.ROBOTS]
    assert (len(web.forms), [path for path, _ in web.requests if path.startswith("/so")]) == (sent, [])
