"""Pages that are too much for a reader: too deep, too long, in an encoding they do not name, or without end."""

from pathlib import Path

from portal.states import Oddity
from tests.crawler.servers import Reply, WebServer, page
from tests.hostile.audits import audit
from tests.hostile.cases import case, disagreements, play

START = "<!DOCTYPE html><html><head><meta charset=utf-8><title>很长的页面</title></head><body><a href='/plain-1.html'>甲</a>".encode()
DEEP = START + b"<div>" * 100_000 + b"<a href='/plain-2.html'>x</a>" + b"</div>" * 100_000 + b"</body></html>"
ONE_LINE = START + "公开".encode() * 5_000_000 + b"</body></html>"
GBK = "<html><head><title>没有声明编码的页面</title></head><body><h1>没有声明编码的页面</h1><p>这一页的文字用国标码写成，没有哪里说明。</p><a href='/gone.html'>找不到的文件</a></body></html>"
CASES = [
    case("100,000 tags in one another", "/deep.html", Reply(DEEP), verdict=("ok", None),
         words=(f"deep.html{Oddity.TOO_DEEP.words}",)),
    case("30 MB on one line", "/line.html", Reply(ONE_LINE), verdict=("ok", "too_large"),
         words=("文件过大，只核对了开头：", f"line.html{Oddity.TOO_LONG.words}")),
    case("GBK, undeclared", "/gbk.html", Reply(GBK.encode("gbk"), content_type="text/html"), verdict=("ok", None)),
    case("what only that page links to", "/gone.html", verdict=("broken", "not_found"),
         words=("gone.html（页面不存在（404）", "没有声明编码的页面")),
]  # fmt: skip


def calendar(web: WebServer) -> None:
    """A calendar whose months lead to the next and the one before, for ever."""

    def month(number: int) -> Reply:
        around = (f"/calendar?month={number - 1}", f"/calendar?month={number + 1}")
        return Reply(page("日历", *around, text="本月无活动"))

    for number in range(-80, 80):
        web.reply(f"/calendar?month={number}", month(number))


def test_every_page_is_read_within_bounds_and_named(web: WebServer, tmp_path: Path) -> None:
    play(web, CASES)
    home = page("云河市人民政府", *(row.path for row in CASES[:-1]), "/calendar?month=0")
    web.reply("/", Reply(home))
    calendar(web)
    audited = audit(tmp_path, web.url, recheck=[0.1], timeout=20)
    assert "\n".join(disagreements(web, audited, CASES)) == ""
    found = audited.snapshot.page(web.url + "gbk.html")
    assert found is not None
    assert (found.title, found.encoding) == ("没有声明编码的页面", "gb18030")
    assert sum(number for path, number in web.hits.items() if path.startswith("/calendar")) < 40
    assert not audited.tells_not("calendar?month：", "它们不断生成而没有新内容")
