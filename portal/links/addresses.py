"""Canonical web addresses (网址规范化): what a browser would request for an `href`, spelled in one way only.

The rules are those of the WHATWG URL standard for http and https, with three liberties that make one page have one address: user names and
session ids are dropped, an empty query is dropped, and percent-escapes of letters and digits are undone.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from portal.hosts import canonical_host

_DEFAULT_PORTS = {"http": "80", "https": "443"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_CONTROLS = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))
# The common case, which needs no work: lower-case host, no dot segment, no escape, nothing that could be a session id.
_CLEAN = re.compile(
    r"https?://(?:[a-z0-9_\-]+\.)+[a-z]{2,}(?::(?!80/|443/)[1-9]\d{0,3})?/(?:[\w\-~!$&()*+,=@]|\.(?![./]|\Z)|/(?!\.))*\Z",
    re.ASCII,
)
_SPLIT = re.compile(r"/*(?P<authority>[^/?]*)(?P<path>[^?]*)(?:\?(?P<query>.*))?", re.DOTALL)
# An escape is undone only where that cannot complete a stray "%" before it to a new escape.
_ESCAPE = re.compile(r"(?<!%)(?<!%[0-9A-Fa-f])%([0-9A-Fa-f]{2})")
_LOWER_ESCAPE = re.compile(r"%(?:[a-f][0-9A-Fa-f]|[0-9A-F][a-f])")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_UNSAFE = re.compile(r"[^!$%&'()*+,\-./0-9:;=@A-Z\[\\\]_a-z|~]")
_QUERY_UNSAFE = re.compile(r"[^!$%&()*+,\-./0-9:;=?@A-Z\[\\\]^_`a-z{|}~]")
_SESSION_NAMES = r"jsessionid|phpsessid|aspsessionid[a-z]*|asp\.net_sessionid|session_?id"
_SESSION_PATH = re.compile(r";(?:jsessionid|session_?id)=[^/;]*", re.IGNORECASE)
_SESSION_QUERY = re.compile(rf"(?:^|&)(?:{_SESSION_NAMES})=[^&]*", re.IGNORECASE)


class Address(NamedTuple):
    """Where a link leads: the canonical address to request and the anchor within the page, decoded and without `#`."""

    url: str
    fragment: str


class _Base(NamedTuple):
    scheme: str
    origin: str
    directory: str  # origin and path up to the last slash
    page: str  # origin and path
    url: str


def canonical(url: str, encoding: str = "utf-8") -> str:
    """Canonical form of an absolute http(s) address, without fragment.

    `encoding` is the page's, in which browsers send non-ASCII characters of a query. Raises ValueError for anything that is no such address.
    """
    scheme, colon, rest = _trim(url).partition(":")
    found = (
        _canonical(scheme.lower(), rest.partition("#")[0], encoding)
        if colon and scheme.lower() in _DEFAULT_PORTS
        else None
    )
    if found is None:
        raise ValueError(f"not an http(s) address: {url!r}")
    return found


def resolve(base: str, href: str, encoding: str = "utf-8") -> Address | None:
    """Address an `href` on the page at `base` leads to; None when it is no http(s) address (mailto:, javascript:, impossible host…).

    `base` is an absolute canonical address (the page's, or its `<base>`'s); `encoding` is the page's.
    """
    href = _trim(href)
    head, hash_mark, fragment = href.partition("#")
    root = _base(base)
    url = _join(root, head, encoding) if head else root.url
    if url is None:
        return None
    return Address(url, unquote(fragment) if hash_mark else "")


def _trim(text: str) -> str:
    return _CONTROLS.sub("", text.strip(_EDGES))


@lru_cache(maxsize=64)
def _base(url: str) -> _Base:
    url = url.partition("#")[0]
    page = url.partition("?")[0]
    scheme, _, rest = page.partition("://")
    origin = f"{scheme}://{rest.partition('/')[0]}"
    directory = page[: page.rindex("/") + 1] if "/" in rest else page + "/"
    return _Base(scheme, origin, directory, page, url)


def _join(base: _Base, head: str, encoding: str) -> str | None:
    named = _SCHEME.match(head)
    if named:
        scheme, rest = named[1].lower(), head[named.end() :]
        if scheme not in _DEFAULT_PORTS:
            return None
        if scheme != base.scheme or rest[:2].replace("\\", "/") == "//":
            return _canonical(scheme, rest, encoding)
        head = rest  # "http:a.html" is relative where the page's scheme is the same
    return _canonical(base.scheme, _absolute(base, head), encoding)


def _absolute(base: _Base, head: str) -> str:
    """Address without scheme for a relative reference."""
    start = head[:2].replace("\\", "/")
    if start == "//":
        return head
    if start[:1] == "/":
        whole = base.origin + head
    elif start[:1] == "?":
        whole = base.page + head
    else:
        whole = base.directory + head if head else base.url
    return whole.partition(":")[2]


@lru_cache(maxsize=16384)
def _canonical(scheme: str, rest: str, encoding: str) -> str | None:
    """Canonical address from a scheme and what follows its colon; None when the host or port is impossible."""
    whole = f"{scheme}:{rest}"
    if _CLEAN.match(whole):
        return whole
    head, mark, query = rest.partition("?")
    parts = _SPLIT.fullmatch(head.replace("\\", "/"))
    authority = _authority(scheme, parts["authority"]) if parts else None
    if parts is None or authority is None:
        return None
    path = _path(parts["path"])
    query = _query(query, encoding) if mark else ""
    return f"{scheme}://{authority}{path}?{query}" if query else f"{scheme}://{authority}{path}"


def _authority(scheme: str, text: str) -> str | None:
    host, port = _split_port(text.rpartition("@")[2])
    name = canonical_host(host)
    if not name or (port and not (port.isascii() and port.isdigit() and int(port) < 65536)):
        return None
    port = port.lstrip("0") or ("0" if port else "")
    return f"{name}:{port}" if port and port != _DEFAULT_PORTS[scheme] else name


def _split_port(text: str) -> tuple[str, str]:
    bracket = text.rfind("]")
    colon = text.rfind(":")
    return (text[:colon], text[colon + 1 :]) if colon > bracket else (text, "")


def _path(path: str) -> str:
    path = _SESSION_PATH.sub("", _unescaped(path))
    path = _PATH_UNSAFE.sub(lambda found: _escaped(found[0].encode("utf-8", "replace")), path)
    if "/." in path:
        path = _without_dots(path)
    return path or "/"


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept) if len(kept) > 1 else "/"


def _query(query: str, encoding: str) -> str:
    query = _unescaped(query)
    query = _SESSION_QUERY.sub("", query).removeprefix("&") if "sess" in query.lower() else query
    return _QUERY_UNSAFE.sub(lambda found: _query_escape(found[0], encoding), query)


def _query_escape(character: str, encoding: str) -> str:
    """A character escaped by its bytes in the page's encoding; as browsers do, by a numeric reference where it has none."""
    try:
        data = character.encode("gb18030" if encoding.lower().startswith("gb") else encoding)
    except LookupError:
        data = character.encode("utf-8", "replace")
    except UnicodeEncodeError:
        return f"%26%23{ord(character)}%3B"
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in data)


def _escaped(data: bytes) -> str:
    return "".join(f"%{byte:02X}" for byte in data)


def _unescaped(text: str) -> str:
    """Escapes of unreserved characters undone, the others in upper case."""
    if "%" not in text:
        return text
    text = _ESCAPE.sub(lambda found: chr(code) if (code := int(found[1], 16)) in _UNRESERVED else found[0], text)
    return _LOWER_ESCAPE.sub(lambda found: found[0].upper(), text)
