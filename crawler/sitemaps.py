"""Sitemaps (网站地图): addresses a site names to search engines. Pages no link leads to are found there, and nowhere else.

They are read after everything links lead to, since that is what a visitor finds; an address that stands in a sitemap only is no link, so it can
make nobody's link count worse. A sitemap needs no document type, so one that has it is refused unread: entities in it could grow without bound
or bring in files of this machine.
"""

import re
import zlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from itertools import islice
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from lxml import etree

from crawler.exchange import Exchange, FetchError
from crawler.unpacking import unpack
from portal.links.addresses import resolve

MAX_FILES = 20
MAX_SIZE = 20_000_000  # bytes of one file, unpacked
MAX_ENTRIES = 20_000  # of all files together
_NAMED = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_DOCUMENT_TYPE = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)
_PIECE = 65536
_GZIP = b"\x1f\x8b"


class RefusedSitemapError(Exception):
    """The file is no sitemap that can be read safely; the message says why."""


class Entries(NamedTuple):
    """What one file names: pages, and further sitemaps."""

    pages: list[str]
    maps: list[str]


class Listing(NamedTuple):
    """What all sitemaps of a site name, and the files that were refused, each with the reason."""

    pages: list[str]
    refused: list[tuple[str, str]]


def named_in(robots: str, home_url: str) -> list[str]:
    """Addresses of the sitemaps robots.txt names, else of the one sites have by custom."""
    named = (resolve(home_url, found) for found in _NAMED.findall(robots))
    found = list(dict.fromkeys(address.url for address in named if address))
    parts = urlsplit(home_url)
    return found or [f"{parts.scheme}://{parts.netloc}/sitemap.xml"]


async def read_all(
    starts: list[str], fetch: Callable[[str], Awaitable[Exchange]], belongs: Callable[[str], bool]
) -> Listing:
    """Pages the site's sitemaps name, in their order. `fetch` raises FetchError; `belongs` tells addresses of the site, others are left."""
    waiting, seen = deque(starts), set(starts)
    pages: dict[str, None] = {}
    refused: list[tuple[str, str]] = []
    read, left = 0, MAX_ENTRIES
    while waiting and read < MAX_FILES and left > 0:
        url = waiting.popleft()
        if not belongs(url):
            continue
        read += 1
        try:
            exchange = await fetch(url)
            entries = entries_of(exchange, left)
        except FetchError:
            continue
        except RefusedSitemapError as fault:
            refused.append((url, str(fault)))
            continue
        left -= len(entries.pages) + len(entries.maps)
        pages.update(dict.fromkeys(page for page in entries.pages if belongs(page)))
        new = [each for each in dict.fromkeys(entries.maps) if each not in seen]
        seen.update(new)
        waiting.extend(new)
    return Listing(list(pages), refused)


def entries_of(exchange: Exchange, most: int = MAX_ENTRIES) -> Entries:
    """What a sitemap names first, nothing where the answer is no sitemap. Raises RefusedSitemapError for one that is not safe to read."""
    body = _body(exchange)
    if exchange.status != 200 or not body or exchange.is_html:
        return Entries([], [])
    pages: list[str] = []
    maps: list[str] = []
    for kind, written in islice(_locations(body), most):
        address = resolve(exchange.url, written.strip())
        if address is not None:
            (maps if kind == "sitemap" else pages).append(address.url)
    return Entries(pages, maps)


def _body(exchange: Exchange) -> bytes:
    """The file itself, unpacked within MAX_SIZE; what is longer is read as far as that."""
    if not exchange.body.startswith(_GZIP):
        return exchange.body[:MAX_SIZE]
    try:
        return unpack(exchange.body, "gzip", MAX_SIZE)[0]
    except (ValueError, zlib.error) as fault:
        raise RefusedSitemapError("压缩文件损坏") from fault


def _locations(body: bytes) -> Iterator[tuple[str, str]]:
    """Parent's name and text of each `loc`; elements are dropped as soon as they were read. The parser allows 256 levels."""
    if _DOCUMENT_TYPE.search(body.replace(b"\0", b"")):
        raise RefusedSitemapError("含有文档类型或实体声明")
    parser = etree.XMLPullParser(
        ("end",),
        tag=("{*}loc", "{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for start in range(0, len(body), _PIECE):
        try:
            parser.feed(body[start : start + _PIECE])
            ended = [cast(etree._Element, element) for _, element in parser.read_events()]
        except etree.XMLSyntaxError:
            return  # what was read until then counts
        for element in ended:
            name, parent = _name(element), element.getparent()
            if name != "loc":
                _drop(element)
            elif parent is not None and element.text:
                yield _name(parent), element.text


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _drop(element: etree._Element) -> None:
    """Forget an element and what stands before it."""
    parent = element.getparent()
    element.clear()
    while parent is not None and parent[0] is not element:
        del parent[0]
