"""One exchange with a server (一次请求与应答), and the ways it can fail."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from portal.states import Fault
from portal.storage.archive import Capture, Headers

_META_CHARSET_FREE = re.compile(r"\s*;.*", re.DOTALL)
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_UNSAID = frozenset({"", "text/plain", "application/octet-stream", "*/*"})
HTML_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|meta|title|body|script|table|div|!--)", re.IGNORECASE
)
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(slots=True)
class Exchange:
    """What was asked and what came back; the body is decoded as far as `decoded` says and may be incomplete, see `cut`."""

    url: str
    status: int
    status_line: bytes
    headers: Headers  # as received
    body: bytes
    request: bytes
    peer: str
    started: datetime
    elapsed_ms: int
    received: int  # bytes of body on the wire
    cut: str = ""  # "length" where we stopped reading, "disconnect" where the server did
    decoded: bool = True
    _hash: str = ""

    @property
    def body_hash(self) -> str:
        """SHA-256 of the body, as pages have it."""
        if not self._hash:
            self._hash = hashlib.sha256(self.body).hexdigest()
        return self._hash

    def header(self, name: bytes) -> str:
        """Value of the first header of this (lower-case) name; empty without one."""
        return next(self.values(name), "")

    def values(self, name: bytes) -> Iterator[str]:
        """Values of all headers of this (lower-case) name."""
        return (value.decode("utf-8", "replace") for key, value in self.headers if key.lower() == name)

    @property
    def content_type(self) -> str:
        """The whole Content-Type header."""
        return self.header(b"content-type")

    @property
    def media_type(self) -> str:
        """Type and subtype in lower case."""
        return _META_CHARSET_FREE.sub("", self.content_type).strip().lower()

    @property
    def is_html(self) -> bool:
        """Whether a browser would show the body as a page: by its type, or by its start where the type says nothing."""
        if not self.decoded or self.header(b"content-disposition").lower().startswith("attachment"):
            return False
        media_type = self.media_type
        return media_type in _HTML_TYPES or (media_type in _UNSAID and HTML_START.match(self.body) is not None)

    @property
    def location(self) -> str:
        """Where a redirect points, as written; empty when this is none."""
        return self.header(b"location") if self.status in REDIRECTS else ""

    @classmethod
    def of(cls, capture: Capture) -> "Exchange":
        """An exchange read back from an archive."""
        return cls(
            url=capture.url,
            status=capture.status,
            status_line=capture.status_line,
            headers=capture.headers,
            body=capture.body,
            request=capture.request,
            peer=capture.peer,
            started=capture.fetched_at,
            elapsed_ms=0,
            received=0,
            cut=capture.truncated,
            decoded=capture.decoded,
        )

    def capture(self) -> Capture:
        """The exchange as the archive keeps it."""
        return Capture(
            url=self.url,
            fetched_at=self.started,
            status_line=self.status_line,
            headers=self.headers,
            body=self.body,
            request=self.request,
            peer=self.peer,
            truncated=self.cut,
            decoded=self.decoded,
        )


def may_be_html(media_type: str, start: bytes) -> bool:
    """Whether a body of this type that starts so could be a page and is worth reading whole."""
    return media_type in _HTML_TYPES or (media_type in _UNSAID and HTML_START.match(start) is not None)


class FetchError(Exception):
    """No answer came. `certain` is False where the reason may lie on this machine, so that it can never count as broken."""

    def __init__(self, fault: Fault, detail: str, *, certain: bool = True, started: datetime, elapsed_ms: int) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail
        self.certain = certain
        self.started = started
        self.elapsed_ms = elapsed_ms


class StoppedError(Exception):
    """The crawl is being stopped; nothing was learnt about the address."""
