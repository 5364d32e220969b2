"""Dates (日期) in every form portals write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.date_ranges import date_ranges
from portal.dates import chinese_number, dates_in, first_date, latest, row_date, with_year

DAY = date(2018, 7, 6)
PLAUSIBLE = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))
HAN = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    "words",
    [
        "2018-07-06",
        "2018-7-6",
        "2018/07/06",
        "2018.7.6",
        "2018年7月6日",
        "2018年07月06日",
        "２０１８年７月６日",
        "2018 年 7 月 6 日",
        "2 0 1 8年7月6日",
        "二〇一八年七月六日",
        "二○一八年七月六日",
        "二零一八年七月六日",
        "（2018-07-06）",
        "2018-07-06 10:21:33",
        "2018-07-06T10:21:33",
        "发布时间：2018-07-06来源：本站",
    ],
)
def test_form_is_read(words: str) -> None:
    found = first_date(words)
    assert found is not None
    assert found.on == DAY


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("二〇二〇年十月十日", date(2020, 10, 10)),
        ("二〇二一年十二月三十一日", date(2021, 12, 31)),
        ("二〇二一年一月二十日", date(2021, 1, 20)),
    ],
)
def test_chinese_numerals(words: str, on: date) -> None:
    found = first_date(words)
    assert found is not None
    assert found.on == on


@pytest.mark.parametrize(
    "words",
    [
        "2018-13-01",
        "2018-02-30",
        "0370-6021716",
        "豫ICP备15021526号-1",
        "192.168.10.11",
        "1.2.3",
        "",
        "2018年7月",
        "第2018-1-100号令12018-01-01",
    ],
)
def test_what_is_no_date_is_not_read(words: str) -> None:
    assert first_date(words) is None


def test_a_range_gives_both_ends() -> None:
    assert [found.on for found in dates_in("2025-11-05 至 2025-11-30")] == [date(2025, 11, 5), date(2025, 11, 30)]


@pytest.mark.parametrize("words", ["06 2018-07", "2018-07 06", "06 2018.07", "06日 2018年07月"])
def test_a_date_split_over_two_elements_is_put_together(words: str) -> None:
    found = row_date(words)
    assert found is not None
    assert found.on == DAY


def test_month_and_day_stay_without_year() -> None:
    found = row_date("[07-06]")
    assert found is not None
    assert (found.on, found.month, found.day) == (None, 7, 6)


@pytest.mark.parametrize("words", ["12:30", "3-2比分见下", "66-77", "第12/40页", ""])
def test_other_numbers_are_no_month_and_day(words: str) -> None:
    found = row_date(words)
    assert found is None or found.month in range(1, 13)


def test_year_comes_from_neighbours_that_agree() -> None:
    assert with_year(7, 6, [date(2018, 8, 1), date(2018, 6, 30)]) == DAY
    assert with_year(7, 6, [date(2018, 8, 1), date(2017, 6, 30)]) is None
    assert with_year(2, 29, [date(2018, 8, 1)]) is None
    assert with_year(12, 30, [date(2018, 1, 5)], until=date(2018, 1, 6)) is None


@given(PLAUSIBLE)
def test_written_dates_are_read_back(on: date) -> None:
    han_year = "".join(HAN[int(digit)] for digit in str(on.year))
    for words in (
        on.isoformat(),
        f"{on.year}年{on.month}月{on.day}日",
        f"{on.year}/{on.month}/{on.day}",
        f"{han_year}年{_han(on.month)}月{_han(on.day)}日",
    ):
        found = first_date(f"于{words}发布")
        if on.year >= 1949 and (words[0] in HAN[1:3] or words[0].isdigit()):
            assert found is not None, words
            assert found.on == on


def _han(number: int) -> str:
    if number <= 10:
        return "十" if number == 10 else HAN[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else HAN[tens]) + "十" + (HAN[ones] if ones else "")


@given(st.text(alphabet="0123456789-/.年月日〇一二三十 ：:", max_size=60))
def test_any_text_gives_ordered_dates_inside_it(text: str) -> None:
    end = 0
    for found in dates_in(text):
        assert end <= found.start < found.end <= len(text)
        assert found.on is not None
        end = found.end
    row_date(text)


def test_row_dates_with_two_digit_years_and_with_the_day_first() -> None:
    found = [row_date("[26-02-24]"), row_date("24/02月")]
    shown = [(dated.on, dated.month, dated.day) for dated in found if dated is not None]
    assert shown == [(date(2026, 2, 24), 2, 24), (None, 2, 24)]


@pytest.mark.parametrize("text", ["26-13-24", "0999-12-34", "1.26-02-24", "45/02月"])
def test_other_groups_of_two_digits_are_no_dates(text: str) -> None:
    assert row_date(text) is None


@pytest.mark.parametrize(
    "words",
    [
        "2O18年7月6日",
        "20l8年O7月06曰",
        "2018年七月六日",
        "二〇一八年7月6曰",
        "二O一八年 七 月 六 日",
        "2018年7月6号",
        "2 0 1 8 年 0 7 月 0 6 日",
    ],
)
def test_slips_of_scanning_and_mixed_numerals_are_seen_through(words: str) -> None:
    found = first_date(f"于{words}印发")
    assert found is not None
    assert found.on == DAY


@pytest.mark.parametrize("words", ["IO1O年7月6日", "2018年13月6日", "第2018年度7月日", "2O18-07-O6"])
def test_what_scanning_cannot_have_made_is_no_date(words: str) -> None:
    assert first_date(words) is None


@pytest.mark.parametrize(
    ("words", "begin", "end"),
    [
        ("2026年1月5日至2026年2月4日", date(2026, 1, 5), date(2026, 2, 4)),
        ("2026年1月5日至2月4日", date(2026, 1, 5), date(2026, 2, 4)),
        ("2026年1月5日—20日", date(2026, 1, 5), date(2026, 1, 20)),
        ("2025年12月20日（周六）至1月20日", date(2025, 12, 20), date(2026, 1, 20)),
        ("2026-01-05 至 2026-02-04", date(2026, 1, 5), date(2026, 2, 4)),
        ("２０２６年１月５日起至２月４日", date(2026, 1, 5), date(2026, 2, 4)),
    ],
)
def test_ranges_give_both_ends_also_where_the_later_is_cut_short(words: str, begin: date, end: date) -> None:
    assert list(date_ranges(f"征集时间：{words}。")) == [(begin, end)]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2098, 11, 1)), st.integers(0, 400))
def test_written_ranges_are_read_back(begin: date, days: int) -> None:
    end = begin + timedelta(days=days)
    words = f"自{begin.year}年{begin.month}月{begin.day}日至{end.year}年{end.month}月{end.day}日"
    assert list(date_ranges(words)) == [(begin, end)]


@given(st.text(alphabet="0123456789-—至到起年月日号 （）次", max_size=60))
def test_ranges_of_any_text_run_forward(text: str) -> None:
    assert all(begin <= end for begin, end in date_ranges(text))


def test_the_latest_such_day_before_another() -> None:
    assert latest(7, 6, date(2018, 7, 28)) == DAY
    assert latest(7, 29, date(2018, 7, 28)) == date(2017, 7, 29)
    assert latest(2, 29, date(2018, 7, 28)) == date(2016, 2, 29)
    assert latest(2, 30, date(2018, 7, 28)) is None


@given(st.integers(0, 99))
def test_chinese_numbers_are_read_back(number: int) -> None:
    assert chinese_number(_han(number) if number else "〇") == number == chinese_number(str(number))
