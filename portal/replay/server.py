"""The local server for archived copies (回放服务): loopback only, for whoever has the address it prints.

An archive holds private data and is readable by its owner only. Any user and any web page of this machine can reach a port on loopback, so every
address begins with a random token, and the `Host` header must name this server (a foreign name may be made to lead here).
"""

import logging
import secrets
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from portal.replay.answers import Answer, Answers, own_sheet, plain_answer
from portal.replay.archived_site import ArchivedSite, asked
from portal.replay.index import STAMP_DIGITS
from portal.replay.places import Place, View, place_at
from portal.storage.archive import ArchiveError

_logger = logging.getLogger(__name__)
_LOOPBACK = "127.0.0.1"
_SILENCE = 60.0  # seconds a connection may stay open without a request
_BARE = {View.COPY: View.PAGE, View.RENDERED_COPY: View.RENDERED_PAGE}
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("X-DNS-Prefetch-Control", "off"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


class ReplayServer(ThreadingHTTPServer):
    """Serves one archived site on loopback; `port` 0 takes a free one. Raises OSError when the port is taken."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # there it would let two servers share a port

    def __init__(self, site: ArchivedSite, port: int = 0) -> None:
        super().__init__((_LOOPBACK, port), _Handler)
        self.root = f"/{secrets.token_urlsafe(16)}/"
        self.answers = Answers(site, self.root)
        self.port = int(self.server_address[1])
        names = (_LOOPBACK, "localhost")
        self.hosts = frozenset(f"{name}:{self.port}" for name in names) | (
            frozenset(names) if self.port == 80 else frozenset()
        )
        self.start = Place(View.PAGE, "9" * STAMP_DIGITS, asked(site.home))

    def address(self, place: Place) -> str:
        """Whole address of a place."""
        return f"http://{_LOOPBACK}:{self.port}{self.root}{place.path}"

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 (the base class asks with both)
        """A browser that leaves in the middle is no fault."""
        if not isinstance(sys.exception(), ConnectionError):
            _logger.exception("request from %s", client_address)


class _Handler(BaseHTTPRequestHandler):
    server: ReplayServer
    protocol_version = "HTTP/1.1"
    server_version = "gongkai"
    sys_version = ""
    timeout = _SILENCE

    def do_GET(self) -> None:
        """A thing of the archive."""
        self._send(self._answer())

    do_HEAD = do_GET  # noqa: N815 (the base class names it)

    def do_POST(self) -> None:
        """Nothing is taken."""
        self.close_connection = True  # its body is not read
        self._send(plain_answer(405, "只提供 GET 和 HEAD")._replace(headers=(("Allow", "GET, HEAD"),)))

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_POST  # noqa: N815 (the base class names them)

    def _answer(self) -> Answer:
        if self.headers.get("Host", "") not in self.server.hosts:
            return plain_answer(403, "只能用打印出来的地址访问")
        root, answers = self.server.root, self.server.answers
        if not self.path.startswith(root):
            return plain_answer(404, "没有这个地址")
        path = self.path[len(root) :]
        if path == "viewer.css":
            return own_sheet()
        place = self.server.start if path == "" else place_at(path)
        if place is None:
            return plain_answer(404, "没有这个地址")
        return self._at(place, answers)

    def _at(self, place: Place, answers: Answers) -> Answer:
        """What is at a place; a page outside its frame gets its banner back."""
        if place.view in _BARE and self.headers.get("Sec-Fetch-Dest") == "document":
            place = place._replace(view=_BARE[place.view])
        try:
            return answers.to(place)
        except ArchiveError as fault:
            return plain_answer(500, str(fault))

    def _send(self, answer: Answer) -> None:
        host = self.headers.get("Host", "")
        origin = f"http://{host if host in self.server.hosts else _LOOPBACK}"
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Content-Security-Policy", answer.policy.format(origin=origin))
        for name, value in (*_ALWAYS, *answer.headers):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it)
        """Requests are nobody's business on a terminal."""
        _logger.debug(format, *args)
