"""The home page over both families: seen twice from each, from the address named and no other."""

from pathlib import Path
from typing import Any

from tests.crawler.crawling import Crawled, crawl
from tests.crawler.servers import Reply, WebServer, closed_port, page

NAME = "w.example"


def crawl_both(folder: Path, four: WebServer, six: WebServer, **options: Any) -> Crawled:
    hosts = folder / "hosts"
    hosts.write_text(f"127.0.0.1:{four.port} {NAME}\n[::1]:{six.port} {NAME}\n", encoding="utf-8")
    return crawl(folder, f"http://{NAME}/", hosts_file=hosts, **options)


def test_words_and_links_of_both_families_are_kept(web: WebServer, tmp_path: Path) -> None:
    with WebServer("::1") as six:
        web.page("/", "/a.html")
        web.page("/a.html")
        six.reply("/", Reply(page("另一台服务器", "/b.html")))
        snapshot = crawl_both(tmp_path, web, six).snapshot
    four, other = snapshot.home_views(4), snapshot.home_views(6)
    assert [(view.address, view.port, view.status) for view in four] == [("127.0.0.1", web.port, 200)] * 2
    assert [(view.address, view.port, view.status) for view in other] == [("::1", six.port, 200)] * 2
    assert (four[0].title, other[0].title) == ("页面/", "另一台服务器")
    assert four[0].parts == four[1].parts
    assert any(part.endswith("/a.html") for part in four[0].parts)
    assert any(part.endswith("/b.html") for part in other[0].parts)


def test_redirects_are_followed_on_the_same_address(web: WebServer, tmp_path: Path) -> None:
    with WebServer("::1") as six:
        for server in (web, six):
            server.redirect("/", "/index.html")
            server.page("/index.html")
        snapshot = crawl_both(tmp_path, web, six).snapshot
    assert {view.url for view in snapshot.home_views(6)} == {f"http://{NAME}/index.html"}
    assert six.hits["/index.html"] == 2


def test_redirects_to_another_host_are_where_a_view_ends(web: WebServer, tmp_path: Path) -> None:
    with WebServer("::1") as six:
        web.page("/")
        six.redirect("/", "http://elsewhere.example/")
        snapshot = crawl_both(tmp_path, web, six).snapshot
    assert {(view.url, view.status) for view in snapshot.home_views(6)} == {(f"http://{NAME}/", 302)}


def test_a_family_that_never_answers_is_not_compared(web: WebServer, tmp_path: Path) -> None:
    web.page("/")
    hosts = tmp_path / "hosts"
    hosts.write_text(f"127.0.0.1:{web.port} {NAME}\n[::1]:{closed_port()} {NAME}\n", encoding="utf-8")
    snapshot = crawl(tmp_path, f"http://{NAME}/", hosts_file=hosts).snapshot
    assert snapshot.home_views(6) == []
    assert len(snapshot.home_views(4)) == 1


def test_whether_browsers_are_told_to_mend_plain_addresses(web: WebServer, tmp_path: Path) -> None:
    policy = {"Content-Security-Policy": "upgrade-insecure-requests"}
    with WebServer("::1") as six:
        web.reply("/", Reply(page("首页"), headers=policy))
        six.page("/")
        snapshot = crawl_both(tmp_path, web, six).snapshot
    assert [view.upgrades for view in (*snapshot.home_views(4), *snapshot.home_views(6))] == [True, True, False, False]


def test_nothing_is_viewed_through_a_proxy(web: WebServer, tmp_path: Path) -> None:
    web.page("http://w.example/")
    snapshot = crawl(tmp_path, "http://w.example/", proxy=web.url).snapshot
    assert snapshot.home_views(4) == []
    assert snapshot.connections(4) == []


def test_only_ports_that_ipv4_has_are_tried(web: WebServer, tmp_path: Path) -> None:
    """A port of its own is the only way to such a site, over either family."""
    with WebServer("::1") as six:
        web.page("/")
        six.page("/")
        snapshot = crawl_both(tmp_path, web, six, ipv6_tries=2).snapshot
    assert {test.port for test in snapshot.connections(4)} == {web.port}
    assert [test.port for test in snapshot.connections(6)] == [six.port] * 2
