"""Nothing a browser asks for leads where the crawler itself may not go."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import pytest

from crawler.filtering_proxy import FilteringProxy, Refusal
from crawler.hosts_table import EMPTY, HostsTable
from crawler.resolving import GuardedResolver
from crawler.upstream import Upstream
from tests.crawler.servers import Reply, WebServer, closed_port, name_server

Result = TypeVar("Result")
HOST = "www.yunhexia.gov.cn"


def within(work: Callable[[], Awaitable[Result]]) -> Result:
    async def bounded() -> Result:
        async with asyncio.timeout(20):
            return await work()

    return asyncio.run(bounded())


@asynccontextmanager
async def proxy(
    *,
    table: HostsTable = EMPTY,
    allow_private: bool = True,
    nameserver: tuple[str, int] | None = None,
    **bounds: Any,
) -> AsyncIterator[tuple[FilteringProxy, str]]:
    resolver = GuardedResolver(table, allow_private=allow_private, nameserver=nameserver, timeout=3)
    settings: dict[str, Any] = {"own_port": 80, "timeout": 3, "max_size": 10**7, "max_total": 10**8} | bounds
    playing = FilteringProxy(resolver, **settings)
    address = await playing.start()
    try:
        yield playing, address
    finally:
        await playing.close()


async def ask(address: str, request: bytes, *, more: bytes = b"") -> bytes:
    """What the proxy at `address` says to a request; `more` is sent once it has begun to answer."""
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        answer = await reader.read(1) if more else b""
        writer.write(more)
        return answer + await reader.read(-1)
    finally:
        writer.close()


def get(url: str, *headers: str) -> bytes:
    lines = [f"GET {url} HTTP/1.1", f"Host: {url.split('/')[2]}", "Proxy-Connection: keep-alive", *headers, "", ""]
    return "\r\n".join(lines).encode()


def connect(target: str) -> bytes:
    return f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode()


def test_plain_request_goes_to_the_server_without_the_words_meant_for_the_proxy(web: WebServer) -> None:
    web.reply("/a?b=1", Reply(b"<p>hello</p>"))

    async def work() -> bytes:
        async with proxy() as (playing, address):
            answer = await ask(address, get(f"{web.url}a?b=1", "Proxy-Authorization: Basic eA=="))
            assert playing.received == len(b"<p>hello</p>")
            return answer

    answer = within(work)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"Connection: close" in answer
    assert answer.endswith(b"<p>hello</p>")
    path, headers = web.requests[0]
    assert path == "/a?b=1"
    assert not {"Proxy-Connection", "Proxy-Authorization"} & set(headers)


def test_host_table_gives_address_and_port(web: WebServer) -> None:
    web.page("/", "/x.html")
    table = HostsTable.parse([f"127.0.0.1:{web.port} {HOST}"], "hosts")

    async def work() -> bytes:
        async with proxy(table=table) as (_, address):
            return await ask(address, get(f"http://{HOST}/"))

    assert within(work).startswith(b"HTTP/1.1 200")
    assert web.requests[0][1]["Host"] == HOST


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.1.2.3", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254"]
)
def test_private_addresses_are_refused(host: str) -> None:
    async def work() -> tuple[bytes, bytes, int]:
        async with proxy(allow_private=False) as (playing, address):
            plain = await ask(address, get(f"http://{host}:8080/"))
            tunnel = await ask(address, connect(f"{host}:443"))
            return plain, tunnel, playing.refused[Refusal.PRIVATE]

    plain, tunnel, refused = within(work)
    assert plain.startswith(b"HTTP/1.1 403")
    assert tunnel.startswith(b"HTTP/1.1 403")
    assert refused == 2


def test_loopback_address_in_the_host_table_needs_permission(web: WebServer) -> None:
    table = HostsTable.parse([f"127.0.0.1:{web.port} {HOST}"], "hosts")

    async def work() -> bytes:
        async with proxy(table=table, allow_private=False) as (_, address):
            return await ask(address, get(f"http://{HOST}/"))

    assert within(work).startswith(b"HTTP/1.1 403")
    assert not web.hits


def test_name_that_moves_to_a_private_address_between_two_questions_is_refused(web: WebServer) -> None:
    records = {(HOST, "A"): ["8.8.8.8"]}

    async def work(nameserver: tuple[str, int]) -> tuple[bytes, int]:
        async with proxy(allow_private=False, nameserver=nameserver) as (playing, address):
            assert (await playing._resolver.resolve(HOST, 80))[0]["host"] == "8.8.8.8"  # the first answer is public
            records[HOST, "A"] = ["127.0.0.1"]
            answer = await ask(address, get(f"http://{HOST}:{web.port}/"))
            return answer, playing.refused[Refusal.PRIVATE]

    with name_server(records) as text:
        host, _, port = text.rpartition(":")
        answer, refused = within(lambda: work((host, int(port))))
    assert answer.startswith(b"HTTP/1.1 403")
    assert refused == 1
    assert not web.hits


@pytest.mark.parametrize("port", [22, 25, 445, 111])
def test_ports_that_serve_no_pages_are_refused(port: int) -> None:
    async def work() -> bytes:
        async with proxy() as (_, address):
            return await ask(address, connect(f"127.0.0.1:{port}"))

    assert b"X-Gongkai-Refused: port" in within(work)


def test_port_of_the_audited_site_is_allowed() -> None:
    async def work() -> bytes:
        async with proxy(own_port=81) as (_, address):
            return await ask(address, connect("127.0.0.1:81"))

    assert b"X-Gongkai-Refused: unreachable" in within(work)


def test_tunnel_lets_tls_through_and_nothing_else() -> None:
    heard: list[bytes] = []

    async def far(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(100))
        writer.write(b"\x16answer")
        writer.close()

    async def work() -> tuple[bytes, bytes]:
        server = await asyncio.start_server(far, "127.0.0.1", 0)
        target = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with proxy() as (_, address):
            secure = await ask(address, connect(target), more=b"\x16hello")
            plain = await ask(address, connect(target), more=b"GET /chat HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")
        server.close()
        return secure, plain

    secure, plain = within(work)
    assert secure.endswith(b"\x16answer")
    assert plain == b"HTTP/1.1 200 Connection established\r\n\r\n"
    assert heard[0] == b"\x16hello"
    assert not any(words.startswith(b"GET") for words in heard)


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (get("http://127.0.0.1:9/", "Upgrade: websocket"), "upgrade"),
        (get("http://127.0.0.1:9/").replace(b"GET", b"DELETE", 1), "method"),
        (get("http://127.0.0.1:9/", "Transfer-Encoding: chunked").replace(b"GET", b"POST", 1), "method"),
        (get("ftp://127.0.0.1:9/"), "malformed"),
        (get("http://someone@127.0.0.1:9/"), "malformed"),
        (get("http://127.0.0.1:99999/"), "malformed"),
        (get("http://127.0.0.1:9/", "Content-Length: many"), "malformed"),
        (b"hello\r\n\r\n", "malformed"),
        (b"GET /relative HTTP/1.1\r\nno colon\r\n\r\n", "malformed"),
    ],
)
def test_what_is_no_plain_page_request_is_refused(request_: bytes, reason: str) -> None:
    async def work() -> bytes:
        async with proxy() as (_, address):
            return await ask(address, request_)

    assert f"X-Gongkai-Refused: {reason}".encode() in within(work)


def test_server_that_is_not_there_is_told_from_a_refusal() -> None:
    port = closed_port()

    async def work() -> bytes:
        async with proxy() as (_, address):
            return await ask(address, get(f"http://127.0.0.1:{port}/"))

    assert within(work).startswith(b"HTTP/1.1 502")


def test_answer_without_end_is_cut(web: WebServer) -> None:
    web.reply("/", Reply(raw=b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 3_000_000))

    async def work() -> bytes:
        async with proxy(max_size=100_000) as (_, address):
            return await ask(address, get(web.url))

    assert 100_000 < len(within(work)) < 400_000


def test_silent_server_is_given_up(web: WebServer) -> None:
    async def far(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(-1)
        writer.close()

    async def work() -> bytes:
        server = await asyncio.start_server(far, "127.0.0.1", 0)
        async with proxy(timeout=0.3) as (_, address):
            answer = await ask(address, get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"))
        server.close()
        return answer

    assert within(work) == b""


def test_nothing_is_brought_beyond_the_budget_of_the_whole_crawl(web: WebServer) -> None:
    web.reply("/", Reply(b"x" * 5000))

    async def work() -> tuple[bytes, bytes]:
        async with proxy(max_total=4000) as (_, address):
            return await ask(address, get(web.url)), await ask(address, get(web.url))

    first, second = within(work)
    assert first.startswith(b"HTTP/1.1 200")
    assert b"X-Gongkai-Refused: budget" in second


def test_connections_end_with_the_proxy(web: WebServer) -> None:
    async def work() -> bytes:
        async with proxy() as (_, address):
            host, port = address.removeprefix("http://").split(":")
            reader, writer = await asyncio.open_connection(host, int(port))
            await asyncio.sleep(0.05)
        answer = await reader.read(-1)
        writer.close()
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection(host, int(port))
        return answer

    assert within(work) == b""


def test_office_proxy_gets_whole_addresses_and_the_login(web: WebServer) -> None:
    address_asked = f"http://{HOST}/page.html"
    web.reply(address_asked, Reply(b"from the office's proxy"))
    upstream = Upstream(f"http://office:pa%40ss@127.0.0.1:{web.port}")

    async def work() -> tuple[bytes, bytes]:
        async with proxy(upstream=upstream) as (_, address):
            through = await ask(address, get(address_asked))
        async with proxy(upstream=upstream, allow_private=False) as (_, address):
            return through, await ask(address, get("http://localhost/"))

    through, private = within(work)
    assert through.endswith(b"from the office's proxy")
    assert web.requests[0][1]["Proxy-Authorization"] == "Basic b2ZmaWNlOnBhQHNz"
    assert b"X-Gongkai-Refused: private" in private


def test_tunnel_through_the_office_proxy() -> None:
    heard: list[bytes] = []

    async def office(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        heard.append(await reader.read(100))
        writer.write(b"\x16far")
        writer.close()

    async def work() -> bytes:
        server = await asyncio.start_server(office, "127.0.0.1", 0)
        upstream = Upstream(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        async with proxy(upstream=upstream) as (_, address):
            answer = await ask(address, connect(f"{HOST}:443"), more=b"\x16hello")
        server.close()
        return answer

    assert within(work).endswith(b"\x16far")
    assert heard[0].startswith(f"CONNECT {HOST}:443 HTTP/1.1".encode())
    assert heard[1] == b"\x16hello"
