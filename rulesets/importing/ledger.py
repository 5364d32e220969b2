"""Tables of tasks (任务分解表, 工作台账) cut into clauses: a row is one; what merged or lost cells held comes from the row above, and the clause says so."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rulesets.importing.blocks import Row, Table, texts
from rulesets.importing.characters import even, run_together
from rulesets.importing.clauses import FoundClause
from rulesets.importing.columns import Role, header_of
from rulesets.importing.deadlines import Frame, in_text, of_cell
from rulesets.importing.table_rows import RowFound, by_column, by_content, task_number
from rulesets.importing.units import NOBODY, Units, units_in

_ENDED = re.compile(r"[。；！？”）.;]\s*$")
_GOES_ON = re.compile(r"\s*[，、；。）》”]")
_INHERITED_UNITS = "责任单位沿用上一行（合并或空白单元格）"
_INHERITED_DUE = "完成时限沿用上一行（合并或空白单元格）"


@dataclass(slots=True)
class Line:
    """A row on its way to a clause, with what it takes over from the rows above it."""

    found: RowFound
    units: Units = NOBODY
    due: str = ""
    doubts: tuple[str, ...] = ()
    page: int = 0  # how many headers stand above it


def clauses_of(table: Table, name: str, frame: Frame) -> list[FoundClause]:
    """Clauses of one table in file order; none when it has no header of tasks and no row that names units."""
    roles, rows = _rows(table)
    lines = _inheriting(_filled(_mended(rows)))
    if not roles and not any(line.found.lead for line in lines):
        return []
    numbers = _numbers(lines)
    return [
        FoundClause(
            name,
            run_together(line.found.demand),
            number,
            position,
            line.found.path[-1] if line.found.path else "",
            line.units,
            tuple(in_text(run_together(line.found.demand), frame)),
            of_cell(line.due, frame) if line.due else None,
            _doubts(line, position),
        )
        for position, (line, number) in enumerate(zip(lines, numbers, strict=True), 1)
    ]


def _rows(table: Table) -> tuple[list[Role | None], list[Line]]:
    """Roles of the columns, and the rows below headers; repeated headers are dropped."""
    roles: list[Role | None] = []
    lines: list[Line] = []
    page = 0
    for row in table.rows:
        header = header_of(texts(row))
        if header:
            roles = _merged(roles, header) if not lines and roles else header
            page += 1
        elif any(cell.text.strip() for cell in row):
            lines.append(Line(_read(row, roles, is_grid=table.is_grid), page=page))
    return roles, lines


def _merged(above: list[Role | None], below: list[Role | None]) -> list[Role | None]:
    """Roles of a header of two rows: the lower one is the finer."""
    width = max(len(above), len(below))
    pairs = zip([*above, *[None] * (width - len(above))], [*below, *[None] * (width - len(below))], strict=True)
    return [lower or upper for upper, lower in pairs]


def _read(row: Row, roles: list[Role | None], *, is_grid: bool) -> RowFound:
    if roles and (is_grid or (len(row) == len(roles) and Role.REMARK in roles)):
        return by_column(row, roles)
    return by_content(row, roles)


def _mended(lines: list[Line]) -> list[Line]:
    """Rows that a page break cut in two put together; rows that only name a group handed down to the rows below."""
    is_numbered = sum(bool(line.found.number) for line in lines) > len(lines) / 2
    kept: list[Line] = []
    group: tuple[str, ...] = ()
    for line in lines:
        found = line.found
        if found.is_heading:
            group = (found.demand or "".join(found.path),)
        elif kept and _is_rest(kept[-1].found, found, is_numbered=is_numbered):
            kept[-1] = replace(kept[-1], found=_together(kept[-1].found, found))
        elif found.demand or found.is_deadline_alone:
            kept.append(replace(line, found=replace(found, path=found.path or group)))
    return kept


def _is_rest(above: RowFound, found: RowFound, *, is_numbered: bool) -> bool:
    """Whether a row is the rest of the one above: it has no number where rows have one, and goes on in the middle of a sentence."""
    if found.number or not found.demand:
        return bool(
            not found.number
            and (found.lead or found.cooperating)
            and not found.demand
            and not found.path
            and above.lead.endswith("、")
        )
    if _GOES_ON.match(even(found.demand)) or even(above.demand).rstrip().endswith(("，", "、", "“", "（")):
        return True
    return is_numbered and not found.path and not _ENDED.search(even(above.demand)) and not (found.lead and above.lead)


def _together(above: RowFound, rest: RowFound) -> RowFound:
    return replace(
        above,
        demand=above.demand + rest.demand,
        lead=above.lead + rest.lead,
        cooperating=above.cooperating + rest.cooperating,
        due=above.due or rest.due,
    )


def _filled(lines: list[Line]) -> list[Line]:
    """Deadlines that stood by themselves given to the rows above them, up to the last header."""
    kept: list[Line] = []
    for line in lines:
        if not line.found.is_deadline_alone:
            kept.append(line)
            continue
        for above in kept:
            if above.page == line.page and not above.found.due:
                above.found = replace(above.found, due=line.found.due)
                above.doubts = (*above.doubts, _INHERITED_DUE)
    return kept


def _inheriting(lines: list[Line]) -> list[Line]:
    """Each row with units, deadline and task of the rows above where its own cells are empty."""
    above = Line(RowFound())
    for line in lines:
        found = line.found
        own = _units(found)
        line.units, line.due = own or above.units, found.due or above.due
        if not own and above.units:
            line.doubts = (*line.doubts, _INHERITED_UNITS)
        if not found.due and above.due:
            line.doubts = (*line.doubts, _INHERITED_DUE)
        line.found = replace(found, path=_path(above.found.path, found.path))
        above = line
    return lines


def _path(above: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    return own or above


def _units(found: RowFound) -> Units:
    lead = units_in(found.lead) if found.lead else Units()
    helping = units_in(found.cooperating, cooperating=True) if found.cooperating else Units()
    return Units(lead.lead, (*lead.cooperating, *helping.cooperating))


def _numbers(lines: list[Line]) -> list[str]:
    """Numbers of tasks, with a letter where several rows share one (8a, 8b); empty in tables whose tasks bear none."""
    numbers = [task_number(line.found.path) for line in lines]
    if sum(map(bool, numbers)) < len(numbers) / 2:
        return [""] * len(numbers)
    counts, seen = Counter(numbers), Counter[str]()
    lettered = []
    for number in numbers:
        seen[number] += 1
        lettered.append(number if counts[number] == 1 else f"{number}{chr(96 + min(seen[number], 26))}")
    return lettered


def _doubts(line: Line, position: int) -> tuple[str, ...]:
    return (*line.doubts, *_of_number(line, position), *(() if line.units else ("没有写明责任单位",)))


def _of_number(line: Line, position: int) -> Iterator[str]:
    """What is odd about the number printed in a row."""
    printed = "".join(letter for letter in even(line.found.number) if letter.isdigit())
    if printed and int(printed) != position:
        yield f"表中序号为 {printed}，按文件顺序是第 {position} 行"
