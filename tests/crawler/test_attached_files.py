"""Attached files are fetched whole, within bounds, and their texts read once the crawl is over."""

import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from demo.attachments import docx, pdf
from portal.content_facts import AttachmentFile
from portal.states import Fault, FileFormat
from tests.crawler.crawling import Crawled, crawl
from tests.crawler.servers import Reply, WebServer, page

FILE = "application/octet-stream"
LONG = docx([sha256(str(number).encode()).hexdigest() for number in range(3_000)] + ["养犬登记表"])
TEXT = "<h1>关于养犬登记的通知</h1><p>发布时间：2026-02-11</p><p>请各镇按附件要求做好登记工作，于月底前完成并报送结果，逾期未报的将予以通报。</p>"


def file(crawled: Crawled, name: str, web: WebServer) -> AttachmentFile:
    found = crawled.snapshot.attachment_file(web.url + name)
    assert found is not None
    return found


def test_files_of_the_site_are_read(tmp_path: Path, web: WebServer) -> None:
    names = ("long.docx", "list.pdf", "page.pdf", "broken.docx", "down?id=7", "moved.pdf", "pic.png")
    web.reply("/", Reply(page("首页", "/t20260211_1.html")))
    web.reply("/t20260211_1.html", Reply(page("关于养犬登记的通知", *(f"/{name}" for name in names), text=TEXT)))
    assert len(LONG) > 1 << 16  # more than the head of a file
    web.reply("/long.docx", Reply(LONG, content_type=FILE))
    web.reply("/list.pdf", Reply(pdf(["第一批名单"]), content_type=FILE))
    web.reply("/page.pdf", Reply(page("登录")))
    web.reply("/broken.docx", Reply(LONG[:2_000], content_type=FILE))
    web.reply("/down?id=7", Reply(pdf(["第二批名单"]), content_type="application/pdf"))
    web.redirect("/moved.pdf", "/list.pdf")
    web.reply("/pic.png", Reply(b"\x89PNG\r\n", content_type="image/png"))
    crawled = crawl(tmp_path, web.url)
    snapshot = crawled.snapshot
    assert file(crawled, "long.docx", web).size == len(LONG)
    assert snapshot.attachment_text(web.url + "long.docx").endswith("养犬登记表")
    assert snapshot.attachment_text(web.url + "down?id=7") == "第二批名单"
    assert snapshot.attachment_text(web.url + "moved.pdf") == "第一批名单"
    assert file(crawled, "broken.docx", web).fault is Fault.UNREADABLE
    assert snapshot.attachment_file(web.url + "pic.png") is None
    assert [row.format for row in snapshot.attachment_files()] == [
        FileFormat.DOCX,
        FileFormat.PDF,
        FileFormat.PDF,
        FileFormat.DOCX,
    ]


def _slow() -> Iterator[bytes]:
    yield (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 900000\r\n\r\n%PDF-1.4" + b" " * 90_000
    )
    time.sleep(4)


def test_a_file_that_takes_too_long_does_open_and_is_not_read(tmp_path: Path, web: WebServer) -> None:
    web.reply("/", Reply(page("首页", "/slow.pdf")))
    web.reply("/slow.pdf", Reply(stream=_slow))
    crawled = crawl(tmp_path, web.url, timeout=1)
    assert crawled.verdict(web.url + "slow.pdf") == ("ok", None)
    assert file(crawled, "slow.pdf", web).fault is Fault.TOO_LARGE
