"""The card of a quick check: nothing is graded, what was left out is told with the command for the whole, and it is not ranked."""

from datetime import date

from checks.outcomes import Outcome
from portal.storage.snapshot import Snapshot
from reports.index import index_view
from reports.judging.judge import judge
from reports.page.card import card_view
from reports.page.html import render_scorecard
from reports.page.requirements import Compact
from reports.scorecard import ResultCard, Scorecard
from reports.scoring.score import QUICK_GRADE
from tests.reports.cards import full
from tests.reports.test_judging import NO_AAAA, TOOL, ruleset, snapshot

MANUAL = {"assess": "manual", "proof": "会议纪要"}
DEEP = {"assess": [{"check": "documents.elements"}]}


def quick() -> Snapshot:
    facts = snapshot()
    facts.manifest.run.quick, facts.manifest.run.stopped_by = True, "quick"
    return facts


def card(facts: Snapshot) -> Scorecard:
    rows = [{**row, "weight": 5} for row in (NO_AAAA, MANUAL, DEEP)]
    return judge(facts, [ruleset(*rows)], tool=TOOL, as_of=date(2026, 3, 1))


def codes(rows: list[ResultCard]) -> list[tuple[Outcome, str | None]]:
    return [(row.outcome, row.reason_code) for row in rows]


def test_what_was_seen_is_judged_and_the_rest_is_unknown_for_its_own_reason() -> None:
    [fail, manual, deep] = codes(card(quick()).rulesets[0].results)
    assert fail[0] is Outcome.FAIL
    assert manual == deep == (Outcome.UNKNOWN, "quick")


def test_nothing_is_scored_or_graded() -> None:
    score = card(quick()).rulesets[0].score
    assert (score.value, score.grade, score.vetoed) == (None, QUICK_GRADE, False)
    assert card(snapshot()).rulesets[0].score.value is not None


def test_the_card_says_so_with_what_was_left_out_and_how_to_check_the_whole() -> None:
    view = card_view(card(quick()))
    assert view.quick is not None
    assert view.quick.left_out == 2
    assert "另有 2 条要求" in render_scorecard(card(quick()))
    assert "<code>gongkai audit http://www.qinghexia.gov.cn/</code>" in render_scorecard(card(quick()))
    assert [each.key for _, each in view.left_out] == [Compact.QUICK]
    assert card_view(card(snapshot())).quick is None
    assert "快速检查" not in render_scorecard(card(snapshot()))


def test_a_site_checked_quickly_is_not_ranked() -> None:
    assert [site.rank for site in index_view([card(quick()), full()], []).sites] == ["1", ""]
