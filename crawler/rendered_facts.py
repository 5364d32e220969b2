"""Facts of a browser's document (渲染后的事实), and whether they may take the place of those of the server's answer."""

import dataclasses

from crawler.exchange import Exchange
from crawler.rendering import Rendered
from portal.facts import PageFacts
from portal.links.addresses import canonical
from portal.reading import read_page
from portal.states import PageKind

_CONTENT_TYPE = (b"Content-Type", b"text/html; charset=utf-8")


def read_rendered(shown: Rendered, exchange: Exchange, *, encoding: str, depth: int, home: bool) -> PageFacts:
    """Facts of what the browser shows at an exchange's address.

    `encoding` is the answer's, in which a browser sends the queries of its links: the document is read in it again. What describes the answer
    (type, size, encoding) stays.
    """
    facts = read_page(
        exchange.url,
        shown.html.encode(encoding, "xmlcharrefreplace"),
        content_type=f"text/html; charset={encoding}",
        depth=depth,
        fetched_at=shown.at,
        status=shown.status or exchange.status,
        home=home,
        rendered=shown.complete,
        ran=True,
    )
    facts.page.content_type, facts.page.size = exchange.content_type, len(exchange.body)
    return facts


def moved(shown: Rendered, url: str) -> str:
    """Canonical address the page's scripts sent their visitor to; empty where they let him stay."""
    try:
        place = canonical(shown.url)
    except ValueError:
        return ""
    return "" if place == url else place


def sent_on(facts: PageFacts, place: str) -> PageFacts:
    """Facts of a page whose scripts send its visitor on."""
    facts.page.refresh_to = place
    if facts.page.kind is not PageKind.HOME:
        facts.page.kind, facts.page.confidence = PageKind.REDIRECT, 0.95
    return facts


def is_worse(shown: PageFacts, answered: PageFacts) -> bool:
    """Whether the browser shows an error, or much less than the server's answer has: scripts that failed take things away, too."""
    if shown.page.kind is PageKind.ERROR and answered.page.kind is not PageKind.ERROR:
        return True
    return len(shown.links) * 2 < len(answered.links)


def shows_more(shown: PageFacts, answered: PageFacts) -> bool:
    """Whether the browser shows anything that the server's answer did not."""
    return (
        shown.page.fill is not answered.page.fill
        or len(shown.links) > len(answered.links)
        or len(shown.items) > len(answered.items)
        or {(mark.kind, mark.via) for mark in shown.marks} != {(mark.kind, mark.via) for mark in answered.marks}
    )


def opened(exchange: Exchange, shown: Rendered) -> Exchange:
    """The exchange as it would have been, had the server let us in as it let the browser in."""
    body = shown.html.encode("utf-8", "replace")
    line = f"HTTP/1.1 {shown.status}".encode()
    return dataclasses.replace(
        exchange, status=shown.status, status_line=line, headers=(_CONTENT_TYPE,), body=body, started=shown.at, cut=""
    )
