"""The benchmarks run, at a size that takes seconds; what they measure is nobody's business here."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import batch, crawl, links
from benchmarks.generated import Portal
from benchmarks.measuring import measure
from benchmarks.planted import ALIVE, CASES, DEAD
from benchmarks.planted_site import SITES, PlantedSite
from benchmarks.rivals import Reported
from benchmarks.tables import table

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")


def test_the_list_of_planted_links_is_long_and_says_everything_once() -> None:
    assert len(DEAD) >= 40
    assert len(ALIVE) >= 15
    assert len({(case.name, case.site, case.dead) for case in CASES}) == len(CASES)
    assert {case.site for case in CASES} == set(SITES)


def test_each_planted_link_stands_on_a_page() -> None:
    site = PlantedSite()
    site.answer("GET", "127.0.0.1:80", b"/", cookie=False)
    for case in CASES:
        pages = [
            site.answer("GET", f"{SITES[case.site]}:80", path.encode(), cookie=False) for path in site.paths(case.site)
        ]
        markup = site.filled(case.markup, case.site, "80").encode("gbk" if case.gbk else "utf-8")
        assert any(markup in b"".join(page.body) for page in pages), case.name


def test_every_address_of_a_made_up_portal_has_a_page_and_every_page_is_of_a_real_size() -> None:
    portal = Portal(700)
    pages = [portal.page(path) for path in portal.paths()]
    sizes = [sum(map(len, page.body)) for page in pages if page]
    assert len(sizes) == len(pages)
    assert abs(len(sizes) - 700) < 40
    assert 10_000 < min(sizes) < max(sizes) < 100_000
    assert portal.page(f"/art/{portal.articles}.html") is None


def test_cost_counts_children(tmp_path: Path) -> None:
    child = "x = bytearray(200_000_000); x[::4096] = b'x' * len(x[::4096]); import time; time.sleep(0.3)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = measure([sys.executable, "-c", parent], log=tmp_path / "log")
    assert cost.code == 0
    assert cost.peak > 190


def test_our_crawl_and_the_bare_spider_read_the_same_pages(tmp_path: Path) -> None:
    bare, ours = crawl.compare(60, tmp_path)
    assert abs(bare["pages"] - ours["pages"]) <= 1
    assert ours["pages"] >= 55
    assert "gongkai crawl" in table([bare, ours])


def test_a_batch_of_made_up_portals_is_audited(tmp_path: Path) -> None:
    target = tmp_path / "batch.json"
    batch.main(["--sites", "2", "--pages", "6", "--rate", "500", "--json", str(target)])
    [row] = json.loads(target.read_text(encoding="utf-8"))["rows"]
    assert row["sites"] == 2


def test_a_report_is_held_against_what_was_planted() -> None:
    cost = measure([sys.executable, "-c", ""], log=Path("/dev/null"))
    said = Reported(
        frozenset({"http://127.0.0.1:80/gone/plain.html", "http://127.0.0.1:80/page/slow.html"}), frozenset(), cost
    )
    verdict = links.judged(
        {
            "honest": said,
            "polite": Reported(frozenset(), frozenset(), cost),
            "homing": Reported(frozenset(), frozenset(), cost),
        },
        PlantedSite(),
        "80",
    )
    assert verdict["found"] == ["404"]
    assert verdict["false alarms"] == ["slow page"]
    assert len(verdict["missed"]) == len(DEAD) - 1
    assert verdict["unplanted"] == []
