"""Redirects that go round, go on, or ask for a cookie first."""

from pathlib import Path

from tests.crawler.crawling import Crawled
from tests.crawler.servers import Reply, WebServer, page
from tests.hostile.audits import Audited, audit
from tests.hostile.cases import case, disagreements, play

LOOP = "循环跳转或跳转次数过多"
COOKIE = "网站要求先接受Cookie才放行，已照浏览器的做法接受"


def sent(to: str, cookie: str = "") -> Reply:
    """A redirect, with a cookie if there is one."""
    return Reply(b"", 302, {"Location": to} | ({"Set-Cookie": cookie} if cookie else {}))


def refreshed(to: str) -> Reply:
    """A page that sends its visitor on at once."""
    return Reply(
        f'<html><head><meta http-equiv="refresh" content="0;url={to}"></head><body>请稍候</body></html>'.encode()
    )


CASES = [
    case("to itself", "/self.html", sent("/self.html"), verdict=("broken", "loop"), words=(f"self.html（{LOOP}",)),
    case("to and fro", "/to.html", sent("/fro.html"), verdict=("broken", "loop"), words=(f"to.html（{LOOP}",)),
    case("back again", "/fro.html", sent("/to.html"), verdict=("broken", "loop"), words=(f"fro.html（{LOOP}",)),
    case("longer every time", "/grow?n=", verdict=("broken", "loop"), words=(f"grow?n=（{LOOP}",)),
    case("refreshed without end", "/on.html", verdict=("suspect", "loop"), words=(f"on.html（{LOOP}",)),
    case("a cookie first", "/cookie.html", verdict=("ok", None), words=(COOKIE,)),
    case("a cookie at another address first", "/gate.html", verdict=("ok", None)),
    case("another cookie every time", "/never.html", verdict=("blocked", "challenge"),
         words=("never.html（脚本验证或验证码",)),
]  # fmt: skip


def gates(web: WebServer) -> None:
    """Routes that look at what comes in, or are made as they are asked for."""

    def cookie() -> str:
        return web.requests[-1][1].get("Cookie", "")

    for n in range(40):
        web.reply("/grow?n=" + "1" * n, sent("/grow?n=" + "1" * (n + 1)))
        web.reply(f"/on-{n}.html", refreshed(f"/on-{n + 1}.html"))
    web.reply("/on.html", refreshed("/on-0.html"))
    web.routes["/cookie.html"] = lambda _: (
        Reply(page("放行的页面")) if "pass=1" in cookie() else sent("/cookie.html", "pass=1; Path=/; HttpOnly")
    )
    web.routes["/gate.html"] = lambda _: Reply(page("过了门的页面")) if "door=open" in cookie() else sent("/check.html")
    web.routes["/check.html"] = lambda _: sent("/gate.html", "door=open; Path=/")
    web.routes["/never.html"] = lambda number: sent("/never.html", f"again={number}; Path=/never.html")


def test_every_redirect_ends_judged_and_named(web: WebServer, tmp_path: Path) -> None:
    play(web, CASES)
    gates(web)
    audited = audit(tmp_path, web.url, recheck=[0.1])
    assert "\n".join(disagreements(web, audited, CASES)) == ""
    assert sum(web.hits[f"/on-{n}.html"] for n in range(40)) < 25
    assert web.hits["/never.html"] < 12


def test_a_whole_site_behind_a_cookie_is_read(web: WebServer, tmp_path: Path) -> None:
    def guarded(path: str, reply: Reply) -> None:
        web.routes[path] = lambda _: (
            reply if "pass=1" in web.requests[-1][1].get("Cookie", "") else sent(path, "pass=1; Path=/")
        )

    guarded("/", Reply(page("云河市人民政府", "/a.html", "/b.html")))
    guarded("/a.html", Reply(page("甲页", "/")))
    guarded("/b.html", Reply(page("乙页", "/")))
    audited = audit(tmp_path, web.url, recheck=[0.1])
    assert audited.manifest.health.ok
    assert len(audited.pages()) == 3
    assert web.hits["/a.html"] == web.hits["/b.html"] == 1
    assert not audited.tells_not(COOKIE)


def test_cookies_stay_with_the_host_that_set_them(web: WebServer, tmp_path: Path) -> None:
    with WebServer() as other:
        web.routes["/"] = lambda number: (
            sent("/", "pass=1; Path=/; Domain=gov.cn")
            if number == 1
            else Reply(page("云河市人民政府", "/a.html", "http://rsj.yunhe.gov.cn/x.html", "http://www.other.example/"))
        )
        web.page("/a.html")
        other.page("/")
        other.page("/x.html")
        hosts = tmp_path / "hosts"
        hosts.write_text(
            f"127.0.0.1:{web.port} www.yunhe.gov.cn\n127.0.0.1:{other.port} rsj.yunhe.gov.cn www.other.example\n",
            encoding="utf-8",
        )
        audited = audit(tmp_path, "http://www.yunhe.gov.cn/", hosts_file=hosts, recheck=[0.1])
        assert _opened(audited, "http://rsj.yunhe.gov.cn/x.html", "http://www.other.example/")
        assert other.requests
        assert not [headers for _, headers in other.requests if "Cookie" in headers]


def _opened(crawled: Crawled | Audited, *urls: str) -> bool:
    return all(crawled.verdict(url) == ("ok", None) for url in urls)
