"""The index against earlier runs: only like is compared with like, and what cannot be compared says why."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from openpyxl import load_workbook

from checks.outcomes import Outcome
from reports.earlier_cards import Change, ComparisonCard, RequirementBefore, RulesetBefore, TrendPoint, TrendScore
from reports.index import index_view, render_index
from reports.index.ranking import standings
from reports.index.summary import direction
from reports.ledgers.index_xlsx import write_index_workbook
from reports.people_cards import FollowupCard
from reports.scorecard import Scorecard
from reports.scoring.score import NO_GRADE
from tests.reports import cards, parts
from tests.reports.batches import batch

BEFORE = date(2026, 2, 1)


def site(name: str, now: float | None, before: float | None = None, **told: object) -> Scorecard:
    """A site scored `now` under one document; `before`: its score in the previous run, None for a site without one."""
    vetoed = bool(told.get("vetoed"))
    outcome = Outcome.FAIL if told.get("fails") else Outcome.PASS
    results = [
        parts.result("r/links", "链接都能打开", outcome, "看过了", worth=1, waived=bool(told.get("waived"))),
        parts.result(
            "r/home", "首页有更新", Outcome.FAIL if vetoed else Outcome.PASS, "看过了", veto=True, theme="否决"
        ),
    ]
    score = {"value": now, "grade": "合格" if now is not None else NO_GRADE, "vetoed": vetoed}
    host = f"{name}.gov.cn"
    card = parts.scorecard([parts.ruleset("r", "规则", results, **score)], name=name, url=f"http://{host}/", host=host)
    if before is None and not told.get("vetoed_before"):
        return card
    earlier = RulesetBefore(
        id="r",
        version="3f9a2c1b",
        value=before,
        grade="合格",
        vetoed=bool(told.get("vetoed_before")),
        comparable=not told.get("other_rules"),
    )
    changed = [RequirementBefore(requirement="r/links", outcome=Outcome.FAIL)] if told.get("failed_before") else []
    comparison = ComparisonCard(
        run="before",
        as_of=BEFORE,
        tool="0.1.0",
        rulesets=[earlier],
        requirements=changed,
        counts={Change.NEW: 2, Change.MENDED: 3},
    )
    return card.model_copy(update={"comparison": comparison})


def changes(made: list[Scorecard]) -> dict[str, tuple[str, str]]:
    """Change of the score and of the rank by site."""
    return {
        row.name: (row.cells[0].change.words if row.cells[0].change else "", row.change.words)
        for row in index_view(made, []).sites
    }


def test_ranks_are_compared_among_the_sites_of_both_runs_only() -> None:
    made = [site("a", 90, 70), site("b", 80, 85), site("newcomer", 85)]
    assert changes(made) == {"a": ("↑ 20", "↑ 1"), "b": ("↓ 5", "↓ 1"), "newcomer": ("", "—")}
    (why,) = [row.change.why for row in index_view(made, []).sites if row.name == "b"]
    assert why == "可比的 2 个网站中，上次第 1，本次第 2"


def test_what_cannot_be_compared_says_why() -> None:
    made = [site("a", 90, 70, other_rules=True), site("b", None, 80), site("c", 80)]
    found = {row.name: (row.change.words, row.change.why) for row in index_view(made, []).sites}
    assert found == {"a": ("—", "规则不同"), "b": ("—", "本次没有得分"), "c": ("—", "没有往次检查")}
    summary = index_view(made, []).summary.changes
    assert summary is not None
    assert summary.directions[-1] == ("not_comparable", "不能比较", 3)


def test_a_veto_weighs_more_than_points() -> None:
    made = [site("lifted", 60, vetoed_before=True), site("struck", None, 99, vetoed=True), site("calm", 70, 70)]
    assert changes(made) == {
        "calm": ("持平", "↑ 1"),
        "lifted": ("↑ 解除否决", "↑ 1"),
        "struck": ("↓ 新触发否决", "↓ 2"),
    }
    assert [direction(each) for each in standings(made)] == ["same", "better", "worse"]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=12, unique=True))
def test_places_won_are_places_lost_by_others(scores: list[tuple[int, int]]) -> None:
    made = [site(f"s{place}", now, before) for place, (now, before) in enumerate(scores)]
    climbed = [each.climbed for each in standings(made)]
    distinct = len({now for now, _ in scores}) == len({before for _, before in scores}) == len(scores)
    assert all(each is not None and abs(each) < len(scores) for each in climbed)
    assert not distinct or sum(each or 0 for each in climbed) == 0


def test_an_excused_fail_accuses_no_site_and_is_no_pass() -> None:
    wrong = site("d", 60, fails=True)
    followup = FollowupCard(state="false_alarm", text="链接打得开", by="李敏", at=parts.SEEN)
    wrong.rulesets[0].results[0].followup = followup
    view = index_view([site("a", 90, fails=True, waived=True), site("b", 80, fails=True), site("c", 70), wrong], [])
    (frequent,) = view.frequent.shown
    assert (frequent.failed, frequent.judged, frequent.excused) == (1, 4, 2)
    assert [example.name for example in (*frequent.examples, *frequent.others)] == ["b"]
    (grid,) = view.grids
    assert [(row.name, row.cells[0].key, row.cells[0].mark) for row in grid.rows] == [
        ("a", "excused", "免"),
        ("b", "fail", "✕"),
        ("c", "pass", "✓"),
        ("d", "excused", "免"),
    ]


def test_a_failure_is_followed_on_the_sites_judged_both_times() -> None:
    made = [site("a", 90, 80, fails=True), site("b", 80, 70, failed_before=True), site("c", 70, fails=True)]
    (frequent,) = index_view(made, []).frequent.shown
    assert frequent.change == "↓ 1（可比的 2 个网站：2 → 1）"


def test_the_grid_tells_the_worst_verdict_and_leads_to_the_theme() -> None:
    grid = index_view([cards.full(dead=2), cards.unreachable()], []).grids[0]
    row = {head.title: cell for head, cell in zip(grid.themes, grid.rows[0].cells, strict=True)}
    assert (row["单项否决"].key, row["单项否决"].share) == ("veto", "0/1")
    assert (row["发布解读"].mark, row["发布解读"].share) == ("○", "")
    assert row["办事服务"].mark == "—"
    assert row["功能设计"].href.endswith("scorecard.html#t-national-2019-2")
    assert {cell.mark for cell in grid.rows[1].cells} == {"？", ""}


def test_vetoes_that_were_not_judged_are_not_called_none() -> None:
    undecided, calm, gone = site("a", 90), site("b", 80), cards.unreachable()
    undecided.rulesets[0].score.open_vetoes = 2
    document: Any = html.document_fromstring(render_index([undecided, calm, gone], []))
    cells = document.xpath("//table[@id='ranking']//td[@data-label='单项否决']")
    assert [" ".join(cell.text_content().split()) for cell in cells] == ["无2 项未判定", "无", "？"]


def test_the_mean_over_the_runs_is_that_of_the_same_sites() -> None:
    def point(run: str, value: float, version: str = "3f9a2c1b") -> TrendPoint:
        score = TrendScore(id="r", version=version, value=value, grade="合格")
        return TrendPoint(run=run, as_of=BEFORE, tool="0.1.0", scores=[score], failed=1, findings=1)

    made = [site("a", 80), site("b", 60), site("late", 10)]
    made[0].trend = [point("one", 40, version="older"), point("two", 70)]
    made[1].trend = [point("one", 40, version="older"), point("two", 50)]
    (history,) = index_view(made, []).histories
    assert (history.sites, history.of) == (2, 3)
    assert history.line.rows == (("2026-02-01", "60 分"), ("2026-03-01", "70 分"))


def test_a_group_of_one_is_no_ranking() -> None:
    view = index_view(batch(12), [])
    levels = {group.words: group for group in view.groupings[0].groups}
    assert (levels["市级"].count, levels["市级"].first) == (1, None)
    assert levels["部门"].first is not None
    assert [group.count for group in view.groupings[1].groups] == [4, 4, 4]


def test_an_index_of_one_site_ranks_nothing() -> None:
    view = index_view([site("a", 90, 80, fails=True)], [])
    assert (view.groupings, view.histories, view.sites[0].change.words) == ((), (), "持平")


def test_the_workbook_tells_points_and_places_won(tmp_path: Path) -> None:
    made = [site("a", 90, 70.5), site("b", 80, 85), site("c", None, 88, vetoed=True), site("newcomer", 85)]
    sheet = load_workbook(write_index_workbook(made, [], tmp_path))["排名"]
    heads = [cell.value for cell in sheet[1]]
    points, places = heads.index("较上次得分"), heads.index("较上次名次")
    assert [(row[1].value, row[points].value, row[places].value) for row in sheet.iter_rows(min_row=2)] == [
        ("a", 19.5, 2),
        ("newcomer", "没有往次检查", "没有往次检查"),
        ("b", -5, 0),
        ("c", "↓ 新触发否决", -2),
    ]
