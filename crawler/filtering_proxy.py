"""The browser's only way out (过滤代理): a proxy on the loopback interface that lets nothing lead where the crawler itself may not go.

A browser follows redirects, resolves names and opens sockets by itself. Here every connection it makes is resolved by the crawl's own
resolver (host table, then DNS, then the guard against private addresses) and goes to the very address that was checked, so that neither
a redirect nor a name that changes its address between two questions leads anywhere unchecked.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import StrEnum
from typing import TypeVar

from crawler.guard import PrivateAddressError, literal
from crawler.http_heads import HEAD_LIMIT, Head, MalformedError, Place, absolute_place, connect_place, read_head
from crawler.resolving import GuardedResolver
from crawler.upstream import Reached, Upstream
from portal.hosts import canonical_host

Given = TypeVar("Given")
Result = TypeVar("Result")
_logger = logging.getLogger(__name__)
_CHUNK = 1 << 16
_TLS_HANDSHAKE = b"\x16"  # first byte of every TLS connection
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_UNPRIVILEGED = 1024
HEADER = b"X-Gongkai-Refused"  # of an answer that is the proxy's own, with the reason


class Refusal(StrEnum):
    """Why the proxy answers itself."""

    PRIVATE = "private"
    PORT = "port"
    METHOD = "method"
    UPGRADE = "upgrade"
    BUDGET = "budget"
    MALFORMED = "malformed"
    UNREACHABLE = "unreachable"


class _RefusedError(Exception):
    def __init__(self, reason: Refusal, status: bytes) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.status = status


class FilteringProxy:
    """Plain HTTP and CONNECT for TLS; nothing else passes.

    `own_port` is the audited site's, allowed beside 80, 443 and the unprivileged ones. `timeout` (seconds) bounds the time a connection
    may stay silent, `max_size` (bytes) what one may bring, `max_total` what all together may. `upstream` is the office's own proxy.
    """

    def __init__(
        self,
        resolver: GuardedResolver,
        *,
        own_port: int,
        timeout: float,
        max_size: int,
        max_total: int,
        upstream: Upstream | None = None,
    ) -> None:
        self._resolver = resolver
        self._ports = frozenset({80, 443, own_port})
        self._timeout = timeout
        self._max_size = max_size
        self._max_total = max_total
        self._upstream = upstream
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.received = 0  # bytes brought from outside
        self.refused: dict[Refusal, int] = dict.fromkeys(Refusal, 0)

    async def start(self) -> str:
        """Listen on a free port of the loopback interface; returns the address for the browser."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=HEAD_LIMIT)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stop listening and cut every connection."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (asyncio runs this in one)
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except _RefusedError as refusal:
            self.refused[refusal.reason] += 1
            await _answer_refused(writer, refusal)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as fault:
            _logger.debug("browser connection ended: %r", fault)
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(self._timeout):
                head = await read_head(reader)
            method, target, version = head.start.decode("ascii").split(" ")
        except ValueError as fault:
            raise _RefusedError(Refusal.MALFORMED, b"400 Bad Request") from fault
        if self.received >= self._max_total:
            raise _RefusedError(Refusal.BUDGET, b"403 Forbidden")
        if method == "CONNECT":
            await self._tunnel(target, reader, writer)
        elif version.startswith("HTTP/1"):
            await self._forward(method, target, head, reader, writer)

    async def _tunnel(self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass a TLS connection through. What is not TLS (a plain WebSocket, any other protocol) is cut before a byte of it leaves."""
        far_reader, far_writer, _ = await self._reach(_read(connect_place, target), tunnel=True)
        try:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            async with asyncio.timeout(self._timeout):
                first = await reader.read(_CHUNK)
            if first[:1] != _TLS_HANDSHAKE:
                self.refused[Refusal.UPGRADE] += 1
                return
            far_writer.write(first)
            await _either(self._send(reader, far_writer), self._bring(far_reader, writer))
        finally:
            far_writer.close()

    async def _forward(
        self, method: str, target: str, head: Head, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Pass one plain request on, and its answer back."""
        if method not in _METHODS or head.has(b"transfer-encoding"):
            raise _RefusedError(Refusal.METHOD, b"405 Method Not Allowed")
        if head.has(b"upgrade"):
            raise _RefusedError(Refusal.UPGRADE, b"403 Forbidden")
        place, path = _read(absolute_place, target)
        length = _read(_length, head)
        far_reader, far_writer, to_proxy = await self._reach(place, tunnel=False)
        try:
            asked = path if to_proxy is None else target
            far_writer.write(head.closing(f"{method} {asked} HTTP/1.1".encode(), *(to_proxy or ())))
            await _either(self._send(reader, far_writer, length), self._answer(far_reader, writer))
        finally:
            far_writer.close()

    async def _answer(self, far_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(self._timeout):
                answer = await read_head(far_reader)
                while answer.start[9:10] == b"1":  # interim answers
                    answer = await read_head(far_reader)
        except ValueError as fault:
            raise _RefusedError(Refusal.UNREACHABLE, b"502 Bad Gateway") from fault
        writer.write(answer.closing(answer.start))
        await self._bring(far_reader, writer)

    async def _bring(self, far_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Bring what the server sends, within bounds."""
        size = 0
        while size <= self._max_size and self.received <= self._max_total:
            async with asyncio.timeout(self._timeout):
                data = await far_reader.read(_CHUNK)
            if not data:
                return
            size += len(data)
            self.received += len(data)
            writer.write(data)
            await writer.drain()

    async def _send(
        self, reader: asyncio.StreamReader, far_writer: asyncio.StreamWriter, length: int | None = None
    ) -> None:
        """Send what the browser has: `length` bytes, after which only its leaving is waited for; None: until it leaves."""
        left = length
        while data := await reader.read(_CHUNK):
            if left is not None:
                data = data[:left]
                left -= len(data)
            if data:
                far_writer.write(data)
                await far_writer.drain()

    async def _reach(self, place: Place, *, tunnel: bool) -> Reached:
        """Connection to a place, at an address that was checked."""
        if place.port not in self._ports and place.port < _UNPRIVILEGED:
            raise _RefusedError(Refusal.PORT, b"403 Forbidden")
        try:
            async with asyncio.timeout(self._timeout):
                return await self._open(place, tunnel=tunnel)
        except PrivateAddressError as fault:
            raise _RefusedError(Refusal.PRIVATE, b"403 Forbidden") from fault
        except (OSError, TimeoutError, ValueError) as fault:
            raise _RefusedError(Refusal.UNREACHABLE, b"502 Bad Gateway") from fault

    async def _open(self, place: Place, *, tunnel: bool) -> Reached:
        host = _canonical(place.host)
        if self._upstream is None or host in self._resolver.table:
            return await self._connect(host, place.port)
        self._check_unresolved(host)
        return await self._upstream.reach(Place(host, place.port), self._resolver, tunnel=tunnel)

    def _check_unresolved(self, host: str) -> None:
        """What the other proxy will resolve can only be checked by its looks."""
        if literal(host) is not None:
            self._resolver.check(host, [host])
        elif host == "localhost" or host.endswith(".localhost"):
            self._resolver.check(host, ["127.0.0.1"])

    async def _connect(self, host: str, port: int) -> Reached:
        if literal(host) is not None and host not in self._resolver.table:
            self._resolver.check(host, [host])
            return Reached(*await asyncio.open_connection(host, port, limit=HEAD_LIMIT))
        problem: OSError | None = None
        for found in await self._resolver.resolve(host, port):
            try:
                return Reached(*await asyncio.open_connection(found["host"], found["port"], limit=HEAD_LIMIT))
            except OSError as fault:
                problem = fault
        raise problem or OSError(f"{host}: no address")


def _read(reading: Callable[[Given], Result], given: Given) -> Result:
    """What a request says, or a refusal."""
    try:
        return reading(given)
    except ValueError as fault:
        raise _RefusedError(Refusal.MALFORMED, b"400 Bad Request") from fault


def _length(head: Head) -> int:
    """Bytes of body a request announces; raises ValueError."""
    length = int(head.value(b"content-length") or 0)
    if length < 0:
        raise MalformedError("negative length")
    return length


def _canonical(host: str) -> str:
    """Host without brackets; raises ValueError when there can be none of that name."""
    found = canonical_host(f"[{host}]" if ":" in host else host)
    if found is None:
        raise MalformedError(f"no host: {host[:80]!r}")
    return found.strip("[]")


async def _either(sending: Awaitable[None], bringing: Awaitable[None]) -> None:
    """Both directions until the answer is over or the browser leaves."""
    tasks = [asyncio.ensure_future(sending), asyncio.ensure_future(bringing)]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


async def _answer_refused(writer: asyncio.StreamWriter, refusal: _RefusedError) -> None:
    with suppress(OSError):
        head = b"HTTP/1.1 %b\r\n%b: %b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        writer.write(head % (refusal.status, HEADER, refusal.reason.value.encode()))
        await writer.drain()
