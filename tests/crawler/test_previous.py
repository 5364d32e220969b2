"""Next month: what has not changed is asked for conditionally, carried over, and gives the facts a whole crawl gives."""

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from portal.storage.archive import FILE_NAME, read
from portal.storage.snapshot import FACTS_NAME
from tests.crawler.crawling import Crawled, crawl
from tests.crawler.servers import Reply, WebServer, page

_VOLATILE = {
    "id",
    "fetched_at",
    "archive_offset",
    "checked_at",
    "page_id",
    "target_id",
    "sheet_id",
    "at",
    "elapsed_ms",
    "peer",
}
_TABLES = (
    "page",
    "page_text",
    "target",
    "link",
    "meta_tag",
    "list_item",
    "column",
    "document",
    "interpretation",
    "identity_mark",
    "missing_anchor",
    "sheet_link",
    "other_page",
)


def rows(crawled: Crawled, table: str) -> list[tuple[Any, ...]]:
    """Rows of a table without ids and times, those of a page with its address."""
    with sqlite3.connect(crawled.folder / FACTS_NAME) as database:
        names = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
        kept = [f'"{table}"."{name}"' for name in names if name not in _VOLATILE]
        of_page = "page_id" in names and table != "column"
        source = f'"{table}" JOIN page ON page.id = "{table}".page_id' if of_page else f'"{table}"'
        also = ["page.url"] if of_page else []
        if table == "link":
            also.append("(SELECT url FROM target WHERE target.id = target_id)")
        return sorted(database.execute(f"SELECT {', '.join([*also, *kept])} FROM {source}"), key=repr)  # noqa: S608


class MonthlySite:
    """A portal whose server knows conditional requests, as `validators` says for each path: etag, date, none."""

    def __init__(self, web: WebServer, count: int = 12) -> None:
        self.web = web
        self.bodies: dict[str, bytes] = {}
        self.not_modified = 0
        self.sent = 0
        names = [f"/zwgk/{number}.html" for number in range(count)]
        places = ("#here", f"{names[0]}#nowhere")
        self.put("/", page("云河市人民政府", *names, "/list.html", "/pic.png", "/file.pdf"))
        for number, name in enumerate(names):
            onward = ("/", *names[number : number + 2], f"/deep/{number}.html", *places)
            self.put(name, page(f"关于第{number}件事的通知", *onward))
            self.put(f"/deep/{number}.html", page(f"深处{number}"))
        items = b"".join(
            b'<li><a href="/zwgk/%d.html">\xe7\xac\xac%d\xe4\xbb\xb6\xe4\xba\x8b\xe7\x9a\x84\xe9\x80\x9a\xe7\x9f\xa5</a><span>2026-02-%02d</span></li>'
            % (n, n, n + 1)
            for n in range(count)
        )
        self.put("/list.html", page("通知公告").replace(b"<ul></ul>", b"<ul>" + items + b"</ul>"))
        self.put("/pic.png", b"\x89PNG" + b"0" * 5000, "image/png")
        self.put("/file.pdf", b"%PDF-1.4" + b"0" * 5000, "application/pdf")

    def put(
        self, path: str, body: bytes, content_type: str = "text/html; charset=utf-8", validator: str = "etag"
    ) -> None:
        """Serve a body."""
        self.bodies[path] = body
        tag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        headers = {"etag": {"ETag": tag}, "date": {"Last-Modified": "Sat, 28 Feb 2026 02:00:00 GMT"}, "none": {}}[
            validator
        ]

        def answer(_: int) -> Reply:
            asked = next(sent for at, sent in reversed(self.web.requests) if at == path)
            same = asked.get("If-None-Match") == tag or (validator == "date" and "If-Modified-Since" in asked)
            self.not_modified += same
            self.sent += 0 if same else len(body)
            return Reply(b"", 304, headers) if same else Reply(body, 200, headers, content_type=content_type)

        self.web.routes[path] = answer

    def forget(self) -> None:
        """Begin to count anew."""
        self.not_modified = self.sent = 0


def assert_same_facts(found: Crawled, expected: Crawled) -> None:
    for table in _TABLES:
        assert rows(found, table) == rows(expected, table), table


