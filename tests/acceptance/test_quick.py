"""`gongkai audit --quick`: within its time, with a card that says what it is, and never against the whole check."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checks.outcomes import Outcome
from demo.lab import Lab, make
from demo.model import AS_OF
from demo.server import serve
from portal.site import Site
from portal.storage.snapshot import Snapshot
from reports.judging.judge import judge
from reports.scorecard import Scorecard, Tool
from rulesets.loading import builtins
from tests.acceptance.conftest import run_of, started
from tests.acceptance.servers import portal
from tests.crawler.crawling import FAST, crawl

PLANTED = ("disclosure.guide", "disclosure.sections", "links.homepage", "site.find_errors", "site.identity")
SURE = frozenset((Outcome.PASS, Outcome.FAIL))


def test_a_quick_audit_writes_a_card_that_says_so_and_gives_the_command_for_the_whole(tmp_path: Path) -> None:
    with portal() as port:
        url = f"http://127.0.0.1:{port}/"
        given = (
            "--quick",
            "--level",
            "county",
            "--kind",
            "portal",
            "--allow-private",
            "--rate",
            "500",
            "--render",
            "never",
            "--as-of",
            "2026-03-01",
            "--max-pages",
            "20",
            "--json",
        )
        run = run_of(started("audit", url, *given, "--out", str(tmp_path)))
    card = run.card(f"127.0.0.1_{port}")
    assert (card.run.quick, card.run.stopped_by) == (True, "quick")
    assert run.exit == 1
    assert {ruleset.score.value for ruleset in card.rulesets} == {None}
    assert f"完整检查：gongkai audit {url}" in run.stderr
    assert "不评级（快速检查）" in run.stderr.replace("\n", "")


@contextmanager
def playing(lab: Lab, folder: Path) -> Iterator[dict[str, Any]]:
    """The lab's portal on loopback; options for its crawl."""
    with serve([lab.portal, *lab.neighbours]) as served:
        hosts = folder / "hosts"
        hosts.write_text("\n".join(served.hosts_lines()) + "\n", encoding="utf-8")
        yield {"hosts_file": hosts}


def card_of(folder: Path, lab: Lab) -> Scorecard:
    """Under all national rulesets, as a site list would state the site."""
    facts = {name: lab.key.site[name] for name in ("name", "code", "level", "kind")}
    snapshot = Snapshot.open(folder)
    snapshot.manifest.site = Site.model_validate({**facts, "url": lab.portal.url()})
    national = [ruleset for ruleset in builtins() if ruleset.applies.regions is None]
    try:
        return judge(snapshot, national, tool=Tool(name="gongkai", version="test"), as_of=AS_OF)
    finally:
        snapshot.close()


def outcomes(card: Scorecard) -> dict[str, Outcome]:
    return {row.requirement: row.outcome for ruleset in card.rulesets for row in ruleset.results}


@pytest.mark.parametrize("defects", [(), PLANTED], ids=["sound", "planted"])
def test_what_a_quick_check_is_sure_of_the_whole_check_says_too(tmp_path: Path, defects: tuple[str, ...]) -> None:
    lab = make("hanweb", 80, 4, defects)
    options: dict[str, Any] = {key: value for key, value in FAST.items() if key != "allow_private"}
    with playing(lab, tmp_path) as hosts:
        whole = crawl(tmp_path, lab.portal.url(), allow_private=True, **options, **hosts)
        quick = crawl(tmp_path, lab.portal.url(), allow_private=True, quick=True, max_time=20.0, **options, **hosts)
    expected, found = outcomes(card_of(whole.folder, lab)), outcomes(card_of(quick.folder, lab))
    sure = {name: outcome for name, outcome in found.items() if outcome in SURE and expected[name] in SURE}
    assert sure == {name: expected[name] for name in sure}
    assert Outcome.PASS in sure.values()
    failing = {name for name, outcome in sure.items() if outcome is Outcome.FAIL}
    assert bool(defects) <= (len(failing) >= 3)
