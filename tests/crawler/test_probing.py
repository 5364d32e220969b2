"""A probe tells an open site from one that is down, and both from what this machine or a firewall is to blame for."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from crawler.options import CrawlOptions
from crawler.probing import MAX_HOPS, probe_sites
from portal.network_facts import Probe
from portal.states import Fault, ProbeState
from tests.crawler.servers import Reply, WebServer, closed_port, name_server


def probes(*urls: str, **options: Any) -> list[Probe]:
    """Probes of these addresses, in their order."""

    async def collect() -> list[Probe]:
        async with asyncio.timeout(30):
            settings = CrawlOptions(**({"allow_private": True, "timeout": 5.0} | options))
            return [probe async for probe in probe_sites(urls, settings)]

    found = {probe.url: probe for probe in asyncio.run(collect())}
    return [found[url] for url in urls]


def probe(url: str, **options: Any) -> tuple[ProbeState, Fault | None]:
    [found] = probes(url, **options)
    return found.state, found.fault


@contextmanager
def hanging(web: WebServer, path: str) -> Iterator[None]:
    """Have a path hang until the block is left."""
    release = threading.Event()

    def hang(_: int) -> Reply:
        release.wait(20)
        return Reply(b"late")

    web.routes[path] = hang
    try:
        yield
    finally:
        release.set()


def test_an_open_site(web: WebServer) -> None:
    web.page("/")
    [found] = probes(web.url, timeout=5)
    assert (found.state, found.fault, found.status) == (ProbeState.OPENED, None, 200)
    assert (found.site, found.final_url) == (web.url.removeprefix("http://"), web.url)
    assert (found.peer, found.limit_ms, found.proxied) == ("127.0.0.1", 5000, False)
    assert 0 <= found.elapsed_ms < 5000


def test_redirects_of_any_kind_are_part_of_the_load(web: WebServer) -> None:
    web.redirect("/", "/step")
    web.reply("/step", Reply(b"<html><head><meta http-equiv=refresh content='0;url=/index.html'></head></html>"))
    web.page("/index.html")
    [found] = probes(web.url)
    assert (found.state, found.final_url) == (ProbeState.OPENED, web.url + "index.html")


@pytest.mark.parametrize(
    ("reply", "state", "fault"),
    [
        (Reply(b"x", 500), ProbeState.FAILED, Fault.SERVER_ERROR),
        (Reply(b"x", 404), ProbeState.FAILED, Fault.NOT_FOUND),
        (Reply(b""), ProbeState.FAILED, Fault.EMPTY),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<p>half"), ProbeState.FAILED, Fault.TRUNCATED),
        (Reply(b"x", 412), ProbeState.BLOCKED, Fault.CHALLENGE),
        (Reply(b"x", 403), ProbeState.BLOCKED, Fault.FORBIDDEN),
        (Reply(b"x", 429), ProbeState.BLOCKED, Fault.RATE_LIMITED),
        (Reply(b"<script>document.cookie='__jsl_clearance=1'</script>", 200), ProbeState.BLOCKED, Fault.CHALLENGE),
        (Reply(b"", 302, {"Location": "/"}), ProbeState.FAILED, Fault.LOOP),
        (Reply(b"", 302, {"Location": "/", "Set-Cookie": "pass=1"}), ProbeState.BLOCKED, Fault.LOOP),
        (Reply(b"", 302, {"Location": "weixin://dl/"}), ProbeState.DOUBTFUL, Fault.SCHEME),
    ],
)  # fmt: skip
def test_what_an_answer_means(web: WebServer, reply: Reply, state: ProbeState, fault: Fault) -> None:
    web.reply("/", reply)
    assert probe(web.url) == (state, fault)
    assert web.hits["/"] <= MAX_HOPS + 1


def test_a_site_that_hangs_fails_after_the_limit(web: WebServer) -> None:
    with hanging(web, "/"):
        [found] = probes(web.url, timeout=0.5)
    assert (found.state, found.fault) == (ProbeState.FAILED, Fault.TIMEOUT)
    assert found.elapsed_ms >= 500


def test_the_limit_is_for_all_hops_together(web: WebServer) -> None:
    web.redirect("/", "/slow")
    with hanging(web, "/slow"):
        [found] = probes(web.url, timeout=0.5)
    assert (found.state, found.fault, found.status) == (ProbeState.FAILED, Fault.TIMEOUT, 302)


def test_a_closed_port() -> None:
    assert probe(f"http://127.0.0.1:{closed_port()}/") == (ProbeState.FAILED, Fault.REFUSED)


def test_a_name_that_the_name_server_says_does_not_exist() -> None:
    with name_server({("other.cn", "A"): ["127.0.0.1"]}) as server:
        assert probe("http://w.cn/", nameserver=server) == (ProbeState.FAILED, Fault.DNS)


def test_a_silent_name_server_accuses_nobody() -> None:
    silent = f"127.0.0.1:{closed_port()}"
    assert probe("http://w.cn/", nameserver=silent, timeout=1) == (ProbeState.DOUBTFUL, Fault.DNS)


def test_private_addresses_are_not_asked(web: WebServer, tmp_path: Path) -> None:
    web.page("/")
    assert probe(web.url, allow_private=False) == (ProbeState.DOUBTFUL, Fault.PRIVATE)
    assert web.hits["/"] == 0


def test_the_host_table_says_where_a_site_is(web: WebServer, tmp_path: Path) -> None:
    web.page("/")
    hosts = tmp_path / "hosts"
    hosts.write_text(f"127.0.0.1:{web.port} w.cn\n", encoding="utf-8")
    assert probe("http://w.cn/", hosts_file=hosts) == (ProbeState.OPENED, None)


def test_a_gateway_error_through_a_proxy_may_be_the_proxys(web: WebServer) -> None:
    web.reply("http://w.cn/", Reply(b"x", 502))
    [found] = probes("http://w.cn/", proxy=web.url)
    assert (found.state, found.proxied) == (ProbeState.DOUBTFUL, True)


def test_when_no_site_of_many_answers_this_machine_is_doubted() -> None:
    ports = [closed_port() for _ in range(3)]
    found = probes(*(f"http://127.0.0.1:{port}/" for port in ports))
    assert [each.state for each in found] == [ProbeState.DOUBTFUL] * 3
    assert {each.fault for each in found} == {Fault.REFUSED}


def test_when_one_site_answers_the_silent_ones_failed(web: WebServer) -> None:
    web.page("/")
    found = probes(web.url, *(f"http://127.0.0.1:{closed_port()}/" for _ in range(3)))
    assert [each.state for each in found] == [ProbeState.OPENED] + [ProbeState.FAILED] * 3


def test_a_slow_site_does_not_hold_up_the_others(web: WebServer, elsewhere: WebServer) -> None:
    elsewhere.page("/")
    with hanging(web, "/"):
        slow, quick = probes(web.url, elsewhere.url, timeout=1)
    assert (slow.state, quick.state) == (ProbeState.FAILED, ProbeState.OPENED)
    assert quick.elapsed_ms < slow.elapsed_ms
