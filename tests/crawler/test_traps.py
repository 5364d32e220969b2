"""Sites that make addresses without end are left after a few steps, and what was left is recorded; what has content is read."""

import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.patterns import is_mirrored, pattern_of, rank, session_group
from crawler.sampling import sampled
from crawler.visits import Visit
from portal.states import Scope
from tests.crawler.crawling import crawl
from tests.crawler.servers import Reply, WebServer, page

LONG = "本办法所称的事项由主管部门会同有关单位办理，具体程序另行规定。" * 12


class Endless(dict[str, Callable[[int], Reply]]):
    """Routes of which those that `make` has an answer for need not be listed."""

    def __init__(self, make: Callable[[str], bytes | None], web: WebServer) -> None:
        super().__init__(web.routes)
        self._make = make

    def get(self, path: str, default: object = None) -> Callable[[int], Reply]:
        body = self._make(path)
        return (lambda _: Reply(body)) if body is not None else super().get(path, default)  # type: ignore[arg-type]


def number(path: str, name: str) -> int:
    return int(parse_qs(urlsplit(path).query)[name][0])


def test_a_calendar_is_left_after_some_months(web: WebServer, tmp_path: Path) -> None:
    def month(path: str) -> bytes | None:
        if not path.startswith("/calendar?"):
            return None
        shown = number(path, "month")
        return page(f"{shown}月", f"/calendar?month={shown + 1}", f"/calendar?month={shown - 1}", text="日一二三四五六")

    web.page("/", "/calendar?month=0", "/a.html")
    web.page("/a.html")
    web.routes = Endless(month, web)
    crawled = crawl(tmp_path, web.url, max_pages=500)
    assert 5 < len(crawled.pages()) < 40
    assert crawled.verdict(web.url + "a.html") == ("ok", None)
    [note] = crawled.notes("capped")
    assert "/calendar?month" in note
    assert crawled.manifest.run.stopped_by is None
    assert "/calendar?month" in crawled.manifest.run.limits[0]


def test_paging_that_never_ends_is_left_and_paging_that_ends_is_read(web: WebServer, tmp_path: Path) -> None:
    def listed(path: str) -> bytes | None:
        if not path.startswith("/list?"):
            return None
        shown = number(path, "page")
        last = min(shown, 15)  # the list has fifteen pages, whatever is asked for
        items = [f"/art/{last}-{item}.html" for item in range(3)]
        return page(f"列表第{shown}页", *items, f"/list?page={shown + 1}", text="列表")

    def article(path: str) -> bytes | None:
        return page(f"关于{path}的通知", text=LONG) if path.startswith("/art/") else None

    web.page("/", "/list?page=1")
    web.routes = Endless(lambda path: listed(path) or article(path), web)
    crawled = crawl(tmp_path, web.url, max_pages=500)
    urls = {found.url for found in crawled.pages()}
    assert {f"{web.url}art/{number}-{item}.html" for number in range(1, 16) for item in range(3)} <= urls
    assert sum("/list?" in url for url in urls) < 40
    assert len(crawled.notes("capped")) == 1


