"""Pages of other sites (站外页面): the little that is kept of what links out of the site lead to. They are looked at, never read as pages."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from portal.hosts import canonical_host
from portal.markup.decoding import decode

READ = 64 * 1024  # bytes of a page that are looked at, which is as much as the crawl fetches
WORDS = 600  # characters kept of its text
HOSTS = 40  # different hosts kept that it links to
_SKIPPED = re.compile(r"<(script|style|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"""\b(?:href|src|action)\s*=\s*["']?\s*(?:https?:)?//([^/"'\s>?#]+)""", re.IGNORECASE)
_FORM = re.compile(r"<form\b.*?(?:</form|\Z)", re.IGNORECASE | re.DOTALL)
_SEARCHES = re.compile(r"搜索|检索|全文|search|name=[\"']?(?:q|wd|keywords?|query)\b", re.IGNORECASE)


@dataclass(slots=True)
class OtherPage:
    """A page outside the audited site that a link leads to."""

    url: str  # where redirects ended
    title: str
    words: str  # the beginning of its text, white space folded
    hosts: tuple[str, ...] = ()  # other hosts it links to, in the page's order, with their ports
    searches: bool = False  # it has a search form of its own


def read_other_page(url: str, body: bytes, content_type: str) -> OtherPage:
    """What a page says at its beginning; never fails."""
    markup = decode(body[:READ], content_type).text
    shown = _SKIPPED.sub(" ", markup)
    title = _TITLE.search(shown)
    named = (canonical_host(host.partition(":")[0].lower()) for host in _ADDRESS.findall(shown))
    own = urlsplit(url).hostname or ""
    hosts = dict.fromkeys(host for host in named if host and host != own)
    return OtherPage(
        url,
        _folded(title[1]) if title else "",
        _folded(_TITLE.sub(" ", shown))[:WORDS],
        tuple(hosts)[:HOSTS],
        any(_SEARCHES.search(form) for form in _FORM.findall(shown)),
    )


def _folded(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())
