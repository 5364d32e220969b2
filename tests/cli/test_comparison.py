"""`gongkai judge` compares a snapshot with the site's earlier runs; where the rules have changed the earlier snapshot is judged again."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from auditing.exits import BadInputError
from auditing.runs import SNAPSHOT_NAME
from cli.main import main
from cli.previous import Earlier, previous_runs
from portal.facts import DnsAnswer, Page, PageFacts
from portal.site import Site
from portal.states import PageKind
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, connect
from reports.earlier_cards import Change, ComparisonCard
from reports.scorecard import Scorecard

HOST = "www.qinghexia.gov.cn"
URL = f"http://{HOST}/"


def crawl(place: Path, month: int, *, aaaa: bool) -> Path:
    """The snapshot of one month; without an AAAA record the check fails."""
    folder = place / f"crawl-{month}" / HOST / SNAPSHOT_NAME
    folder.mkdir(parents=True)
    database = connect(folder / "facts.sqlite")
    recorder = Recorder(database)
    at = datetime(2026, month, 1, 2, tzinfo=UTC)
    recorder.page(PageFacts(Page(URL, 200, at, kind=PageKind.HOME, confidence=1.0, title="青禾峡县人民政府")))
    found = DnsAnswer(HOST, "AAAA", value="2001:db8::1", source="hosts_file")
    recorder.network([found if aaaa else DnsAnswer(HOST, "AAAA", source="test", error="no_answer")], [])
    recorder.commit()
    database.close()
    site = Site(url=URL, name="青禾峡县人民政府")
    Manifest(site=site, as_of=date(2026, month, 1), run=Run(started=at, finished=at)).write(folder)
    return folder


def rules(place: Path, title: str = "域名支持 IPv6", number: str = "rules") -> Path:
    row = {"id": "r1", "title": title, "clause": {"section": "某节"}, "assess": [{"check": "ipv6.dns"}]}
    path = place / f"{number}.yaml"
    path.write_text(yaml.safe_dump({"id": number, "title": "某要点", "requirements": [row]}), encoding="utf-8")
    return path


def judged(place: Path, snapshot: Path, ruleset: Path) -> Path:
    """The site's folder of a new run, with the snapshot beside the card as an audit leaves it."""
    before = set((place / "out").glob("*"))
    assert main(["judge", str(snapshot), "--ruleset", str(ruleset), "--out", str(place / "out")]) in (0, 1)
    (run,) = set((place / "out").glob("*")) - before
    shutil.copytree(snapshot, run / HOST / SNAPSHOT_NAME)
    return run / HOST


def told(folder: Path) -> ComparisonCard:
    card = Scorecard.model_validate_json((folder / "scorecard.json").read_bytes())
    assert card.comparison
    return card.comparison


def test_every_judgement_is_compared_with_the_run_whose_crawl_came_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ruleset = rules(tmp_path)
    first, second, third = (crawl(tmp_path, month, aaaa=month == 2) for month in (1, 2, 3))
    one = judged(tmp_path, first, ruleset)
    assert Scorecard.model_validate_json((one / "scorecard.json").read_bytes()).comparison is None
    assert told(judged(tmp_path, second, ruleset)).counts[Change.MENDED] == 1
    last = judged(tmp_path, third, ruleset)
    assert "较上次（2026-02-01）：新出现 0、已整改 0、再次出现 1" in capsys.readouterr().out
    assert told(last).counts[Change.RETURNED] == 1
    again = told(judged(tmp_path, second, ruleset))
    assert (again.as_of, again.counts[Change.MENDED]) == (date(2026, 1, 1), 1)  # whenever it is judged


def test_under_changed_rules_the_earlier_snapshot_is_judged_again_and_without_it_scores_are_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = judged(tmp_path, crawl(tmp_path, 1, aaaa=False), rules(tmp_path))
    changed, now = rules(tmp_path, "域名有 AAAA 记录"), crawl(tmp_path, 2, aaaa=False)
    again = told(judged(tmp_path, now, changed))
    assert again.judged_again
    assert again.rulesets[0].comparable
    assert again.counts[Change.OPEN] == 1
    shutil.rmtree(earlier / SNAPSHOT_NAME)
    alone = told(judged(tmp_path, now, changed))
    assert (alone.judged_again, alone.rulesets[0].comparable) == (False, False)
    assert alone.counts[Change.OPEN] == 1
    assert alone.notes
    assert not any("没有用来比较" in note for note in alone.notes)
    damaged = judged(tmp_path, crawl(tmp_path, 3, aaaa=False), changed)
    (damaged / "scorecard.json").write_bytes(b'{"schema": "gongkai.scorecard/0"}')
    noted = told(judged(tmp_path, crawl(tmp_path, 4, aaaa=False), changed))
    assert [note for note in noted.notes if "没有用来比较" in note and damaged.parent.name in note]
    for folder in (tmp_path / "out").glob("*"):
        if folder != earlier.parent:
            shutil.rmtree(folder)
    (earlier / "scorecard.json").write_bytes(b'{"schema": "gongkai.scorecard/0"}')
    broken = judged(tmp_path, now, changed)
    assert Scorecard.model_validate_json((broken / "scorecard.json").read_bytes()).comparison is None
    assert str(earlier) in capsys.readouterr().err


def test_a_run_under_quite_other_rules_is_passed_over_and_its_earlier_findings_are_not_lost(tmp_path: Path) -> None:
    ruleset, others = rules(tmp_path), rules(tmp_path, number="others")
    first, second, third = (crawl(tmp_path, month, aaaa=month == 3) for month in (1, 2, 3))
    judged(tmp_path, first, ruleset)
    beside = told(judged(tmp_path, second, others))
    assert beside.as_of == date(2026, 1, 1)  # there is no other
    assert beside.counts[Change.OPEN] == 1
    now = told(judged(tmp_path, third, ruleset))
    assert (now.as_of, now.counts[Change.MENDED]) == (date(2026, 1, 1), 1)


def test_previous_names_a_run_a_site_or_a_snapshot_with_or_without_a_card(tmp_path: Path) -> None:
    snapshot, site = crawl(tmp_path, 1, aaaa=True), Site(url=URL)
    alone = Earlier(snapshot=snapshot.resolve())
    assert previous_runs(snapshot, [site]) == previous_runs(snapshot.parent.parent, [site]) == {URL: alone}
    (snapshot.parent / "scorecard.json").write_text("{}", encoding="utf-8")
    both = Earlier(snapshot=snapshot.resolve(), folder=snapshot.parent.resolve())
    assert previous_runs(snapshot.parent, [site]) == {URL: both}
    shutil.rmtree(snapshot)
    assert previous_runs(snapshot.parent, [site]) == {URL: Earlier(folder=both.folder)}
    with pytest.raises(BadInputError, match="previous"):
        previous_runs(tmp_path, [site])
