"""The ledger: clauses by unit and by deadline, and how the card tells it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.outcomes import Outcome
from reports.ledgers.ledger import NO_UNIT, Timing, by_deadline, by_unit, entries, timing
from reports.ledgers.ledger_rows import ledger_rows
from reports.page.card import card_view
from reports.page.html import render_scorecard
from reports.scorecard import RulesetCard, UnitsCard
from tests.reports import parts

DAY = date(2026, 3, 1)
UNITS = st.lists(st.sampled_from(["市财政局", "市司法局", "各镇街", "市大数据局"]), max_size=3, unique=True)
ROWS = st.lists(
    st.tuples(
        UNITS, UNITS, st.none() | st.dates(DAY - timedelta(400), DAY + timedelta(400)), st.sampled_from(list(Outcome))
    ),
    max_size=30,
)


def document(*rows: tuple[list[str], list[str], date | None, Outcome]) -> RulesetCard:
    results = [
        parts.result(
            f"d/row-{n}", f"第 {n} 项工作", outcome, "情况", due=due, units=UnitsCard(lead=lead, cooperating=helping)
        )
        for n, (lead, helping, due, outcome) in enumerate(rows, 1)
    ]
    return parts.ruleset("d", "某年度要点", results)


def numbers(group: object) -> list[int]:
    return [entry.number for entry in group.entries]  # type: ignore[attr-defined]


def test_clause_of_two_units_stands_under_both_and_helpers_only_help() -> None:
    card = document(
        (["市财政局", "市司法局"], ["各镇街"], None, Outcome.PASS),
        (["市司法局"], [], None, Outcome.FAIL),
        ([], [], None, Outcome.REVIEW),
    )
    groups = {group.name: group for group in by_unit(entries(card, DAY))}
    assert list(groups) == ["市司法局", "市财政局", "各镇街", NO_UNIT]  # the failed one first, nobody's last
    assert {name: numbers(group) for name, group in groups.items()} == {
        "市司法局": [1, 2], "市财政局": [1], "各镇街": [], NO_UNIT: [3]
    }  # fmt: skip
    assert [entry.number for entry in groups["各镇街"].cooperating] == [1]


@pytest.mark.parametrize(
    ("due", "where"),
    [
        (DAY - timedelta(1), Timing.OVERDUE),
        (DAY, Timing.OVERDUE),
        (DAY + timedelta(1), Timing.NEXT),
        (DAY + timedelta(30), Timing.NEXT),
        (DAY + timedelta(31), Timing.LATER),
        (None, Timing.NONE),
    ],
)
def test_deadline_comes_on_its_day_and_is_next_for_thirty_days(due: date | None, where: Timing) -> None:
    assert timing(due, DAY) is where


@pytest.mark.parametrize(
    ("outcome", "overdue"),
    [(Outcome.FAIL, True), (Outcome.REVIEW, True), (Outcome.UNKNOWN, True), (Outcome.PASS, False)],
)
def test_clause_is_overdue_until_it_is_met(outcome: Outcome, overdue: bool) -> None:
    (entry,) = entries(document((["市财政局"], [], DAY, outcome)), DAY)
    assert entry.is_overdue is overdue
    (later,) = entries(document((["市财政局"], [], DAY + timedelta(1), outcome)), DAY)
    assert not later.is_overdue


def test_the_next_deadline_of_a_unit_is_the_nearest_of_what_is_not_met() -> None:
    days = [DAY + timedelta(n) for n in (5, 9, 40, -3)]
    outcomes = (Outcome.PASS, Outcome.NOT_DUE, Outcome.NOT_DUE, Outcome.FAIL)
    card = document(*((["市财政局"], [], day, outcome) for day, outcome in zip(days, outcomes, strict=True)))
    (group,) = by_unit(entries(card, DAY))
    assert group.next_due == days[1]


def test_clause_out_of_scope_is_left_out_and_the_others_keep_their_numbers() -> None:
    card = document((["市财政局"], [], None, Outcome.NOT_APPLICABLE), (["市财政局"], [], None, Outcome.PASS))
    assert [entry.number for entry in entries(card, DAY)] == [2]


@given(ROWS)
def test_every_clause_stands_once_under_one_deadline_and_under_each_of_its_units(rows: list) -> None:  # type: ignore[type-arg]
    clauses = entries(document(*rows), DAY)
    days = [number for _, groups in by_deadline(clauses) for group in groups for number in numbers(group)]
    assert sorted(days) == [entry.number for entry in clauses]
    led = [number for group in by_unit(clauses) for number in numbers(group)]
    assert len(led) == sum(max(len(entry.result.units.lead), 1) for entry in clauses)


def test_the_card_leads_from_each_unit_to_its_clauses() -> None:
    card = document((["市财政局"], [], DAY, Outcome.FAIL), (["市司法局"], [], None, Outcome.REVIEW))
    view = card_view(parts.scorecard([card])).rulesets[0]
    (finance, justice) = view.ledger.units
    assert view.ledger.heads == ("不合格", "待人工核实")  # no empty columns
    assert [reference.anchor for cell in finance.cells for reference in cell.references] == ["r-d/row-1"]
    assert [cell.count for cell in justice.cells] == [0, 1]
    assert finance.overdue.count == 1


def test_document_without_units_or_deadlines_has_no_empty_ledger() -> None:
    view = card_view(parts.scorecard([document(([], [], None, Outcome.PASS))])).rulesets[0]
    assert (view.ledger.units, view.ledger.has_deadlines) == ((), False)


def test_a_card_narrowed_to_a_unit_lists_what_it_leads_or_helps_with_and_keeps_every_verdict() -> None:
    book = document(
        (["市财政局"], ["市司法局"], DAY, Outcome.FAIL),
        (["市财政局"], [], None, Outcome.PASS),
        (["市司法局", "市大数据局"], [], DAY, Outcome.REVIEW),
        (["市司法局"], [], None, Outcome.NOT_APPLICABLE),
    )
    whole = parts.scorecard([book])
    narrowed = whole.model_copy(update={"unit": "司法"})
    ledger = card_view(narrowed).rulesets[0].ledger
    assert [unit.name for unit in ledger.units] == ["市司法局"]
    assert (ledger.count, ledger.left_out) == (2, 1)
    assert [group.total for timing_ in ledger.deadlines for group in timing_.groups] == [2]
    assert "只列“司法”牵头或配合的 2 条" in render_scorecard(narrowed)
    assert "只列" not in render_scorecard(whole)
    assert card_view(narrowed).tally == card_view(whole).tally


def test_a_unit_is_asked_for_proof_only_where_a_person_has_to_decide() -> None:
    outcomes = [outcome for outcome in Outcome if outcome is not Outcome.NOT_APPLICABLE]
    results = [parts.result(f"r/{each.value}", "某项", each, "见证据。", proof="会议纪要") for each in outcomes]
    rows = ledger_rows(parts.ruleset("r", "某要点", results), date(2026, 3, 1))
    asked = {row.requirement for row in rows if row.proof == "请提供：会议纪要"}
    assert asked == {"r/review", "r/unknown"}
