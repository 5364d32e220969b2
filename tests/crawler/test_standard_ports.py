"""A site without a port in its address is visited on 80 and 443, over IPv6 on those of them that IPv4 serves. Needs leave to bind them."""

import errno
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.crawler.certification import authority, issued
from tests.crawler.crawling import Crawled, crawl
from tests.crawler.servers import WebServer, name_server

HOST = "www.qinghexia.example"
SIX = "::1"
PATIENCE = 15  # seconds for a test beside this one to give its port back


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """Where servers are closed."""
    with ExitStack() as stack:
        yield stack


def served(stack: ExitStack, *places: tuple[str, int]) -> list[WebServer]:
    servers = []
    for place in places:
        server = stack.enter_context(bound(*place))
        server.page("/", "/a.html")
        server.page("/a.html")
        servers.append(server)
    return servers


def bound(host: str, port: int) -> WebServer:
    """A server on a port that may need leave, or that a test beside this one may hold for a moment."""
    for _ in range(PATIENCE * 10):
        try:
            return WebServer(host, port)
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                pytest.skip(f"cannot bind {host} port {port}: {fault}")
            time.sleep(0.1)
    pytest.skip(f"port {port} of {host} is in use")


def crawled(folder: Path, address: str) -> Crawled:
    with name_server({(HOST, "A"): [address], (HOST, "AAAA"): [SIX]}) as server:
        return crawl(folder, f"http://{HOST}/", nameserver=server, ipv6_tries=2)


def test_ports_that_ipv4_serves_are_tried_over_ipv6(
    stack: ExitStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = authority()
    (tmp_path / "root.pem").write_bytes(root.pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))
    _, secure, _ = served(stack, ("127.0.0.2", 80), ("127.0.0.2", 443), (SIX, 80))
    secure.use_tls(issued(root, HOST).context(tmp_path))
    snapshot = crawled(tmp_path, "127.0.0.2").snapshot
    assert {(test.port, test.status) for test in snapshot.connections(4)} == {(80, 200), (443, 200)}
    assert [(test.port, test.status, test.error) for test in snapshot.connections(6)] == [
        *[(80, 200, "")] * 2,
        *[(443, None, "refused")] * 2,
    ]


def test_a_port_that_greets_visitors_with_a_warning_is_not_one_that_ipv4_serves(
    stack: ExitStack, tmp_path: Path
) -> None:
    _, secure, _ = served(stack, ("127.0.0.3", 80), ("127.0.0.3", 443), (SIX, 80))
    secure.use_tls(issued(None, HOST).context(tmp_path))
    snapshot = crawled(tmp_path, "127.0.0.3").snapshot
    assert {(test.port, test.status) for test in snapshot.connections(4)} == {(80, 200), (443, 200)}
    assert {test.port for test in snapshot.connections(6)} == {80}


def test_a_closed_port_is_not_asked_for_over_ipv6(stack: ExitStack, tmp_path: Path) -> None:
    served(stack, ("127.0.0.4", 80), (SIX, 80))
    snapshot = crawled(tmp_path, "127.0.0.4").snapshot
    assert {test.port for test in snapshot.connections(6)} == {80}
    assert snapshot.certificates() == []
