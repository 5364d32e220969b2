"""The account of a score on the card, bonus rows, and clauses that take one line."""

from typing import Any

from lxml import html

from checks.outcomes import Outcome, Reason
from reports.page.card import card_view
from reports.page.html import render_scorecard
from reports.page.requirements import Compact, compact
from reports.scorecard import ResultCard
from tests.reports import parts


def page_of(*rows: ResultCard) -> Any:
    return html.document_fromstring(render_scorecard(parts.scorecard([parts.ruleset("d", "某文件", list(rows))])))


def bonus(points: float | None, outcome: Outcome) -> ResultCard:
    return parts.result("d/bonus", "数据定期更新", outcome, "看过了", bonus=True, worth=2, points=points)


def test_losses_are_told_by_size_with_what_each_is_worth_and_why() -> None:
    rows = [
        parts.result("d/a", "小项", Outcome.FAIL, "少一处", points=2.5, worth=3),
        parts.result("d/b", "大项", Outcome.FAIL, "全没有", points=0, worth=5),
        parts.result("d/c", "好项", Outcome.PASS, "齐全", points=4, worth=4),
    ]
    account = card_view(parts.scorecard([parts.ruleset("d", "某指标", rows)])).rulesets[0].account
    told = [(row.number, row.title, row.worth, row.points, row.why) for row in account.losses]
    assert told == [(2, "大项", "5", "−5", "全没有"), (1, "小项", "3", "−0.5", "少一处")]


def test_bonus_that_is_not_earned_is_told_so_and_neither_failed_nor_out_of_scope() -> None:
    page = page_of(bonus(0, Outcome.NOT_APPLICABLE))
    row = page.get_element_by_id("r-d/bonus").text_content()
    assert "未加分" in row
    assert "不适用" not in row
    assert "失分的条款" not in page.text_content()


def test_open_bonus_is_counted_not_listed_as_lost() -> None:
    view = card_view(parts.scorecard([parts.ruleset("d", "某指标", [bonus(None, Outcome.REVIEW)])])).rulesets[0]
    assert (view.account.bonus, view.account.open_bonus) == ((), 1)


def test_what_takes_one_line() -> None:
    left_out = parts.assessment("a.b", "某项", Outcome.UNKNOWN, "没有看", reason_code=Reason.QUICK)
    searched = parts.assessment("evidence.search", "找佐证", Outcome.REVIEW, "有线索", findings=[parts.dead_link(1)])
    code = Reason.QUICK.value
    assert compact(parts.result("d/a", "某项", Outcome.REVIEW, "")) is Compact.MANUAL
    assert compact(parts.result("d/a", "某项", Outcome.REVIEW, "", assessments=[searched])) is Compact.EVIDENCE
    row = parts.result("d/a", "某项", Outcome.UNKNOWN, "", reason_code=code, assessments=[left_out])
    assert compact(row) is Compact.QUICK
    assert compact(parts.result("d/a", "某项", Outcome.NOT_APPLICABLE, "")) is Compact.NOT_APPLICABLE
    assert compact(parts.result("d/a", "某项", Outcome.FAIL, "", assessments=[left_out])) is None
    assert compact(parts.result("d/a", "某项", Outcome.UNKNOWN, "", reason_code="blocked")) is None


def test_pages_that_may_prove_the_work_are_links_in_one_line_and_findable_by_their_id() -> None:
    searched = parts.assessment("evidence.search", "找佐证", Outcome.REVIEW, "有线索", findings=[parts.dead_link(1)])
    row = parts.result("d/a", "某项", Outcome.REVIEW, "", assessments=[searched])
    page = page_of(row)
    (link,) = page.get_element_by_id(f"f-{1:016x}").iter("a")
    assert link.text_content() == "通知公告第 1 页"
    (fold,) = page.xpath("//details[.//tr[@id='r-d/a']]")
    assert fold.get("open") is None


def test_a_site_graded_by_vetoes_alone_shows_the_grade_not_a_question() -> None:
    veto = parts.result("d/v", "首页更新", Outcome.PASS, "有更新", veto=True)
    score = {"value": None, "grade": "合格", "judged_points": 0, "total_points": 0, "vetoes": 1}
    (view,) = card_view(parts.scorecard([parts.ruleset("d", "某指标", [veto], **score)])).scores
    assert (view.headline, view.failing, view.judged) == ("合格", False, "单项否决 1 / 1 项")
