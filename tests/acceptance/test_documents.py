"""Five documents over one crawl: a card per document, the ledger by unit and deadline, deadlines that come."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from auditing.runs import CARD_NAME
from checks.outcomes import Outcome
from reports.scorecard import ResultCard, Scorecard
from tests.acceptance.conftest import COUNTY, Run, gongkai

DOCUMENTS = ("zibo-2020", "wenshang-2020", "mudan-2021", "tengzhou-2022", "licheng-2023")


def judged(
    run: Run, out: Path, as_of: str, *documents: str
) -> tuple[Scorecard, subprocess.CompletedProcess[str], Path]:
    """The county's stored snapshot under documents, on a day."""
    named = [part for name in documents for part in ("--ruleset", name)]
    done = gongkai("judge", str(run.snapshot(COUNTY)), *named, "--as-of", as_of, "--out", str(out), "--json")
    assert done.stdout, done.stderr
    folder = Path(json.loads(done.stdout.splitlines()[-1])["run"]) / COUNTY
    return Scorecard.model_validate_json((folder / CARD_NAME).read_bytes()), done, folder


@pytest.fixture(scope="module")
def five(demo_run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Scorecard, int, Path]:
    card, done, folder = judged(demo_run, tmp_path_factory.mktemp("five"), "2026-03-01", *DOCUMENTS)
    return card, done.returncode, folder


def test_one_crawl_gives_a_card_per_document(five: tuple[Scorecard, int, Path]) -> None:
    card, code, folder = five
    assert [ruleset.id for ruleset in card.rulesets] == list(DOCUMENTS)
    assert code == 1
    page = html.parse(folder / "scorecard.html").getroot()
    for ruleset in card.rulesets:
        section = page.get_element_by_id(f"s-{ruleset.id}")
        assert page.xpath(f"//nav//a[@href='#s-{ruleset.id}']")
        headings = [heading.text_content() for heading in section.iter("h3")]
        assert headings[:2] == ["得分怎么来的", "台账"]
        anchors = {f"r-{result.requirement}" for result in ruleset.results}
        assert anchors <= set(page.xpath("//@id"))


def test_the_ledger_of_each_document_leads_to_every_clause_that_applies(five: tuple[Scorecard, int, Path]) -> None:
    card, _, folder = five
    page = html.parse(folder / "scorecard.html").getroot()
    ids = set(page.xpath("//@id"))
    for ruleset in card.rulesets:
        led = page.xpath(f"//*[@id='s-{ruleset.id}-ledger']/..//a[starts-with(@href, '#r-')]/@href")
        applying = {f"#r-{r.requirement}" for r in ruleset.results if r.outcome is not Outcome.NOT_APPLICABLE}
        assert set(led) == applying
        assert {href.removeprefix("#") for href in led} <= ids
    assert load_workbook(folder / "ledger.xlsx").sheetnames == list(DOCUMENTS)


def late(card: Scorecard) -> dict[str, ResultCard]:
    """Rows that stand or fall with the day."""
    return {result.requirement: result for result in card.rulesets[0].results if result.due}


def test_a_deadline_that_comes_turns_not_due_into_fail_on_the_same_snapshot(demo_run: Run, tmp_path: Path) -> None:
    before, done, _ = judged(demo_run, tmp_path / "before", "2020-09-29", "wenshang-2020")
    after, failed, folder = judged(demo_run, tmp_path / "after", "2020-10-01", "wenshang-2020")
    waiting = {name for name, row in late(before).items() if row.outcome is Outcome.NOT_DUE}
    overdue = {name for name, row in late(after).items() if row.due and row.due <= date(2020, 10, 1)}
    fallen = {name for name in overdue if late(after)[name].outcome is Outcome.FAIL}
    assert fallen
    assert fallen <= waiting
    assert {late(after)[name].outcome for name in waiting - overdue} <= {Outcome.NOT_DUE, Outcome.REVIEW}
    failing = any(row.outcome is Outcome.FAIL for row in before.rulesets[0].results)  # clauses without a deadline may
    assert (done.returncode, failed.returncode) == (int(failing), 1)
    listed = json.loads(gongkai("ledger", str(folder), "--overdue", "--json").stdout)
    assert fallen <= {row["requirement"] for book in listed for row in book["rows"]}


def test_ledger_lists_what_one_unit_answers_for_and_refuses_a_unit_nobody_names(
    five: tuple[Scorecard, int, Path],
) -> None:
    _, _, folder = five
    books = json.loads(gongkai("ledger", str(folder), "--unit", "市财政局", "--json").stdout)
    rows = [row for book in books for row in book["rows"]]
    assert rows
    assert all(any("市财政局" in name for name in (*row["lead"], *row["cooperating"])) for row in rows)
    assert "市财政局" in gongkai("ledger", str(folder.parent), "--unit", "市财政局").stdout
    nobody = gongkai("ledger", str(folder), "--unit", "不存在的单位")
    assert (nobody.returncode, nobody.stdout, nobody.stderr.count("\n")) == (2, "", 1)


def test_judging_for_one_unit_narrows_the_ledger_and_nothing_else(demo_run: Run, tmp_path: Path) -> None:
    given = ("judge", str(demo_run.snapshot(COUNTY)), "--ruleset", "tengzhou-2022", "--as-of", "2026-03-01")
    done = gongkai(*given, "--unit", "市司法局", "--out", str(tmp_path / "unit"))
    assert "台账只列“市司法局”牵头或配合的条款" in done.stdout
    [folder] = (tmp_path / "unit").glob(f"*/{COUNTY}")
    card = Scorecard.model_validate_json((folder / CARD_NAME).read_bytes())
    assert card.unit == "市司法局"
    rows = list(load_workbook(folder / "ledger.xlsx")["tengzhou-2022"].iter_rows(min_row=2, values_only=True))
    assert 0 < len(rows) < len(card.rulesets[0].results)
    assert all("市司法局" in str(row[3]) for row in rows)
    nobody = gongkai(*given, "--unit", "不存在的单位", "--out", str(tmp_path / "nobody"))
    assert (nobody.returncode, nobody.stdout, nobody.stderr.count("\n")) == (2, "", 1)
    assert not (tmp_path / "nobody").exists()
