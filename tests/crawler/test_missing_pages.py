"""Hosts that answer for missing pages with a good status are found out, and nothing genuine is accused."""

from pathlib import Path

from tests.crawler.crawling import crawl
from tests.crawler.servers import Reply, WebServer, page

SORRY = page("云河市人民政府", text="对不起，您要访问的页面不存在或者已经删除。请返回网站首页。")


def test_a_missing_page_with_a_good_status_is_found_out(web: WebServer, tmp_path: Path) -> None:
    web.missing = lambda _: Reply(SORRY)
    web.page("/", "/real.html", "/missing-1.html", "/missing-2/", "/about-missing.html")
    web.page("/real.html")
    web.reply(
        "/about-missing.html", Reply(page("云河市人民政府", text="关于部分网站页面不存在问题的整改情况通报。" * 12))
    )
    crawled = crawl(tmp_path, web.url)
    assert crawled.verdict(web.url + "missing-1.html") == ("broken", "soft_404")
    assert crawled.verdict(web.url + "missing-2/") == ("broken", "soft_404")
    assert crawled.verdict(web.url + "real.html") == ("ok", None)
    assert crawled.verdict(web.url + "about-missing.html") == ("ok", None)
    assert crawled.snapshot.page(web.url + "missing-1.html") is None
    assert len(crawled.notes("calibration")) == 1


def test_an_empty_list_that_says_nothing_of_missing_pages_is_suspect_at_most(web: WebServer, tmp_path: Path) -> None:
    blank = page("云河市人民政府", text="栏目导航 政务公开 办事服务 互动交流 走进云河 此处暂时空着")
    web.missing = lambda _: Reply(blank)
    web.page("/", "/one.html", "/two.html")
    web.reply("/one.html", Reply(blank))
    web.page("/two.html")
    crawled = crawl(tmp_path, web.url)
    assert crawled.verdict(web.url + "one.html") == ("suspect", "soft_404")
    assert crawled.verdict(web.url + "two.html") == ("ok", None)


def test_missing_pages_sent_to_the_home_page_are_found_out(web: WebServer, tmp_path: Path) -> None:
    web.missing = lambda _: Reply(b"", 302, {"Location": "/"})
    web.page("/", "/missing.html", "/index.html", "/moved.html", "/new.html")
    web.redirect("/index.html", "/", 301)
    web.redirect("/moved.html", "/new.html", 301)
    web.page("/new.html", "/")
    crawled = crawl(tmp_path, web.url)
    assert crawled.verdict(web.url + "missing.html") == ("broken", "to_home")
    assert crawled.verdict(web.url) == ("ok", None)
    assert crawled.verdict(web.url + "index.html") == ("redirected", None)
    assert crawled.verdict(web.url + "moved.html") == ("redirected", None)


def test_a_redirect_to_the_home_page_is_genuine_where_missing_pages_are_reported(
    web: WebServer, tmp_path: Path
) -> None:
    web.page("/", "/old-entrance.html", "/a.html", "/b.html")
    web.redirect("/old-entrance.html", "/", 302)
    crawled = crawl(tmp_path, web.url)
    assert crawled.verdict(web.url + "old-entrance.html") == ("redirected", None)


def test_missing_pages_sent_to_an_error_page_are_found_out(web: WebServer, tmp_path: Path) -> None:
    web.missing = lambda _: Reply(b"", 302, {"Location": "/error.html?from=x"})
    web.reply("/error.html?from=x", Reply(page("提示", text="系统提示：操作有误")))
    web.page("/", "/missing.html", "/a.html")
    web.page("/a.html")
    crawled = crawl(tmp_path, web.url)
    assert crawled.verdict(web.url + "missing.html") == ("broken", "soft_404")


def test_a_host_that_sends_everything_unknown_to_a_login_accuses_nobody(web: WebServer, tmp_path: Path) -> None:
    web.missing = lambda _: Reply(b"", 302, {"Location": "/login.html"})
    web.page("/login.html")
    web.page("/", "/inner.html", "/a.html")
    web.page("/a.html")
    crawled = crawl(tmp_path, web.url)
    assert crawled.verdict(web.url + "inner.html") == ("blocked", "login")


def test_a_site_whose_missing_pages_show_the_home_page(web: WebServer, tmp_path: Path) -> None:
    home = page("云河市人民政府", "/missing.html", "/index.html", "/real.html")
    web.missing = lambda _: Reply(home)
    web.reply("/", Reply(home))
    web.page("/real.html")
    crawled = crawl(tmp_path, web.url)
    assert crawled.verdict(web.url + "missing.html") == ("broken", "to_home")
    assert crawled.verdict(web.url + "index.html") == ("ok", None)
    assert crawled.verdict(web.url + "real.html") == ("ok", None)
