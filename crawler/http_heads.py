"""Heads of HTTP/1.1 messages (报文头) as the filtering proxy reads, changes and passes them on."""

import asyncio
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

HEAD_LIMIT = 1 << 16  # bytes of a head
_END = b"\r\n\r\n"
# Headers that are about one connection, not about the message (RFC 9110, section 7.6.1).
_OF_CONNECTION = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-connection",
        b"proxy-authorization",
        b"proxy-authenticate",
        b"te",
        b"upgrade",
    }
)
Fields = tuple[tuple[bytes, bytes], ...]


class MalformedError(ValueError):
    """What came is no HTTP/1.1 head, or one that is not passed on."""


@dataclass(frozen=True)
class Place:
    """A host and a port, as a request names them; a host in brackets has lost them."""

    host: str
    port: int

    @property
    def authority(self) -> str:
        """`host:port`."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class Head:
    """A start line and its header fields."""

    start: bytes
    fields: Fields

    def value(self, name: bytes) -> bytes:
        """Value of the first field of this (lower-case) name; empty without one."""
        return next((value for key, value in self.fields if key.lower() == name), b"")

    def has(self, name: bytes) -> bool:
        """Whether there is a field of this (lower-case) name."""
        return any(key.lower() == name for key, _ in self.fields)

    def closing(self, start: bytes, *added: tuple[bytes, bytes]) -> bytes:
        """The head for the other side: another start line, nothing about this connection, and the end of that one announced."""
        kept = [(key, value) for key, value in self.fields if key.lower() not in _OF_CONNECTION]
        lines = b"".join(b"%b: %b\r\n" % field for field in (*kept, *added, (b"Connection", b"close")))
        return b"%b\r\n%b\r\n" % (start, lines)


async def read_head(reader: asyncio.StreamReader) -> Head:
    """The next head; raises MalformedError, also when it is too long or the connection ends before it."""
    try:
        raw = await reader.readuntil(_END)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as fault:
        raise MalformedError("no whole head") from fault
    start, *lines = raw[: -len(_END)].split(b"\r\n")
    return Head(start, tuple(_field(line) for line in lines))


def connect_place(target: str) -> Place:
    """What `CONNECT target` asks for; raises MalformedError."""
    return _place(_split("//" + target), None)


def absolute_place(target: str) -> tuple[Place, str]:
    """Where an absolute `http` target lives, and its path and query; raises MalformedError for anything else."""
    parts = _split(target)
    if parts.scheme != "http":
        raise MalformedError(f"not http: {target[:80]!r}")
    path = target.partition("://")[2].partition("/")
    return _place(parts, 80), f"/{path[2]}" if path[1] else "/"


def _split(target: str) -> SplitResult:
    try:
        return urlsplit(target)
    except ValueError as fault:
        raise MalformedError(str(fault)) from fault


def _place(parts: SplitResult, default_port: int | None) -> Place:
    try:
        host, port = parts.hostname, parts.port or default_port
    except ValueError as fault:
        raise MalformedError(str(fault)) from fault
    if not host or not port or parts.username is not None:
        raise MalformedError(f"no host and port: {parts.netloc[:80]!r}")
    return Place(host, port)


def _field(line: bytes) -> tuple[bytes, bytes]:
    name, colon, value = line.partition(b":")
    if not colon or not name or name != name.strip():
        raise MalformedError(f"not a header field: {line[:80]!r}")
    return name, value.strip(b" \t")
