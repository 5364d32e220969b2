"""`python -m crawler`: one JSON object a line, and an exit code."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.crawling import crawler_process, job_for
from tests.crawler.servers import WebServer, closed_port
from tests.crawler.test_bounds import endless_site


def write_job(folder: Path, url: str, **options: Any) -> Path:
    file = folder / "job.json"
    file.write_text(job_for(url, folder / "snapshot", **options).model_dump_json(), encoding="utf-8")
    return file


def test_a_crawl_reports_its_end(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/a.html")
    web.page("/a.html")
    said = crawler_process(write_job(tmp_path, web.url))
    assert said.code == 0
    assert {event["event"] for event in said.events[:-1]} <= {"progress"}
    assert said.events[-2]["done"]
    assert said.events[-1]["event"] == "crawled"
    assert said.events[-1]["run"]["pages"] == 2


def test_a_site_that_cannot_be_audited_is_exit_code_3(tmp_path: Path) -> None:
    said = crawler_process(write_job(tmp_path, f"http://127.0.0.1:{closed_port()}/"))
    assert said.code == 3
    assert said.events[-1]["health"]["reason_code"] == "unreachable"


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"site": {"url": "http://h.cn/"}, "as_of": "2026-03-01", "folder": "s", "options": {"rate": -1}}'],
)
def test_a_job_that_cannot_be_read_is_exit_code_2(tmp_path: Path, text: str) -> None:
    file = tmp_path / "job.json"
    file.write_text(text, encoding="utf-8")
    said = crawler_process(file)
    assert said.code == 2
    assert said.events[-1]["event"] == "failed"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a child process there")
def test_an_interrupted_crawl_still_reports_its_end(web: WebServer, tmp_path: Path) -> None:
    endless_site(web)
    job = write_job(tmp_path, web.url, rate=20)
    said = crawler_process(job, lambda event: event.get("pages", 0) >= 5)
    assert said.code == 0
    assert said.events[-1]["run"]["stopped_by"] == "interrupted"
