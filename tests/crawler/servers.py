"""Small servers on the loopback interface that behave as told, also badly: a web server and a name server."""

import socket
import socketserver
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

Headers = dict[str, str]


@dataclass
class Reply:
    """One answer: status, headers, body; or in place of everything `raw` bytes, or what `stream` yields for as long as the client reads.

    After `raw` or `stream` the connection is closed, with `reset` by a TCP reset.
    """

    body: bytes = b""
    status: int = 200
    headers: Headers = field(default_factory=dict)
    raw: bytes | None = None
    stream: Callable[[], Iterator[bytes]] | None = None
    reset: bool = False
    content_type: str = "text/html; charset=utf-8"


Answering = Callable[[int], Reply]  # from the number of the request for this path, from 1


def page(title: str, *links: str, text: str = "") -> bytes:
    """A page with some links and some text of its own."""
    anchors = "".join(f'<li><a href="{link}">第{number}项</a></li>' for number, link in enumerate(links))
    words = text or f"关于{title}的一些说明文字，各页都不相同。" * 3
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p><ul>{anchors}</ul></body></html>".encode()


class WebServer:
    """Plays the routes it is given; everything else is answered by `missing`, by default an honest 404."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.routes: dict[str, Answering] = {}
        self.missing: Answering = lambda _: Reply(page("没有这个页面"), 404)
        self.posts: dict[str, Answering] = {}
        self.forms: list[tuple[str, str]] = []  # posted, with their paths
        self.hits: Counter[str] = Counter()
        self.requests: list[tuple[str, dict[str, str]]] = []
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        server_class = type(
            "Server",
            (ThreadingHTTPServer,),
            {"address_family": family, "daemon_threads": True, "request_queue_size": 64},
        )
        self._server = server_class((host, port), self._handler())
        self.port: int = self._server.server_address[1]
        self._host = f"[{host}]" if ":" in host else host

    @property
    def url(self) -> str:
        """Address of the home page."""
        return f"http://{self._host}:{self.port}/"

    def page(self, path: str, *links: str, **reply: object) -> None:
        """Serve a page with links at `path`."""
        self.reply(path, Reply(page(f"页面{path}", *links), **reply))  # type: ignore[arg-type]

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        """Redirect `path`."""
        self.reply(path, Reply(b"", status, {"Location": to}))

    def reply(self, path: str, *replies: Reply) -> None:
        """Answer `path` with the replies one after another, the last one from then on."""
        self.routes[path] = lambda number: replies[min(number, len(replies)) - 1]

    def use_tls(self, context: ssl.SSLContext) -> None:
        """Speak TLS from the next connection on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web.hits[self.path] += 1
                web.requests.append((self.path, dict(self.headers)))
                _send(self, web.routes.get(self.path, web.missing)(web.hits[self.path]))

            def do_POST(self) -> None:
                form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                web.forms.append((self.path, form))
                _send(self, web.posts.get(self.path, web.missing)(len(web.forms)))

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    if reply.raw is not None or reply.stream is not None:
        _send_raw(handler, reply)
        return
    handler.send_response(reply.status)
    headers = {"Content-Type": reply.content_type, "Content-Length": str(len(reply.body))} | reply.headers
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    try:
        handler.wfile.write(reply.body)
    except (BrokenPipeError, ConnectionResetError):
        handler.close_connection = True  # the crawler had read enough


def _send_raw(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.close_connection = True
    try:
        for chunk in reply.stream() if reply.stream else (reply.raw or b"",):
            handler.wfile.write(chunk)
    except OSError:
        return  # the crawl had read enough
    if reply.reset:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        time.sleep(0.1)  # a reset may overtake what was sent before
        socket.close(handler.connection.detach())


@contextmanager
def name_server(records: dict[tuple[str, str], list[str]], host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """`ADDR:PORT` of a name server that knows these (name, type) only; names it does not know do not exist. It looks them up for every question."""
    names = {name for name, _ in records}

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data, sock = self.request
            query = dns.message.from_wire(data)
            question = query.question[0]
            name, rrtype = question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype)
            response = dns.message.make_response(query)
            response.flags |= dns.flags.RA
            values = records.get((name, rrtype), [])
            if values:
                response.answer.append(dns.rrset.from_text(question.name, 60, "IN", rrtype, *values))
            elif name not in names:
                response.set_rcode(dns.rcode.NXDOMAIN)
            sock.sendto(response.to_wire(), self.client_address)

    with socketserver.ThreadingUDPServer((host, port), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"{host}:{server.server_address[1]}"
        server.shutdown()


def closed_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
