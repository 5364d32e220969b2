"""Answers whose first lines are the trouble."""

from pathlib import Path

from tests.crawler.servers import Reply, WebServer, page
from tests.hostile.audits import audit
from tests.hostile.cases import case, disagreements, play

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
MALFORMED = ("suspect", "malformed")
CASES = [
    case("a header of a megabyte", "/long.html", Reply(raw=OK + b"X-Long: " + b"x" * 1_000_000 + b"\r\n\r\n" + page("长")),
         verdict=MALFORMED, words=("long.html（服务器应答不合 HTTP 规范",)),
    case("ten thousand headers", "/many.html", Reply(raw=OK + b"".join(b"X-%d: y\r\n" % n for n in range(10_000)) + b"\r\n"),
         verdict=MALFORMED, words=("many.html（服务器应答不合 HTTP 规范",)),
    case("no HTTP at all", "/noise.html", Reply(raw=b"SSH-2.0-OpenSSH_9.6\r\n"), verdict=MALFORMED,
         words=("noise.html（服务器应答不合 HTTP 规范",)),
    case("status 999", "/999.html", Reply(b"denied", 999), verdict=("blocked", "forbidden"),
         words=("被防护拦截、未能判断的链接", "999.html（拒绝访问（403 等）")),
    case("a status no standard knows", "/600.html", Reply(b"?", 600), verdict=("suspect", "server_error"),
         words=("600.html（服务器错误",)),
    case("nothing but a status", "/204.html", Reply(raw=b"HTTP/1.1 204 No Content\r\n\r\n"), verdict=("ok", None)),
]  # fmt: skip


def test_every_head_is_bounded_judged_and_named(web: WebServer, tmp_path: Path) -> None:
    play(web, CASES)
    audited = audit(tmp_path, web.url, recheck=[0.1])
    assert "\n".join(disagreements(web, audited, CASES)) == ""
