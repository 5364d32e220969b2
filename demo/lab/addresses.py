"""Every address of a lab's portal, and what stands there (地址表)."""

from dataclasses import dataclass, field

from demo.lab.columns import DECISIONS, LEADERS, LIBRARY, LIST, OUT, Column
from demo.lab.dialects.dialect import Dialect
from demo.lab.entries import Entry
from demo.lab.planning import Plan, list_pages
from demo.lab.style import Style

HOME, COLUMN, ENTRY, SEARCH, STUB = "home", "column", "entry", "search", "stub"
STUBS = {"/zwgk/old.html": "xxgk", "/jump/news.html": "xw"}
"""Pages that send their visitor on: path to the column they lead to."""
SEARCH_PATH = "/search"


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at an address: the sort of page, the column's id, the entry's or list page's number."""

    sort: str
    column: str = ""
    number: int = 0


@dataclass
class Addresses:
    """Paths (with query, where the platform uses one) to places, and back."""

    dialect: Dialect
    style: Style
    tree: dict[str, Column]
    plan: Plan
    places: dict[str, Place] = field(default_factory=dict)

    def lay(self, gone: set[int]) -> None:
        """Give everything that is not ``gone`` its address."""
        self.places["/"] = Place(HOME)
        for column in self.tree.values():
            for page in range(self.pages(column)):
                self.places[self.column(column, page)] = Place(COLUMN, column.id, page)
        for entry in (entry for entry in self.plan.entries if entry.number not in gone):
            self.places[self.entry(entry)] = Place(ENTRY, entry.column, entry.number)
        for path, column_id in STUBS.items():
            self.places[path] = Place(STUB, column_id)
        self.places[SEARCH_PATH] = Place(SEARCH)

    def pages(self, column: Column) -> int:
        """List pages a column has; 0 for one that leads elsewhere."""
        if column.role == OUT or column.href:
            return 0
        if column.role in (LIST, LIBRARY, DECISIONS) and not self.whole(column):
            return list_pages(len(self.plan.of_column[column.id]), column.size)
        return 1

    def whole(self, column: Column) -> bool:
        """Whether a list has one address, all further rows being brought by a script."""
        if column.role not in (LIST, LIBRARY) or column.kind == "message":
            return False
        return bool(self.dialect.scripted(column, self.style)) or "datastore" in self.style.options

    def column(self, column: Column, page: int = 0) -> str:
        """Path of a column's list page."""
        pages = 1 if column.role == LEADERS else list_pages(len(self.plan.of_column[column.id]), column.size)
        return self.dialect.column(column, page, pages, self.style)

    def href(self, column_id: str) -> str:
        """Where links to a column lead."""
        column = self.tree[column_id]
        return column.href or self.column(column)

    def entry(self, entry: Entry) -> str:
        """Path of an entry."""
        return self.dialect.entry(entry, self.tree[entry.column], self.style)

    def file(self, entry: Entry, index: int, name: str) -> str:
        """Path of an entry's attachment."""
        return self.dialect.file(entry, self.tree[entry.column], index, name.rpartition(".")[2])
