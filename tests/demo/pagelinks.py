"""Links of a page as a visitor meets them: anchors, pictures, styles, scripts, options, window.open."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

OPEN = re.compile(r"window\.open\('([^']+)'\)")
NOT_PAGES = ("javascript:", "mailto:", "tel:", "#")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value for name, value in attrs if value}
        self.found += [given[name] for name in ("href", "src") if name in given]
        self.found += OPEN.findall(given.get("onclick", ""))
        if tag == "option" and "/" in given.get("value", ""):
            self.found.append(given["value"])


def links(url: str, text: str) -> set[str]:
    """Absolute addresses, without fragments, of all pages and files the page points at."""
    reader = _Reader()
    reader.feed(text)
    return {urldefrag(urljoin(url, href)).url for href in reader.found if not href.startswith(NOT_PAGES)}


def crawl(start: str, fetch_text: Callable[[str], str | None]) -> dict[str, set[str]]:
    """Pages of the host of ``start`` that links lead to, with the links each holds.

    ``fetch_text`` gives the text of an HTML page that opened, None for anything else.
    """
    root = urljoin(start, "/")
    pages: dict[str, set[str]] = {}
    queue = [start]
    while queue:
        url = queue.pop()
        text = fetch_text(url) if url not in pages else None
        if text is not None:
            pages[url] = links(url, text)
            queue += sorted(link for link in pages[url] if link.startswith(root) and link not in pages)
    return pages
