"""Small portals of made-up towns on loopback, one host each, for audits that take about a second."""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sqlalchemy.orm import Session

from portal.site import Level, Site, SiteKind
from service.database.tables import RulesetFile, SiteRow

PAGES = 12
CRAWL = {
    "max_pages": 40,
    "rate": 500.0,
    "recheck": [0.1],
    "home_waits": [0.1],
    "robots": "ignore",
    "render": "never",
    "ipv6_tries": 1,
    "ipv6_interval": 0.0,
    "external_interval": 0.0,
    "search": False,
}
RULESET = "benji-2026"
RULES = """
id: benji-2026
title: 本级网站检查要点
issued: 2026-01-05
year: 2026
scoring: ledger
requirements:
  - id: home-links
    clause: {section: 首页}
    title: 首页链接都能打开
    assess: [{check: links.homepage}]
  - id: all-links
    clause: {section: 全站}
    title: 全站链接都能打开
    assess: [{check: links.site}]
  - id: identity
    clause: {section: 页脚}
    title: 页脚标识齐全
    assess: [{check: site.identity}]
  - id: proof
    clause: {section: 材料}
    title: 制度落实有材料
    proof: 归档材料
    assess: manual
"""


class Towns(ThreadingHTTPServer):
    """Plays any host. `mended`: hosts without dead links; `hold`: while it is not set no page but a home page is answered."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.open = threading.Event()
        self.open.set()
        self.delay = 0.0
        self.mended: set[str] = set()
        self.names: dict[str, str] = {}  # what a host calls itself
        self.requests: Counter[str] = Counter()
        self.pages = PAGES

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def answer(self, host: str, path: str) -> tuple[int, str]:
        self.requests[host] += 1
        if path != "/":
            self.open.wait(60)
            threading.Event().wait(self.delay)
        if path == "/":
            return 200, self._home(host)
        if path.startswith("/news/"):
            return 200, _page(
                f"第 {path[6:-5]} 条消息", f"<p>{host} 的第 {path[6:-5]} 条消息。</p><a href='/'>首页</a>"
            )
        return 404, _page("没有找到", "<p>页面不存在</p>")

    def handle_error(self, request: object, client_address: object) -> None:
        """A crawl that was killed hangs up; that is what is tested."""

    def _home(self, host: str) -> str:
        links = "".join(
            f"<li><a href='/news/{n}.html'>第 {n} 条消息</a> 2026-02-{n % 27 + 1:02d}</li>" for n in range(self.pages)
        )
        dead = "" if host in self.mended else "<a href='/gone.html'>办事指南</a>"
        return _page(self.names.get(host, f"{host} 人民政府"), f"<ul>{links}</ul>{dead}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Towns

    def do_GET(self) -> None:
        status, text = self.server.answer((self.headers.get("Host") or "").partition(":")[0], self.path)
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Nothing to log."""


def _page(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"


@contextmanager
def towns() -> Iterator[Towns]:
    """The portals, until the block ends."""
    server = Towns()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.open.set()
        server.shutdown()
        server.server_close()


def name_of(number: int) -> str:
    """The host of a town."""
    return f"zhen{number}.example.gov.cn"


def write_hosts(server: Towns, count: int, folder: Path) -> Path:
    """The host table under which they are reached."""
    path = folder / "hosts.txt"
    path.write_text("".join(f"127.0.0.1:{server.port} {name_of(number)}\n" for number in range(count)), "utf-8")
    return path


def add_sites(session: Session, count: int) -> Sequence[SiteRow]:
    """Their rows, judged under a ruleset of the office's own."""
    session.add(RulesetFile(ruleset=RULESET, version="1", title="本级网站检查要点", yaml=RULES))
    rows = []
    for number in range(count):
        site = Site(url=f"http://{name_of(number)}/")
        row = SiteRow(url=site.url, host=site.host, folder=site.folder, crawl=CRAWL)
        row.level, row.kind, row.rulesets = Level.TOWNSHIP, SiteKind.PORTAL, [RULESET]
        session.add(row)
        rows.append(row)
    session.flush()
    return rows
