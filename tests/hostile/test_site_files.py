"""robots.txt and sitemaps that are too large, never end, fail, or are traps for XML readers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.crawler.servers import Reply, WebServer, page
from tests.hostile.audits import audit

RULES = b"User-agent: *\nDisallow: /hidden.html\n"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a0 "laugh">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><urlset><url><loc>/&a9;</loc></url></urlset>"
)
THIEF = b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>/leak-&x;</loc></url></urlset>'


def endless() -> Iterator[bytes]:
    """A robots.txt without end, after some rules."""
    yield HEAD + RULES
    while True:
        yield b"Disallow: /never-mind\n" * 4000


def of(body: bytes, kind: str = "text/plain") -> Callable[[int], Reply]:
    """The same answer always."""
    return lambda _: Reply(body, content_type=kind)


ROBOTS = [
    ("of 50 MB", of(RULES + b"Disallow: /x\n" * 3_900_000), False, "robots.txt过大，只按开头部分的规则执行"),
    ("without end", lambda _: Reply(stream=endless), False, "robots.txt过大，只按开头部分的规则执行"),
    ("that fails", lambda _: Reply(b"", 503), True, "robots.txt打不开，按没有限制处理：状态码503"),
    ("that is reset", lambda _: Reply(raw=b"", reset=True), True, "robots.txt打不开，按没有限制处理：连接中断"),
]


@pytest.mark.parametrize(("answer", "allowed", "words"), [row[1:] for row in ROBOTS], ids=[row[0] for row in ROBOTS])
def test_a_robots_file(
    web: WebServer, tmp_path: Path, answer: Callable[[int], Reply], allowed: bool, words: str
) -> None:
    web.page("/", "/a.html", "/hidden.html")
    web.page("/a.html", "/")
    web.page("/hidden.html", "/")
    web.routes["/robots.txt"] = answer
    audited = audit(tmp_path, web.url, recheck=[0.1], max_size=3_000_000)
    assert audited.verdict(web.url + "hidden.html") == (("ok", None) if allowed else ("skipped", "robots"))
    assert not audited.tells_not(words)


def test_sitemaps_of_every_kind_in_one_site(web: WebServer, tmp_path: Path) -> None:
    maps = ("/laughs.xml", "/thief.xml", "/self.xml", "/packed.xml", "/deep.xml", "/broken.xml", "/good.xml")
    web.reply("/", Reply(page("云河市人民政府", "/a.html", "/b.html")))
    web.page("/a.html", "/")
    web.page("/b.html", "/")
    web.page("/only-listed.html", "/dead.html")
    web.reply("/robots.txt", Reply("".join(f"Sitemap: {each}\n" for each in maps).encode(), content_type="text/plain"))
    xml = {
        "/laughs.xml": BILLION_LAUGHS,
        "/thief.xml": THIEF,
        "/self.xml": b"<sitemapindex>" + b"<sitemap><loc>/self.xml</loc></sitemap>" * 1000 + b"</sitemapindex>",
        "/packed.xml": b"\x1f\x8bno gzip",
        "/deep.xml": b"<urlset>" * 100_000,
        "/broken.xml": b"<urlset><url><loc>/only-listed.html</loc></url><url><loc>",
        "/good.xml": b"<urlset><url><loc>/only-listed.html</loc></url><url><loc>/a.html</loc></url>"
        b"<url><loc>/gone.html</loc></url><url><loc>http://www.other.example/</loc></url></urlset>",
    }
    for path, body in xml.items():
        web.reply(path, Reply(body, content_type="application/xml"))
    audited = audit(tmp_path, web.url, recheck=[0.1])
    assert web.hits["/self.xml"] == web.hits["/a.html"] == web.hits["/only-listed.html"] == 1
    assert audited.snapshot.page(web.url + "only-listed.html") is not None
    assert audited.snapshot.target(web.url + "gone.html") is None, "what only a sitemap names is no link"
    assert audited.verdict(web.url + "dead.html") == ("broken", "not_found")
    assert not [path for path in web.hits if "leak" in path or ("laugh" in path and path != "/laughs.xml")]
    assert not audited.tells_not(
        "网站地图文件不安全，没有采用：",
        "laughs.xml含有文档类型或实体声明",
        "thief.xml含有文档类型或实体声明",
        "packed.xml压缩文件损坏",
    )
