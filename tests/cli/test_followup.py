"""Follow-up over time: steps by hand and from workbooks, what a re-check adds, and how it goes from run to run."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from auditing.carried import keep, kept_folders, with_kept
from auditing.judgement import read_card, write_card
from auditing.runs import CARD_NAME
from checks.outcomes import Outcome
from cli.main import main
from reports.judging.judge import judge
from reports.ledgers.followup import STEPS, TOOL, Followup, FollowupEntry, State, StepError, read_followup
from reports.ledgers.ledger_xlsx import write_ledger
from reports.ledgers.recheck import recheck
from reports.people.statements import Statements
from tests.reports import cards, parts
from tests.reports.ledger_runs import HOST, run_with_ledger
from tests.reports.test_judging import NO_AAAA, ruleset, snapshot
from tests.reports.test_judging import TOOL as BY

ROW = "county-2026/row-4"
CRAWLED = parts.SEEN
REPLY, STATE, STEP, ATTESTED = 10, 13, 14, 17  # columns


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of one site with its ledger."""
    return run_with_ledger(tmp_path)


def entry(
    state: State, text: str = "", requirement: str = ROW, at: datetime = CRAWLED - timedelta(days=3)
) -> FollowupEntry:
    return FollowupEntry(requirement=requirement, state=state, text=text, at=at)


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_only_the_steps_of_the_table_can_be_taken(now: State, then: State) -> None:
    followup = Followup(site=HOST, rows=[entry(now, "一")])
    if then is now or then in STEPS[now]:
        assert followup.add(entry(then, "二"))
        assert followup.last()[ROW].state is then
    else:
        with pytest.raises(StepError, match=f"现在是“{now.words}”，不能改为“{then.words}”；可以改为"):
            followup.add(entry(then, "二"))
    assert not followup.add(entry(now, "一")) or now is State.REPLIED  # known, and no step back


@pytest.mark.parametrize(
    ("state", "outcome", "then"),
    [
        (State.REPLIED, Outcome.PASS, State.VERIFIED),
        (State.NOTIFIED, Outcome.PASS, State.VERIFIED),
        (State.REJECTED, Outcome.PASS, State.VERIFIED),
        (State.REPLIED, Outcome.FAIL, State.REJECTED),
        (State.VERIFIED, Outcome.FAIL, State.OPEN),
        (State.CLOSED, Outcome.FAIL, State.OPEN),
        (State.NOTIFIED, Outcome.FAIL, State.NOTIFIED),
        (State.CLOSED, Outcome.PASS, State.CLOSED),
        (State.FALSE_ALARM, Outcome.FAIL, State.FALSE_ALARM),
        (State.REPLIED, Outcome.UNKNOWN, State.REPLIED),
        (State.CLOSED, Outcome.REVIEW, State.CLOSED),
        (State.REPLIED, Outcome.NOT_DUE, State.REPLIED),
    ],
)
def test_a_recheck_moves_the_state_where_it_has_a_verdict(state: State, outcome: Outcome, then: State) -> None:
    card = parts.scorecard([parts.ruleset("r", "某文件", [parts.result("r/a", "某项", outcome, "")])])
    followup = Followup(site=HOST, rows=[entry(state, requirement="r/a")])
    for _ in range(2):  # a second time it adds nothing
        recheck(card, followup)
    assert [row.state for row in followup.rows] == ([state, then] if then is not state else [state])
    if then is not state:
        assert (followup.rows[-1].by, followup.rows[-1].at, "检查日 2026-03-01" in followup.rows[-1].text) == (
            TOOL,
            CRAWLED,
            True,
        )


def test_a_check_says_nothing_about_what_came_after_its_crawl_nor_about_what_is_waived() -> None:
    failed = parts.result("r/a", "某项", Outcome.FAIL, "")
    for result, at in (
        (failed, CRAWLED + timedelta(minutes=1)),
        (failed.model_copy(update={"waived": True}), CRAWLED - timedelta(days=1)),
    ):
        followup = Followup(site=HOST, rows=[entry(State.REPLIED, requirement="r/a", at=at)])
        recheck(parts.scorecard([parts.ruleset("r", "某文件", [result])]), followup)
        assert len(followup.rows) == 1


def audited(out: Path, name: str, *, aaaa: bool, started: datetime) -> Path:
    """A run with a card and what earlier runs say; returns the site's folder."""
    facts = snapshot(aaaa=aaaa)
    run = facts.manifest.run.model_copy(update={"started": started})
    facts.manifest = facts.manifest.model_copy(update={"run": run})
    folder, told = out / name / facts.site.folder, list[str]()
    folders = kept_folders(folder, facts, told.append)
    said = with_kept(Statements(known=(ruleset(NO_AAAA, {"assess": "manual"}),)), folders, folder.name, told.append)
    card = judge(facts, tuple(said.known), tool=BY, said=said)
    for _ in range(2):
        keep(card, said, folder, kept_folders(folder, facts, told.append) or folders, told.append)
        write_card(card, folder)
    assert told == []
    return folder


def states(folder: Path, row: str = "rules/r0") -> list[str]:
    return [each.state for each in read_followup(folder, folder.name).of(row)]