def test_an_unchanged_site_costs_no_page_but_the_first(web: WebServer, tmp_path: Path) -> None:
    site = MonthlySite(web)
    first = crawl(tmp_path, web.url)
    whole = site.sent
    site.forget()
    second = crawl(tmp_path, web.url, previous=first.folder)
    assert site.not_modified >= 26
    assert site.sent < whole * 0.2
    assert second.notes("carried_over") == ["25 of 26 pages"]
    assert_same_facts(second, first)
    third = crawl(tmp_path, web.url, previous=second.folder)
    assert third.notes("carried_over") == ["25 of 26 pages"]
    assert_same_facts(third, first)


def test_changed_new_and_gone_pages_are_seen(web: WebServer, tmp_path: Path) -> None:
    site = MonthlySite(web)
    first = crawl(tmp_path, web.url)
    site.put("/zwgk/3.html", page("改过的通知", "/zwgk/new.html"))
    site.put("/zwgk/new.html", page("新的通知"))
    web.page("/deep/5.html")
    del web.routes["/deep/7.html"]
    second = crawl(tmp_path, web.url, previous=first.folder)
    assert_same_facts(second, crawl(tmp_path, web.url))
    assert second.verdict(web.url + "deep/7.html") == ("broken", "not_found")
    assert second.notes("carried_over") == ["21 of 25 pages"]


@pytest.mark.parametrize("validator", ["date", "none"])
def test_pages_are_known_again_by_date_and_by_their_bytes(web: WebServer, tmp_path: Path, validator: str) -> None:
    site = MonthlySite(web)
    for path, body in list(site.bodies.items()):
        if path.endswith(".html"):
            site.put(path, body, validator=validator)
    first = crawl(tmp_path, web.url)
    second = crawl(tmp_path, web.url, previous=first.folder)
    assert second.notes("carried_over") == ["25 of 26 pages"]
    assert_same_facts(second, first)


def test_the_archive_of_the_second_month_is_whole(web: WebServer, tmp_path: Path) -> None:
    MonthlySite(web)
    first = crawl(tmp_path, web.url)
    second = crawl(tmp_path, web.url, previous=first.folder)
    (first.folder / FILE_NAME).unlink()
    for found in second.pages():
        body = read(second.folder / FILE_NAME, found.archive_offset or 0).body
        assert hashlib.sha256(body).hexdigest() == found.body_hash
    with (second.folder / FILE_NAME).open("rb") as archive:
        records = [record.rec_headers for record in ArchiveIterator(archive)]
    revisits = [headers for headers in records if headers.get_header("WARC-Type") == "revisit"]
    known = {headers.get_header("WARC-Record-ID") for headers in records}
    assert len(revisits) == 27
    assert {headers.get_header("WARC-Profile").rpartition("/")[2] for headers in revisits} == {"server-not-modified"}
    assert {headers.get_header("WARC-Refers-To") for headers in revisits} <= known


def test_what_the_archive_lost_is_fetched_anew(web: WebServer, tmp_path: Path) -> None:
    MonthlySite(web)
    first = crawl(tmp_path, web.url)
    (first.folder / FILE_NAME).write_bytes(b"")
    second = crawl(tmp_path, web.url, previous=first.folder)
    assert_same_facts(second, first)
    assert {read(second.folder / FILE_NAME, found.archive_offset or 0).url for found in second.pages()} == {
        found.url for found in second.pages()
    }


def test_a_snapshot_of_other_facts_is_of_no_use_and_that_is_noted(web: WebServer, tmp_path: Path) -> None:
    MonthlySite(web)
    first = crawl(tmp_path, web.url)
    with sqlite3.connect(first.folder / FACTS_NAME) as database:
        database.execute("ALTER TABLE page ADD COLUMN other TEXT")
    second = crawl(tmp_path, web.url, previous=first.folder)
    assert len(second.notes("previous_unusable")) == 1
    assert second.manifest.run.pages == 26


def test_facts_of_another_version_are_read_anew_without_fetching_them(web: WebServer, tmp_path: Path) -> None:
    site = MonthlySite(web)
    first = crawl(tmp_path, web.url)
    manifest = first.manifest
    manifest.tool["version"] = "0.0.1"
    manifest.write(first.folder)
    site.forget()
    second = crawl(tmp_path, web.url, previous=first.folder)
    assert second.notes("carried_over") == ["0 of 26 pages"]
    assert site.not_modified >= 26
    assert_same_facts(second, first)
