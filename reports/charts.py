"""Geometry of the charts (图形): shares of a whole as bar segments and as arcs of a ring. The templates draw them as inline SVG."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Segment:
    """One share of a whole. `start` and `length` are per cent of the whole, `count` is what they stand for."""

    key: str
    words: str
    count: int
    start: float
    length: float


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