def test_states_and_verdicts_of_people_go_from_run_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = audited(tmp_path, "20260301-0200", aaaa=False, started=datetime(2026, 3, 1, tzinfo=UTC))
    assert not (first / "followup.yaml").exists()
    told = ["--requirement", "rules/r0", "--by", "李敏"]
    assert main(["ledger", str(first.parent), "--set", "已通知", *told]) == 0
    assert main(["ledger", str(first.parent), "--set", "replied", *told, "--note", "记录已加"]) == 0
    book = load_workbook(write_ledger(read_card(first), first))
    for column, words in enumerate(("符合", "李敏", "2026年3月5日", "看过签到表"), ATTESTED):
        book["rules"].cell(3, column).value = words
    book.save(tmp_path / "x.xlsx")
    assert main(["ledger", str(first), "--import", str(tmp_path / "x.xlsx")]) == 0
    assert "核实结论 1 条" in capsys.readouterr().out
    later = datetime.now(UTC) + timedelta(hours=1)
    second = audited(tmp_path, "20260401-0200", aaaa=True, started=later)
    assert states(second) == ["notified", "replied", "verified"]
    rows = read_card(second).rulesets[0].results
    assert [row.followup.state if row.followup else None for row in rows] == ["verified", None]
    assert (rows[1].outcome, rows[1].attestation is not None) == (Outcome.PASS, True)
    assert main(["ledger", str(second), "--set", "已销号", *told]) == 0
    third = audited(tmp_path, "20260501-0200", aaaa=False, started=later + timedelta(hours=3))
    assert states(third) == ["notified", "replied", "verified", "closed", "open"]
    assert "销号以后又不合格" in read_followup(third, third.name).rows[-1].text
    assert read_card(third).rulesets[0].results[1].outcome is Outcome.PASS
    assert main(["ledger", str(third.parent), "--unit", "局"]) == 2
    capsys.readouterr()
    assert main(["ledger", str(third.parent), "--json"]) == 0
    assert '"state": "open"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "办完了", "--requirement", ROW, "--by", "李敏"], "待整改、已通知"),
        (["--set", "已通知", "--by", "李敏"], "--requirement"),
        (["--set", "已通知", "--requirement", ROW], "--by"),
        (["--set", "已通知", "--requirement", "county-2026/row-44", "--by", "李敏"], ROW),
        (["--set", "已销号", "--requirement", ROW, "--by", "李敏"], "现在是“待整改”"),
        (["--set", "误报", "--requirement", ROW, "--by", "李敏"], "理由"),
        (["--set", "已通知", "--requirement", ROW, "--by", "李敏", "--site", "www.qiwu.gov.cn"], HOST),
        (["--set", "已通知", "--requirement", ROW, "--by", "李敏", "--import", "x.xlsx"], "只能用一个"),
    ],
)
def test_a_step_that_cannot_be_taken_ends_with_two_and_writes_nothing(
    run: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", str(run), *arguments]) == 2
    assert words in capsys.readouterr().err
    assert not (run / HOST / "followup.yaml").exists()


def test_a_step_about_several_sites_leaves_those_alone_that_meet_the_clause(run: Path) -> None:
    met = cards.full(dead=0)
    met.site.url, met.site.host = "http://www.lanjiangxian.gov.cn/", "www.lanjiangxian.gov.cn"
    (run / met.site.host).mkdir()
    (run / met.site.host / CARD_NAME).write_text(met.to_json(), encoding="utf-8")
    assert main(["ledger", str(run), "--set", "已通知", "--requirement", "national-2019/usable", "--by", "李敏"]) == 0
    assert (run / HOST / "followup.yaml").exists()
    assert not (run / met.site.host / "followup.yaml").exists()


def test_states_in_a_workbook_are_read_back_and_what_is_none_is_told_with_its_place(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(run / HOST / "ledger.xlsx")
    sheet = book["county-2026"]
    assert sheet.data_validations.dataValidation[0].formula1 == f'"{",".join(state.words for state in State)}"'
    assert sheet.print_area == "'county-2026'!$A$1:$N$6"
    sheet.cell(2, STATE).value, sheet.cell(2, STEP).value = "误报", "@SUM 地址填错"
    sheet.cell(3, STATE).value = "办好了"
    sheet.cell(4, STATE).value = "已销号"
    sheet.cell(5, REPLY).value, sheet.cell(5, STATE).value = "{{ 7*7 }}<b>", "已反馈"
    for column, words in enumerate(("符合", "李敏", "2026-03-05", "看过"), ATTESTED):
        sheet.cell(2, column).value = words  # a row on which the machine has a verdict
    book.save(run.parent / "x.xlsx")
    assert main(["ledger", str(run), "--import", str(run.parent / "x.xlsx")]) == 0
    told = capsys.readouterr()
    assert "读入整改情况 2 条" in told.out
    for number, words in ((2, "不需要核实结论"), (3, "“办好了”不认识"), (4, "不能改为“已销号”")):
        assert any(f"“county-2026”第 {number} 行" in line and words in line for line in told.err.splitlines())
    rows = read_followup(run / HOST, HOST).rows
    assert [(row.requirement[-1], row.state.value, row.text) for row in rows] == [
        ("1", "false_alarm", "@SUM 地址填错"), ("4", "replied", "{{ 7*7 }}<b>"),
    ]  # fmt: skip
    assert main(["ledger", str(run), "--set", "退回整改", "--requirement", ROW, "--by", "督查科"]) == 0
    assert main(["report", str(run / HOST)]) == 0
    again = load_workbook(run / HOST / "ledger.xlsx")["county-2026"]
    assert [again.cell(row, STATE).value for row in (2, 5)] == ["误报", "退回整改"]
    assert again.cell(2, STEP).data_type == "s"
    capsys.readouterr()
    assert (
        main(["ledger", str(run), "--import", str(run / HOST / "ledger.xlsx")]) == 0
    )  # what it was made with is no news
    assert "没有新的整改情况，2 条以前读入过" in capsys.readouterr().out
