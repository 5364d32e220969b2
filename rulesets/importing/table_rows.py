"""Rows of a table by what they hold (台账行): by column where the table is a grid, by content where cells were lost or shifted."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rulesets.importing.blocks import Row, texts
from rulesets.importing.characters import even, run_together
from rulesets.importing.columns import Role
from rulesets.importing.deadlines import is_deadline_cell
from rulesets.importing.marks import Level, mark_of
from rulesets.importing.units import is_unit_cell

_ROW_NUMBER = re.compile(r"\s*\d{1,4}\s*[.、]?\s*")
_HEADING_LINE = re.compile(r"[^\n]{2,40}\n(?=.{10})")


@dataclass(frozen=True, slots=True)
class RowFound:
    """One row. Empty where it holds nothing of a kind; `path` are the cells left of the demand: task, sub-task."""

    number: str = ""
    path: tuple[str, ...] = ()
    demand: str = ""
    lead: str = ""
    cooperating: str = ""
    due: str = ""

    @property
    def is_deadline_alone(self) -> bool:
        """A merged deadline cell that was left standing by itself below the rows it holds for."""
        return bool(self.due) and not (self.number or self.path or self.demand or self.lead or self.cooperating)

    @property
    def is_heading(self) -> bool:
        """A row that names a group of rows."""
        words = self.demand or "".join(self.path)
        alone = not (self.number or self.lead or self.cooperating or self.due)
        return alone and len(words) <= 45 and "。" not in words and mark_of(words) is not None


def by_column(row: Row, roles: list[Role | None]) -> RowFound:
    """The row of a grid: every cell is what its column is named after; of several columns of demands the last filled one is the clause."""

    def held(role: Role) -> list[str]:
        found = [cell.text for cell, its in zip(row, roles, strict=False) if its is role and cell.text.strip()]
        return list(dict.fromkeys(found))

    demands = held(Role.REQUIREMENT) or held(Role.TASK)
    path = [*(held(Role.TASK) if held(Role.REQUIREMENT) else held(Role.TASK)[:-1]), *demands[:-1]]
    return RowFound(
        "".join(held(Role.NUMBER)),
        tuple(map(run_together, path)),
        demands[-1] if demands else "",
        "\n".join(held(Role.LEAD)),
        "\n".join(held(Role.COOPERATING)),
        "".join(held(Role.DUE)),
    )


def by_content(row: Row, roles: list[Role | None]) -> RowFound:
    """The row told from what its cells hold: number in front, deadline at the end, units, and the demand the last of the rest."""
    cells = [cell for cell in texts(row) if cell.strip()]
    number = cells.pop(0) if cells and _is_number(cells[0]) else ""
    due = _taken(cells, is_deadline_cell) if Role.DUE in roles or not roles else ""
    named = [cell for cell in (_taken(cells, is_unit_cell), _second(cells, roles)) if cell]
    lead, cooperating = (named[1], named[0]) if len(named) == 2 else (named[0] if named else "", "")
    rest = list(dict.fromkeys(cells))
    demand = rest[-1] if rest else ""
    heading = _HEADING_LINE.match(demand)
    path = [*rest[:-1]]
    if heading and mark_of(heading.group()) is not None and "。" not in heading.group().strip().rstrip("。"):
        path.append(heading.group().strip())
        demand = demand[heading.end() :]
    return RowFound(number, tuple(map(run_together, path)), demand, lead, cooperating, due)


def _second(cells: list[str], roles: list[Role | None]) -> str:
    """The other cell of units, where the table has a column for those that cooperate."""
    return _taken(cells, is_unit_cell) if Role.COOPERATING in roles else ""


def _is_number(cell: str) -> bool:
    return _ROW_NUMBER.fullmatch(even(cell)) is not None


def _taken(cells: list[str], fits: Callable[[str], bool]) -> str:
    """The last cell that fits, taken out of the list; empty when none does."""
    for place in range(len(cells) - 1, -1, -1):
        if fits(cells[place]):
            return cells.pop(place)
    return ""


def task_number(path: tuple[str, ...]) -> str:
    """The number a task bears in its own cell (8．拓宽公开渠道): 8; empty when it bears none."""
    for words in path:
        mark = mark_of(words)
        if mark and mark.level is Level.ITEM:
            return mark.numeral
    return ""
