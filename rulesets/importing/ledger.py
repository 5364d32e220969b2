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
from rulesets.importing.units import NOBODY, Units, is_unit_cell, units_in

_ENDED = re.compile(r"[。；！？”）.;]\s*$")
_GOES_ON = re.compile(r"\s*[，、；。）》”]")
_INHERITED_UNITS = "责任单位沿用上一行（合并或空白单元格）"
_UNNUMBERED = "表中没有序号，可能是上一行的续行"
_INHERITED_DUE = "完成时限沿用上一行（合并或空白单元格）"


@dataclass(slots=True)
class Line:
    """A row on its way to a clause, with what it takes over from the rows above it."""

    found: RowFound
    units: Units = NOBODY
    due: str = ""
    doubts: tuple[str, ...] = ()
    page: int = 0  # how many headers stand above it
    is_page_start: bool = False


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
    page, is_page_start = 0, False
    for place, row in enumerate(table.rows):
        header = header_of(texts(row))
        is_page_start = is_page_start or place in table.breaks
        if header:
            roles = _merged(roles, header) if not lines and roles else header
            page += 1
        elif any(cell.text.strip() for cell in row):
            found = _read(row, roles, is_grid=table.is_grid)
            lines.append(Line(found, page=page, is_page_start=is_page_start))
            is_page_start = False
    return roles, lines


def _merged(above: list[Role | None], below: list[Role | None]) -> list[Role | None]:
    """Roles of a header of two rows: the lower one is the finer."""
    width = max(len(above), len(below))
    pairs = zip([*above, *[None] * (width - len(above))], [*below, *[None] * (width - len(below))], strict=True)
    return [lower or upper for upper, lower in pairs]


def _read(row: Row, roles: list[Role | None], *, is_grid: bool) -> RowFound:
    told = by_content(row, roles)
    if not roles or not (is_grid or (len(row) == len(roles) and Role.REMARK in roles)):
        return told
    named = by_column(row, roles)
    fits = bool(named.demand) and is_unit_cell(named.lead)
    is_shifted = not fits and bool(told.lead or (named.lead and not named.demand))
    return told if is_shifted or told.is_deadline_alone else named


def _mended(lines: list[Line]) -> list[Line]:
    """Rows that a page break cut in two put together; rows that only name a group handed down to the rows below."""
    is_numbered = 2 * sum(bool(line.found.number) for line in lines) > len(lines)
    is_punctuated = 2 * sum(_ENDED.search(even(line.found.demand)) is not None for line in lines) > len(lines)
    kept: list[Line] = []
    group: tuple[str, ...] = ()
    for line in lines:
        found = line.found
        if found.is_heading:
            group = (found.demand or "".join(found.path),)
        elif kept and _is_rest(kept[-1].found, line, is_numbered=is_numbered, is_punctuated=is_punctuated):
            kept[-1] = replace(kept[-1], found=_together(kept[-1].found, found))
        elif found.demand or found.is_deadline_alone:
            unnumbered = is_numbered and not found.number and not found.is_deadline_alone
            doubts = (*line.doubts, *((_UNNUMBERED,) if unnumbered else ()))
            kept.append(replace(line, found=replace(found, path=found.path or group), doubts=doubts))
    return kept


def _is_rest(above: RowFound, line: Line, *, is_numbered: bool, is_punctuated: bool) -> bool:
    """Whether a row is the rest of the one above: it goes on in the middle of a sentence, and has no number where rows have one."""
    found = line.found
    if found.number or found.is_deadline_alone:
        return False
    may_be_cut = is_numbered or line.is_page_start
    if not found.demand:
        return may_be_cut or above.lead.endswith("、")
    if _GOES_ON.match(even(found.demand)) or even(above.demand).rstrip().endswith(("，", "、", "“", "（")):
        return True
    return may_be_cut and is_punctuated and not _ENDED.search(even(above.demand))


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
