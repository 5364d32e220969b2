"""Chapters, sections and items of running text."""

from collections.abc import Callable
from datetime import date

import pytest

from rulesets.importing.finding import Found
from rulesets.importing.units import Units
from tests.rulesets.importing.conftest import Clauses


def places(clauses: Clauses, text: str) -> list[tuple[str, str]]:
    return [(each.section, each.number) for each in clauses(text)]


def test_a_section_is_a_clause(clauses: Clauses) -> None:
    text = "总则不计。\n一、总体要求\n坚持公开。\n二、任务\n（一）规划。公布规划。\n（二）预算\n公布预算。\n三、保障\n（一）培训。组织培训。\n"
    assert places(clauses, text) == [("二（一）", "2.1"), ("二（二）", "2.2"), ("三（一）", "3.1")]


def test_several_clauses_in_a_section_are_counted_through(clauses: Clauses) -> None:
    text = "一、公开\n（一）财政\n公布预算。（责任单位：市财政局）\n公布债务。（责任单位：市财政局）\n（二）民生\n公布救助标准。（责任单位：市民政局）\n"
    assert [each.number for each in clauses(text)] == ["1", "2", "3"]


def test_items_keep_their_numbers_and_safeguards_have_their_own(clauses: Clauses) -> None:
    text = "一、主要任务\n（一）公开\n1.公布预算。\n2．公布债务。\n（二）互动\n3.公布留言。\n二、保障措施\n（一）领导。健全机制。\n（二）培训。组织培训。\n"
    assert places(clauses, text) == [
        ("一（一）", "1"),
        ("一（一）", "2"),
        ("一（二）", "3"),
        ("二（一）", "保1"),
        ("二（二）", "保2"),
    ]


def test_items_that_begin_anew_bear_their_section(clauses: Clauses) -> None:
    text = "一、公开\n（一）财政\n1.公布预算。\n2.公布债务。\n（二）民生\n1.公布救助标准。\n"
    assert [each.number for each in clauses(text)] == ["1.1.1", "1.1.2", "1.2.1"]


def test_closing_paragraph_behind_the_last_section(clauses: Clauses) -> None:
    text = (
        "一、公开\n（一）财政。公布预算。（责任单位：市财政局）\n（二）民生。公布救助标准。（责任单位：市民政局）\n"
        "各镇街要制订计划。（责任单位：各镇街）\n抄送：市委办公室。\n"
    )
    assert places(clauses, text) == [("一（一）", "1.1"), ("一（二）", "1.2"), ("一", "end")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("cut", ["公布年度预|算", "公布年度|预算", "公布年度预算|，"])
def test_sentence_broken_over_lines_is_one(clauses: Clauses, gap: str, cut: str) -> None:
    sentence = "（一）财政。公布年度预算，逐项说明依据。（责任单位：市财政局）"
    broken = sentence.replace(cut.replace("|", ""), cut.replace("|", gap))
    (clause,) = clauses(f"一、公开\n{broken}\n")
    assert clause.text == "财政。公布年度预算，逐项说明依据。"
    assert clause.units.lead == ("市财政局",)


def test_bracket_in_a_paragraph_of_its_own_belongs_to_the_one_above(clauses: Clauses) -> None:
    (clause,) = clauses("一、公开\n（一）财政\n公布预算。\n\n（责任单位：市财政局，\n\n各镇街）\n")
    assert clause.units.lead == ("市财政局", "各镇街")


def test_marks_and_tags_left_over_are_dropped(clauses: Clauses) -> None:
    (clause,) = clauses("## **一、公开**\n\n### （一）财政\n\n<p>公布 2031 年预算。</p>\n\n— 2 —\n")
    assert (clause.section, clause.text) == ("一（一）", "公布2031年预算。")


def test_units_of_a_heading_hold_for_its_clauses(clauses: Clauses) -> None:
    found = clauses("一、财政（牵头单位：市财政局）\n（一）预算。公布预算。\n（二）债务。公布债务。\n")
    assert {each.units.lead for each in found} == {("市财政局",)}


def test_second_outline_behind_the_first_has_places_of_its_own(clauses: Clauses) -> None:
    text = "一、公开\n（一）财政。公布预算。\n附件\n公开办法\n一、总务\n（一）台账。建立台账。\n"
    assert places(clauses, text) == [("一（一）", "1.1"), ("公开办法 一（一）", "1.1")]


def test_paragraphs_that_name_units_are_clauses_without_any_numbers(clauses: Clauses) -> None:
    text = "公布预算和决算。（责任单位：市财政局）\n公布救助标准。（责任单位：市民政局）\n"
    assert [(each.number, each.units.lead) for each in clauses(text)] == [("1", ("市财政局",)), ("2", ("市民政局",))]


def test_bracket_without_label_tells_units_and_deadline(found: Callable[[str], Found]) -> None:
    (clause,) = found("一、公开\n1.公布决算。（市财政局牵头，各镇街配合，年底前完成）\n").clauses
    assert (clause.text, clause.units) == ("公布决算。", Units(("市财政局",), ("各镇街",)))
    assert [each.due for each in clause.deadlines] == [date(2031, 12, 31)]


def test_bracket_within_a_sentence_stays_in_it(clauses: Clauses) -> None:
    (clause,) = clauses("一、公开\n1.指定专人（由办公室负责）公布决算。\n")
    assert clause.text == "指定专人（由办公室负责）公布决算。"
