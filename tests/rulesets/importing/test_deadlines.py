"""Deadlines in all the forms documents write them."""

from datetime import date

import pytest

from rulesets.importing.deadlines import Frame, in_text, is_deadline_cell, of_cell

FRAME = Frame(2031, date(2031, 3, 5))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2031年9月底前", date(2031, 9, 30)),
        ("２０３１年９月底前", date(2031, 9, 30)),
        ("二〇三一年六月底前", date(2031, 6, 30)),
        ("2031年12月31日前", date(2031, 12, 31)),
        ("12月31日前", date(2031, 12, 31)),
        ("6月底", date(2031, 6, 30)),
        ("年底前", date(2031, 12, 31)),
        ("2031年 年底前", date(2031, 12, 31)),
        ("本年度内", date(2031, 12, 31)),
        ("次年1月底前", date(2032, 1, 31)),
        ("每年1月31日前", date(2032, 1, 31)),  # the next one after the document
        ("第三季度", date(2031, 9, 30)),
        ("二季度末前", date(2031, 6, 30)),
        ("上半年", date(2031, 6, 30)),
        ("2031.9", date(2031, 9, 30)),
        ("2031-11-15", date(2031, 11, 15)),
        ("2031/8/1", date(2031, 8, 1)),
        ("2月底前", date(2032, 2, 29)),
        ("印发后30日内", date(2031, 4, 4)),
        ("印发之日起10个工作日内", date(2031, 3, 19)),
        ("印发后一个月内", date(2031, 4, 5)),
        ("本月底前", date(2031, 3, 31)),
        ("2031年底前完成，并长期坚持", date(2031, 12, 31)),
        ("长期坚持", None),
    ],
)
def test_cell_of_a_column_of_deadlines(text: str, due: date | None) -> None:
    assert is_deadline_cell(text)
    deadline = of_cell(text, FRAME)
    assert deadline is not None
    assert deadline.due == due
    assert deadline.is_standing == ("长期" in text)


@pytest.mark.parametrize("text", ["", "市财政局", "公开决算。", "2031", "---", "完成", "3日内答复群众来信来电并回访"])
def test_other_cells_are_no_deadlines(text: str) -> None:
    assert not is_deadline_cell(text)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("各单位要在2031年9月底前，建立台账。", [date(2031, 9, 30)]),
        ("到2031年底，栏目全部建成。", [date(2031, 12, 31)]),
        ("于８月３１日前报送方案，年底前总结。", [date(2031, 8, 31), date(2031, 12, 31)]),
        ("在5月组织开展集中宣传。", [date(2031, 5, 31)]),
        ("本文件印发后30日内制订计划。", [date(2031, 4, 4)]),
        ("自2016年1月1日起制定的文件全部公开。", []),
        ("截至2030年底前的存量逐件清理。", []),
        ("征求意见期限不少于30日，10个工作日内反馈。", []),
        ("落实办法（某政发〔2029〕54号）。", []),
        ("每季度更新一次，每年年初发布目录。", []),
    ],
)
def test_deadlines_in_running_text(text: str, due: list[date]) -> None:
    assert [each.due for each in in_text(text, FRAME)] == due


def test_what_hangs_on_an_unknown_year_or_day_is_said_not_guessed() -> None:
    nothing = Frame(None, None)
    for text in ("9月底前", "印发后30日内"):
        deadline = of_cell(text, nothing)
        assert deadline is not None
        assert deadline.due is None
        assert deadline.doubt


def test_before_a_month_is_doubtful() -> None:
    (deadline,) = in_text("9月前完成整改。", FRAME)
    assert (deadline.due, bool(deadline.doubt)) == (date(2031, 9, 30), True)
