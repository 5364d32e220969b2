"""Small real servers on the loopback interface for what the bundled portals do not do."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LINKS = "".join(
    f'<li><a href="/page{number}.html">第{number}篇</a><span>2026-02-{number % 28 + 1:02d}</span></li>'
    for number in range(400)
)
HOME = f"<html><head><meta charset=utf-8><title>青禾县人民政府</title></head><body><ul>{LINKS}</ul></body></html>"
PAGE = "<html><head><meta charset=utf-8><title>一篇稿件</title></head><body><p>正文。</p><a href='/'>首页</a></body></html>"


class Quiet(BaseHTTPRequestHandler):
    """A portal with a home page of 400 links, answering as slowly as the server is told."""

    protocol_version = "HTTP/1.1"
    delay = 0.0

    def do_GET(self) -> None:
        time.sleep(self.delay)
        known = self.path == "/" or self.path.startswith("/page")
        body = (HOME if self.path == "/" else PAGE if known else "没有").encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing to log."""


class Server(ThreadingHTTPServer):
    """A server whose clients may leave in the middle."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """An interrupted crawl hangs up; that is what is tested."""


@contextmanager
def portal(*, delay: float = 0.0, certificate: Path | None = None) -> Iterator[int]:
    """Serve on a free port of 127.0.0.1, over TLS with a certificate."""
    handler = type("Handler", (Quiet,), {"delay": delay})
    server = Server(("127.0.0.1", 0), handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def expired_certificate(folder: Path) -> Path:
    """A self-signed certificate that ran out yesterday."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.qinghexia.gov.cn")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now - timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
