"""Fetching one address (抓取一个网址): HTTP over aiohttp with bounds on size and time, through the guarded resolver."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import aiohttp
import yarl
from aiohttp.client_proto import ResponseHandler

from crawler.exchange import Exchange, FetchError, may_be_html
from crawler.faults import fault_of
from crawler.guard import PrivateAddressError, literal
from crawler.resolving import GuardedResolver
from crawler.unpacking import ACCEPTED, unpack
from portal.links.style_sheets import MEDIA_TYPE as SHEET_TYPE

HEAD_LIMIT = 1 << 16  # bytes read of what is checked but not read as a page
SHEET_LIMIT = 1 << 19  # bytes read of a style sheet
MAX_HEADER = 1 << 16
_PEER_UNKNOWN = ""
_FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "X-Requested-With": "XMLHttpRequest"}


class _Answer(aiohttp.ClientResponse):
    """Keeps what aiohttp forgets as soon as the body has arrived: the peer's address, and how the connection ended."""

    peer = _PEER_UNKNOWN
    _line: ResponseHandler | None = None

    async def start(self, connection: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        name = connection.transport.get_extra_info("peername") if connection.transport else None
        self.peer = str(name[0]) if name else _PEER_UNKNOWN
        self._line = connection.protocol
        return await super().start(connection)

    @property
    def was_cut(self) -> bool:
        """Whether a body that lasts until the connection ends was ended by a reset, which aiohttp takes for its end."""
        stated = "Content-Length" in self.headers or "Transfer-Encoding" in self.headers
        fault = self._line.exception() if self._line is not None and not stated else None
        return isinstance(fault, aiohttp.ClientOSError)


def lenient_tls() -> ssl.SSLContext:
    """TLS as far as it goes: certificates and old ciphers are facts to report, no reason not to read a page."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # without the roots, which take a tenth of a second to load
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0)
    return context


class Fetcher:
    """Fetches addresses with GET. `timeout` in seconds for a whole exchange, `max_size` in bytes for a page.

    Needs a running event loop; close it, or use it with `async with`.
    """

    def __init__(
        self, resolver: GuardedResolver, *, user_agent: str, timeout: float, max_size: int, proxy: str | None = None
    ) -> None:
        self._resolver = resolver
        self._max_size = max_size
        self._proxy = proxy
        self._under_way: set[asyncio.Timeout] = set()
        headers = {
            "User-Agent": user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
            "Accept-Encoding": ACCEPTED,
        }
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=resolver, ssl=lenient_tls(), limit=0, ttl_dns_cache=300),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            headers=headers,
            timeout=aiohttp.ClientTimeout(total=timeout),
            response_class=_Answer,
            max_line_size=MAX_HEADER,
            max_field_size=MAX_HEADER,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections; what is under way fails, also a body that is just coming, which closing alone would let come to its end."""
        for bound in self._under_way:
            if not bound.expired():
                bound.reschedule(0.0)
        await self._session.close()

    @asynccontextmanager
    async def _ended_by_close(self) -> AsyncIterator[None]:
        async with asyncio.timeout(None) as bound:
            self._under_way.add(bound)
            try:
                yield
            finally:
                self._under_way.discard(bound)

    async def fetch(
        self,
        url: str,
        *,
        whole: bool,
        host: str,
        conditions: Mapping[str, str] | None = None,
        form: str | None = None,
        attached: int = 0,
    ) -> Exchange:
        """Answer to a GET of `url`, redirects not followed. Pages are read up to `max_size` if `whole`, style sheets up to 512 KB, all else up to 64 KB.

        `host` is the url's, `conditions` are the headers of a conditional request. With a `form` data is asked for, which is read whole
        whatever its type: by POST, unless the form is empty. `attached` is how many bytes to read of an attachment, as far as time allows.
        Raises FetchError when there is no answer.
        """
        started, clock = datetime.now(UTC), time.monotonic()
        try:
            self._check_literal(host)
            async with self._ended_by_close():
                return await self._exchange(
                    url,
                    conditions,
                    form,
                    whole=whole,
                    attached=attached,
                    started=started,
                    clock=clock,
                    proxied=host not in self._resolver.table,
                )
        except (aiohttp.ClientError, OSError, ValueError) as error:
            fault, certain = fault_of(error)
            detail = f"{type(error).__name__}: {error}"[:300]
            elapsed = _milliseconds_since(clock)
            raise FetchError(fault, detail, certain=certain, started=started, elapsed_ms=elapsed) from error

    def _check_literal(self, host: str) -> None:
        """The connector does not resolve numeric addresses, so they are checked here."""
        address = literal(host)
        if address is not None:
            self._resolver.check(host, [str(address)])
        elif self._proxy and (host == "localhost" or host.endswith(".localhost")):
            raise PrivateAddressError(host)

    async def _exchange(
        self,
        url: str,
        conditions: Mapping[str, str] | None,
        form: str | None,
        *,
        whole: bool,
        attached: int,
        started: datetime,
        clock: float,
        proxied: bool,
    ) -> Exchange:
        proxy = self._proxy if proxied else None
        method, headers = ("POST", {**(conditions or {}), **_FORM}) if form else ("GET", conditions)
        async with self._session.request(
            method,
            yarl.URL(url, encoded=True),
            headers=headers,
            data=form.encode() if form else None,
            allow_redirects=False,
            proxy=proxy,
        ) as answer:
            media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            encoding = answer.headers.get("Content-Encoding", "")
            is_sheet = media_type == SHEET_TYPE
            limit = SHEET_LIMIT if is_sheet else self._max_size if whole else attached or HEAD_LIMIT
            known = form is not None or bool(encoding) or is_sheet
            raw, cut = await _read(answer, limit, lambda start: known or may_be_html(media_type, start), attached)
            if not cut and isinstance(answer, _Answer) and answer.was_cut:
                cut = "disconnect"
            body, complete, decoded = _decoded(raw, encoding, limit)
            return Exchange(
                url=url,
                status=answer.status,
                status_line=_status_line(answer),
                headers=answer.raw_headers,
                body=body,
                request=_request(answer, form),
                peer=answer.peer if isinstance(answer, _Answer) else _PEER_UNKNOWN,
                started=started,
                elapsed_ms=_milliseconds_since(clock),
                received=len(raw),
                cut=cut or ("" if complete else _why_incomplete(body, limit)),
                decoded=decoded,
            )


async def _read(
    answer: aiohttp.ClientResponse, limit: int, goes_on: Callable[[bytes], bool], attached: int
) -> tuple[bytes, str]:
    """Body as it comes over the wire, and why it is incomplete, if it is. What is long must look like a page to be read on."""
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in answer.content.iter_any():
            chunks.append(chunk)
            size += len(chunk)
            if limit > HEAD_LIMIT >= size - len(chunk) and size > HEAD_LIMIT and not (attached or goes_on(chunks[0])):
                limit = HEAD_LIMIT
            if size > limit:
                answer.close()
                return b"".join(chunks)[:limit], "length"
    except aiohttp.ClientPayloadError:
        return b"".join(chunks), "disconnect"
    except TimeoutError:
        if not attached or size <= HEAD_LIMIT:
            raise
        answer.close()  # it does open, and that is what was to be found out
        return b"".join(chunks), "length"
    return b"".join(chunks), ""


def _decoded(raw: bytes, encoding: str, limit: int) -> tuple[bytes, bool, bool]:
    """Body, whether it is complete, and whether it could be decoded at all."""
    if not encoding or not raw:
        return raw, True, True
    try:
        body, complete = unpack(raw, encoding, limit)
    except ValueError:
        return raw, True, False
    return body, complete, True


def _why_incomplete(body: bytes, limit: int) -> str:
    return "length" if len(body) >= limit else "disconnect"


def _status_line(answer: aiohttp.ClientResponse) -> bytes:
    version = answer.version or aiohttp.HttpVersion11
    line = f"HTTP/{version.major}.{version.minor} {answer.status} {answer.reason or ''}"
    return line.rstrip().encode("utf-8", "surrogateescape")


def _request(answer: aiohttp.ClientResponse, form: str | None) -> bytes:
    sent = answer.request_info
    headers = [f"{name}: {value}" for name, value in sent.headers.items()]
    lines = [f"{sent.method} {sent.url.raw_path_qs} HTTP/1.1", *headers, ""]
    return "\r\n".join([*lines, form] if form else lines).encode("utf-8", "surrogateescape")


def _milliseconds_since(clock: float) -> int:
    return round((time.monotonic() - clock) * 1000)
