"""Which fault an error of the network means, at servers that break off."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from crawler.faults import fault_of
from crawler.fetching import lenient_tls
from portal.states import Fault

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def closes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(10)
    writer.close()


async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(10)
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def talks_plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(10)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    writer.close()


@pytest.mark.parametrize(
    ("serve", "scheme", "expected"),
    [
        (closes, "https", (Fault.TLS, True)),
        (talks_plainly, "https", (Fault.TLS, True)),
        (resets, "https", (Fault.CONNECTION, True)),  # perhaps by a box on the way
        (closes, "http", (Fault.CONNECTION, True)),
        (resets, "http", (Fault.CONNECTION, True)),
    ],
)
def test_a_server_that_breaks_off(serve: Serve, scheme: str, expected: tuple[Fault, bool]) -> None:
    assert asyncio.run(_fault(serve, scheme)) == expected


async def _fault(serve: Serve, scheme: str) -> tuple[Fault, bool]:
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=lenient_tls())) as session:
        try:
            await session.get(f"{scheme}://127.0.0.1:{port}/", timeout=aiohttp.ClientTimeout(5))
        except (aiohttp.ClientError, OSError) as error:
            return fault_of(error)
    raise AssertionError("it answered")
