"""Plays all portals and their neighbours on the loopback interface, over IPv4 and, where there is one, IPv6.

The portal is chosen by the Host header; without a known one the server shows where the portals are.
"""

import hashlib
import socket
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from demo.hosts import hosts_lines
from demo.model import Portal, Response
from demo.neighbours import REFUSING_HOST, neighbours
from demo.portals import PORTALS

LAST_MODIFIED = "Sat, 28 Feb 2026 02:00:00 GMT"
"""Given with every page: the evening before the demo's day, China time."""


LONGEST_FORM = 10_000  # bytes


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, family: socket.AddressFamily, address: tuple[str, int], portals: Sequence[Portal]) -> None:
        self.address_family = family
        self.portals = {portal.host: portal for portal in portals}
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Bind without the look-up of the host's full name, which may ask a name server."""
        TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is nothing to report; anything else is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    server: _Server
    disable_nagle_algorithm = True
    timeout = 30

    def do_GET(self) -> None:
        self._send(self._answer(), with_body=True)

    def do_HEAD(self) -> None:
        self._send(self._answer(), with_body=False)

    def do_POST(self) -> None:
        """List scripts of some platforms ask by POST: the form is answered like a query."""
        length = min(int(self.headers.get("Content-Length") or 0), LONGEST_FORM)
        self._send(self._answer(self.rfile.read(length).decode("ascii", "replace")), with_body=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are not logged: the audit that runs beside has its own log."""

    def _answer(self, form: str = "") -> Response:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        portal = self.server.portals.get(host)
        if portal is None:
            return _directory(self.server.portals.values())
        parts = urlsplit(self.path)
        if portal.home_over_ipv6 and parts.path == "/" and self.server.address_family == socket.AF_INET6:
            return portal.home_over_ipv6
        return portal.answer(unquote(parts.path) or "/", parts.query or form)

    def _send(self, response: Response, *, with_body: bool) -> None:
        if response.delay:
            time.sleep(response.delay)
        etag = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
        if response.status == HTTPStatus.OK and self._unchanged(etag):
            self._head(HTTPStatus.NOT_MODIFIED, {"ETag": etag, "Last-Modified": LAST_MODIFIED})
            return
        self._head(response.status, _headers(response, etag))
        if with_body:
            self.wfile.write(response.body)

    def _unchanged(self, etag: str) -> bool:
        known = self.headers.get("If-None-Match")
        if known is not None:
            return etag in known
        return self.headers.get("If-Modified-Since") == LAST_MODIFIED

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


def _headers(response: Response, etag: str) -> dict[str, str]:
    headers = {"Content-Type": response.content_type, "Content-Length": str(len(response.body))}
    if response.location:
        headers["Location"] = quote(response.location, safe="/:?=&%#")
    elif response.status == HTTPStatus.OK:
        headers |= {"ETag": etag, "Last-Modified": LAST_MODIFIED}
    return headers | dict(response.headers)


def _directory(portals: Iterable[Portal]) -> Response:
    names = "".join(f"<li>{p.name}：http://{p.host}/</li>" for p in portals if p.id in PORTALS)
    return Response(f"<!DOCTYPE html><meta charset=utf-8><title>演示门户</title><ul>{names}</ul>".encode())


@dataclass(frozen=True)
class Playing:
    """The running servers: their portals and ports; ``port6`` is None without IPv6 on this machine."""

    portals: tuple[Portal, ...]
    port4: int
    port6: int | None
    closed_port: int

    @property
    def urls(self) -> dict[str, str]:
        """Portal id to the address of its home page; it is reached through the host table."""
        return {portal.id: portal.url() for portal in self.portals if portal.id in PORTALS}

    def hosts_lines(self) -> list[str]:
        """The host table of everything played, in the format of the ``--hosts`` option."""
        return hosts_lines(self.portals, self.port4, self.port6, (REFUSING_HOST, self.closed_port))


@contextmanager
def serve(portals: Sequence[Portal] | None = None) -> Iterator[Playing]:
    """Play ``portals`` (the bundled ones by default) and their neighbours until the block ends."""
    chosen = tuple(portals) if portals is not None else tuple(build() for build in PORTALS.values())
    played = (*chosen, *neighbours())
    servers = _open(played)
    with socket.socket(socket.AF_INET) as closed:  # bound but never listening: connections to it are refused
        closed.bind(("127.0.0.1", 0))
        for server in servers:
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        port6 = servers[1].server_address[1] if len(servers) > 1 else None
        try:
            yield Playing(played, int(servers[0].server_address[1]), port6, closed.getsockname()[1])
        finally:
            for server in servers:
                server.shutdown()
                server.server_close()


def _open(portals: Sequence[Portal]) -> list[_Server]:
    """The IPv4 server and, where the machine has ``::1``, an IPv6 one, on the same port if it is free."""
    first = _Server(socket.AF_INET, ("127.0.0.1", 0), portals)
    for port in (int(first.server_address[1]), 0):
        try:
            return [first, _Server(socket.AF_INET6, ("::1", port), portals)]
        except OSError:
            continue
    return [first]
