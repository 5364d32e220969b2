"""Charts: what is drawn stays in its field, and every value is told in words too."""

from hypothesis import given
from hypothesis import strategies as st

from reports.charts import BASE, BOTTOM, LEFT, RIGHT, TOP, TrendValue, histogram, scale, trend_line
from reports.page.html import environment

POINTS = st.floats(min_value=-300, max_value=300, allow_nan=False, allow_subnormal=False).map(
    lambda value: round(value, 3)
)
VALUES = st.lists(st.tuples(st.one_of(st.none(), POINTS), st.sampled_from("ab")), max_size=40)


@given(POINTS, POINTS)
def test_a_scale_holds_what_it_is_for_with_few_lines(one: float, other: float) -> None:
    low, high = sorted((one, other))
    marks = scale(low, high)
    assert marks[0] <= low
    assert marks[-1] >= high
    assert 2 <= len(marks) <= 6
    assert list(marks) == sorted(set(marks))


@given(VALUES)
def test_a_trend_stays_in_its_field_and_joins_one_series_only(values: list[tuple[float | None, str]]) -> None:
    told = [TrendValue(f"{place}", value, series) for place, (value, series) in enumerate(values)]
    line = trend_line(told)
    known = [value for value in told if value.value is not None]
    if line is None:
        assert len(known) < 2
        return
    assert len(line.dots) == len(known)
    assert all(LEFT <= dot.x <= RIGHT and TOP <= dot.y <= BOTTOM for dot in line.dots)
    assert len(line.rows) == len(told)
    series = {f"{dot.x},{dot.y}": value.series for dot, value in zip(line.dots, known, strict=True)}
    assert all(len({series[place] for place in points.split(" ")}) == 1 for points in line.lines)


def test_a_missing_score_breaks_the_line_and_is_told() -> None:
    line = trend_line(
        [TrendValue("一月", 60), TrendValue("二月", None), TrendValue("三月", 70), TrendValue("四月", 80)]
    )
    assert line is not None
    assert [len(points.split(" ")) for points in line.lines] == [2]
    assert line.rows[1] == ("二月", "没有得分")
    marks = environment().get_template("marks.j2").module
    assert "二月 没有得分" in marks.trend(line, "<b>", "x")  # type: ignore[attr-defined]


@given(st.lists(st.floats(min_value=0, max_value=130, allow_nan=False), max_size=60))
def test_a_histogram_counts_every_score_once(values: list[float]) -> None:
    columns = histogram(values)
    assert sum(column.count for column in columns) == len(values)
    assert all(column.y >= TOP and column.y + column.height <= BASE + 0.1 for column in columns)


def test_full_marks_stand_with_the_nineties() -> None:
    assert [(column.start, column.count) for column in histogram([100, 92, 71])] == [(70, 1), (80, 0), (90, 2)]
