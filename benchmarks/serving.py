"""A fast web server for benchmarks, in a process of its own: it answers from memory and can misbehave on demand."""

import asyncio
import multiprocessing
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from multiprocessing.connection import Connection
from typing import Protocol

HOME = "127.0.0.1"
_DRIP = 0.4  # seconds between two bytes of a body that hardly gets on
_DROPS = 60  # bytes after which even that ends: programs without a limit would never come back
_TLS = b"\x16"  # first byte of a handshake
_START = 60.0  # seconds a server may take to be ready


class Manner(Enum):
    """What the server does beside, or instead of, sending the answer."""

    PLAIN = "keeps the connection open for the next request"
    CUT = "sends what is given, which is less than announced, and hangs up"
    DRIP = "sends what is given, then byte by byte for longer than anybody waits"
    SILENT = "never says anything"
    RESET = "hangs up without a word"


@dataclass(frozen=True)
class Answer:
    """What a request gets. `body` is in parts, so that pages can share theirs; `delay` is in seconds."""

    status: int = 200
    body: tuple[bytes, ...] = ()
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    manner: Manner = Manner.PLAIN
    announced: int | None = None  # Content-Length, where it is not the body's


class Site(Protocol):
    """What is served; it is sent to the server's process, and lives there."""

    def answer(self, method: str, host: str, target: bytes, cookie: bool) -> Answer:
        """Answer to one request: `host` as the client names it (with port), `target` as sent, `cookie` whether it sent one."""


def head(answer: Answer) -> bytes:
    """Status line and headers. `LinkChecker` tells the program of that name that it need not hold itself back."""
    size = sum(map(len, answer.body)) if answer.announced is None else answer.announced
    phrase = HTTPStatus(answer.status).phrase if answer.status in set(HTTPStatus) else "Unknown"
    fields = [
        ("Content-Type", answer.content_type),
        ("Content-Length", str(size)),
        ("LinkChecker", "1"),
        *answer.headers,
    ]
    lines = [f"HTTP/1.1 {answer.status} {phrase}", *(f"{name}: {value}" for name, value in fields), "", ""]
    return "\r\n".join(lines).encode("utf-8")


class _Conversation(asyncio.Protocol):
    def __init__(self, site: Site) -> None:
        self._site = site
        self._received = b""
        self._transport: asyncio.Transport | None = None
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 (what asyncio promises for TCP)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (asyncio's interface)
        self._transport = None

    def data_received(self, data: bytes) -> None:
        if data[:1] == _TLS:
            self._hang_up()  # somebody wants to speak TLS here
            return
        self._received += data
        self._go_on()

    def _go_on(self) -> None:
        while not self._busy and b"\r\n\r\n" in self._received:
            request, _, self._received = self._received.partition(b"\r\n\r\n")
            self._serve(request)

    def _serve(self, request: bytes) -> None:
        line, *fields = request.split(b"\r\n")
        words = line.split(b" ")
        if len(words) < 2:
            self._hang_up()
            return
        names = {name.strip().lower(): value.strip() for name, _, value in (each.partition(b":") for each in fields)}
        method = words[0].decode("ascii", "replace")
        host = names.get(b"host", b"").decode("ascii", "replace").lower()
        answer = _unless_known(self._site.answer(method, host, words[1], b"cookie" in names), names)
        if answer.delay:
            self._busy = True
            asyncio.get_running_loop().call_later(answer.delay, self._send, method, answer)
        else:
            self._send(method, answer)

    def _send(self, method: str, answer: Answer) -> None:
        self._busy = answer.manner is not Manner.PLAIN
        if self._transport is None or answer.manner is Manner.SILENT:
            return
        if answer.manner is Manner.RESET:
            self._transport.abort()
            return
        self._transport.writelines((head(answer), *(answer.body if method != "HEAD" else ())))
        if answer.manner is Manner.CUT:
            self._transport.close()
        elif answer.manner is Manner.DRIP:
            self._drip(_DROPS)
        else:
            self._go_on()

    def _drip(self, left: int) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        if not left:
            self._transport.close()
            return
        self._transport.write(b" ")
        asyncio.get_running_loop().call_later(_DRIP, self._drip, left - 1)

    def _hang_up(self) -> None:
        if self._transport is not None:
            self._transport.close()


def _unless_known(answer: Answer, asked: dict[bytes, bytes]) -> Answer:
    """304 in place of an answer the client has already, as its entity tag tells."""
    tag = asked.get(b"if-none-match", b"").decode("ascii", "replace")
    if not tag or ("ETag", tag) not in answer.headers:
        return answer
    return Answer(HTTPStatus.NOT_MODIFIED, (), answer.content_type, answer.headers, answer.delay)


@contextmanager
def served(site: Site, addresses: Sequence[str] = (HOME,)) -> Iterator[int]:
    """Serve a site on these loopback addresses, all with the port that is yielded, until the block ends."""
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        sockets = [stack.enter_context(each) for each in _listening(addresses)]
        port = int(sockets[0].getsockname()[1])
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve_forever, args=(site, sockets, theirs), daemon=True)
        process.start()
        try:
            if not ours.poll(_START) or ours.recv() != "ready":
                raise RuntimeError("the benchmark's server did not start")
            yield port
        finally:
            process.terminate()
            process.join()


def _listening(addresses: Sequence[str]) -> list[socket.socket]:
    port = 0
    sockets: list[socket.socket] = []
    for address in addresses:
        each = socket.create_server((address, port), backlog=512)
        port = each.getsockname()[1]
        sockets.append(each)
    return sockets


def _serve_forever(site: Site, sockets: Sequence[socket.socket], ready: Connection) -> None:
    asyncio.run(_serve(site, sockets, ready))


async def _serve(site: Site, sockets: Sequence[socket.socket], ready: Connection) -> None:
    loop = asyncio.get_running_loop()
    servers = [await loop.create_server(lambda: _Conversation(site), sock=each) for each in sockets]
    ready.send("ready")
    await asyncio.gather(*(server.serve_forever() for server in servers))
