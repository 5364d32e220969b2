"""Sums within the tables of a yearly report (年报勾稽关系), 国办公开办函〔2021〕30号, and what one report hands on to the next (结转)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.disclosure_facts import ReportFigure

_SUM = "总计"
_GROUPS = "一二三四五六"
_FEWEST_ROWS = 19  # rows of results in the forms of 2019 and later; with fewer some were not read
_COLUMNS = 7  # of the table on applications
_TOLERANCE = 0.005
_LINE = {
    "new": re.compile(r"新收"),
    "carried": re.compile(r"上年(?:度)?结转"),
    "total": re.compile(r"[(（]七[)）]总计"),
    "left": re.compile(r"结转下(?:一)?年"),
}
_RESULT = re.compile(rf"[(（]([{_GROUPS}])[)）]")

Values = dict[str, float | None]


@dataclass(frozen=True)
class Imbalance:
    """A sum that does not come out. `words` tells both sides; `place` says where, without numbers; `sure`: every cell it needs was read."""

    place: str
    words: str
    sure: bool = True


def imbalances(figures: Iterable[ReportFigure]) -> list[Imbalance]:
    """Sums of one report that do not come out; those with a cell that is no number are left aside."""
    rows = list(figures)
    asked = _lines(figure for figure in rows if figure.number == 2)
    return [*_row_sums(asked), *_results(asked), *_balance(asked), *_reviews(f for f in rows if f.number == 3)]


def handed_on(before: Iterable[ReportFigure], after: Iterable[ReportFigure]) -> list[Imbalance]:
    """Columns in which a report takes over another number than the one of the year before leaves."""
    left = _line(_lines(figure for figure in before if figure.number == 2), "left")
    taken = _line(_lines(figure for figure in after if figure.number == 2), "carried")
    return [
        Imbalance(
            f"上年结转/{name}", f"“{name}”上年报告结转下年 {_shown(left[name])}，本年报告上年结转 {_shown(value)}"
        )
        for name, value in taken.items()
        if value is not None and left.get(name) is not None and value != left[name]
    ]


def _lines(figures: Iterable[ReportFigure]) -> dict[str, Values]:
    """Values by row and column, white space of the labels dropped."""
    lines: dict[str, Values] = {}
    for figure in figures:
        lines.setdefault("".join(figure.row.split()), {})["".join(figure.column.split())] = figure.value
    return lines


def _line(lines: dict[str, Values], name: str) -> Values:
    found = [values for row, values in lines.items() if _LINE[name].search(row)]
    return found[0] if len(found) == 1 else {}


def _row_sums(lines: dict[str, Values]) -> Iterator[Imbalance]:
    for row, values in lines.items():
        total = [name for name in values if name.endswith(_SUM)]
        numbers = [value for value in values.values() if value is not None]
        if len(total) != 1 or len(values) != _COLUMNS or len(numbers) != _COLUMNS:
            continue
        stated = values[total[0]] or 0
        added = sum(numbers) - stated
        if abs(added - stated) > _TOLERANCE:
            yield Imbalance(row, f"“{_last(row)}”各列相加是 {_shown(added)}，总计列写的是 {_shown(stated)}")


def _results(lines: dict[str, Values]) -> Iterator[Imbalance]:
    """（七）总计 against the results above it, column by column."""
    total = _line(lines, "total")
    parts = {row: values for row, values in lines.items() if _RESULT.search(row)}
    groups = {found[1] for row in parts if (found := _RESULT.search(row))}
    complete = len(groups) == len(_GROUPS) and len(parts) >= _FEWEST_ROWS
    for name, stated in total.items():
        cells = [values.get(name) for values in parts.values()]
        numbers = [value for value in cells if value is not None]
        if stated is None or not cells or len(numbers) < len(cells):
            continue
        if abs(sum(numbers) - stated) > _TOLERANCE:
            words = f"“{_last(name)}”各类办理结果相加是 {_shown(sum(numbers))}，（七）总计写的是 {_shown(stated)}"
            yield Imbalance(f"（七）总计/{name}", words, complete)


def _balance(lines: dict[str, Values]) -> Iterator[Imbalance]:
    """New and carried over equal handled and left, column by column."""
    new, carried, total, left = (_line(lines, name) for name in _LINE)
    for name in total:
        sides = [line.get(name) for line in (new, carried, total, left)]
        numbers = [value for value in sides if value is not None]
        if len(numbers) < len(sides):
            continue
        came, went = numbers[0] + numbers[1], numbers[2] + numbers[3]
        if abs(came - went) > _TOLERANCE:
            words = f"“{_last(name)}”新收加上年结转是 {_shown(came)}，办理结果总计加结转下年是 {_shown(went)}"
            yield Imbalance(f"收办平衡/{name}", words)


def _reviews(figures: Iterable[ReportFigure]) -> Iterator[Imbalance]:
    """Totals of reviews and suits, each of four numbers."""
    groups: dict[str, Values] = {}
    for figure in figures:
        above, _, name = "".join(figure.column.split()).rpartition("/")
        groups.setdefault(above, {})[name] = figure.value
    for above, values in groups.items():
        stated = values.get(_SUM)
        numbers = [value for name, value in values.items() if name != _SUM and value is not None]
        if stated is not None and len(values) == 5 and len(numbers) == 4 and abs(sum(numbers) - stated) > _TOLERANCE:
            yield Imbalance(
                f"复议诉讼/{above}", f"“{above}”四项相加是 {_shown(sum(numbers))}，总计写的是 {_shown(stated)}"
            )


def _last(label: str) -> str:
    return label.rpartition("/")[2]


def _shown(value: float | None) -> str:
    return "无" if value is None else f"{value:g}"
