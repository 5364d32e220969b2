"""Hosts judged with the site are asked once how they answer for missing pages."""

from pathlib import Path

from tests.crawler.crawling import Crawled, crawl
from tests.crawler.servers import Reply, WebServer, page

HOME = "http://www.yunhexia.gov.cn/"
BUREAU = "http://rsj.yunhexia.gov.cn/"


def visited(web: WebServer, elsewhere: WebServer, folder: Path, *links: str) -> Crawled:
    """A crawl of a site that links to the bureau."""
    web.reply("/", Reply(page("云河市人民政府", "/a.html", "/b.html", *links)))
    web.page("/a.html")
    web.page("/b.html")
    hosts = folder / "hosts"
    hosts.write_text(
        f"127.0.0.1:{web.port} www.yunhexia.gov.cn\n127.0.0.1:{elsewhere.port} rsj.yunhexia.gov.cn\n", encoding="utf-8"
    )
    return crawl(folder, HOME, hosts_file=hosts)


def test_missing_pages_with_a_good_status_are_found(web: WebServer, elsewhere: WebServer, tmp_path: Path) -> None:
    elsewhere.missing = lambda _: Reply(page("人社局", text="您访问的页面不存在，请从首页进入。" * 3))
    elsewhere.page("/")
    elsewhere.page("/notice.html")
    crawled = visited(web, elsewhere, tmp_path, BUREAU + "notice.html", BUREAU + "lost.html", BUREAU + "gone/x.html")
    assert crawled.verdict(BUREAU + "notice.html") == ("ok", None)
    assert crawled.verdict(BUREAU + "lost.html") == ("broken", "soft_404")
    assert crawled.verdict(BUREAU + "gone/x.html") == ("broken", "soft_404")
    samples = [path for path in elsewhere.hits if "gongkai-" in path]
    assert (len(samples), elsewhere.hits["/"]) == (2, 1), "once for the whole crawl"
    assert len(crawled.notes("calibration")) == 1


def test_missing_pages_sent_to_the_home_page_are_found(web: WebServer, elsewhere: WebServer, tmp_path: Path) -> None:
    elsewhere.missing = lambda _: Reply(b"", 302, {"Location": "/"})
    elsewhere.page("/")
    elsewhere.page("/notice.html")
    crawled = visited(web, elsewhere, tmp_path, BUREAU + "notice.html", BUREAU + "lost.html")
    assert crawled.verdict(BUREAU + "notice.html") == ("ok", None)
    assert crawled.verdict(BUREAU + "lost.html") == ("broken", "to_home")


def test_a_host_linked_by_its_home_page_only_is_not_asked(web: WebServer, elsewhere: WebServer, tmp_path: Path) -> None:
    elsewhere.page("/")
    elsewhere.page("/index.html")
    visited(web, elsewhere, tmp_path, BUREAU, BUREAU + "index.html")
    assert set(elsewhere.hits) == {"/", "/index.html"}
