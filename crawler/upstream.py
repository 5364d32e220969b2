"""The office's own proxy (上级代理), for machines that reach the internet only through one: how the browser's connections go through it."""

import asyncio
import base64
import ssl
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from crawler.http_heads import HEAD_LIMIT, Fields, Place, read_head
from crawler.resolving import GuardedResolver


class Reached(NamedTuple):
    """An open connection. `to_proxy`: header fields to add where a proxy is at its end that takes whole addresses; None at the place itself."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    to_proxy: Fields | None = None


class Upstream:
    """A proxy given as `http://[NAME:PASSWORD@]HOST[:PORT]`, or with https where it speaks TLS itself."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._tls = parts.scheme == "https"
        self._port = parts.port or (443 if self._tls else 80)
        self._login = _login(parts)

    async def reach(self, place: Place, resolver: GuardedResolver, *, tunnel: bool) -> Reached:
        """Connection towards `place`; raises OSError when the proxy refuses, ValueError when it answers nonsense."""
        reader, writer = await self._open(resolver)
        if not tunnel:
            return Reached(reader, writer, self._login)
        target = place.authority.encode("ascii")
        login = b"".join(b"%b: %b\r\n" % field for field in self._login)
        writer.write(b"CONNECT %b HTTP/1.1\r\nHost: %b\r\n%b\r\n" % (target, target, login))
        answer = await read_head(reader)
        if not answer.start.partition(b" ")[2].startswith(b"2"):
            writer.close()
            raise OSError(f"proxy refused: {answer.start[:80]!r}")
        return Reached(reader, writer)

    async def _open(self, resolver: GuardedResolver) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        found = (await resolver.resolve(self._host, self._port))[0]
        tls = ssl.create_default_context() if self._tls else None
        name = self._host if tls else None
        return await asyncio.open_connection(
            found["host"], found["port"], limit=HEAD_LIMIT, ssl=tls, server_hostname=name
        )


def _login(parts: SplitResult) -> Fields:
    if parts.username is None:
        return ()
    words = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return ((b"Proxy-Authorization", b"Basic " + base64.b64encode(words.encode())),)
