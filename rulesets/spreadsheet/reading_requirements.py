"""The sheet of requirements (要求表) read back, one requirement a row."""

import re
from typing import Any

from checks.catalogue import CATALOGUE
from rulesets.document import Path
from rulesets.spreadsheet import cells
from rulesets.spreadsheet.columns import BONUS, COLUMNS, DEDUCT, MANUAL, VETO, WAYS, WEIGHT
from rulesets.spreadsheet.placed import BookDocument
from rulesets.spreadsheet.reading_head import put
from rulesets.spreadsheet.tables import Table

CALL = re.compile(r"([a-z][a-z0-9_]*\.[a-z0-9_]+)(#\d+)?")
SPECIAL = {("scored",), ("points",), ("assess",)}
ASSESS, SCORED, POINTS, IDENTIFIER = "如何判断", "计分", "分值", "编号"
SCORED_BY = {WEIGHT: "weight", VETO: "veto", DEDUCT: "deduct", BONUS: "bonus"}


class RequirementSheet:
    """Requirements as a ruleset file would hold them. `positions` finds one by its id, `calls` a check call by requirement and name."""

    def __init__(self, document: BookDocument, table: Table) -> None:
        self.document = document
        self.table = table
        self.values: list[dict[str, Any]] = []
        self.positions: dict[str, int] = {}
        self.calls: dict[tuple[int, str], int] = {}
        for row, line in table.rows:
            self.read(row, line)

    def read(self, row: int, line: list[Any]) -> None:
        """Read one row."""
        position, values = len(self.values), dict[str, Any]()
        at: Path = ("requirements", position)
        for column in COLUMNS:
            if column.path not in SPECIAL:
                place, value = self.table.place(row, column.heading), self.table.value(line, column.heading)
                put(self.document, values, at, column, place, value)
        self.score(row, line, at, values)
        self.judge(row, line, at, values)
        self.values.append(values)
        if "id" in values:
            values["id"] = cells.narrow(values["id"])
            self.positions.setdefault(values["id"], position)

    def score(self, row: int, line: list[Any], at: Path, values: dict[str, Any]) -> None:
        """How the requirement counts, and what it is worth."""
        way_place, points_place = self.table.place(row, SCORED), self.table.place(row, POINTS)
        way = cells.narrow(cells.text(self.table.value(line, SCORED))) or WEIGHT
        points = self.table.value(line, POINTS)
        if way not in WAYS:
            self.document.tell(way_place, f"“{SCORED}”不能是“{way}”", f"可选：{'、'.join(WAYS)}")
            return
        name = SCORED_BY[way]
        for path in (name,), (name, "points"):
            self.document.put((*at, *path), points_place if path in ((WEIGHT,), (name, "points")) else way_place)
        if way == VETO:
            values["veto"] = True
            if points is not None:
                self.document.tell(points_place, "否决项不计分", "清空这一格，或改“计分”")
        elif way == WEIGHT:
            self.document.put((*at, name), points_place)
            values.update({} if points is None else {"weight": cells.number(points)})
        else:
            values[name] = {} if points is None else {"points": cells.number(points)}

    def judge(self, row: int, line: list[Any], at: Path, values: dict[str, Any]) -> None:
        """Which checks judge the requirement, or that a person does."""
        place = self.table.place(row, ASSESS)
        self.document.put((*at, "assess"), place)
        lines = [
            cells.narrow(words) for words in cells.text(self.table.value(line, ASSESS)).split("\n") if words.strip()
        ]
        manual = [words for words in lines if words.startswith(MANUAL)]
        if manual and len(lines) > 1:
            self.document.tell(
                place, f"既写了{MANUAL}又写了检查项", f"只留{MANUAL}，或只留检查项；两部分分开判断的拆成两行"
            )
        if manual:
            values["assess"] = "manual"
        elif lines:
            values["assess"] = [call for words in lines for call in self.call(words)]
            self.name_calls(at, values["assess"])

    def call(self, words: str) -> list[dict[str, Any]]:
        """The check calls that a line of the cell names: by their ids, or one by its title."""
        found = CALL.findall(words)
        if found:
            return [{"check": name} for name, _ in found]
        titles = {cells.narrow(check.texts.title): name for name, check in CATALOGUE.items()}
        return [{"check": titles.get(words, words)}]

    def name_calls(self, at: Path, calls: list[dict[str, Any]]) -> None:
        """Note each call under the name its parameters stand under: the second of the same check is `name#2`."""
        for number, call in enumerate(calls):
            before = sum(other["check"] == call["check"] for other in calls[:number])
            name = call["check"] if not before else f"{call['check']}#{before + 1}"
            self.calls[int(at[1]), name] = number
            self.document.put((*at, "assess", number, "check"), self.table.place(self.row_of(at), ASSESS))

    def row_of(self, at: Path) -> int:
        """Row of a requirement."""
        return self.table.rows[int(at[1])][0]
