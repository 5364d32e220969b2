"""Sitemaps: what they name, and what is refused. (Those that attack are in tests/hostile.)"""

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exchange import Exchange
from crawler.sitemaps import Entries, RefusedSitemapError, entries_of, named_in

HOME = "http://www.yunhe.gov.cn/"
SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc> /甲/1.html </loc><lastmod>2026-01-01</lastmod></url><url><loc>http://www.yunhe.gov.cn/2.html</loc></url></urlset>"
).encode()
INDEX = (
    b"<sitemapindex><sitemap><loc>/news.xml</loc></sitemap><sitemap><loc>/files.xml.gz</loc></sitemap></sitemapindex>"
)


def answer(body: bytes, status: int = 200, kind: bytes = b"application/xml") -> Exchange:
    """An answer with this body."""
    headers = ((b"Content-Type", kind),)
    return Exchange(f"{HOME}sitemap.xml", status, b"", headers, body, b"", "", datetime.now(UTC), 0, len(body))


def test_pages_and_further_maps_are_told_apart() -> None:
    pages = [HOME + "%E7%94%B2/1.html", HOME + "2.html"]
    assert entries_of(answer(SITEMAP)) == Entries(pages, [])
    assert entries_of(answer(gzip.compress(SITEMAP))) == Entries(pages, [])
    assert entries_of(answer(INDEX)) == Entries([], [HOME + "news.xml", HOME + "files.xml.gz"])


def test_no_more_is_read_than_wanted() -> None:
    assert len(entries_of(answer(SITEMAP), 1).pages) == 1


def test_what_is_no_sitemap_names_nothing() -> None:
    for other in (answer(b""), answer(SITEMAP, 404), answer(b"<html><body>404</body></html>", kind=b"text/html")):
        assert entries_of(other) == Entries([], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("start", ["<!DOCTYPE urlset>", "<!doctype u [<!ENTITY a 'b'>]>"])
def test_document_types_are_refused_in_any_encoding(start: str, encoding: str) -> None:
    with pytest.raises(RefusedSitemapError):
        entries_of(answer((start + "<urlset><url><loc>/1.html</loc></url></urlset>").encode(encoding)))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    refused = b"<!" in noise.replace(b"\0", b"")
    try:
        found = entries_of(answer(b"<urlset><url><loc>" + noise))
    except RefusedSitemapError:
        assert refused
    else:
        assert found.maps == []


def test_robots_names_the_maps_or_custom_does() -> None:
    assert named_in("User-agent: *\nSitemap: /a.xml\nsitemap:http://www.yunhe.gov.cn/b.xml\n", HOME) == [
        HOME + "a.xml",
        HOME + "b.xml",
    ]
    assert named_in("", HOME + "portal/index.html") == [HOME + "sitemap.xml"]
