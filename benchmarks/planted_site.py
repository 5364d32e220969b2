"""The portal the links are planted on: its pages, and how it answers where they lead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, unquote_to_bytes

from benchmarks.planted import CASES, Case
from benchmarks.serving import Answer, Manner

MAIN, OTHER, SHUT = "127.0.0.1", "127.0.0.2", "127.0.0.3"
SITES = {"honest": MAIN, "polite": "127.0.0.4", "homing": "127.0.0.5"}
PER_PAGE = 8  # cases on a page
_FILLERS = 24  # ordinary pages
_SCRIPT = "<html><head><script>document.cookie='_waf_=1';location.reload()</script></head><body></body></html>"
_PARAGRAPH = "本页是青禾岭县人民政府门户网站的一个普通栏目，刊登本县各单位的工作情况，供群众查阅。"
_PLACES: dict[str, str] = {
    "gone": "/gone/after-redirect.html",
    "nowhere": "http://after-redirect.gongkai-benchmark/",
    "page": "/page/short.html",
    "anchors": "/page/anchors.html",
}


def page(title: str, body: str, *, tail: str = "</body></html>") -> str:
    """A page with a menu, as every page of the portal has."""
    menu = '<div class="nav"><a href="/">首页</a> <a href="/index.html">导航</a></div>'
    start = f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="{{charset}}"><title>{title}-青禾岭县人民政府</title></head>'
    footer = '<div class="footer">主办：青禾岭县人民政府办公室　网站标识码：3799990002</div>'
    return f"{start}<body>{menu}<div class=main><h1>{title}</h1>{body}</div>{footer}{tail}"


def html(text: str, status: int = 200, *, charset: str = "utf-8", **more: object) -> Answer:
    """Answer with a page."""
    body = text.replace("{charset}", charset).encode(charset)
    return Answer(status, (body,), f"text/html; charset={charset}", **more)  # type: ignore[arg-type]


@dataclass
class PlantedSite:
    """All three portals and their neighbour, told apart by the host asked for."""

    cases: Sequence[Case] = CASES
    _asked: set[str] = field(default_factory=set)
    _port: str = ""

    def answer(self, method: str, host: str, target: bytes, cookie: bool) -> Answer:
        """Answer to one request."""
        name, _, port = host.partition(":")
        self._port = port
        raw, _, query = target.partition(b"?")
        path = unquote_to_bytes(raw).decode("utf-8", "replace")
        if path == "/page/no-head.html" and method == "HEAD":
            return html("", 405)
        site = next((site for site, address in SITES.items() if address == name), "")
        own = self._pages(site).get(path) if site else None
        return own or self._behaviour(path, query, cookie) or self._missing(site, path)

    def paths(self, site: str) -> list[str]:
        """Addresses of all pages of a portal, for programs that must be told."""
        return [*self._pages(site), *(path for path in _FIXED if path.startswith("/go/"))]

    def filled(self, text: str, site: str, port: str) -> str:
        """Text with the hosts' addresses filled in."""
        for name, host in (("site", SITES[site]), ("other", OTHER), ("shut", SHUT)):
            text = text.replace(f"{{{name}}}", f"http://{host}:{port}")
        return text.replace("{tls}", f"https://{OTHER}:{port}").replace("{port}", port)

    def _pages(self, site: str) -> dict[str, Answer]:
        return self._all_pages[site]

    @cached_property
    def _all_pages(self) -> dict[str, dict[str, Answer]]:
        return {site: self._pages_of(site) for site in SITES}

    def _pages_of(self, site: str) -> dict[str, Answer]:
        own = [case for case in self.cases if case.site == site]
        plain, foreign = [case for case in own if not case.gbk], [case for case in own if case.gbk]
        pages = {
            f"/planted/{number}.html": self._planting(site, plain[number * PER_PAGE :][:PER_PAGE], number)
            for number in range(-(-len(plain) // PER_PAGE))
        }
        if foreign:
            pages["/planted/gbk.html"] = self._planting(site, foreign, 99, charset="gbk")
        pages |= {f"/news/{number}.html": html(page(f"动态{number}", _filler(number))) for number in range(_FILLERS)}
        links = "".join(f'<li><a href="{path}">栏目{number}</a></li>' for number, path in enumerate(pages))
        front = html(page("首页", f"<ul>{links}</ul>"))
        return {"/": front, "/index.html": front} | pages

    def _planting(self, site: str, cases: Sequence[Case], number: int, charset: str = "utf-8") -> Answer:
        body = "".join(f"<p>{case.markup}</p>" for case in cases)
        text = self.filled(page(f"栏目{number}", f"{_filler(number)}{body}"), site, self._port)
        return html(text, charset=charset)

    def _missing(self, site: str, path: str) -> Answer:
        if site == "polite":
            moved = Answer(302, headers=(("Location", "/sorry.html"),))
            return moved if path.endswith("/") else _SORRY
        if site == "homing":
            return Answer(302, headers=(("Location", "/"),)) if path.endswith("/") else self._pages(site)["/"]
        return _NOT_FOUND

    def _behaviour(self, path: str, query: bytes, cookie: bool) -> Answer | None:
        _, kind, *rest = path.split("/", 2)
        name = rest[0].partition(".")[0] if rest else ""
        reader = _BEHAVIOURS.get(kind)
        if kind == "once":
            return self._once(int(name), path)
        if path == "/to/shut.html":
            return _redirect(f"http://{SHUT}:{self._port}/front.html")
        if path == "/to/other.html":
            return _redirect(f"http://{OTHER}:{self._port}/page/short.html")
        if path == "/gbk":
            return html(page("查询", _filler(7))) if query == b"%C0%E0%B1%F0=%B9%AB%B8%E6" else _NOT_FOUND
        if path == "/guard/cookie.html":
            return html(page("已验证", _filler(3))) if cookie else _redirect(path, ("Set-Cookie", "waf=1; Path=/"))
        return reader(name, path) if reader else _FIXED.get(path)

    def _once(self, status: int, path: str) -> Answer:
        if path in self._asked:
            return html(page("恢复", _filler(5)))
        self._asked.add(path)
        return html("<html><body>Busy</body></html>", status, headers=(("Retry-After", "1"),))


def _filler(number: int) -> str:
    return "".join(f"<p>{_PARAGRAPH}（第{number}类第{line}条）</p>" for line in range(6))


def _redirect(place: str, *more: tuple[str, str]) -> Answer:
    return Answer(302, headers=(("Location", place), *more))


def _status(name: str, path: str) -> Answer:  # noqa: ARG001
    return html(f"<html><body><h1>{name}</h1></body></html>", int(name))


def _manner(name: str, path: str) -> Answer:  # noqa: ARG001
    start = b"<html><body><p>"
    if name == "cut":
        return Answer(body=(start,), manner=Manner.CUT, announced=9000)
    return Answer(body=(start,), manner=Manner[name.upper()], announced=1_000_000)


def _loop(name: str, path: str) -> Answer:
    return _redirect({"a": "/loop/b.html", "b": "/loop/a.html"}.get(name, path))


def _chain(name: str, path: str) -> Answer:  # noqa: ARG001
    return _redirect(f"/chain/{int(name) + 1}.html")


def _hops(name: str, path: str) -> Answer:  # noqa: ARG001
    return _redirect(f"/hops/{int(name) - 1}.html") if int(name) else html(page("到达", _filler(9)))


def _guard(name: str, path: str) -> Answer:  # noqa: ARG001
    return html(_SCRIPT, int(name))


def _to(name: str, path: str) -> Answer | None:  # noqa: ARG001
    return _redirect(_PLACES[name]) if name in _PLACES else None


def _empty(name: str, path: str) -> Answer:
    return Answer(body=(b" \n" * 40 if name == "blank" else b"",), content_type=_css_or_html(path))


def _type(name: str, path: str) -> Answer:  # noqa: ARG001
    return html(page("资料", _filler(11)))


def _css_or_html(path: str) -> str:
    return "text/css" if path.endswith(".css") else "text/html; charset=utf-8"


_BEHAVIOURS: dict[str, Callable[[str, str], Answer | None]] = {
    "status": _status,
    "manner": _manner,
    "loop": _loop,
    "chain": _chain,
    "hops": _hops,
    "guard": _guard,
    "to": _to,
    "empty": _empty,
    "type": _type,
}
_NOT_FOUND = html("<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>", 404)
_SORRY = html(page("提示", "<p>对不起，您访问的页面不存在或已被删除。</p>"))
_ABOUT = "<p>近期有群众反映，个别页面打开时出现“404 页面不存在”的提示。经核查，系栏目调整后旧地址没有及时更新，现已全部处理完毕。</p>"
_ANCHORS = '<p id="here">一</p><a name="there">二</a><p id="章节">三</p>'


def _file(body: bytes, content_type: str) -> Answer:
    return Answer(body=(body,), content_type=content_type)


_FIXED = {
    "/page/slow.html": html(page("慢", _filler(1)), delay=2.0),
    "/page/no-head.html": html(page("只许GET", _filler(2))),
    "/page/short.html": html(page("短讯", "<p>今日无讯息。</p>")),
    "/page/about-404.html": html(page("关于网站个别页面出现404的情况说明", _ABOUT + _filler(4))),
    "/page/unended.html": html(page("未完", _filler(6), tail="")),
    "/page/anchors.html": html(page("章节", _ANCHORS + _filler(8))),
    "/page/mislabelled.html": Answer(
        body=(page("错标", _filler(10)).replace("{charset}", "utf-8").encode("gbk"),),
        content_type="text/html; charset=utf-8",
    ),
    "/page/large.pdf": _file(b"%PDF-1.4\n" + bytes(3_000_000), "application/pdf"),
    "/download.jsp": _file(b"PK\x03\x04" + bytes(30_000), "application/octet-stream"),
    "/page/gbk-anchors.html": html(page("分节", '<h2 id="第一节">一</h2>' + _filler(16)), charset="gbk"),
    "/page/scripted.html": html(page("页签", "<script>show(location.hash)</script>" + _filler(17))),
    "/css/chain.css": _file(b'@import "deeper.css";', "text/css"),
    "/css/deeper.css": _file(b'@import url(chain.css);.a{background:url("../gone/in-import.png")}', "text/css"),
    "/css/lost.css": _file(b"@import url(/gone/imported.css);", "text/css"),
    "/css/font.css": _file(
        b"@font-face{font-family:f;src:url(/gone/font.woff2)} /* .a{background:url(/gone/old.png)} */", "text/css"
    ),
    "/css/planted.css": _file(b".a{background:url(/gone/in-sheet.png)}", "text/css"),
    "/img/logo.png": _file(b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png"),
    "/sorry.html": _SORRY,
    "/": html(page("邻站", _filler(15))),
    "/index.html": html(page("邻站", _filler(15))),
    "/go/refresh.html": html(
        '<html><head><meta http-equiv="refresh" content="0;url=/gone/refreshed.html"></head><body></body></html>'
    ),
    "/go/script.html": html(
        "<html><head><script>window.location.href='/gone/scripted.html';</script></head><body></body></html>"
    ),
    "/go/based.html": html(
        page("相对", f'<a href="based-link.html">相对</a>{_filler(12)}').replace(
            "<head>", '<head><base href="/gone/below/">'
        )
    ),
    **{
        f"/page/{quote(name) if name.isascii() else name}.html": html(page(name, _filler(13)))
        for name in ("capitals", "scheme", "above", "spaces", "back", "中文")
    },
    "/query": html(page("参数", _filler(14))),
}
