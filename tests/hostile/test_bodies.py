"""Bodies that never come, never end, grow, or are not as long as stated."""

import gzip
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli

from tests.crawler.servers import Reply, WebServer, page
from tests.hostile.audits import audit
from tests.hostile.cases import case, disagreements, play

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
WHOLE = page("长度写错的页面")


CUT = WHOLE.partition(b"</h1>")[0] + b"</h1><a title"
SHORT = HEAD + f"Content-Length: {len(CUT)}\r\n\r\n".encode()


def late(first: bytes, rest: bytes) -> Iterator[bytes]:
    """Two parts of an answer, one after the other."""
    yield first
    time.sleep(0.1)
    yield rest


def drip() -> Iterator[bytes]:
    """An answer of which a byte comes now and then."""
    yield HEAD + b"\r\n"
    while True:
        yield b"<"
        time.sleep(0.2)


def endless() -> Iterator[bytes]:
    """A page without end."""
    yield HEAD + b"\r\n<html><title>\xe6\xb2\xa1\xe6\x9c\x89\xe5\xb0\xbd\xe5\xa4\xb4</title><body>"
    while True:
        yield "没有尽头的页面，".encode() * 4000


def packed(body: bytes, coding: str) -> Reply:
    """An answer with a Content-Encoding."""
    return Reply(body, headers={"Content-Encoding": coding})


def blown_up() -> bytes:
    """A megabyte of raw deflate that makes a gigabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return (packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)) * 100


DEFLATE = b"\x78\x9c" + blown_up()
GZIP = b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + blown_up()
BROTLI = brotli.compress(b" " * 200_000_000, quality=1)
TOO_LARGE = ("文件过大，只核对了开头",)
CASES = [
    case(
        "a byte now and then",
        "/drip.html",
        Reply(stream=drip),
        verdict=("broken", "timeout"),
        words=("drip.html（超时未打开",),
    ),
    case("a page without end", "/endless.html", Reply(stream=endless), verdict=("ok", "too_large"), words=TOO_LARGE),
    case("a gzip bomb", "/gzip.html", packed(GZIP, "gzip"), verdict=("ok", "too_large"), words=TOO_LARGE),
    case("a deflate bomb", "/deflate.html", packed(DEFLATE, "deflate"), verdict=("ok", "too_large")),
    case("a brotli bomb", "/brotli.html", packed(BROTLI, "br"), verdict=("ok", "too_large")),
    case("gzip in gzip", "/twice.html", packed(gzip.compress(GZIP), "gzip, gzip"), verdict=("ok", "too_large")),
    case(
        "stated too long",
        "/long.html",
        Reply(raw=HEAD + b"Content-Length: 90000\r\n\r\n<html><p>begin"),
        verdict=("broken", "truncated"),
        words=("long.html（内容未传完",),
    ),
    case(
        "stated too long, all there",
        "/whole.html",
        Reply(raw=HEAD + b"Content-Length: 90000\r\n\r\n" + WHOLE),
        verdict=("ok", None),
    ),
    case(
        "stated too short",
        "/short.html",
        Reply(raw=SHORT + CUT + b"<a title=x>rest</a></body></html>"),
        verdict=("suspect", "malformed"),
        words=("short.html（服务器应答不合 HTTP 规范",),
    ),
    case(
        "stated too short, the rest comes late",
        "/late.html",
        Reply(stream=lambda: late(SHORT + CUT, b"=x>rest</a></body></html>")),
        verdict=("ok", "truncated"),
        words=("内容未传完：",),
    ),
    case(
        "reset before anything",
        "/reset.html",
        Reply(raw=b"", reset=True),
        verdict=("broken", "connection"),
        words=("reset.html（连接中断",),
    ),
    case(
        "reset in the middle",
        "/cut.html",
        Reply(raw=HEAD + b"\r\n<html><p>begin", reset=True),
        verdict=("broken", "truncated"),
        words=("cut.html（内容未传完",),
    ),
    case(
        "chunks that are none",
        "/chunks.html",
        Reply(raw=HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<html\r\nZZ\r\n"),
        verdict=("suspect", "malformed"),
        words=("chunks.html（服务器应答不合 HTTP 规范",),
    ),
]


def test_every_body_is_bounded_judged_and_named(web: WebServer, tmp_path: Path) -> None:
    play(web, CASES)
    audited = audit(tmp_path, web.url, timeout=2, max_size=3_000_000, recheck=[0.1])
    assert "\n".join(disagreements(web, audited, CASES)) == ""
