"""A crawl that was killed goes on where it stood, and ends with the facts an undisturbed one has."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from crawler.job import JobError, run
from portal.storage.archive import FILE_NAME, captures, read
from portal.storage.snapshot import FACTS_NAME
from tests.crawler.crawling import Crawled, crawl, job_for
from tests.crawler.servers import Reply, WebServer, closed_port, page
from tests.crawler.test_bounds import Interrupting, endless_site

_FACTS = {
    "page": "SELECT url, status, depth, body_hash, kind, title, fill, fault FROM page",
    "target": "SELECT url, scope, state, fault, status, final_url FROM target",
    "link": "SELECT page.url, position, target.url, text FROM link JOIN page ON page.id = page_id LEFT JOIN target ON target.id = target_id",
    "attempt": "SELECT target.url, attempt.status, attempt.fault FROM attempt JOIN target ON target.id = target_id",
    "column": 'SELECT name, url, items, fill FROM "column"',
    "missing_anchor": "SELECT page.url, position, state FROM missing_anchor JOIN page ON page.id = page_id",
    "sheet_link": "SELECT sheet.url, sheet_link.url, target.state FROM sheet_link JOIN target AS sheet ON sheet.id = sheet_id JOIN target ON target.id = target_id",
}


def facts(crawled: Crawled) -> dict[str, list[tuple[Any, ...]]]:
    """All that a judgement rests on, without ids and times."""
    with sqlite3.connect(crawled.folder / FACTS_NAME) as database:
        return {name: sorted(database.execute(query), key=repr) for name, query in _FACTS.items()}


def troubled_site(web: WebServer, dead: int) -> None:
    """A portal with every kind of visit that has a history; nobody listens on port `dead`."""
    names = [f"/{number}.html" for number in range(24)]
    web.reply("/site.css", Reply(b"@import 'more.css';.a{background:url(gone.png)}", content_type="text/css"))
    web.reply("/more.css", Reply(b".a{background:url(lost.png)}", content_type="text/css"))
    styled = page("样式", "#here", "/5.html#nowhere").replace(b"<head>", b"<head><link rel=stylesheet href=/site.css>")
    web.reply("/styled.html", Reply(styled))
    web.page(
        "/",
        *names[:10],
        "/styled.html",
        "/old-1.html",
        "/old-2.html",
        "/late.html",
        "/gone.html",
        "/a.pdf",
        "/slow-down.html",
    )
    for number, name in enumerate(names):
        web.page(
            name,
            *names[number : number + 3],
            f"/missing-{number % 5}.html",
            "/hop-1",
            f"http://127.0.0.1:{dead}/{number % 5}",
        )
    web.redirect("/old-1.html", "/old-2.html")
    web.redirect("/old-2.html", "/new.html")
    web.redirect("/hop-1", "/hop-2")
    web.redirect("/hop-2", "/23.html")
    web.page("/new.html", "/31.html")
    web.page("/31.html")
    web.reply("/late.html", Reply(b"", 500), Reply(page("迟到的页面", "/32.html")))
    web.page("/32.html")
    web.reply("/slow-down.html", Reply(b"", 503, {"Retry-After": "0"}), Reply(page("缓过来的页面")))


class Child:
    """A crawl in a process of its own."""

    def __init__(self, job: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crawler", str(job)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )

    def kill_when(self, web: WebServer, requests: int, seconds: float) -> bool:
        """Kill it so long after the server had so many requests from it; False when it ended before that."""
        enough = len(web.requests) + requests
        while len(web.requests) < enough and self._process.poll() is None:
            time.sleep(0.002)
        time.sleep(seconds)
        ended = self._process.poll() is not None
        self._process.kill()
        self._process.communicate(timeout=30)
        return not ended


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_crawl_killed_at_any_moment_ends_with_the_same_facts(web: WebServer, tmp_path: Path) -> None:
    dead = closed_port()
    troubled_site(web, dead)
    options: dict[str, Any] = {"rate": 150, "recheck": [0.3, 0.2]}
    job = job_for(web.url, tmp_path / "killed", **options).model_copy(update={"resume": True})
    file = tmp_path / "job.json"
    file.write_text(job.model_dump_json(), encoding="utf-8")
    moments = random.Random(20261120)  # noqa: S311 (moments, no secrets)
    kills = sum(Child(file).kill_when(web, moments.randrange(8, 22), moments.random() * 0.02) for _ in range(3))
    assert kills == 3
    run(job, lambda _: None)
    killed = Crawled(job.folder)
    web.hits.clear()
    undisturbed = crawl(tmp_path, web.url, **options)
    found, expected = facts(killed), facts(undisturbed)
    for name in ("page", "target", "link", "column"):
        assert found[name] == expected[name]
    lasting = {row for row in expected["attempt"] if row[1] not in {500, 503}}  # these the server gives only once
    assert lasting <= set(found["attempt"])
    assert len(
        {capture.url for capture in captures(killed.folder / FILE_NAME)} & {row[0] for row in found["page"]}
    ) == len(found["page"])
    assert not (killed.folder / "crawl.lock").exists()


def test_an_interrupted_crawl_goes_on(web: WebServer, tmp_path: Path) -> None:
    troubled_site(web, closed_port())
    first = crawl(tmp_path, web.url, rate=40, recheck=[0.1, 0.1], seen=Interrupting(8))
    assert first.manifest.run.stopped_by == "interrupted"
    assert first.manifest.run.pages < 24
    manifest = run(
        job_for(web.url, first.folder, recheck=[0.3, 0.3]).model_copy(update={"resume": True}), lambda _: None
    )
    assert manifest.run.stopped_by is None
    assert manifest.run.started == first.manifest.run.started or manifest.run.pages > 8
    web.hits.clear()
    undisturbed = crawl(tmp_path, web.url)
    assert facts(first)["target"] == facts(undisturbed)["target"]
    assert facts(first)["page"] == facts(undisturbed)["page"]
    assert len(first.notes("finished")) == 1
    assert len(first.notes("resumed")) == 1
    assert len(first.snapshot.connections(4)) == 1


def test_a_finished_crawl_is_left_as_it_is(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/a.html")
    web.page("/a.html")
    crawled = crawl(tmp_path, web.url)
    requests = len(web.requests)
    again = run(job_for(web.url, crawled.folder).model_copy(update={"resume": True}), lambda _: None)
    assert again == crawled.manifest
    assert len(web.requests) == requests


def test_what_cannot_go_on_begins_anew(web: WebServer, tmp_path: Path) -> None:
    endless_site(web)
    crawled = crawl(tmp_path, web.url, rate=20, seen=Interrupting(5))
    (crawled.folder / FILE_NAME).write_bytes(b"")
    job = job_for(web.url, crawled.folder, max_pages=3).model_copy(update={"resume": True})
    assert run(job, lambda _: None).run.pages == 3
    assert {read(crawled.folder / FILE_NAME, found.archive_offset or 0).url for found in crawled.pages()} == {
        found.url for found in crawled.pages()
    }


def test_half_a_record_is_cut_off(web: WebServer, tmp_path: Path) -> None:
    endless_site(web)
    crawled = crawl(tmp_path, web.url, rate=20, seen=Interrupting(5))
    with (crawled.folder / FILE_NAME).open("ab") as archive:
        archive.write(b"\x1f\x8b\x08\x00half a record")
    job = job_for(web.url, crawled.folder, max_pages=30).model_copy(update={"resume": True})
    assert run(job, lambda _: None).run.pages == 30
    archived = {capture.url for capture in captures(crawled.folder / FILE_NAME)}
    assert {found.url for found in crawled.pages()} <= archived


def test_two_crawls_do_not_write_into_one_folder(
    web: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.ground.PATIENCE", 0.1)
    endless_site(web)
    job = job_for(web.url, tmp_path / "snapshot", max_pages=20, rate=20)

    def second(_: object) -> None:
        with pytest.raises(JobError, match="另一个检查"):
            run(job, lambda _: None)

    run(job, second)


def test_a_finished_snapshot_holds_nothing_of_the_crawl(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/a.html")
    crawled = crawl(tmp_path, web.url)
    with sqlite3.connect(crawled.folder / FACTS_NAME) as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert not {name for name in names if name.startswith("crawl_")}
    assert json.loads((crawled.folder / "manifest.json").read_text(encoding="utf-8"))["run"]["stopped_by"] is None
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_finished_snapshot_can_be_read_where_nothing_may_be_written(web: WebServer, tmp_path: Path) -> None:
    """A database with write-ahead logging could not: opening it makes files beside it."""
    web.page("/", "/a.html")
    web.page("/a.html")
    folder = crawl(tmp_path, web.url).folder
    assert (folder / FACTS_NAME).read_bytes()[
        18:20
    ] == b"\x01\x01"  # SQLite's file format: 2 stands for write-ahead logging
    assert {path.name for path in folder.iterdir() if path.is_file()} == {FACTS_NAME, "pages.warc.gz", "manifest.json"}
