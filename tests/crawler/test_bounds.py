"""A crawl stays within its budgets, its rules and its network, and says so."""

import gzip
import signal
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from crawler.job import JobError, Progress, run
from portal.states import LinkState
from portal.storage.archive import FILE_NAME, captures
from tests.crawler.crawling import crawl, job_for
from tests.crawler.servers import Reply, WebServer, closed_port, name_server, page


def test_a_private_address_is_refused_unless_allowed(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/a.html")
    crawled = crawl(tmp_path, web.url, allow_private=False)
    assert crawled.manifest.health.reason_code == "private_address"
    assert not web.hits


@pytest.mark.parametrize("name", ["www.yunhexia.example", "localhost"])
def test_a_name_that_leads_to_a_private_address_is_refused(web: WebServer, tmp_path: Path, name: str) -> None:
    web.page("/", "/a.html")
    hosts = tmp_path / "hosts"
    hosts.write_text(f"127.0.0.1:{web.port} www.yunhexia.example\n", encoding="utf-8")
    crawled = crawl(tmp_path, f"http://{name}:{web.port}/", allow_private=False, hosts_file=hosts)
    assert crawled.manifest.health.reason_code == "private_address"
    assert not web.hits


def test_robots_rules_are_obeyed_and_recorded(web: WebServer, tmp_path: Path) -> None:
    web.reply("/robots.txt", Reply(b"User-agent: *\nDisallow: /secret/\n", content_type="text/plain"))
    web.page("/", "/secret/a.html", "/open.html", "/b.html")
    web.page("/open.html")
    crawled = crawl(tmp_path, web.url)
    assert crawled.verdict(web.url + "secret/a.html") == ("skipped", "robots")
    assert web.hits["/secret/a.html"] == 0
    assert crawled.verdict(web.url + "open.html") == ("ok", None)


def test_robots_rules_can_be_ignored(web: WebServer, tmp_path: Path) -> None:
    web.reply("/robots.txt", Reply(b"User-agent: *\nDisallow: /\n", content_type="text/plain"))
    web.page("/", "/a.html")
    web.page("/a.html")
    assert crawl(tmp_path, web.url, robots="ignore").verdict(web.url + "a.html") == ("ok", None)


def test_the_page_budget_is_kept_and_recorded(web: WebServer, tmp_path: Path) -> None:
    web.page("/", *(f"/{number}.html" for number in range(20)), "/file.pdf", "/missing-1.html")
    for number in range(20):
        web.page(f"/{number}.html", "/late.pdf")
    web.reply("/file.pdf", Reply(b"%PDF", content_type="application/pdf"))
    crawled = crawl(tmp_path, web.url, max_pages=5)
    assert crawled.manifest.run.pages == len(crawled.pages()) == 5
    assert crawled.manifest.run.stopped_by == "max_pages"
    assert crawled.manifest.health.ok
    assert crawled.verdict(web.url + "file.pdf") == ("ok", None)
    states = [crawled.verdict(f"{web.url}{number}.html") for number in range(20)]
    assert (states.count(("ok", None)), states.count(("skipped", "budget"))) == (4, 16)
    assert sum(web.hits[f"/{number}.html"] for number in range(20)) == 4


def test_the_depth_budget_is_kept_and_recorded(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/1.html", "/1b.html", "/1c.html")
    web.page("/1.html", "/2.html", "/2.pdf")
    web.page("/2.html", "/3.html")
    crawled = crawl(tmp_path, web.url, max_depth=1)
    assert crawled.verdict(web.url + "2.html") == ("skipped", "budget")
    assert crawled.target(web.url + "2.pdf").state is LinkState.BROKEN
    assert crawled.manifest.run.stopped_by == "max_depth"


def test_the_time_budget_leaves_unconfirmed_failures_suspect(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/missing.html", "/a.html", "/b.html", "/c.html")
    for name in "abc":
        web.page(f"/{name}.html")
    crawled = crawl(tmp_path, web.url, recheck=[30], max_time=2)
    assert crawled.verdict(web.url + "missing.html") == ("suspect", "not_found")
    assert crawled.manifest.run.stopped_by == "time"
    assert crawled.manifest.health.ok


def test_without_any_second_try_nothing_is_called_broken(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/missing.html")
    assert crawl(tmp_path, web.url, recheck=[]).verdict(web.url + "missing.html") == ("suspect", "not_found")


def test_an_interrupted_crawl_leaves_a_whole_snapshot(web: WebServer, tmp_path: Path) -> None:
    endless_site(web)
    crawled = crawl(tmp_path, web.url, rate=20, recheck=[60], seen=Interrupting(5))
    assert crawled.manifest.run.stopped_by == "interrupted"
    assert 5 <= len(crawled.pages()) < 400
    assert crawled.manifest.health.ok
    assert crawled.verdict(web.url + "missing.html") == ("suspect", "not_found")
    assert list(crawled.snapshot.targets(LinkState.PENDING))
    archived = {capture.url for capture in captures(crawled.folder / FILE_NAME)}
    assert {found.url for found in crawled.pages()} <= archived


def test_an_unreachable_site_is_tried_again_and_then_named(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{closed_port()}/"
    crawled = crawl(tmp_path, url)
    assert crawled.manifest.health.reason_code == "unreachable"
    assert "连接被拒绝" in crawled.manifest.health.detail


def test_a_home_page_that_fails_once_is_read(web: WebServer, tmp_path: Path) -> None:
    web.reply("/", *[Reply(b"", 502)] * 3, Reply(page("云河市人民政府", "/a.html")))
    web.page("/a.html")
    crawled = crawl(tmp_path, web.url, home_waits=[0.1, 0.1, 0.1])
    assert crawled.manifest.health.ok
    statuses = [attempt.status for attempt in crawled.attempts(web.url)]
    assert (statuses[0], statuses[-1]) == (502, 200)


def test_a_shut_home_page_makes_the_site_blocked(web: WebServer, tmp_path: Path) -> None:
    web.reply("/", Reply(b"denied", 403))
    crawled = crawl(tmp_path, web.url)
    assert crawled.manifest.health.reason_code == "blocked"


def test_a_site_whose_pages_cannot_be_read_is_not_judged(web: WebServer, tmp_path: Path) -> None:
    web.page("/", *(f"/{number}.html" for number in range(9)))
    for number in range(9):
        web.reply(f"/{number}.html", Reply(b"denied", 403))
    crawled = crawl(tmp_path, web.url)
    assert crawled.manifest.health.reason_code == "blocked"


def test_a_small_site_of_dead_links_is_judged(web: WebServer, tmp_path: Path) -> None:
    web.page("/", *(f"/{number}.html" for number in range(9)))
    assert crawl(tmp_path, web.url).manifest.health.ok


def test_a_site_that_robots_rules_hide_is_not_judged(web: WebServer, tmp_path: Path) -> None:
    web.reply("/robots.txt", Reply(b"User-agent: *\nDisallow: /\n", content_type="text/plain"))
    web.page("/", *(f"/{number}.html" for number in range(9)))
    health = crawl(tmp_path, web.url).manifest.health
    assert health.reason_code == "too_few_pages"
    assert "robots.txt" in health.detail


def test_the_home_page_is_where_the_site_sends_its_visitors(web: WebServer, tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"127.0.0.1:{web.port} yunhexia.gov.cn www.yunhexia.gov.cn\n", encoding="utf-8")
    home = "http://www.yunhexia.gov.cn/portal/index.html"
    web.redirect("/", "http://www.yunhexia.gov.cn/start.html", 301)
    web.reply("/start.html", Reply(b'<meta http-equiv="refresh" content="0;url=/portal/index.html">'))
    web.page("/portal/index.html", "/a.html", home)
    web.page("/a.html", home)
    crawled = crawl(tmp_path, "http://yunhexia.gov.cn/", hosts_file=hosts)
    found = crawled.snapshot.home()
    assert found is not None
    assert found.url == home
    assert crawled.target("http://yunhexia.gov.cn/").final_url == home
    assert web.hits["/portal/index.html"] == 1
    assert crawled.verdict("http://www.yunhexia.gov.cn/a.html") == ("ok", None)


def test_a_home_page_that_leaves_for_another_site_is_the_wrong_site(web: WebServer, tmp_path: Path) -> None:
    web.redirect("/", "http://other.example/")
    assert crawl(tmp_path, web.url).manifest.health.reason_code == "wrong_site"


def test_links_behind_dead_name_servers_accuse_nobody(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "http://some-name.example/")
    crawled = crawl(tmp_path, web.url, nameserver=f"127.0.0.1:{closed_port()}", timeout=1)
    assert crawled.verdict("http://some-name.example/") == ("suspect", "dns")


def test_a_redirect_to_a_private_address_is_not_followed(web: WebServer, elsewhere: WebServer, tmp_path: Path) -> None:
    web.page("/", "/out.html")
    web.redirect("/out.html", "http://10.255.0.1:9/")
    elsewhere.page("/")
    # Loopback must be allowed for the test's own servers, so the guard itself is tested in test_resolving.py.
    crawled = crawl(tmp_path, web.url, timeout=0.5)
    assert crawled.target(web.url + "out.html").final_url == "http://10.255.0.1:9/"


def test_both_kinds_of_records_are_asked_for(web: WebServer, tmp_path: Path) -> None:
    records = {
        ("www.yunhexia.example", "A"): ["127.0.0.1"],
        ("www.yunhexia.example", "AAAA"): ["::1", "::ffff:127.0.0.1"],
    }
    web.page("/", "/a.html")
    with name_server(records) as nameserver:
        crawled = crawl(tmp_path, f"http://www.yunhexia.example:{web.port}/", nameserver=nameserver)
    snapshot = crawled.snapshot
    assert [answer.value for answer in snapshot.dns("www.yunhexia.example", "A")] == ["127.0.0.1"]
    assert {answer.value for answer in snapshot.dns("www.yunhexia.example", "AAAA")} == {"::1", "::ffff:127.0.0.1"}
    assert {connection.address for connection in snapshot.connections(6)} == {"::1"}
    assert [connection.error for connection in snapshot.connections(6)] == ["refused", "refused"]
    assert crawled.manifest.machine.ipv6_route


def test_the_home_page_is_opened_over_ipv6_as_often_as_asked(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    with WebServer("::1") as six, WebServer() as four:
        six.page("/", "/a.html")
        four.page("/", "/a.html")
        hosts.write_text(
            f"[::1]:{six.port} www.yunhexia.gov.cn\n127.0.0.1:{four.port} www.yunhexia.gov.cn\n", encoding="utf-8"
        )
        crawled = crawl(tmp_path, "http://www.yunhexia.gov.cn/", hosts_file=hosts, ipv6_tries=20, timeout=15)
        connections = crawled.snapshot.connections(6)
    assert [connection.status for connection in connections] == [200] * 20
    assert {connection.port for connection in connections} == {six.port}
    assert len(crawled.snapshot.connections(4)) == 1


def test_the_archive_is_for_its_owner_only(web: WebServer, tmp_path: Path) -> None:
    web.page("/")
    archive = crawl(tmp_path, web.url).folder / FILE_NAME
    assert sys.platform == "win32" or stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert gzip.decompress(archive.read_bytes()).startswith(b"WARC/1.1")


def test_a_listener_that_fails_ends_the_crawl_with_its_error(web: WebServer, tmp_path: Path) -> None:
    endless_site(web)

    def listen(seen: Progress) -> None:
        if not seen.done:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        crawl(tmp_path, web.url, rate=20, seen=listen)


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("not an address", {}),
        ("ftp://h.cn/", {}),
        ("http://h.cn/", {"hosts_file": "/no/such/file"}),
        ("http://h.cn/", {"nameserver": "127.0.0.1:port"}),
    ],
)
def test_a_job_that_cannot_run_is_refused(tmp_path: Path, url: str, options: dict[str, Any]) -> None:
    with pytest.raises(JobError):
        crawl(tmp_path, url, **options)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_a_snapshot_is_not_written_into(web: WebServer, tmp_path: Path) -> None:
    web.page("/")
    crawled = crawl(tmp_path, web.url)
    with pytest.raises(JobError, match="已有快照"):
        run(job_for(web.url, crawled.folder), lambda _: None)


def endless_site(web: WebServer) -> None:
    """Give a site so many pages that no test waits for its end."""
    for number in range(400):
        links = [f"/{number + step}.html" for step in (1, 2)]
        web.page("/" if number == 0 else f"/{number}.html", *links, "/missing.html")


class Interrupting:
    """Presses Ctrl-C once so many pages were read."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._done = False

    def __call__(self, seen: Progress) -> None:
        if seen.pages >= self._pages and not self._done:
            self._done = True
            signal.raise_signal(signal.SIGINT)
