"""Which earlier run a site is compared with, and what cannot be used."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditing.earlier_runs import earlier_site_folder, earlier_sites
from cli.main import main
from reports.comparison.page import ComparedRuns, ComparedSite, render_comparison
from reports.scorecard import Scorecard
from tests.reports.comparison.runs import answer, compared, month

SITE = "www.qiwuxian.gov.cn"


def write(out: Path, run: str, card: Scorecard | bytes) -> Path:
    folder = out / run / SITE
    folder.mkdir(parents=True)
    (folder / "scorecard.json").write_bytes(card.to_json().encode() if isinstance(card, Scorecard) else card)
    return folder


def quick(card: Scorecard) -> Scorecard:
    card.run.quick, card.run.stopped_by = True, "quick"
    return card


def test_the_newest_earlier_crawl_like_this_one_is_found_and_others_are_passed_over(tmp_path: Path) -> None:
    good = write(tmp_path, "20260101-0200", month(1, answer({1})))
    unjudged = month(2, answer({1}))
    unjudged.site.outcome, unjudged.site.name = (
        answer({1}).outcome,
        "长" * 100_000,
    )  # a head that is longer than what is read first
    write(tmp_path, "20260201-0200", unjudged)
    front = write(tmp_path, "20260202-0200", quick(month(3, answer({1}))))
    write(tmp_path, "20260203-0200", b"{ no card")
    write(tmp_path, "20260204-0200", json.dumps({"schema": "gongkai.scorecard/0", "run": {}}).encode())
    later = write(tmp_path, "20260501-0200", month(5, answer({1})))
    now, started = tmp_path / "20260401-0200" / SITE, datetime(2026, 4, 1, 2, tzinfo=UTC)
    lines: list[str] = []
    assert earlier_site_folder(now, started, quick=False, told=lines.append) == good
    assert len(lines) == 2
    assert earlier_site_folder(now, started, quick=True) == front
    assert next(site.run for site in earlier_sites(later, datetime(2026, 5, 1, 2, tzinfo=UTC))) == "20260202-0200"
    assert earlier_site_folder(good, datetime(2026, 1, 1, 2, tzinfo=UTC), quick=False) is None


def test_compare_prints_writes_a_page_and_json_and_leaves_the_cards_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = write(tmp_path, "a", month(1, answer({1, 2, 3})))
    now = write(tmp_path, "b", month(2, answer({3, 4})))
    (tmp_path / "a" / "www.gone.gov.cn").mkdir()
    (tmp_path / "a" / "www.gone.gov.cn" / "scorecard.json").write_text(month(1).to_json(), encoding="utf-8")
    kept = (now / "scorecard.json").read_bytes()
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 0
    out = capsys.readouterr().out
    assert "新出现 1，再次出现 0，仍未整改 1，已整改 2" in out
    assert "www.gone.gov.cn" in out
    page = (tmp_path / "b" / "compare.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert main(["compare", str(before), str(now), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sites"][0]["counts"]["mended"] == 2
    assert {each["state"] for each in told["sites"][0]["findings"]} == {"new", "open", "mended"}
    assert (now / "scorecard.json").read_bytes() == kept
    assert main(["compare", str(tmp_path / "b"), str(tmp_path / "a")]) == 0
    assert "早" in capsys.readouterr().err


def test_what_cannot_be_compared_ends_with_two_and_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, now = write(tmp_path, "a", month(1, answer({1}))), write(tmp_path, "b", month(2, answer({1})))
    broken = write(tmp_path, "c", b'{"schema": "gongkai.scorecard/0"}')
    other = tmp_path / "report.html"
    other.write_text("<p>别的</p>", encoding="utf-8")
    for arguments in (
        [before, before],
        [before, tmp_path / "nowhere"],
        [broken, now],
        [before, now, "--out", tmp_path],
        [before, now, "--out", tmp_path / "no" / "x.html"],
        [before, now, "--out", other],
    ):
        assert main(["compare", *map(str, arguments)]) == 2
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert other.read_text(encoding="utf-8") == "<p>别的</p>"


def test_hostile_words_stay_words_on_the_page(tmp_path: Path) -> None:
    card = month(2, answer({1, 2}))
    card.site.name = "<script>alert(1)</script>{{ 7*7 }}\u202e"
    card.rulesets[0].title = "=cmd|' /C calc'!A0"
    for each in card.rulesets[0].results[0].assessments[0].findings:
        each.message = "<img src=x onerror=alert(1)>\x00\ud800" if each.id.endswith("1") else "长" * 1_000_000
    card.comparison = None
    before = month(1, answer({3}))
    page = render_comparison(
        ComparedRuns("<b>", "b", ("<i>",), (), (ComparedSite("x", before, compared(card, before)),))
    )
    assert "<script" not in page
    assert "<img" not in page
    assert "{{ 7*7 }}" in page
    assert "\u202e" not in page
    assert len(page) < 100_000
