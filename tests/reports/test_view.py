"""What the card says first: scores and why, vetoes, what to mend first."""

from checks.outcomes import Outcome, Reason
from reports.page.card import card_view
from reports.page.findings import Anchors, findings_view, moment
from reports.page.requirements import lost_points
from reports.scoring.score import NO_GRADE
from reports.wording.plaintext import plain
from tests.reports import cards, parts


def test_the_three_to_mend_first_put_vetoes_before_points() -> None:
    view = card_view(cards.full())
    assert [item.veto for item in view.mend_first] == [True, False]
    assert view.mend_first[0].title == "首页两周内有更新"


def test_one_defect_under_two_rulesets_is_one_thing_to_mend() -> None:
    links = card_view(cards.full()).mend_first[1]
    assert links.gains == ("政府网站与政务新媒体检查指标 +0.8 分", "栖梧县政务公开年度任务 +0.8 分")


def test_less_work_for_the_same_points_comes_first() -> None:
    def failed(name: str, effort: str) -> object:
        answer = parts.assessment(f"check.{name}", name, Outcome.FAIL, "不行", effort=effort)
        return parts.result(f"r/{name}", name, Outcome.FAIL, "不行", points=0, worth=2, assessments=[answer])

    results = [failed("大事", "大"), failed("小事", "小"), failed("中事", "中"), failed("又一件小事", "小")]
    view = card_view(parts.scorecard([parts.ruleset("r", "规则", results)]))  # type: ignore[arg-type]
    assert [item.title for item in view.mend_first] == ["小事", "又一件小事", "中事"]


def test_waived_failures_are_not_to_be_mended_and_no_vetoes() -> None:
    veto = parts.result("r/v", "否决", Outcome.FAIL, "有问题", veto=True, waived=True, worth=1, points=0)
    view = card_view(parts.scorecard([parts.ruleset("r", "规则", [veto])]))
    assert view.mend_first == ()
    assert view.vetoes == ()


def test_the_reason_of_a_grade_names_the_veto_or_the_largest_losses() -> None:
    national, county = card_view(cards.full()).scores
    assert national.why == "触发单项否决，没有做到“首页两周内有更新”。"
    assert county.why == "共失 0.8 分，主要在“网站上的链接都能打开”（−0.8 分）。"


def test_a_site_unknown_as_a_whole_has_a_banner_and_nothing_to_mend() -> None:
    view = card_view(cards.unreachable())
    assert view.banner is not None
    assert view.banner.advice == Reason.UNREACHABLE.advice
    assert view.mend_first == ()
    assert view.scores[0].value == ""


def test_a_finding_told_before_leads_to_its_first_telling() -> None:
    view = card_view(cards.full(dead=3))
    second = next(r for r in view.rulesets[1].requirements if r.anchor == "r-county-2026/row-1")
    findings = second.assessments[0].findings
    assert not findings.shown
    assert [finding.first for finding in findings.repeated] == [f"f-{n:016x}" for n in (1, 2, 3)]
    assert [finding.anchor for finding in findings.repeated] == [f"f-{n:016x}-2" for n in (1, 2, 3)]


def test_different_findings_under_one_id_are_both_told_in_full() -> None:
    one, other = parts.dead_link(1), parts.dead_link(2).model_copy(update={"id": parts.dead_link(1).id})
    view = findings_view([one, other, one], Anchors())
    assert [finding.anchor for finding in view.shown] == [f"f-{one.id}", f"f-{one.id}-2"]
    assert [finding.first for finding in view.repeated] == [f"f-{one.id}"]


def test_points_that_say_too_little_are_no_headline() -> None:
    results = [parts.result("r/a", "甲", Outcome.PASS, "好", points=1, worth=1)]
    score = {"value": 100, "grade": NO_GRADE, "judged_points": 1, "total_points": 50}
    (view,) = card_view(parts.scorecard([parts.ruleset("r", "规则", results, **score)])).scores
    assert (view.headline, view.byline, view.value) == (NO_GRADE, "已判部分 100 分", "")
    assert view.why.startswith("能判定的分值不足以评级")


def test_a_policy_later_than_the_day_of_the_audit_is_marked() -> None:
    card = cards.full()
    card.rulesets[0].after_as_of = True
    assert card_view(card).scores[0].notes == ("依据晚于检查日",)


def test_anchors_are_given_once() -> None:
    anchors = Anchors()
    assert [anchors.take("f-a"), anchors.take("f-a-2"), anchors.take("f-a"), anchors.take("f-a")] == [
        "f-a",
        "f-a-2",
        "f-a-2-2",
        "f-a-3",
    ]


def test_moments_are_told_in_chinese_time() -> None:
    assert moment(parts.SEEN) == "2026-03-01 10:11"


def test_only_failed_rows_have_points_to_win() -> None:
    passed = parts.result("r/a", "甲", Outcome.PASS, "好", points=1, worth=2)
    failed = parts.result("r/b", "乙", Outcome.FAIL, "不好", points=0.5, worth=2)
    assert (lost_points(passed), lost_points(failed)) == (0.0, 1.5)


def test_every_requirement_is_told_once_among_the_rulesets() -> None:
    card = cards.full()
    told = [requirement.title for ruleset in card_view(card).rulesets for requirement in ruleset.requirements]
    assert sorted(told) == sorted(plain(result.title) for ruleset in card.rulesets for result in ruleset.results)
