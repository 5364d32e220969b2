"""The sheet of the head (规则集表) read back: what the document is, whom it addresses, how it is scored."""

from typing import Any

from rulesets.document import Path
from rulesets.spelling import suggestion
from rulesets.spreadsheet import cells
from rulesets.spreadsheet.columns import GRADE, HEAD_HEADINGS, HEAD_ROWS, Column
from rulesets.spreadsheet.placed import BookDocument
from rulesets.spreadsheet.tables import Place, Table, heading_of

NAME, VALUE, LEAST = HEAD_HEADINGS[:3]
BY_HEADING = {column.heading: column for column in HEAD_ROWS}


def head_values(document: BookDocument, table: Table) -> dict[str, Any]:
    """Values of the head; faults for rows that are unknown, twice there or gone."""
    values: dict[str, Any] = {}
    seen: set[str] = set()
    for row, line in table.rows:
        name = heading_of(table.value(line, NAME))
        if name == GRADE:
            put_grade(document, table, row, line, values.setdefault("grades", []))
        elif name not in BY_HEADING:
            document.tell(table.place(row, NAME), f"不认识的项目“{name}”", suggestion(name, (*BY_HEADING, GRADE)))
        elif name in seen:
            document.tell(table.place(row, NAME), f"“{name}”重复", "只留一行")
        else:
            seen.add(name)
            put(document, values, (), BY_HEADING[name], table.place(row, VALUE), table.value(line, VALUE))
    for name in BY_HEADING.keys() - seen:
        place = Place(table.sheet, table.name, table.header, 1)
        document.tell(place, f"没有“{name}”一行", "补上这一行，内容可以空着")
    return values


def put_grade(document: BookDocument, table: Table, row: int, line: list[Any], grades: list[dict[str, Any]]) -> None:
    """Add the grade of a row."""
    path: Path = ("grades", len(grades))
    grade: dict[str, Any] = {}
    for heading, name, read in ((LEAST, "min", cells.number), (VALUE, "name", cells.text)):
        value = table.value(line, heading)
        document.put((*path, name), table.place(row, heading))
        if value is not None:
            grade[name] = read(value)
    grades.append(grade)


def put(document: BookDocument, values: dict[str, Any], at: Path, column: Column, place: Place, value: Any) -> None:
    """Put the value of a cell where it belongs below `at`, and note its cell; a blank one leaves the default."""
    document.put((*at, *column.path), place)
    read = None if value is None else chosen(document, column, place, value) if column.choices else column.read(value)
    if read is None or read == []:
        return
    for step in column.path[:-1]:
        values = values.setdefault(str(step), {})
    values[str(column.path[-1])] = read


def chosen(document: BookDocument, column: Column, place: Place, value: Any) -> Any:
    """What was chosen in a cell, by its words or as it is stored; None where one is unknown, which is a fault."""
    choices = dict(column.choices or {})
    known = {cells.narrow(words): stored for stored, words in choices.items()} | {stored: stored for stored in choices}
    words = [cells.narrow(item) for item in (cells.items(value) if column.several else [cells.text(value)])]
    if "true" in choices:
        return column.read(value)
    unknown = [item for item in words if item not in known]
    if unknown:
        document.tell(place, f"“{column.heading}”不能是“{unknown[0]}”", f"可选：{'、'.join(choices.values())}")
        return None
    found = [known[item] for item in words]
    return found if column.several else found[0]
