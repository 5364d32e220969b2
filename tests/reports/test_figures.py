"""Measured values are told in words, beside what was required."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reports.wording.figures import LIMITS, FigureView, figures, value

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def test_a_measured_value_stands_beside_its_bound() -> None:
    shown = figures({"newest": date(2026, 1, 20), "days": 40}, {"max_days": 14})
    assert shown == (
        FigureView("最近更新", "2026-01-20"),
        FigureView("距检查日", "40 天", "不超过 14 天"),
    )


def test_shares_are_per_cent() -> None:
    assert figures({"rate": 0.9756}, {"min_rate": 1.0}) == (FigureView("比例", "97.56%", "不低于 100%"),)


def test_a_bound_that_the_check_repeats_among_its_figures_is_told_once() -> None:
    shown = figures({"rate": 0.5, "min_rate": 0.95}, {})
    assert [(figure.value, figure.required) for figure in shown] == [("50%", "不低于 95%")]


def test_unknown_names_stay_readable() -> None:
    (figure,) = figures({"never_seen_before": 3}, {})
    assert (figure.words, figure.value) == ("never seen before", "3")


@pytest.mark.parametrize(
    ("item", "words"),
    [(True, "是"), (None, "无"), (0.5, "0.5"), (1204, "1,204"), ([], "无"), ({"pages": 2}, "检查页面 2 个")],
)
def test_values_are_written_as_a_person_would(item: object, words: str) -> None:
    assert value("", item) == words


def test_a_long_list_is_cut_and_counted() -> None:
    assert value("", [str(n) for n in range(30)]).endswith("等 30 项")


@hypothesis_settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(), VALUES), st.dictionaries(st.sampled_from(sorted(LIMITS)) | st.text(), VALUES))
def test_any_figures_can_be_told(measured: dict[str, object], parameters: dict[str, object]) -> None:
    for figure in figures(measured, parameters):
        assert isinstance(figure.value, str)
