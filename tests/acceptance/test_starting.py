"""Site processes forked from the nursery behave as ones that were started by themselves."""

import json
import signal
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from auditing.site_job import SiteJob
from auditing.starting import CAN_FORK, Nursery, SiteProcess
from crawler.options import CrawlJob, CrawlOptions
from portal.site import Site
from tests.acceptance.servers import portal

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="Linux only")


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with closing(Nursery()) as nursery:
        yield nursery


def spec_of(port: int, folder: Path, *, pages: int) -> Path:
    site = Site(url=f"http://127.0.0.1:{port}/")
    options = CrawlOptions(
        max_pages=pages, rate=100, recheck=[0.1], ipv6_interval=0, allow_private=True, render="never"
    )
    crawl = CrawlJob(site=site, as_of=date(2026, 3, 1), folder=folder / "snapshot", options=options)
    folder.mkdir()
    spec = folder / "job.json"
    spec.write_text(SiteJob(crawl=crawl, rulesets=None, as_of=crawl.as_of).model_dump_json(), encoding="utf-8")
    return spec


def ended(process: SiteProcess) -> tuple[list[str], str, int]:
    """Names of a process's events, its last complaint, its return code."""
    assert process.stdout is not None
    assert process.stderr is not None
    events = [json.loads(line)["event"] for line in process.stdout]
    complaints = process.stderr.read().splitlines()
    return events, complaints[-1] if complaints else "", process.wait(10)


def test_several_at_once_do_their_jobs(nursery: Nursery, tmp_path: Path) -> None:
    with portal() as port:
        processes = [nursery.start(spec_of(port, tmp_path / str(number), pages=3)) for number in range(3)]
        for process in processes:
            events, complaint, code = ended(process)
            assert (events[-1], complaint, code) == ("done", "", 0)
    assert all((tmp_path / str(number) / "snapshot" / "manifest.json").is_file() for number in range(3))


def test_one_that_dies_leaves_the_others_alone(nursery: Nursery, tmp_path: Path) -> None:
    with portal(delay=0.1) as port:
        victim, other = (nursery.start(spec_of(port, tmp_path / str(pages), pages=pages)) for pages in (300, 3))
        assert victim.stdout is not None
        victim.stdout.readline()
        victim.kill()
        assert ended(victim)[2] == -signal.SIGKILL
        assert ended(other)[0][-1] == "done"
    crashed = nursery.start(tmp_path / "no such job.json")
    events, complaint, code = ended(crashed)
    assert (events, code) == ([], 1)
    assert "FileNotFoundError" in complaint


def test_one_that_is_asked_to_stop_ends_cleanly(nursery: Nursery, tmp_path: Path) -> None:
    with portal(delay=0.1) as port:
        process = nursery.start(spec_of(port, tmp_path / "site", pages=300))
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        events, complaint, code = ended(process)
    assert (events[-1], complaint, code) == ("done", "", 0)
    manifest = json.loads((tmp_path / "site" / "snapshot" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["run"]["stopped_by"] == "interrupted"


def test_without_a_nursery_interpreters_take_over(tmp_path: Path) -> None:
    with closing(Nursery()) as nursery, portal() as port:
        nursery._server.kill()
        nursery._server.wait()
        events, _, code = ended(nursery.start(spec_of(port, tmp_path / "site", pages=3)))
    assert (events[-1], code) == ("done", 0)
