"""The sheet of parameters (参数表) read back: each row's value goes to the check call, or the way of scoring, it names."""

from typing import Any

from checks.catalogue import CATALOGUE
from rulesets.document import Path
from rulesets.spreadsheet import cells
from rulesets.spreadsheet.columns import POINTS_PARAMETERS
from rulesets.spreadsheet.leaves import Leaf
from rulesets.spreadsheet.parameters import gathered, leaf_at, path_of
from rulesets.spreadsheet.placed import BookDocument
from rulesets.spreadsheet.reading_requirements import CALL, RequirementSheet
from rulesets.spreadsheet.rows import scoring_leaf
from rulesets.spreadsheet.tables import Table

IDENTIFIER, CHECK, TITLE, VALUE, NAME = "编号", "检查项", "参数", "值", "参数名"
GONE = "改了编号的，这里一并改；删了要求的，把这一行也删去"


class ParameterSheet:
    """Rows of parameters, gathered by the call they belong to."""

    def __init__(self, document: BookDocument, table: Table, requirements: RequirementSheet) -> None:
        self.document = document
        self.table = table
        self.requirements = requirements
        self.gathered: dict[tuple[int, int], dict[Path, Any]] = {}
        self.rows: dict[tuple[int, str, Path], int] = {}  # of values met, by requirement, check and parameter
        self.orphans: list[tuple[int, str, str]] = []  # row, id of no requirement, check
        self.mentioned: set[tuple[int, str]] = set()

    def fill(self) -> None:
        """Put every row's value into the requirements."""
        for row, line in self.table.rows:
            self.read(row, line)
        self.tell_overlaps()
        for (position, number), values in self.gathered.items():
            call = self.requirements.values[position]["assess"][number]
            model = CATALOGUE[call["check"]].parameters if call["check"] in CATALOGUE else None
            if model and values:
                call["with"] = gathered(model, values)
        self.tell_orphans()

    def read(self, row: int, line: list[Any]) -> None:
        """Read one row."""
        identifier = cells.narrow(cells.text(self.table.value(line, IDENTIFIER)))
        position = self.requirements.positions.get(identifier)
        value = self.table.value(line, VALUE)
        if position is None:
            self.orphans += [(row, identifier, self.name_of(line))] if value is not None else []
            return
        name = self.name_of(line)
        self.mentioned.add((position, name))
        path = path_of(cells.narrow(cells.text(self.table.value(line, NAME))))
        if name == POINTS_PARAMETERS:
            self.read_scoring(row, position, path, value)
        elif (position, name) in self.requirements.calls:
            self.read_parameter(row, line, position, name, path, value)
        elif value is not None:
            what = f"要求 {identifier} 的“如何判断”里没有“{name}”"
            self.document.tell(self.table.place(row, CHECK), what, "在“要求”表补上这个检查项，或删去这一行")

    def name_of(self, line: list[Any]) -> str:
        """The check a row names, without its title."""
        words = cells.narrow(cells.text(self.table.value(line, CHECK)))
        match = CALL.search(words)
        return match[0] if match else words

    def read_parameter(self, row: int, line: list[Any], position: int, name: str, path: Path, value: Any) -> None:
        """Take the value of a check's parameter."""
        number = self.requirements.calls[position, name]
        check = CATALOGUE.get(name.partition("#")[0])
        at: Path = ("requirements", position, "assess", number, "with", *from_nought(path))
        if self.is_repeated(row, position, name, path, value):
            return
        leaf = leaf_at(check.parameters, path) if check else None
        self.document.put(at, self.table.place(row, VALUE if leaf or not check else NAME))
        if leaf:
            self.document.titles[at] = cells.text(self.table.value(line, TITLE)).rpartition("：")[2]
            self.document.hints[at] = leaf.hint
        if value is not None:
            self.gathered.setdefault((position, number), {})[path] = self.value_of(leaf, value)

    def value_of(self, leaf: Leaf | None, value: Any) -> Any:
        """The value of a cell; of a parameter that is not known its words, for the model to refuse."""
        words = cells.narrow(cells.text(value))
        if words == cells.narrow(cells.NOTHING):
            return None
        if words == cells.narrow(cells.EMPTY):
            return "" if leaf and leaf.read("") == "" else []
        return leaf.read(value) if leaf else cells.text(value)

    def read_scoring(self, row: int, position: int, path: Path, value: Any) -> None:
        """Take a value of the way of scoring: each, per, weight, or what one kind of finding costs."""
        values = self.requirements.values[position]
        name = next((way for way in ("deduct", "bonus") if way in values), "veto")
        place = self.table.place(row, VALUE)
        path = ("costs", ".".join(map(str, path[1:]))) if path[0] == "costs" else path
        if value is None or self.is_repeated(row, position, name, path, value):
            return
        if path == ("weight",):
            values["weight"] = cells.number(value)
            self.document.put(("requirements", position, "weight"), place)
        elif name == "veto":
            self.document.tell(place, "这条要求不是扣分或加分项", "改“要求”表的“计分”，或清空这一格")
        else:
            self.document.put(("requirements", position, name, *path), place)
            inner = values[name].setdefault("costs", {}) if path[0] == "costs" else values[name]
            inner[str(path[-1])] = scoring_leaf(path).read(value)

    def is_repeated(self, row: int, position: int, name: str, path: Path, value: Any) -> bool:
        """Whether the same parameter already has a value in another row, which is a fault."""
        first = self.rows.setdefault((position, name, path), row) if value is not None else row
        if first != row:
            self.document.tell(self.table.place(row, VALUE), f"这个参数第 {first} 行已经填过", "只留一行")
        return first != row

    def tell_overlaps(self) -> None:
        """A parameter stated as a whole and in parts would lose one of the two."""
        for position, name, path in self.rows:
            whole = next(
                (row for length in range(len(path)) if (row := self.rows.get((position, name, path[:length])))), 0
            )
            if whole and name != POINTS_PARAMETERS:
                place = self.table.place(self.rows[position, name, path], VALUE)
                self.document.tell(place, f"这个参数第 {whole} 行已经整个填过，这里又填了它的一部分", "只留一种填法")

    def tell_orphans(self) -> None:
        """Rows of deleted requirements are passed over, unless a requirement with the same check has no rows: they may be meant for that."""
        bare = {name for position, name in self.requirements.calls.keys() - self.mentioned}
        told: set[str] = set()
        for row, identifier, name in self.orphans:
            if name in bare and identifier not in told:
                told.add(identifier)
                self.document.tell(self.table.place(row, IDENTIFIER), f"没有编号为“{identifier}”的要求", GONE)


def from_nought(path: Path) -> Path:
    """A path as the model counts it: items of a list from 0."""
    return tuple(step - 1 if isinstance(step, int) else step for step in path)
