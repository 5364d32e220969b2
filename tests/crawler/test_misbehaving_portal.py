"""One portal with every bad habit, crawled once; each test looks at what was made of one of them."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from portal.states import Fault, LinkState, PageKind, Scope
from portal.storage.archive import FILE_NAME, captures, read
from tests.crawler.crawling import Crawled, crawl
from tests.crawler.servers import Reply, WebServer, closed_port, name_server, page

HOME = "http://www.yunhexia.gov.cn/"
OTHER = "http://www.other.example/"
RELATED = "http://rsj.yunhexia.gov.cn/"
CHALLENGE = b"<html><script>document.cookie='__jsl_clearance=1';location.reload()</script></html>"


@dataclass
class Visited:
    """The crawl, and the servers it went to."""

    crawled: Crawled
    site: WebServer
    other: WebServer

    def verdict(self, path: str) -> tuple[str, str | None]:
        """State and fault of a path of the site, or of a whole address."""
        return self.crawled.verdict(path if "://" in path else HOME + path)


def build(site: WebServer, other: WebServer) -> None:
    """Give the servers their habits."""
    paths = [
        "a.html",
        "a.html#part",
        "./x/../a.html",
        "A.html",
        "gone",
        "nowhere",
        "broken-once.html",
        "teapot",
        "empty.html",
        "blank.gif",
        "old.html",
        "chain.html",
        "loop-a.html",
        "self.html",
        "wall",
        "forbidden",
        "login",
        "limited",
        "down",
        "reset.html",
        "short.html",
        "html-short.html",
        "big.zip",
        "gzip.html",
        "bomb.html",
        "stub.html",
        "away.html",
        "download.jsp?id=1",
        "zstd.html",
        "missing.pdf",
        "saved.jsp",
        "cookie-wall",
        "ghost.html",
        "many-hops.html",
        "error-words.html",
        "latin.html",
        "counter.php",
        "lazy.html",
    ]
    links = [
        *(f"/{path}" for path in paths),
        OTHER,
        OTHER + "inside.html",
        OTHER + "missing",
        RELATED,
        RELATED + "lost.html",
        OTHER + "lost.html",
    ]
    dead = ["http://dead.example/1", "http://dead.example/2", "http://dead.example/3", "http://no-such-name.example/"]
    extras = b'<img src="/pic.png"><img src="/no-pic.png"><script src="/empty.js"></script><a href="mailto:a@b.cn">m</a><a href="javascript:;">j</a>'
    site.reply("/", Reply(page("云河市人民政府", *links, *dead).replace(b"</body>", extras + b"</body>")))
    site.page("/a.html", "/", "/a.html", "/deeper.html")
    site.page("/A.html")
    site.page("/deeper.html")
    site.reply("/gone", Reply(page("已删除"), 410))
    site.reply("/broken-once.html", Reply(page("错误"), 500), Reply(page("恢复正常的页面")))
    site.reply("/teapot", Reply(b"", 418))
    site.reply("/empty.html", Reply(b"  \n"))
    site.reply("/blank.gif", Reply(b"", content_type="image/gif"))
    site.reply("/empty.js", Reply(b"", content_type="text/javascript"))
    site.reply("/counter.php", Reply(b"12", content_type="text/plain"))
    site.reply("/pic.png", Reply(b"\x89PNG" + b"0" * 50, content_type="image/png"))
    site.redirect("/old.html", "/a.html", 301)
    site.redirect("/chain.html", "/chain-2.html")
    site.redirect("/chain-2.html", "chain-end.html", 307)
    site.page("/chain-end.html")
    site.redirect("/loop-a.html", "/loop-b.html")
    site.redirect("/loop-b.html", "/loop-a.html")
    site.redirect("/self.html", "/self.html")
    site.reply("/cookie-wall", Reply(b"", 302, {"Location": "/cookie-wall", "Set-Cookie": "pass=1"}))
    site.redirect("/away.html", OTHER + "landing.html")
    site.redirect("/ghost.html", "/ghost-2.html")
    for hop in range(30):
        site.redirect("/many-hops.html" if hop == 0 else f"/hop-{hop}", f"/hop-{hop + 1}")
    site.reply("/wall", Reply(CHALLENGE))
    site.reply("/forbidden", Reply(b"no", 403))
    site.reply("/login", Reply(b"no", 401))
    site.reply("/limited", Reply(b"no", 429, {"Retry-After": "0"}))
    site.reply("/down", Reply(b"no", 503))
    site.reply("/reset.html", Reply(raw=b""))
    site.reply(
        "/short.html",
        Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html><body><p>begin"),
    )
    whole = page("长度写错的页面")
    site.reply(
        "/html-short.html",
        Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n" + whole),
    )
    site.reply("/big.zip", Reply(b"PK" + b"\0" * 3_000_000, content_type="application/zip"))
    site.reply(
        "/gzip.html", Reply(gzip.compress(page("压缩的页面", "/from-gzip.html")), headers={"Content-Encoding": "gzip"})
    )
    site.page("/from-gzip.html")
    site.reply("/download.jsp?id=1", Reply(b"PK" + b"\0" * 3_000_000, content_type="application/octet-stream"))
    site.reply("/zstd.html", Reply(b"\x28\xb5\x2f\xfd words", headers={"Content-Encoding": "zstd"}))
    site.reply("/missing.pdf", Reply(page("404 Not Found", text="Not Found")))
    site.reply("/saved.jsp", Reply(page("另存"), headers={"Content-Disposition": "attachment; filename=a.html"}))
    site.reply(
        "/bomb.html", Reply(gzip.compress(b"<html><body>" + b" " * 60_000_000), headers={"Content-Encoding": "gzip"})
    )
    site.reply(
        "/stub.html", Reply(b'<html><head><meta http-equiv="refresh" content="0;url=/stub-end.html"></head></html>')
    )
    site.page("/stub-end.html")
    site.reply("/error-words.html", Reply(page("页面不存在", text="您访问的页面不存在")))
    site.page("/lazy.html", content_type="")
    site.reply(
        "/latin.html",
        Reply(
            "<html><head><meta charset=gbk><title>编码</title></head><body><p>国标编码的页面</p></body></html>".encode(
                "gbk"
            ),
            content_type="text/html",
        ),
    )
    other.page("/", "/never-followed.html")
    other.reply("/lost.html", Reply(page("404 Not Found", text="Not Found")))
    other.page("/inside.html", "/never-followed.html")
    other.page("/landing.html", "/never-followed.html")


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    folder = tmp_path_factory.mktemp("misbehaving")
    with (
        WebServer() as site,
        WebServer() as other,
        name_server({("elsewhere.example", "A"): ["192.0.2.1"]}) as nameserver,
    ):
        build(site, other)
        hosts = folder / "hosts"
        hosts.write_text(
            f"127.0.0.1:{site.port} www.yunhexia.gov.cn  # the site\n127.0.0.1:{other.port} www.other.example rsj.yunhexia.gov.cn\n"
            f"127.0.0.1:{closed_port()} dead.example\n",
            encoding="utf-8",
        )
        crawled = crawl(folder, HOME, hosts_file=hosts, nameserver=nameserver, max_size=5_000_000)
        yield Visited(crawled, site, other)


def test_it_ends_in_good_health(visited: Visited) -> None:
    manifest = visited.crawled.manifest
    assert manifest.health.ok
    assert manifest.run.stopped_by is None
    assert not list(visited.crawled.snapshot.targets(LinkState.PENDING))


def test_an_address_is_opened_once_however_it_is_written(visited: Visited) -> None:
    assert visited.site.hits["/a.html"] == 1
    assert visited.site.hits["/A.html"] == 1
    assert visited.verdict("a.html") == ("ok", None)
    home = visited.crawled.snapshot.home()
    assert home is not None
    ids = {link.target_id for link in visited.crawled.snapshot.links(home.id) if link.url == HOME + "a.html"}
    assert ids == {visited.crawled.target(HOME + "a.html").id}


def test_depth_is_the_number_of_clicks_from_the_home_page(visited: Visited) -> None:
    depths = {page.url: page.depth for page in visited.crawled.pages()}
    assert (depths[HOME], depths[HOME + "a.html"], depths[HOME + "deeper.html"]) == (0, 1, 2)


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("nowhere", "not_found"),
        ("gone", "gone"),
        ("no-pic.png", "not_found"),
        ("teapot", "client_error"),
        ("down", "server_error"),
        ("empty.html", "empty"),
        ("blank.gif", "empty"),
        ("reset.html", "connection"),
        ("short.html", "truncated"),
        ("loop-a.html", "loop"),
        ("self.html", "loop"),
        ("many-hops.html", "loop"),
        ("ghost.html", "not_found"),
        ("http://dead.example/1", "refused"),
        ("http://no-such-name.example/", "dns"),
        (OTHER + "missing", "not_found"),
    ],
)
def test_what_stays_broken_after_all_tries_is_broken(visited: Visited, path: str, fault: str) -> None:
    assert visited.verdict(path) == ("broken", fault)


def test_a_broken_address_was_tried_three_times(visited: Visited) -> None:
    attempts = visited.crawled.attempts(HOME + "nowhere")
    assert [attempt.status for attempt in attempts] == [404, 404, 404]
    assert all(attempt.peer == "127.0.0.1" for attempt in attempts)


def test_a_hiccup_is_no_fault(visited: Visited) -> None:
    assert visited.verdict("broken-once.html") == ("ok", None)
    assert [attempt.status for attempt in visited.crawled.attempts(HOME + "broken-once.html")] == [500, 200]
    assert visited.crawled.snapshot.page(HOME + "broken-once.html") is not None


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("wall", "challenge"),
        ("forbidden", "forbidden"),
        ("login", "login"),
        ("limited", "rate_limited"),
        ("cookie-wall", "challenge"),
    ],
)
def test_a_closed_door_is_blocked_and_not_broken(visited: Visited, path: str, fault: str) -> None:
    assert visited.verdict(path) == ("blocked", fault)


def test_a_server_that_asks_to_wait_is_asked_again_before_it_is_given_up(visited: Visited) -> None:
    assert visited.site.hits["/limited"] == 3
    assert len(visited.crawled.notes("paused")) == 2


def test_redirects_are_recorded_hop_by_hop(visited: Visited) -> None:
    target = visited.crawled.target(HOME + "chain.html")
    assert (target.state, target.final_url, target.status) == (LinkState.REDIRECTED, HOME + "chain-end.html", 200)
    hops = [(attempt.status, attempt.location) for attempt in visited.crawled.attempts(target.url)]
    assert hops == [(302, "/chain-2.html"), (307, "chain-end.html"), (200, "")]


def test_where_a_redirect_ends_is_opened_once_for_all_who_lead_there(visited: Visited) -> None:
    assert visited.crawled.target(HOME + "old.html").final_url == HOME + "a.html"
    assert visited.site.hits["/a.html"] == 1
    found = visited.crawled.snapshot.page(HOME + "old.html")
    assert found is not None
    assert found.url == HOME + "a.html"


def test_a_page_that_sends_its_visitor_on_is_followed(visited: Visited) -> None:
    target = visited.crawled.target(HOME + "stub.html")
    assert (target.state, target.final_url) == (LinkState.REDIRECTED, HOME + "stub-end.html")


def test_other_hosts_are_checked_and_not_followed(visited: Visited) -> None:
    assert visited.verdict(OTHER) == ("ok", None)
    assert visited.crawled.target(HOME + "away.html").final_url == OTHER + "landing.html"
    assert visited.other.hits["/never-followed.html"] == 0
    assert {page.url.startswith(HOME) for page in visited.crawled.pages()} == {True}


def test_hosts_of_the_same_domain_are_related(visited: Visited) -> None:
    assert visited.crawled.target(RELATED).scope is Scope.RELATED
    assert visited.crawled.target(OTHER).scope is Scope.EXTERNAL
    assert visited.crawled.target(HOME).scope is Scope.INTERNAL


def test_of_an_attachment_only_the_first_bytes_are_read(visited: Visited) -> None:
    assert visited.verdict("big.zip") == ("ok", None)
    [kept] = [capture for capture in captures(visited.crawled.folder / FILE_NAME) if capture.url == HOME + "big.zip"]
    assert len(kept.body) == 65536
    assert kept.truncated == "length"


def test_a_file_behind_a_page_like_address_is_not_read_whole_either(visited: Visited) -> None:
    assert visited.verdict("download.jsp?id=1") == ("ok", None)
    [kept] = [capture for capture in captures(visited.crawled.folder / FILE_NAME) if capture.url.endswith("?id=1")]
    assert len(kept.body) == 65536


def test_an_attachment_that_is_an_error_page_is_suspect(visited: Visited) -> None:
    assert visited.verdict("missing.pdf") == ("suspect", "soft_404")


@pytest.mark.parametrize("path", ["zstd.html", "saved.jsp"])
def test_what_cannot_be_shown_as_a_page_is_no_page(visited: Visited, path: str) -> None:
    assert visited.verdict(path) == ("ok", None)
    assert visited.crawled.snapshot.page(HOME + path) is None


def test_error_pages_of_related_hosts_are_suspect(visited: Visited) -> None:
    assert visited.verdict(RELATED + "lost.html") == ("suspect", "soft_404")
    assert visited.verdict(OTHER + "lost.html") == ("ok", None)
    assert visited.crawled.snapshot.page(RELATED) is None


def test_compressed_pages_are_read_and_their_links_followed(visited: Visited) -> None:
    assert visited.verdict("from-gzip.html") == ("ok", None)


def test_a_small_answer_cannot_grow_without_bound(visited: Visited) -> None:
    assert visited.verdict("bomb.html") == ("ok", "too_large")
    found = visited.crawled.snapshot.page(HOME + "bomb.html")
    assert found is not None
    assert found.size == 5_000_000


def test_a_whole_page_under_a_lying_length_is_read(visited: Visited) -> None:
    assert visited.verdict("html-short.html") == ("ok", None)
    assert visited.crawled.snapshot.page(HOME + "html-short.html") is not None


def test_a_page_without_content_type_is_a_page(visited: Visited) -> None:
    assert visited.crawled.snapshot.page(HOME + "lazy.html") is not None
    assert visited.verdict("counter.php") == ("ok", None)
    assert visited.crawled.snapshot.page(HOME + "counter.php") is None


def test_words_alone_make_a_page_suspect_at_most(visited: Visited) -> None:
    assert visited.verdict("error-words.html") == ("suspect", "soft_404")
    found = visited.crawled.snapshot.page(HOME + "error-words.html")
    assert found is not None
    assert found.fault is Fault.SOFT_404


def test_a_script_may_be_empty(visited: Visited) -> None:
    assert visited.verdict("empty.js") == ("ok", None)


def test_a_dead_host_is_not_asked_for_each_of_its_addresses(visited: Visited) -> None:
    details = [visited.crawled.attempts(f"http://dead.example/{number}")[0].detail for number in (1, 2, 3)]
    assert sum("not asked" in detail for detail in details) == 2
    assert visited.verdict("http://dead.example/3") == ("broken", "refused")


def test_what_is_no_web_address_is_no_target(visited: Visited) -> None:
    assert not [target.url for target in visited.crawled.snapshot.targets() if not target.url.startswith("http")]


def test_every_page_is_in_the_archive(visited: Visited) -> None:
    for found in visited.crawled.pages():
        assert found.archive_offset is not None
        assert read(visited.crawled.folder / FILE_NAME, found.archive_offset).url == found.url


def test_the_home_page_is_marked(visited: Visited) -> None:
    home = visited.crawled.snapshot.home()
    assert home is not None
    assert (home.url, home.kind) == (HOME, PageKind.HOME)


def test_the_name_table_answers_for_name_servers(visited: Visited) -> None:
    snapshot = visited.crawled.snapshot
    assert [(answer.value, answer.source) for answer in snapshot.dns("www.yunhexia.gov.cn", "A")] == [
        ("127.0.0.1", "hosts_file")
    ]
    assert [answer.error for answer in snapshot.dns("www.yunhexia.gov.cn", "AAAA")] == ["no_answer"]
    assert [connection.status for connection in snapshot.connections(4)] == [200]
    assert snapshot.connections(6) == []


def test_requests_say_who_asks(visited: Visited) -> None:
    agents = {headers.get("User-Agent", "") for _, headers in visited.site.requests}
    assert all("gongkai" in agent for agent in agents)
    assert {headers["Host"] for _, headers in visited.site.requests} == {"www.yunhexia.gov.cn"}