def test_articles_that_lead_to_the_next_one_are_no_trap(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/art/1.html")
    for each in range(1, 60):
        web.reply(f"/art/{each}.html", Reply(page(f"关于第{each}件事的通知", f"/art/{each + 1}.html", text=LONG)))
    web.reply("/art/60.html", Reply(page("最后一件事的通知", text=LONG)))
    crawled = crawl(tmp_path, web.url)
    assert len(crawled.pages()) == 61
    assert crawled.manifest.run.limits == []


def test_a_session_id_under_a_name_of_its_own_is_recognised(web: WebServer, tmp_path: Path) -> None:
    def visited(path: str) -> bytes | None:
        if not path.startswith("/info.jsp?"):
            return None
        return page("机构职能", f"/info.jsp?ticket={secrets.token_hex(12)}a1", "/a.html", text=LONG)

    web.page("/", *(f"/info.jsp?ticket={secrets.token_hex(12)}a1" for _ in range(3)))
    web.page("/a.html")
    web.routes = Endless(visited, web)
    crawled = crawl(tmp_path, web.url, max_pages=200)
    assert len(crawled.pages()) < 20
    assert len(crawled.notes("capped")) == 1


def test_folders_that_lead_into_themselves_are_left(web: WebServer, tmp_path: Path) -> None:
    def inside(path: str) -> bytes | None:
        return page(f"目录{path}", "zw/gk/", text=LONG) if path.startswith("/zw/gk/") else None

    web.page("/", "/zw/gk/")
    web.routes = Endless(inside, web)
    crawled = crawl(tmp_path, web.url, max_pages=100)
    assert len(crawled.pages()) <= 4
    assert len(crawled.notes("capped")) == 1


def test_one_page_under_many_addresses_is_recorded_once(web: WebServer, tmp_path: Path) -> None:
    body = page("走进云河", "/a.html", text=LONG)
    for path in ("/zjyh/index.html", "/zjyh/index.html?link=1", "/zjyh/index.html?link=22"):
        web.reply(path, Reply(body))
    web.page("/", "/zjyh/index.html", "/b.html")
    web.page("/b.html", "/zjyh/index.html?link=1", "/zjyh/index.html?link=22")
    web.page("/a.html")
    crawled = crawl(tmp_path, web.url)
    assert [found.url for found in crawled.pages() if "zjyh" in found.url] == [web.url + "zjyh/index.html"]
    target = crawled.target(web.url + "zjyh/index.html?link=22")
    assert (target.state.value, target.final_url) == ("ok", web.url + "zjyh/index.html")
    assert crawled.notes("twins") == ["2 addresses"]


def test_blank_columns_are_not_one_for_being_alike(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/gk/a.html", "/gk/b.html")
    for name in "ab":
        web.reply(f"/gk/{name}.html", Reply(page("栏目", text="暂无内容")))
    assert len(crawl(tmp_path, web.url).pages()) == 3


def test_of_too_many_pages_every_kind_is_read_and_the_same_ones_next_month(web: WebServer, tmp_path: Path) -> None:
    many = [f"/news/{each}.html" for each in range(40)]
    few = [f"/files/{each}.html" for each in range(3)]
    for name in (*many, *few):
        web.page(name)
    web.page("/", *many, *few)
    first = {found.url for found in crawl(tmp_path, web.url, max_pages=12).pages()}
    web.page("/", *few, *reversed(many))
    second = {found.url for found in crawl(tmp_path, web.url, max_pages=12).pages()}
    assert first == second
    assert {web.url + name[1:] for name in few} <= first


def test_of_many_links_to_one_host_a_sample_is_opened(web: WebServer, elsewhere: WebServer, tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"127.0.0.1:{elsewhere.port} www.other.example\n", encoding="utf-8")
    names = [f"http://www.other.example/{each}" for each in range(30)]
    for each in range(30):
        elsewhere.page(f"/{each}")
    web.page("/", *names)
    crawled = crawl(tmp_path, web.url, external_per_host=10, hosts_file=hosts)
    states = [crawled.verdict(name) for name in names]
    assert states.count(("ok", None)) == 10
    assert states.count(("skipped", "budget")) == 20
    assert sum(elsewhere.hits.values()) == 10
    assert crawled.notes("external_capped") == ["www.other.example 20"]


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("http://h.cn/art/2026/3/1/art_12_3456.html", "h.cn/art/#/#/#/art_#_#.html"),
        ("http://h.cn/list.jsp?page=3&cat=7", "h.cn/list.jsp?cat&page"),
        ("http://h.cn/f/0b54a81c9f3e4d2a8b7c.html", "h.cn/f/*.html"),
        ("http://h.cn/", "h.cn/"),
    ],
)
def test_a_pattern_leaves_open_what_differs(url: str, pattern: str) -> None:
    assert pattern_of(url) == pattern


@pytest.mark.parametrize(
    ("path", "mirrored"),
    [("a/b/a/b/a/b/", True), ("a/a/a/x.html", True), ("a/b/a/b/x.html", False), ("2026/01/01/01/x.html", False)],
)
def test_mirrored_folders_are_told_from_dates_and_slips(path: str, mirrored: bool) -> None:
    assert is_mirrored(f"http://h.cn/{path}") is mirrored


def test_only_opaque_values_can_be_session_ids() -> None:
    assert session_group("http://h.cn/a.jsp?s=0123456789abcdef0123&x=1") == "http://h.cn/a.jsp?s=*&x=1"
    assert session_group("http://h.cn/a.jsp?page=3") == ""


@given(st.lists(st.integers(0, 500), unique=True), st.text(min_size=1))
def test_a_sample_does_not_depend_on_the_order_pages_were_found(numbers: list[int], seed: str) -> None:
    visits = [Visit(f"http://h.cn/{'ab'[n % 2]}/{n}.html", "h.cn", Scope.INTERNAL, 1, whole=True) for n in numbers]
    assert sampled(visits, seed) == sampled(visits[::-1], seed)
    assert len(sampled(visits, seed)) == len(visits)


@given(st.text(), st.text())
def test_ranks_never_fail(url: str, seed: str) -> None:
    assert rank(url, seed) == rank(url, seed)
