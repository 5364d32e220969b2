"""Geometry of the charts (图形): shares of a whole, lines over time, bars over a scale. The templates draw them as inline SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, floor

from reports.wording.words import number

LINE_WIDTH, LINE_HEIGHT = 320, 120  # of the drawing, in its own units
LEFT, RIGHT, TOP, BOTTOM = 34, 286, 16, 96  # of the field the values lie in
COLUMNS_LEFT, COLUMNS_RIGHT, BASE = 10, 310, 100  # of the field of a histogram
STEPS = (1, 2, 5, 10, 20, 25, 50)  # between two lines of a scale
SCALE_LINES = 4


@dataclass(frozen=True)
class Segment:
    """One share of a whole. `start` and `length` are per cent of the whole, `count` is what they stand for."""

    key: str
    words: str
    count: int
    start: float
    length: float


@dataclass(frozen=True)
class TrendValue:
    """A value at one time; None where there was none. Values of different `series` (another version of the rules) are never joined."""

    label: str
    value: float | None
    series: str = ""


@dataclass(frozen=True)
class Dot:
    """A value in its place. `x` and `y` are units of the drawing."""

    x: float
    y: float
    label: str
    words: str


@dataclass(frozen=True)
class ScaleLine:
    """A line across the field and the value it stands for."""

    y: float
    words: str


@dataclass(frozen=True)
class TrendLine:
    """A line over time (趋势线): dots, the lines between those that belong together, the scale; `rows` tell every value in words."""

    width: int
    height: int
    left: int
    right: int
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    scale: tuple[ScaleLine, ...]
    rows: tuple[tuple[str, str], ...]
    breaks: int  # where another series begins
    words: str


@dataclass(frozen=True)
class Column:
    """A bar of a histogram: `count` values from `start` up to `end`; `x`, `y`, `width`, `height` and the `middle` are units of the drawing."""

    start: float
    end: float
    count: int
    x: float
    y: float
    width: float
    height: float
    words: str

    @property
    def middle(self) -> float:
        """Where its count stands."""
        return round(self.x + self.width / 2, 1)

    @property
    def right(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 1)


def segments(counts: Iterable[tuple[str, str, int]]) -> tuple[Segment, ...]:
    """Segments side by side from (key, words, count); counts of 0 have none; together they fill 100 %."""
    filled = [(key, words, count) for key, words, count in counts if count > 0]
    total = sum(count for _, _, count in filled)
    start = 0
    result = []
    for key, words, count in filled:
        result.append(Segment(key, words, count, round(start * 100 / total, 3), round(count * 100 / total, 3)))
        start += count
    return tuple(result)


def trend_line(values: Sequence[TrendValue]) -> TrendLine | None:
    """A line over `values`, oldest first, evenly spaced; None for fewer than two values, which are no line.

    The scale spans what the values span, so small changes can be seen; its lines are labelled since it need not start at 0.
    """
    told = [value.value for value in values if value.value is not None]
    if len(told) < 2:
        return None
    marks = scale(min(told), max(told))
    dots = [_dot(place, len(values), value, marks) for place, value in enumerate(values)]
    runs = [[dot for _, dot in run if dot] for _, run in groupby(zip(values, dots, strict=True), key=_joined)]
    return TrendLine(
        width=LINE_WIDTH,
        height=LINE_HEIGHT,
        left=LEFT,
        right=RIGHT,
        dots=tuple(dot for dot in dots if dot),
        lines=tuple(" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1),
        scale=tuple(ScaleLine(_height(mark, marks), number(mark)) for mark in marks),
        rows=tuple((value.label, _told(value)) for value in values),
        breaks=sum(before.series != after.series for before, after in pairwise(values)),
        words="，".join(f"{value.label} {_told(value)}" for value in values),
    )


def scale(low: float, high: float) -> tuple[float, ...]:
    """Round values from just below `low` to just above `high`, at most five."""
    spread = high - low
    step = next((each for each in STEPS if spread <= each * (SCALE_LINES - 1)), STEPS[-1] * ceil(spread / 150))
    first, last = floor(low / step), ceil(high / step)
    return tuple(float(step * each) for each in range(first, max(last, first + 1) + 1))


def histogram(values: Sequence[float], width: float = 10) -> tuple[Column, ...]:
    """Bars of equal `width` from the lowest value's to the highest value's, each from its start (included) to its end; empty for no values.

    100, the full mark, lies in the bar below it.
    """
    places = [floor(value / width) - (value == 100) for value in values]
    if not places:
        return ()
    counts = {place: places.count(place) for place in range(min(places), max(places) + 1)}
    each = (COLUMNS_RIGHT - COLUMNS_LEFT) / len(counts)
    heights = {place: round((BASE - TOP) * count / max(counts.values()), 1) for place, count in counts.items()}
    return tuple(
        Column(
            start=place * width,
            end=(place + 1) * width,
            count=count,
            x=round(COLUMNS_LEFT + each * (place - min(counts)), 1),
            y=round(BASE - heights[place], 1),
            width=round(each, 1),
            height=heights[place],
            words=_span(place * width, width, count),
        )
        for place, count in counts.items()
    )


def _span(start: float, width: float, count: int) -> str:
    return f"{number(start)}–{number(start + width)} 分 {count} 个"


def _joined(pair: tuple[TrendValue, Dot | None]) -> tuple[str, bool]:
    return pair[0].series, pair[1] is not None


def _dot(place: int, count: int, value: TrendValue, marks: Sequence[float]) -> Dot | None:
    if value.value is None:
        return None
    x = LEFT + 8 + (RIGHT - LEFT - 16) * place / (count - 1)
    return Dot(round(x, 1), _height(value.value, marks), value.label, number(value.value))


def _height(value: float, marks: Sequence[float]) -> float:
    share = (value - marks[0]) / (marks[-1] - marks[0])
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)


def _told(value: TrendValue) -> str:
    return "没有得分" if value.value is None else f"{number(value.value)} 分"
